//! Lists as people send them: a CSV in any encoding with any separator, or a spreadsheet, read into rows of text.
//!
//! Easy to get wrong: a small file can say that it is huge. Every limit in [`limits`] is checked before anything of that size is
//! made, and formats that cannot be limited from outside (old Excel, OpenDocument) are meant to be read in a separate process.
//!
//! A title before the table, a cover sheet, unnamed empty columns and empty rows do no harm; [`List::assumed`] says what was assumed.
//!
//! Absent on purpose: what the columns mean and whether a value is valid. The code that imports a list decides that.

mod archive;
mod cells;
mod encoding;
mod heading;
pub mod limits;
mod separated;
mod workbook;

use serde::{Deserialize, Serialize};

pub use cells::{Cell, cell, is_shortened};
pub use heading::heading;

/// How to save a list so that it can be read.
const SAVE_AS: &str = "In Excel choose \"Save as\" and \"CSV UTF-8 (comma delimited)\".";

/// Why a whole file cannot be read. Shown as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Fault {
    /// It is empty.
    #[error("The file is empty. Export it again, and check it before you import it.")]
    Empty,
    /// More bytes than a list can have.
    #[error("The file is larger than {} MB. Split it into smaller files.", limits::BYTES / 1024 / 1024)]
    TooLarge,
    /// A packed file holds more than a list can have.
    #[error(
        "The spreadsheet holds more than a list can have ({0}). Copy the table into a new, empty workbook and save that."
    )]
    TooMuchInside(String),
    /// More rows than a list can have.
    #[error(
        "The file has more than {} rows. Split it into smaller files.",
        limits::ROWS
    )]
    TooManyRows,
    /// Something far to the right: more columns than a list may have.
    #[error(
        "There is something in column {column}, and a list can have at most {} columns. Delete anything beside the table and save the file again.",
        limits::COLUMNS
    )]
    TooWide {
        /// The column's letters.
        column: String,
    },
    /// One value is too long.
    #[error(
        "Line {line} has a value of more than {} characters. Shorten it.",
        limits::VALUE
    )]
    TooLong {
        /// The line on which its row begins.
        line: u64,
    },
    /// Reading took too long.
    #[error(
        "The file took more than {} seconds to read. Copy the table into a new workbook and save that.",
        limits::SECONDS
    )]
    TooSlow,
    /// Reading took too much memory.
    #[error("The file needs more than {} MB to be read. Copy the table into a new workbook, or save it as CSV.", limits::MEMORY / 1024 / 1024)]
    TooHeavy,
    /// A spreadsheet that cannot be opened.
    #[error(
        "This looks like a spreadsheet, but it cannot be opened. It may have a password. {SAVE_AS}"
    )]
    Workbook,
    /// A spreadsheet of a kind that cannot be read.
    #[error(
        "This kind of spreadsheet (.xlsb) cannot be read. Save it as an Excel workbook (.xlsx)."
    )]
    BinaryWorkbook,
    /// The text is in no encoding that is known.
    #[error("The file has characters that cannot be read as text. {SAVE_AS}")]
    NotText,
    /// The last row stops in the middle.
    #[error(
        "The last line, {line}, has only {found} of {expected} values, so the end of the file seems to be missing. Export it again."
    )]
    CutOff {
        /// The last line.
        line: u64,
        /// How many values it has.
        found: usize,
        /// How many it should have.
        expected: usize,
    },
    /// A quotation mark is never closed.
    #[error(
        "A quotation mark in the row that starts on line {0} is never closed. Remove it, or export the file again if the end is missing."
    )]
    OpenQuote(u64),
}

/// A list: its headings, its rows, and what was assumed in reading them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// The line with the headings.
    pub line: u64,
    /// The headings as written, one for each column. A column without one is named by its letter, such as "Column F".
    pub headings: Vec<String>,
    /// The rows below, without empty ones.
    pub rows: Vec<Row>,
    /// What was assumed, a sentence each.
    pub assumed: Vec<String>,
}

/// A row: the line of the file on which it begins, and its values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The line on which it begins.
    pub line: u64,
    /// The values, without surrounding spaces. As many as there are headings, unless the row itself has more or fewer.
    pub values: Vec<String>,
}

impl Row {
    /// Returns how many of the values are known headings.
    fn likeness(&self, known: &[String]) -> usize {
        heading::likeness(self.values.iter().map(String::as_str), known)
    }
}

/// A table before its headings are found.
#[derive(Clone, Debug, Default)]
struct Found {
    /// The sheet, where there is more than one.
    sheet: String,
    rows: Vec<Row>,
    assumed: Vec<String>,
}

/// Returns whether a file is a spreadsheet: a ZIP archive, or a compound file as in the old format.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || workbook::is_compound(bytes)
}

/// Reads a list. `known` are the expected headings, as [`heading`] writes them: the row with most of them is the first of the table.
///
/// Errors: [`Fault`], when the whole file cannot be trusted.
pub fn read(bytes: &[u8], known: &[String]) -> Result<List, Fault> {
    if bytes.len() > limits::BYTES {
        return Err(Fault::TooLarge);
    }
    let found = if is_workbook(bytes) {
        workbook::read(bytes, known)?
    } else {
        separated::read(&encoding::text(bytes)?, known)?
    };
    heading::list(found, known)
}

impl List {
    /// Returns the list as a UTF-8 CSV with commas, with the headings and each row on its original line as far as the values allow.
    pub fn as_csv(&self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut line = 1;
        let headings = Row {
            line: self.line,
            values: self.headings.clone(),
        };
        for row in std::iter::once(&headings).chain(&self.rows) {
            // Empty lines keep the numbers of the lines right.
            while line < row.line {
                text.push(b'\n');
                line += 1;
            }
            let mut writer = csv::WriterBuilder::new()
                .flexible(true)
                .from_writer(Vec::new());
            writer
                .write_record(&row.values)
                .expect("a row fits in memory, and rows can have any width");
            let written = writer.into_inner().expect("nothing is flushed to a disk");
            line += written.iter().filter(|byte| **byte == b'\n').count() as u64;
            text.extend(written);
        }
        text
    }
}

/// Returns the letters that a spreadsheet uses for a column, the first being 0.
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let sign = u8::try_from((left - 1) % 26).expect("the rest of a division by 26 is small");
        letters.push(char::from(b'A' + sign));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests;
