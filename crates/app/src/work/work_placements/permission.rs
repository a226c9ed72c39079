//! Permission to work in figures: how many may work, and what those do meanwhile whose status needs permission first.
//!
//! It counts those whose restricted particulars the reader may see.

use std::collections::HashSet;

use chrono::NaiveDate;
use policy::Action;
use store::ReadTx;
use values::{PersonId, codes::Activity};

use super::{model::WorkPlacement, report::number};
use crate::{
    person::{
        particulars::{self, MayWork},
        people,
    },
    shell::web::{Ctx, WebError, words},
};

/// The particulars that it looks at.
const FIELDS: [&str; 3] = [
    "immigration_status",
    "right_to_work_seen_on",
    "right_to_work_review_on",
];

/// What is known of one young person whose status is on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known {
    may_work: MayWork,
    /// Whether somebody has seen proof of it.
    is_seen: bool,
    /// Whether the day has passed on which it was to be checked again.
    is_late: bool,
    volunteers: bool,
    learns: bool,
    works: bool,
}

/// Says the figures in lines. None where no status is on record.
fn said(all: &[Known]) -> Vec<String> {
    if all.is_empty() {
        return Vec::new();
    }
    let of = |may_work: MayWork| all.iter().filter(move |one| one.may_work == may_work);
    let not: Vec<&Known> = of(MayWork::NotWithout).collect();
    let mut lines = vec![format!(
        "{} with an immigration status on record: {} may work, {} within limits, {} not without permission",
        words::count(all.len() as u64, "young person", "young people"),
        number(of(MayWork::Yes).count()),
        number(of(MayWork::Limited).count()),
        number(not.len()),
    )];
    if !not.is_empty() {
        let count = |is: fn(&Known) -> bool| number(not.iter().filter(|one| is(one)).count());
        lines.push(format!(
            "Of the {} whose status needs permission first: proof seen: {}; volunteering now: {}; in education: {}; in work or training by their record: {}",
            number(not.len()),
            count(|one| one.is_seen),
            count(|one| one.volunteers),
            count(|one| one.learns),
            count(|one| one.works),
        ));
    }
    let late = all.iter().filter(|one| one.is_late).count() as u64;
    if late > 0 {
        lines.push(words::count(
            late,
            "check of a permission is overdue",
            "checks of a permission are overdue",
        ));
    }
    lines
}

/// Returns the lines about permission to work; `all` are the work placements in the reader's scope.
pub(super) async fn lines(
    ctx: &Ctx,
    tx: &mut ReadTx,
    all: &[WorkPlacement],
) -> Result<Vec<String>, WebError> {
    let (council, today) = (ctx.council(), ctx.today());
    let mut facts = particulars::everybodys(tx, council, &FIELDS).await?;
    facts.retain(|_, own| own.contains_key("immigration_status"));
    let ids: Vec<PersonId> = facts.keys().copied().collect();
    let outlines = people::outlines(tx, council, &ids).await?;
    let volunteers: HashSet<PersonId> = all
        .iter()
        .filter(|one| one.kind == "volunteering")
        .filter(|one| one.started_on.is_some() && one.ended_on.is_none_or(|on| on > today))
        .map(|one| one.person)
        .collect();
    let may_count = |one: &&people::Outline| {
        let may = |action| ctx.permits(action, &one.standing);
        may(Action::ListPeople) && may(Action::ReadRestricted) && !one.has_died()
    };
    let counted = outlines.iter().filter(may_count);
    let known = counted.filter_map(|one| {
        let own = &facts[&one.person()];
        let day = |field: &str| own.get(field)?.parse::<NaiveDate>().ok();
        Some(Known {
            may_work: particulars::status(own.get("immigration_status")?)?.may_work,
            is_seen: day("right_to_work_seen_on").is_some(),
            is_late: day("right_to_work_review_on").is_some_and(|on| on < today),
            volunteers: volunteers.contains(&one.person()),
            learns: matches!(
                one.activity,
                Activity::F1 | Activity::P1 | Activity::F2 | Activity::P2
            ),
            works: matches!(
                one.activity,
                Activity::F4 | Activity::P4 | Activity::F5 | Activity::P5
            ),
        })
    });
    Ok(said(&known.collect::<Vec<_>>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_say_who_may_work_and_what_the_others_do() {
        assert!(said(&[]).is_empty());
        let one = |may_work, is_seen, volunteers| Known {
            may_work,
            is_seen,
            is_late: !is_seen,
            volunteers,
            learns: false,
            works: volunteers,
        };
        let all = [
            one(MayWork::Yes, true, false),
            one(MayWork::NotWithout, true, true),
            one(MayWork::NotWithout, false, false),
        ];
        assert_eq!(
            said(&all),
            [
                "3 young people with an immigration status on record: 1 may work, 0 within limits, 2 not without permission",
                "Of the 2 whose status needs permission first: proof seen: 1; volunteering now: 1; in education: 0; in work or training by their record: 1",
                "1 check of a permission is overdue",
            ]
        );
    }
}
