//! A drop-in. No async.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use values::{AccountId, DropInId, calendar::Calendar};

/// The days of the week: the stored number, and the words.
pub const WEEKDAYS: &[(&str, &str)] = &[
    ("1", "Monday"),
    ("2", "Tuesday"),
    ("3", "Wednesday"),
    ("4", "Thursday"),
    ("5", "Friday"),
    ("6", "Saturday"),
    ("7", "Sunday"),
];

/// Hours when a worker is at a place each week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropIn {
    /// Its id.
    pub id: DropInId,
    /// Who is there.
    pub worker: AccountId,
    /// Where.
    pub place: String,
    /// What is on offer.
    pub offers: String,
    /// From 1 for Monday to 7.
    pub weekday: u32,
    /// When it begins and ends, as London's clocks show it.
    pub begins: NaiveTime,
    /// See [`DropIn::begins`].
    pub ends: NaiveTime,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day; `None` until one is set.
    pub until_on: Option<NaiveDate>,
    /// When it was arranged.
    pub made_at: DateTime<Utc>,
}

impl DropIn {
    /// Returns whether it is held on a day: its day of the week, between its first and last day, and not a bank holiday.
    pub fn is_on(&self, day: NaiveDate, calendar: &Calendar) -> bool {
        day.weekday().number_from_monday() == self.weekday
            && day >= self.from_on
            && self.until_on.is_none_or(|until| day <= until)
            && calendar.bank_holiday(day).is_none()
    }

    /// Returns the days on which it is held, from one day to another, both included.
    pub fn days<'a>(
        &'a self,
        from: NaiveDate,
        until: NaiveDate,
        calendar: &'a Calendar,
    ) -> impl Iterator<Item = NaiveDate> + 'a {
        from.iter_days()
            .take_while(move |day| *day <= until)
            .filter(|day| self.is_on(*day, calendar))
    }

    /// Returns the next day on which it is held, within a quarter of a year.
    pub fn next(&self, today: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        self.days(today, today + Days::new(92), calendar).next()
    }

    /// Returns the last day it was held before a given day, within a quarter of a year.
    pub fn previous(&self, day: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        let from = day - Days::new(92);
        self.days(from, day - Days::new(1), calendar).last()
    }

    /// Returns whether it is over.
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.until_on.is_some_and(|until| until < today)
    }

    /// Returns how long it is, in minutes.
    pub fn minutes(&self) -> i32 {
        i32::try_from((self.ends - self.begins).num_minutes()).unwrap_or(0)
    }

    /// Says from when to when: `2:00pm to 4:30pm`.
    pub fn hours(&self) -> String {
        let time = |time: NaiveTime| time.format("%-I:%M%P");
        format!("{} to {}", time(self.begins), time(self.ends))
    }

    /// Says when: `Tuesdays, 2:00pm to 4:30pm`.
    pub fn when(&self) -> String {
        let number = self.weekday.to_string();
        let known = WEEKDAYS.iter().find(|(code, _)| *code == number);
        let day = known.map_or("", |(_, words)| words);
        format!("{day}s, {}", self.hours())
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn mondays() -> DropIn {
        DropIn {
            id: values::DropInId(uuid::Uuid::from_u128(1)),
            worker: values::AccountId(uuid::Uuid::from_u128(1)),
            place: "The library".into(),
            offers: "CVs and tea".into(),
            weekday: 1,
            begins: NaiveTime::from_hms_opt(14, 0, 0).unwrap(),
            ends: NaiveTime::from_hms_opt(16, 30, 0).unwrap(),
            from_on: day("2026-12-07"),
            until_on: Some(day("2027-01-04")),
            made_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn it_is_held_on_its_day_of_the_week_but_not_on_a_bank_holiday() {
        let (one, calendar) = (mondays(), Calendar::england());
        let days: Vec<_> = one
            .days(day("2026-11-22"), day("2027-02-01"), &calendar)
            .collect();
        // The 28th of December is the bank holiday in place of Boxing Day, a Saturday.
        let expected = ["2026-12-07", "2026-12-14", "2026-12-21", "2027-01-04"];
        assert_eq!(days, expected.map(day));
        assert_eq!(
            one.next(day("2026-12-22"), &calendar),
            Some(day("2027-01-04"))
        );
        assert_eq!(one.next(day("2027-01-05"), &calendar), None);
        assert_eq!(
            one.previous(day("2027-01-04"), &calendar),
            Some(day("2026-12-21"))
        );
        assert_eq!(one.previous(day("2026-12-07"), &calendar), None);
        assert!(one.is_over(day("2027-01-05")) && !one.is_over(day("2027-01-04")));
    }

    #[test]
    fn it_says_when_it_is() {
        assert_eq!(mondays().when(), "Mondays, 2:00pm to 4:30pm");
        assert_eq!(mondays().minutes(), 150);
    }
}
