//! What an opportunity is. No async.

use chrono::{Datelike, Months, NaiveDate};
use values::{AccountId, EmployerId, OpportunityId, Pence};

use crate::shell::choices::{Code, Coded, coded, worded};

/// Stepping stones, from a first try to a job, each a little closer to work than the one before.
pub const KINDS: &[Coded] = &[
    ("taster", "Taster"),
    ("volunteering", "Volunteering"),
    ("work-experience", "Work experience"),
    ("course", "Course"),
    ("sessional", "Sessional work"),
    ("supported-internship", "Supported internship"),
    ("work-placement", "Work placement"),
    ("internship", "Internship"),
    ("apprenticeship", "Apprenticeship"),
    ("job", "Job"),
];

coded! {
    /// How it is paid.
    PayKind {
        Hourly "hourly" "Paid by the hour"
        Expenses "expenses" "Not paid, but travel and meals are paid back"
        Unpaid "unpaid" "Not paid"
    }
}

coded! {
    /// Why the minimum wage does not apply. None of these may be assumed: ask before choosing one.
    Exemption {
        Student "student" "A placement that is part of their course, up to a year"
        SchoolAge "school-age" "For people under school leaving age"
        CharityVolunteer "charity-volunteer" "Volunteers for a charity or a public body"
        SupportedInternship "supported-internship" "A supported internship that is part of their course"
    }
}

coded! {
    /// Whether anything is required.
    NeedsKind {
        Nothing "none" "Nothing is required"
        Something "some" "There are requirements"
        NotKnown "unknown" "Not known yet"
    }
}

/// The oldest age at which a young person is supported: up to the day before the 25th birthday.
pub const OLDEST: i32 = 24;

/// An opportunity, decrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opportunity {
    /// Its id.
    pub id: OpportunityId,
    /// The employer.
    pub employer: EmployerId,
    /// Its title.
    pub title: String,
    /// A code of [`KINDS`].
    pub kind: String,
    /// A code of the employers' sectors.
    pub sector: String,
    /// A key of the taxonomy; may be empty.
    pub occupation: String,
    /// What they will do there.
    pub about: String,
    /// How many places.
    pub places: i32,
    /// How many of them are reserved for care-experienced young people.
    pub kept_places: i32,
    /// How it is paid.
    pub pay_kind: PayKind,
    /// Pence for an hour; 0 where it is not paid by the hour.
    pub hourly_pence: i32,
    /// Why the minimum wage does not apply.
    pub exemption: Option<Exemption>,
    /// Minutes a week; 0 if not known.
    pub weekly_minutes: i32,
    /// Which days and times.
    pub pattern: String,
    /// The first day of the term.
    pub starts_on: Option<NaiveDate>,
    /// The last day of a term that ends.
    pub ends_on: Option<NaiveDate>,
    /// The last day to apply.
    pub closes_on: Option<NaiveDate>,
    /// Where it is.
    pub place: String,
    /// The postcode district, such as `N1`; may be empty.
    pub district: String,
    /// The youngest age admitted.
    pub youngest: i32,
    /// The oldest; 0 for none.
    pub oldest: i32,
    /// Whether anything is required.
    pub needs_kind: NeedsKind,
    /// What is required.
    pub needs: String,
    /// Whether a DBS check is needed.
    pub needs_dbs: bool,
    /// What the employer can adjust.
    pub adjustments: String,
    /// Whether care-experienced young people who meet the criteria are guaranteed an interview.
    pub guaranteed: bool,
    /// The minimum criteria of the guaranteed interview.
    pub criteria: String,
    /// What comes with it: travelcard, lunch, top-up.
    pub benefits: String,
    /// The local policy under which a council post is ring-fenced.
    pub legal_basis: String,
    /// Within how many days applicants will hear.
    pub answer_days: i32,
    /// The worker who manages it.
    pub keeper: AccountId,
    /// The day on which it was published; nothing if it is not.
    pub published_on: Option<NaiveDate>,
    /// When it was closed, and why.
    pub ended: Option<(NaiveDate, String)>,
    /// Goes up with every change.
    pub version: i32,
}

