//! A promise for a day on which support has ended: said while it is typed, and asked about wherever one can be.

use chrono::NaiveDate;
use govuk::Checkboxes;
use store::ReadTx;

use crate::{
    office::directory::InCouncil,
    person::{
        enrolments::{self, SupportEnd, Why, support_end},
        people::Person,
    },
    shell::web::{Ctx, WebError, words},
};

/// The field that says that the promise can be kept all the same.
pub(crate) const FIELD: &str = "goes_beyond";

/// Returns when a young person's support ends by itself, where that is known.
pub(crate) async fn end_of(
    ctx: &Ctx,
    tx: &mut ReadTx,
    person: &Person,
) -> Result<Option<SupportEnd>, WebError> {
    let all = enrolments::of_person(tx, ctx.council(), person.standing.id).await?;
    let library = ctx.library(tx).await?;
    let open = enrolments::main(&all);
    Ok(open.and_then(|one| support_end(&library, one, &person.fields)))
}

/// Says when it ends.
pub(crate) fn says(end: SupportEnd) -> String {
    let day = words::day(end.on);
    match end.why {
        Why::Paid => format!("Their support is paid for until {day}."),
        Why::Age(age) => format!("The programme is for them until they turn {age}, on {day}."),
    }
}

/// Returns what is wrong with a day: support has ended by then, and nobody says that the promise can be kept without it.
pub(crate) fn refusal(
    due: Option<NaiveDate>,
    end: Option<SupportEnd>,
    is_sure: bool,
) -> Option<String> {
    let (due, end) = due.zip(end)?;
    (due > end.on && !is_sure).then(|| {
        format!(
            "Their support ends on {}, before this day. Choose an earlier day, or tick that it can be kept after their support ends",
            words::day(end.on)
        )
    })
}

/// Asks whether it can be kept all the same.
pub(crate) fn question(is_sure: bool) -> Checkboxes {
    Checkboxes::new(FIELD, "After their support has ended")
        .item(
            "yes",
            "It can still be kept: I have checked who will pay and who will do it",
        )
        .selected(is_sure.then_some("yes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_after_the_end_is_asked_about_and_no_other() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let end = day("2027-03-31").map(|on| SupportEnd { on, why: Why::Paid });
        for (due, end, is_sure, is_refused) in [
            (day("2027-04-01"), end, false, true),
            (day("2027-04-01"), end, true, false),
            (day("2027-03-31"), end, false, false),
            (day("2027-04-01"), None, false, false),
            (None, end, false, false),
        ] {
            assert_eq!(refusal(due, end, is_sure).is_some(), is_refused, "{due:?}");
        }
    }
}
