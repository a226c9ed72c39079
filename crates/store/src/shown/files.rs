//! The files of who was shown.
//!
//! Files of a folder, numbered: a head, then records one after the other, then zeros, which are written ahead so that a sync has less to do.
//!
//! | part | bytes |
//! | --- | --- |
//! | head | `FHSHOWN1`, then the hash that the file goes on from |
//! | record | length of the content (4), where its group begins (8), check (8), content, hash (32) |
//!
//! A record's hash is that of the hash before it, its group and its content: nothing can be changed or taken out without every later hash changing.
//! The check is of the record alone.
//!
//! After a crash the last group may be half there. It was not acknowledged, so it is dropped. A record that is damaged and is followed by a later
//! group had been acknowledged: that is never guessed at, and the folder is refused.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use super::{
    Kept, Place,
    record::{Record, cut},
};

const MAGIC: &[u8; 8] = b"FHSHOWN1";
pub(super) const HEAD: u64 = 8 + 32;

/// Bytes of a record besides its content.
const AROUND: usize = 4 + 8 + 8 + 32;

/// How far zeros are written ahead, in bytes.
const AHEAD: u64 = 1024 * 1024;

/// The size from which on the next file is begun, in bytes.
pub(super) const FULL: u64 = 64 * 1024 * 1024;

/// The most bytes of one content: a page of a list has some hundreds of ids.
const LONGEST: u32 = 1024 * 1024;

/// The file that is written to.
pub(super) struct Writing {
    folder: PathBuf,
    file: File,
    number: u32,
    /// Where the next record goes.
    pub(super) at: u64,
    /// How far zeros have been written.
    ahead: u64,
    hash: [u8; 32],
    /// Held so that no other program writes.
    _lock: File,
}

impl Writing {
    pub(super) fn open(folder: &Path) -> io::Result<(Self, Kept)> {
        make_private_folder(folder)?;
        let lock = private(OpenOptions::new().write(true).create(true).truncate(false))
            .open(folder.join("lock"))?;
        lock.try_lock()
            .map_err(|_| io::Error::other("another program has it open"))?;
        let folded = folded(folder);
        let mut numbers: Vec<u32> = numbered(folder)?;
        numbers.retain(|number| *number >= folded.file);
        let mut records = Vec::new();
        let mut last: Option<(u32, Found)> = None;
        for number in numbers {
            if let Some((before, found)) = &last
                && (number != before + 1 || found.dropped > 0)
            {
                return Err(damaged(*before, found.end));
            }
            let bytes = fs::read(path(folder, number))?;
            let from = if number == folded.file {
                folded.byte
            } else {
                HEAD
            };
            let goes_on = last.as_ref().map(|(_, found)| found.hash);
            let found = read_file(number, &bytes, from.max(HEAD), goes_on, &mut records)?;
            last = Some((number, found));
        }
        let (number, found) = match last {
            Some(last) => last,
            None => {
                let hash = [0; 32];
                begin(folder, 1, &hash)?;
                let end = HEAD;
                (
                    1,
                    Found {
                        end,
                        hash,
                        dropped: 0,
                    },
                )
            }
        };
        let mut file = OpenOptions::new().write(true).open(path(folder, number))?;
        if found.dropped > 0 {
            tracing::warn!(
                bytes = found.dropped,
                "the end of what was shown was half written when the program stopped; it had not been acknowledged"
            );
            file.set_len(found.end)?;
            file.sync_all()?;
        }
        let ahead = file.metadata()?.len();
        file.seek(SeekFrom::Start(found.end))?;
        let end = Place {
            file: number,
            byte: found.end,
        };
        let writing = Self {
            folder: folder.to_owned(),
            file,
            number,
            at: found.end,
            ahead,
            hash: found.hash,
            _lock: lock,
        };
        Ok((writing, Kept { records, end }))
    }

    /// Writes records as one group, and returns where they end when they are on disk.
    pub(super) fn write(&mut self, records: &[Record]) -> io::Result<Place> {
        if self.at >= FULL {
            self.number += 1;
            begin(&self.folder, self.number, &self.hash)?;
            self.file = OpenOptions::new()
                .write(true)
                .open(path(&self.folder, self.number))?;
            self.file.seek(SeekFrom::Start(HEAD))?;
            (self.at, self.ahead) = (HEAD, HEAD);
        }
        let mut bytes = Vec::with_capacity(records.len() * 256);
        let mut content = Vec::new();
        for record in records {
            content.clear();
            record.write(&mut content);
            let group = self.at.to_le_bytes();
            self.hash = chained(&self.hash, &group, &content);
            bytes.extend((content.len() as u32).to_le_bytes());
            bytes.extend(group);
            bytes.extend(check(&group, &content));
            bytes.extend(&content);
            bytes.extend(self.hash);
        }
        let end = self.at + bytes.len() as u64;
        if end > self.ahead {
            self.ahead = end + AHEAD;
            let zeros = usize::try_from(self.ahead - self.at).map_err(io::Error::other)?;
            bytes.resize(zeros, 0);
        }
        self.file.write_all(&bytes)?;
        self.file.sync_data()?;
        if self.file.stream_position()? != end {
            self.file.seek(SeekFrom::Start(end))?;
        }
        self.at = end;
        Ok(Place {
            file: self.number,
            byte: end,
        })
    }
}

