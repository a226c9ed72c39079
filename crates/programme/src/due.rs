//! What falls due in an enrolment, and why.
//!
//! A due date is counted from the last time someone actually spoke with the young person; an attempt that reached no one, or a move
//! to another stage, does not put it off. A move to another team is a hand-over: whoever takes over has as long as for a first contact. While
//! support is paused only the pause is looked at again; after it has ended nothing is due.

mod between;
mod funding;
mod rhythm;

use chrono::{Datelike, NaiveDate};
use values::{
    AccountId,
    calendar::{Calendar, NoYear},
};

use between::{enrol, hand_over, pause_review};
use funding::funding_notice;
pub use rhythm::by_rhythm;
use rhythm::next_contact;

use crate::{Cadence, PauseSpan, Programme, RoleKey, StageHistory, StageKey, refusal::plain};

/// What is known about an enrolment, or a referral that may become one, as far as due dates need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolmentFacts {
    /// The day of the referral.
    pub referred_on: NaiveDate,
    /// The day on which support first began. `None` before that.
    pub enrolled_on: Option<NaiveDate>,
    /// The day on which the referral was accepted. `None` while it waits.
    pub accepted_on: Option<NaiveDate>,
    /// The current stage and its first day. `None` before support begins and after it has ended.
    pub stage: Option<(StageKey, NaiveDate)>,
    /// The stage that they moved from. `None` in the first stage, and after a return.
    pub stage_before: Option<StageKey>,
    /// The day on which the pause that lasts is looked at again, where one was set.
    pub pause_review_on: Option<NaiveDate>,
    /// Every pause, oldest first.
    pub pauses: Vec<PauseSpan>,
    /// The day on which support last resumed after an exit.
    pub returned_on: Option<NaiveDate>,
    /// The day on which reminders resumed after something outside the programme had stopped them all, such as custody.
    pub reminders_from: Option<NaiveDate>,
    /// The day on which support ended, or the referral was closed. `None` while it continues, including after a return.
    pub exited_on: Option<NaiveDate>,
    /// The day of the last contact that was held. Attempts do not count.
    pub last_contact_on: Option<NaiveDate>,
    /// The day of the next contact that was arranged with this young person.
    pub arranged_on: Option<NaiveDate>,
    /// The cadence that was agreed with this young person instead of the stage's own.
    pub agreed_cadence: Option<Cadence>,
    /// The last day on which that cadence holds. `None` for no end.
    pub agreed_until: Option<NaiveDate>,
    /// The day on which the young person was told when the money ends.
    pub funding_told_on: Option<NaiveDate>,
}

impl EnrolmentFacts {
    /// Returns the facts of a referral when nothing else is known.
    pub fn referred(referred_on: NaiveDate) -> Self {
        Self {
            referred_on,
            enrolled_on: None,
            accepted_on: None,
            stage: None,
            stage_before: None,
            pause_review_on: None,
            pauses: Vec::new(),
            returned_on: None,
            reminders_from: None,
            exited_on: None,
            last_contact_on: None,
            arranged_on: None,
            agreed_cadence: None,
            agreed_until: None,
            funding_told_on: None,
        }
    }

    /// Fills in what a history says.
    #[must_use]
    pub fn with_history(mut self, history: &StageHistory) -> Self {
        self.enrolled_on = Some(history.began_on());
        self.stage = history
            .current()
            .map(|span| (span.stage.clone(), span.from));
        self.stage_before = history.moved_from().cloned();
        self.pauses = history.pauses().to_vec();
        self.returned_on = history.returned_on();
        self.exited_on = history.exited().map(|(_, on)| on);
        self
    }

    fn paused_since(&self) -> Option<NaiveDate> {
        let open = self.pauses.iter().find(|pause| pause.until.is_none());
        open.map(|pause| pause.from)
    }

    /// Returns the latest day on which support resumed after a pause, an exit or a stop, with the words for it.
    fn back_on(&self) -> Option<(NaiveDate, &'static str)> {
        let resumed = self.pauses.iter().filter_map(|pause| pause.until).max();
        let resumed = resumed.map(|on| (on, "back from a pause on"));
        let stopped = self
            .reminders_from
            .map(|on| (on, "reminders on again since"));
        let returned = self.returned_on.map(|on| (on, "returned on"));
        resumed.max(stopped).max(returned)
    }
}

/// What kind of thing is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DueKind {
    /// The first contact after a referral.
    FirstContact,
    /// The next contact in a stage.
    NextContact,
    /// Telling the young person when the money ends.
    FundingNotice,
    /// Getting in touch after the young person asked for help.
    HelpWanted,
    /// Keeping a promise.
    Promise,
    /// Answering what the young person asked for.
    Wish,
    /// A step of the plan that a worker took on.
    PlanStep,
    /// Making the first plan.
    FirstPlan,
    /// Reviewing the plan.
    PlanReview,
    /// Reviewing the statutory pathway plan.
    PathwayReview,
    /// A visit to a home that the council provides.
    HomeVisit,
    /// Recording what they do and where they live around a birthday.
    BirthdayStatus,
    /// Talking through what changes at a birthday.
    ComingOfAge,
    /// Checking a permission again.
    CheckAgain,
    /// Less contact than usual since work started.
    Taper,
    /// Getting in touch after work has ended.
    WorkEnded,
    /// Asking why a young person was not heard from.
    Silence,
    /// Enrolling somebody whose referral was accepted.
    Enrol,
    /// The first deep dive.
    DeepDive,
    /// Choosing the stage after a deep dive.
    ChooseStage,
    /// Meeting somebody who was handed over from another team.
    HandOver,
    /// Looking at a pause again.
    PauseReview,
    /// Following up the way back that was offered to somebody who was not heard from.
    WayBack,
    /// Asking about a step of theirs that has lapsed.
    StepLapsed,
}

