//! The fields of a question as typed, by their names in the crate.

use std::collections::BTreeMap;

use better_off::question::{FIELDS, Question};
use chrono::NaiveDate;

use crate::{
    person::people::Person,
    shell::web::{
        Errors, Form,
        form::{TypedDate, pounds},
        words,
    },
    work::opportunities::{self, Opportunity},
};
use values::codes::{Activity, CareStatus};

/// Fields that are days, and are typed in three parts.
pub(super) const DAYS: [&str; 5] = [
    "born_on",
    "starts_on",
    "ends_on",
    "apprentice_since",
    "first_payday",
];

/// The fields about the offer rather than the young person.
const OF_OFFER: [&str; 13] = [
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
    "on",
];

/// Fields that are money, and may be typed as people write it.
const MONEY: [&str; 12] = [
    "lha_month",
    "lha_shared_month",
    "council_tax_year",
    "hourly_pay",
    "now_hourly",
    "partner_hourly",
    "savings",
    "rent_month",
    "childcare_month",
    "travel_month",
    "costs_month",
    "now_travel_month",
];

/// Writes money plainly: `£1,250.00` as `1250.00`. Anything else stays as typed.
fn plain(typed: &str) -> String {
    match pounds(typed, "") {
        Ok(Some(pence)) if typed.contains(['£', ',', ' ']) => {
            format!("{}.{:02}", pence / 100, pence % 100)
        }
        _ => typed.to_owned(),
    }
}

/// The fields of a question. A missing field was not answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields(BTreeMap<String, String>);

/// Returns a field's name to put in front of a reason, such as "Hours a week".
pub(super) fn label(name: &str) -> &'static str {
    match name {
        "born_on" => "Date of birth",
        "care_leaver" => "Care leaver",
        "partner_age" => "Partner’s age",
        "partner_hours" => "Partner’s hours a week",
        "partner_hourly" => "Partner’s hourly pay",
        "child_ages" => "Ages of the children",
        "disability" => "Ability to work",
        "pip_daily" => "PIP for daily living",
        "pip_mobility" => "PIP for mobility",
        "carer" => "Caring",
        "study" => "Learning",
        "savings" => "Savings",
        "borough" => "Borough",
        "brma" => "Rent area",
        "lha_month" => "Monthly Local Housing Allowance",
        "lha_shared_month" => "Monthly Local Housing Allowance for a shared home",
        "council_tax_year" => "Council tax bill for a year",
        "tenure" => "Home",
        "rent_month" => "Rent a month",
        "spare_rooms" => "Spare bedrooms",
        "council_tax_band" => "Council tax band",
        "council_tax_relief" => "Council tax for care leavers",
        "now_hours" => "Hours a week now",
        "now_hourly" => "Hourly pay now",
        "now_travel_month" => "Travel a month now",
        "hours" => "Hours a week",
        "hourly_pay" => "Hourly pay",
        "starts_on" => "First day",
        "ends_on" => "Last day",
        "apprentice_since" => "Start of the apprenticeship",
        "pension" => "Pension",
        "childcare_month" => "Childcare a month",
        "travel_month" => "Travel a month",
        "costs_month" => "Other costs a month",
        "paid" => "How often they are paid",
        "first_payday" => "First payday",
        "assessment_day" => "Day of the assessment period",
        _ => "This",
    }
}

impl Fields {
    /// Reads the form.
    pub(super) fn typed(form: &Form) -> Self {
        let mut fields = Self::default();
        for name in FIELDS {
            if DAYS.contains(&name) {
                fields.set_day(name, &form.date(name));
            } else if MONEY.contains(&name) {
                fields.set(name, plain(form.text(name)));
            } else {
                fields.set(name, form.text(name));
            }
        }
        fields
    }

    /// Keeps a day as typed, so that an invalid one is shown again.
    fn set_day(&mut self, name: &str, typed: &TypedDate) {
        let text = match typed.read("") {
            Ok(day) => day.map(|day| day.to_string()).unwrap_or_default(),
            Err(_) => format!("{}/{}/{}", typed.day, typed.month, typed.year),
        };
        self.set(name, text);
    }

    /// Sets a field; an empty text removes it.
    pub(crate) fn set(&mut self, name: &str, text: impl Into<String>) {
        let text = text.into();
        if text.is_empty() {
            self.0.remove(name);
        } else {
            self.0.insert(name.to_owned(), text);
        }
    }

    /// Returns what was typed into a field; empty for nothing.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Returns a day as its three parts.
    pub(super) fn day(&self, name: &str) -> TypedDate {
        let text = self.text(name);
        if let Ok(day) = text.parse::<NaiveDate>() {
            return TypedDate::of(Some(day));
        }
        let mut parts = text.split('/').map(str::to_owned);
        let mut part = || parts.next().unwrap_or_default();
        TypedDate {
            day: part(),
            month: part(),
            year: part(),
        }
    }

    /// Returns the fields in an address's query, for a link from an opportunity.
    pub(super) fn named(pairs: &[(String, String)]) -> Self {
        let mut fields = Self::default();
        for (name, text) in pairs {
            if FIELDS.contains(&name.as_str()) {
                fields.set(name, text.trim());
            }
        }
        fields
    }

