//! Header and OC3 of the SSDA903, as a list of young people.
//!
//! The return has no names: anyone new is shown as "Name needed" until a worker or another list gives one.
//!
//! What is easily got wrong: the status in OC3 is that of a day, not of the end of the year. For those who turn 17 to 21 in the year it is
//! the status on or around that birthday, and is kept from the birthday on; for those who are older it is the status at the latest contact,
//! whose day the return does not give, and is kept from 31 March, the last day of the year.
//! Source: Department for Education's guide to the return for 2022 to 2023 and its statistics methodology of autumn 2024, as councils'
//! open data standard and validator cite them.
//!
//! Absent on purpose: `IN_TOUCH`, `MOTHER` and `MC_DOB`, which no record holds yet; a pupil number that more than one child has.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate};
use returns::ssda903::{
    Checked, ChildId, FileFault, HeaderRow, Oc3Row, Refused, Table, TableName, Upn, check,
    read_header, read_oc3,
};
use values::codes::{Ethnicity, InTouch, Sex};

use super::model::{Given, Incoming, Kind, Place, ReportLine, Status, What};

/// The ages for which the return gives the status on the birthday.
const BIRTHDAY_AGES: std::ops::RangeInclusive<i32> = 17..=21;

/// Returns the year in which the last reporting year ended; it runs from 1 April to 31 March.
pub(super) fn last_year_end(today: NaiveDate) -> i32 {
    today.year() - i32::from(today.month() < 4)
}

/// Reads the two files; the Header alone is enough.
///
/// Errors: [`FileFault`] when a file as a whole cannot be trusted, with the file's name in the return.
pub(super) fn read(
    header: &[u8],
    oc3: Option<&[u8]>,
    year_end: i32,
) -> Result<Incoming, (TableName, FileFault)> {
    let no_oc3 = TableName::Oc3.columns().join(",");
    let header = read_header(header).map_err(|fault| (TableName::Header, fault))?;
    let oc3 =
        read_oc3(oc3.unwrap_or(no_oc3.as_bytes())).map_err(|fault| (TableName::Oc3, fault))?;
    let checked = check(&header, &oc3, year_end);
    let lines = lines_of(&header);
    let shared = shared_upns(&header);
    let mut incoming = Incoming {
        kind: Kind::Ssda903,
        given: Vec::with_capacity(checked.accepted.len()),
        said: Vec::new(),
        refused: refused_children(&checked),
        asked: 0,
        assumed: Vec::new(),
    };
    for (row, fares) in &checked.accepted {
        let place = Place {
            table: Some(column_word(TableName::Header)),
            line: lines.get(&row.child).copied().unwrap_or_default(),
        };
        let given = given(place, row, fares.as_ref(), year_end, &shared);
        incoming
            .said
            .extend(fares.as_ref().and_then(|fares| note(&given, fares)));
        incoming.given.push(given);
    }
    let refused = checked.refused.iter();
    incoming
        .said
        .extend(refused.map(|refused| said(refused, What::Refused)));
    let warned = checked.warned.iter();
    incoming
        .said
        .extend(warned.map(|warned| said(warned, What::Note)));
    Ok(incoming)
}

fn column_word(table: TableName) -> &'static str {
    match table {
        TableName::Header => "Header",
        TableName::Oc3 => "OC3",
    }
}

fn lines_of(header: &Table<HeaderRow>) -> HashMap<&ChildId, u64> {
    let rows = header.rows.iter();
    rows.map(|row| (&row.value.child, row.line)).collect()
}

/// Returns the pupil numbers that more than one child has. At least one is wrong, and there is no telling which.
fn shared_upns(header: &Table<HeaderRow>) -> HashSet<&Upn> {
    let (mut seen, mut shared) = (HashSet::new(), HashSet::new());
    for upn in header.rows.iter().filter_map(|row| row.value.upn.as_ref()) {
        if !seen.insert(upn) {
            shared.insert(upn);
        }
    }
    shared
}

