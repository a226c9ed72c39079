//! The parts of a record: which pages each has, and what is due in it.

use policy::Action;
use programme::DueKind;
use values::PersonId;

use crate::{person::people::Standing, shell::web::Ctx};

/// A part of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// What matters now, and what has happened.
    Overview,
    /// The plan, promises, requests, deep dives.
    Plan,
    /// Applications, work, mentors.
    Work,
    /// Money, things and entitlements.
    Money,
    /// What is known about them, and who works with them.
    About,
    /// Concerns and conferences.
    Safety,
}

/// A page of a part: its path below the record, its words, and whether the worker may open it.
type Page = (&'static str, &'static str, bool);

impl Section {
    /// Every part, in order.
    pub(super) const ALL: [Self; 6] = [
        Self::Overview,
        Self::Plan,
        Self::Work,
        Self::Money,
        Self::About,
        Self::Safety,
    ];

    /// Returns its words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Plan => "Plan",
            Self::Work => "Work",
            Self::Money => "Money",
            Self::About => "About",
            Self::Safety => "Safety",
        }
    }

    /// Returns the part in which something due is done; `None` where that is a contact.
    fn of(kind: DueKind) -> Option<Self> {
        match kind {
            DueKind::Promise
            | DueKind::Wish
            | DueKind::HelpWanted
            | DueKind::PlanStep
            | DueKind::FirstPlan
            | DueKind::PlanReview
            | DueKind::PathwayReview
            | DueKind::DeepDive
            | DueKind::ChooseStage
            | DueKind::StepLapsed => Some(Self::Plan),
            DueKind::WorkEnded => Some(Self::Work),
            DueKind::FundingNotice => Some(Self::Money),
            DueKind::BirthdayStatus | DueKind::ComingOfAge | DueKind::CheckAgain => {
                Some(Self::About)
            }
            DueKind::HomeVisit => Some(Self::Safety),
            _ => None,
        }
    }

    /// Counts what is due in it.
    pub(super) fn count(self, kinds: impl Iterator<Item = DueKind>) -> usize {
        kinds.filter(|kind| Self::of(*kind) == Some(self)).count()
    }

    /// Lists its pages that the worker may open, the first of which it leads to.
    pub(super) fn pages(self, ctx: &Ctx, standing: &Standing) -> Vec<(String, &'static str)> {
        let may = |action| ctx.permits(action, standing);
        let records = may(Action::RecordContact);
        let all: Vec<Page> = match self {
            Self::Overview => vec![("", "Overview", true)],
            Self::Plan => vec![
                ("/plan", "Plan", true),
                ("/promises", "Promises", true),
                ("/asked", "Requests and feelings", true),
                ("/deep-dives", "Deep dives", true),
            ],
            Self::Work => vec![
                ("/applications", "Applications", true),
                ("/matches", "Opportunities that fit", true),
                ("/work-placements", "Jobs and work placements", true),
                ("/better-off", "Better off", may(Action::AssessPerson)),
                ("/mentor", "Mentor", true),
            ],
            Self::Money => vec![
                ("/money", "Money and things", records),
                ("/entitlements", "What they can get", true),
            ],
            Self::About => vec![
                ("/about", "About them", true),
                ("/particulars", "What we know", true),
                (
                    "/what-helps",
                    "What helps them",
                    may(Action::AssessPerson) && !may(Action::EditPerson),
                ),
                ("/messages", "Messages", true),
                ("/onward-referrals", "Referrals to other services", true),
            ],
            Self::Safety => vec![
                ("/concerns", "Concerns", may(Action::ReadRestricted)),
                ("/conferences", "Case conferences", true),
            ],
        };
        let own = |id: PersonId, path: &str| format!("/people/{id}{path}");
        all.into_iter()
            .filter(|(.., is_offered)| *is_offered)
            .map(|(path, words, _)| (own(standing.id, path), words))
            .collect()
    }
}
