//! The least that an hour of work can pay, and the living wages that employers promise.
//!
//! The minimum goes by age, and for apprentices by how long they have been one: their rate ends on the 19th birthday or after twelve
//! months, whichever comes later (National Minimum Wage Regulations 2015, regulation 5). A new rate applies from the first pay period that
//! begins on or after its day, so pay can lawfully follow a few weeks later.
//!
//! Absent on purpose: who counts as a worker at all. Students on placements, people of compulsory school age, volunteers of charities and those on
//! supported internships are exempt; that is asked, not computed.

use std::sync::LazyLock;

use chrono::{Months, NaiveDate};
use serde::Deserialize;
use values::birthdays::{age_on, birthday};

use crate::parameters::{Note, Sure};

const FILE: &str = include_str!("../rates/wages.toml");

/// The age from which the minimum wage is given here: no one can leave school earlier.
pub const YOUNGEST: u32 = 16;

/// How someone works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// As a worker.
    Worker,
    /// As an apprentice since a day.
    Apprentice {
        /// The first day of the apprenticeship.
        since: NaiveDate,
    },
}

/// What an hour pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Pence for an hour.
    pub pence: i64,
    /// Who it is for, in words.
    pub who: &'static str,
    /// The first day on which it applies.
    pub from: NaiveDate,
    /// Where it is written.
    pub source: &'static str,
    /// Whether it was also seen in a second place.
    pub is_checked: bool,
    /// Whether the day is in a year whose rates are not in the file yet, so that the last known one is used.
    pub is_assumed: bool,
}

impl Rate {
    /// Returns its source, in the form of every other amount.
    pub fn note(&self) -> Note {
        Note {
            from: self.from,
            source: self.source,
            sure: if self.is_checked {
                Sure::TwoPlaces
            } else {
                Sure::OnePlace
            },
        }
    }
}

/// Why there is no rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoRate {
    /// They are younger than [`YOUNGEST`].
    #[error("minimum wages are only known from age 16")]
    TooYoung,
    /// The day is before the first rate in the file.
    #[error("minimum wages are only known from {0} on")]
    TooEarly(NaiveDate),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Minimum {
    from: toml::value::Datetime,
    age_21_and_over: i64,
    age_18_to_20: i64,
    under_18: i64,
    apprentice: i64,
    source: String,
    checked: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Living {
    from: toml::value::Datetime,
    london: i64,
    uk: i64,
    source: String,
    checked: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    minimum: Vec<Minimum>,
    living: Vec<Living>,
}

/// The rates of the file that comes with the program.
pub struct Wages {
    file: File,
}

/// Where a living wage is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In London.
    London,
    /// Elsewhere in the United Kingdom.
    Elsewhere,
}

fn day(of: &toml::value::Datetime) -> NaiveDate {
    let date = of.date.expect("a test reads every day of the file");
    NaiveDate::from_ymd_opt(i32::from(date.year), date.month.into(), date.day.into())
        .expect("a test reads every day of the file")
}

impl Wages {
    /// Returns the rates that come with the program, read once.
    ///
    /// # Panics
    /// Never: a test reads the file.
    pub fn known() -> &'static Self {
        static KNOWN: LazyLock<Wages> = LazyLock::new(|| Wages {
            file: toml::from_str(FILE).expect("a test reads the file"),
        });
        &KNOWN
    }

    /// Returns the least that an hour can pay someone of an age on a day.
    ///
    /// Errors: [`NoRate`] for those who are too young, and for days before the first rate.
    pub fn minimum(&'static self, on: NaiveDate, age: u32, work: Work) -> Result<Rate, NoRate> {
        if age < YOUNGEST {
            return Err(NoRate::TooYoung);
        }
        let all = &self.file.minimum;
        let row = all.iter().rev().find(|row| day(&row.from) <= on);
        let row = row.ok_or_else(|| NoRate::TooEarly(day(&all[0].from)))?;
        let from = day(&row.from);
        let (pence, who) = match (work, age) {
            (Work::Apprentice { since }, _) if age < 19 || is_first_year(since, on) => (
                row.apprentice,
                "an apprentice under 19 or in the first year",
            ),
            (_, 21..) => (row.age_21_and_over, "21 and over"),
            (_, 18..=20) => (row.age_18_to_20, "18 to 20"),
            _ => (row.under_18, "under 18"),
        };
        Ok(Rate {
            pence,
            who,
            from,
            source: &row.source,
            is_checked: row.checked,
            is_assumed: is_assumed(from, on),
        })
    }

    /// Lists the days on which minimum wages change.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        self.file.minimum.iter().map(|row| day(&row.from))
    }

    /// Returns the living wage for a day; none for those under 18, and for days before the first rate.
    pub fn living(&'static self, on: NaiveDate, age: u32, place: Place) -> Option<Rate> {
        let all = &self.file.living;
        let row = all.iter().rev().find(|row| day(&row.from) <= on)?;
        let (from, (pence, who)) = (
            day(&row.from),
            match place {
                Place::London => (row.london, "18 and over, London"),
                Place::Elsewhere => (row.uk, "18 and over, outside London"),
            },
        );
        (age >= 18).then(|| Rate {
            pence,
            who,
            from,
            source: &row.source,
            is_checked: row.checked,
            is_assumed: is_assumed(from, on),
        })
    }

    /// Lists the days within a term, both ends included, on which someone's minimum wage changes, and the new amount. The first is that of
    /// the first day.
    ///
    /// Errors: [`NoRate`] for those who are too young on the first day, and for terms that begin before the first rate.
    pub fn minimums(
        &'static self,
        born_on: NaiveDate,
        work: Work,
        (from, until): (NaiveDate, NaiveDate),
    ) -> Result<Vec<(NaiveDate, Rate)>, NoRate> {
        let mut days = vec![from];
        days.extend([18, 19, 21].map(|age| birthday(born_on, age)));
        days.extend(self.file.minimum.iter().map(|row| day(&row.from)));
        if let Work::Apprentice { since } = work {
            days.push(after_a_year(since));
        }
        days.sort();
        days.dedup();
        let mut found: Vec<(NaiveDate, Rate)> = Vec::new();
        for on in days.into_iter().filter(|on| (from..=until).contains(on)) {
            let rate = self.minimum(on, age_on(born_on, on).unwrap_or(0), work)?;
            let is_another = |(_, last): &(NaiveDate, Rate)| last.pence != rate.pence;
            if found.last().is_none_or(is_another) {
                found.push((on, rate));
            }
        }
        Ok(found)
    }
}

/// Returns whether a rate that has applied since a day is a year old, so that the next one should be known.
fn is_assumed(from: NaiveDate, on: NaiveDate) -> bool {
    on >= after_a_year(from)
}

fn after_a_year(day: NaiveDate) -> NaiveDate {
    day.checked_add_months(Months::new(12)).unwrap_or(day)
}

fn is_first_year(since: NaiveDate, on: NaiveDate) -> bool {
    on < after_a_year(since)
}
