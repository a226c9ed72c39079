//! Top-ups of pay that a fund pays.

use store::{
    Entry, Execute, StoreError, WriteTx,
    entities::top_up,
    orm::{ColumnTrait, QueryFilter, Set, Uuid},
};
use values::{PersonId, TopUpId};

/// Records that a part was paid from a fund; does nothing if that is already recorded.
pub(crate) async fn note_top_up_paid(
    tx: &mut WriteTx,
    person: PersonId,
    id: TopUpId,
) -> Result<(), StoreError> {
    let written = top_up::change(tx.council())
        .set(top_up::ActiveModel {
            paid_on: Set(Some(tx.today())),
            paid_by: Set(tx.by_id()),
            ..Default::default()
        })
        .filter(top_up::Column::Id.eq(Uuid::from(id)))
        .filter(top_up::Column::PaidOn.is_null())
        .exec_in(tx)
        .await?;
    if written == 1 {
        let entry = Entry::new("top-up-paid").person(person);
        tx.journal(entry.subject(id)).await?;
    }
    Ok(())
}
