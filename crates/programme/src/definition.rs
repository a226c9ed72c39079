//! What a programme file says: format 1, key by key. `docs/programme-files.md` is the guide for those who write one.
//!
//! Every table refuses unknown keys. A new key comes with a default and keeps format 1.
//!
//! Absent on purpose: checks across tables, which are in `check`. A [`Definition`] that passed them is a [`crate::Programme`].

mod aims;
mod attendance;
mod plan;
mod stage;
mod work;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, de};
use values::codes::CareStatus;

pub use self::{aims::*, attendance::*, plan::*, stage::*, work::*};
use crate::{
    ExitKey, PauseKey, ProgrammeKey, QuestionKey, ReplacedKey, RoleKey, RouteKey, TeamKey,
};

/// A programme file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Definition {
    /// The format of the file. Always 1. Required.
    pub format: u16,
    /// Identifies the programme permanently, across its versions. Required.
    pub key: ProgrammeKey,
    /// What the programme is called. Required.
    pub name: String,
    /// What it is, in a sentence or two. Default: empty.
    #[serde(default)]
    pub about: String,
    /// Who the programme is for. Required.
    pub eligibility: EligibilityRule,
    /// The ways in. At least one.
    pub routes: Vec<Route>,
    /// How soon a young person who was referred hears from the programme. Required.
    pub first_contact: FirstContact,
    /// Teams and partner organisations that take part. Default: none.
    #[serde(default)]
    pub teams: Vec<Team>,
    /// Who does what. At least one.
    pub roles: Vec<Role>,
    /// The stages, in the order in which a young person is meant to move through them. At least one.
    pub stages: Vec<Stage>,
    /// Why support can pause. Default: none, and support cannot be paused.
    #[serde(default)]
    pub pauses: Vec<PauseReason>,
    /// Why support can end. At least one.
    pub exits: Vec<ExitReason>,
    /// For how long support is paid, by the year in which a young person joined. Default: none, and support has no set end.
    #[serde(default)]
    pub funding: Vec<FundingWindow>,
    /// Questions asked on top of the common assessment. Default: none.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// When a plan is made and reviewed. Default: no plan falls due.
    pub plan: Option<PlanRule>,
    /// After how long contact counts as lost. Default: only the cadences apply.
    pub silence: Option<SilenceRule>,
    /// What young people come to that is a contact with them. Default: everything counts.
    #[serde(default)]
    pub attendance: AttendanceRule,
    /// How work placements start and are followed up. Default: each key of the table has its own.
    #[serde(default)]
    pub work_placement: WorkPlacementRule,
    /// Groups of young people who start together. Default: none, and everyone starts on their own.
    #[serde(default)]
    pub intakes: Vec<Intake>,
    /// Dates that belong together, such as a training series. Default: none.
    #[serde(default)]
    pub series: Vec<Series>,
    /// What the programme aims for, shown beside the figures. Default: no aims.
    #[serde(default)]
    pub aims: Aims,
    /// Days after which a manager hears of what is late. 1 to 90. Default: 14.
    #[serde(default = "escalate_after_days")]
    pub escalate_after_days: u16,
    /// What earlier versions had and this one does not, with what replaced it. Default: nothing was removed.
    #[serde(default)]
    pub replaced: Vec<Replaced>,
}

/// Days after which a manager hears of what is late, unless a programme says otherwise.
///
/// Assumed: no source gives a limit.
pub const ESCALATE_AFTER_DAYS: u16 = 14;

const fn escalate_after_days() -> u16 {
    ESCALATE_AFTER_DAYS
}

/// Who a programme is for. Table `eligibility`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct EligibilityRule {
    /// The youngest age, in whole years. Required.
    pub min_age: u8,
    /// The birthday, in whole years, on which eligibility ends. Required.
    pub below_age: u8,
    /// The same for a young person with an education, health and care plan. Default: such a plan does not extend it.
    pub below_age_with_ehcp: Option<u8>,
    /// The care statuses that are eligible, by their codes. `not_known` cannot be listed. At least one.
    pub care_statuses: Vec<CareStatus>,
}

/// A way into the programme. Table `routes`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Route {
    /// Names the route. Required.
    pub key: RouteKey,
    /// What it is called. Required.
    pub label: String,
    /// Who refers by it, in plain words. Required.
    pub who: String,
    /// Whether a coach who refers by it can take the young person on at once, without waiting for an answer. Default: no.
    #[serde(default)]
    pub coach_takes_on: bool,
}

