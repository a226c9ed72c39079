//! The forms about an employer.

use chrono::NaiveDate;
use values::AccountId;

use super::{
    model::{self, Appetite, ENGAGEMENTS, Employer, Site, USUAL_WEEKS},
    queries::{NewContact, NewEmployer, NewEngagement, NewSite},
};
use crate::shell::{
    choices::SECTORS,
    web::{
        Errors, Form,
        form::{TypedDate, is_email},
    },
};

/// The most characters of a line, and of a text.
const LINE: usize = 200;
const TEXT: usize = 4000;

fn short(errors: &mut Errors, fields: &[(&str, &str)], most: usize) {
    for (field, text) in fields {
        let message = if most == LINE {
            "Use 200 characters or fewer"
        } else {
            "Use 4,000 characters or fewer"
        };
        errors.require(text.chars().count() <= most, field, message);
    }
}

/// Reads a day that is today or in the past.
fn past(
    errors: &mut Errors,
    typed: &TypedDate,
    field: &str,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let on = errors.take(field, typed.read("Day")).flatten();
    if on.is_some_and(|on| on > today) {
        errors.add(field, "Day must be today or in the past");
    }
    on
}

#[derive(Default)]
pub(super) struct EmployerForm {
    pub(super) name: String,
    pub(super) sector: String,
    pub(super) website: String,
    pub(super) keeper: String,
    pub(super) rhythm_weeks: String,
    pub(super) version: i32,
}

impl EmployerForm {
    pub(super) fn blank(me: AccountId) -> Self {
        Self {
            keeper: me.to_string(),
            rhythm_weeks: USUAL_WEEKS.to_string(),
            ..Self::default()
        }
    }

    pub(super) fn of(one: &Employer) -> Self {
        Self {
            name: one.name.clone(),
            sector: one.sector.clone(),
            website: one.website.clone(),
            keeper: one.keeper.map(|id| id.to_string()).unwrap_or_default(),
            rhythm_weeks: one.rhythm_weeks.to_string(),
            version: one.version,
        }
    }

    pub(super) fn typed(form: &Form) -> Self {
        Self {
            name: form.owned("name"),
            sector: form.owned("sector"),
            website: form.owned("website"),
            keeper: form.owned("keeper"),
            rhythm_weeks: form.owned("rhythm_weeks"),
            version: form.version(),
        }
    }

    /// Reads an employer's details.
    ///
    /// Errors: a message at each field.
    pub(super) fn read(&self, keepers: &[(AccountId, String)]) -> Result<NewEmployer, Errors> {
        let mut errors = Errors::default();
        errors.require(!self.name.is_empty(), "name", "Enter the employer’s name");
        let is_known = SECTORS.iter().any(|(code, _)| *code == self.sector);
        errors.require(is_known, "sector", "Choose what they work in");
        let keeper = keepers.iter().find(|(id, _)| id.to_string() == self.keeper);
        errors.require(keeper.is_some(), "keeper", "Choose who looks after them");
        let is_link = ["http://", "https://"]
            .iter()
            .any(|start| self.website.starts_with(start));
        errors.require(
            self.website.is_empty() || is_link,
            "website",
            "Enter an address that begins with https://",
        );
        let weeks = self.rhythm_weeks.parse::<i32>().ok();
        let weeks = weeks.filter(|weeks| (1..=52).contains(weeks));
        errors.require(
            weeks.is_some(),
            "rhythm_weeks",
            "Enter a number of weeks from 1 to 52",
        );
        short(
            &mut errors,
            &[("name", &self.name), ("website", &self.website)],
            LINE,
        );
        let Some((keeper, _)) = keeper else {
            return Err(errors);
        };
        errors.or(NewEmployer {
            name: self.name.clone(),
            sector: self.sector.clone(),
            website: self.website.clone(),
            keeper: *keeper,
            rhythm_weeks: weeks.unwrap_or(USUAL_WEEKS),
        })
    }
}

