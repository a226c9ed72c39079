//! Foothold's own list of young people: one row each, columns by name, in any order.
//!
//! Absent on purpose: certainty about who someone is. A name or a pupil number is never enough, so each row carries an id that the
//! council's own system or the SSDA903 gives.

mod births;
mod row;

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate};
use lists::List;
use store::fold;
use values::days::{self, DayFault};

use super::{
    bundle::Options,
    columns::{IDS, matched},
    model::{Given, Incoming, Kind, Place, ReportLine, What},
};
use row::Row;

/// Reads a list whose columns are our own.
///
/// Errors: a sentence, when the file as a whole cannot be trusted.
pub(super) fn read(list: &List, options: &Options, today: NaiveDate) -> Result<Incoming, String> {
    let matched = matched(list, &options.columns);
    if !matched.faults.is_empty() {
        return Err(matched.told());
    }
    let rows: Vec<Row<'_>> = list
        .rows
        .iter()
        .map(|row| Row::new(&matched.columns, row, options.takes_doubtful))
        .collect();
    refuse_swapped_dates(&rows, today)?;
    let mut incoming = Incoming {
        kind: Kind::Own,
        given: Vec::with_capacity(rows.len()),
        said: Vec::new(),
        refused: 0,
        asked: 0,
        assumed: list.assumed.clone(),
    };
    if !matched.left_out.is_empty() {
        let left = matched.left_out.join(", ");
        incoming.assumed.push(format!("Left out: {left}."));
    }
    for mut row in rows {
        let given = row.read(today);
        if row.refused.is_empty() && row.asked.is_empty() {
            incoming.given.push(given);
            incoming.said.append(&mut row.notes);
        } else if row.refused.is_empty() {
            incoming.asked += 1;
            incoming.said.append(&mut row.asked);
        } else {
            incoming.refused += 1;
            incoming.said.append(&mut row.refused);
        }
    }
    refuse_repeated(&mut incoming);
    Ok(incoming)
}

/// Refuses a file in which more dates can only be month first than can only be day first: there, 05/06/2006 means a different day from
/// the one it seems to, and no one could tell.
fn refuse_swapped_dates(rows: &[Row<'_>], today: NaiveDate) -> Result<(), String> {
    let (mut day_first, mut month_first, mut first) = (0, 0, None);
    for row in rows {
        let text = row.text("born_on");
        match days::read(text, today) {
            Ok(Some(date)) if text.contains('/') && date.day() > 12 => day_first += 1,
            Err(DayFault::MonthFirst) if text.contains('/') => {
                month_first += 1;
                first.get_or_insert((row.line(), text));
            }
            _ => {}
        }
    }
    match first {
        Some((line, given)) if month_first > day_first => Err(format!(
            "The dates seem to have the month first: {given} on line {line} cannot be day and month. Change the dates to DD/MM/YYYY or YYYY-MM-DD and save the file again. Until then, no date in it can be trusted."
        )),
        _ => Ok(()),
    }
}

/// Refuses every row whose id is also in another row: there is no telling which is right.
fn refuse_repeated(incoming: &mut Incoming) {
    let mut lines: HashMap<(&str, String), Vec<u64>> = HashMap::new();
    for given in &incoming.given {
        for (column, id) in ids(given) {
            let rows = lines.entry((column, fold(id))).or_default();
            rows.push(given.place.line);
        }
    }
    lines.retain(|_, rows| rows.len() > 1);
    let repeated = |given: &Given| {
        let ids = ids(given).into_iter();
        let mut found =
            ids.filter_map(|(column, id)| Some((column, lines.get(&(column, fold(id)))?)));
        found.next().map(|(column, rows)| {
            let shown: Vec<String> = rows.iter().take(5).map(u64::to_string).collect();
            let more = if rows.len() > 5 { " and others" } else { "" };
            format!(
                "{column}: This id is on lines {}{more}. Keep the row that is right.",
                shown.join(", ")
            )
        })
    };
    let mut refused = Vec::new();
    incoming.given.retain(|row| match repeated(row) {
        None => true,
        Some(why) => {
            refused.push(ReportLine::of(row, What::Refused, why));
            false
        }
    });
    incoming.refused += refused.len();
    // A note on a row that was refused after all would say that it was taken.
    let places: HashSet<Place> = refused.iter().map(|said| said.place).collect();
    incoming.said.retain(|said| !places.contains(&said.place));
    incoming.said.append(&mut refused);
}

/// Returns the ids by which a young person is recognised.
fn ids(given: &Given) -> Vec<(&'static str, &str)> {
    let ids = [
        (IDS[0], given.fields.council_ref.as_str()),
        (IDS[1], given.ssda903_child.as_str()),
    ];
    ids.into_iter().filter(|(_, id)| !id.is_empty()).collect()
}
