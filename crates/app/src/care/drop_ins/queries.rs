//! Drop-ins in the database.

use chrono::{NaiveDate, NaiveTime};
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::drop_in,
    orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{AccountId, CouncilId, DropInId};

use super::model::DropIn;

/// How times are stored.
const TIME: &str = "%H:%M";

/// A drop-in to add.
#[derive(Clone, Debug)]
pub(super) struct NewDropIn {
    pub(super) worker: AccountId,
    pub(super) place: String,
    pub(super) offers: String,
    pub(super) weekday: u32,
    pub(super) begins: NaiveTime,
    pub(super) ends: NaiveTime,
    pub(super) from_on: NaiveDate,
}

fn opened(row: drop_in::Model) -> Result<DropIn, StoreError> {
    let time = |text: &str| {
        NaiveTime::parse_from_str(text, TIME)
            .map_err(|error| StoreError::Unreadable(format!("the time of a drop-in: {error}")))
    };
    Ok(DropIn {
        id: row.id.into(),
        worker: row.worker_id.into(),
        weekday: u32::try_from(row.weekday).unwrap_or(0),
        begins: time(&row.begins)?,
        ends: time(&row.ends)?,
        place: row.place,
        offers: row.offers,
        from_on: row.from_on,
        until_on: row.until_on,
        made_at: row.made_at.into(),
    })
}

/// Adds a drop-in.
pub(super) async fn add(tx: &mut WriteTx, new: &NewDropIn) -> Result<DropInId, StoreError> {
    let id: DropInId = tx.next_id();
    let row = drop_in::New {
        id: id.into(),
        worker_id: new.worker.into(),
        place: new.place.clone(),
        offers: new.offers.clone(),
        weekday: i32::try_from(new.weekday).unwrap_or(0),
        begins: new.begins.format(TIME).to_string(),
        ends: new.ends.format(TIME).to_string(),
        from_on: new.from_on,
        until_on: None,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    drop_in::insert(tx, row).await?;
    tx.journal(Entry::new("add-drop-in").subject(id)).await?;
    Ok(id)
}

/// Sets the last day.
///
/// Errors: [`StoreError::Stale`] when it is already set.
pub(super) async fn end(
    tx: &mut WriteTx,
    id: DropInId,
    until_on: NaiveDate,
) -> Result<(), StoreError> {
    let written = drop_in::change(tx.council())
        .set(drop_in::ActiveModel {
            until_on: Set(Some(until_on)),
            ..Default::default()
        })
        .filter(drop_in::Column::Id.eq(Uuid::from(id)))
        .filter(drop_in::Column::UntilOn.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    tx.journal(
        Entry::new("end-drop-in")
            .subject(id)
            .reason(until_on.to_string()),
    )
    .await
}

/// Finds a drop-in.
pub(super) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: DropInId,
) -> Result<Option<DropIn>, StoreError> {
    let row = drop_in::find(council, id).one_in(tx).await?;
    row.map(opened).transpose()
}

/// Lists a council's drop-ins that are not over, through the week.
pub(crate) async fn all(
    tx: &mut ReadTx,
    council: CouncilId,
    today: NaiveDate,
) -> Result<Vec<DropIn>, StoreError> {
    let not_over = Condition::any()
        .add(drop_in::Column::UntilOn.is_null())
        .add(drop_in::Column::UntilOn.gte(today));
    let rows = drop_in::of(council)
        .filter(not_over)
        .order_by_asc(drop_in::Column::Weekday)
        .order_by_asc(drop_in::Column::Begins)
        .order_by_asc(drop_in::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(opened).collect()
}

/// Lists the drop-ins of some workers that are not over.
pub(crate) async fn of_workers(
    tx: &mut ReadTx,
    council: CouncilId,
    workers: &[AccountId],
    today: NaiveDate,
) -> Result<Vec<DropIn>, StoreError> {
    let mut all = all(tx, council, today).await?;
    all.retain(|one| workers.contains(&one.worker));
    Ok(all)
}
