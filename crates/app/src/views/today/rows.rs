//! One row for each young person: the strongest reason to act, and the others behind it.

use std::collections::HashMap;

use chrono::NaiveDate;
use programme::{DueKind, Said};
use values::PersonId;

use crate::{care::wishes::Urgent, person::due::DueRow, shell::task::Task};

/// How much a reason weighs, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// They said something that cannot wait, and nobody is on it.
    Heard,
    /// A worry about their work.
    Worry,
    /// They said something that cannot wait, and somebody is on it.
    Taken,
    /// Somebody waits for us, and it is late: a contact, a promise, an answer.
    Late,
    /// Something else is late.
    Behind,
    /// For today.
    Now,
    /// Within a week.
    Soon,
}

/// What the figures on top count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    /// Anything overdue.
    Overdue = 1,
    /// Somebody to get in touch with by today.
    Call = 2,
    /// What they wrote or asked for.
    Reply = 4,
}

/// What a reason comes from.
#[derive(Clone, Copy)]
pub(super) enum Of<'a> {
    Due(&'a DueRow),
    Task(&'a Task),
    Said(&'a Urgent),
}

/// A reason to act. It is light, because a manager has thousands: words are made for those that are shown.
#[derive(Clone, Copy)]
pub(super) struct Reason<'a> {
    pub(super) of: Of<'a>,
    pub(super) rank: Rank,
    on: NaiveDate,
    /// Its place among those of one day.
    place: usize,
    filters: u8,
}

/// A young person with everything that is to be done for them.
pub(super) struct Row<'a> {
    pub(super) person: PersonId,
    /// The strongest first; there is one at least.
    pub(super) reasons: Vec<Reason<'a>>,
    /// Until when they are put off, where they are.
    pub(super) put_off_until: Option<NaiveDate>,
}

impl Row<'_> {
    pub(super) fn is(&self, filter: Filter) -> bool {
        self.reasons
            .iter()
            .any(|one| one.filters & filter as u8 != 0)
    }

    fn weight(&self) -> (Rank, NaiveDate, usize, PersonId) {
        let first = &self.reasons[0];
        (first.rank, first.on, first.place, self.person)
    }
}

/// What is due for somebody to whom a contact is owed.
const CONTACTS: [DueKind; 8] = [
    DueKind::FirstContact,
    DueKind::NextContact,
    DueKind::HandOver,
    DueKind::WorkEnded,
    DueKind::HelpWanted,
    DueKind::WayBack,
    DueKind::Taper,
    DueKind::Silence,
];

/// What is due to somebody who waits for us.
const AWAITED: [DueKind; 7] = [
    DueKind::FirstContact,
    DueKind::NextContact,
    DueKind::HandOver,
    DueKind::WorkEnded,
    DueKind::Promise,
    DueKind::Wish,
    DueKind::FundingNotice,
];

/// Weighs what is due.
fn rank(kind: Option<DueKind>, on: NaiveDate, today: NaiveDate) -> Rank {
    if on < today {
        match kind.is_some_and(|kind| AWAITED.contains(&kind)) {
            true => Rank::Late,
            false => Rank::Behind,
        }
    } else if on == today {
        Rank::Now
    } else {
        Rank::Soon
    }
}

fn filters(kind: Option<DueKind>, on: NaiveDate, today: NaiveDate) -> u8 {
    let is_one_of = |kinds: &[DueKind]| kind.is_some_and(|kind| kinds.contains(&kind));
    let counts = [
        (Filter::Overdue, on < today),
        (Filter::Call, on <= today && is_one_of(&CONTACTS)),
        (Filter::Reply, kind == Some(DueKind::Wish)),
    ];
    let counts = counts.into_iter().filter(|(_, counts)| *counts);
    counts.map(|(filter, _)| filter as u8).sum()
}

impl<'a> Reason<'a> {
    /// Weighs something that is due.
    pub(super) fn due(row: &'a DueRow, today: NaiveDate) -> (PersonId, Self) {
        let place = DueKind::ALL.iter().position(|one| Some(*one) == row.kind);
        let reason = Self {
            of: Of::Due(row),
            rank: rank(row.kind, row.due_on, today),
            on: row.due_on,
            filters: filters(row.kind, row.due_on, today),
            place: place.unwrap_or(usize::MAX),
        };
        (row.person(), reason)
    }

