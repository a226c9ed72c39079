//! Who is perhaps here already, or stands in the list twice, though no id says so. What makes two people alike is [`values::names`]'.
//!
//! Absent on purpose: pupil numbers. Siblings and slips of the pen share them, so that one alone says nothing.

use std::collections::HashMap;

use chrono::NaiveDate;
use values::{
    days,
    names::{Births, Likeness, Name, may_be_one},
};

use super::{super::model::Given, Here};

/// Where somebody is known from.
#[derive(Clone, Copy)]
enum From {
    /// A record here.
    Record,
    /// A line of the same list.
    Line(u64),
}

/// The people who are here, and those whom the list has named so far, by name and by day of birth.
pub(super) struct Alike {
    all: Vec<(Name, Option<NaiveDate>, From)>,
    by_key: HashMap<String, Vec<usize>>,
    by_day: HashMap<NaiveDate, Vec<usize>>,
}

/// What is found of somebody who is new.
pub(super) enum Found {
    /// Somebody has to look before they are taken.
    MayBe(String),
    /// Worth a word.
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

    /// Remembers a row that makes somebody new, so that later rows are held against it.
    pub(super) fn take(&mut self, given: &Given) {
        let name = Name::of(&given.fields.given_name, &given.fields.family_name);
        self.add(name, given.fields.born_on, From::Line(given.place.line));
    }

    /// Returns who a row may be, if anybody.
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
        Births::Agree => "the same day of birth",
        _ => "no other day of birth is known",
    };
    match from {
        From::Record => format!(
            "Somebody here has or had {name}, and {day}. Give their record the id of this row and bring the list in again, or take the row as somebody new."
        ),
        From::Line(line) => format!(
            "Line {line} of this list has {name}, and {day}. Keep one of the two, or take both as two people."
        ),
    }
}
