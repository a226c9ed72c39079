//! The journal: who did or saw what, when.
//!
//! An entry never holds a name, a text or a value, only ids, the names of fields and a coded reason. It is written in the transaction
//! that it describes.

use sea_orm::{
    DbBackend, EntityTrait, ExprTrait, Set,
    sea_query::{Expr, Func, OnConflict, SimpleExpr},
};
use uuid::Uuid;
use values::PersonId;

use crate::{At, Execute, ReadTx, Stamp, StoreError, WriteTx, entities::journal, shown::Record};

/// What an entry says beyond who and when.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    pub(crate) action: &'static str,
    pub(crate) person: Option<Uuid>,
    subjects: Vec<Uuid>,
    fields: Vec<&'static str>,
    pub(crate) reason: String,
}

impl Entry {
    /// Starts an entry. The action is the policy's name for it, or the name of what the system did.
    pub fn new(action: &'static str) -> Self {
        Self {
            action,
            ..Self::default()
        }
    }

    /// Names the young person, where it is about one.
    pub fn person(mut self, person: impl Into<Option<PersonId>>) -> Self {
        self.person = person.into().map(Uuid::from);
        self
    }

    /// Adds another record.
    pub fn subject(mut self, id: impl Into<Uuid>) -> Self {
        self.subjects.push(id.into());
        self
    }

    /// Adds further records.
    pub fn subjects<Id: Into<Uuid>>(mut self, ids: impl IntoIterator<Item = Id>) -> Self {
        self.subjects.extend(ids.into_iter().map(Into::into));
        self
    }

    pub(crate) fn packed_subjects(&self) -> Vec<u8> {
        let bytes = self.subjects.iter().map(|id| *id.as_bytes());
        bytes.flatten().collect()
    }

    /// Names the fields that were written.
    pub fn fields(mut self, names: impl IntoIterator<Item = &'static str>) -> Self {
        self.fields.extend(names);
        self
    }

    /// Gives the coded reason.
    pub fn reason(mut self, code: impl Into<String>) -> Self {
        self.reason = code.into();
        self
    }
}

pub(crate) async fn write(
    tx: &WriteTx,
    id: Uuid,
    stamp: &Stamp,
    entry: &Entry,
) -> Result<(), StoreError> {
    journal::Entity::insert(row(id, stamp, entry))
        .exec_in(tx)
        .await?;
    Ok(())
}

/// Writes entries, each with the id at the same position.
pub(crate) async fn write_all(
    tx: &WriteTx,
    ids: &[Uuid],
    stamp: &Stamp,
    entries: &[Entry],
) -> Result<(), StoreError> {
    if entries.is_empty() {
        return Ok(());
    }
    let rows = ids
        .iter()
        .zip(entries)
        .map(|(id, entry)| row(*id, stamp, entry));
    journal::Entity::insert_many(rows).exec_in(tx).await?;
    Ok(())
}

/// Brings entries about who was shown into the table. Those that are there already stay as they are.
pub(crate) async fn bring_in(tx: &WriteTx, records: &[Record]) -> Result<(), StoreError> {
    let known = OnConflict::columns([journal::Column::CouncilId, journal::Column::Id])
        .do_nothing()
        .to_owned();
    for some in records.chunks(500) {
        let rows = some.iter().map(|record| journal::ActiveModel {
            council_id: Set(record.council),
            id: Set(record.id),
            at: Set(At(record.at)),
            by: Set(record.by),
            action: Set(record.action.clone()),
            person_id: Set(record.person),
            subjects: Set(record.subjects.clone()),
            fields: Set(String::new()),
            reason: Set(record.reason.clone()),
        });
        journal::Entity::insert_many(rows)
            .on_conflict(known.clone())
            .exec_in(tx)
            .await?;
    }
    Ok(())
}

fn row(id: Uuid, stamp: &Stamp, entry: &Entry) -> journal::ActiveModel {
    journal::ActiveModel {
        council_id: Set(stamp.council.into()),
        id: Set(id),
        at: Set(stamp.at.into()),
        by: Set(stamp.by.map(Uuid::from)),
        action: Set(entry.action.into()),
        person_id: Set(entry.person),
        subjects: Set(entry.packed_subjects()),
        fields: Set(entry.fields.join(",")),
        reason: Set(entry.reason.clone()),
    }
}

/// Reads the further ids of an entry back.
pub fn read_entry(subjects: &[u8]) -> Vec<Uuid> {
    subjects
        .chunks_exact(16)
        .filter_map(|bytes| Uuid::from_slice(bytes).ok())
        .collect()
}

/// Matches the entries whose further ids include this one. Reads every entry that the rest of the query leaves, so narrow it first.
pub fn names_subject(tx: &ReadTx, subjects: journal::Column, id: Uuid) -> SimpleExpr {
    let column = Expr::col((journal::Entity, subjects));
    let bytes = Expr::value(id.as_bytes().to_vec());
    let found = match tx.backend() {
        DbBackend::Sqlite => Expr::expr(Func::cust("instr").arg(column).arg(bytes)),
        _ => Expr::cust_with_exprs("POSITION($1 IN $2)", [bytes, column]),
    };
    found.gt(0)
}
