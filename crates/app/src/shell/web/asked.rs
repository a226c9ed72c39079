//! Requests for a link, handled a moment later and apart from the web request.
//!
//! Easy to get wrong: writing a link takes longer than writing none, so the time of an answer would reveal whether an address or phone
//! number is known here. Everyone gets the same answer in the same time, and the work is done afterwards.
//!
//! Kept in memory only: if the program stops within these seconds, they ask again.

use std::{collections::VecDeque, sync::Mutex};

/// How many can wait at most. Anyone after that has to ask again.
const MOST: usize = 5_000;

/// Someone who asks for a link.
pub(crate) enum Ask {
    /// A worker, by the hash of an address, with where they want to go.
    Worker { hash: String, query: String },
    /// A young person, by the hash of a number or an address, with what was typed.
    YoungPerson { hash: String, typed: String },
}

/// Requests that have not been handled yet.
#[derive(Default)]
pub struct Asks(Mutex<VecDeque<Ask>>);

impl Asks {
    /// Adds a request.
    pub(crate) fn push(&self, ask: Ask) {
        let mut all = self.all();
        if all.len() < MOST {
            all.push_back(ask);
        }
    }

    /// Takes every request.
    pub(crate) fn take(&self) -> VecDeque<Ask> {
        std::mem::take(&mut *self.all())
    }

    fn all(&self) -> std::sync::MutexGuard<'_, VecDeque<Ask>> {
        self.0
            .lock()
            .expect("nobody panics while holding those who ask")
    }
}