impl DueKind {
    /// Every kind, in the order in which those of one day are done.
    pub const ALL: &'static [Self] = &[
        Self::HelpWanted,
        Self::WorkEnded,
        Self::FirstContact,
        Self::HandOver,
        Self::NextContact,
        Self::Enrol,
        Self::DeepDive,
        Self::ChooseStage,
        Self::Promise,
        Self::Wish,
        Self::FundingNotice,
        Self::ComingOfAge,
        Self::PlanStep,
        Self::FirstPlan,
        Self::PlanReview,
        Self::PathwayReview,
        Self::HomeVisit,
        Self::BirthdayStatus,
        Self::CheckAgain,
        Self::StepLapsed,
        Self::PauseReview,
        Self::Taper,
        Self::WayBack,
        Self::Silence,
    ];

    /// Returns the kind as it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::FirstContact => "first_contact",
            Self::NextContact => "next_contact",
            Self::FundingNotice => "funding_notice",
            Self::HelpWanted => "help_wanted",
            Self::Promise => "promise",
            Self::Wish => "wish",
            Self::PlanStep => "plan_step",
            Self::FirstPlan => "first_plan",
            Self::PlanReview => "plan_review",
            Self::PathwayReview => "pathway_review",
            Self::HomeVisit => "home_visit",
            Self::BirthdayStatus => "birthday_status",
            Self::ComingOfAge => "coming_of_age",
            Self::CheckAgain => "check_again",
            Self::Taper => "taper",
            Self::WorkEnded => "work_ended",
            Self::Silence => "silence",
            Self::Enrol => "enrol",
            Self::DeepDive => "deep_dive",
            Self::ChooseStage => "choose_stage",
            Self::HandOver => "hand_over",
            Self::PauseReview => "pause_review",
            Self::WayBack => "way_back",
            Self::StepLapsed => "step_lapsed",
        }
    }

    /// Reads what [`Self::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueItem {
    /// What.
    pub kind: DueKind,
    /// The last day on which it is not late.
    pub on: NaiveDate,
    /// Who does it.
    pub role: RoleKey,
    /// The worker responsible, where it is one person.
    pub owner: Option<AccountId>,
    /// Why, in plain words, without a full stop.
    pub reason: String,
}

/// Why what is due cannot be worked out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DueError {
    /// The bank holidays of a year are missing.
    #[error(transparent)]
    NoCalendar(#[from] NoYear),
    /// The enrolment is in a stage that this version of the programme does not have.
    #[error("the programme has no stage `{0}`")]
    NoSuchStage(StageKey),
}

/// Returns the last day for the first contact after a referral.
///
/// Source: programme file, key `first_contact.within_working_days`.
pub fn first_contact_due(
    programme: &Programme,
    referred_on: NaiveDate,
    calendar: &Calendar,
) -> Result<NaiveDate, DueError> {
    let days = programme.definition().first_contact.within_working_days;
    Ok(calendar.add_working_days(referred_on, days.into())?)
}

/// Returns the financial year that a day falls in, by the year of its 1 April.
pub fn joining_year(enrolled_on: NaiveDate) -> i32 {
    enrolled_on.year() - i32::from(enrolled_on.month() < 4)
}

/// Returns everything that is due in an enrolment, the earliest first. While support is paused that is a look at the pause; after it has ended,
/// nothing.
///
/// Errors: [`DueError::NoCalendar`] when a date falls in a year whose bank holidays are not loaded; [`DueError::NoSuchStage`] when
/// the facts belong to another version of the programme.
pub fn due(
    programme: &Programme,
    facts: &EnrolmentFacts,
    calendar: &Calendar,
) -> Result<Vec<DueItem>, DueError> {
    if facts.exited_on.is_some() {
        return Ok(Vec::new());
    }
    if let Some(since) = facts.paused_since() {
        return Ok(vec![pause_review(programme, facts, since)]);
    }
    let stage = match &facts.stage {
        Some((key, _)) => Some(
            programme
                .stage(key)
                .ok_or_else(|| DueError::NoSuchStage(key.clone()))?,
        ),
        None => None,
    };
    let contact = match (
        facts.last_contact_on.filter(|on| *on >= facts.referred_on),
        stage,
    ) {
        (None, _) => Some(first_contact(programme, facts, calendar)?),
        (Some(last), Some(stage)) => match hand_over(programme, stage, facts, last, calendar)? {
            Some(taken_over) => Some(taken_over),
            None => next_contact(stage, facts, last, calendar)?,
        },
        (Some(_), None) => None,
    };
    let mut items: Vec<DueItem> = contact
        .into_iter()
        .chain(funding_notice(programme, stage, facts))
        .chain(enrol(programme, facts, calendar)?)
        .collect();
    items.sort_by_key(|item| (item.on, item.kind));
    Ok(items)
}

fn first_contact(
    programme: &Programme,
    facts: &EnrolmentFacts,
    calendar: &Calendar,
) -> Result<DueItem, DueError> {
    let rule = &programme.definition().first_contact;
    let referred = (facts.referred_on, "referred on");
    let (since, event) = facts.back_on().map_or(referred, |back| back.max(referred));
    let days = match rule.within_working_days {
        1 => "1 working day".to_owned(),
        days => format!("{days} working days"),
    };
    Ok(DueItem {
        kind: DueKind::FirstContact,
        on: first_contact_due(programme, since, calendar)?,
        role: rule.role.clone(),
        owner: None,
        reason: format!("First contact within {days}; {event} {}", plain(&since)),
    })
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
