//! From bytes to rows of text: encoding, columns, line numbers, limits.

use std::{borrow::Cow, io::Read};

use csv::{ReaderBuilder, StringRecord};

use super::TableName;

/// The most bytes a file can have: 10 MB. Three thousand children take about 150 kB.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;

/// The most rows a file can have.
pub const MOST_ROWS: usize = 200_000;

/// How many unknown columns a message names, and how many characters of each.
const NAMES_SHOWN: usize = 10;
const NAME_CHARS: usize = 40;

/// Why a whole file cannot be read. Shown as written to the person who uploaded it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// The file is empty.
    #[error("The file is empty. Export it again, and check it before you upload it.")]
    Empty,
    /// The file has more than [`MOST_BYTES`].
    #[error("The file is larger than {} MB. Upload one council and one year at a time.", MOST_BYTES / 1024 / 1024)]
    TooLarge,
    /// The file has more than [`MOST_ROWS`].
    #[error("The file has more than {MOST_ROWS} rows. Upload one council and one year at a time.")]
    TooManyRows,
    /// The file is a spreadsheet.
    #[error(
        "This is a spreadsheet, not a CSV file. In Excel choose \"Save as\" and \"CSV UTF-8 (comma delimited)\"."
    )]
    Workbook,
    /// The text is UTF-16.
    #[error(
        "The file is saved as UTF-16 (\"Unicode text\"). In Excel choose \"Save as\" and \"CSV UTF-8 (comma delimited)\"."
    )]
    Utf16,
    /// Some bytes are not UTF-8.
    #[error(
        "Line {line} has a character that is not saved as UTF-8. In Excel choose \"Save as\" and \"CSV UTF-8 (comma delimited)\"."
    )]
    NotUtf8 {
        /// The line of the first such byte.
        line: u64,
    },
    /// The first line does not name exactly the columns of the table.
    #[error("{}", columns_sentence(*.table, .missing, .extra, *.looks_like))]
    WrongColumns {
        /// The table that was expected.
        table: TableName,
        /// The columns that are not there.
        missing: Vec<&'static str>,
        /// The columns that do not belong, or appear twice: the first ten, each cut after 40 characters.
        extra: Vec<String>,
        /// The table whose columns these are, where they belong to another table.
        looks_like: Option<TableName>,
    },
    /// The last line has too few values.
    #[error(
        "The last line, {line}, has only {found} of {expected} values, so the end of the file seems to be missing. Export it again."
    )]
    CutOff {
        /// The last line.
        line: u64,
        /// How many values it has.
        found: usize,
        /// How many columns the table has.
        expected: usize,
    },
    /// A quotation mark is not closed on its line. No value in these tables has a line break.
    #[error(
        "A quotation mark on line {line} is not closed on the same line. Remove it, or export the file again if the end is missing."
    )]
    OpenQuote {
        /// The line on which the row starts.
        line: u64,
    },
    /// More dates can only be month first than can only be day first, so none can be trusted.
    #[error(
        "The dates seem to have the month first: {given} on line {line} has no month {}. Change the dates to DD/MM/YYYY and save the file again. Until then no date in it can be trusted.",
        .given.get(3..5).unwrap_or_default()
    )]
    SwappedDates {
        /// The line of the first such date.
        line: u64,
        /// The date as given.
        given: String,
    },
}

/// Returns the sentence for columns that do not match the table.
fn columns_sentence(
    table: TableName,
    missing: &[&str],
    extra: &[String],
    looks_like: Option<TableName>,
) -> String {
    if let Some(other) = looks_like {
        return format!(
            "These are the columns of the {other} file, but the {table} file belongs here. Upload each file in its own place."
        );
    }
    let mut sentence = format!("The first line does not name the columns of the {table} file.");
    if !missing.is_empty() {
        sentence += &format!(" Missing: {}.", missing.join(", "));
    }
    if !extra.is_empty() {
        let names: Vec<&str> = extra
            .iter()
            .map(|name| {
                if name.is_empty() {
                    "a column without a name"
                } else {
                    name
                }
            })
            .collect();
        sentence += &format!(" Not expected: {}.", names.join(", "));
    }
    sentence
        + &format!(
            " It must be {}, in capitals and in any order.",
            table.columns().join(",")
        )
}

