//! The command `better-off`: situations in, what is left after rent out.

use std::{
    fs::File,
    io::{BufWriter, Read, Write},
    path::Path,
    process::ExitCode,
};

use better_off::{
    Refusal,
    batch::{Columns, header},
};
use chrono::NaiveDate;

use super::{say, say_error};
use crate::better_off::answer_json;

fn refused(file: &str, line: u64, refusals: &[Refusal]) -> String {
    let all: Vec<String> = refusals
        .iter()
        .map(|one| format!("{file}: line {line}: {one}"))
        .collect();
    all.join("\n")
}

/// Reads situations and writes what is left, a line each. A line that is refused is left out.
///
/// Returns a sentence for each refusal. Errors: a sentence where nothing can be read, or the columns are not those that are asked for.
fn work_out(file: &str, from: impl Read, to: impl Write) -> Result<Vec<String>, String> {
    let mut reader = csv::Reader::from_reader(from);
    let said = |error: csv::Error| format!("{file}: {error}");
    let names = reader.headers().map_err(said)?.clone();
    let names: Vec<&str> = names
        .iter()
        .map(|name| name.trim_start_matches('\u{feff}').trim())
        .collect();
    let columns = Columns::find(&names).map_err(|refusals| refused(file, 1, &refusals))?;
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(header()).map_err(said)?;
    let mut complaints = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(said)? {
        let line = record.position().map_or(0, csv::Position::line);
        match columns.read(|place| record.get(place).unwrap_or_default()) {
            Ok(case) => writer.write_record(case.answer().columns()).map_err(said)?,
            Err(refusals) => complaints.push(refused(file, line, &refusals)),
        }
    }
    // Whoever reads may have gone away, which is no fault.
    let _gone = writer.flush();
    Ok(complaints)
}

/// Prints what is left after rent, now and in the offer, for each line of a file. What was refused is said on standard error.
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
    let from = File::open(file).map_err(|error| format!("{name}: {error}"))?;
    let to = BufWriter::new(std::io::stdout().lock());
    let complaints = work_out(&name, from, to)?;
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
    use super::*;

    const CASES: &str = include_str!("../../../better-off/tests/cases/cases.csv");

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
