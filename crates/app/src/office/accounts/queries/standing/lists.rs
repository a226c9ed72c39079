//! What is waiting for a second person, and recent changes.

use chrono::{DateTime, Utc};
use policy::Role;
use store::{
    At, Fetch, ReadTx, StoreError,
    entities::standing_change,
    orm::{ColumnTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Uuid},
};
use values::{AccountId, CouncilId, StandingChangeId};

use super::super::super::model::{StandingChange, What};

fn opened(tx: &ReadTx, row: &standing_change::Model) -> Result<StandingChange, StoreError> {
    let roles = row.roles.split(',').filter_map(Role::parse).collect();
    Ok(StandingChange {
        id: row.id.into(),
        account: row.account_id.into(),
        what: match row.kind.as_str() {
            "email" => What::Email(tx.open(&row.email)?),
            "link" => What::Link,
            "account" => What::Account(roles),
            _ => What::Roles(roles),
        },
        asked_at: row.asked_at.into(),
        asked_by: row.asked_by.map(Into::into),
        settles_at: row.settles_at.map(Into::into),
        ended_at: row.ended_at.map(Into::into),
        ended_by: row.ended_by.map(Into::into),
        ended_as: row.ended_as.clone(),
    })
}

/// Lists the changes since a moment, and those still waiting, newest first.
pub(crate) async fn since(
    tx: &mut ReadTx,
    council: CouncilId,
    since: DateTime<Utc>,
) -> Result<Vec<StandingChange>, StoreError> {
    let rows = standing_change::of(council)
        .filter(
            standing_change::Column::AskedAt
                .gte(At::from(since))
                .or(standing_change::Column::EndedAt.is_null()),
        )
        .order_by_desc(standing_change::Column::AskedAt)
        .order_by_desc(standing_change::Column::Id)
        .limit(200)
        .all_in(tx)
        .await?;
    rows.iter().map(|row| opened(tx, row)).collect()
}

/// Lists the waiting changes of one account.
pub(crate) async fn waiting_of(
    tx: &mut ReadTx,
    council: CouncilId,
    account: AccountId,
) -> Result<Vec<StandingChange>, StoreError> {
    let rows = standing_change::of(council)
        .filter(standing_change::Column::AccountId.eq(Uuid::from(account)))
        .filter(standing_change::Column::EndedAt.is_null())
        .order_by_asc(standing_change::Column::Id)
        .all_in(tx)
        .await?;
    rows.iter().map(|row| opened(tx, row)).collect()
}

/// Finds a change.
pub(crate) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: StandingChangeId,
) -> Result<Option<StandingChange>, StoreError> {
    let row = standing_change::find(council, id).one_in(tx).await?;
    row.map(|row| opened(tx, &row)).transpose()
}
