//! The rules that need both tables, or the year.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Datelike, NaiveDate};
use values::codes::{Accommodation, AccommodationKind};

use super::{ChildId, Fault, HeaderRow, Lines, Oc3Row, Refused, Seen, Table, TableName, Upn};

/// The result of checking Header and OC3 together.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The children with no refusal in either file, each with the OC3 row if there is one, in the order of Header.
    pub accepted: Vec<(HeaderRow, Option<Oc3Row>)>,
    /// Everything refused, by the readers and by the check: Header first, then by line.
    pub refused: Vec<Refused>,
    /// What looks wrong but is not a reason to refuse: Header first, then by line.
    pub warned: Vec<Refused>,
}

/// Checks the two tables together, for the year that ends on 31 March of `year_end`.
///
/// Rows that a reader refused are checked as well, as far as they could be read, so that one round of corrections is enough.
pub fn check(header: &Table<HeaderRow>, oc3: &Table<Oc3Row>, year_end: i32) -> Checked {
    let mut refused = [header.refused.as_slice(), oc3.refused.as_slice()].concat();
    refused.extend(twice_in_header(header));
    refused.extend(wrong_in_oc3(header, oc3, year_end));
    let mut warned: Vec<Refused> = shared_upns(header).collect();
    warned.extend(doubtful_in_oc3(oc3, year_end));
    for list in [&mut refused, &mut warned] {
        list.sort_by_key(|refusal| (refusal.table, refusal.line));
    }
    Checked {
        accepted: accepted(header, oc3, &refused),
        refused,
        warned,
    }
}

/// Returns the children that no refusal names.
fn accepted(
    header: &Table<HeaderRow>,
    oc3: &Table<Oc3Row>,
    refused: &[Refused],
) -> Vec<(HeaderRow, Option<Oc3Row>)> {
    let lines: HashSet<(TableName, u64)> = refused
        .iter()
        .map(|refusal| (refusal.table, refusal.line))
        .collect();
    let in_header = header.seen.iter().map(|seen| (TableName::Header, seen));
    let in_oc3 = oc3.seen.iter().map(|seen| (TableName::Oc3, seen));
    let barred: HashSet<&ChildId> = in_header
        .chain(in_oc3)
        .filter(|(table, seen)| lines.contains(&(*table, seen.line)))
        .map(|(_, seen)| &seen.child)
        .collect();
    let fares: HashMap<&ChildId, &Oc3Row> = oc3
        .rows
        .iter()
        .map(|row| (&row.value.child, &row.value))
        .collect();
    let children = header
        .rows
        .iter()
        .map(|row| &row.value)
        .filter(|row| !barred.contains(&row.child));
    children
        .map(|row| (row.clone(), fares.get(&row.child).map(|oc3| (*oc3).clone())))
        .collect()
}

/// Refuses every row of a child with more than one in Header.
fn twice_in_header(header: &Table<HeaderRow>) -> impl Iterator<Item = Refused> {
    let children = header.by_child();
    header.seen.iter().filter_map(move |seen| {
        let (lines, _) = &children[&seen.child];
        (lines.len() > 1).then(|| {
            refusal(
                TableName::Header,
                seen,
                "CHILD",
                Fault::TwiceInHeader {
                    lines: Lines::of(lines),
                },
            )
        })
    })
}

