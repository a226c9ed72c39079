//! Whether two names can belong to one person, however they are spelt.
//!
//! The only place for it: imports, referrals, drop-ins and the page that merges two records all use it.
//!
//! Easy to get wrong: which name comes first, and that a family name is a list of words. Names are compared as sets of words and as
//! letters without the spaces between them.
//!
//! Absent on purpose: certainty. A person decides; nothing here merges two records.

use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

use chrono::NaiveDate;

use crate::{days, text::fold};

/// How alike two names must be, from 0 to 1, to count as one misspelt.
const LIKENESS: f64 = 0.86;

/// The groups of names that are used for each other, indexed by each name.
static SHORT: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut groups: HashMap<&'static str, Vec<usize>> = HashMap::new();
    let lines = include_str!("names/short.txt").lines();
    for (group, line) in lines.filter(|line| !line.starts_with('#')).enumerate() {
        for name in line.split_whitespace() {
            groups.entry(name).or_default().push(group);
        }
    }
    groups
});

/// A full name in the form used to compare it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The words, folded, in alphabetical order, with a space between them.
    words: Box<str>,
    /// The letters, in the order in which they were given.
    letters: Box<str>,
    /// The letters with the last word first, as lists write a family name.
    turned: Box<str>,
}

/// How alike two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Two names.
    Other,
    /// One name, misspelt or with a part missing.
    Near,
    /// The same name, in another order, with other spaces, accents or apostrophes, or in its short form.
    Same,
}

impl Name {
    /// Reads a name from the parts given, in the order they are said.
    pub fn of(given: &str, family: &str) -> Self {
        let parts = [plain(given), plain(family)];
        let mut words: Vec<String> = parts
            .iter()
            .flat_map(|part| part.split(' '))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let letters = words.concat();
        let turned = if parts[1].is_empty() {
            let (last, rest) = words
                .split_last()
                .map_or(("", &[][..]), |(last, rest)| (last, rest));
            format!("{last}{}", rest.concat())
        } else {
            format!("{}{}", parts[1], parts[0]).replace(' ', "")
        };
        words.sort_unstable();
        Self {
            words: words.join(" ").into(),
            letters: letters.into(),
            turned: turned.into(),
        }
    }

    fn words(&self) -> impl Iterator<Item = &str> + Clone {
        self.words.split(' ').filter(|word| !word.is_empty())
    }

    /// Returns whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Returns what two names that are the same have in common at least once, so that a long list can be searched: their letters in both
    /// orders, their words in order, and the same with short names written out.
    pub fn keys(&self) -> BTreeSet<String> {
        let mut keys = BTreeSet::from([
            self.letters.to_string(),
            self.turned.to_string(),
            self.words.replace(' ', ""),
        ]);
        keys.extend(self.long_forms());
        keys
    }

    /// Returns the words in order with each short name as the number of its group; all the ways, but not more than a handful.
    fn long_forms(&self) -> Vec<String> {
        let mut forms: Vec<Vec<String>> = vec![Vec::new()];
        for word in self.words() {
            let groups = SHORT.get(word).map_or(&[][..], Vec::as_slice);
            let mut ways: Vec<String> = groups.iter().map(|group| format!("#{group}")).collect();
            if ways.is_empty() {
                ways.push(word.to_owned());
            }
            let mut grown = Vec::new();
            for form in &forms {
                for way in ways.iter().take(4) {
                    let mut form = form.clone();
                    form.push(way.clone());
                    grown.push(form);
                }
            }
            grown.truncate(32);
            forms = grown;
        }
        forms
            .into_iter()
            .map(|mut form| {
                form.sort_unstable();
                form.join(" ")
            })
            .collect()
    }

    /// Returns how alike two names are. An empty name is like no other.
    pub fn likeness(&self, other: &Self) -> Likeness {
        if self.is_empty() || other.is_empty() {
            return Likeness::Other;
        }
        if !self.keys().is_disjoint(&other.keys()) {
            Likeness::Same
        } else if self.is_near(other) {
            Likeness::Near
        } else {
            Likeness::Other
        }
    }

    /// Returns whether one of two names can be the other misspelt, or with a part missing.
    pub fn is_near(&self, other: &Self) -> bool {
        if self.is_empty() || other.is_empty() {
            return false;
        }
        let (few, many) = if self.words().count() <= other.words().count() {
            (self, other)
        } else {
            (other, self)
        };
        let is_part = few.words().count() >= 2
            && few
                .words()
                .all(|word| many.words().any(|known| is_one_word(word, known)));
        let ordered = |name: &Self| name.words.replace(' ', "");
        let is_misspelt = strsim::jaro_winkler(&ordered(self), &ordered(other)) >= LIKENESS
            || strsim::jaro_winkler(&self.letters, &other.letters) >= LIKENESS;
        is_part || is_misspelt
    }
}

