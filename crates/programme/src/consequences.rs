//! What follows from an act: one table, which every page that records an act asks and none decides alone.
//!
//! What judges a young person's life, such as what they do now or which stage fits, is proposed and confirmed by a worker in the form that
//! records the act. The rest follows by itself.

use values::codes::Activity;

use crate::{DueKind, Programme, StageHistory, StageKey};

/// Something that happened on the way into work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happening {
    /// A referral was answered.
    ReferralAnswered,
    /// They started work, a work placement or a course.
    Started,
    /// It ended, whatever the reason.
    Ended,
    /// A work placement ended, and they stay on in a job at the same employer.
    StayedOn,
    /// An employer asks them to an interview.
    InterviewSet,
    /// An employer offers them a place.
    OfferMade,
    /// An employer chose someone else.
    NotChosen,
    /// There is no news yet.
    NoNews,
    /// They are invited to a workshop, a day at an employer or another event.
    Invited,
    /// They move up from the waiting list and have a place.
    PlaceFree,
    /// What they had a place for is called off.
    CalledOff,
    /// They came to it, or met their mentor.
    Attended,
}

/// Who hears of an act, at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The young person, by their own channel and at a safe time; where that is not possible, their worker tells them.
    YoungPerson,
    /// Those around them, where they agreed that these hear of it, no earlier than they do themselves.
    Around,
    /// Whoever referred them: that there is an answer, and outside the council nothing else.
    Referrer,
    /// Their worker, where somebody else did it. A refusal goes to them alone, and they find the words for it.
    Worker,
}

/// What an act changes on the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// What they do now, from the day on which it happened. Proposed.
    Activity,
    /// The stage to which their programme leads. Proposed.
    StageForward,
    /// The stage from which they came. Proposed.
    StageBack,
    /// A worry that the work may end is settled.
    WorrySettled,
    /// Both sides are asked how it is going.
    CheckInsBegin,
    /// It is a contact, where their programme says so: the next one is counted from that day.
    ContactMade,
    /// The step of their plan that is tied to it is done.
    StepDone,
}

/// What follows from an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consequences {
    /// What changes on the record.
    pub changes: &'static [Effect],
    /// What falls due because of it, besides what the stage asks for.
    pub due: &'static [DueKind],
    /// Who hears of it.
    pub told: &'static [Told],
}

impl Happening {
    /// Every act.
    pub const ALL: &'static [Self] = &[
        Self::ReferralAnswered,
        Self::Started,
        Self::Ended,
        Self::StayedOn,
        Self::InterviewSet,
        Self::OfferMade,
        Self::NotChosen,
        Self::NoNews,
        Self::Invited,
        Self::PlaceFree,
        Self::CalledOff,
        Self::Attended,
    ];

    /// Returns what follows.
    pub fn consequences(self) -> Consequences {
        use Effect::{
            Activity, CheckInsBegin, ContactMade, StageBack, StageForward, StepDone, WorrySettled,
        };

        match self {
            Self::ReferralAnswered => Consequences {
                changes: &[],
                due: &[DueKind::Enrol],
                told: &[Told::Referrer],
            },
            Self::Started => Consequences {
                changes: &[Activity, StageForward, CheckInsBegin],
                due: &[DueKind::Taper],
                told: &[],
            },
            Self::Ended => Consequences {
                changes: &[Activity, StageBack, WorrySettled],
                due: &[DueKind::WorkEnded],
                told: &[],
            },
            Self::StayedOn => Consequences {
                changes: &[Activity, WorrySettled, CheckInsBegin],
                due: &[],
                told: &[],
            },
            Self::InterviewSet => Consequences {
                changes: &[],
                due: &[],
                told: &[Told::YoungPerson, Told::Around, Told::Worker],
            },
            Self::OfferMade => Consequences {
                changes: &[],
                due: &[],
                told: &[Told::YoungPerson, Told::Worker],
            },
            Self::NotChosen => Consequences {
                changes: &[],
                due: &[],
                told: &[Told::Worker],
            },
            Self::NoNews => Consequences {
                changes: &[],
                due: &[],
                told: &[Told::YoungPerson],
            },
            Self::Invited | Self::PlaceFree | Self::CalledOff => Consequences {
                changes: &[],
                due: &[],
                told: &[Told::YoungPerson, Told::Around],
            },
            Self::Attended => Consequences {
                changes: &[ContactMade, StepDone],
                due: &[],
                told: &[],
            },
        }
    }

    /// Returns whether somebody hears of it.
    pub fn tells(self, whom: Told) -> bool {
        self.consequences().told.contains(&whom)
    }

    /// Returns whether something on the record changes.
    pub fn changes(self, effect: Effect) -> bool {
        self.consequences().changes.contains(&effect)
    }

    /// Returns the stage to propose, where their programme has one that fits and they are not there yet.
    pub fn stage(self, programme: &Programme, history: &StageHistory) -> Option<StageKey> {
        let now = programme.stage(history.stages().last().map(|span| &span.stage)?)?;
        let is_final = |key: &&StageKey| programme.stage(key).is_some_and(|stage| stage.is_final);
        if self.changes(Effect::StageForward) {
            return now.forward.iter().find(is_final).cloned();
        }
        if !self.changes(Effect::StageBack) || !now.is_final {
            return None;
        }
        let before = history.stages().iter().rev().map(|span| &span.stage);
        let before = before.skip(1).find(|stage| now.back.contains(stage));
        before.or(now.back.first()).cloned()
    }
}

