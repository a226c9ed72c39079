//! Foothold's own list of young people: one row each, columns by name, in any order.
//!
//! Absent on purpose: sureness about who somebody is. A name or a pupil number is never enough, so each row carries an id that the
//! council's own system or the SSDA903 gives.

mod row;

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate};
use store::fold;

use super::{
    file::{FileFault, Record},
    model::{Given, Incoming, Kind, Place, Said, What},
};
use row::{DateFault, Row, date};

/// The columns of a list, in the order of the guide.
pub(super) const COLUMNS: [&str; 17] = [
    "council_ref",
    "ssda903_child",
    "upn",
    "given_name",
    "family_name",
    "pronouns",
    "born_on",
    "sex",
    "phone",
    "email",
    "address",
    "language",
    "channel",
    "care_status",
    "ehcp",
    "neet_since",
    "neet_reason",
];

/// What the lists of Virtual Schools call our columns.
const OTHER_NAMES: [(&str, &str); 10] = [
    ("forename", "given_name"),
    ("legal_forename", "given_name"),
    ("surname", "family_name"),
    ("legal_surname", "family_name"),
    ("dob", "born_on"),
    ("date_of_birth", "born_on"),
    ("unique_pupil_number", "upn"),
    ("neet_from", "neet_since"),
    ("neet_start_date", "neet_since"),
    ("reason_neet", "neet_reason"),
];

/// Those of which a list needs one, to know each young person again.
const IDS: [&str; 2] = ["council_ref", "ssda903_child"];

/// Returns a name of a column as it is compared.
pub(super) fn column_name(given: &str) -> String {
    given.trim().to_lowercase().replace([' ', '-'], "_")
}

/// Reads a list whose columns are our own.
///
/// Errors: [`FileFault`] when the file as a whole cannot be trusted.
pub(super) fn read(records: &[Record], today: NaiveDate) -> Result<Incoming, FileFault> {
    let Some((first, rows)) = records.split_first() else {
        return Err(FileFault::Empty);
    };
    let columns = columns_of(&first.values)?;
    refuse_swapped_dates(&columns, rows)?;
    let mut incoming = Incoming {
        kind: Kind::Own,
        given: Vec::with_capacity(rows.len()),
        said: Vec::new(),
        refused: 0,
    };
    for record in rows {
        let mut row = Row::new(&columns, record);
        let given = row.read(today);
        if row.refused.is_empty() {
            incoming.given.push(given);
            incoming.said.append(&mut row.notes);
        } else {
            incoming.refused += 1;
            incoming.said.append(&mut row.refused);
        }
    }
    refuse_repeated(&mut incoming);
    Ok(incoming)
}

/// Returns the column at each place.
fn columns_of(first: &[String]) -> Result<Vec<&'static str>, FileFault> {
    if let [one] = first {
        for (sign, name) in [(';', "semicolons"), ('\t', "tabs")] {
            if one.contains(sign) {
                return Err(FileFault::Separator(name));
            }
        }
    }
    let (mut columns, mut faults) = (Vec::new(), Vec::new());
    for given in first {
        let name = column_name(given);
        let own = OTHER_NAMES.iter().find(|(other, _)| *other == name);
        let name = own.map_or(name, |(_, own)| (*own).to_owned());
        match COLUMNS.into_iter().find(|column| *column == name) {
            None => faults.push(unknown(given, &name)),
            Some(column) if columns.contains(&column) => {
                faults.push(format!("The column {column} is there twice."));
            }
            Some(column) => columns.push(column),
        }
    }
    let has_pupils = columns.contains(&"upn") && columns.contains(&"born_on");
    if !has_pupils && !IDS.iter().any(|id| columns.contains(id)) {
        faults.push(
            "There is no column council_ref or ssda903_child, and no upn with born_on, and one of them is needed to know each young person again."
                .into(),
        );
    }
    if faults.is_empty() {
        return Ok(columns);
    }
    // A file of something else has a hundred unknown columns, and ten say it.
    let left_out = faults.len().saturating_sub(10);
    faults.truncate(10);
    if left_out > 0 {
        faults.push(format!("There are {left_out} more faults like these."));
    }
    faults.push(format!("The columns are: {}.", COLUMNS.join(", ")));
    Err(FileFault::Columns(faults.join(" ")))
}

fn unknown(given: &str, name: &str) -> String {
    let shown: String = given.chars().take(40).collect();
    if shown.is_empty() {
        return "A column has no name.".into();
    }
    let nearest = COLUMNS
        .into_iter()
        .map(|column| (strsim::damerau_levenshtein(column, name), column))
        .min()
        .filter(|(distance, column)| *distance <= column.len() / 2);
    match nearest {
        Some((_, column)) => {
            format!("The column {shown:?} is not known; did you mean {column}?")
        }
        None => format!("The column {shown:?} is not known."),
    }
}

/// Refuses a file in which more dates can only be month first than can only be day first: there, 05/06/2006 means another day than it
/// says, and nobody could see it.
fn refuse_swapped_dates(columns: &[&'static str], rows: &[Record]) -> Result<(), FileFault> {
    let (mut day_first, mut month_first, mut first) = (0, 0, None);
    for record in rows {
        let row = Row::new(columns, record);
        let text = row.text("born_on");
        match date(text) {
            Ok(Some(date)) if text.contains('/') && date.day() > 12 => day_first += 1,
            Err(DateFault::MonthFirst) if text.contains('/') => {
                month_first += 1;
                first.get_or_insert((record.line, text));
            }
            _ => {}
        }
    }
    match first {
        Some((line, given)) if month_first > day_first => Err(FileFault::SwappedDates {
            line,
            given: given.to_owned(),
        }),
        _ => Ok(()),
    }
}

/// Refuses every row whose id stands in another row as well: nobody can tell which of them is right.
fn refuse_repeated(incoming: &mut Incoming) {
    let mut lines: HashMap<(&str, String), Vec<u64>> = HashMap::new();
    for given in &incoming.given {
        for (column, id) in ids(given) {
            let rows = lines.entry((column, fold(id))).or_default();
            rows.push(given.place.line);
        }
    }
    lines.retain(|_, rows| rows.len() > 1);
    let repeated = |given: &Given| {
        let ids = ids(given).into_iter();
        let mut found =
            ids.filter_map(|(column, id)| Some((column, lines.get(&(column, fold(id)))?)));
        found.next().map(|(column, rows)| {
            let shown: Vec<String> = rows.iter().take(5).map(u64::to_string).collect();
            let more = if rows.len() > 5 { " and others" } else { "" };
            format!(
                "{column}: This id stands on lines {}{more}. Keep the row that is right.",
                shown.join(", ")
            )
        })
    };
    let mut refused = Vec::new();
    incoming.given.retain(|row| match repeated(row) {
        None => true,
        Some(why) => {
            refused.push(Said::of(row, What::Refused, why));
            false
        }
    });
    incoming.refused += refused.len();
    // A note on a row that was refused after all would say that it was taken.
    let places: HashSet<Place> = refused.iter().map(|said| said.place).collect();
    incoming.said.retain(|said| !places.contains(&said.place));
    incoming.said.append(&mut refused);
}

/// Returns the ids by which a young person is known again.
fn ids(given: &Given) -> Vec<(&'static str, &str)> {
    let ids = [
        (IDS[0], given.fields.council_ref.as_str()),
        (IDS[1], given.ssda903_child.as_str()),
    ];
    ids.into_iter().filter(|(_, id)| !id.is_empty()).collect()
}