#[derive(Default)]
pub(super) struct LogForm {
    pub(super) kind: String,
    pub(super) on: TypedDate,
    pub(super) words: String,
    pub(super) next: TypedDate,
    pub(super) next_act: String,
}

impl LogForm {
    pub(super) fn blank(today: NaiveDate) -> Self {
        Self {
            on: TypedDate::of(Some(today)),
            ..Self::default()
        }
    }

    pub(super) fn typed(form: &Form) -> Self {
        Self {
            kind: form.owned("kind"),
            on: form.date("on"),
            words: form.owned("words"),
            next: form.date("next"),
            next_act: form.owned("next_act"),
        }
    }

    /// Reads an entry of the log.
    ///
    /// Errors: a message at each field.
    pub(super) fn read(&self, today: NaiveDate) -> Result<NewEngagement, Errors> {
        let mut errors = Errors::default();
        let is_known = ENGAGEMENTS.iter().any(|(code, _)| *code == self.kind);
        errors.require(is_known, "kind", "Choose what it was");
        let on = past(&mut errors, &self.on, "on", today);
        if on.is_none() && errors.at("on").is_none() {
            errors.add("on", "Enter the day");
        }
        errors.require(
            !self.words.is_empty(),
            "words",
            "Enter what was said or seen",
        );
        let next = errors
            .take("next", self.next.read("Date of the next step"))
            .flatten();
        errors.require(
            next.is_none_or(|next| next >= today),
            "next",
            "Date of the next step must be today or later",
        );
        errors.require(
            self.next_act.is_empty() || next.is_some() || errors.at("next").is_some(),
            "next",
            "Enter the day of the next step",
        );
        short(&mut errors, &[("words", &self.words)], TEXT);
        short(&mut errors, &[("next_act", &self.next_act)], LINE);
        errors.or(NewEngagement {
            held_on: on.unwrap_or(today),
            kind: self.kind.clone(),
            words: self.words.clone(),
            next_on: next,
            next_act: self.next_act.clone(),
        })
    }
}

#[derive(Default)]
pub(super) struct SiteForm {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) visited: TypedDate,
    pub(super) risks: String,
}

impl SiteForm {
    pub(super) fn of(one: &Site) -> Self {
        Self {
            name: one.name.clone(),
            address: one.address.clone(),
            visited: TypedDate::of(one.visited_on),
            risks: one.risks.clone(),
        }
    }

    pub(super) fn typed(form: &Form) -> Self {
        Self {
            name: form.owned("name"),
            address: form.owned("address"),
            visited: form.date("visited"),
            risks: form.owned("risks"),
        }
    }

    /// Reads a place.
    ///
    /// Errors: a message at each field.
    pub(super) fn read(&self, today: NaiveDate) -> Result<NewSite, Errors> {
        let mut errors = Errors::default();
        errors.require(!self.name.is_empty(), "name", "Enter the name of the place");
        let visited_on = past(&mut errors, &self.visited, "visited", today);
        errors.require(
            visited_on.is_some() || self.risks.is_empty() || errors.at("visited").is_some(),
            "visited",
            "Enter the day you visited",
        );
        short(
            &mut errors,
            &[("name", &self.name), ("address", &self.address)],
            LINE,
        );
        short(&mut errors, &[("risks", &self.risks)], TEXT);
        errors.or(NewSite {
            name: self.name.clone(),
            address: self.address.clone(),
            visited_on,
            risks: self.risks.clone(),
        })
    }
}

#[derive(Default)]
pub(super) struct ContactForm {
    pub(super) name: String,
    pub(super) post: String,
    pub(super) phone: String,
    pub(super) email: String,
}

