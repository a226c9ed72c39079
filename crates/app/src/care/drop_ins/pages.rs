//! The form of a drop-in.

use chrono::{NaiveDate, NaiveTime};
use govuk::{Input, Radios, Select, Width};
use values::AccountId;

use super::{model::WEEKDAYS, queries::NewDropIn};
use crate::shell::web::{
    Ctx, Errors, Form, FormPage,
    form::{TypedDate, time_of_day},
};

/// The most characters of a place, and of what is on offer.
const LONGEST: usize = 200;

/// What is typed about a drop-in.
#[derive(Default)]
pub(super) struct DropInForm {
    worker: String,
    place: String,
    offers: String,
    weekday: String,
    begins: String,
    ends: String,
    from: TypedDate,
}

impl DropInForm {
    pub(super) fn blank(today: NaiveDate, worker: AccountId) -> Self {
        Self {
            worker: worker.to_string(),
            from: TypedDate::of(Some(today)),
            ..Self::default()
        }
    }

    pub(super) fn typed(form: &Form) -> Self {
        Self {
            worker: form.owned("worker"),
            place: form.owned("place"),
            offers: form.owned("offers"),
            weekday: form.owned("weekday"),
            begins: form.owned("begins"),
            ends: form.owned("ends"),
            from: form.date("from"),
        }
    }

    /// Reads the form.
    ///
    /// Errors: a message at each field.
    pub(super) fn read(
        &self,
        today: NaiveDate,
        workers: &[(AccountId, String)],
    ) -> Result<NewDropIn, Errors> {
        let mut errors = Errors::default();
        let worker = workers.iter().find(|(id, _)| id.to_string() == self.worker);
        errors.require(worker.is_some(), "worker", "Choose who is there");
        errors.require(!self.place.is_empty(), "place", "Enter where it is");
        for (field, text) in [("place", &self.place), ("offers", &self.offers)] {
            let is_short = text.chars().count() <= LONGEST;
            errors.require(is_short, field, "Use 200 characters or fewer");
        }
        let weekday = WEEKDAYS.iter().find(|(code, _)| *code == self.weekday);
        errors.require(weekday.is_some(), "weekday", "Choose the day of the week");
        let begins = time(&mut errors, "begins", &self.begins, "Enter when it starts");
        let ends = time(&mut errors, "ends", &self.ends, "Enter when it ends");
        if let (Some(begins), Some(ends)) = (begins, ends) {
            errors.require(begins < ends, "ends", "It must end after it starts");
        }
        let from = errors.take("from", self.from.read("First day")).flatten();
        if from.is_none() && errors.at("from").is_none() {
            errors.add("from", "Enter the first day");
        }
        let far = from.is_some_and(|from| (from - today).num_days() > 366);
        errors.require(!far, "from", "First day must be within a year");
        let Some((worker, _)) = worker else {
            return Err(errors);
        };
        errors.or(NewDropIn {
            worker: *worker,
            place: self.place.clone(),
            offers: self.offers.clone(),
            weekday: self.weekday.parse().unwrap_or(0),
            begins: begins.unwrap_or_default(),
            ends: ends.unwrap_or_default(),
            from_on: from.unwrap_or(today),
        })
    }

    pub(super) fn page(
        &self,
        ctx: &Ctx,
        workers: &[(AccountId, String)],
        errors: &Errors,
    ) -> FormPage {
        let mut worker = Select::new("worker", "Who is there?")
            .selected(&*self.worker)
            .error(errors.at("worker"));
        for (id, name) in workers {
            worker = worker.item(id.to_string(), name.clone());
        }
        let mut weekday = Radios::new("weekday", "Which day of the week?")
            .selected(&*self.weekday)
            .error(errors.at("weekday"))
            .small();
        for (code, words) in WEEKDAYS {
            weekday = weekday.item(*code, *words);
        }
        let time = |id: &'static str, label: &'static str, value: &str| {
            Input::new(id, label)
                .hint("For example, 2:30pm")
                .width(Width::Characters5)
                .value(value)
                .error(errors.at(id))
        };
        FormPage::new(ctx, "Add a drop-in")
            .errors(errors, &["from"])
            .cancel("/drop-ins")
            .field(
                Input::new("place", "Where is it?")
                    .hint("Include the street, and the postcode if you know it")
                    .value(&*self.place)
                    .error(errors.at("place")),
            )
            .field(weekday)
            .field(time("begins", "When does it start?", &self.begins))
            .field(time("ends", "When does it end?", &self.ends))
            .field(
                Input::new("offers", "What is on offer? (optional)")
                    .hint("Young people can read this. For example, help with a CV and something to eat.")
                    .value(&*self.offers)
                    .error(errors.at("offers")),
            )
            .field(worker)
            .field(self.from.field("from", "First day", errors))
            .button("Save")
    }
}

fn time(
    errors: &mut Errors,
    field: &'static str,
    typed: &str,
    missing: &'static str,
) -> Option<NaiveTime> {
    let read = errors.take(field, time_of_day(typed))?;
    if read.is_empty() {
        errors.add(field, missing);
        return None;
    }
    NaiveTime::parse_from_str(&read, "%H:%M").ok()
}
