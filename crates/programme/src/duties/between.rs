//! What keeps somebody from falling between: a deep dive that nobody has had with them, or that led to no stage, a step that has lapsed, a way back that was offered.

use chrono::{Days, NaiveDate};

use super::{DutyFacts, Listed, weeks_after};
use crate::{DueKind, Programme, refusal::plain};

/// Days after a step of theirs was meant to be done, until somebody asks about it.
const LAPSED: Days = Days::new(7);

/// Lists the first of their own steps that has lapsed: one question is enough for all of them.
pub(super) fn of_own_steps(facts: &DutyFacts, listed: &mut Listed) {
    let first = facts.own_steps.iter().min();
    if let Some(on) = first.filter(|_| facts.supported_since.is_some()) {
        let reason = format!(
            "A step of theirs in the plan was for {}; ask what would help",
            plain(on)
        );
        listed.add(DueKind::StepLapsed, *on + LAPSED, "coach", reason);
    }
}

/// Days after a deep dive until its stage is chosen.
const CHOICE: Days = Days::new(7);

/// Lists the stage that nobody has chosen after the latest deep dive, where the programme suggests one.
pub(super) fn of_choice(programme: Option<&Programme>, facts: &DutyFacts, listed: &mut Listed) {
    let asks = programme.is_some_and(suggests);
    let undecided = facts.undecided_since.filter(|_| asks);
    if let Some(on) = undecided.filter(|_| facts.supported_since.is_some()) {
        let reason = format!(
            "No stage chosen since the deep dive on {}; finish it, or choose",
            plain(&on)
        );
        listed.add(DueKind::ChooseStage, on + CHOICE, "coach", reason);
    }
}

/// Returns whether a programme suggests a stage from a deep dive.
fn suggests(programme: &Programme) -> bool {
    let stages = &programme.definition().stages;
    stages.iter().any(|stage| stage.suggest_when.is_some())
}

/// Weeks from the start of support to the first deep dive where the programme says nothing about plans.
const FIRST_DEEP_DIVE: u16 = 4;

/// Lists the first deep dive, where the programme suggests a stage from one.
pub(super) fn of_deep_dive(programme: Option<&Programme>, facts: &DutyFacts, listed: &mut Listed) {
    let (Some(programme), Some(supported)) = (programme, facts.supported_since) else {
        return;
    };
    if !suggests(programme) || facts.is_assessed {
        return;
    }
    let since = facts
        .reminders_from
        .map_or(supported, |on| on.max(supported));
    let rule = programme.definition().plan.as_ref();
    let weeks = rule.map_or(FIRST_DEEP_DIVE, |rule| rule.first_within_weeks);
    let reason = format!(
        "No deep dive yet; have one within {weeks} weeks of {}",
        plain(&since)
    );
    listed.add(
        DueKind::DeepDive,
        weeks_after(since, weeks),
        "coach",
        reason,
    );
}

/// Weeks after asking why somebody was not heard from, until the way back that was offered is followed up.
const WAY_BACK_WEEKS: u16 = 2;

/// Lists the way back that was offered to somebody who was not heard from, until they have been.
pub(super) fn of_way_back(facts: &DutyFacts, supported: NaiveDate, listed: &mut Listed) {
    let last = facts.contacts.last().copied();
    let asked = facts.asked_why_on.filter(|asked| *asked >= supported);
    if let Some(asked) = asked.filter(|asked| last.is_none_or(|last| last < *asked)) {
        let reason = format!(
            "Asked why on {}; follow up the way back that was offered",
            plain(&asked)
        );
        listed.add(
            DueKind::WayBack,
            weeks_after(asked, WAY_BACK_WEEKS),
            "coach",
            reason,
        );
    }
}
