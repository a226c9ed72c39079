//! One value of a list: what a spreadsheet wraps around it, and what stands for an empty value.

use values::text::is_unseen;

/// A value, and what was done to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text; empty where there is nothing.
    pub text: String,
    /// What was written instead of a value, such as `#N/A`.
    pub nothing: Option<String>,
    /// Whether invisible characters were removed.
    pub had_unseen: bool,
}

/// What programs write for an empty cell or a formula that failed.
const NOTHING: &[&str] = &[
    "#N/A",
    "#NA",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
    "NULL",
    "null",
    "nan",
    "NaN",
    "NAN",
    "N/A",
    "n/a",
    "n.a.",
    "(blank)",
    "(null)",
    "<NA>",
    "-",
    "--",
    "---",
    "–",
    "—",
    ".",
    "?",
];

/// Reads a value: without what a spreadsheet puts around a number to keep it as text, without invisible characters, and empty where it
/// stands for no value.
pub fn cell(written: &str) -> Cell {
    let mut text: String = written
        .chars()
        .filter(|letter| *letter == '\t' || !is_unseen(*letter))
        .collect();
    let had_unseen = text.len() != written.len();
    text = text.replace('\u{a0}', " ").trim().to_owned();
    if let Some(inside) = text
        .strip_prefix("=\"")
        .and_then(|inside| inside.strip_suffix('"'))
    {
        text = inside.trim().to_owned();
    }
    if let Some(number) = text
        .strip_prefix('\'')
        .filter(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit() || sign == '+'))
    {
        text = number.to_owned();
    }
    let nothing = NOTHING.contains(&text.as_str()).then(|| text.clone());
    if nothing.is_some() {
        text.clear();
    }
    Cell {
        text,
        nothing,
        had_unseen,
    }
}

/// Returns whether a spreadsheet has written a long number with an exponent, such as `4.47701E+11`, and lost the rest of it.
pub fn is_shortened(text: &str) -> bool {
    let Some((number, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    exponent.starts_with('+')
        && number.starts_with(|sign: char| sign.is_ascii_digit())
        && number
            .bytes()
            .all(|sign| sign.is_ascii_digit() || sign == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_nothing_is_nothing_and_a_name_stays_a_name() {
        for text in ["#N/A", "#REF!", "NULL", "nan", "-", "(blank)"] {
            let read = cell(text);
            assert_eq!(
                (read.text.as_str(), read.nothing.as_deref()),
                ("", Some(text))
            );
        }
        for (text, kept) in [
            ("Nan", "Nan"),
            ("Null", "Null"),
            ("='07700'", "='07700'"),
            ("=\"07700900132\"", "07700900132"),
            ("'07700900131", "07700900131"),
            ("'Asha", "'Asha"),
            ("Ka\u{200b}i", "Kai"),
            ("\u{a0}Kai\u{a0}", "Kai"),
        ] {
            assert_eq!(cell(text).text, kept);
        }
        assert!(cell("Ka\u{200b}i").had_unseen && !cell("Kai").had_unseen);
    }

    #[test]
    fn a_number_with_an_exponent_has_lost_its_end() {
        for (text, is) in [
            ("4.47701E+11", true),
            ("E+1", false),
            ("1e5", false),
            ("Kate+1", false),
        ] {
            assert_eq!(is_shortened(text), is, "{text}");
        }
    }
}