/// How soon a young person who was referred hears from the programme. Table `first_contact`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FirstContact {
    /// Working days from the referral, which is not counted, to the last day for the first contact. 1 to 60. Required.
    pub within_working_days: u16,
    /// Who makes it: a key of `roles`. Required.
    pub role: RoleKey,
}

/// A team or partner organisation. Table `teams`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Team {
    /// Names the team. Required.
    pub key: TeamKey,
    /// What it is called. Required.
    pub label: String,
    /// What it does in this programme, in a sentence. Default: empty.
    #[serde(default)]
    pub about: String,
}

/// A role in the programme. Table `roles`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Role {
    /// Names the role. Required.
    pub key: RoleKey,
    /// What it is called. Required.
    pub label: String,
    /// The team that it belongs to: a key of `teams`. Default: none.
    pub team: Option<TeamKey>,
    /// How many young people a worker in this role has at a time, unless their account says otherwise. Default: no limit.
    pub capacity: Option<u16>,
    /// How many contacts one worker in this role can make in a week. Default: not given, and not checked against the cadences.
    pub contacts_a_week: Option<u16>,
}

/// Why support can pause. Table `pauses`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PauseReason {
    /// Names the reason. Required.
    pub key: PauseKey,
    /// What it is called. Required.
    pub label: String,
}

/// Why support can end. Table `exits`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ExitReason {
    /// Names the reason. Required.
    pub key: ExitKey,
    /// What it is called. Required.
    pub label: String,
    /// What it means beyond this programme, so that programmes can be counted together. Required.
    pub code: ExitCode,
}

/// What the end of an enrolment means, in the same words for every programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExitCode {
    /// Into work, an apprenticeship included.
    Employment,
    /// Into education or training.
    Learning,
    /// What was agreed has been done.
    Completed,
    /// The young person chose to end it.
    Declined,
    /// Contact was lost.
    LostContact,
    /// The young person moved out of reach.
    MovedAway,
    /// The young person is no longer eligible, mainly by age.
    NotEligible,
    /// The money ended.
    FundingEnded,
    /// Another programme or team took over.
    ReferredOn,
    /// The young person died. Nothing falls due, and there is no return.
    Died,
    /// None of the above.
    Other,
}

/// For how long support is paid. Table `funding`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FundingWindow {
    /// The financial year in which the young person enrolled, by the year of its 1 April. Required.
    pub joining_year: u16,
    /// The first day on which support is paid for those who joined in that year. Required.
    #[serde(deserialize_with = "plain_date")]
    pub from: NaiveDate,
    /// The last such day. Required.
    #[serde(deserialize_with = "plain_date")]
    pub until: NaiveDate,
    /// How many weeks before `until` each young person is told. Default: 12.
    #[serde(default = "twelve_weeks")]
    pub announced_weeks_before: u16,
}

fn twelve_weeks() -> u16 {
    12
}

/// A question on top of the common assessment. Table `questions`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Question {
    /// Names the question. Required.
    pub key: QuestionKey,
    /// The question, as the young person is asked it. Required.
    pub asks: String,
    /// Why it is asked, for the worker. Default: empty.
    #[serde(default)]
    pub why: String,
    /// What kind of answer it takes. Default: `text`.
    #[serde(default)]
    pub answer: AnswerKind,
    /// What there is to choose from, at least two. Required where `answer` is `one-of` or `any-of`, and only there.
    #[serde(default)]
    pub choices: Vec<String>,
}

/// What kind of answer a question takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerKind {
    /// The young person's own words.
    #[default]
    Text,
    /// Yes or no; not asked is neither.
    YesNo,
    /// One of the choices.
    OneOf,
    /// Any number of the choices.
    AnyOf,
}

/// Something that an earlier version of the programme had, and what replaced it. Table `replaced`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Replaced {
    /// What it was. Required.
    pub kind: ReplacedKind,
    /// The key that is no longer there, and is never used again. Required.
    pub key: ReplacedKey,
    /// The key of what replaced it, of the same kind. Required.
    pub by: ReplacedKey,
}

/// What can be replaced by another of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReplacedKind {
    /// A stage.
    Stage,
    /// An offer of a stage.
    Offer,
    /// A question on top of the common assessment.
    Question,
}

/// Reads a date such as `2026-03-31`, written without quotes and without a time.
fn plain_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let written = toml::value::Datetime::deserialize(deserializer)?;
    written
        .date
        .filter(|_| written.time.is_none())
        .and_then(|day| NaiveDate::from_ymd_opt(day.year.into(), day.month.into(), day.day.into()))
        .ok_or_else(|| {
            de::Error::custom("this is not a date: Write a date without a time, such as 2026-03-31")
        })
}
