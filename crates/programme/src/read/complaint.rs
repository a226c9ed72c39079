//! The faults that serde finds, in words for the person who wrote the file.

/// What serde said, in words for the person who wrote the file.
pub(super) enum Complaint {
    /// A required key is missing.
    Missing(String),
    /// A key is not known. What else the file says can be read without it.
    UnknownKey(Wording),
    /// A value is not allowed there.
    Unfit(Wording),
}

/// What is wrong, and what to do about it.
pub(super) struct Wording {
    pub(super) problem: String,
    pub(super) mend: String,
}

impl Wording {
    /// Describes a missing key.
    pub(super) fn missing(name: &str) -> Self {
        Self {
            problem: format!("`{name}` is missing"),
            mend: format!("Add `{name}`."),
        }
    }
}

impl Complaint {
    /// Reads the message of an error. Wording of serde that is not known here is passed on unchanged.
    pub(super) fn of(message: &str) -> Self {
        let words: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        match words.split_first() {
            Some((&name, _)) if message.starts_with("missing field") => {
                Self::Missing(name.to_owned())
            }
            Some((&name, known)) if message.starts_with("unknown field") => {
                Self::UnknownKey(Wording {
                    problem: format!("the key `{name}` is not known here"),
                    mend: suggest(name, known),
                })
            }
            Some((&name, known)) if message.starts_with("unknown variant") => {
                Self::Unfit(Wording {
                    problem: format!("`{name}` is not one of the allowed values"),
                    mend: suggest(name, known),
                })
            }
            _ => Self::Unfit(unfit(message)),
        }
    }
}

/// Describes a value of the wrong kind, or a refusal of our own, which is written as `problem: Mend`.
fn unfit(message: &str) -> Wording {
    if let Some((found, expected)) = message.split_once(", expected ") {
        let found = found.trim_start_matches("invalid type: ");
        let found = found.trim_start_matches("invalid value: ");
        let (problem, mend) = (
            format!("this is {}", article(found)),
            format!("Write {}.", plainly(expected)),
        );
        return Wording { problem, mend };
    }
    match message.rsplit_once(": ") {
        Some((problem, mend)) => Wording {
            problem: problem.to_owned(),
            mend: format!("{mend}."),
        },
        None => Wording {
            problem: message.to_owned(),
            mend: "See the guide to programme files.".to_owned(),
        },
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
        "a string" => "text in quotes".to_owned(),
        "a boolean" => "`true` or `false`, without quotes".to_owned(),
        "a sequence" => "a list in square brackets".to_owned(),
        "a TOML datetime" => "a date without quotes, such as 2026-03-31".to_owned(),
        other if other.starts_with("struct ") => "a table with its keys".to_owned(),
        other => other.to_owned(),
    }
}

/// Suggests what may have been meant: the nearest known word, or all of them.
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
        None if known.is_empty() => "Remove it.".to_owned(),
        None => format!("Remove it, or use one of {list}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_only_suggested_where_it_is_near() {
        assert_eq!(
            suggest("usual_week", &["label", "usual_weeks"]),
            "Did you mean `usual_weeks`?"
        );
        assert_eq!(
            suggest("colour", &["key", "label"]),
            "Remove it, or use one of `key`, `label`."
        );
        assert_eq!(suggest("colour", &[]), "Remove it.");
    }
}
