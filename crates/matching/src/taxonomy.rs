//! Occupations, and what people like about them: a wish like "zoo" leads to similar ones that tick the same boxes.
//!
//! A wish is read word by word. A word for an occupation adds that occupation's interests; a word for an interest adds that interest.
//! Nearness is the share of interests that two have in common. Nothing is left out for being far: the list is an order, not a filter.
//!
//! Absent on purpose: ranking people, and anything learnt from records. The table was written by hand and is checked by tests.

use std::{cmp::Reverse, collections::BTreeSet, sync::LazyLock};

use serde::Deserialize;

const FILE: &str = include_str!("../taxonomy/occupations.toml");

/// Something that people like about work.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interest {
    /// Its key.
    pub key: String,
    /// Its words, as shown to people.
    pub label: String,
    words: Vec<String>,
}

/// A kind of work.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Occupation {
    /// Its key.
    pub key: String,
    /// Its words, as shown to people.
    pub label: String,
    /// The sector that it mostly belongs to: a code of the application's list.
    pub sector: String,
    /// What people like about it: keys of interests.
    pub interests: Vec<String>,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    interest: Vec<Interest>,
    occupation: Vec<Occupation>,
}

/// The table of occupations and interests.
pub struct Taxonomy {
    interests: Vec<Interest>,
    occupations: Vec<Occupation>,
}

static KNOWN: LazyLock<Taxonomy> = LazyLock::new(|| {
    let file: File = toml::from_str(FILE).expect("a test reads the file");
    Taxonomy {
        interests: file.interest,
        occupations: file.occupation,
    }
});

/// What was understood from someone's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The occupations that they named.
    pub occupations: Vec<&'static str>,
    /// The interests that they named, and those of the occupations.
    pub interests: BTreeSet<&'static str>,
}

impl Wish {
    /// Returns whether nothing was understood. Then nothing is known; that is never a no.
    pub fn is_empty(&self) -> bool {
        self.interests.is_empty()
    }
}

/// How near an occupation is to a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The occupation.
    pub occupation: &'static Occupation,
    /// What both have: labels of interests.
    pub shared: Vec<&'static str>,
    /// From 0 to 100: what both have, of what either has. 100 for an occupation that was named.
    pub percent: u32,
}

impl PartialEq for Occupation {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Occupation {}

impl Taxonomy {
    /// Returns the table that comes with the program.
    pub fn known() -> &'static Self {
        &KNOWN
    }

    /// Lists the occupations, in the order of the file.
    pub fn occupations(&self) -> &[Occupation] {
        &self.occupations
    }

    /// Lists the interests, in the order of the file.
    pub fn interests(&self) -> &[Interest] {
        &self.interests
    }

    /// Finds an occupation.
    pub fn occupation(&self, key: &str) -> Option<&Occupation> {
        self.occupations.iter().find(|one| one.key == key)
    }

    /// Reads what someone wrote in their own words.
    pub fn read(&'static self, text: &str) -> Wish {
        let said = words_of(text);
        let means = |words: &[String]| words.iter().any(|word| said.contains(word.as_str()));
        let named: Vec<_> = self
            .occupations
            .iter()
            .filter(|one| means(&one.words))
            .collect();
        let liked = self.interests.iter().filter(|one| means(&one.words));
        let mut interests: BTreeSet<&str> = liked.map(|one| one.key.as_str()).collect();
        interests.extend(
            named
                .iter()
                .flat_map(|one| one.interests.iter().map(String::as_str)),
        );
        Wish {
            occupations: named.iter().map(|one| one.key.as_str()).collect(),
            interests,
        }
    }

    /// Orders the occupations by how near they are to a wish, the nearest first; those that share nothing are not in the list.
    pub fn near(&'static self, wish: &Wish) -> Vec<Near> {
        let mut near: Vec<Near> = self
            .occupations
            .iter()
            .map(|one| self.nearness(wish, one))
            .filter(|one| one.percent > 0)
            .collect();
        near.sort_by_key(|one| (Reverse(one.percent), &one.occupation.label));
        near
    }