impl Opportunity {
    /// Returns its kind in words.
    pub fn kind_words(&self) -> &'static str {
        worded(KINDS, &self.kind)
    }

    /// Returns whether it is published.
    pub fn is_published(&self) -> bool {
        self.published_on.is_some()
    }

    /// Returns whether it is open for applications on a day.
    pub fn is_open(&self, today: NaiveDate) -> bool {
        self.ended.is_none() && self.closes_on.is_none_or(|on| today <= on)
    }

    /// Returns whether it is paid by the hour.
    pub fn is_hourly(&self) -> bool {
        self.pay_kind == PayKind::Hourly
    }

    /// Returns the pay in words.
    pub fn pay_words(&self) -> String {
        match self.pay_kind {
            PayKind::Hourly => format!("{} an hour", Pence(self.hourly_pence.into())),
            PayKind::Expenses | PayKind::Unpaid => self.pay_kind.words().to_owned(),
        }
    }

    /// Returns the weekly hours in words.
    pub fn hours_words(&self) -> String {
        match self.weekly_minutes {
            0 => "Hours not known yet".into(),
            minutes => format!("{} hours a week", hours(minutes)),
        }
    }

    /// Returns the dates in words.
    pub fn term_words(&self) -> String {
        let day = |on: NaiveDate| on.format("%-d %B %Y").to_string();
        match (self.starts_on, self.ends_on) {
            (None, None) => "As agreed".into(),
            (Some(from), None) => format!("From {}", day(from)),
            (None, Some(until)) => format!("Until {}", day(until)),
            (Some(from), Some(until)) => format!("{} to {}", day(from), day(until)),
        }
    }

    /// Returns what is required, and says so plainly if it is nothing.
    pub fn needs_words(&self) -> String {
        match self.needs_kind {
            NeedsKind::Nothing => "Nothing. No exams, no experience.".into(),
            NeedsKind::Something => self.needs.clone(),
            NeedsKind::NotKnown => "Not known yet. Ask.".into(),
        }
    }

    /// Returns the ages admitted in words.
    pub fn ages_words(&self) -> String {
        match self.oldest {
            0 => format!("{} and over", self.youngest),
            oldest => format!("{} to {oldest}", self.youngest),
        }
    }

    /// Returns the last day to check the pay for: the last day of the term, or a year after the first.
    pub fn checked_until(&self, from: NaiveDate) -> NaiveDate {
        let year = from.checked_add_months(Months::new(12)).unwrap_or(from);
        self.ends_on.unwrap_or(year)
    }
}

/// Returns minutes as hours: `37.5`, `16`.
pub fn hours(minutes: i32) -> String {
    let (whole, rest) = (minutes / 60, minutes % 60);
    if rest == 0 {
        whole.to_string()
    } else {
        let hundredths = rest * 100 / 60;
        format!("{whole}.{hundredths:02}")
            .trim_end_matches('0')
            .to_owned()
    }
}

/// Returns the stepping stones after a kind, the nearest first.
pub fn next_steps(kind: &str) -> Vec<&'static str> {
    let place = KINDS.iter().position(|(code, _)| *code == kind);
    let after = place.map_or(0, |place| place + 1);
    KINDS[after..].iter().map(|(_, words)| *words).collect()
}

/// Returns the kind of pledge that an opportunity of a kind delivers.
pub fn on_the_menu(kind: &str) -> &'static str {
    match kind {
        "taster" | "work-experience" => "taster",
        "work-placement" | "sessional" => "work-placement",
        "internship" | "supported-internship" => "internship",
        "apprenticeship" => "apprenticeship",
        "job" => "job",
        _ => "",
    }
}

/// Returns the first 1 April after a day.
pub fn next_april(day: NaiveDate) -> Option<NaiveDate> {
    let this = NaiveDate::from_ymd_opt(day.year(), 4, 1)?;
    if this > day {
        Some(this)
    } else {
        NaiveDate::from_ymd_opt(day.year() + 1, 4, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::*;

    #[test]
    fn hours_are_shown_without_needless_digits() {
        for (minutes, words) in [(960, "16"), (2250, "37.5"), (2115, "35.25")] {
            assert_eq!(hours(minutes), words);
        }
    }

    #[test]
    fn stepping_stones_lead_on() {
        assert_eq!(next_steps("internship"), ["Apprenticeship", "Job"]);
        assert!(next_steps("job").is_empty());
    }

    #[test]
    fn april_comes_every_year() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(next_april(day("2026-04-01")), Some(day("2027-04-01")));
        assert_eq!(next_april(day("2026-03-31")), Some(day("2026-04-01")));
    }
}
