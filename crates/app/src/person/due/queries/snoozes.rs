//! What workers have put off: a young person whom they want to be reminded of on a later day.

use std::collections::HashMap;

use chrono::NaiveDate;
use store::{
    At, Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::snooze,
    orm::{ColumnTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{AccountId, CouncilId, PersonId};

/// Puts a young person off until a day, for the worker who writes. What they are told by others, and what falls to a manager, stays as it is.
pub async fn put_off(
    tx: &mut WriteTx,
    person: PersonId,
    until: NaiveDate,
) -> Result<(), StoreError> {
    let row = snooze::New {
        id: tx.next_id(),
        person_id: person.into(),
        account_id: tx.worker()?.into(),
        until_on: until,
        made_at: tx.at().into(),
    };
    snooze::insert(tx, row).await?;
    tx.journal(Entry::new("put-off").person(person)).await
}

/// Takes back what the worker who writes put off at a moment.
pub(crate) async fn take_back_put_off(
    tx: &mut WriteTx,
    person: PersonId,
    made_at: At,
) -> Result<(), StoreError> {
    let today = tx.today();
    snooze::change(tx.council())
        .set(snooze::ActiveModel {
            until_on: Set(today),
            ..Default::default()
        })
        .filter(snooze::Column::PersonId.eq(Uuid::from(person)))
        .filter(snooze::Column::AccountId.eq(Uuid::from(tx.worker()?)))
        .filter(snooze::Column::MadeAt.eq(made_at))
        .exec_in(tx)
        .await?;
    Ok(())
}

/// Returns whom some workers have put off, and until when.
pub async fn put_off_by(
    tx: &mut ReadTx,
    council: CouncilId,
    workers: &[AccountId],
    today: NaiveDate,
) -> Result<HashMap<PersonId, NaiveDate>, StoreError> {
    let rows = snooze::of(council)
        .filter(snooze::Column::AccountId.is_in(workers.iter().map(|id| Uuid::from(*id))))
        .filter(snooze::Column::UntilOn.gt(today))
        .order_by_asc(snooze::Column::MadeAt)
        .order_by_asc(snooze::Column::Id)
        .all_in(tx)
        .await?;
    // The newest counts.
    let until = rows.iter().map(|row| (row.person_id.into(), row.until_on));
    Ok(until.collect())
}
