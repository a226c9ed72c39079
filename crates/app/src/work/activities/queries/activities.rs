//! Activities themselves.

use chrono::NaiveDate;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::activity,
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set, Uuid},
};
use values::{AccountId, ActivityId, CouncilId, EmployerId, FundId, PledgeId, SlotRequestId};

use super::super::model::Activity;

/// An activity to hold.
#[derive(Clone, Debug)]
pub(in super::super) struct NewActivity {
    pub(in super::super) title: String,
    pub(in super::super) kind: String,
    pub(in super::super) host: Option<EmployerId>,
    pub(in super::super) pledge: Option<PledgeId>,
    pub(in super::super) on: NaiveDate,
    pub(in super::super) begins: String,
    pub(in super::super) ends: String,
    pub(in super::super) place: String,
    pub(in super::super) places: i32,
    pub(in super::super) words: String,
    pub(in super::super) fund: Option<FundId>,
    pub(in super::super) voucher_pence: i64,
    pub(in super::super) led_by: String,
    pub(in super::super) slot: Option<SlotRequestId>,
}

fn opened(row: activity::Model) -> Activity {
    Activity {
        id: row.id.into(),
        title: row.title,
        kind: row.kind,
        host: row.employer_id.map(Into::into),
        pledge: row.pledge_id.map(Into::into),
        on: row.held_on,
        begins: row.begins,
        ends: row.ends,
        place: row.place,
        places: row.places,
        words: row.words,
        fund: row.fund_id.map(Into::into),
        voucher_pence: row.voucher_pence,
        keeper: row.keeper_id.into(),
        called_off: row.called_off_on.map(|on| (on, row.reason)),
        version: row.version,
        series: row.series_id,
        led_by: row.led_by,
        slot: row.slot_request_id.map(Into::into),
    }
}

/// Adds an activity, or a date of a series.
pub(in super::super) async fn add(
    tx: &mut WriteTx,
    new: &NewActivity,
    series: Option<Uuid>,
) -> Result<ActivityId, StoreError> {
    let id: ActivityId = tx.next_id();
    let row = activity::New {
        id: id.into(),
        title: new.title.clone(),
        kind: new.kind.clone(),
        employer_id: new.host.map(Uuid::from),
        pledge_id: new.pledge.map(Uuid::from),
        held_on: new.on,
        begins: new.begins.clone(),
        ends: new.ends.clone(),
        place: new.place.clone(),
        places: new.places,
        words: new.words.clone(),
        keeper_id: tx.worker()?.into(),
        called_off_on: None,
        reason: String::new(),
        version: 1,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        fund_id: new.fund.map(Uuid::from),
        voucher_pence: new.voucher_pence,
        series_id: series,
        led_by: new.led_by.clone(),
        slot_request_id: new.slot.map(Uuid::from),
    };
    activity::insert(tx, row).await?;
    tx.journal(Entry::new("add-activity").subject(id)).await?;
    Ok(id)
}

/// Calls an activity off.
///
/// Errors: [`StoreError::Stale`] when it has already been called off.
pub(in super::super) async fn call_off(
    tx: &mut WriteTx,
    id: ActivityId,
    reason: &str,
) -> Result<(), StoreError> {
    let written = activity::change(tx.council())
        .set(activity::ActiveModel {
            called_off_on: Set(Some(tx.today())),
            reason: Set(reason.to_owned()),
            ..Default::default()
        })
        .filter(activity::Column::Id.eq(Uuid::from(id)))
        .filter(activity::Column::CalledOffOn.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    tx.journal(Entry::new("call-off-activity").subject(id))
        .await
}

/// Finds an activity.
pub(crate) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: ActivityId,
) -> Result<Option<Activity>, StoreError> {
    let row = activity::find(council, id).one_in(tx).await?;
    Ok(row.map(opened))
}

/// Finds the activity of a day and hour that an employer gave, unless it was called off.
pub(in super::super) async fn of_slot(
    tx: &mut ReadTx,
    council: CouncilId,
    slot: SlotRequestId,
) -> Result<Option<Activity>, StoreError> {
    let row = activity::of(council)
        .filter(activity::Column::SlotRequestId.eq(Uuid::from(slot)))
        .filter(activity::Column::CalledOffOn.is_null())
        .order_by_asc(activity::Column::Id)
        .one_in(tx)
        .await?;
    Ok(row.map(opened))
}

/// Finds more than one activity.
pub(crate) async fn find_all(
    tx: &mut ReadTx,
    council: CouncilId,
    ids: &[ActivityId],
) -> Result<Vec<Activity>, StoreError> {
    let rows = activity::of(council)
        .filter(activity::Column::Id.is_in(ids.iter().map(|id| Uuid::from(*id))))
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(opened).collect())
}

/// Lists activities, the latest day first; at most two hundred.
pub(in super::super) async fn newest(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<Activity>, StoreError> {
    let rows = activity::of(council)
        .order_by_desc(activity::Column::HeldOn)
        .order_by_desc(activity::Column::Id)
        .limit(200)
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(opened).collect())
}

/// Lists the dates of a series from a day on, the earliest first.
pub(in super::super) async fn of_series(
    tx: &mut ReadTx,
    council: CouncilId,
    (series, from): (Uuid, NaiveDate),
) -> Result<Vec<Activity>, StoreError> {
    let mut all = from_day(tx, council, from).await?;
    all.retain(|one| one.series == Some(series) && one.called_off.is_none());
    Ok(all)
}

/// Lists what workers organise from a day until another, the earliest first.
pub(crate) async fn kept_by(
    tx: &mut ReadTx,
    council: CouncilId,
    workers: &[AccountId],
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<Activity>, StoreError> {
    let rows = activity::of(council)
        .filter(activity::Column::HeldOn.between(from, until))
        .filter(activity::Column::KeeperId.is_in(workers.iter().map(|id| Uuid::from(*id))))
        .filter(activity::Column::CalledOffOn.is_null())
        .order_by_asc(activity::Column::HeldOn)
        .order_by_asc(activity::Column::Id)
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(opened).collect())
}

/// Lists what was held between two days, and not called off, the earliest first.
pub(crate) async fn held_between(
    tx: &mut ReadTx,
    council: CouncilId,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<Activity>, StoreError> {
    let rows = activity::of(council)
        .filter(activity::Column::HeldOn.between(from, until))
        .filter(activity::Column::CalledOffOn.is_null())
        .order_by_asc(activity::Column::HeldOn)
        .order_by_asc(activity::Column::Id)
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(opened).collect())
}

/// Lists the activities from a day on, the earliest first.
pub(in super::super) async fn from_day(
    tx: &mut ReadTx,
    council: CouncilId,
    day: NaiveDate,
) -> Result<Vec<Activity>, StoreError> {
    let rows = activity::of(council)
        .filter(activity::Column::HeldOn.gte(day))
        .order_by_asc(activity::Column::HeldOn)
        .order_by_asc(activity::Column::Id)
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(opened).collect())
}
