//! What is asked about an offer: fields by name, read into a situation with its dates.
//!
//! A page, the JSON interface and stored answers all use the same names. A field left empty means zero, no, or not asked.

use chrono::{Datelike, Months, NaiveDate};
use values::birthdays::{age_on, birthday};

mod reading;

use crate::{
    parameters::Rules,
    reader::{Reader, Refusal},
    situation::{Household, Job},
    wages::{NoRate, Rate, Wages, Work},
};

/// What stands for a borough where the home is outside London.
pub const ELSEWHERE: &str = "ELSEWHERE";

/// The names of the fields.
pub const FIELDS: [&str; 41] = [
    "born_on",
    "care_leaver",
    "partner_age",
    "partner_hours",
    "partner_hourly",
    "child_ages",
    "disability",
    "pip_daily",
    "pip_mobility",
    "carer",
    "study",
    "savings",
    "cap_waits",
    "borough",
    "brma",
    "lha_month",
    "lha_shared_month",
    "council_tax_year",
    "tenure",
    "rent_month",
    "spare_rooms",
    "never_shared",
    "council_tax_band",
    "council_tax_relief",
    "now_hours",
    "now_hourly",
    "now_travel_month",
    "hours",
    "hourly_pay",
    "starts_on",
    "ends_on",
    "apprentice",
    "apprentice_since",
    "pension",
    "childcare_month",
    "travel_month",
    "costs_month",
    "paid",
    "first_payday",
    "assessment_day",
    "on",
];

/// How often pay comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rhythm {
    /// Every week.
    Weekly,
    /// Every four weeks.
    FourWeekly,
    /// Once in a calendar month.
    #[default]
    Monthly,
}

/// What is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    job: Job,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day, where there is one.
    pub ends_on: Option<NaiveDate>,
    /// The date they became an apprentice, where it is an apprenticeship.
    pub apprentice_since: Option<NaiveDate>,
    /// How often pay comes.
    pub rhythm: Rhythm,
    /// The first payday, where it is known.
    pub first_payday: Option<NaiveDate>,
    /// The day of the month on which their assessment period for Universal Credit begins, where it is known.
    pub assessment_day: Option<u32>,
}

/// A situation and an offer, with the dates that ages and rules depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The day on which it is asked.
    pub on: NaiveDate,
    /// The day of birth.
    pub born_on: NaiveDate,
    household: Household,
    now: Option<Job>,
    /// The offer.
    pub offer: Offer,
}

/// What an opportunity says about the work: enough to ask the same question about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Hours a week, in hundredths.
    pub hours: i64,
    /// Pay for an hour, in pence.
    pub hourly_pence: i64,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day, where there is one.
    pub ends_on: Option<NaiveDate>,
    /// Whether it is an apprenticeship.
    pub apprentice: bool,
}

impl Question {
    /// Asks the same about another offer: who they are and where they live stay, the costs of the last offer go.
    pub fn about(&self, terms: Terms) -> Self {
        Self {
            offer: Offer {
                job: Job {
                    hours: terms.hours,
                    hourly_pence: terms.hourly_pence,
                    apprentice: terms.apprentice,
                    first_year: false,
                    pension_opt_in: false,
                    pension_opt_out: false,
                    childcare_pence: 0,
                    travel_pence: 0,
                    costs_pence: 0,
                },
                starts_on: terms.starts_on,
                ends_on: terms.ends_on,
                apprentice_since: terms.apprentice.then_some(terms.starts_on),
                rhythm: Rhythm::default(),
                first_payday: None,
                assessment_day: None,
            },
            ..self.clone()
        }
    }

    /// Reads the fields; `at` returns an empty text for what is not given.
    ///
    /// Errors: every field that was refused, with the reason.
    pub fn read<'a>(today: NaiveDate, at: impl Fn(&str) -> &'a str) -> Result<Self, Vec<Refusal>> {
        let mut reader = Reader::new(at);
        let question = reader.question(today);
        reader.done(question)
    }

    /// Refuses names that are not in [`FIELDS`].
    pub fn unknown<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Refusal> {
        let unknown = names.into_iter().filter(|name| !FIELDS.contains(name));
        unknown
            .map(|name| Refusal::of(name, "there is no such field"))
            .collect()
    }

    /// Returns the household as it is on a day.
    pub fn household(&self, on: NaiveDate) -> Household {
        Household {
            age: age_on(self.born_on, on).unwrap_or(0),
            cap_waits: self.cap_waits_until().is_some_and(|until| on < until),
            ..self.household.clone()
        }
    }

    /// Returns the day on which the benefit cap's grace period ends, where there is one: at the latest, the longest grace period after the
    /// day of the question.
    pub(crate) fn cap_waits_until(&self) -> Option<NaiveDate> {
        let rules = Rules::on(self.on).ok()?;
        let months = Months::new(rules.national.benefit_cap.grace_months);
        self.household.cap_waits.then(|| self.on + months)
    }

    /// Returns the job that they have without the offer.
    pub fn now(&self) -> Option<&Job> {
        self.now.as_ref()
    }

    /// Returns the legal kind of the work on offer.
    fn work(&self) -> Work {
        let apprentice = |since| Work::Apprentice { since };
        self.offer.apprentice_since.map_or(Work::Worker, apprentice)
    }

    /// Returns the least that an hour can pay on a day.
    ///
    /// Errors: [`NoRate`] for days before the first rate.
    pub fn minimum(&self, on: NaiveDate) -> Result<Rate, NoRate> {
        let age = age_on(self.born_on, on).unwrap_or(0);
        Wages::known().minimum(on, age, self.work())
    }

    /// Returns whether an hour pays less than it must from the first day.
    pub fn is_below_minimum(&self) -> bool {
        let least = self.minimum(self.offer.starts_on);
        self.offer.job.hours > 0
            && least.is_ok_and(|least| self.offer.job.hourly_pence < least.pence)
    }

    /// Returns the job on offer as it is on a day. Pay that was lawful at the start rises with the minimum.
    pub fn job(&self, on: NaiveDate) -> Job {
        let offer = &self.offer;
        let least = self.minimum(on).map_or(0, |rate| rate.pence);
        let raised = if self.is_below_minimum() { 0 } else { least };
        let is_first_year = |since: NaiveDate| on < since + Months::new(12);
        Job {
            hourly_pence: offer.job.hourly_pence.max(raised),
            first_year: offer.apprentice_since.is_some_and(is_first_year),
            ..offer.job.clone()
        }
    }

    /// Returns the last day considered: the end of the job, or for one without an end, two years or the 25th birthday.
    pub fn until(&self) -> NaiveDate {
        let open = (self.offer.starts_on + Months::new(24)).max(birthday(self.born_on, 25));
        self.offer.ends_on.unwrap_or(open)
    }
}

/// Returns a day of a month, or its last day where it is shorter.
pub(crate) fn day_of_month(of: NaiveDate, day: u32) -> NaiveDate {
    let first = of.with_day(1).unwrap_or(of);
    first
        .with_day(day)
        .unwrap_or_else(|| first + Months::new(1) - chrono::Days::new(1))
}
