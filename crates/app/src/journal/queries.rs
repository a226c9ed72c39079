//! The journal in the database.

use chrono::{DateTime, Utc};
use store::{
    ReadTx, StoreError,
    entities::journal,
    orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Uuid},
};
use values::{AccountId, CouncilId, PersonId};

/// An entry, as a page shows it.
pub(super) struct Line {
    pub(super) at: DateTime<Utc>,
    pub(super) by: AccountId,
    pub(super) action: String,
    pub(super) person: PersonId,
    /// How many further records it names.
    pub(super) further: u64,
    pub(super) fields: String,
    pub(super) reason: String,
}

/// How many entries a page shows.
pub(super) const PAGE: u64 = 100;

/// Lists the newest entries, of everybody or of one young person.
pub(super) async fn newest(
    tx: &mut ReadTx,
    council: CouncilId,
    person: Option<PersonId>,
) -> Result<Vec<Line>, StoreError> {
    let mut query =
        journal::Entity::find().filter(journal::Column::CouncilId.eq(Uuid::from(council)));
    if let Some(person) = person {
        query = query.filter(journal::Column::PersonId.eq(Uuid::from(person)));
    }
    let query = query
        .order_by_desc(journal::Column::At)
        .order_by_desc(journal::Column::Id)
        .limit(PAGE);
    let line = |row: journal::Model| Line {
        at: row.at.into(),
        by: row.by.into(),
        action: row.action,
        person: row.person_id.into(),
        further: store::read_entry(&row.subjects).len() as u64,
        fields: row.fields,
        reason: row.reason,
    };
    Ok(query.all(tx.conn()).await?.into_iter().map(line).collect())
}