/// Hours a week from which work counts as full time, in minutes.
///
/// Not verified: the guide to the SSDA903 collection, item `ACTIV`, was not read. The worker confirms what is proposed.
const FULL_TIME_MINUTES: i32 = 16 * 60;

/// Returns what somebody does who starts an opportunity of a kind, for as many minutes a week; 0 where that is not known.
///
/// `None` where it changes nothing in the return: a taster, work experience and volunteering are no training or employment there.
pub fn activity_at(kind: &str, weekly_minutes: i32) -> Option<Activity> {
    let is_full_time = weekly_minutes >= FULL_TIME_MINUTES;
    let (full, part) = match kind {
        "apprenticeship" => (Activity::F4, Activity::P4),
        "course" => (Activity::F2, Activity::P2),
        "sessional" | "supported-internship" | "work-placement" | "internship" | "job" => {
            (Activity::F5, Activity::P5)
        }
        _ => return None,
    };
    Some(if is_full_time { full } else { part })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::StageSpan;

    const PROGRAMME: &str = include_str!("../../../programmes/kensington-and-chelsea.toml");

    fn programme() -> Programme {
        Programme::parse("kc.toml", PROGRAMME).unwrap()
    }

    fn history(stages: &[&str]) -> StageHistory {
        let day = |place: usize| NaiveDate::from_ymd_opt(2026, 1, 1 + place as u32).unwrap();
        let spans = stages.iter().enumerate().map(|(place, stage)| StageSpan {
            stage: StageKey::parse(stage).unwrap(),
            from: day(place),
            until: (place + 1 < stages.len()).then(|| day(place + 1)),
            exit: None,
        });
        StageHistory::new(spans.collect(), Vec::new()).unwrap()
    }

    #[test]
    fn every_act_has_consequences() {
        for act in Happening::ALL {
            let follows = act.consequences();
            assert!(
                !follows.changes.is_empty() || !follows.told.is_empty(),
                "{act:?}"
            );
        }
    }

    #[test]
    fn the_stage_proposed_is_where_the_programme_leads_and_back_where_they_came_from() {
        for (act, stages, proposed) in [
            (
                Happening::Started,
                &["strand-3"][..],
                Some("in-work-or-learning"),
            ),
            // The programme has no way from there straight into work: the worker decides.
            (Happening::Started, &["strand-1"], None),
            (
                Happening::Started,
                &["strand-3", "in-work-or-learning"],
                None,
            ),
            (
                Happening::Ended,
                &["strand-2", "strand-3", "in-work-or-learning"],
                Some("strand-3"),
            ),
            (Happening::Ended, &["strand-3"], None),
            (
                Happening::StayedOn,
                &["strand-3", "in-work-or-learning"],
                None,
            ),
        ] {
            let found = act.stage(&programme(), &history(stages));
            let found = found.as_ref().map(StageKey::as_str);
            assert_eq!(found, proposed, "{act:?} {stages:?}");
        }
    }

    #[test]
    fn what_they_do_depends_on_the_kind_and_the_hours() {
        for (kind, minutes, activity) in [
            ("work-placement", 960, Some(Activity::F5)),
            ("work-placement", 959, Some(Activity::P5)),
            ("job", 2400, Some(Activity::F5)),
            ("job", 0, Some(Activity::P5)),
            ("apprenticeship", 1800, Some(Activity::F4)),
            ("course", 600, Some(Activity::P2)),
            ("volunteering", 960, None),
            ("taster", 300, None),
        ] {
            assert_eq!(activity_at(kind, minutes), activity, "{kind} {minutes}");
        }
    }
}
