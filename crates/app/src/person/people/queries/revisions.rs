//! Earlier values of a young person's main details.

use chrono::{DateTime, Utc};
use store::{
    Fetch, ReadTx, StoreError,
    entities::revision,
    orm::{ColumnTrait, QueryFilter, QueryOrder, Uuid},
};
use values::{AccountId, CouncilId, PersonId};

/// An earlier value of a field, when it was changed, and by whom.
pub struct Revision {
    /// The field's column.
    pub field: String,
    /// What it held.
    pub was: String,
    /// When it was changed.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Option<AccountId>,
}

/// Lists the earlier values of a young person's main details, newest first.
pub async fn revisions(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
) -> Result<Vec<Revision>, StoreError> {
    let rows = revision::of(council)
        .filter(revision::Column::PersonId.eq(Uuid::from(id)))
        .order_by_desc(revision::Column::ChangedAt)
        .order_by_desc(revision::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Revision {
                was: tx.open(&row.was)?,
                field: row.field,
                at: row.changed_at.into(),
                by: row.changed_by.map(Into::into),
            })
        })
        .collect()
}
