//! Text with separators: which separator, and the rows.
//!
//! Easy to get wrong: a quotation mark that is never closed swallows the rest of the file, and a CSV reader does not report it.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};

use super::{Fault, Found, Row, encoding::Text, heading, letters, limits};

/// Added as the only value of a last line of our own, which is a separate row unless a quotation mark is open.
const END: &str = "\u{1}";

/// The separators to look for, the usual one first.
const SEPARATORS: [(u8, &str); 4] = [
    (b',', "commas"),
    (b';', "semicolons"),
    (b'\t', "tabs"),
    (b'|', "vertical bars"),
];

/// Reads the rows of a text.
pub(super) fn read(text: &Text, known: &[String]) -> Result<Found, Fault> {
    let mut assumed: Vec<String> = text.assumed.iter().cloned().collect();
    // Excel writes a first line that says how the values are separated.
    let (first, _) = text.text.split_once('\n').unwrap_or((&text.text, ""));
    let said = said(first);
    let (separator, words) = said.unwrap_or_else(|| likeliest(&text.text, known));
    if separator != b',' {
        assumed.push(format!("The values are separated by {words}."));
    }
    let mut rows = records(&text.text, separator)?;
    if said.is_some() {
        rows.retain(|row| row.line > 1);
    }
    refuse_cut_off(&text.text, &rows, known)?;
    Ok(Found {
        sheet: String::new(),
        rows,
        assumed,
    })
}

/// Returns the separator that a first line such as `sep=;` says.
fn said(first: &str) -> Option<(u8, &'static str)> {
    let first = first.trim_matches(['"', ' ']);
    let rest = first
        .strip_prefix("sep=")
        .or_else(|| first.strip_prefix("SEP="))?;
    // The separator can appear twice, where a program closed the row.
    let sign = *rest.as_bytes().first().unwrap_or(&b'\t');
    SEPARATORS.into_iter().find(|(known, _)| *known == sign)
}

/// Returns the separator that gives one of the first rows the most known headings, or else the most values.
fn likeliest(text: &str, known: &[String]) -> (u8, &'static str) {
    let beginning = beginning(text);
    SEPARATORS
        .into_iter()
        .rev()
        .max_by_key(|(separator, _)| {
            let sign = char::from(*separator);
            let lines = beginning.lines().take(limits::BEFORE);
            let found = lines.map(|line| {
                let values = line.split(sign).map(|value| value.trim_matches(['"', ' ']));
                heading::likeness(values, known)
            });
            let found = found.max();
            // What is too wide with one separator has most of it.
            let widest = match records(beginning, *separator) {
                Ok(rows) => rows.iter().map(|row| row.values.len()).max(),
                Err(_) => Some(usize::MAX),
            };
            let signs = beginning.bytes().filter(|byte| byte == separator).count();
            (found.unwrap_or(0), widest.unwrap_or(1), signs)
        })
        .unwrap_or(SEPARATORS[0])
}

/// Returns the first lines of a text.
fn beginning(text: &str) -> &str {
    let mut end = text.len().min(64 * 1024);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let cut = &text[..end];
    let lines = cut.match_indices('\n').map(|(place, _)| place);
    lines
        .take(limits::BEFORE + 1)
        .last()
        .map_or(cut, |place| &cut[..place])
}

