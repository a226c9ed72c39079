//! The command `better-off`: reads situations, prints what is left after rent.

use std::{
    io::{BufWriter, Write},
    path::Path,
    process::ExitCode,
};

use better_off::{
    Refusal,
    batch::{Columns, header},
};
use chrono::NaiveDate;

use super::{say, say_error};
use crate::work::better_off::answer_json;

fn refused(file: &str, line: u64, refusals: &[Refusal]) -> String {
    let all: Vec<String> = refusals
        .iter()
        .map(|one| format!("{file}: line {line}: {one}"))
        .collect();
    all.join("\n")
}

/// Counts the lines of a text up to each place in turn.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// Returns the line of the first character at or after a place; places must come in order. Line ends of any system count.
    fn of(&mut self, place: usize) -> u64 {
        let is_end = |place: usize| {
            self.text
                .get(place)
                .is_some_and(|byte| matches!(byte, b'\n' | b'\r'))
        };
        let mut first = place;
        while is_end(first) {
            first += 1;
        }
        for place in self.at..first.min(self.text.len()) {
            let is_pair = self.text[place] == b'\r' && self.text.get(place + 1) == Some(&b'\n');
            self.line += u64::from(is_end(place) && !is_pair);
        }
        self.at = first;
        self.line
    }
}

/// Finds the columns by the names in the first line.
fn columns(file: &str, names: &csv::ByteRecord) -> Result<Columns, String> {
    let names: Vec<String> = names
        .iter()
        .map(|name| {
            String::from_utf8_lossy(name)
                .trim_start_matches('\u{feff}')
                .trim()
                .to_owned()
        })
        .collect();
    match names.as_slice() {
        [] => Err(format!("{file}: the file is empty")),
        [only] if only.contains([';', '\t']) => Err(format!(
            "{file}: line 1: the columns must be separated by commas"
        )),
        names => {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            Columns::find(&names).map_err(|refusals| refused(file, 1, &refusals))
        }
    }
}

/// Reads situations and writes what is left, a line each. A refused line is left out.
///
/// Returns a sentence for each refusal. Errors: a sentence where nothing can be read or the columns are wrong.
fn work_out(file: &str, text: &[u8], to: impl Write) -> Result<Vec<String>, String> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text);
    let said = |error: csv::Error| format!("{file}: {error}");
    let names = reader.byte_headers().map_err(said)?.clone();
    let columns = columns(file, &names)?;
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(header()).map_err(said)?;
    let (mut complaints, mut answered) = (Vec::new(), 0);
    let mut lines = Lines {
        text,
        at: 0,
        line: 1,
    };
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(said)? {
        let place = record.position().map_or(0, csv::Position::byte);
        let line = lines.of(usize::try_from(place).unwrap_or(usize::MAX));
        if record.len() == 1 && record[0].trim_ascii().is_empty() {
            continue;
        }
        answered += 1;
        if record.len() != names.len() {
            let (has, wants) = (record.len(), names.len());
            complaints.push(format!(
                "{file}: line {line}: has {has} fields, but the first line has {wants}"
            ));
            continue;
        }
        let Ok(record) = csv::StringRecord::from_byte_record(record.clone()) else {
            complaints.push(format!("{file}: line {line}: is not UTF-8 text"));
            continue;
        };
        match columns.read(|place| record.get(place).unwrap_or_default()) {
            Ok(case) => writer.write_record(case.answer().columns()).map_err(said)?,
            Err(refusals) => complaints.push(refused(file, line, &refusals)),
        }
    }
    if answered == 0 {
        complaints.push(format!(
            "{file}: there are no situations below the first line"
        ));
    }
    // If the reader has gone away, that is not an error.
    let _gone = writer.flush();
    Ok(complaints)
}

/// Prints what is left after rent, now and with the offer, for each line of a file. Refusals go to standard error.
pub(super) fn answer(file: &Path, today: NaiveDate) -> Result<ExitCode, String> {
    let name = file.display().to_string();
    if file
        .extension()
        .is_some_and(|extension| extension == "json")
    {
        let text = std::fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
        say(&answer_json(&text, today)?);
        return Ok(ExitCode::SUCCESS);
    }
    let text = std::fs::read(file).map_err(|error| format!("{name}: {error}"))?;
    let to = BufWriter::new(std::io::stdout().lock());
    let complaints = work_out(&name, &text, to)?;
    for complaint in &complaints {
        say_error(complaint);
    }
    Ok(if complaints.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

#[cfg(test)]
mod tests {
    use super::super::better_off_files::*;

    const CASES: &str = include_str!("../../../../better-off/tests/cases/cases.csv");

    fn first_lines(number: usize) -> String {
        CASES
            .lines()
            .take(number + 1)
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn each_line_is_answered_in_its_order() {
        let mut out = Vec::new();
        let complaints = work_out("cases.csv", first_lines(3).as_bytes(), &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        let ids: Vec<&str> = out
            .lines()
            .map(|line| line.split(',').next().unwrap())
            .collect();
        assert_eq!(ids, ["case_id", "C0001", "C0002", "C0003"]);
        assert!(complaints.is_empty());
        assert!(
            out.lines().nth(1).unwrap().ends_with(",12.21,0,0,831.23"),
            "{out}"
        );
    }

    #[test]
    fn a_line_that_is_refused_is_named_and_the_others_are_answered() {
        let text = first_lines(2)
            .replace("CROYDON", "ATLANTIS")
            .replace(",37.5,", ",-37.5,");
        let mut out = Vec::new();
        let complaints = work_out("cases.csv", text.as_bytes(), &mut out).unwrap();
        assert_eq!(
            complaints,
            [
                "cases.csv: line 2: borough: there is no such borough",
                "cases.csv: line 3: hours: must not be negative",
            ]
        );
        // Of a file from Excel, with a line too short and one that is no text: each is named, and nothing else is lost.
        let mut rough = text.replace('\n', "\r\n\r\n").into_bytes();
        rough.extend(b"\r\nC9,2026-27\r\n  \r\n");
        rough.extend(
            first_lines(1)
                .lines()
                .nth(1)
                .unwrap()
                .replace("C0001", "\u{e9}")
                .chars()
                .map(|one| one as u8),
        );
        let complaints = work_out("cases.csv", &rough, Vec::new()).unwrap();
        assert_eq!(
            complaints,
            [
                "cases.csv: line 3: borough: there is no such borough",
                "cases.csv: line 5: hours: must not be negative",
                "cases.csv: line 6: has 2 fields, but the first line has 22",
                "cases.csv: line 8: is not UTF-8 text",
            ]
        );
        let nobody = work_out("cases.csv", first_lines(0).as_bytes(), Vec::new()).unwrap();
        assert_eq!(
            nobody,
            ["cases.csv: there are no situations below the first line"]
        );
        for (text, says) in [
            ("", "cases.csv: the file is empty"),
            (
                "case_id;age",
                "cases.csv: line 1: the columns must be separated by commas",
            ),
        ] {
            assert_eq!(
                work_out("cases.csv", text.as_bytes(), Vec::new()),
                Err(says.to_owned())
            );
        }
        let unknown = text.replacen("hours", "wage", 1);
        let fault = work_out("cases.csv", unknown.as_bytes(), Vec::new()).unwrap_err();
        assert!(
            fault.contains("line 1: wage: there is no such column"),
            "{fault}"
        );
        assert!(
            fault.contains("line 1: hours: this column is missing"),
            "{fault}"
        );
    }
}
