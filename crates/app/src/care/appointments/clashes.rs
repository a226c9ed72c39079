//! What speaks against a time: a day on which nobody works, and what is arranged then already. Said while it is typed; it can be kept.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Weekday};
use govuk::Checkboxes;
use store::{ReadTx, StoreError};
use values::{AppointmentId, CouncilId, PersonId, calendar::Calendar};

use super::{
    model::{Appointment, USUAL_MINUTES},
    queries,
};
use crate::shell::web::{Ctx, Errors, words};

/// The field that says that the time is kept all the same.
pub(crate) const FIELD: &str = "keeps_time";

/// A time somebody wants to arrange.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a> {
    pub(crate) on: NaiveDate,
    /// As London's clocks show it, `14:30`; empty for none.
    pub(crate) begins: &'a str,
    pub(crate) minutes: i32,
}

/// Asks whether the time is kept all the same.
pub(crate) fn question(is_sure: bool) -> Checkboxes {
    Checkboxes::new(FIELD, "Keep this time?")
        .item("yes", "Yes, arrange it for this day and time anyway")
        .selected(is_sure.then_some("yes"))
}

/// Says that nobody works on a day, where that is so: `Saturday 5 December is a weekend`.
fn rest(calendar: &Calendar, on: NaiveDate) -> Option<String> {
    let day = words::weekday(on);
    match (calendar.bank_holiday(on), on.weekday()) {
        (Some(name), _) => Some(format!("{day} is a bank holiday ({name})")),
        (None, Weekday::Sat | Weekday::Sun) => Some(format!("{day} is a weekend")),
        (None, _) => None,
    }
}

/// Returns from when until when something lasts, where its time is set.
fn span(begins: Option<NaiveTime>, minutes: i32) -> Option<(i64, i64)> {
    let midnight = NaiveTime::MIN;
    let from = (begins? - midnight).num_minutes();
    Some((from, from + i64::from(minutes)))
}

fn meet(one: Option<(i64, i64)>, other: Option<(i64, i64)>) -> bool {
    one.zip(other)
        .is_some_and(|((from, until), (begins, ends))| from < ends && begins < until)
}

/// Says which appointment is at that time. `whose` is `You have` or `They have`.
fn taken(
    whose: &str,
    arranged: &[Appointment],
    wanted: Wanted<'_>,
    moved: Option<AppointmentId>,
) -> Option<String> {
    let begins = NaiveTime::parse_from_str(wanted.begins, "%H:%M").ok();
    let time = span(begins, wanted.minutes);
    arranged
        .iter()
        .filter(|one| one.on == wanted.on && one.is_open() && Some(one.id) != moved)
        .find(|one| meet(span(one.time(), one.minutes), time))
        .and_then(|one| {
            let from = one.time()?;
            let until = from + TimeDelta::minutes(one.minutes.into());
            let (from, until) = (from.format("%-I:%M%P"), until.format("%-I:%M%P"));
            Some(format!(
                "{whose} another appointment from {from} to {until} that day"
            ))
        })
}

/// Returns what speaks against a time for a young person and whoever asks: nothing where they keep it all the same.
pub(crate) async fn against(
    ctx: &Ctx,
    tx: &mut ReadTx,
    (council, person): (CouncilId, PersonId),
    wanted: Wanted<'_>,
    moved: Option<AppointmentId>,
) -> Result<Option<String>, StoreError> {
    if let Some(rest) = rest(&ctx.app().calendar, wanted.on) {
        return Ok(Some(rest));
    }
    if wanted.begins.is_empty() {
        return Ok(None);
    }
    let mine = queries::of_workers(tx, council, &[ctx.me()], wanted.on).await?;
    let theirs = queries::of_person(tx, council, person).await?;
    Ok(taken("You have", &mine, wanted, moved)
        .or_else(|| taken("They have", &theirs, wanted, moved)))
}

/// Says what speaks against a time at the field of its day.
pub(crate) fn refusal(field: &'static str, found: &str) -> Errors {
    Errors::one(
        field,
        format!("{found}. Choose another time, or tick that you want to keep this one"),
    )
}

impl<'a> Wanted<'a> {
    /// A contact agreed for a day, which lasts as long as most do.
    pub(crate) fn usual(on: NaiveDate, begins: &'a str) -> Self {
        Self {
            on,
            begins,
            minutes: USUAL_MINUTES,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(hour: u32, minute: u32) -> Option<NaiveTime> {
        NaiveTime::from_hms_opt(hour, minute, 0)
    }

    #[test]
    fn a_weekend_and_a_bank_holiday_are_said_and_a_working_day_is_not() {
        let calendar = Calendar::england();
        let said = |day: &str| rest(&calendar, day.parse().expect("a day"));
        assert_eq!(said("2026-11-23"), None);
        assert_eq!(
            said("2026-11-28").as_deref(),
            Some("Saturday 28 November is a weekend")
        );
        assert_eq!(
            said("2026-12-25").as_deref(),
            Some("Friday 25 December is a bank holiday (Christmas Day)")
        );
    }

    #[test]
    fn times_that_overlap_meet_and_times_that_touch_do_not() {
        for (one, minutes, other, is_met) in [
            (time(14, 0), 45, time(14, 30), true),
            (time(14, 30), 45, time(14, 0), true),
            (time(14, 0), 30, time(14, 30), false),
            (time(14, 0), 45, None, false),
            (None, 45, time(14, 0), false),
        ] {
            assert_eq!(
                meet(span(one, minutes), span(other, 45)),
                is_met,
                "{one:?} {other:?}"
            );
        }
    }
}
