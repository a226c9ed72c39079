//! One row's values, read one by one, with every fault kept.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    DateFault, Fault, FileFault, Refused, Row, Seen, Table, TableName, file, file::Record,
    ids::ChildId,
};

/// How many characters of a value a refusal repeats.
const GIVEN_CHARS: usize = 100;

/// The values of one row, and what was refused in them so far.
pub(super) struct Cells<'a> {
    table: TableName,
    record: &'a Record,
    refused: Vec<Refused>,
}

impl<'a> Cells<'a> {
    /// Returns the value of a column as given.
    pub(super) fn given(&self, column: &'static str) -> &'a str {
        given(self.table, self.record, column)
    }

    /// Reads the value of a column, upper-cased; what is wrong with it is kept, and `None` returned.
    pub(super) fn read<T>(
        &mut self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Option<T> {
        match parse(&self.given(column).to_ascii_uppercase()) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.refuse_column(column, fault);
                None
            }
        }
    }

    /// Keeps a fault of one column.
    pub(super) fn refuse_column(&mut self, column: &'static str, fault: Fault) {
        self.refuse(Some(column), self.given(column), fault);
    }

    /// Keeps a fault of one column, or of the row where no column is named.
    pub(super) fn refuse(&mut self, column: Option<&'static str>, given: &str, fault: Fault) {
        self.refused.push(Refused {
            table: self.table,
            line: self.record.line,
            child: shortened(self.given("CHILD")),
            column,
            given: shortened(given),
            fault,
        });
    }
}

/// Reads a table, row by row.
///
/// Errors: [`FileFault`] when the whole file cannot be trusted.
pub(super) fn read_table<T>(
    bytes: &[u8],
    name: TableName,
    read_row: fn(&mut Cells) -> Option<T>,
) -> Result<Table<T>, FileFault> {
    let records = file::records(bytes, name)?;
    if let Some(fault) = swapped_dates(&records, name) {
        return Err(fault);
    }
    let mut table = Table {
        rows: Vec::new(),
        refused: Vec::new(),
        seen: Vec::new(),
    };
    for record in &records {
        let mut cells = Cells {
            table: name,
            record,
            refused: Vec::new(),
        };
        let expected = name.columns().len();
        let value = if record.width == expected {
            read_row(&mut cells)
        } else {
            cells.refuse(
                None,
                "",
                Fault::Width {
                    found: record.width,
                    expected,
                },
            );
            None
        };
        let line = record.line;
        if let Ok(child) = ChildId::parse(given(name, record, "CHILD")) {
            table.seen.push(Seen {
                line,
                child,
                born_on: date(given(name, record, "DOB")).ok(),
            });
        }
        match value {
            Some(value) if cells.refused.is_empty() => table.rows.push(Row { line, value }),
            _ => table.refused.append(&mut cells.refused),
        }
    }
    Ok(table)
}

impl<T> Table<T> {
    /// Returns the lines of each child, with the date of birth on the first, refused rows included.
    pub(super) fn by_child(&self) -> HashMap<&ChildId, (Vec<u64>, Option<NaiveDate>)> {
        let mut children = HashMap::new();
        for Seen {
            line,
            child,
            born_on,
        } in &self.seen
        {
            children
                .entry(child)
                .or_insert_with(|| (Vec::new(), *born_on))
                .0
                .push(*line);
        }
        children
    }
}

/// Reads a date in the form DD/MM/YYYY.
///
/// Errors: [`DateFault`], which says what the text seems to be instead.
pub(super) fn date(text: &str) -> Result<NaiveDate, DateFault> {
    match text.as_bytes() {
        [] => Err(DateFault::Blank),
        [d1, d2, b'/', m1, m2, b'/', year @ ..] if year.len() == 4 => {
            let number = |digits: &[u8]| {
                digits.iter().try_fold(0u16, |sum, digit| {
                    digit
                        .is_ascii_digit()
                        .then(|| sum * 10 + u16::from(digit - b'0'))
                })
            };
            let (Some(day), Some(month), Some(year)) =
                (number(&[*d1, *d2]), number(&[*m1, *m2]), number(year))
            else {
                return Err(DateFault::Unreadable);
            };
            let on = |day: u16, month: u16| {
                NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
            };
            match on(day, month) {
                _ if !(1900..=2100).contains(&year) => Err(DateFault::FarYear),
                Some(date) => Ok(date),
                None if month > 12 && on(month, day).is_some() => Err(DateFault::MonthFirst),
                None => Err(DateFault::NoSuchDay),
            }
        }
        [a, b, c, d, b'-' | b'/', ..] if [a, b, c, d].iter().all(|sign| sign.is_ascii_digit()) => {
            Err(DateFault::YearFirst)
        }
        _ => Err(DateFault::Unreadable),
    }
}

/// Returns the fault of a file whose dates have the month first, if they do.
///
/// One date that can only be month first is a typing mistake. When such dates outnumber those that can only be day first, a date
/// such as 05/06/2006 means a different day from the one it shows, and no one could see it.
fn swapped_dates(records: &[Record], table: TableName) -> Option<FileFault> {
    let (mut day_first, mut month_first, mut first) = (0, 0, None);
    for record in records {
        for column in ["DOB", "MC_DOB"] {
            let text = given(table, record, column);
            match date(text) {
                Ok(date) if chrono::Datelike::day(&date) > 12 => day_first += 1,
                Err(DateFault::MonthFirst) => {
                    month_first += 1;
                    first.get_or_insert((record.line, text));
                }
                _ => {}
            }
        }
    }
    first
        .filter(|_| month_first > day_first)
        .map(|(line, given)| FileFault::SwappedDates {
            line,
            given: given.to_owned(),
        })
}

/// Returns the value of a column as given, or an empty text where the table has no such column.
fn given<'a>(table: TableName, record: &'a Record, column: &str) -> &'a str {
    let place = table.columns().iter().position(|name| *name == column);
    place
        .and_then(|place| record.values.get(place))
        .map_or("", String::as_str)
}

/// Returns the beginning of a text.
fn shortened(text: &str) -> String {
    text.chars().take(GIVEN_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_in_one_form_and_every_other_form_is_named() {
        for (text, expected) in [
            (
                "15/06/2006",
                Ok(NaiveDate::from_ymd_opt(2006, 6, 15).expect("a day")),
            ),
            (
                "29/02/2008",
                Ok(NaiveDate::from_ymd_opt(2008, 2, 29).expect("a day")),
            ),
            ("", Err(DateFault::Blank)),
            ("2006-06-15", Err(DateFault::YearFirst)),
            ("2006/06/15", Err(DateFault::YearFirst)),
            ("2006-06-15 00:00:00", Err(DateFault::YearFirst)),
            ("06/15/2006", Err(DateFault::MonthFirst)),
            ("15/16/2006", Err(DateFault::NoSuchDay)),
            ("29/02/2007", Err(DateFault::NoSuchDay)),
            ("02/29/2007", Err(DateFault::NoSuchDay)),
            ("00/01/2007", Err(DateFault::NoSuchDay)),
            ("15/06/0206", Err(DateFault::FarYear)),
            ("15/06/06", Err(DateFault::Unreadable)),
            ("5/6/2006", Err(DateFault::Unreadable)),
            ("38883", Err(DateFault::Unreadable)),
            ("1a/06/2006", Err(DateFault::Unreadable)),
            ("15 June 2006", Err(DateFault::Unreadable)),
            ("١٥/٠٦/٢٠٠٦", Err(DateFault::Unreadable)),
        ] {
            assert_eq!(date(text), expected, "{text}");
        }
    }
}
