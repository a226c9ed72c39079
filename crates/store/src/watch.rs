//! The statements that were run and what they cost, for tests and benchmarks that ask.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

use sea_orm::Statement;

use crate::sqlite::held;

/// What a statement cost on SQLite; nothing on PostgreSQL.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Rows returned.
    pub rows: u64,
    /// Steps of SQLite's machine.
    pub steps: u64,
    /// Rows gone through without an index.
    pub scanned: u64,
    /// Sorts without an index.
    pub sorts: u64,
}

/// A statement that was run.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The statement and its values.
    pub statement: Statement,
    /// What it cost.
    pub cost: Cost,
}

/// Sees the statements that a store runs, while it is asked to. Cheap to clone.
#[derive(Clone, Default)]
pub struct Watch(Arc<Inner>);

#[derive(Default)]
struct Inner {
    is_on: AtomicBool,
    seen: Mutex<Vec<Seen>>,
}

impl Watch {
    /// Begins to watch.
    pub fn begin(&self) {
        self.0.is_on.store(true, Ordering::Relaxed);
    }

    /// Returns what was seen since it began or was last asked.
    pub fn take(&self) -> Vec<Seen> {
        std::mem::take(&mut held(&self.0.seen))
    }

    pub(crate) fn is_on(&self) -> bool {
        self.0.is_on.load(Ordering::Relaxed)
    }

    pub(crate) fn see(&self, statement: Statement, cost: Cost) {
        held(&self.0.seen).push(Seen { statement, cost });
    }
}
