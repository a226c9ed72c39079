//! What a council has so far, in numbers.

use policy::Role;
use store::{
    Fetch, ReadTx, StoreError,
    entities::{account, message, person},
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Uuid},
};
use values::{AccountId, CouncilId};

use crate::office::accounts;

/// The subject of the message that tries the mail.
pub(super) const SUBJECT: &str = "A test message from Foothold";

/// How far young people are counted: from there on it says “or more”.
pub(super) const MANY: u64 = 100;

/// What there is so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub(super) teams: usize,
    pub(super) accounts: u64,
    pub(super) coaches: usize,
    pub(super) people: u64,
}

/// Counts what there is so far.
pub(super) async fn known(tx: &mut ReadTx, council: CouncilId) -> Result<Known, StoreError> {
    let coaches = accounts::names_with(tx, council, &[Role::Coach, Role::PersonalAdviser]).await?;
    Ok(Known {
        teams: accounts::team_names(tx, council).await?.len(),
        accounts: account::of(council)
            .filter(account::Column::LeftAt.is_null())
            .count_in(tx)
            .await?,
        coaches: coaches.len(),
        people: person::of(council)
            .select_only()
            .column(person::Column::Id)
            .limit(MANY)
            .count_in(tx)
            .await?,
    })
}

/// Returns the state of the newest message by which somebody tried the mail: a code of the outbox.
pub(super) async fn tried(
    tx: &mut ReadTx,
    council: CouncilId,
    account: AccountId,
) -> Result<Option<String>, StoreError> {
    let rows = message::of(council)
        .filter(message::Column::AccountId.eq(Uuid::from(account)))
        .order_by_desc(message::Column::Id)
        .limit(20)
        .all_in(tx)
        .await?;
    for row in rows {
        if tx.open(&row.subject)? == SUBJECT {
            return Ok(Some(row.state));
        }
    }
    Ok(None)
}
