//! From text to a [`Definition`], or to everything in the text that is not one.
//!
//! serde stops at the first fault. So the offending part is struck out and the rest is read again, until it reads or nothing can be
//! struck: each fault is told once, and what follows only from a part that was struck is not told at all.

use serde::Deserialize;
use toml::de::{DeTable, DeValue, Error};

use crate::{
    Definition, Fault,
    source::{Path, Source},
};

/// The format that this engine reads.
pub(crate) const FORMAT: u16 = 1;

/// How many faults of shape are told at a time. A file with more is not a programme file.
const MOST_FAULTS: usize = 50;

/// The keys that every file has. serde names only the first that is missing; a file that is being begun lacks several.
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
    /// The file with the place of everything in it.
    pub(crate) source: Source<'a>,
    /// What it says, as far as that can be checked further.
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
        mend: "Look at quotes, brackets and equals signs in this line and the one above."
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
        problem: format!("the file is of format {written}, which is not known here"),
        mend: format!("Write `format = {FORMAT}`, or use a newer Foothold."),
    })
}

/// Reads the definition, striking out what does not fit. Returns `None` where what is left says too little to be checked.
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
        // Spans are those of the whole text, however much of it has been struck out.
        let (line, key) = source.place(&source.find(&span));
        let complaint = Complaint::of(error.message());
        let missing = match complaint.missing.as_deref() {
            Some(_) if key.is_empty() => source.missing(REQUIRED),
            Some(name) => vec![name],
            None => Vec::new(),
        };
        let told = |problem, mend| Fault {
            file: file.to_owned(),
            line,
            key: key.clone(),
            problem,
            mend,
        };
        for name in missing
            .iter()
            .filter(|name| !struck.contains(&join(&key, name)))
        {
            faults.push(told(
                format!("`{name}` is missing"),
                format!("Add `{name}`."),
            ));
        }
        if complaint.missing.is_none() {
            faults.push(told(complaint.problem, complaint.mend));
        }
        whole &= complaint.unknown_key;
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

/// What serde said, in words for the person who wrote the file.
struct Complaint {
    problem: String,
    mend: String,
    /// The key that is missing, where that is the complaint.
    missing: Option<String>,
    /// Whether it is only that a key is not known.
    unknown_key: bool,
}

impl Complaint {
    fn of(message: &str) -> Self {
        let words: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        let told = |problem, mend| Self {
            problem,
            mend,
            missing: None,
            unknown_key: false,
        };
        match words.split_first() {
            Some((&name, _)) if message.starts_with("missing field") => Self {
                missing: Some(name.to_owned()),
                ..told(format!("`{name}` is missing"), format!("Add `{name}`."))
            },
            Some((&name, known)) if message.starts_with("unknown field") => Self {
                unknown_key: true,
                ..told(
                    format!("the key `{name}` is not known here"),
                    suggest(name, known),
                )
            },
            Some((&name, known)) if message.starts_with("unknown variant") => told(
                format!("`{name}` is not one of the words that may stand here"),
                suggest(name, known),
            ),
            _ => match message.split_once(", expected ") {
                Some((found, expected)) => {
                    let found = found.trim_start_matches("invalid type: ");
                    let found = found.trim_start_matches("invalid value: ");
                    told(
                        format!("this is {}", article(found)),
                        format!("Write {}.", plainly(expected)),
                    )
                }
                None => match message.rsplit_once(": ") {
                    Some((problem, mend)) => told(problem.to_owned(), format!("{mend}.")),
                    None => told(
                        message.to_owned(),
                        "See the guide to programme files.".to_owned(),
                    ),
                },
            },
        }
    }
}

/// Puts what serde found into a sentence.
fn article(found: &str) -> String {
    match found.split_once(' ') {
        Some(("string", text)) => format!("the text {text}"),
        Some((kind @ ("integer" | "boolean"), text)) => {
            let kind = if kind == "integer" { "number" } else { "value" };
            format!("the {kind} {}", text.trim_matches('`'))
        }
        Some(("floating", text)) => format!("the number {}", text.trim_start_matches("point ")),
        _ if found == "map" => "a table".to_owned(),
        _ if found == "sequence" => "a list".to_owned(),
        _ => found.to_owned(),
    }
}

/// Says what serde expects without the names of types.
fn plainly(expected: &str) -> String {
    match expected {
        "u8" => "a whole number from 0 to 255".to_owned(),
        "u16" => "a whole number from 0 to 65535".to_owned(),
        "a string" => "a text in quotes".to_owned(),
        "a boolean" => "`true` or `false`, without quotes".to_owned(),
        "a sequence" => "a list in square brackets".to_owned(),
        "a TOML datetime" => "a date without quotes, such as 2026-03-31".to_owned(),
        other if other.starts_with("struct ") => "a table with its keys".to_owned(),
        other => other.to_owned(),
    }
}

/// Says what may have been meant: the nearest known word, or all of them.
fn suggest(written: &str, known: &[&str]) -> String {
    let near = known
        .iter()
        .map(|word| (strsim::damerau_levenshtein(written, word), word))
        .min()
        .filter(|(steps, word)| *steps <= 3 && *steps < word.len());
    let list = known
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ");
    match near {
        Some((_, word)) => format!("Did you mean `{word}`?"),
        None if known.is_empty() => "Take it away.".to_owned(),
        None => format!("Take it away, or use one of {list}."),
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

    #[test]
    fn a_key_is_only_suggested_where_it_is_near() {
        assert_eq!(
            suggest("usual_week", &["label", "usual_weeks"]),
            "Did you mean `usual_weeks`?"
        );
        assert_eq!(
            suggest("colour", &["key", "label"]),
            "Take it away, or use one of `key`, `label`."
        );
        assert_eq!(suggest("colour", &[]), "Take it away.");
    }
}
