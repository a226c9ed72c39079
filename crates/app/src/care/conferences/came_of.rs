//! What came of the conferences of a year: who is on a programme, and where they are now.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use govuk::{Cell, Html, Table};
use policy::Action;
use store::ReadTx;
use values::{
    PersonId,
    codes::{Activity, EetGroup},
};

use crate::{
    person::{
        enrolments,
        people::{self, Outline},
    },
    shell::web::{Ctx, WebError, words},
};

/// A year back: conferences from before do not count.
const YEAR: Days = Days::new(365);

/// Being in touch means a contact that took place in the last eight weeks.
const IN_TOUCH: Days = Days::new(8 * 7);

/// Where somebody is now whom a conference was about. Each is in one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Now {
    /// In work or an apprenticeship.
    AtWork,
    /// In education or training.
    Learning,
    /// In neither, and in touch.
    InTouch,
    /// In neither, and nobody has been in touch.
    Silent,
}

impl Now {
    const ALL: [Self; 4] = [Self::AtWork, Self::Learning, Self::InTouch, Self::Silent];

    fn of(activity: Activity, last_contact_on: Option<NaiveDate>, today: NaiveDate) -> Self {
        match (activity.group(), activity) {
            (_, Activity::F4 | Activity::P4 | Activity::F5 | Activity::P5) => Self::AtWork,
            (EetGroup::Eet, _) => Self::Learning,
            _ if last_contact_on.is_some_and(|on| on + IN_TOUCH >= today) => Self::InTouch,
            _ => Self::Silent,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::AtWork => "In work, training for work or an apprenticeship",
            Self::Learning => "In education",
            Self::InTouch => {
                "Not known to be in work or learning, and in touch in the last 8 weeks"
            }
            Self::Silent => {
                "Not known to be in work or learning, and not in touch in the last 8 weeks"
            }
        }
    }
}

/// Somebody whom a conference was about.
struct Member {
    outline: Outline,
    held_on: NaiveDate,
    is_enrolled: bool,
    now: Now,
}

/// What came of a year's conferences: the figures, and the people that they count.
pub(super) struct CameOf {
    pub(super) figures: Table,
    pub(super) people: Table,
}

/// Lists those whom a conference of the last year was about and whom the reader may list. `last` has the day of each one's last.
async fn members(
    ctx: &Ctx,
    tx: &mut ReadTx,
    last: &HashMap<PersonId, NaiveDate>,
) -> Result<Vec<Member>, WebError> {
    let (council, today) = (ctx.council(), ctx.today());
    let recent = last.iter().filter(|(_, on)| **on + YEAR >= today);
    let recent: Vec<PersonId> = recent.map(|(id, _)| *id).collect();
    let mut outlines = people::outlines(tx, council, &recent).await?;
    outlines.retain(|one| !one.has_died() && ctx.permits(Action::ListPeople, &one.standing));
    let shown: Vec<PersonId> = outlines.iter().map(Outline::person).collect();
    let enrolled = enrolments::of_people(tx, council, &shown).await?;
    let member = |outline: Outline| Member {
        held_on: last[&outline.person()],
        is_enrolled: enrolments::open(&enrolled).any(|one| one.person == outline.person()),
        now: Now::of(outline.activity, outline.last_contact_on, today),
        outline,
    };
    Ok(outlines.into_iter().map(member).collect())
}

/// Reads what came of the conferences of the last year. `None` where there was none.
pub(super) async fn read(
    ctx: &Ctx,
    tx: &mut ReadTx,
    last: &HashMap<PersonId, NaiveDate>,
) -> Result<Option<CameOf>, WebError> {
    let mut all = members(ctx, tx, last).await?;
    if all.is_empty() {
        return Ok(None);
    }
    let names = ctx.names().await?;
    all.sort_by_cached_key(|one| names.place(one.outline.person()));
    let enrolled_now = all.iter().filter(|one| one.is_enrolled).count();
    let places = Now::ALL.map(|now| {
        let there = all.iter().filter(|one| one.now == now);
        (now.words(), there.count())
    });
    let counts = [
        ("Talked about in a conference", all.len()),
        ("On a programme now", enrolled_now),
    ];
    let lines = counts.into_iter().chain(places).map(|(what, count)| {
        let count = words::grouped(count as u64);
        vec![Cell::new(what), Cell::new(count)]
    });
    let figures = Table::new("What happened after case conferences in the last 12 months")
        .column("What")
        .numeric_column("Young people")
        .rows(lines);
    let mut people = Table::new("The young people in these figures")
        .column("Young person")
        .column("Last conference")
        .column("On a programme")
        .column("Now");
    for one in &all {
        let person = one.outline.person();
        people = people.row([
            Cell::new(Html::link(format!("/people/{person}"), names.name(person))),
            Cell::new(words::day(one.held_on)),
            Cell::new(if one.is_enrolled { "Yes" } else { "No" }),
            Cell::new(one.now.words()),
        ]);
    }
    Ok(Some(CameOf {
        figures: figures.first_cell_is_header(),
        people: people.first_cell_is_header().stacking(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_in_one_place_by_what_they_do_and_then_by_who_was_in_touch() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let weeks_ago = |weeks: u64| today.checked_sub_days(Days::new(7 * weeks));
        let lately = weeks_ago(8);
        for (activity, last, now) in [
            (Activity::F5, None, Now::AtWork),
            (Activity::P4, lately, Now::AtWork),
            (Activity::P2, None, Now::Learning),
            (Activity::F1, lately, Now::Learning),
            (Activity::G5, lately, Now::InTouch),
            (Activity::NotKnown, lately, Now::InTouch),
            (Activity::G5, weeks_ago(9), Now::Silent),
            (Activity::G6, None, Now::Silent),
        ] {
            assert_eq!(Now::of(activity, last, today), now, "{activity:?} {last:?}");
        }
    }
}
