//! What an opportunity is. No async.

use chrono::{Datelike, Months, NaiveDate};
use values::{AccountId, EmployerId, OpportunityId, Pence};

use crate::shell::choices::{Coded, worded};

/// Stepping stones, from a first try to a job: each a little nearer to work than the one before.
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

/// How it is paid.
pub const PAY: &[Coded] = &[
    ("hourly", "Paid by the hour"),
    ("expenses", "Not paid; travel and meals are paid back"),
    ("unpaid", "Not paid"),
];

/// Why no minimum wage applies. None of these may be assumed: who says so asks first.
pub const EXEMPTIONS: &[Coded] = &[
    (
        "student",
        "A placement that belongs to their course, up to a year",
    ),
    ("school-age", "For those who may not leave school yet"),
    (
        "charity-volunteer",
        "Volunteers of a charity or a public body",
    ),
    (
        "supported-internship",
        "A supported internship that belongs to their course",
    ),
];

/// What is asked for.
pub const NEEDS: &[Coded] = &[
    ("none", "Nothing is asked for"),
    ("some", "Something is asked for"),
    ("unknown", "Nobody has said yet"),
];

/// The oldest age at which a young person is supported: up to the day before the 25th birthday.
pub const OLDEST: i32 = 24;

/// An opportunity, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opportunity {
    /// Its id.
    pub id: OpportunityId,
    /// At which employer.
    pub employer: EmployerId,
    /// What it is called.
    pub title: String,
    /// A code of [`KINDS`].
    pub kind: String,
    /// A code of the employers' sectors.
    pub sector: String,
    /// A key of the taxonomy; empty where none fits.
    pub occupation: String,
    /// What one does there.
    pub about: String,
    /// How many places.
    pub places: i32,
    /// How many of them are kept for care-experienced young people.
    pub kept_places: i32,
    /// A code of [`PAY`].
    pub pay_kind: String,
    /// Pence for an hour; 0 where it is not paid by the hour.
    pub hourly_pence: i32,
    /// A code of [`EXEMPTIONS`], or empty.
    pub exemption: String,
    /// Minutes a week; 0 where nobody has said.
    pub weekly_minutes: i32,
    /// On which days and at what hours.
    pub pattern: String,
    /// The first day of the term.
    pub starts_on: Option<NaiveDate>,
    /// The last day of a term that ends.
    pub ends_on: Option<NaiveDate>,
    /// The last day to apply.
    pub closes_on: Option<NaiveDate>,
    /// Where it is.
    pub place: String,
    /// The postcode district, like `N1`; may be empty.
    pub district: String,
    /// The youngest age that is admitted.
    pub youngest: i32,
    /// The oldest; 0 where there is none.
    pub oldest: i32,
    /// A code of [`NEEDS`].
    pub needs_kind: String,
    /// What is asked for.
    pub needs: String,
    /// Whether a DBS check is needed.
    pub needs_dbs: bool,
    /// What the employer can adjust.
    pub adjustments: String,
    /// Whether care-experienced young people who meet the criteria are sure of an interview.
    pub guaranteed: bool,
    /// The minimum criteria of the guaranteed interview.
    pub criteria: String,
    /// What comes with it: travelcard, lunch, top-up.
    pub benefits: String,
    /// The local policy under which a council post is ring-fenced.
    pub legal_basis: String,
    /// After how many days whoever applies is to hear.
    pub answer_days: i32,
    /// The worker who looks after it.
    pub keeper: AccountId,
    /// The day on which it was published; nothing while it is not.
    pub published_on: Option<NaiveDate>,
    /// Since when it is over, and why.
    pub ended: Option<(NaiveDate, String)>,
    /// Rises with every change.
    pub version: i32,
}

impl Opportunity {
    /// Says what kind it is.
    pub fn kind_words(&self) -> &'static str {
        worded(KINDS, &self.kind)
    }

    /// Returns whether it is published.
    pub fn is_published(&self) -> bool {
        self.published_on.is_some()
    }

    /// Returns whether one can still go for it on a day.
    pub fn is_open(&self, today: NaiveDate) -> bool {
        self.ended.is_none() && self.closes_on.is_none_or(|on| today <= on)
    }

    /// Says what is paid.
    pub fn pay_words(&self) -> String {
        match self.pay_kind.as_str() {
            "hourly" => format!("{} an hour", Pence(self.hourly_pence.into())),
            code => worded(PAY, code).to_owned(),
        }
    }

    /// Says how long the week is.
    pub fn hours_words(&self) -> String {
        match self.weekly_minutes {
            0 => "Hours not said yet".into(),
            minutes => format!("{} hours a week", hours(minutes)),
        }
    }

    /// Says from when until when.
    pub fn term_words(&self) -> String {
        let day = |on: NaiveDate| on.format("%-d %B %Y").to_string();
        match (self.starts_on, self.ends_on) {
            (None, None) => "As agreed".into(),
            (Some(from), None) => format!("From {}", day(from)),
            (None, Some(until)) => format!("Until {}", day(until)),
            (Some(from), Some(until)) => format!("{} to {}", day(from), day(until)),
        }
    }

    /// Says what is asked for: nothing is said plainly.
    pub fn needs_words(&self) -> String {
        match self.needs_kind.as_str() {
            "none" => "Nothing. No exams, no experience.".into(),
            "some" => self.needs.clone(),
            _ => "Nobody has said yet. Ask.".into(),
        }
    }

    /// Says who is admitted by age.
    pub fn ages_words(&self) -> String {
        match self.oldest {
            0 => format!("{} and over", self.youngest),
            oldest => format!("{} to {oldest}", self.youngest),
        }
    }

    /// Returns the last day of the term for what is checked over it: the last day, or a year after the first.
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

/// Returns the next stepping stones after a kind, the next first.
pub fn next_steps(kind: &str) -> Vec<&'static str> {
    let place = KINDS.iter().position(|(code, _)| *code == kind);
    let after = place.map_or(0, |place| place + 1);
    KINDS[after..].iter().map(|(_, words)| *words).collect()
}

/// Returns the kind of the employers' menu that an opportunity of a kind delivers; pledges count by it.
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

/// Returns the first day of April that comes after a day.
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
