//! Work over time: when both sides are asked how it is going, the half-way point, and how long a spell of work has lasted.
//!
//! A spell continues over gaps that the programme allows. Not yet due is not counted as missed, and an outcome counts once someone other
//! than the person who recorded it has checked the evidence.

use chrono::{Days, NaiveDate};

use crate::WorkPlacementRule;

/// After how many weeks work counts as sustained.
pub const MARKS: [u16; 4] = [4, 13, 26, 52];

/// The longest time ahead for which check-ins are dated where a work placement has no last day, in weeks.
const LONGEST: u16 = 52;

fn after(day: NaiveDate, weeks: u16) -> NaiveDate {
    day + Days::new(7 * u64::from(weeks))
}

impl WorkPlacementRule {
    /// Lists the days on which both sides are asked how it is going, from the first day of the work to the last, or for a year.
    pub fn check_ins(&self, from: NaiveDate, until: Option<NaiveDate>) -> Vec<NaiveDate> {
        let until = until.unwrap_or_else(|| after(from, LONGEST));
        let first = self.check_in_after_weeks.iter().copied();
        let last = self.check_in_after_weeks.last().copied().unwrap_or(0);
        let every = usize::from(self.check_in_every_weeks.max(1));
        let later = (last..=LONGEST * 4).step_by(every).skip(1);
        let weeks = first.chain(later);
        let days = weeks.map(|weeks| after(from, weeks));
        days.take_while(|day| *day <= until).collect()
    }
}

/// Returns the day from which the next job is planned: half-way between the first day and the last. Nothing without a last day.
pub fn half_way(from: NaiveDate, until: Option<NaiveDate>) -> Option<NaiveDate> {
    let days = (until? - from).num_days();
    let half = u64::try_from(days / 2).ok()?;
    from.checked_add_days(Days::new(half))
}

/// How far a stretch of work is known to reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Until {
    /// It ended on this day.
    Ended(NaiveDate),
    /// It was agreed until this day, which is over, and nobody has said how it ended.
    Unconfirmed(NaiveDate),
    /// It continues.
    GoesOn,
}

impl Until {
    /// Works out how far it is known to reach on a day: what was recorded, or what was agreed.
    pub fn of(ended_on: Option<NaiveDate>, agreed: Option<NaiveDate>, today: NaiveDate) -> Self {
        match (ended_on, agreed) {
            (Some(on), _) => Self::Ended(on),
            (None, Some(on)) if on < today => Self::Unconfirmed(on),
            (None, _) => Self::GoesOn,
        }
    }

    fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Ended(on) | Self::Unconfirmed(on) => Some(on),
            Self::GoesOn => None,
        }
    }
}

/// A stretch of work: the first day, and how far it is known to reach.
pub type Worked = (NaiveDate, Until);

/// The state of a mark of a spell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The spell continues but has not lasted so long yet: the day on which it will have.
    NotDue(NaiveDate),
    /// The spell lasted so long: the day on which it reached this.
    Reached(NaiveDate),
    /// The spell ended before.
    EndedBefore(NaiveDate),
    /// Nobody has said whether it lasted beyond this day, the last that was agreed.
    NotKnown(NaiveDate),
}

/// An unbroken spell of work: its first day, its last day once it is over, and its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spell {
    /// The first day.
    pub from: NaiveDate,
    /// The last day; nothing while it continues, or where that is not known.
    pub until: Option<NaiveDate>,
    /// Weeks, and the state of each on the day asked about.
    pub marks: Vec<(u16, Mark)>,
}

