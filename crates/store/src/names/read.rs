//! Reading names from the database: all of them once, and after that those that have changed.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;
use values::{CouncilId, PersonId};

use super::{
    NameIndex,
    known::{Facts, Known},
};
use crate::{
    Fetch, ReadTx, Sealed, StoreError,
    entities::{council, former_name, outer_id, person},
};

/// How many people are read together: a statement holds a limited number of values.
const AT_ONCE: usize = 1000;

/// A young person's row: id, given name, family name, phone, and the record into which it was merged.
type Row = (
    Uuid,
    Sealed<String>,
    Sealed<String>,
    Sealed<String>,
    Option<Uuid>,
);

/// Brings an index up to date; an empty one is filled.
pub(crate) async fn read(
    tx: &ReadTx,
    council: CouncilId,
    before: &NameIndex,
) -> Result<NameIndex, StoreError> {
    use person::Column as P;

    let owner = Uuid::from(council);
    // The counter is read in the same transaction, so an index never claims a version that it does not hold.
    let version = council::Entity::find_by_id(owner)
        .one_in(tx)
        .await?
        .map_or(0, |row| row.name_version);
    let is_first = before.known.is_empty();
    let mut query = person::of(council).select_only().columns([
        P::Id,
        P::GivenName,
        P::FamilyName,
        P::Phone,
        P::MergedIntoId,
    ]);
    if !is_first {
        query = query.filter(P::NameVersion.gt(before.version));
    }
    let rows: Vec<Row> = query.rows_in(tx).await?;
    let mut known = HashMap::with_capacity(rows.len());
    // One part after the other, so that names stand in the clear only for a moment.
    for some in rows.chunks(AT_ONCE) {
        for (person, facts) in of(tx, council, some).await? {
            known.insert(person, Known::of(&facts));
        }
    }
    Ok(before.with(version, known))
}

async fn of(
    tx: &ReadTx,
    council: CouncilId,
    rows: &[Row],
) -> Result<HashMap<PersonId, Facts>, StoreError> {
    let mut all = HashMap::with_capacity(rows.len());
    for (id, given, family, phone, merged_into) in rows {
        let facts = Facts {
            given: tx.open(given)?,
            family: tx.open(family)?,
            phone: tx.open(phone)?,
            merged_into: merged_into.map(PersonId::from),
            ..Facts::default()
        };
        all.insert(PersonId::from(*id), facts);
    }
    let ids = || rows.iter().map(|row| row.0);
    let names: Vec<(Uuid, Sealed<String>)> = former_name::of(council)
        .select_only()
        .columns([former_name::Column::PersonId, former_name::Column::Name])
        .filter(former_name::Column::PersonId.is_in(ids()))
        .rows_in(tx)
        .await?;
    for (person, name) in names {
        if let Some(facts) = all.get_mut(&person.into()) {
            facts.former.push(tx.open(&name)?);
        }
    }
    let outer: Vec<(Uuid, Sealed<String>)> = outer_id::of(council)
        .select_only()
        .columns([outer_id::Column::PersonId, outer_id::Column::Value])
        .filter(outer_id::Column::PersonId.is_in(ids()))
        .rows_in(tx)
        .await?;
    for (person, id) in outer {
        if let Some(facts) = all.get_mut(&person.into()) {
            facts.outer.push(tx.open(&id)?);
        }
    }
    Ok(all)
}
