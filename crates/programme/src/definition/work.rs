//! Work placements and groups that start together in a programme file: tables `work_placement` and `intakes`.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::{IntakeKey, SeriesKey};

/// How a work placement starts and is followed up. Table `work_placement`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct WorkPlacementRule {
    /// Whether an employment plan that the young person agreed to must be there before the start. Default: false.
    #[serde(default)]
    pub plan_before_start: bool,
    /// Weeks after the start at which both sides are asked how it is going. 1 to 52 each, in order. Default: 1, 2 and 4.
    #[serde(default = "first_check_ins")]
    pub check_in_after_weeks: Vec<u16>,
    /// Weeks between check-ins after those. 1 to 26. Default: 4.
    #[serde(default = "between_check_ins")]
    pub check_in_every_weeks: u16,
    /// How many starts the programme aims for. Default: not given.
    pub aimed_at: Option<u16>,
    /// Weeks without work that do not break a spell of work. 0 to 12. Default: 4.
    #[serde(default = "allowed_gap")]
    pub gap_weeks: u16,
    /// A sum on top of the wage, paid in monthly parts. Default: none.
    pub top_up: Option<TopUp>,
}

/// A sum on top of the wage, paid in monthly parts. Table `work_placement.top_up`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TopUp {
    /// The whole sum, in pounds. 1 to 100,000. Required.
    pub pounds: u32,
    /// In how many monthly parts, the first a month after the start. 1 to 60. Required.
    pub months: u16,
    /// The kind of work that it belongs to, as opportunities name it, such as `internship`. Required.
    pub kind: String,
}

/// Dates that belong together, such as a training series. Table `series`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Series {
    /// Names the series. Required.
    pub key: SeriesKey,
    /// What it is called. Required.
    pub label: String,
    /// What kind of dates they are. Required.
    pub kind: SeriesKind,
    /// Weeks between two of them. 1 to 52. Required.
    pub every_weeks: u16,
    /// How many there are. 1 to 52. Required.
    pub times: u16,
}

/// What kind of dates a series has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SeriesKind {
    /// Young people learn something together.
    Workshop,
    /// Young people say how it is going.
    Forum,
    /// Managers of the services that host them say how it is going.
    ManagersForum,
    /// Everyone looks back at the programme.
    Review,
}

impl SeriesKind {
    /// Returns the code of a programme file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Workshop => "workshop",
            Self::Forum => "forum",
            Self::ManagersForum => "managers-forum",
            Self::Review => "review",
        }
    }
}

/// A group of young people who start together. Table `intakes`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Intake {
    /// Names the intake. Required.
    pub key: IntakeKey,
    /// What it is called. Required.
    pub label: String,
    /// The day on which it begins. Required.
    #[serde(deserialize_with = "super::plain_date")]
    pub starts_on: NaiveDate,
    /// How many places it has. Required.
    pub places: u16,
}

fn first_check_ins() -> Vec<u16> {
    vec![1, 2, 4]
}

const fn between_check_ins() -> u16 {
    4
}

const fn allowed_gap() -> u16 {
    4
}

impl Default for WorkPlacementRule {
    fn default() -> Self {
        Self {
            plan_before_start: false,
            check_in_after_weeks: first_check_ins(),
            check_in_every_weeks: between_check_ins(),
            aimed_at: None,
            gap_weeks: allowed_gap(),
            top_up: None,
        }
    }
}