/// Refuses a row wider than a list can be, and removes separators with nothing after them, before a row of that width is made.
fn bounded(text: &str, separator: u8) -> Result<Cow<'_, str>, Fault> {
    let bytes = text.as_bytes();
    let (mut fields, mut used, mut start, mut end, mut cells) = (1, 0, 0, 0, 0);
    // As for the CSV reader, a quotation mark counts at the start of a value, and the quotation ends at the next mark that is not doubled.
    let (mut is_quoted, mut begins, mut place) = (false, true, 0);
    let mut kept: Option<Vec<u8>> = None;
    while place <= bytes.len() {
        let is_last = place == bytes.len();
        let byte = if is_last { b'\n' } else { bytes[place] };
        let is_doubled = is_quoted && byte == b'"' && bytes.get(place + 1) == Some(&b'"');
        if byte == b'\n' && (!is_quoted || is_last) {
            if used > limits::COLUMNS {
                return Err(Fault::TooWide {
                    column: letters(used - 1),
                });
            }
            cells += used;
            if cells > limits::CELLS {
                return Err(Fault::TooManyRows);
            }
            if fields > limits::COLUMNS {
                kept.get_or_insert_with(|| bytes[..start].to_vec())
                    .extend(&bytes[start..end]);
            } else if let Some(kept) = &mut kept {
                kept.extend(&bytes[start..place]);
            }
            if let (Some(kept), false) = (&mut kept, is_last) {
                kept.push(b'\n');
            }
            (fields, used, start, end) = (1, 0, place + 1, place + 1);
            begins = true;
        } else if byte == separator && !is_quoted {
            fields += 1;
            begins = true;
        } else {
            if byte == b'"' && (begins || is_quoted) && !is_doubled {
                is_quoted = !is_quoted;
            }
            if byte != b' ' {
                (used, end) = (fields, place + 1);
            }
            begins = false;
        }
        place += if is_doubled { 2 } else { 1 };
    }
    Ok(match kept {
        None => Cow::Borrowed(text),
        Some(kept) => Cow::Owned(String::from_utf8(kept).expect("only whole signs were taken out")),
    })
}

/// Returns every row of a text that is not completely blank.
fn records(text: &str, separator: u8) -> Result<Vec<Row>, Fault> {
    let bounded = bounded(text, separator)?;
    let text = &*bounded;
    let ended = format!("{text}\n{END}");
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(ended.as_bytes());
    let mut row = StringRecord::new();
    let mut rows: Vec<Row> = Vec::new();
    let (mut byte, mut line) = (0, 1);
    let mut is_closed = false;
    while reader
        .read_record(&mut row)
        .expect("text in memory is UTF-8, and rows can have any width")
    {
        let start = start_of(&row, &ended);
        line += line_ends(&ended.as_bytes()[byte..start]);
        byte = start;
        is_closed = start == text.len() + 1;
        if is_closed || row.iter().all(|value| value.trim().is_empty()) {
            continue;
        }
        if rows.len() > limits::ROWS + limits::BEFORE {
            return Err(Fault::TooManyRows);
        }
        if row.iter().any(|value| value.len() > 4 * limits::VALUE) {
            return Err(open_or_long(&ended, text, line));
        }
        let values = row.iter().map(|value| value.trim().to_owned()).collect();
        rows.push(Row { line, values });
    }
    if !is_closed {
        return Err(Fault::OpenQuote(line));
    }
    Ok(rows)
}

/// Returns why a value is very long: most likely a quotation mark is open.
fn open_or_long(ended: &str, text: &str, line: u64) -> Fault {
    let quotes = ended.bytes().filter(|byte| *byte == b'"').count();
    if quotes % 2 == 1 && text.contains('"') {
        Fault::OpenQuote(line)
    } else {
        Fault::TooLong { line }
    }
}

/// Refuses a text that stops in the middle of its last row. A short last row that ends with a line break is only a mistake in that row.
fn refuse_cut_off(text: &str, rows: &[Row], known: &[String]) -> Result<(), Fault> {
    let Some(last) = rows.last() else {
        return Err(Fault::Empty);
    };
    let place = heading::place(rows, known);
    let expected = rows[place].values.len();
    let found = last.values.len();
    if place + 1 < rows.len() && found < expected && !text.ends_with('\n') {
        return Err(Fault::CutOff {
            line: last.line,
            found,
            expected,
        });
    }
    Ok(())
}

/// Returns where a row starts. The reader notes where it started to look, which can be at empty lines before the row.
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
