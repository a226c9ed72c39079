//! Plans and lost contact in a programme file: tables `plan` and `silence`.

use serde::Deserialize;

use crate::TemplateKey;

/// When a plan is made and reviewed. Table `plan`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PlanRule {
    /// Weeks from the start of support to the first plan. 1 to 26. Required.
    pub first_within_weeks: u16,
    /// Weeks from one review of the plan to the next. 1 to 26. Required.
    pub review_every_weeks: u16,
    /// Goals that many young people share, ready to copy into a plan and reword. Default: none.
    #[serde(default)]
    pub templates: Vec<GoalTemplate>,
}

/// A goal with its steps, ready to copy into a plan. Table `plan.templates`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct GoalTemplate {
    /// Names the template. Required.
    pub key: TemplateKey,
    /// The goal, as a young person would say it. Required.
    pub goal: String,
    /// The steps towards it, in order. At least one.
    pub steps: Vec<String>,
}

/// After how long contact counts as lost. Table `silence`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SilenceRule {
    /// Weeks without hearing from a young person in support before someone asks why. 2 to 52. Required.
    pub after_weeks: u16,
}