/// Returns a name in the form used to compare it: apostrophes do not separate words.
fn plain(name: &str) -> String {
    let is_apostrophe = |letter: char| {
        matches!(
            letter,
            '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʻ' | '′' | '＇' | '\u{2bd}' | '\u{2b9}'
        )
    };
    fold(&name.replace(is_apostrophe, ""))
}

/// Returns whether two folded words are one name, or used for each other, as Kate and Katherine are.
pub fn is_one_word(one: &str, other: &str) -> bool {
    let groups = |word: &str| SHORT.get(word).map_or(&[][..], Vec::as_slice);
    one == other
        || groups(one)
            .iter()
            .any(|group| groups(other).contains(group))
}

/// How two dates of birth compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Births {
    /// The same day, or day and month swapped.
    Agree,
    /// One of them is not known.
    NotKnown,
    /// Two days.
    Differ,
}

impl Births {
    /// Compares two dates of birth.
    pub fn of(one: Option<NaiveDate>, other: Option<NaiveDate>) -> Self {
        match (one, other) {
            (Some(one), Some(other)) if one == other || days::swapped(one) == Some(other) => {
                Self::Agree
            }
            (Some(_), Some(_)) => Self::Differ,
            _ => Self::NotKnown,
        }
    }
}

/// Returns whether someone has to check if two people are one: the same name without two different dates of birth, or nearly the same
/// name and one date of birth.
pub fn may_be_one(likeness: Likeness, births: Births) -> bool {
    matches!(
        (likeness, births),
        (Likeness::Same, Births::Agree | Births::NotKnown) | (Likeness::Near, Births::Agree)
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_same_name_is_known_however_it_is_written() {
        for (one, other) in [
            (("Anh", "Nguyen"), ("Nguyen", "Anh")),
            (("Jon", "Smith"), ("Jonathan", "Smith")),
            (("Katherine", "Byrne"), ("Kate", "Byrne")),
            (("Łukasz", "Wójcik"), ("Lukasz", "Wojcik")),
            (("Siobhan", "O'Brien"), ("Siobhan", "O’Brien")),
            (("Siobhan", "O'Brien"), ("Siobhan", "OBrien")),
            (("Siobhan", "O'Brien"), ("Siobhan", "O Brien")),
            (("Anne-Marie", "Hall"), ("Annemarie", "Hall")),
            (("Anne Marie", "Hall"), ("Hall", "Anne-Marie")),
            (("小龙", "李"), ("李小龙", "")),
            (("Kai Marlow", ""), ("Marlow", "Kai")),
            (("Muhammad", "Ali"), ("Mohamed", "Ali")),
        ] {
            let (one, other) = (Name::of(one.0, one.1), Name::of(other.0, other.1));
            assert_eq!(one.likeness(&other), Likeness::Same, "{one:?} {other:?}");
        }
    }

    #[test]
    fn a_misspelt_name_or_one_with_a_part_missing_is_near() {
        for (one, other, likeness) in [
            (
                ("Mohammed", "Ali Hassan"),
                ("Muhamed", "Ali Hasan"),
                Likeness::Near,
            ),
            (
                ("Filmon", "Tesfay"),
                ("Filmon", "Tesfay Gebremedhin"),
                Likeness::Near,
            ),
            (("Kai", "Marlow"), ("Kai", "Marlowe"), Likeness::Near),
            (("Kai", "Marlow"), ("Zoe", "Ash"), Likeness::Other),
            (("Kai", ""), ("Kai", "Marlow"), Likeness::Other),
            (("", ""), ("", ""), Likeness::Other),
        ] {
            let (one, other) = (Name::of(one.0, one.1), Name::of(other.0, other.1));
            assert_eq!(one.likeness(&other), likeness, "{one:?} {other:?}");
        }
    }

    #[test]
    fn who_may_be_one_depends_on_the_day_of_birth() {
        let day = |text: &str| Some(text.parse().unwrap());
        for (one, other, births) in [
            (day("2006-05-04"), day("2006-05-04"), Births::Agree),
            (day("2006-05-04"), day("2006-04-05"), Births::Agree),
            (day("2006-05-04"), day("2006-05-05"), Births::Differ),
            (day("2006-05-04"), None, Births::NotKnown),
        ] {
            assert_eq!(Births::of(one, other), births);
        }
        assert!(may_be_one(Likeness::Near, Births::Agree));
        assert!(!may_be_one(Likeness::Near, Births::NotKnown));
        assert!(!may_be_one(Likeness::Same, Births::Differ));
    }

    proptest! {
        #[test]
        fn likeness_does_not_depend_on_who_comes_first(one in "[A-Za-złß' ]{0,20}", other in "[A-Za-złß' ]{0,20}") {
            let (one, other) = (Name::of(&one, ""), Name::of(&other, ""));
            prop_assert_eq!(one.likeness(&other), other.likeness(&one));
        }
    }
}
