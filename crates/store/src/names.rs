//! The index of names: the only place where young people are found and sorted by name.
//!
//! Names are sealed, so SQL can neither search nor sort them. The index holds a council's names in memory. When the council's counter of names
//! moves, those who have changed since are read again and nobody else. It finds by the start of any name, by how a name sounds, by former
//! names, by the digits of a phone number and by an id in another system.
//!
//! Absent on purpose: permissions. What is found here is shown only after the scope has narrowed it.

mod known;
mod read;
#[cfg(test)]
mod tests;

pub(crate) use read::read;

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use known::{Known, Sought};
use values::{PersonId, names::Name};

/// How many records that were merged into each other are followed. More than that have gone wrong.
const MERGES: usize = 8;

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

/// Where a young person stands when sorted by family name, then given name.
pub type Place<'a> = (bool, &'a str, PersonId);

/// The names of one council at one version.
#[derive(Default)]
pub struct NameIndex {
    version: i64,
    known: HashMap<PersonId, Arc<Known>>,
    /// Who has a given name, however it is written: the hash of each of its keys, in order.
    by_key: Vec<(u64, PersonId)>,
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

    /// Returns where a young person stands when sorted by name. Those without one come last.
    pub fn place(&self, person: PersonId) -> Place<'_> {
        let known = self.known.get(&person);
        (
            known.is_none(),
            known.map_or("", |known| &known.sorted),
            person,
        )
    }

    /// Finds who may have this name: first those who have it, however it is written, then those who nearly have it.
    pub fn find_alike(&self, wanted: &Name) -> Vec<PersonId> {
        if wanted.is_empty() {
            return Vec::new();
        }
        let keys = wanted.keys();
        let mut found: Vec<PersonId> = keys.iter().flat_map(|key| self.with_key(key)).collect();
        let near = self
            .known
            .iter()
            .filter(|(_, known)| known.names.iter().any(|name| name.is_near(wanted)));
        found.extend(near.map(|(id, _)| self.kept(*id)));
        found.sort_by_key(|id| self.place(*id));
        found.dedup();
        found
    }

    /// Finds young people, the surest match first, then by name. An empty search finds no one.
    pub fn find(&self, search: &str) -> Vec<(PersonId, NameHit)> {
        let Some(sought) = Sought::of(search) else {
            return Vec::new();
        };
        let hit =
            |(id, known): (&PersonId, &Arc<Known>)| Some((sought.hit(known)?, self.kept(*id)));
        let mut found: Vec<_> = self.known.iter().filter_map(hit).collect();
        found.sort_by(|(hit, id), (other_hit, other)| {
            (hit, self.place(*id)).cmp(&(other_hit, self.place(*other)))
        });
        // Someone whose merged record is found as well is found once.
        let mut seen = HashSet::new();
        found.retain(|(_, id)| seen.insert(*id));
        found.into_iter().map(|(hit, id)| (id, hit)).collect()
    }

    /// Returns the record that stands for this one: itself, or the one into which it was merged.
    fn kept(&self, person: PersonId) -> PersonId {
        let mut kept = person;
        for _ in 0..MERGES {
            match self.known.get(&kept).and_then(|known| known.merged_into) {
                Some(next) => kept = next,
                None => break,
            }
        }
        kept
    }

    fn with_key(&self, key: &str) -> impl Iterator<Item = PersonId> {
        let wanted = hash(key);
        let from = self.by_key.partition_point(|(hash, _)| *hash < wanted);
        let own = self.by_key[from..]
            .iter()
            .take_while(move |(hash, _)| *hash == wanted);
        own.map(|(_, person)| self.kept(*person))
    }

    /// Returns the index with what is known of some people replaced.
    fn with(&self, version: i64, changed: HashMap<PersonId, Known>) -> Self {
        let (mut known, mut by_key) = (self.known.clone(), self.by_key.clone());
        by_key.retain(|(_, person)| !changed.contains_key(person));
        for (person, now) in changed {
            let keys = now.names.iter().flat_map(Name::keys);
            by_key.extend(keys.map(|key| (hash(&key), person)));
            known.insert(person, Arc::new(now));
        }
        by_key.sort_unstable();
        by_key.dedup();
        Self {
            version,
            known,
            by_key,
        }
    }
}

fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
