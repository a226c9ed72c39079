//! The words for each thing that is due, and where to do it.

use programme::DueKind;
use values::{EnrolmentId, PersonId};

/// What is due, in words, and the action: its words and address.
pub(super) struct Act {
    pub(super) what: &'static str,
    pub(super) words: &'static str,
    pub(super) href: String,
}

/// Returns the words for what is due for a young person.
pub(super) fn act(kind: Option<DueKind>, person: PersonId, enrolment: Option<EnrolmentId>) -> Act {
    let (what, words, path) = match kind {
        Some(DueKind::FirstContact) => {
            ("First contact", "Record the first contact", "contacts/new")
        }
        Some(DueKind::NextContact) => ("Next contact", "Record a contact", "contacts/new"),
        Some(DueKind::HelpWanted) => ("Waiting for an answer", "Read it and get in touch", "asked"),
        Some(DueKind::Promise) => ("A promise", "Say whether it was kept", "promises"),
        Some(DueKind::Wish) => ("They asked for something", "Answer it", "asked"),
        Some(DueKind::PlanStep) => ("A step in the plan", "Open the plan", "plan"),
        Some(DueKind::FirstPlan) => ("First plan", "Begin the plan", "plan"),
        Some(DueKind::PlanReview) => ("Plan review", "Open the plan", "plan"),
        Some(DueKind::PathwayReview) => (
            "Pathway plan review",
            "Record the review",
            "plan/reviews/new?kind=pathway",
        ),
        Some(DueKind::HomeVisit) => ("Home visit", "Arrange the visit", "appointments/new"),
        Some(DueKind::BirthdayStatus) => (
            "What they do and where they live",
            "Confirm or change it",
            "plan/reviews/new?kind=status",
        ),
        Some(DueKind::ComingOfAge) => (
            "Support changes at their birthday",
            "Talk it through, and record it",
            "plan/reviews/new?kind=age",
        ),
        Some(DueKind::CheckAgain) => ("Something to check", "Open what we know", "particulars"),
        Some(DueKind::WorkEnded) => (
            "Work has ended",
            "Get in touch, and record it",
            "contacts/new",
        ),
        Some(DueKind::Taper) => (
            "Less contact than usual",
            "Record a contact",
            "contacts/new",
        ),
        Some(DueKind::Silence) => (
            "Lost contact",
            "Ask why, and offer support again",
            "lost-touch/new",
        ),
        Some(DueKind::HandOver) => ("Handed over to you", "Record a contact", "contacts/new"),
        Some(DueKind::Enrol) => ("Accepted, not enrolled", "Enrol them", "enrol"),
        Some(DueKind::DeepDive) => ("First deep dive", "Begin the deep dive", "deep-dives/new"),
        Some(DueKind::ChooseStage) => (
            "A deep dive without a stage",
            "Finish it, or choose the stage",
            "deep-dives",
        ),
        Some(DueKind::StepLapsed) => ("Their step in the plan", "Open the plan", "plan"),
        Some(DueKind::WayBack) => (
            "Follow-up after lost contact",
            "Record a contact",
            "contacts/new",
        ),
        Some(DueKind::PauseReview) => {
            let path = format!("/people/{person}");
            return Act {
                what: "A pause",
                words: "Look at it again with them",
                href: enrolment.map_or(path, |id| format!("/enrolments/{id}/move")),
            };
        }
        Some(DueKind::FundingNotice) => {
            let path = format!("/people/{person}");
            return Act {
                what: "Tell them when funding ends",
                words: "Tell them and record it",
                href: enrolment.map_or(path, |id| format!("/enrolments/{id}/funding")),
            };
        }
        Some(_) | None => ("Something is due", "Open their page", ""),
    };
    Act {
        what,
        words,
        href: format!("/people/{person}/{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::*;

    #[test]
    fn everything_that_can_be_due_has_words_and_an_act_of_its_own() {
        for kind in DueKind::ALL {
            let act = act(Some(*kind), PersonId(uuid::Uuid::from_u128(1)), None);
            assert_ne!(act.what, "Something is due", "{}", kind.code());
            assert!(!act.words.is_empty());
        }
    }
}
