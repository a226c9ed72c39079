//! Activities that young people come to.

use store::{
    Execute, StoreError, WriteTx,
    entities::activity,
    orm::{EntityTrait, Set, Uuid},
};
use values::AccountId;

/// An activity on the day.
pub(super) async fn planned(tx: &mut WriteTx, worker: AccountId) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let row = activity::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        title: Set("Insight day".into()),
        kind: Set("insight-day".into()),
        employer_id: Set(None),
        pledge_id: Set(None),
        held_on: Set(tx.today()),
        begins: Set("10:00".into()),
        ends: Set(String::new()),
        place: Set("The depot".into()),
        places: Set(0),
        words: Set(String::new()),
        keeper_id: Set(worker.into()),
        called_off_on: Set(None),
        reason: Set(String::new()),
        version: Set(1),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
        fund_id: Set(None),
        voucher_pence: Set(0),
        series_id: Set(None),
        led_by: Set(String::new()),
        slot_request_id: Set(None),
    };
    activity::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}
