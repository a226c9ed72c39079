//! The date of birth of a row: read, or asked about where it is unlikely or could be two days.

use chrono::{Datelike, Months, NaiveDate};
use values::days::{self, DayFault};

use super::row::Row;

/// The ages, in years, that are accepted without a question.
const AGES: (u32, u32) = (12, 30);

impl Row<'_> {
    /// Reads the date of birth. What is unlikely or could be two days is asked about.
    pub(super) fn born_on(&mut self, today: NaiveDate) -> Option<NaiveDate> {
        let text = self.owned("born_on");
        let born = match days::read(&text, today) {
            Ok(born) => born?,
            Err(DayFault::ShortYear(likely)) if self.takes_doubtful => likely,
            Err(DayFault::ShortYear(likely)) => {
                self.ask(format!(
                    "born_on: Does {text} mean {}? Answer below the report, or give the year with four digits.",
                    likely.format("%-d %B %Y")
                ));
                return None;
            }
            Err(fault) => {
                self.fault("born_on", &format!("{fault}."));
                return None;
            }
        };
        if is_empty_day(born) {
            // No one on these lists was born then; Excel writes it for an empty cell.
            if !self.takes_doubtful {
                self.ask(format!(
                    "born_on: {text} is what Excel writes for an empty date. Give the date of birth, or answer below the report to leave it out."
                ));
            }
            return None;
        }
        if born >= today {
            self.fault(
                "born_on",
                "The date of birth must be in the past. Correct it.",
            );
            return None;
        }
        let by = |years: u32| today.checked_sub_months(Months::new(years * 12));
        let is_believed = by(AGES.0).is_none_or(|latest| born <= latest)
            && by(AGES.1 + 1).is_none_or(|first| born > first);
        if !is_believed && !self.takes_doubtful {
            self.ask(format!(
                "born_on: {text} makes them {} years old. Is that right? Correct it, or answer below the report.",
                today.years_since(born).unwrap_or_default()
            ));
            return None;
        }
        Some(born)
    }
}

/// Returns whether a day is what Excel makes of an empty cell.
fn is_empty_day(day: NaiveDate) -> bool {
    let empty = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
    day.year() <= 1900
        && [
            empty(1899, 12, 30),
            empty(1899, 12, 31),
            empty(1900, 1, 1),
            empty(1900, 1, 2),
        ]
        .contains(&Some(day))
}
