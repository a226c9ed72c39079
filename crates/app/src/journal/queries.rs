//! The journal in the database.

use store::{
    ReadTx, StoreError,
    entities::journal,
    orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Uuid},
};
use values::{CouncilId, PersonId};

/// How many entries a page shows.
pub(super) const PAGE: u64 = 100;

/// Lists the newest entries, of everybody or of one young person.
pub(super) async fn newest(
    tx: &mut ReadTx,
    council: CouncilId,
    person: Option<PersonId>,
) -> Result<Vec<journal::Model>, StoreError> {
    let mut query =
        journal::Entity::find().filter(journal::Column::CouncilId.eq(Uuid::from(council)));
    if let Some(person) = person {
        query = query.filter(journal::Column::PersonId.eq(Uuid::from(person)));
    }
    let query = query
        .order_by_desc(journal::Column::At)
        .order_by_desc(journal::Column::Id)
        .limit(PAGE);
    Ok(query.all(tx.conn()).await?)
}
