//! Who may already have a record, or be in the list twice, though no id says so. [`values::names`] decides what makes two people alike.
//!
//! Absent on purpose: pupil numbers. Siblings and typing errors share them, so one alone says nothing.

use std::collections::HashMap;

use chrono::NaiveDate;
use values::{
    days,
    names::{Births, Likeness, Name, may_be_one},
};

use super::{super::model::Given, Here};

/// Where someone is known from.
#[derive(Clone, Copy)]
enum From {
    /// An existing record.
    Record,
    /// A line of the same list.
    Line(u64),
}

/// Existing people, and those in the list so far, by name and by date of birth.
pub(super) struct Alike {
    all: Vec<(Name, Option<NaiveDate>, From)>,
    by_key: HashMap<String, Vec<usize>>,
    by_day: HashMap<NaiveDate, Vec<usize>>,
}

/// What is found for a new person.
pub(super) enum Found {
    /// Someone has to check before they are added.
    MayBe(String),
    /// Worth a note.
    SameName,
}

impl Alike {
    pub(super) fn of(here: &Here) -> Self {
        let mut alike = Self {
            all: Vec::new(),
            by_key: HashMap::new(),
            by_day: HashMap::new(),
        };
        for record in here.records.values() {
            let fields = &record.person.fields;
            let own = Name::of(&fields.given_name, &fields.family_name);
            let former = record.former_names.iter().map(|name| Name::of(name, ""));
            for name in former.chain([own]) {
                alike.add(name, fields.born_on, From::Record);
            }
        }
        alike
    }

    fn add(&mut self, name: Name, born: Option<NaiveDate>, from: From) {
        if name.is_empty() {
            return;
        }
        let place = self.all.len();
        if let Some(day) = born {
            self.by_day.entry(day).or_default().push(place);
        }
        for key in name.keys() {
            self.by_key.entry(key).or_default().push(place);
        }
        self.all.push((name, born, from));
    }

    /// Remembers a row that adds someone, so that later rows are compared with it.
    pub(super) fn take(&mut self, given: &Given) {
        let name = Name::of(&given.fields.given_name, &given.fields.family_name);
        self.add(name, given.fields.born_on, From::Line(given.place.line));
    }

    /// Returns who a row may be, if anyone.
    pub(super) fn find(&self, given: &Given) -> Option<Found> {
        let name = Name::of(&given.fields.given_name, &given.fields.family_name);
        let born = given.fields.born_on;
        let keys = name.keys();
        let by_name = keys.iter().filter_map(|key| self.by_key.get(key));
        let days = born.into_iter().chain(born.and_then(days::swapped));
        let by_day = days.filter_map(|day| self.by_day.get(&day).cloned());
        let places: std::collections::BTreeSet<usize> =
            by_name.cloned().chain(by_day).flatten().collect();
        let mut has_same_name = false;
        for place in places {
            let (other, day, from) = &self.all[place];
            let (likeness, births) = (name.likeness(other), Births::of(born, *day));
            if may_be_one(likeness, births) {
                return Some(Found::MayBe(said(likeness, births, *from)));
            }
            has_same_name |= likeness == Likeness::Same;
        }
        has_same_name.then_some(Found::SameName)
    }
}

fn said(likeness: Likeness, births: Births, from: From) -> String {
    let name = match likeness {
        Likeness::Same => "the same name",
        _ => "nearly the same name",
    };
    let day = match births {
        Births::Agree => "the same date of birth",
        _ => "no other date of birth is known",
    };
    match from {
        From::Record => format!(
            "Someone in Foothold has or had {name}, and {day}. Add the id in this row to their record and import the list again, or add the row as a new person."
        ),
        From::Line(line) => format!(
            "Line {line} of this list has {name}, and {day}. Keep one of the two, or add both as two people."
        ),
    }
}