fn check(group: &[u8; 8], content: &[u8]) -> [u8; 8] {
    let hash = blake3::Hasher::new()
        .update(group)
        .update(content)
        .finalize();
    let mut check = [0; 8];
    check.copy_from_slice(&hash.as_bytes()[..8]);
    check
}

fn chained(before: &[u8; 32], group: &[u8; 8], content: &[u8]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(before).update(group).update(content);
    hasher.finalize().into()
}

/// What was found in a file.
#[derive(Debug)]
pub(super) struct Found {
    /// Where the records end.
    end: u64,
    hash: [u8; 32],
    /// Bytes behind them that are a half-written group.
    dropped: u64,
}

/// One record as it lies in a file.
struct Lying<'a> {
    group: [u8; 8],
    content: &'a [u8],
    hash: [u8; 32],
    end: usize,
}

fn lying(bytes: &[u8], at: usize) -> Option<Lying<'_>> {
    let mut from = bytes.get(at..)?;
    let length = u32::from_le_bytes(cut(&mut from, 4)?.try_into().ok()?);
    if length == 0 || length > LONGEST {
        return None;
    }
    let length = length as usize;
    let group: [u8; 8] = cut(&mut from, 8)?.try_into().ok()?;
    let told = cut(&mut from, 8)?;
    let content = cut(&mut from, length)?;
    let hash = cut(&mut from, 32)?.try_into().ok()?;
    (check(&group, content) == told).then_some(Lying {
        group,
        content,
        hash,
        end: at + AROUND + length,
    })
}

/// Reads the records of a file from a byte on. The hash before it stands in the file: at its head, or at the end of the record before.
pub(super) fn read_file(
    number: u32,
    bytes: &[u8],
    from: u64,
    goes_on: Option<[u8; 32]>,
    records: &mut Vec<Record>,
) -> io::Result<Found> {
    let mut at = usize::try_from(from).map_err(io::Error::other)?;
    let before = bytes.get(at - 32..at).and_then(|hash| hash.try_into().ok());
    let mut hash: [u8; 32] = before.ok_or_else(|| damaged(number, from))?;
    let begins_well = bytes.starts_with(MAGIC) && goes_on.is_none_or(|told| told == hash);
    if !begins_well {
        return Err(damaged(number, 0));
    }
    while let Some(next) = lying(bytes, at) {
        let chained = chained(&hash, &next.group, next.content);
        if chained != next.hash {
            break;
        }
        let record = Record::read(next.content);
        records.push(record.ok_or_else(|| damaged(number, at as u64))?);
        (hash, at) = (chained, next.end);
    }
    let end = at as u64;
    let written = bytes.iter().rposition(|byte| *byte != 0);
    let dropped = written.map_or(0, |last| (last + 1).saturating_sub(at) as u64);
    // A whole record of a later group: what is damaged before it had been acknowledged.
    let is_lost =
        |at: usize| lying(bytes, at).is_some_and(|later| u64::from_le_bytes(later.group) > end);
    if (at..at + dropped as usize).any(is_lost) {
        return Err(damaged(number, end));
    }
    Ok(Found { end, hash, dropped })
}

fn damaged(file: u32, byte: u64) -> io::Error {
    io::Error::other(format!(
        "file {file} is damaged at byte {byte}; restore the folder from your backup, because what was acknowledged is missing from it"
    ))
}

fn begin(folder: &Path, number: u32, hash: &[u8; 32]) -> io::Result<()> {
    let mut file =
        private(OpenOptions::new().write(true).create_new(true)).open(path(folder, number))?;
    file.write_all(MAGIC)?;
    file.write_all(hash)?;
    file.sync_all()?;
    File::open(folder)?.sync_all()
}

pub(super) fn path(folder: &Path, number: u32) -> PathBuf {
    folder.join(format!("{number:06}.log"))
}

pub(super) fn numbered(folder: &Path) -> io::Result<Vec<u32>> {
    let mut numbers = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let number = name.to_str().and_then(|name| name.strip_suffix(".log"));
        numbers.extend(number.and_then(|number| number.parse::<u32>().ok()));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

/// Returns up to where everything is in the table.
fn folded(folder: &Path) -> Place {
    let mut text = String::new();
    let read =
        File::open(folder.join("folded")).and_then(|mut file| file.read_to_string(&mut text));
    let parts = read.ok().and_then(|_| text.split_once(' '));
    parts
        .and_then(|(file, byte)| {
            Some(Place {
                file: file.parse().ok()?,
                byte: byte.parse().ok()?,
            })
        })
        .unwrap_or_default()
}

pub(super) fn write_private(path: &Path, text: String) -> io::Result<()> {
    let beside = path.with_extension("new");
    private(OpenOptions::new().write(true).create(true).truncate(true))
        .open(&beside)?
        .write_all(text.as_bytes())?;
    fs::rename(beside, path)
}

fn private(options: &mut OpenOptions) -> &OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
