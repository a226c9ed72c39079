//! Spreadsheets: the first sheet that holds something, as the CSV that somebody would have saved it as.
//!
//! What is easily got wrong: a date is a number with a format, and a long number has lost what does not fit. A day is written as
//! `2026-03-31`, a whole number without a point, and the rows keep their numbers.

use std::io::Cursor;

use calamine::{Data, Reader, open_workbook_auto_from_rs};
use returns::ssda903::{MOST_BYTES, MOST_ROWS};

use super::file::FileFault;

/// The most that a spreadsheet may unfold to, in bytes. A packed file can be a thousand times smaller than what it holds.
const MOST_UNPACKED: u64 = 20 * MOST_BYTES as u64;

/// Returns whether a file is a spreadsheet: a ZIP archive, or a compound file as in the old format.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0")
}

/// Returns the first sheet that holds something, as CSV.
///
/// Errors: [`FileFault`] where it cannot be opened, is empty or too large.
pub(super) fn as_csv(bytes: &[u8]) -> Result<Vec<u8>, FileFault> {
    if bytes.len() > MOST_BYTES || unpacked(bytes) > MOST_UNPACKED {
        return Err(FileFault::TooLarge);
    }
    let mut book =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| FileFault::Workbook)?;
    let sheets = book.worksheets();
    let range = sheets
        .into_iter()
        .map(|(_, range)| range)
        .find(|range| range.used_cells().next().is_some())
        .ok_or(FileFault::Empty)?;
    if range.height() > MOST_ROWS + 1 {
        return Err(FileFault::TooManyRows);
    }
    let mut text = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    // Rows before the first that holds something keep the line numbers right.
    let before = range.start().map_or(0, |(row, _)| row);
    let failed = |_: csv::Error| FileFault::Workbook;
    for _ in 0..before {
        text.write_record([""]).map_err(failed)?;
    }
    for row in range.rows() {
        text.write_record(row.iter().map(cell)).map_err(failed)?;
    }
    text.into_inner().map_err(|_| FileFault::Workbook)
}

fn cell(value: &Data) -> String {
    match value {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) => text.trim().to_owned(),
        // Written out in full, never with an exponent.
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(answer) => (if *answer { "yes" } else { "no" }).to_owned(),
        Data::DateTime(moment) => moment
            .as_datetime()
            .map_or_else(|| moment.to_string(), |moment| moment.date().to_string()),
        Data::DateTimeIso(text) | Data::DurationIso(text) => {
            text.split('T').next().unwrap_or(text).to_owned()
        }
    }
}

/// Returns how large a ZIP archive says that it is when it is unpacked, in bytes; 0 for anything else.
fn unpacked(bytes: &[u8]) -> u64 {
    const ENTRY: &[u8] = b"PK\x01\x02";
    let entries = bytes.windows(46).filter(|window| window.starts_with(ENTRY));
    entries
        .map(|entry| {
            u64::from(u32::from_le_bytes([
                entry[24], entry[25], entry[26], entry[27],
            ]))
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_written_as_somebody_would_have_typed_them() {
        for (value, text) in [
            (Data::Float(7_700_900_123.0), "7700900123"),
            (Data::Float(447_700_900_123.0), "447700900123"),
            (Data::Float(1.5), "1.5"),
            (Data::Bool(true), "yes"),
            (Data::String(" Kai ".into()), "Kai"),
            (
                Data::DateTimeIso("2007-03-31T00:00:00".into()),
                "2007-03-31",
            ),
            (Data::Empty, ""),
        ] {
            assert_eq!(cell(&value), text);
        }
    }

    #[test]
    fn what_is_no_spreadsheet_inside_is_refused() {
        assert_eq!(
            as_csv(b"PK\x03\x04 and nothing else"),
            Err(FileFault::Workbook)
        );
        let mut bomb = b"PK\x03\x04".to_vec();
        let mut entry = b"PK\x01\x02".to_vec();
        entry.resize(46, 0);
        entry[24..28].copy_from_slice(&u32::MAX.to_le_bytes());
        bomb.extend(entry);
        assert_eq!(as_csv(&bomb), Err(FileFault::TooLarge));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_end_in_a_message_or_a_text(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
            let mut archive = b"PK\x03\x04".to_vec();
            archive.extend(&bytes);
            let _message = as_csv(&archive);
            let mut compound = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
            compound.extend(&bytes);
            let _message = as_csv(&compound);
        }
    }
}
