//! How often someone gets in touch.

use std::fmt;

use chrono::{Days, NaiveDate};
use serde::Deserialize;
use values::calendar::{Calendar, NoYear};

/// How often someone gets in touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "CadenceKeys")]
pub enum Cadence {
    /// Every few working days.
    WorkingDays(u16),
    /// Every few weeks.
    Weeks(u16),
}

/// The keys of a cadence in a programme file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CadenceKeys {
    /// Working days from one contact, which is not counted, to the next.
    every_working_days: Option<u16>,
    /// Weeks from one contact to the next.
    every_weeks: Option<u16>,
}

impl TryFrom<CadenceKeys> for Cadence {
    type Error = &'static str;

    fn try_from(keys: CadenceKeys) -> Result<Self, Self::Error> {
        Self::from_keys(keys.every_working_days, keys.every_weeks)
    }
}

impl Cadence {
    /// Reads a cadence from two keys, of which a file gives one.
    pub(crate) fn from_keys(
        working_days: Option<u16>,
        weeks: Option<u16>,
    ) -> Result<Self, &'static str> {
        match (working_days, weeks) {
            (Some(days), None) => Ok(Self::WorkingDays(days)),
            (None, Some(weeks)) => Ok(Self::Weeks(weeks)),
            _ => Err(
                "a cadence is counted in either working days or weeks: Give either `every_working_days` or `every_weeks`",
            ),
        }
    }

    /// Returns the day by which the next contact is due.
    ///
    /// Weeks keep the weekday; where that is no working day, the next one is due. Errors: [`NoYear`] when the bank holidays of a
    /// year are not loaded.
    pub fn next(self, last: NaiveDate, calendar: &Calendar) -> Result<NaiveDate, NoYear> {
        match self {
            Self::WorkingDays(days) => calendar.add_working_days(last, days.into()),
            Self::Weeks(weeks) => {
                let later = last.checked_add_days(Days::new(7 * u64::from(weeks)));
                calendar.working_day_from(later.unwrap_or(NaiveDate::MAX))
            }
        }
    }

    /// Returns the cadence in working days, a week being five.
    pub(crate) fn in_working_days(self) -> u32 {
        match self {
            Self::WorkingDays(days) => days.into(),
            Self::Weeks(weeks) => u32::from(weeks) * 5,
        }
    }
}

impl fmt::Display for Cadence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WorkingDays(1) => f.write_str("every working day"),
            Self::WorkingDays(days) => write!(f, "every {days} working days"),
            Self::Weeks(1) => f.write_str("every week"),
            Self::Weeks(weeks) => write!(f, "every {weeks} weeks"),
        }
    }
}
