//! Accounts of workers: who stands in for whom.

use chrono::Days;
use store::{
    Execute, StoreError, WriteTx,
    entities::cover,
    orm::{EntityTrait, Set},
};
use values::AccountId;

/// Somebody stands in for an account from tomorrow on.
pub(super) async fn covered(tx: &mut WriteTx, absent: AccountId) -> Result<(), StoreError> {
    let row = cover::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(tx.next_id()),
        absent_id: Set(absent.into()),
        stand_in_id: Set(absent.into()),
        from_on: Set(tx.today() + Days::new(1)),
        until_on: Set(tx.today() + Days::new(7)),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
        ended_at: Set(None),
    };
    cover::Entity::insert(row).exec_in(tx).await?;
    Ok(())
}
