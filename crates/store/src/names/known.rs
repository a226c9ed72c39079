//! What the index knows of one young person, and what a search looks for.

use rphonetic::{DoubleMetaphone, Encoder};
use values::{
    PersonId,
    names::{Name, is_one_word},
    phones,
    text::fold,
};

use super::NameHit;

/// Texts are packed: each is one piece of memory, its words with a space between them.
#[derive(Default)]
pub(super) struct Known {
    /// The name now, and those before it.
    pub(super) names: Box<[Name]>,
    pub(super) shown: Box<str>,
    /// Family name first, folded.
    pub(super) sorted: Box<str>,
    pub(super) words: Box<str>,
    pub(super) former: Box<str>,
    pub(super) sounds: Box<str>,
    pub(super) phone: Box<str>,
    pub(super) outer: Box<str>,
    /// The record into which this one was merged.
    pub(super) merged_into: Option<PersonId>,
}

/// What the records of one young person say, in the clear.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) given: String,
    pub(super) family: String,
    pub(super) phone: String,
    pub(super) former: Vec<String>,
    pub(super) outer: Vec<String>,
    pub(super) merged_into: Option<PersonId>,
}

impl Known {
    pub(super) fn of(facts: &Facts) -> Self {
        let (given, family) = (facts.given.as_str(), facts.family.as_str());
        let words = words(given, family);
        let sounds = words.iter().map(|word| sound(word));
        let sounds: Vec<String> = sounds.filter(|code| !code.is_empty()).collect();
        let shown = format!("{given} {family}");
        let shown = match shown.trim() {
            "" => "Name needed",
            name => name,
        };
        let former = facts.former.iter().flat_map(|name| self::words(name, ""));
        let outer = facts.outer.iter().map(|id| fold(id).replace(' ', ""));
        Self {
            names: std::iter::once(Name::of(given, family))
                .chain(facts.former.iter().map(|name| Name::of(name, "")))
                .collect(),
            shown: shown.into(),
            sorted: fold(&format!("{family} {given}")).into(),
            sounds: sounds.join(" ").into(),
            words: words.join(" ").into(),
            former: former.collect::<Vec<_>>().join(" ").into(),
            phone: numbers(&facts.phone).into(),
            outer: outer.collect::<Vec<_>>().join(" ").into(),
            merged_into: facts.merged_into,
        }
    }
}

/// What is searched for.
pub(super) struct Sought {
    words: Vec<String>,
    sounds: Vec<String>,
    digits: String,
    whole: String,
}

impl Sought {
    /// Reads a search; `None` where it is empty.
    pub(super) fn of(search: &str) -> Option<Self> {
        let folded = fold(search);
        if folded.is_empty() {
            return None;
        }
        let words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
        Some(Self {
            sounds: words.iter().map(|word| sound(word)).collect(),
            words,
            digits: digits(search),
            whole: folded.replace(' ', ""),
        })
    }

    /// Returns why a record is found. One that was merged is found by its name alone, as a former name of the record that was kept.
    pub(super) fn hit(&self, known: &Known) -> Option<NameHit> {
        let is_merged = known.merged_into.is_some();
        let of_name = self.by_name(known);
        if is_merged {
            return match of_name {
                Some(NameHit::Name) => Some(NameHit::FormerName),
                Some(NameHit::SoundsLike) => None,
                hit => hit,
            };
        }
        if known.outer.split(' ').any(|id| id == self.whole) {
            Some(NameHit::OuterId)
        } else if self.digits.len() >= 4 && known.phone.contains(&self.digits) {
            Some(NameHit::Phone)
        } else {
            of_name
        }
    }

    fn by_name(&self, known: &Known) -> Option<NameHit> {
        let begins = |names: &str| {
            self.words
                .iter()
                .all(|word| names.split(' ').any(|name| name.starts_with(word)))
        };
        if begins(&known.words) {
            Some(NameHit::Name)
        } else if begins(&known.former) {
            Some(NameHit::FormerName)
        } else if self.words.iter().all(|word| {
            let mut all = known.words.split(' ').chain(known.former.split(' '));
            all.any(|name| name.starts_with(word) || is_one_word(name, word))
        }) {
            Some(NameHit::ShortName)
        } else if self
            .sounds
            .iter()
            .all(|sought| !sought.is_empty() && known.sounds.split(' ').any(|code| code == sought))
        {
            Some(NameHit::SoundsLike)
        } else {
            None
        }
    }
}

/// Returns the words of a name, and a name of several words as one too: "O'Neill" is found by "oneill".
pub(super) fn words(given: &str, family: &str) -> Vec<String> {
    let mut words = Vec::new();
    for name in [fold(given), fold(family)] {
        words.extend(
            name.split(' ')
                .filter(|word| !word.is_empty())
                .map(str::to_owned),
        );
        if name.contains(' ') {
            words.push(name.replace(' ', ""));
        }
    }
    // Some people write both names as one word, in either order.
    let (given, family) = (fold(given).replace(' ', ""), fold(family).replace(' ', ""));
    if !given.is_empty() && !family.is_empty() {
        words.push(format!("{given}{family}"));
        words.push(format!("{family}{given}"));
    }
    words
}

pub(super) fn sound(word: &str) -> String {
    // Short words and numbers sound like too many others.
    if word.len() < 3 || !word.is_ascii() {
        String::new()
    } else {
        DoubleMetaphone::default().encode(word)
    }
}

/// Returns the digits of the numbers in a text, without the country code where it is ours.
pub(super) fn numbers(text: &str) -> String {
    let read = phones::read(text).numbers;
    if read.is_empty() {
        return digits(text);
    }
    let all: Vec<String> = read.iter().map(|number| digits(number)).collect();
    all.join(" ")
}

/// Returns the digits of a number without its country code or trunk prefix, so that +44 7… and 07… are the same.
pub(super) fn digits(text: &str) -> String {
    let all: String = text.chars().filter(char::is_ascii_digit).collect();
    let national = all
        .strip_prefix("0044")
        .or_else(|| all.strip_prefix("44").filter(|rest| rest.len() >= 9))
        .unwrap_or(&all);
    national.strip_prefix('0').unwrap_or(national).to_owned()
}
