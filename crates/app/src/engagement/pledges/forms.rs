//! The forms about a pledge.

use chrono::{Months, NaiveDate};

use super::queries::NewPledge;
use crate::shell::{
    choices::MENU,
    web::{Errors, Form, form::TypedDate},
};

/// The most characters of a line.
const LINE: usize = 200;

/// How many months a pledge usually runs.
const USUAL_MONTHS: u32 = 18;

fn whole_number(errors: &mut Errors, field: &str, typed: &str) -> i32 {
    let number = typed.parse::<i32>().ok();
    let number = number.filter(|number| (1..=10_000).contains(number));
    errors.require(number.is_some(), field, "Enter how many, 1 or more");
    number.unwrap_or(1)
}

#[derive(Default)]
pub(super) struct PledgeForm {
    pub(super) contract: String,
    pub(super) kind: String,
    pub(super) number: String,
    pub(super) from: TypedDate,
    pub(super) until: TypedDate,
    pub(super) kpi: String,
}

impl PledgeForm {
    pub(super) fn blank(today: NaiveDate) -> Self {
        Self {
            from: TypedDate::of(Some(today)),
            until: TypedDate::of(today.checked_add_months(Months::new(USUAL_MONTHS))),
            ..Self::default()
        }
    }

    pub(super) fn typed(form: &Form) -> Self {
        Self {
            contract: form.owned("contract"),
            kind: form.owned("kind"),
            number: form.owned("number"),
            from: form.date("from"),
            until: form.date("until"),
            kpi: form.owned("kpi"),
        }
    }

    /// Reads a pledge.
    ///
    /// Errors: a message at each field.
    pub(super) fn read(&self) -> Result<NewPledge, Errors> {
        let mut errors = Errors::default();
        errors.require(
            !self.contract.is_empty(),
            "contract",
            "Enter the contract it is under",
        );
        let is_known = MENU.iter().any(|(code, _)| *code == self.kind);
        errors.require(is_known, "kind", "Choose what was pledged");
        let number = whole_number(&mut errors, "number", &self.number);
        let from_on = errors.take("from", self.from.read("First day")).flatten();
        let until_on = errors.take("until", self.until.read("Last day")).flatten();
        for (field, on, message) in [
            ("from", from_on, "Enter the first day"),
            ("until", until_on, "Enter the last day"),
        ] {
            errors.require(on.is_some() || errors.at(field).is_some(), field, message);
        }
        if let (Some(from), Some(until)) = (from_on, until_on) {
            errors.require(
                from <= until,
                "until",
                "Last day must be the same as or after the first day",
            );
        }
        for (field, text) in [("contract", &self.contract), ("kpi", &self.kpi)] {
            let is_short = text.chars().count() <= LINE;
            errors.require(is_short, field, "Use 200 characters or fewer");
        }
        errors.or(NewPledge {
            contract: self.contract.clone(),
            kind: self.kind.clone(),
            number,
            from_on: from_on.unwrap_or_default(),
            until_on: until_on.unwrap_or_default(),
            kpi: self.kpi.clone(),
        })
    }
}

#[derive(Default)]
pub(super) struct DeliveryForm {
    pub(super) on: TypedDate,
    pub(super) number: String,
    pub(super) words: String,
}

/// What was delivered: the day, how many, and what it was.
pub(super) type Delivered = (NaiveDate, i32, String);

impl DeliveryForm {
    pub(super) fn blank(today: NaiveDate) -> Self {
        Self {
            on: TypedDate::of(Some(today)),
            number: "1".into(),
            ..Self::default()
        }
    }

    pub(super) fn typed(form: &Form) -> Self {
        Self {
            on: form.date("on"),
            number: form.owned("number"),
            words: form.owned("words"),
        }
    }

    /// Reads what was delivered, from the first day of the pledge to today.
    ///
    /// Errors: a message at each field.
    pub(super) fn read(&self, from: NaiveDate, today: NaiveDate) -> Result<Delivered, Errors> {
        let mut errors = Errors::default();
        let on = errors.take("on", self.on.read("Day")).flatten();
        match on {
            Some(on) if on > today => errors.add("on", "Day must be today or in the past"),
            Some(on) if on < from => {
                errors.add("on", "Day must be on or after the first day of the pledge")
            }
            None if errors.at("on").is_none() => errors.add("on", "Enter the day"),
            _ => {}
        }
        let number = whole_number(&mut errors, "number", &self.number);
        let is_short = self.words.chars().count() <= LINE;
        errors.require(is_short, "words", "Use 200 characters or fewer");
        errors.or((on.unwrap_or(today), number, self.words.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::forms::*;

    fn form(body: &str) -> Form {
        Form::parse(body.as_bytes())
    }

    #[test]
    fn a_pledge_has_a_contract_a_kind_a_number_and_a_time() {
        let errors = PledgeForm::typed(&form("number=0")).read().unwrap_err();
        for field in ["contract", "kind", "number", "from", "until"] {
            assert!(errors.at(field).is_some(), "{field}");
        }
        let backwards = "contract=Highways&kind=job&number=22&from-day=1&from-month=7&from-year=2027&until-day=30&until-month=6&until-year=2027";
        let errors = PledgeForm::typed(&form(backwards)).read().unwrap_err();
        assert_eq!(
            errors.at("until"),
            Some("Last day must be the same as or after the first day")
        );
    }

    #[test]
    fn what_is_delivered_has_happened_since_the_pledge_began() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let read = |on: &str| {
            let typed = DeliveryForm {
                on: TypedDate::of(Some(day(on))),
                number: "2".into(),
                words: String::new(),
            };
            typed.read(day("2026-01-01"), day("2026-11-20"))
        };
        assert_eq!(read("2026-11-20").unwrap().1, 2);
        for wrong in ["2026-11-21", "2025-12-31"] {
            assert!(read(wrong).unwrap_err().at("on").is_some(), "{wrong}");
        }
    }
}
