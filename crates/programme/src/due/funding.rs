//! The notice that the money for support ends.

use chrono::Days;

use super::{DueItem, DueKind, EnrolmentFacts, joining_year};
use crate::{Programme, Stage, refusal::plain};

/// Returns the notice that the money ends, unless it was given since the window opened.
pub(super) fn funding_notice(
    programme: &Programme,
    stage: Option<&Stage>,
    facts: &EnrolmentFacts,
) -> Option<DueItem> {
    let joined = joining_year(facts.enrolled_on?);
    let window = programme.last_funding(joined)?;
    if facts.funding_told_on.is_some() {
        return None;
    }
    let weeks = window.announced_weeks_before;
    let told_by = stage
        .and_then(|stage| stage.contact.as_ref())
        .map(|rule| &rule.role);
    Some(DueItem {
        kind: DueKind::FundingNotice,
        on: window.until - Days::new(7 * u64::from(weeks)),
        role: told_by
            .unwrap_or(&programme.definition().first_contact.role)
            .clone(),
        owner: None,
        reason: format!(
            "Funding for those who joined in {joined} ends on {}; tell them {weeks} weeks before",
            plain(&window.until)
        ),
    })
}
