//! When support ends, said before it does.

use chrono::{Days, NaiveDate};
use store::{ReadTx, StoreError};
use values::birthdays::birthday;

use crate::{
    person::{
        due::Rules,
        enrolments::{self, funding_end},
        people::Person,
    },
    shell::web::{OwnCtx, words},
};

/// How long before the end it stands on their pages, in days: 26 weeks.
const AHEAD: u64 = 26 * 7;

/// Says when the money or the programme ends, and what to do. `None` while that is far away, or where nothing ends.
pub(super) async fn support_ends(
    ctx: &OwnCtx,
    tx: &mut ReadTx,
    rules: &Rules,
    (person, worker): (&Person, Option<&str>),
) -> Result<Option<String>, StoreError> {
    let (council, id) = (ctx.council(), ctx.id());
    let all = enrolments::of_person(tx, council, id).await?;
    let Some(open) = all.iter().rev().find(|one| one.ended_on.is_none()) else {
        return Ok(None);
    };
    let told = enrolments::told(tx, council, Some(&[id])).await?;
    let paid = funding_end(&rules.library, open, &told).map(|end| {
        let until = words::day(end.until);
        (
            end.until,
            format!("Your support in this programme is paid for until {until}."),
        )
    });
    let version = rules.library.version(open.programme_version);
    let by_age = version.zip(person.fields.born_on).map(|(version, born)| {
        let rule = &version.programme.definition().eligibility;
        let has_plan = person.fields.ehcp.answer() == programme::Answer::Yes;
        let extended = rule.below_age_with_ehcp.filter(|_| has_plan);
        let age = extended.unwrap_or(rule.below_age);
        let on = birthday(born, age.into());
        let day = words::day(on);
        (
            on,
            format!("This programme is for you until you turn {age}, on {day}."),
        )
    });
    let first = paid.into_iter().chain(by_age).min_by_key(|(on, _)| *on);
    let is_near = |on: NaiveDate| on >= ctx.today() && on <= ctx.today() + Days::new(AHEAD);
    Ok(first.filter(|(on, _)| is_near(*on)).map(|(_, says)| {
        let whom = worker.unwrap_or("Someone");
        format!("{says} {whom} will talk with you before then about what goes on afterwards. What was promised to you still counts.")
    }))
}
