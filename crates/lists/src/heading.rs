//! Where the table starts: the row of headings, below a title and above the values.

use super::{Fault, Found, List, Row, letters, limits};

/// Returns a heading in the form used to compare it: lower-case letters and digits, everything else as one underscore.
pub fn heading(written: &str) -> String {
    let mut name = String::with_capacity(written.len());
    for letter in written.chars() {
        if letter.is_alphanumeric() {
            name.extend(letter.to_lowercase());
        } else if !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
    }
    name.trim_end_matches('_').to_owned()
}

/// Returns how many values of a row are known headings.
pub(super) fn likeness<'a>(values: impl Iterator<Item = &'a str>, known: &[String]) -> usize {
    values
        .map(heading)
        .filter(|value| !value.is_empty() && known.contains(value))
        .count()
}

/// Returns the position of the row of headings: of the first rows, the one with most known headings, or the first with at least two values,
/// or the first.
pub(super) fn place(rows: &[Row], known: &[String]) -> usize {
    let looked = &rows[..rows.len().min(limits::BEFORE)];
    let likest = looked
        .iter()
        .enumerate()
        .map(|(place, row)| (row.likeness(known), std::cmp::Reverse(place)))
        .max();
    if let Some((found, std::cmp::Reverse(place))) = likest
        && found > 0
    {
        return place;
    }
    let has_two = |row: &Row| row.values.iter().filter(|value| !value.is_empty()).count() > 1;
    looked.iter().position(has_two).unwrap_or(0)
}

/// Turns a table into a list.
pub(super) fn list(found: Found, known: &[String]) -> Result<List, Fault> {
    let mut rows = found.rows;
    if rows.is_empty() {
        return Err(Fault::Empty);
    }
    let mut assumed = found.assumed;
    let place = place(&rows, known);
    if place > 0 {
        let words = if place == 1 {
            "1 row above the table was left out.".to_owned()
        } else {
            format!("{place} rows above the table were left out.")
        };
        assumed.push(words);
    }
    let first = rows.remove(place);
    rows.drain(..place);
    if rows.len() > limits::ROWS {
        return Err(Fault::TooManyRows);
    }
    let used = |column: usize| {
        rows.iter().any(|row| {
            row.values
                .get(column)
                .is_some_and(|value| !value.is_empty())
        })
    };
    let headings = first.values.into_iter().enumerate();
    let (kept, left): (Vec<_>, Vec<_>) =
        headings.partition(|(column, name)| !name.is_empty() || used(*column));
    let empty = left.len();
    if empty > 0 {
        let words = if empty == 1 {
            "1 column without a heading and without values was left out.".to_owned()
        } else {
            format!("{empty} columns without a heading and without values were left out.")
        };
        assumed.push(words);
    }
    let last = kept.last().map_or(0, |(column, _)| column + 1);
    for row in &mut rows {
        // Separators after the last column, and cells that a sheet leaves out.
        while row.values.len() > last && row.values.last().is_some_and(String::is_empty) {
            row.values.pop();
        }
        if empty > 0 {
            let values = std::mem::take(&mut row.values).into_iter().enumerate();
            row.values = values
                .filter(|(column, _)| left.iter().all(|(empty, _)| empty != column))
                .map(|(_, value)| value)
                .collect();
        }
    }
    let named = |(column, name): (usize, String)| {
        if name.is_empty() {
            format!("Column {}", letters(column))
        } else {
            name
        }
    };
    let headings = kept.into_iter().map(named).collect();
    Ok(List {
        line: first.line,
        headings,
        rows,
        assumed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_compared_by_their_letters() {
        for (written, compared) in [
            ("Council Ref ", "council_ref"),
            ("GIVEN-NAME", "given_name"),
            ("Date of birth:", "date_of_birth"),
            ("Unique pupil number (UPN)", "unique_pupil_number_upn"),
            ("  ", ""),
            ("Mc_Dob", "mc_dob"),
        ] {
            assert_eq!(heading(written), compared);
        }
    }

    #[test]
    fn columns_are_called_as_spreadsheets_call_them() {
        for (column, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (16_383, "XFD"),
        ] {
            assert_eq!(letters(column), name);
        }
    }
}
