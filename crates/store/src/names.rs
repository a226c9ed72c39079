//! The index of names: the only place where young people are found and sorted by name.
//!
//! Names are sealed, so SQL can neither search nor sort them. The index holds a council's names in memory and is rebuilt when the
//! council's counter of names moves. It finds by the start of any name, by how a name sounds, by former names, by the digits of a phone
//! number and by an id in another system.
//!
//! Absent on purpose: permissions. What is found here is shown only after the scope has narrowed it.

use std::collections::HashMap;

use rphonetic::{DoubleMetaphone, Encoder};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;
use values::{
    CouncilId, PersonId,
    names::{Name, is_one_word},
    phones,
    text::fold,
};

use crate::{
    Fetch, ReadTx, StoreError,
    entities::{council, former_name, outer_id, person},
};

/// Why a young person was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameHit {
    /// An id of another system is the text searched for.
    OuterId,
    /// A phone number holds the digits searched for.
    Phone,
    /// A name starts this way.
    Name,
    /// A former name starts this way.
    FormerName,
    /// A name is a short form of the one searched for, as Kate for Katherine.
    ShortName,
    /// A name sounds like this.
    SoundsLike,
}

#[derive(Default)]
struct Known {
    /// The name now, and those before it.
    names: Vec<Name>,
    shown: String,
    /// Family name first, folded.
    sorted: String,
    words: Vec<String>,
    former: Vec<String>,
    sounds: Vec<String>,
    phone: String,
    outer: Vec<String>,
}

/// The names of one council at one version.
pub struct NameIndex {
    version: i64,
    known: HashMap<PersonId, Known>,
    order: HashMap<PersonId, usize>,
    /// Who has a given name, however it is written.
    by_key: HashMap<String, Vec<PersonId>>,
}

impl NameIndex {
    /// Returns the council's counter of names when this index was built.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// Returns a young person's name as shown, or a phrase that says it is missing.
    pub fn name(&self, person: PersonId) -> &str {
        self.known
            .get(&person)
            .map_or("Name needed", |known| &known.shown)
    }

    /// Returns the position of a young person when sorted by family name, then given name.
    pub fn place(&self, person: PersonId) -> usize {
        self.order.get(&person).copied().unwrap_or(usize::MAX)
    }

    /// Finds who may have this name: first those who have it, however it is written, then those who nearly have it.
    pub fn find_alike(&self, wanted: &Name) -> Vec<PersonId> {
        let keys = wanted.keys();
        let mut found: Vec<PersonId> = keys
            .iter()
            .filter_map(|key| self.by_key.get(key))
            .flatten()
            .copied()
            .collect();
        if wanted.is_empty() {
            found.clear();
        }
        let near = self
            .known
            .iter()
            .filter(|(_, known)| known.names.iter().any(|name| name.is_near(wanted)));
        found.extend(near.map(|(id, _)| *id));
        found.sort_by_key(|id| self.place(*id));
        found.dedup();
        found
    }

    /// Finds young people, the surest match first, then by name. An empty search finds no one.
    pub fn find(&self, search: &str) -> Vec<(PersonId, NameHit)> {
        let folded = fold(search);
        if folded.is_empty() {
            return Vec::new();
        }
        let sought = Sought::new(search, &folded);
        let mut found: Vec<_> = self
            .known
            .iter()
            .filter_map(|(id, known)| Some((*id, sought.hit(known)?)))
            .collect();
        found.sort_by_key(|(id, hit)| (*hit, self.place(*id)));
        found
    }
}

struct Sought<'a> {
    words: Vec<&'a str>,
    sounds: Vec<String>,
    digits: String,
    whole: String,
}

impl<'a> Sought<'a> {
    fn new(search: &str, folded: &'a str) -> Self {
        let words: Vec<&str> = folded.split(' ').collect();
        let sounds = words.iter().map(|word| sound(word)).collect();
        Self {
            words,
            sounds,
            digits: digits(search),
            whole: folded.replace(' ', ""),
        }
    }

    fn hit(&self, known: &Known) -> Option<NameHit> {
        let begins = |names: &[String]| {
            self.words
                .iter()
                .all(|word| names.iter().any(|name| name.starts_with(word)))
        };
        if known.outer.contains(&self.whole) {
            Some(NameHit::OuterId)
        } else if self.digits.len() >= 4 && known.phone.contains(&self.digits) {
            Some(NameHit::Phone)
        } else if begins(&known.words) {
            Some(NameHit::Name)
        } else if begins(&known.former) {
            Some(NameHit::FormerName)
        } else if self.words.iter().all(|word| {
            let mut all = known.words.iter().chain(&known.former);
            all.any(|name| name.starts_with(word) || is_one_word(name, word))
        }) {
            Some(NameHit::ShortName)
        } else if self
            .sounds
            .iter()
            .all(|sought| !sought.is_empty() && known.sounds.contains(sought))
        {
            Some(NameHit::SoundsLike)
        } else {
            None
        }
    }
}

