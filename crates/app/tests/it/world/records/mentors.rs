//! Mentors.

use store::{
    Execute, StoreError, WriteTx,
    entities::mentor,
    orm::{EntityTrait, Set, Uuid},
};
use values::AccountId;

/// A mentor whom somebody looks after.
pub(super) async fn mentoring(tx: &mut WriteTx, worker: AccountId) -> Result<Uuid, StoreError> {
    let id: Uuid = tx.next_id();
    let sealed = Set(tx.seal(id, &"Idris".to_owned()));
    let row = mentor::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        name: sealed.clone(),
        phone: sealed.clone(),
        email: sealed,
        employer_id: Set(None),
        sector: Set("other".into()),
        about: Set(String::new()),
        capacity: Set(1),
        keeper_id: Set(worker.into()),
        ended_on: Set(None),
        version: Set(1),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
    };
    mentor::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}
