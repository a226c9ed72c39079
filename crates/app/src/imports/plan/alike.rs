//! Who is perhaps here already, though no id says so: the same name now or before, or nearly, with the same day
//! of birth.
//!
//! Absent on purpose: pupil numbers. Siblings and slips of the pen share them, so that one alone says nothing.

use std::collections::HashMap;

use chrono::NaiveDate;
use store::fold;

use super::{super::model::Given, Here};
use crate::people::Fields;

/// How alike two names must be, from 0 to 1, where the day of birth is the same.
const LIKENESS: f64 = 0.86;

/// The people who are here, by name and by day of birth.
pub(super) struct Alike {
    by_name: HashMap<String, Vec<Option<NaiveDate>>>,
    by_day: HashMap<NaiveDate, Vec<String>>,
}

/// Returns a name that can be compared: folded, its words in order, whichever of them comes first.
fn comparable(name: &str) -> String {
    let folded = fold(name);
    let mut words: Vec<&str> = folded.split_whitespace().collect();
    words.sort_unstable();
    words.join(" ")
}

fn full(fields: &Fields) -> String {
    format!("{} {}", fields.given_name, fields.family_name)
}

impl Alike {
    pub(super) fn of(here: &Here) -> Self {
        let mut alike = Self {
            by_name: HashMap::new(),
            by_day: HashMap::new(),
        };
        for record in here.records.values() {
            let fields = &record.person.fields;
            let names = record.former_names.iter().cloned();
            for name in names.chain([full(fields)]) {
                alike.add(comparable(&name), fields.born_on);
            }
        }
        alike
    }

    fn add(&mut self, name: String, born: Option<NaiveDate>) {
        if name.is_empty() {
            return;
        }
        if let Some(day) = born {
            self.by_day.entry(day).or_default().push(name.clone());
        }
        self.by_name.entry(name).or_default().push(born);
    }

    /// Returns why somebody may be here already, or `None` where nobody is like them.
    pub(super) fn find(&self, given: &Given) -> Option<String> {
        let (name, born) = (comparable(&full(&given.fields)), given.fields.born_on);
        if name.is_empty() {
            return None;
        }
        let mut days = self.by_name.get(&name).into_iter().flatten();
        if days.any(|day| born.is_none() || day.is_none() || *day == born) {
            return Some(said(
                "Somebody here has or had the same name, and no other day of birth is known",
            ));
        }
        let mut names = self.by_day.get(&born?).into_iter().flatten();
        names
            .any(|other| strsim::jaro_winkler(other, &name) >= LIKENESS)
            .then(|| said("Somebody here has the same day of birth and nearly the same name"))
    }
}

fn said(what: &str) -> String {
    format!(
        "{what}. Give their record the id of this row and bring the list in again, or take the row as somebody new."
    )
}
