//! From text to a [`Definition`], or to everything in the text that is not one.
//!
//! serde stops at the first fault. So the faulty part is removed and the rest is read again, until it reads or nothing is left to
//! remove: each fault is reported once, and what follows only from a removed part is not reported.

mod complaint;

use serde::Deserialize;
use toml::de::{DeTable, DeValue, Error};

use self::complaint::{Complaint, Wording};
use crate::{
    Definition, Fault,
    source::{Path, Source},
};

/// The format that this engine reads.
pub(crate) const FORMAT: u16 = 1;

/// How many faults of shape are reported at a time. A file with more is not a programme file.
const MOST_FAULTS: usize = 50;

/// The keys that every file has. serde names only the first that is missing; a new file lacks more than one.
const REQUIRED: &[&str] = &[
    "format",
    "key",
    "name",
    "eligibility",
    "routes",
    "first_contact",
    "roles",
    "stages",
    "exits",
];

/// What could be read of a file, and what could not.
pub(crate) struct Reading<'a> {
    /// The file with the position of everything in it.
    pub(crate) source: Source<'a>,
    /// What it says, as far as it can be checked further.
    pub(crate) definition: Option<Definition>,
    /// What is wrong with it so far.
    pub(crate) faults: Vec<Fault>,
}

/// Reads the text of a programme file.
pub(crate) fn read<'a>(file: &str, text: &'a str) -> Reading<'a> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let source = Source::new(text, root);
    let mut faults: Vec<Fault> = errors
        .iter()
        .map(|error| syntax_fault(file, &source, error))
        .collect();
    faults.dedup_by_key(|fault| fault.line);
    faults.truncate(MOST_FAULTS);
    if faults.is_empty() {
        faults.extend(format_fault(file, &source));
    }
    let definition = if faults.is_empty() {
        shape(file, &source, &mut faults)
    } else {
        None
    };
    Reading {
        source,
        definition,
        faults,
    }
}

fn syntax_fault(file: &str, source: &Source<'_>, error: &Error) -> Fault {
    Fault {
        file: file.to_owned(),
        line: error.span().map(|span| source.line(span.start)),
        key: String::new(),
        problem: format!("this is not TOML: {}", error.message()),
        mend: "Check the quotes, brackets and equals signs on this line and the one above."
            .to_owned(),
    }
}

fn format_fault(file: &str, source: &Source<'_>) -> Option<Fault> {
    let root = source.root();
    let written = match root.get_ref().get("format")?.get_ref() {
        DeValue::Integer(number) if number.as_str() != FORMAT.to_string() => number.to_string(),
        _ => return None,
    };
    let (line, key) = source.place(&Path::to("format"));
    Some(Fault {
        file: file.to_owned(),
        line,
        key,
        problem: format!("the file uses format {written}, which this version does not know"),
        mend: format!("Write `format = {FORMAT}`, or use a newer Foothold."),
    })
}

/// Reads the definition, removing what does not fit. Returns `None` where too little is left to check.
fn shape(file: &str, source: &Source<'_>, faults: &mut Vec<Fault>) -> Option<Definition> {
    let mut rest = source.clone();
    let mut struck: Vec<String> = Vec::new();
    let mut whole = true;
    while faults.len() < MOST_FAULTS {
        let error = match Definition::deserialize(toml::de::Deserializer::from(rest.root())) {
            Ok(definition) => return whole.then_some(definition),
            Err(error) => error,
        };
        let span = error.span().unwrap_or_default();
        // Spans are those of the whole text, however much of it has been removed.
        let (line, key) = source.place(&source.find(&span));
        let told = |wording: Wording| Fault {
            file: file.to_owned(),
            line,
            key: key.clone(),
            problem: wording.problem,
            mend: wording.mend,
        };
        match Complaint::of(error.message()) {
            Complaint::UnknownKey(wording) => faults.push(told(wording)),
            Complaint::Unfit(wording) => {
                faults.push(told(wording));
                whole = false;
            }
            Complaint::Missing(name) => {
                let names = if key.is_empty() {
                    source.missing(REQUIRED)
                } else {
                    vec![name.as_str()]
                };
                let names = names
                    .into_iter()
                    .filter(|name| !struck.contains(&join(&key, name)));
                faults.extend(names.map(|name| told(Wording::missing(name))));
                whole = false;
            }
        }
        struck.push(key);
        if !rest.strike(&rest.find(&span)) {
            return None;
        }
    }
    None
}

fn join(key: &str, name: &str) -> String {
    if key.is_empty() {
        name.to_owned()
    } else {
        format!("{key}.{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_that_an_empty_file_lacks_is_named_and_no_other_is_required() {
        let empty = read("empty.toml", "");
        let named: Vec<String> = REQUIRED
            .iter()
            .map(|name| format!("Add `{name}`."))
            .collect();
        assert_eq!(
            empty
                .faults
                .iter()
                .map(|fault| fault.mend.clone())
                .collect::<Vec<_>>(),
            named
        );

        let bare = "format = 1\nkey = 'a'\nname = 'A'\nroutes = []\nroles = []\nstages = []\nexits = []\n\
            eligibility = { min_age = 16, below_age = 25, care_statuses = [] }\n\
            first_contact = { within_working_days = 5, role = 'b' }\n";
        assert_eq!(read("bare.toml", bare).faults, []);
    }
}
