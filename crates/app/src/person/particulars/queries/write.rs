//! Adding, superseding and ending particulars.

use chrono::NaiveDate;
use store::{
    At, Entry as JournalEntry, Execute, StoreError, WriteTx,
    entities::{circle_member, fact, phone, qualification, unsafe_place},
    orm::{ColumnTrait, ExprTrait, QueryFilter, Set, Uuid},
};
use values::{
    PersonId,
    codes::{Accommodation, Activity},
};

use super::{
    super::model::{Entry, Field, Filled, Topic},
    life,
};
use crate::{
    person::people::{self, StoppedAs},
    shell::choices::Code,
};

/// Saves the facts of a form. Those that differ supersede what was there before; a field left empty ends its fact.
///
/// Errors: [`StoreError::Stale`] when someone else changed one of them since `version` was read.
pub(in crate::person::particulars) async fn save_facts(
    tx: &mut WriteTx,
    id: PersonId,
    fields: &'static [Field],
    version: i32,
    filled: &Filled,
) -> Result<(), StoreError> {
    let council = tx.council();
    let before = super::facts(tx, council, id).await?;
    if super::version_of(&before, fields) != version {
        return Err(StoreError::Stale);
    }
    let mut changed = Vec::new();
    for field in fields {
        let new = filled.stored(field.name);
        let old = before
            .iter()
            .find(|fact| fact.is_current && fact.field == field.name)
            .map_or("", |fact| fact.value.as_str());
        if new == old {
            continue;
        }
        changed.push(field.name);
        supersede_fact(tx, id, field.name).await?;
        if !new.is_empty() {
            add_fact(tx, id, field.name, &new).await?;
        }
    }
    tx.journal(JournalEntry::new("edit-person").person(id).fields(changed))
        .await
}

async fn supersede_fact(tx: &mut WriteTx, id: PersonId, field: &str) -> Result<(), StoreError> {
    fact::change(tx.council())
        .set(fact::ActiveModel {
            superseded_at: Set(Some(At::from(tx.at()))),
            ..Default::default()
        })
        .filter(fact::Column::PersonId.eq(Uuid::from(id)))
        .filter(
            fact::Column::Field
                .eq(field)
                .and(fact::Column::SupersededAt.is_null()),
        )
        .exec_in(tx)
        .await?;
    Ok(())
}

async fn add_fact(
    tx: &mut WriteTx,
    id: PersonId,
    field: &str,
    value: &str,
) -> Result<(), StoreError> {
    let row = fact::New {
        id: tx.next_id(),
        person_id: id.into(),
        field: field.to_owned(),
        value: tx.seal(id, &value.to_owned()),
        source: String::new(),
        recorded_at: tx.at().into(),
        recorded_by: tx.by_id(),
        superseded_at: None,
    };
    fact::insert(tx, row).await?;
    Ok(())
}

macro_rules! insert {
    ($tx:ident, $id:ident, $table:ident, { $($column:ident: $value:expr),* $(,)? }) => {{
        let row = $table::New {
            id: $tx.next_id(),
            person_id: $id.into(),
            $($column: $value,)*
            recorded_at: $tx.at().into(),
            recorded_by: $tx.by().map(Uuid::from),
            superseded_at: None,
        };
        $table::insert($tx, row).await?;
    }};
}

/// Adds an entry.
///
/// Errors: [`StoreError::Unreadable`] for an unknown code, which the form refuses first.
pub async fn add(
    tx: &mut WriteTx,
    id: PersonId,
    entry: Entry,
    filled: &Filled,
) -> Result<(), StoreError> {
    let text = |name: &str| filled.text(name).to_owned();
    let unreadable = || StoreError::Unreadable("a code".into());
    match entry {
        Entry::Phone => insert!(tx, id, phone, {
            number: tx.seal(id, &text("number")),
            safe_times: tx.seal(id, &text("safe_times")),
            may_text: filled.text("may_text") == "yes",
        }),
        Entry::Qualification => insert!(tx, id, qualification, {
            kind: text("kind"),
            name: tx.seal(id, &text("name")),
            achieved_on: filled.day("achieved_on"),
        }),
        Entry::Circle => insert!(tx, id, circle_member, {
            name: tx.seal(id, &text("name")),
            part: text("part"),
            reach: tx.seal(id, &text("reach")),
            does: tx.seal(id, &text("does")),
            shares: tx.seal(id, &text("shares")),
            agreed_on: filled.day("agreed_on"),
            shares_until_on: filled.day("shares_until_on"),
            topics: Topic::ALL
                .iter()
                .filter(|topic| filled.text(topic.field()) == "yes")
                .map(|topic| topic.code())
                .collect::<Vec<_>>()
                .join(" "),
        }),
        Entry::UnsafePlace => insert!(tx, id, unsafe_place, {
            place: tx.seal(id, &text("place")),
            why: tx.seal(id, &text("why")),
        }),
        Entry::Activity => {
            let code = Activity::parse(filled.text("code")).map_err(|_| unreadable())?;
            let from = filled.day("from_on").unwrap_or(tx.today());
            people::recode_eet(tx, id, code, from, "worker").await?;
        }
        Entry::Accommodation => {
            let code = Accommodation::parse(filled.text("code")).map_err(|_| unreadable())?;
            let from = filled.day("from_on").unwrap_or(tx.today());
            people::recode_accommodation(tx, id, code, from, "worker").await?;
        }
        Entry::LifeEvent => {
            let from = filled.day("from_on").unwrap_or(tx.today());
            life::begin(tx, id, filled.text("kind"), from).await?;
        }
    }
    tx.journal(
        JournalEntry::new("add-particular")
            .person(id)
            .reason(entry.code()),
    )
    .await
}

macro_rules! supersede {
    ($tx:ident, $id:ident, $row:ident, $table:ident) => {
        $table::change($tx.council())
            .set($table::ActiveModel {
                superseded_at: Set(Some(At::from($tx.at()))),
                ..Default::default()
            })
            .filter($table::Column::Id.eq($row))
            .filter(
                $table::Column::PersonId
                    .eq(Uuid::from($id))
                    .and($table::Column::SupersededAt.is_null()),
            )
            .exec_in($tx)
            .await?
    };
}

/// Marks an entry as no longer true. It stays in the history.
///
/// Errors: [`StoreError::Stale`] when it does not exist or has already ended.
pub(in crate::person::particulars) async fn end(
    tx: &mut WriteTx,
    id: PersonId,
    entry: Entry,
    row: Uuid,
) -> Result<(), StoreError> {
    let ended = match entry {
        Entry::Phone => supersede!(tx, id, row, phone),
        Entry::Qualification => supersede!(tx, id, row, qualification),
        Entry::Circle => supersede!(tx, id, row, circle_member),
        Entry::UnsafePlace => supersede!(tx, id, row, unsafe_place),
        Entry::LifeEvent => life::finish(tx, id, row).await?,
        Entry::Activity | Entry::Accommodation => 0,
    };
    if ended != 1 {
        return Err(StoreError::Stale);
    }
    tx.journal(
        JournalEntry::new("end-particular")
            .person(id)
            .reason(entry.code()),
    )
    .await
}

/// Records a death.
pub(in crate::person::particulars) async fn record_death(
    tx: &mut WriteTx,
    id: PersonId,
    on: NaiveDate,
) -> Result<(), StoreError> {
    life::begin(tx, id, StoppedAs::Died.code(), on).await?;
    tx.journal(
        JournalEntry::new("add-particular")
            .person(id)
            .reason(Entry::LifeEvent.code()),
    )
    .await
}