/// Returns the words of a name, and a name of several words as one too: "O'Neill" is found by "oneill".
fn words(given: &str, family: &str) -> Vec<String> {
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

fn sound(word: &str) -> String {
    // Short words and numbers sound like too many others.
    if word.len() < 3 || !word.is_ascii() {
        String::new()
    } else {
        DoubleMetaphone::default().encode(word)
    }
}

/// Returns the digits of the numbers in a text, without the country code where it is ours.
fn numbers(text: &str) -> String {
    let read = phones::read(text).numbers;
    if read.is_empty() {
        return digits(text);
    }
    let all: Vec<String> = read.iter().map(|number| digits(number)).collect();
    all.join(" ")
}

/// Returns the digits of a number without its country code or trunk prefix, so that +44 7… and 07… are the same.
fn digits(text: &str) -> String {
    let all: String = text.chars().filter(char::is_ascii_digit).collect();
    let national = all
        .strip_prefix("0044")
        .or_else(|| all.strip_prefix("44").filter(|rest| rest.len() >= 9))
        .unwrap_or(&all);
    national.strip_prefix('0').unwrap_or(national).to_owned()
}

pub(crate) async fn build(tx: &mut ReadTx, council: CouncilId) -> Result<NameIndex, StoreError> {
    let owner = Uuid::from(council);
    // The counter is read in the same transaction, so an index never claims a version that it does not hold.
    let version = council::Entity::find_by_id(owner)
        .one_in(tx)
        .await?
        .map_or(0, |row| row.name_version);
    let mut known: HashMap<PersonId, Known> = HashMap::new();
    let mut merged: Vec<(Uuid, Vec<String>, Name)> = Vec::new();
    for row in person::Entity::find()
        .filter(person::Column::CouncilId.eq(owner))
        .all_in(tx)
        .await?
    {
        let (given, family) = (tx.open(&row.given_name)?, tx.open(&row.family_name)?);
        let words = words(&given, &family);
        if let Some(kept) = row.merged_into_id {
            // A search for the record that was merged finds the one that was kept.
            merged.push((kept, words, Name::of(&given, &family)));
            continue;
        }
        let shown = format!("{given} {family}").trim().to_owned();
        let entry = Known {
            shown: if shown.is_empty() {
                "Name needed".into()
            } else {
                shown
            },
            names: vec![Name::of(&given, &family)],
            sorted: fold(&format!("{family} {given}")),
            sounds: words
                .iter()
                .map(|word| sound(word))
                .filter(|code| !code.is_empty())
                .collect(),
            words,
            phone: numbers(&tx.open(&row.phone)?),
            ..Known::default()
        };
        known.insert(row.id.into(), entry);
    }
    for (kept, words, name) in merged {
        if let Some(entry) = known.get_mut(&kept.into()) {
            entry.former.extend(words);
            entry.names.push(name);
        }
    }
    for row in former_name::Entity::find()
        .filter(former_name::Column::CouncilId.eq(owner))
        .all_in(tx)
        .await?
    {
        if let Some(entry) = known.get_mut(&row.person_id.into()) {
            let name = tx.open(&row.name)?;
            entry.former.extend(words(&name, ""));
            entry.names.push(Name::of(&name, ""));
        }
    }
    for row in outer_id::Entity::find()
        .filter(outer_id::Column::CouncilId.eq(owner))
        .all_in(tx)
        .await?
    {
        if let Some(entry) = known.get_mut(&row.person_id.into()) {
            entry
                .outer
                .push(fold(&tx.open(&row.value)?).replace(' ', ""));
        }
    }
    let mut order: Vec<_> = known
        .iter()
        .map(|(id, entry)| (entry.sorted.clone(), *id))
        .collect();
    order.sort();
    let order = order
        .into_iter()
        .enumerate()
        .map(|(place, (_, id))| (id, place))
        .collect();
    let mut by_key: HashMap<String, Vec<PersonId>> = HashMap::new();
    for (id, entry) in &known {
        for key in entry.names.iter().flat_map(Name::keys) {
            by_key.entry(key).or_default().push(*id);
        }
    }
    Ok(NameIndex {
        version,
        known,
        order,
        by_key,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_several_words_is_also_one() {
        assert_eq!(
            words("Siobhan", "O'Neill"),
            [
                "siobhan",
                "o",
                "neill",
                "oneill",
                "siobhanoneill",
                "oneillsiobhan"
            ]
        );
        assert_eq!(words("Mo", ""), ["mo"]);
    }

    #[test]
    fn a_number_is_the_same_with_and_without_its_country() {
        for text in ["07700 900123", "+44 7700 900123", "0044 7700900123"] {
            assert_eq!(digits(text), "7700900123");
        }
    }

    #[test]
    fn letters_that_do_not_decompose_are_found_as_they_are_typed() {
        for (given, family, search) in [
            ("Łukasz", "Żółć", "lukasz"),
            ("Łukasz", "Żółć", "zolc"),
            ("Søren", "Strasse", "straße"),
            ("Søren", "Straße", "strasse"),
            ("小龙", "李", "李小龙"),
            ("小龙", "李", "李 小龙"),
            ("Siobhan", "O’Brien", "o'brien"),
            ("Siobhan", "O’Brien", "obrien"),
        ] {
            let known = Known {
                words: words(given, family),
                ..Known::default()
            };
            let hit = Sought::new(search, &fold(search)).hit(&known);
            assert_eq!(hit, Some(NameHit::Name), "{search}");
        }
    }

    #[test]
    fn both_of_two_numbers_are_found() {
        assert_eq!(
            numbers("07700 900128 / 07700 900129"),
            "7700900128 7700900129"
        );
        assert_eq!(numbers("ask mum"), "");
    }

    #[test]
    fn a_name_is_found_by_its_beginning_before_it_is_found_by_its_sound() {
        let known = Known {
            words: vec!["siobhan".into(), "stephens".into()],
            sounds: vec![sound("stephens")],
            ..Known::default()
        };
        let hit = |search: &str| Sought::new(search, &fold(search)).hit(&known);
        assert_eq!(hit("steph"), Some(NameHit::Name));
        assert_eq!(hit("Stevens"), Some(NameHit::SoundsLike));
        assert_eq!(hit("Marlow"), None);
        let known = Known {
            words: vec!["katherine".into(), "byrne".into()],
            ..Known::default()
        };
        let hit = |search: &str| Sought::new(search, &fold(search)).hit(&known);
        assert_eq!(hit("Kate Byrne"), Some(NameHit::ShortName));
    }
}
