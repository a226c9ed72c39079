//! Working days in England and Wales: Monday to Friday, except bank holidays.
//!
//! A calendar knows only the years that it holds. A day outside them is [`NoYear`], never a guess: a due date that silently ignored
//! Christmas would be wrong by days.
//!
//! Absent on purpose: Scotland and Northern Ireland, which have other bank holidays, and a council's own closing days: a young person
//! still waits on those.

use std::{collections::BTreeMap, ops::RangeInclusive};

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

/// The year's bank holidays are not in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the bank holidays of {0} are not loaded")]
pub struct NoYear(
    /// The year that is missing.
    pub i32,
);

/// Why a text is not a calendar. Names the line, counted from one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// There is no line `years FIRST to LAST`, or there are two.
    #[error("a calendar needs one line of the form: years 2020 to 2028")]
    NoSpan,
    /// A line is neither a date with a name, a span of years, a comment nor empty.
    #[error("line {0} is not a date such as 2026-12-25, followed by a name")]
    NotADay(usize),
    /// A date is outside the years, or appears twice.
    #[error("line {0} repeats a date, or is outside the years of this calendar")]
    Misplaced(usize),
}

/// The hour at which a working day begins, in London.
const OPENS: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).expect("nine is a time of day");

/// The hour at which it ends.
const CLOSES: NaiveTime = NaiveTime::from_hms_opt(17, 0, 0).expect("five is a time of day");

/// The bank holidays of a span of years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    years: RangeInclusive<i32>,
    holidays: BTreeMap<NaiveDate, String>,
}

impl Calendar {
    /// Returns the calendar of England and Wales that Foothold ships with.
    ///
    /// Source: `calendar/england.txt`; by proclamation up to 2025, by rule after.
    pub fn england() -> Self {
        Self::parse(include_str!("calendar/england.txt"))
            .expect("the calendar that ships was read by its tests")
    }

    /// Reads a calendar: a line `years FIRST to LAST`, then one line for each day, a date and a name.
    pub fn parse(text: &str) -> Result<Self, CalendarError> {
        let mut years = None;
        let mut holidays = BTreeMap::new();
        for (number, line) in (1..).zip(text.lines().map(str::trim)) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(span) = line.strip_prefix("years ") {
                if years
                    .replace(parse_years(span).ok_or(CalendarError::NoSpan)?)
                    .is_some()
                {
                    return Err(CalendarError::NoSpan);
                }
                continue;
            }
            let (day, name) = line.split_once(' ').ok_or(CalendarError::NotADay(number))?;
            let day: NaiveDate = day.parse().map_err(|_| CalendarError::NotADay(number))?;
            let known = years
                .as_ref()
                .is_some_and(|years: &RangeInclusive<i32>| years.contains(&day.year()));
            if !known || holidays.insert(day, name.trim().to_owned()).is_some() {
                return Err(CalendarError::Misplaced(number));
            }
        }
        Ok(Self {
            years: years.ok_or(CalendarError::NoSpan)?,
            holidays,
        })
    }

    /// Returns the years that this calendar holds.
    pub fn years(&self) -> RangeInclusive<i32> {
        self.years.clone()
    }

    /// Returns the bank holiday on a day, by name.
    pub fn bank_holiday(&self, day: NaiveDate) -> Option<&str> {
        self.holidays.get(&day).map(String::as_str)
    }

    /// Returns whether the day is a Monday to Friday and not a bank holiday.
    pub fn is_working_day(&self, day: NaiveDate) -> Result<bool, NoYear> {
        if !self.years.contains(&day.year()) {
            return Err(NoYear(day.year()));
        }
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        Ok(!weekend && !self.holidays.contains_key(&day))
    }

    /// Returns the day itself if it is a working day, otherwise the next one.
    pub fn working_day_from(&self, day: NaiveDate) -> Result<NaiveDate, NoYear> {
        let mut day = day;
        while !self.is_working_day(day)? {
            day = next(day)?;
        }
        Ok(day)
    }

    /// Returns the `count`-th working day after `start`, or `start` itself where `count` is 0.
    ///
    /// `start` is never counted, whether it is a working day or not.
    pub fn add_working_days(&self, start: NaiveDate, count: u32) -> Result<NaiveDate, NoYear> {
        let mut day = start;
        for _ in 0..count {
            day = self.working_day_from(next(day)?)?;
        }
        Ok(day)
    }

    /// Returns how many working days there are after `start`, up to and including `end`; 0 where `end` is not after `start`.
    ///
    /// It is the inverse of [`Self::add_working_days`] for a working day `end`.
    pub fn working_days_between(&self, start: NaiveDate, end: NaiveDate) -> Result<u32, NoYear> {
        let mut count = 0;
        let mut day = start;
        while day < end {
            day = next(day)?;
            count += u32::from(self.is_working_day(day)?);
        }
        Ok(count)
    }

    /// Returns the moment itself within the hours of a working day, nine to five, otherwise the moment at which the next one begins. In London.
    pub fn opening_from(&self, moment: NaiveDateTime) -> Result<NaiveDateTime, NoYear> {
        let day = moment.date();
        if self.is_working_day(day)? && moment.time() < CLOSES {
            return Ok(moment.max(day.and_time(OPENS)));
        }
        Ok(self.working_day_from(next(day)?)?.and_time(OPENS))
    }

    /// Returns the moment at which so many working hours have passed. In London.
    pub fn after_working_hours(
        &self,
        start: NaiveDateTime,
        hours: u32,
    ) -> Result<NaiveDateTime, NoYear> {
        let mut left = TimeDelta::hours(hours.into());
        let mut at = self.opening_from(start)?;
        loop {
            let closes = at.date().and_time(CLOSES);
            if closes - at >= left {
                return Ok(at + left);
            }
            left -= closes - at;
            at = self.opening_from(closes)?;
        }
    }
}

fn next(day: NaiveDate) -> Result<NaiveDate, NoYear> {
    day.checked_add_days(Days::new(1)).ok_or(NoYear(day.year()))
}

fn parse_years(span: &str) -> Option<RangeInclusive<i32>> {
    let (first, last) = span.split_once(" to ")?;
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some(first..=last)
}

#[cfg(test)]
mod tests;
