//! From bytes to rows of text: encoding, line numbers, limits.
//!
//! What is easily got wrong: a quotation mark that is never closed swallows the rest of the file, and a reader of CSV says nothing of it.

use csv::{ReaderBuilder, StringRecord};
use returns::ssda903::{MOST_BYTES, MOST_ROWS};

/// How somebody saves a list so that it can be read.
const SAVE_AS: &str = "In Excel choose \"Save as\" and \"CSV UTF-8 (comma delimited)\".";

/// Stands alone on a last line of our own, which is a row of its own unless a quotation mark is open.
const END: &str = "\u{1}";

/// Why a file cannot be read as a whole. Shown as written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum FileFault {
    #[error("The file is empty. Export it again, and look at it before you bring it in.")]
    Empty,
    #[error("The file is larger than {} MB. Split it into several.", MOST_BYTES / 1024 / 1024)]
    TooLarge,
    #[error("The file has more than 200,000 rows. Split it into several.")]
    TooManyRows,
    #[error(
        "This looks like a spreadsheet, but it cannot be opened. It may have a password. {SAVE_AS}"
    )]
    Workbook,
    #[error("The file is saved as UTF-16 (\"Unicode text\"). {SAVE_AS}")]
    Utf16,
    #[error("Line {0} holds a character that is not saved as UTF-8. {SAVE_AS}")]
    NotUtf8(u64),
    #[error("The values are separated by {0}, not by commas. {SAVE_AS}")]
    Separator(&'static str),
    #[error("{0}")]
    Columns(String),
    #[error(
        "The last line, {line}, has only {found} of {expected} values, so the end of the file seems to be missing. Export it again."
    )]
    CutOff {
        line: u64,
        found: usize,
        expected: usize,
    },
    #[error(
        "A quotation mark is opened in the row that begins on line {0} and never closed. Take it out, or export the file again if the end is missing."
    )]
    OpenQuote(u64),
    #[error(
        "The dates seem to have the month first: {given} on line {line} cannot be day and month. Set the dates to DD/MM/YYYY or YYYY-MM-DD and save the file again; until then no date in it can be trusted."
    )]
    SwappedDates { line: u64, given: String },
}

/// A row as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// The line on which the row begins.
    pub(super) line: u64,
    /// The values, without surrounding spaces.
    pub(super) values: Vec<String>,
}

/// Returns the text of a file, without its byte order mark and with line feeds at the ends of its lines.
pub(super) fn text(bytes: &[u8]) -> Result<String, FileFault> {
    if bytes.len() > MOST_BYTES {
        return Err(FileFault::TooLarge);
    }
    // A workbook is a zip archive, or in the old format a compound file.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(FileFault::Workbook);
    }
    // Without a mark, UTF-16 shows itself by the zero bytes between its Latin letters.
    let has_mark = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if has_mark || bytes.iter().take(8).any(|byte| *byte == 0) {
        return Err(FileFault::Utf16);
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| FileFault::NotUtf8(1 + line_ends(&bytes[..error.valid_up_to()])))?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Returns every row of a text that is not blank from end to end. The first holds the names of the columns.
pub(super) fn records(text: &str) -> Result<Vec<Record>, FileFault> {
    let ended = format!("{text}\n{END}");
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(ended.as_bytes());
    let mut row = StringRecord::new();
    let mut records: Vec<Record> = Vec::new();
    let (mut byte, mut line) = (0, 1);
    let mut is_closed = false;
    while reader
        .read_record(&mut row)
        .expect("text in memory is UTF-8, and rows may have any width")
    {
        let start = start_of(&row, &ended);
        line += line_ends(&ended.as_bytes()[byte..start]);
        byte = start;
        is_closed = start == text.len() + 1;
        if is_closed || row.iter().all(|value| value.trim().is_empty()) {
            continue;
        }
        // The names of the columns are no row.
        if records.len() > MOST_ROWS {
            return Err(FileFault::TooManyRows);
        }
        let values = row.iter().map(|value| value.trim().to_owned()).collect();
        records.push(Record { line, values });
    }
    if !is_closed {
        return Err(FileFault::OpenQuote(line));
    }
    refuse_cut_off(text, &records)?;
    Ok(records)
}

/// Refuses a text that stops in the middle of its last row. A short last row that is ended by a line break is only a slip in that row.
fn refuse_cut_off(text: &str, records: &[Record]) -> Result<(), FileFault> {
    let [first, .., last] = records else {
        return match records {
            [] => Err(FileFault::Empty),
            _ => Ok(()),
        };
    };
    let (found, expected) = (last.values.len(), first.values.len());
    if found < expected && !text.ends_with('\n') {
        return Err(FileFault::CutOff {
            line: last.line,
            found,
            expected,
        });
    }
    Ok(())
}

/// Returns where a row begins. The reader notes where it began to look, which may be at empty lines before the row.
fn start_of(row: &StringRecord, text: &str) -> usize {
    let looked = row.position().map_or(0, csv::Position::byte);
    let from = usize::try_from(looked).unwrap_or(0).min(text.len());
    let blank = text.as_bytes()[from..]
        .iter()
        .take_while(|byte| **byte == b'\n')
        .count();
    from + blank
}

/// Returns how many lines end in these bytes.
fn line_ends(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}
