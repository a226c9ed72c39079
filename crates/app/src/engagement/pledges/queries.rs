//! Pledges in the database.

use std::collections::HashMap;

use chrono::NaiveDate;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{pledge, pledge_delivery},
    orm::{ColumnTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{CouncilId, EmployerId, PledgeDeliveryId, PledgeId};

use super::{Pledge, model::Delivery};

/// A pledge to add.
#[derive(Clone, Debug)]
pub(super) struct NewPledge {
    pub(super) contract: String,
    pub(super) kind: String,
    pub(super) number: i32,
    pub(super) from_on: NaiveDate,
    pub(super) until_on: NaiveDate,
    pub(super) kpi: String,
}

/// Adds a pledge.
pub(super) async fn add(
    tx: &mut WriteTx,
    employer: EmployerId,
    new: &NewPledge,
) -> Result<PledgeId, StoreError> {
    let id: PledgeId = tx.next_id();
    let row = pledge::New {
        id: id.into(),
        employer_id: employer.into(),
        contract: new.contract.clone(),
        kind: new.kind.clone(),
        number: new.number,
        from_on: new.from_on,
        until_on: new.until_on,
        kpi: new.kpi.clone(),
        withdrawn_on: None,
        reason: String::new(),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    pledge::insert(tx, row).await?;
    tx.journal(Entry::new("add-pledge").subject(id)).await?;
    Ok(id)
}

/// Records a delivery.
pub(crate) async fn deliver(
    tx: &mut WriteTx,
    id: PledgeId,
    on: NaiveDate,
    number: i32,
    words: &str,
) -> Result<(), StoreError> {
    let delivery: PledgeDeliveryId = tx.next_id();
    let row = pledge_delivery::New {
        id: delivery.into(),
        pledge_id: id.into(),
        delivered_on: on,
        number,
        words: words.to_owned(),
        taken_back_on: None,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    pledge_delivery::insert(tx, row).await?;
    tx.journal(Entry::new("deliver-pledge").subject(id)).await
}

/// Takes back a delivery recorded by mistake.
pub(super) async fn take_back(
    tx: &mut WriteTx,
    id: PledgeId,
    delivery: PledgeDeliveryId,
) -> Result<(), StoreError> {
    pledge_delivery::change(tx.council())
        .set(pledge_delivery::ActiveModel {
            taken_back_on: Set(Some(tx.today())),
            ..Default::default()
        })
        .filter(pledge_delivery::Column::Id.eq(Uuid::from(delivery)))
        .filter(pledge_delivery::Column::PledgeId.eq(Uuid::from(id)))
        .exec_in(tx)
        .await?;
    tx.journal(Entry::new("take-back-delivery").subject(id))
        .await
}

/// Withdraws a pledge, with the reason.
///
/// Errors: [`StoreError::Stale`] when it has already been withdrawn.
pub(super) async fn withdraw(
    tx: &mut WriteTx,
    id: PledgeId,
    reason: &str,
) -> Result<(), StoreError> {
    let written = pledge::change(tx.council())
        .set(pledge::ActiveModel {
            withdrawn_on: Set(Some(tx.today())),
            reason: Set(reason.to_owned()),
            ..Default::default()
        })
        .filter(pledge::Column::Id.eq(Uuid::from(id)))
        .filter(pledge::Column::WithdrawnOn.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    tx.journal(Entry::new("withdraw-pledge").subject(id)).await
}

async fn with_deliveries(
    tx: &mut ReadTx,
    council: CouncilId,
    rows: Vec<pledge::Model>,
) -> Result<Vec<Pledge>, StoreError> {
    let deliveries = pledge_delivery::of(council)
        .filter(pledge_delivery::Column::PledgeId.is_in(rows.iter().map(|row| row.id)))
        .filter(pledge_delivery::Column::TakenBackOn.is_null())
        .order_by_asc(pledge_delivery::Column::DeliveredOn)
        .order_by_asc(pledge_delivery::Column::Id)
        .all_in(tx)
        .await?;
    let mut of: HashMap<Uuid, Vec<Delivery>> = HashMap::new();
    for row in deliveries {
        of.entry(row.pledge_id).or_default().push(Delivery {
            id: row.id.into(),
            on: row.delivered_on,
            number: row.number,
            words: row.words,
        });
    }
    let opened = |row: pledge::Model| Pledge {
        deliveries: of.remove(&row.id).unwrap_or_default(),
        id: row.id.into(),
        employer: row.employer_id.into(),
        contract: row.contract,
        kind: row.kind,
        number: row.number,
        from_on: row.from_on,
        until_on: row.until_on,
        kpi: row.kpi,
        withdrawn_on: row.withdrawn_on,
        reason: row.reason,
    };
    Ok(rows.into_iter().map(opened).collect())
}

/// Lists a council's pledges, those that end soonest first.
pub(crate) async fn all(tx: &mut ReadTx, council: CouncilId) -> Result<Vec<Pledge>, StoreError> {
    let rows = pledge::of(council)
        .order_by_asc(pledge::Column::UntilOn)
        .order_by_asc(pledge::Column::Id)
        .all_in(tx)
        .await?;
    with_deliveries(tx, council, rows).await
}

/// Lists what an employer pledged, those that end soonest first.
pub(crate) async fn of_employer(
    tx: &mut ReadTx,
    council: CouncilId,
    employer: EmployerId,
) -> Result<Vec<Pledge>, StoreError> {
    let rows = pledge::of(council)
        .filter(pledge::Column::EmployerId.eq(Uuid::from(employer)))
        .order_by_asc(pledge::Column::UntilOn)
        .order_by_asc(pledge::Column::Id)
        .all_in(tx)
        .await?;
    with_deliveries(tx, council, rows).await
}

/// Finds a pledge.
pub(super) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PledgeId,
) -> Result<Option<Pledge>, StoreError> {
    let row = pledge::find(council, id).one_in(tx).await?;
    let found = with_deliveries(tx, council, row.into_iter().collect()).await?;
    Ok(found.into_iter().next())
}