    /// Returns how near one occupation is to a wish.
    pub fn nearness(&'static self, wish: &Wish, occupation: &'static Occupation) -> Near {
        let own: BTreeSet<&str> = occupation.interests.iter().map(String::as_str).collect();
        let both = own.intersection(&wish.interests).count();
        let either = own.union(&wish.interests).count().max(1);
        let shared = self.interests.iter().filter(|one| {
            own.contains(one.key.as_str()) && wish.interests.contains(one.key.as_str())
        });
        let is_named = wish.occupations.contains(&occupation.key.as_str());
        Near {
            occupation,
            shared: shared.map(|one| one.label.as_str()).collect(),
            percent: if is_named {
                100
            } else {
                u32::try_from(both * 100 / either).unwrap_or(0)
            },
        }
    }

    /// Returns how near a sector is to a wish: as near as its nearest occupation, which may share nothing with it. `None` for a sector
    /// without occupations.
    pub fn sector(&'static self, wish: &Wish, sector: &str) -> Option<Near> {
        let of_it = self.occupations.iter().filter(|one| one.sector == sector);
        of_it
            .map(|one| self.nearness(wish, one))
            .max_by_key(|one| one.percent)
    }
}

/// Returns the words of a text in lower case, and pairs of words as one: `social media` is `social-media` too.
fn words_of(text: &str) -> BTreeSet<String> {
    let folded = text.to_lowercase();
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .filter(|word| !word.is_empty())
        .collect();
    let pairs = words.windows(2).map(|pair| pair.join("-"));
    let single = words.iter().flat_map(|word| {
        // "gardens" is "garden" as well; a word that ends in s by itself stays as it is.
        let one = word.strip_suffix('s').unwrap_or(word);
        [(*word).to_owned(), one.to_owned()]
    });
    single.chain(pairs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest(text: &str) -> Vec<&'static str> {
        let table = Taxonomy::known();
        let near = table.near(&table.read(text));
        near.iter()
            .take(6)
            .map(|one| one.occupation.key.as_str())
            .collect()
    }

    #[test]
    fn the_table_is_whole() {
        let table = Taxonomy::known();
        assert!(table.occupations.len() >= 80 && table.interests.len() >= 40);
        let keys: BTreeSet<_> = table.interests.iter().map(|one| &one.key).collect();
        assert_eq!(keys.len(), table.interests.len());
        let occupations: BTreeSet<_> = table.occupations.iter().map(|one| &one.key).collect();
        assert_eq!(occupations.len(), table.occupations.len());
        for one in &table.occupations {
            assert!(one.interests.len() >= 3, "{}", one.key);
            assert!(one.interests.iter().all(|key| keys.contains(key)));
            for word in &one.words {
                assert_eq!(*word, word.to_lowercase(), "{}", one.key);
                let read = table.read(word);
                assert!(read.occupations.contains(&one.key.as_str()), "{word}");
            }
        }
        for one in &table.interests {
            let used = |occupation: &Occupation| occupation.interests.contains(&one.key);
            assert!(table.occupations.iter().any(used), "{}", one.key);
        }
    }

    #[test]
    fn a_zoo_leads_to_the_parks_team() {
        let near = nearest("I would love to work at a zoo");
        assert_eq!(near[0], "zoo-keeper");
        assert!(near.contains(&"parks-team"), "{near:?}");
        let table = Taxonomy::known();
        let parks = table.occupation("parks-team").unwrap();
        let wish = table.read("zoo");
        let shared = table.nearness(&wish, parks).shared;
        assert!(shared.contains(&"Animals") && shared.contains(&"Being outdoors"));
    }

    #[test]
    fn what_is_not_understood_is_nothing_and_not_a_no() {
        let table = Taxonomy::known();
        assert!(table.read("xyzzy").is_empty());
        assert!(table.near(&table.read("")).is_empty());
    }

    #[test]
    fn an_interest_alone_orders_the_work_that_has_it() {
        let table = Taxonomy::known();
        for near in table.near(&table.read("football")) {
            assert!(!near.shared.is_empty());
        }
        let sector = |key| table.sector(&table.read("dogs"), key);
        let percent = |key| sector(key).map(|near| near.percent);
        assert!(percent("animals-outdoors") > Some(0));
        assert_eq!(percent("finance-law"), Some(0));
        assert_eq!(percent("no-sector"), None);
    }
}