/// A row as text.
pub(super) struct Record {
    /// The line on which the row starts.
    pub(super) line: u64,
    /// How many values the row has.
    pub(super) width: usize,
    /// The values without surrounding spaces, in the order of the table's columns; empty where the row is too short.
    pub(super) values: Vec<String>,
}

/// Returns the rows of a table as text, without those that are completely blank.
pub(super) fn records(bytes: &[u8], table: TableName) -> Result<Vec<Record>, FileFault> {
    let text = text_of(bytes)?;
    // The line break at the end makes a quotation mark that is open at the end of the file visible: its value then holds the break.
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes().chain(&b"\n"[..]));
    let mut row = StringRecord::new();
    let mut places: Option<Vec<usize>> = None;
    let mut records = Vec::new();
    while reader
        .read_record(&mut row)
        .expect("text in memory is UTF-8, and rows can have any width")
    {
        let line = line_of(&row, &text);
        if row.iter().any(|value| value.contains(['\n', '\r'])) {
            return Err(FileFault::OpenQuote { line });
        }
        if row.iter().all(|value| value.trim().is_empty()) {
            continue;
        }
        let Some(places) = &places else {
            places = Some(places_of(&row, table)?);
            continue;
        };
        if records.len() == MOST_ROWS {
            return Err(FileFault::TooManyRows);
        }
        let values = places
            .iter()
            .map(|place| row.get(*place).unwrap_or_default().trim().to_owned())
            .collect();
        records.push(Record {
            line,
            width: row.len(),
            values,
        });
    }
    match (places, records.last()) {
        (None, _) => Err(FileFault::Empty),
        (Some(places), Some(last)) if last.width < places.len() => Err(FileFault::CutOff {
            line: last.line,
            found: last.width,
            expected: places.len(),
        }),
        _ => Ok(records),
    }
}

/// Returns the text of a file, without its byte order mark.
fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, FileFault> {
    if bytes.len() > MOST_BYTES {
        return Err(FileFault::TooLarge);
    }
    // A workbook is a zip archive, or in the old format a compound file.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(FileFault::Workbook);
    }
    // Without a mark, UTF-16 shows by the zero bytes between its Latin letters.
    if bytes.starts_with(b"\xFF\xFE")
        || bytes.starts_with(b"\xFE\xFF")
        || bytes.iter().take(8).any(|byte| *byte == 0)
    {
        return Err(FileFault::Utf16);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| FileFault::NotUtf8 {
        line: lines_in(&bytes[..error.valid_up_to()]) + 1,
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    // "CSV (Macintosh)" ends its lines with a carriage return alone; as line feeds they can be counted.
    Ok(if text.contains('\n') {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.replace('\r', "\n"))
    })
}

/// Returns how many lines end in these bytes.
fn lines_in(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// Returns the line on which a row starts.
///
/// The reader notes where it started to look; empty lines that it skipped from there are counted here.
fn line_of(row: &StringRecord, text: &str) -> u64 {
    let Some(position) = row.position() else {
        return 0;
    };
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let blank = rest
        .iter()
        .take_while(|byte| matches!(byte, b'\n' | b'\r'))
        .count();
    position.line() + lines_in(&rest[..blank])
}

/// Returns the position of each column of the table in the first line.
fn places_of(first: &StringRecord, table: TableName) -> Result<Vec<usize>, FileFault> {
    let place = |name: &&'static str| first.iter().position(|given| given.trim() == *name);
    let places: Vec<usize> = table.columns().iter().filter_map(place).collect();
    if places.len() == table.columns().len() && first.len() == places.len() {
        return Ok(places);
    }
    let looks_like = TableName::ALL.into_iter().find(|other| {
        *other != table
            && first.len() == other.columns().len()
            && other.columns().iter().all(|name| place(name).is_some())
    });
    Err(FileFault::WrongColumns {
        table,
        missing: table
            .columns()
            .iter()
            .filter(|name| place(name).is_none())
            .copied()
            .collect(),
        extra: first
            .iter()
            .enumerate()
            .filter(|(at, _)| !places.contains(at))
            .map(|(_, name)| name.trim().chars().take(NAME_CHARS).collect())
            .take(NAMES_SHOWN)
            .collect(),
        looks_like,
    })
}