/// Refuses what is wrong in OC3, given Header and the year (391, INT06, INT15, INT34).
fn wrong_in_oc3(header: &Table<HeaderRow>, oc3: &Table<Oc3Row>, year_end: i32) -> Vec<Refused> {
    let (in_header, in_oc3) = (header.by_child(), oc3.by_child());
    let mut refused = Vec::new();
    for seen in &oc3.seen {
        let mut refuse = |column, fault| refused.push(refusal(TableName::Oc3, seen, column, fault));
        match (in_header.get(&seen.child), seen.born_on) {
            (None, _) => refuse("CHILD", Fault::NotInHeader),
            (Some((_, Some(in_header))), Some(born_on)) if *in_header != born_on => {
                refuse(
                    "DOB",
                    Fault::BornOnDiffers {
                        in_header: *in_header,
                    },
                );
            }
            _ => {}
        }
        let (lines, _) = &in_oc3[&seen.child];
        if lines.len() > 1 {
            refuse(
                "CHILD",
                Fault::TwiceInOc3 {
                    lines: Lines::of(lines),
                },
            );
        }
        if seen
            .born_on
            .is_some_and(|born_on| birthday(born_on, 17) > (year_end, 3, 31))
        {
            refuse("DOB", Fault::TooYoung { year_end });
        }
    }
    refused
}

/// Warns about what is probably wrong in OC3 (347, and 391 for those who are too old).
fn doubtful_in_oc3(oc3: &Table<Oc3Row>, year_end: i32) -> Vec<Refused> {
    let mut warned = Vec::new();
    for row in &oc3.rows {
        let Oc3Row {
            child,
            born_on,
            accommodation,
            ..
        } = &row.value;
        let seen = Seen {
            line: row.line,
            child: child.clone(),
            born_on: Some(*born_on),
        };
        if birthday(*born_on, 25) < (year_end.saturating_sub(1), 4, 1) {
            warned.push(refusal(
                TableName::Oc3,
                &seen,
                "DOB",
                Fault::TooOld { year_end },
            ));
        }
        if is_foyer(*accommodation) && birthday(*born_on, 18) > (year_end, 3, 31) {
            let warning = refusal(TableName::Oc3, &seen, "ACCOM", Fault::FoyerUnder18);
            warned.push(Refused {
                given: accommodation.to_string(),
                ..warning
            });
        }
    }
    warned
}

/// Warns, once for each number, about pupil numbers shared by more than one child.
fn shared_upns(header: &Table<HeaderRow>) -> impl Iterator<Item = Refused> {
    let mut holders: BTreeMap<&Upn, BTreeMap<&ChildId, u64>> = BTreeMap::new();
    for row in &header.rows {
        if let Some(upn) = row.value.upn.as_ref().filter(|upn| upn.is_number()) {
            holders
                .entry(upn)
                .or_default()
                .entry(&row.value.child)
                .or_insert(row.line);
        }
    }
    holders
        .into_iter()
        .filter(|(_, children)| children.len() > 1)
        .map(|(upn, children)| {
            let mut lines: Vec<(u64, &ChildId)> = children
                .into_iter()
                .map(|(child, line)| (line, child))
                .collect();
            lines.sort_unstable();
            let (line, child) = lines[0];
            Refused {
                table: TableName::Header,
                line,
                child: child.to_string(),
                column: Some("UPN"),
                given: upn.to_string(),
                fault: Fault::SharedUpn {
                    lines: Lines::of(&lines.iter().map(|(line, _)| *line).collect::<Vec<u64>>()),
                },
            }
        })
}

/// Returns the refusal of the child or the date of birth in a row.
fn refusal(table: TableName, seen: &Seen, column: &'static str, fault: Fault) -> Refused {
    let born_on = || {
        seen.born_on.map_or_else(String::new, |born_on| {
            born_on.format("%d/%m/%Y").to_string()
        })
    };
    let given = if column == "DOB" {
        born_on()
    } else {
        seen.child.to_string()
    };
    Refused {
        table,
        line: seen.line,
        child: seen.child.to_string(),
        column: Some(column),
        given,
        fault,
    }
}

/// Returns year, month and day of a birthday. A birthday on 29 February stays as it is: it is only compared with another day.
fn birthday(born_on: NaiveDate, age_years: i32) -> (i32, u32, u32) {
    (born_on.year() + age_years, born_on.month(), born_on.day())
}

fn is_foyer(accommodation: Accommodation) -> bool {
    accommodation.kind() == Some(AccommodationKind::Foyer)
}