/// Joins stretches of work into spells, the first first: a gap of at most `gap_weeks` does not break one, and while it may still be
/// bridged the spell is not over.
pub fn spells(worked: &[Worked], gap_weeks: u16, today: NaiveDate) -> Vec<Spell> {
    let mut worked: Vec<Worked> = worked
        .iter()
        .copied()
        .filter(|(from, _)| *from <= today)
        .collect();
    worked.sort_by_key(|(from, until)| (*from, until.day().is_none(), *until));
    let mut joined: Vec<Worked> = Vec::new();
    for (from, until) in worked {
        let bridged = |end: NaiveDate| from <= after(end, gap_weeks) + Days::new(1);
        match joined.last_mut() {
            Some((_, last)) if last.day().is_none_or(bridged) => {
                *last = match (last.day(), until.day()) {
                    (Some(end), Some(next)) if end > next => *last,
                    (Some(_), Some(_)) => until,
                    _ => Until::GoesOn,
                };
            }
            _ => joined.push((from, until)),
        }
    }
    let spell = |(from, until): Worked| {
        let ended = until.day().filter(|until| *until < today);
        let is_over = ended.is_some_and(|until| after(until, gap_weeks) < today);
        let mark = |weeks: u16| {
            // The last day of so many weeks: work from a Monday on has lasted a week on the Sunday.
            let due = after(from, weeks) - Days::new(1);
            let mark = match (until, ended) {
                _ if due <= ended.unwrap_or(today) => Mark::Reached(due),
                (Until::Unconfirmed(agreed), Some(_)) if due < today => Mark::NotKnown(agreed),
                (Until::Ended(_), Some(until)) if is_over => Mark::EndedBefore(until),
                _ => Mark::NotDue(due),
            };
            (weeks, mark)
        };
        Spell {
            from,
            until: ended.filter(|_| matches!(until, Until::Ended(_))),
            marks: MARKS.map(mark).to_vec(),
        }
    };
    joined.into_iter().map(spell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn both_sides_are_asked_early_and_then_steadily() {
        let rule = WorkPlacementRule::default();
        let days = rule.check_ins(day("2026-01-05"), Some(day("2026-03-31")));
        let days: Vec<String> = days.iter().map(ToString::to_string).collect();
        assert_eq!(
            days,
            [
                "2026-01-12",
                "2026-01-19",
                "2026-02-02",
                "2026-03-02",
                "2026-03-30"
            ]
        );
        let open = rule.check_ins(day("2026-01-05"), None);
        assert_eq!(open.last(), Some(&day("2027-01-04")));
        assert!(
            rule.check_ins(day("2026-01-05"), Some(day("2026-01-06")))
                .is_empty()
        );
    }

    #[test]
    fn the_half_way_point_of_ten_months_is_after_five() {
        let half = half_way(day("2026-01-01"), Some(day("2026-10-31")));
        assert_eq!(half, Some(day("2026-06-01")));
        assert_eq!(half_way(day("2026-01-01"), None), None);
    }

    fn marks(worked: &[(&str, Option<&str>)], today: &str) -> Vec<Vec<(u16, Mark)>> {
        let worked: Vec<Worked> = worked
            .iter()
            .map(|(from, until)| (day(from), Until::of(until.map(day), None, day(today))))
            .collect();
        let found = spells(&worked, 4, day(today));
        found.into_iter().map(|spell| spell.marks).collect()
    }

    #[test]
    fn what_is_not_due_has_not_failed() {
        let found = marks(&[("2026-01-05", None)], "2026-03-01");
        assert_eq!(found[0][0], (4, Mark::Reached(day("2026-02-01"))));
        assert_eq!(found[0][1], (13, Mark::NotDue(day("2026-04-05"))));
        let ended = marks(&[("2026-01-05", Some("2026-02-10"))], "2026-03-01");
        assert_eq!(
            ended[0][1],
            (13, Mark::NotDue(day("2026-04-05"))),
            "it may still be bridged"
        );
        let over = marks(&[("2026-01-05", Some("2026-02-10"))], "2026-03-12");
        assert_eq!(over[0][0], (4, Mark::Reached(day("2026-02-01"))));
        assert_eq!(over[0][1], (13, Mark::EndedBefore(day("2026-02-10"))));
    }

    #[test]
    fn what_nobody_has_confirmed_is_not_known() {
        let today = day("2027-01-20");
        let agreed = Until::of(None, Some(day("2026-03-01")), today);
        let found = spells(&[(day("2026-01-05"), agreed)], 4, today);
        let marks = &found[0].marks;
        assert_eq!(marks[0], (4, Mark::Reached(day("2026-02-01"))));
        assert_eq!(marks[1], (13, Mark::NotKnown(day("2026-03-01"))));
        assert_eq!(marks[3], (52, Mark::NotKnown(day("2026-03-01"))));
        assert_eq!(found[0].until, None);
        // Work that followed bridges it, and is known.
        let next = (day("2026-03-20"), Until::GoesOn);
        let found = spells(&[(day("2026-01-05"), agreed), next], 4, today);
        assert_eq!(found[0].marks[3], (52, Mark::Reached(day("2027-01-03"))));
    }

    #[test]
    fn an_allowed_gap_does_not_break_a_spell() {
        let joined = marks(
            &[("2026-01-05", Some("2026-02-10")), ("2026-03-11", None)],
            "2026-04-10",
        );
        assert_eq!(joined.len(), 1);
        assert_eq!(joined[0][1], (13, Mark::Reached(day("2026-04-05"))));
        let broken = marks(
            &[("2026-01-05", Some("2026-02-10")), ("2026-03-12", None)],
            "2026-04-10",
        );
        assert_eq!(broken.len(), 2);
    }

    #[test]
    fn work_that_begins_tomorrow_is_no_spell_yet() {
        assert!(marks(&[("2026-01-06", None)], "2026-01-05").is_empty());
    }
}
