//! Those who ask for a link, answered a moment later and apart from the request.
//!
//! What is easily got wrong: writing a link takes longer than writing none, so that the time of an answer would tell whether an address or a
//! phone number is known here. Whoever asks is told the same in the same time, and what is done for them is done afterwards.
//!
//! Kept in memory only: if the program stops within these seconds, they ask again.

use std::{collections::VecDeque, sync::Mutex};

/// How many may wait at most. Who comes then asks again.
const MOST: usize = 5_000;

/// Somebody who asks for a link.
pub(crate) enum Ask {
    /// A worker, by the hash of an address, with where they want to go.
    Worker { hash: String, query: String },
    /// A young person, by the hash of a number or an address, with what was typed.
    YoungPerson { hash: String, typed: String },
}

/// Those who have asked and have not been answered.
#[derive(Default)]
pub struct Asked(Mutex<VecDeque<Ask>>);

impl Asked {
    /// Adds somebody who asks.
    pub(crate) fn push(&self, ask: Ask) {
        let mut all = self.all();
        if all.len() < MOST {
            all.push_back(ask);
        }
    }

    /// Takes everybody who has asked.
    pub(crate) fn take(&self) -> VecDeque<Ask> {
        std::mem::take(&mut *self.all())
    }

    fn all(&self) -> std::sync::MutexGuard<'_, VecDeque<Ask>> {
        self.0
            .lock()
            .expect("nobody panics while holding those who ask")
    }
}
