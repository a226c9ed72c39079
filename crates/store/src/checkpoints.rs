//! Bringing what was written from the log of the embedded database into its file, beside whoever writes.
//!
//! What is written is on disk once the log is synced. Moving it into the file means writing a page here and a page there, and in a large file
//! that takes a second: done by the writer, as SQLite does it by itself, everybody who writes would wait.

use std::{
    sync::mpsc::{SyncSender, sync_channel},
    thread,
    time::Duration,
};

use crate::{StoreError, sqlite};

/// How long after a write what has been written is moved: what is written again meanwhile is moved once.
const AFTER: Duration = Duration::from_millis(250);

/// How many pages of the log the writer leaves to others: 64 MB. From there on it moves the rest itself, so that the log has an end.
pub(crate) const MOST_PAGES: u32 = 16_000;

/// Who moves what was written. It ends with the last clone.
#[derive(Clone)]
pub(crate) struct Checkpoints(SyncSender<()>);

impl Checkpoints {
    /// Begins on a connection of its own.
    ///
    /// Errors: those of opening the file.
    pub(crate) fn of(file: &str) -> Result<Self, StoreError> {
        let connection = sqlite::open_beside(file)?;
        let (sender, written) = sync_channel(1);
        thread::Builder::new()
            .name("checkpoint".into())
            .spawn(move || {
                while written.recv().is_ok() {
                    thread::sleep(AFTER);
                    // Readers and the writer go on; what they still need stays in the log until the next time.
                    let moved =
                        connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", (), |_| Ok(()));
                    if let Err(error) = moved {
                        tracing::warn!(%error, "what was written stays in the log for now");
                    }
                }
            })
            .map_err(|error| StoreError::Unreadable(error.to_string()))?;
        Ok(Self(sender))
    }

    /// Notes that something has been written.
    pub(crate) fn written(&self) {
        // Full: it is noted already.
        let _noted = self.0.try_send(());
    }
}