    /// Returns what is already known about a young person.
    pub(super) fn of_person(person: &Person) -> Self {
        let mut fields = Self::default();
        let born = person.fields.born_on.map(|day| day.to_string());
        fields.set("born_on", born.unwrap_or_default());
        let leaver = match person.fields.care_status {
            CareStatus::Eligible | CareStatus::Relevant | CareStatus::FormerRelevant => "yes",
            CareStatus::CareExperienced => "no",
            _ => "",
        };
        fields.set("care_leaver", leaver);
        let study = match person.activity {
            Activity::F1 => "higher",
            Activity::F2 => "non_advanced",
            _ => "",
        };
        fields.set("study", study);
        fields
    }

    /// Fills in the terms of an opportunity, and drops those of another offer.
    pub(super) fn with_offer(mut self, one: &Opportunity, today: NaiveDate) -> Self {
        for name in OF_OFFER {
            self.set(name, "");
        }
        for (name, text) in opportunities::offer_fields(one, today) {
            self.set(name, text);
        }
        self
    }

    /// Returns the same without the fields about an offer.
    pub(super) fn without_offer(mut self) -> Self {
        for name in OF_OFFER {
            self.set(name, "");
        }
        self
    }

    /// Returns the hours, pay and rent in words, to follow other words.
    pub(super) fn in_short(&self) -> String {
        let mut says = format!(
            " for {} hours a week at £{} an hour",
            self.text("hours").trim_end_matches(".00"),
            self.text("hourly_pay")
        );
        if let Ok(ends) = self.text("ends_on").parse() {
            says.push_str(&format!(", until {}", words::day(ends)));
        }
        if !self.text("rent_month").is_empty() {
            says.push_str(&format!(
                ", with a rent of £{} a month",
                self.text("rent_month")
            ));
        }
        says
    }

    /// Returns whether it mentions health or caring, which only people who may read restricted records, and the worker who asked, can read.
    pub(super) fn is_restricted(&self) -> bool {
        let says = |name: &&str| !matches!(self.text(name), "" | "none" | "no");
        ["disability", "pip_daily", "pip_mobility", "carer"]
            .iter()
            .any(says)
    }

    /// Fills gaps from other fields.
    pub(super) fn or(mut self, other: Self) -> Self {
        for (name, text) in other.0 {
            self.0.entry(name).or_insert(text);
        }
        self
    }

    /// Reads the question from a form, without assuming anything that matters much.
    ///
    /// Errors: each refused field, in a sentence.
    pub(super) fn answered(&self, today: NaiveDate) -> Result<Question, Errors> {
        let (mut errors, read) = (Errors::default(), self.question(today));
        if self.text("care_leaver").is_empty() {
            errors.add("care_leaver", "Choose whether they are a care leaver");
        }
        if self.text("tenure").is_empty() {
            errors.add("tenure", "Choose where they live");
        }
        let pays = !matches!(self.text("rent_month"), "" | "0" | "0.00");
        if self.text("tenure") == "none" && pays {
            errors.add(
                "rent_month",
                "Leave the rent empty, or choose who they rent from",
            );
        }
        match read {
            Ok(question) => errors.or(question),
            Err(others) => {
                for (field, message) in others.pairs() {
                    errors.add(field, message);
                }
                Err(errors)
            }
        }
    }

    /// Reads the question.
    ///
    /// Errors: each refused field, in a sentence.
    pub(crate) fn question(&self, today: NaiveDate) -> Result<Question, Errors> {
        let mut errors = Errors::default();
        let refusals = match Question::read(today, |name| self.text(name)) {
            Ok(question) => return Ok(question),
            Err(refusals) => refusals,
        };
        for refusal in refusals {
            let name = refusal.field.as_str();
            let is_blank = self.text(name).is_empty();
            let words = match name {
                "borough" if is_blank => "Choose the borough".to_owned(),
                _ if is_blank => format!("Enter the {}", words::begin_low(label(name))),
                _ if DAYS.contains(&name) && self.text(name).contains('/') => {
                    let read = self.day(name).read(label(name));
                    read.err().unwrap_or_else(|| refusal.reason.clone())
                }
                _ => format!("{} {}", label(name), refusal.reason),
            };
            errors.add(name, words);
        }
        Err(errors)
    }

    /// Writes the fields as JSON, to store them.
    pub(super) fn to_json(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    /// Reads stored fields; invalid JSON gives none.
    pub(super) fn of_json(text: &str) -> Self {
        Self(serde_json::from_str(text).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::*;

    #[test]
    fn what_was_typed_comes_back_and_what_is_no_day_is_said_at_its_field() {
        let body = "born_on-day=31&born_on-month=2&born_on-year=2006&hours=ten&borough=";
        let fields = Fields::typed(&Form::parse(body.as_bytes()));
        let errors = fields.question("2026-11-20".parse().unwrap()).unwrap_err();
        assert_eq!(
            errors.at("born_on"),
            Some("Date of birth must be a real date, like 27 3 2007")
        );
        assert_eq!(errors.at("borough"), Some("Choose the borough"));
        assert!(
            errors
                .at("hours")
                .unwrap()
                .starts_with("Hours a week must be a number")
        );
        assert_eq!(fields.day("born_on").month, "2");
        assert_eq!(Fields::of_json(&fields.to_json()), fields);
    }

    #[test]
    fn every_field_has_a_label() {
        let without = ["cap_waits", "never_shared", "apprentice", "on"];
        for name in FIELDS.iter().filter(|name| !without.contains(name)) {
            assert_ne!(label(name), "This", "{name}");
        }
    }
}
