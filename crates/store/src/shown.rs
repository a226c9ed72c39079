//! Who was shown, on SQLite: a file that only grows, beside the database.
//!
//! Every page that shows a young person waits until its entry is on disk. In the database each such commit would wait for the one writer and empty
//! what the reading connections remember. Here entries that wait together are written and synced together, by a thread of their own. They are
//! brought into the table of the journal now and then, and before anybody reads it ([`Shown::take`]); that can be repeated, because each has
//! its id.

mod files;
mod record;
#[cfg(test)]
mod tests;

use std::{
    fs, io,
    path::Path,
    sync::{Arc, Mutex, mpsc},
};

use tokio::sync::oneshot;

pub(crate) use record::Record;

use crate::{Entry, Stamp, StoreError, sqlite::held};
use files::{HEAD, Writing, numbered, path, read_file, write_private};

/// The most entries that are synced together.
const GROUP: usize = 256;

/// An entry that waits for the disk, and who waits for it.
struct Waiting {
    record: Record,
    told: oneshot::Sender<Result<(), StoreError>>,
}

/// What was shown. Cheap to clone; the files are opened when first needed, and by one program at a time.
#[derive(Clone)]
pub(crate) struct Shown {
    folder: Arc<Path>,
    line: Arc<Mutex<Option<Line>>>,
}

/// The files, once they are open.
#[derive(Clone)]
struct Line {
    sender: mpsc::Sender<Waiting>,
    kept: Arc<Mutex<Kept>>,
}

/// What is on disk and not in the table.
#[derive(Default)]
struct Kept {
    records: Vec<Record>,
    /// Where the next record goes: all before it is on disk.
    end: Place,
}

/// A place in the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    file: u32,
    byte: u64,
}

impl Shown {
    /// Returns what was shown of a database. The folder has its name.
    pub(crate) fn beside(database: &str) -> Self {
        Self {
            folder: Path::new(database).with_extension("shown").into(),
            line: Arc::default(),
        }
    }

    /// Keeps an entry, and returns when it is on disk. How many wait to be brought into the table is returned.
    pub(crate) async fn keep(&self, stamp: &Stamp, entry: &Entry) -> Result<usize, StoreError> {
        let line = self.open()?;
        let (told, outcome) = oneshot::channel();
        let record = Record::new(stamp, entry);
        line.sender
            .send(Waiting { record, told })
            .map_err(|_| StoreError::Stopped)?;
        outcome.await.map_err(|_| StoreError::Stopped)??;
        Ok(held(&line.kept).records.len())
    }

    /// Returns what is not in the table yet, and where it ends.
    pub(crate) fn take(&self) -> Result<(Vec<Record>, Place), StoreError> {
        let line = self.open()?;
        let kept = held(&line.kept);
        Ok((kept.records.clone(), kept.end))
    }

    /// Remembers that the first `count` are in the table, up to a place. Where that is lost, they are brought in again.
    pub(crate) fn taken(&self, count: usize, end: Place) -> Result<(), StoreError> {
        let line = self.open()?;
        held(&line.kept).records.drain(..count);
        write_private(
            &self.folder.join("folded"),
            format!("{} {}", end.file, end.byte),
        )
        .map_err(|error| self.refused(&error.to_string()))
    }

    /// Returns the numbers of the files that there are.
    pub(crate) fn files(&self) -> Result<Vec<u32>, StoreError> {
        self.open()?;
        numbered(&self.folder).map_err(|error| self.refused(&error.to_string()))
    }

    /// Returns everything that one file holds, in the table or not.
    pub(crate) fn of_file(&self, number: u32) -> Result<Vec<Record>, StoreError> {
        let end = held(&self.open()?.kept).end;
        let mut records = Vec::new();
        let read = fs::read(path(&self.folder, number)).and_then(|mut bytes| {
            if number == end.file {
                // What lies behind it is being written.
                bytes.truncate(usize::try_from(end.byte).map_err(io::Error::other)?);
            }
            read_file(number, &bytes, HEAD, None, &mut records)
        });
        read.map(|_| records)
            .map_err(|error| self.refused(&error.to_string()))
    }

    fn open(&self) -> Result<Line, StoreError> {
        let mut line = held(&self.line);
        if let Some(line) = line.as_ref() {
            return Ok(line.clone());
        }
        let (writing, kept) =
            Writing::open(&self.folder).map_err(|error| self.refused(&error.to_string()))?;
        let kept = Arc::new(Mutex::new(kept));
        let (sender, waiting) = mpsc::channel();
        let shared = Arc::clone(&kept);
        std::thread::Builder::new()
            .name("shown".into())
            .spawn(move || write_all(writing, &waiting, &shared))
            .map_err(|error| self.refused(&error.to_string()))?;
        Ok(line.insert(Line { sender, kept }).clone())
    }

    fn refused(&self, why: &str) -> StoreError {
        StoreError::Unreadable(format!("{}: {why}", self.folder.display()))
    }
}

/// Writes what waits, group by group, until nobody can send any more or the disk refuses.
fn write_all(mut writing: Writing, waiting: &mpsc::Receiver<Waiting>, kept: &Mutex<Kept>) {
    while let Ok(first) = waiting.recv() {
        let mut group = vec![first];
        group.extend(waiting.try_iter().take(GROUP - 1));
        let (records, told): (Vec<Record>, Vec<_>) =
            group.into_iter().map(|one| (one.record, one.told)).unzip();
        let written = writing.write(&records);
        let failed = written.is_err();
        match written {
            Ok(end) => {
                let mut kept = held(kept);
                kept.records.extend(records);
                kept.end = end;
            }
            Err(error) => tracing::error!(%error, "who was shown could not be written"),
        }
        for one in told {
            // Whoever has gone needs no answer.
            let _gone = one.send(if failed {
                Err(StoreError::Stopped)
            } else {
                Ok(())
            });
        }
        if failed {
            // What is in the file now is not known: it is read again when the program starts.
            return;
        }
    }
}