/// Counts the children refused; a row that names none counts on its own.
fn refused_children(checked: &Checked) -> usize {
    let refused = checked.refused.iter().map(|refused| {
        let child = refused.child.to_uppercase();
        let by_line = child.is_empty().then_some((refused.table, refused.line));
        (child, by_line)
    });
    refused.collect::<HashSet<_>>().len()
}

fn said(refused: &Refused, what: What) -> ReportLine {
    let rule = refused.rule();
    let lead = match (refused.column, rule) {
        (Some(column), Some(rule)) => format!("{column} {:?} (rule {rule}): ", refused.given),
        (Some(column), None) => format!("{column} {:?}: ", refused.given),
        (None, Some(rule)) => format!("rule {rule}: "),
        (None, None) => String::new(),
    };
    let upn = if what == What::Note && refused.column == Some("UPN") {
        " It is kept for none of them."
    } else {
        ""
    };
    ReportLine {
        place: Place {
            table: Some(column_word(refused.table)),
            line: refused.line,
        },
        who: refused.child.clone(),
        what,
        why: format!("{lead}{refused}{upn}"),
    }
}

/// Returns what the return says and no record holds yet, where a worker should know it before getting in touch.
fn note(given: &Given, fares: &Oc3Row) -> Option<ReportLine> {
    let why = match fares.in_touch {
        InTouch::Died => {
            "IN_TOUCH: The return says that this young person has died. Foothold does not record that from an import yet."
        }
        _ => return None,
    };
    Some(ReportLine::of(given, What::Note, why))
}

fn given(
    place: Place,
    row: &HeaderRow,
    fares: Option<&Oc3Row>,
    year_end: i32,
    shared: &HashSet<&Upn>,
) -> Given {
    let mut given = Given::nothing(place, row.child.as_str());
    given.fields.born_on = Some(row.born_on);
    given.ssda903_child = row.child.to_string();
    given.sex = Some(row.sex).filter(|sex| *sex != Sex::Unknown);
    if row.ethnicity != Ethnicity::Nobt {
        given.ethnicity = row.ethnicity.code().to_owned();
    }
    let upn = row.upn.as_ref();
    given.upn = upn
        .filter(|upn| upn.is_number() && !shared.contains(upn))
        .map(Upn::to_string)
        .unwrap_or_default();
    given.status = fares.map(|fares| Status {
        on: status_day(row.born_on, year_end),
        activity: fares.activity,
        accommodation: fares.accommodation,
    });
    given
}

/// Returns the day for which OC3 gives the status: the birthday in the year for those who turn 17 to 21, otherwise its last day.
///
/// A birthday on 29 February falls on 1 March in other years.
fn status_day(born_on: NaiveDate, year_end: i32) -> NaiveDate {
    let is_by_march = born_on.month() < 4;
    let year = if is_by_march { year_end } else { year_end - 1 };
    let birthday = born_on
        .with_year(year)
        .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1));
    let last_day = NaiveDate::from_ymd_opt(year_end, 3, 31);
    birthday
        .filter(|_| BIRTHDAY_AGES.contains(&(year - born_on.year())))
        .or(last_day)
        .unwrap_or(born_on)
}

#[cfg(test)]
mod tests {
    use super::super::ssda903::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_status_holds_from_the_birthday_until_21_and_then_from_the_end_of_the_year() {
        for (born, on) in [
            ("2009-03-31", "2026-03-31"),
            ("2008-04-01", "2025-04-01"),
            ("2006-06-15", "2025-06-15"),
            ("2008-02-29", "2026-03-01"),
            ("2004-04-01", "2025-04-01"),
            ("2004-03-31", "2026-03-31"),
            ("2001-05-10", "2026-03-31"),
        ] {
            assert_eq!(status_day(day(born), 2026), day(on), "{born}");
        }
    }

    #[test]
    fn the_year_that_has_ended_last_changes_on_the_first_of_april() {
        assert_eq!(last_year_end(day("2026-03-31")), 2025);
        assert_eq!(last_year_end(day("2026-04-01")), 2026);
    }
}
