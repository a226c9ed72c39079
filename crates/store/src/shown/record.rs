//! An entry about who was shown, as bytes and back.

use uuid::Uuid;

use crate::{Entry, Stamp};

/// An entry that is on disk and not in the table yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) council: Uuid,
    pub(crate) id: Uuid,
    /// Microseconds since 1970 in UTC.
    pub(crate) at: i64,
    pub(crate) by: Option<Uuid>,
    pub(crate) person: Option<Uuid>,
    pub(crate) action: String,
    pub(crate) reason: String,
    pub(crate) subjects: Vec<u8>,
}

impl Record {
    pub(super) fn new(stamp: &Stamp, entry: &Entry) -> Self {
        Self {
            council: stamp.council.into(),
            id: stamp.id(0),
            at: stamp.at.timestamp_micros(),
            by: stamp.by.map(Uuid::from),
            person: entry.person,
            action: entry.action.to_owned(),
            reason: entry.reason.clone(),
            subjects: entry.packed_subjects(),
        }
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.council.as_bytes());
        out.extend(self.id.as_bytes());
        out.extend(self.at.to_le_bytes());
        for id in [self.by, self.person] {
            out.push(u8::from(id.is_some()));
            out.extend(id.iter().flat_map(|id| *id.as_bytes()));
        }
        for text in [&self.action, &self.reason] {
            out.extend((text.len() as u16).to_le_bytes());
            out.extend(text.as_bytes());
        }
        out.extend(&self.subjects);
    }

    pub(super) fn read(mut content: &[u8]) -> Option<Self> {
        let from = &mut content;
        let council = id(from)?;
        let own = id(from)?;
        let at = i64::from_le_bytes(cut(from, 8)?.try_into().ok()?);
        let (by, person) = (some_id(from)?, some_id(from)?);
        let (action, reason) = (text(from)?, text(from)?);
        Some(Self {
            council,
            id: own,
            at,
            by,
            person,
            action,
            reason,
            subjects: content.to_vec(),
        })
    }
}

pub(super) fn cut<'a>(from: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (part, rest) = from.split_at_checked(count)?;
    *from = rest;
    Some(part)
}

fn id(from: &mut &[u8]) -> Option<Uuid> {
    Uuid::from_slice(cut(from, 16)?).ok()
}

fn some_id(from: &mut &[u8]) -> Option<Option<Uuid>> {
    match cut(from, 1)? {
        [0] => Some(None),
        _ => id(from).map(Some),
    }
}

fn text(from: &mut &[u8]) -> Option<String> {
    let length = u16::from_le_bytes(cut(from, 2)?.try_into().ok()?);
    String::from_utf8(cut(from, length.into())?.to_vec()).ok()
}