    /// Weighs what somebody said that cannot wait.
    pub(super) fn said(one: &'a Urgent, today: NaiveDate) -> (PersonId, Self) {
        let filter = match one.said {
            Said::Wrote => Filter::Reply,
            _ => Filter::Call,
        };
        let reason = Self {
            of: Of::Said(one),
            rank: match one.taken {
                None => Rank::Heard,
                Some(_) => Rank::Taken,
            },
            on: today,
            filters: filter as u8,
            place: 0,
        };
        (one.person, reason)
    }

    /// Weighs a task; nothing where it is about no young person.
    pub(super) fn task(one: &'a Task, today: NaiveDate) -> Option<(PersonId, Self)> {
        let reason = Self {
            of: Of::Task(one),
            rank: if one.is_first {
                Rank::Worry
            } else {
                rank(None, one.on, today)
            },
            on: one.on,
            filters: filters(None, one.on, today),
            place: usize::MAX,
        };
        Some((one.person?, reason))
    }
}

/// Puts reasons together, a row for each young person, the strongest first.
pub(super) fn together<'a>(
    reasons: impl IntoIterator<Item = (PersonId, Reason<'a>)>,
    put_off: &HashMap<PersonId, NaiveDate>,
) -> Vec<Row<'a>> {
    let mut of: HashMap<PersonId, Vec<Reason<'a>>> = HashMap::new();
    for (person, reason) in reasons {
        of.entry(person).or_default().push(reason);
    }
    let mut rows: Vec<Row<'a>> = of
        .into_iter()
        .map(|(person, mut reasons)| {
            reasons.sort_by_key(|one| (one.rank, one.on, one.place));
            // What cannot wait is put off for nobody.
            let can_wait = reasons[0].rank > Rank::Worry;
            Row {
                person,
                put_off_until: put_off.get(&person).copied().filter(|_| can_wait),
                reasons,
            }
        })
        .collect();
    rows.sort_by_key(Row::weight);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn task(person: u128, on: &str, is_first: bool) -> Task {
        let person = PersonId(uuid::Uuid::from_u128(person));
        Task {
            is_first,
            ..Task::about(person, "/", "do something", day(on))
        }
    }

    fn rows<'a>(tasks: &'a [Task], put_off: &HashMap<PersonId, NaiveDate>) -> Vec<Row<'a>> {
        let today = day("2026-11-20");
        together(
            tasks.iter().filter_map(|one| Reason::task(one, today)),
            put_off,
        )
    }

    #[test]
    fn each_young_person_has_one_row_with_the_strongest_reason_first() {
        let tasks = [
            task(1, "2026-11-25", false),
            task(2, "2026-11-18", false),
            task(1, "2026-11-20", false),
            task(3, "2026-11-27", true),
            task(2, "2026-11-17", false),
        ];
        let rows = rows(&tasks, &HashMap::new());
        let seen: Vec<(u128, Rank, usize)> = rows
            .iter()
            .map(|row| {
                (
                    row.person.0.as_u128(),
                    row.reasons[0].rank,
                    row.reasons.len(),
                )
            })
            .collect();
        assert_eq!(
            seen,
            [(3, Rank::Worry, 1), (2, Rank::Behind, 2), (1, Rank::Now, 2)]
        );
        assert_eq!(rows[1].reasons[0].on, day("2026-11-17"));
        assert!(rows[1].is(Filter::Overdue) && !rows[2].is(Filter::Overdue));
    }

    #[test]
    fn a_worry_is_put_off_for_nobody() {
        let person = |id| PersonId(uuid::Uuid::from_u128(id));
        let until = day("2026-11-23");
        let put_off = HashMap::from([(person(1), until), (person(2), until)]);
        let tasks = [task(1, "2026-11-18", false), task(2, "2026-11-18", true)];
        let rows = rows(&tasks, &put_off);
        let seen: Vec<_> = rows.iter().map(|row| row.put_off_until).collect();
        assert_eq!(seen, [None, Some(until)]);
    }
}
