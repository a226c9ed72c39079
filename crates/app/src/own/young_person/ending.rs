//! When support ends, said before it does.

use chrono::{Days, NaiveDate};
use store::{ReadTx, StoreError};

use crate::{
    person::{
        due::Rules,
        enrolments::{self, SupportEnd, Why, support_end},
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
    let Some(open) = enrolments::main(&all) else {
        return Ok(None);
    };
    let first = support_end(&rules.library, open, &person.fields);
    let says = |end: SupportEnd| {
        let day = words::day(end.on);
        match end.why {
            Why::Paid => format!("Your support in this programme is paid for until {day}."),
            Why::Age(age) => format!("This programme is for you until you turn {age}, on {day}."),
        }
    };
    let is_near = |on: NaiveDate| on >= ctx.today() && on <= ctx.today() + Days::new(AHEAD);
    Ok(first.filter(|end| is_near(end.on)).map(|end| {
        let says = says(end);
        let whom = worker.unwrap_or("Someone");
        format!("{says} {whom} will talk to you before then about what happens next. Anything you have been promised still counts.")
    }))
}
