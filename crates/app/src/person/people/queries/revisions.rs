//! What the first lines of a young person held before.

use chrono::{DateTime, Utc};
use store::{
    ReadTx, StoreError,
    entities::revision,
    orm::{ColumnTrait, QueryFilter, QueryOrder, Uuid},
};
use values::{AccountId, CouncilId, PersonId};

/// What a field of the first lines held before, when it was changed, and by whom.
pub struct Revision {
    /// The field's column.
    pub field: String,
    /// What it held.
    pub was: String,
    /// When it was changed.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: AccountId,
}

/// Lists what the first lines of a young person held before, the newest first.
pub async fn revisions(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
) -> Result<Vec<Revision>, StoreError> {
    let rows = revision::of(council)
        .filter(revision::Column::PersonId.eq(Uuid::from(id)))
        .order_by_desc(revision::Column::ChangedAt)
        .order_by_desc(revision::Column::Id)
        .all(tx.conn())
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Revision {
                was: tx.open(&row.was)?,
                field: row.field,
                at: row.changed_at.into(),
                by: row.changed_by.into(),
            })
        })
        .collect()
}
