//! Every day within a term on which an amount changes: birthdays, new rates, twelve months into an apprenticeship.
//!
//! Days for which there is no file yet use the last known amounts and say so.

use chrono::{Months, NaiveDate};
use values::{Pence, birthdays::birthday};

use crate::{
    parameters::Rules,
    question::Question,
    reckoning::{Month, month},
    wages::Wages,
};

/// Why amounts change on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The offer starts.
    Start,
    /// They reach an age.
    Birthday(u32),
    /// Their minimum wage changes, to this many pence.
    MinimumWage(i64),
    /// Twelve months of the apprenticeship are over.
    ApprenticeYear,
    /// The benefit cap's grace period after well-paid work is over.
    CapWaitsNoMore,
    /// The amounts of the new year start; they are not known yet.
    NotKnown,
    /// New rates in a section of the files start, such as `universal_credit`.
    Rates(&'static str),
}

/// A month from a day on, without the offer and with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The first day.
    pub on: NaiveDate,
    /// Why it differs from the one before.
    pub because: Vec<Change>,
    /// Without the offer.
    pub now: Month,
    /// With it.
    pub offer: Month,
    /// What an hour pays then, in pence.
    pub hourly_pence: i64,
    /// Whether amounts for that day are not known yet, so that the last known ones are used.
    pub is_assumed: bool,
}

/// The birthdays at which some rule changes.
const BIRTHDAYS: [u32; 6] = [18, 19, 20, 21, 22, 25];

impl Question {
    /// Returns how much more is left a month in the offer than without it, on its first day.
    ///
    /// # Panics
    /// For days before the first rules; questions about them are refused.
    pub fn better_off(&self) -> Pence {
        let on = self.offer.starts_on;
        let more = with(self, on).left() - without(self, on).left();
        more.pence()
    }
}

/// Returns a month without the offer, on a day.
///
/// # Panics
/// For days before the first rules; questions about them are refused.
pub fn without(question: &Question, on: NaiveDate) -> Month {
    let rules = Rules::on(on).expect("questions are refused for days before the first rules");
    month(rules, &question.household(on), question.now())
}

/// Returns a month with the offer, on a day.
///
/// # Panics
/// For days before the first rules; questions about them are refused.
pub fn with(question: &Question, on: NaiveDate) -> Month {
    let rules = Rules::on(on).expect("questions are refused for days before the first rules");
    month(rules, &question.household(on), Some(&question.job(on)))
}

/// Lists what can change and when, in date order.
fn changes(question: &Question) -> Vec<(NaiveDate, Change)> {
    let (from, until) = (question.offer.starts_on, question.until());
    let mut all: Vec<(NaiveDate, Change)> = Vec::new();
    all.extend(BIRTHDAYS.map(|age| (birthday(question.born_on, age), Change::Birthday(age))));
    if let Some(since) = question.offer.apprentice_since {
        all.push((since + Months::new(12), Change::ApprenticeYear));
    }
    if let Some(day) = question.cap_waits_until() {
        all.push((day, Change::CapWaitsNoMore));
    }
    for day in Rules::days() {
        all.extend(Rules::sections(day).map(|section| (day, Change::Rates(section))));
    }
    let days: Vec<NaiveDate> = Wages::known().days().collect();
    for day in days {
        if let Ok(rate) = question.minimum(day) {
            all.push((day, Change::MinimumWage(rate.pence)));
        }
    }
    all.push((Rules::known_until(), Change::NotKnown));
    all.retain(|(day, _)| from < *day && *day <= until);
    all.sort_by_key(|(day, _)| *day);
    all
}

/// Lists the first day of the offer and every later day on which an amount changes.
pub fn columns(question: &Question) -> Vec<Column> {
    let column = |on: NaiveDate, because: Vec<Change>| Column {
        on,
        because,
        now: without(question, on),
        offer: with(question, on),
        hourly_pence: question.job(on).hourly_pence,
        is_assumed: Rules::is_assumed(on),
    };
    let mut all = vec![column(question.offer.starts_on, vec![Change::Start])];
    let changes = changes(question);
    for same_day in changes.chunk_by(|one, other| one.0 == other.0) {
        let because = same_day.iter().map(|(_, change)| change.clone()).collect();
        let next = column(same_day[0].0, because);
        let is_unknown = next.because.contains(&Change::NotKnown);
        let differs = |last: &Column| last.now != next.now || last.offer != next.offer;
        if is_unknown || all.last().is_some_and(differs) {
            all.push(next);
        }
    }
    all
}