impl ContactForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            name: form.owned("name"),
            post: form.owned("post"),
            phone: form.owned("phone"),
            email: form.owned("email"),
        }
    }

    /// Reads an employer contact: a name and at least one way to reach them.
    ///
    /// Errors: a message at each field.
    pub(super) fn read(&self) -> Result<NewContact, Errors> {
        let mut errors = Errors::default();
        errors.require(!self.name.is_empty(), "name", "Enter their name");
        errors.require(
            !self.phone.is_empty() || !self.email.is_empty(),
            "phone",
            "Enter a phone number or an email address",
        );
        errors.require(
            self.email.is_empty() || is_email(&self.email),
            "email",
            "Enter an email address like name@example.com",
        );
        let all = [
            ("name", &*self.name),
            ("post", &self.post),
            ("phone", &self.phone),
            ("email", &self.email),
        ];
        short(&mut errors, &all, LINE);
        errors.or(NewContact {
            name: self.name.clone(),
            post: self.post.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
        })
    }
}

#[derive(Default)]
pub(super) struct AppetiteForm {
    pub(super) year: String,
    pub(super) places: String,
    pub(super) words: String,
}

impl AppetiteForm {
    pub(super) fn typed(form: &Form) -> Self {
        Self {
            year: form.owned("year"),
            places: form.owned("places"),
            words: form.owned("words"),
        }
    }

    /// Reads how many young people an employer would take in a year.
    ///
    /// Errors: a message at each field.
    pub(super) fn read(&self, today: NaiveDate) -> Result<Appetite, Errors> {
        let mut errors = Errors::default();
        let year = model::years(today)
            .into_iter()
            .find(|year| year.to_string() == self.year);
        errors.require(year.is_some(), "year", "Choose the year");
        let places = self
            .places
            .parse::<i32>()
            .ok()
            .filter(|places| (0..=10_000).contains(places));
        errors.require(
            places.is_some(),
            "places",
            "Enter how many as a whole number, like 4",
        );
        short(&mut errors, &[("words", &self.words)], LINE);
        errors.or(Appetite {
            year: year.unwrap_or_default(),
            places: places.unwrap_or_default(),
            words: self.words.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::forms::*;

    fn form(body: &str) -> Form {
        Form::parse(body.as_bytes())
    }

    fn today() -> NaiveDate {
        "2026-11-20".parse().unwrap()
    }

    #[test]
    fn an_employer_needs_a_name_a_sector_and_somebody_who_looks_after_it() {
        let errors = EmployerForm::typed(&form("website=example.com"))
            .read(&[])
            .unwrap_err();
        for field in ["name", "sector", "keeper", "website", "rhythm_weeks"] {
            assert!(errors.at(field).is_some(), "{field}");
        }
    }

    #[test]
    fn an_entry_of_the_log_with_a_next_act_names_its_day() {
        let read = |body: &str| LogForm::typed(&form(body)).read(today());
        let day = "kind=call&words=Spoke&on-day=20&on-month=11&on-year=2026";
        assert!(read(day).unwrap().next_on.is_none());
        let errors = read(&format!("{day}&next_act=Visit")).unwrap_err();
        assert_eq!(errors.at("next"), Some("Enter the day of the next step"));
        let ahead = "kind=call&words=Spoke&on-day=21&on-month=11&on-year=2026";
        assert!(read(ahead).unwrap_err().at("on").is_some());
    }

    #[test]
    fn what_was_seen_at_a_place_has_a_day() {
        let errors = SiteForm::typed(&form("name=Depot&risks=Forklifts"))
            .read(today())
            .unwrap_err();
        assert_eq!(errors.at("visited"), Some("Enter the day you visited"));
    }

    #[test]
    fn somebody_can_be_reached() {
        let read = |body: &str| ContactForm::typed(&form(body)).read();
        assert!(read("name=Ines").unwrap_err().at("phone").is_some());
        assert!(
            read("name=Ines&email=ines")
                .unwrap_err()
                .at("email")
                .is_some()
        );
        assert!(read("name=Ines&email=ines@works.example").is_ok());
    }

    #[test]
    fn places_are_counted_for_this_year_and_the_next_two() {
        let read = |body: &str| AppetiteForm::typed(&form(body)).read(today());
        assert_eq!(read("year=2027&places=4").unwrap().places, 4);
        assert!(read("year=2025&places=4").unwrap_err().at("year").is_some());
        assert!(
            read("year=2027&places=-1")
                .unwrap_err()
                .at("places")
                .is_some()
        );
    }
}
