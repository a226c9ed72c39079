//! Stock: packs that are given, and devices that are lent and returned.

use chrono::NaiveDate;
use store::{
    Entry as JournalEntry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{device, device_loan, fund, stock_entry},
    orm::{ColumnTrait, Condition, Expr, ExprTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{CouncilId, DeviceId, FundId, PersonId, Scope};

use super::super::model::{Device, Holding, StockMove};
use crate::{person::people, shell::choices::Code};

/// A line of a stock's ledger.
#[derive(Clone, Debug)]
pub(crate) struct StockLine {
    pub(crate) kind: StockMove,
    pub(crate) on: NaiveDate,
    pub(crate) number: i32,
}

/// Changes a stock and writes the line. `number` is how many items.
///
/// Returns whether there were enough.
pub(crate) async fn move_stock(
    tx: &mut WriteTx,
    of: FundId,
    person: Option<PersonId>,
    (kind, number): (StockMove, i32),
) -> Result<bool, StoreError> {
    use fund::Column as C;
    let (stock, given) = match kind {
        StockMove::In => (number, 0),
        StockMove::Given => (-number, number),
        StockMove::Back => (number, -number),
        StockMove::Lost => (-number, 0),
    };
    let written = fund::change(tx.council())
        .col_expr(C::InStock, Expr::col(C::InStock).add(stock))
        .col_expr(C::Given, Expr::col(C::Given).add(given))
        .filter(C::Id.eq(Uuid::from(of)))
        .filter(C::Kind.eq(Holding::Stock.code()))
        .filter(Expr::col((fund::Entity, C::InStock)).add(stock).gte(0))
        .filter(Expr::col((fund::Entity, C::Given)).add(given).gte(0))
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Ok(false);
    }
    let row = stock_entry::New {
        id: tx.next_id(),
        fund_id: of.into(),
        request_id: None,
        person_id: person.map(Uuid::from),
        kind: kind.code().to_owned(),
        moved_on: tx.today(),
        number: stock,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    stock_entry::insert(tx, row).await?;
    let mut entry = JournalEntry::new("move-stock")
        .subject(of)
        .reason(kind.code());
    if let Some(person) = person {
        entry = entry.person(person);
    }
    tx.journal(entry).await?;
    Ok(true)
}

/// Lists the lines of a stock's ledger, the newest first.
pub(crate) async fn lines(
    tx: &mut ReadTx,
    council: CouncilId,
    of: FundId,
) -> Result<Vec<StockLine>, StoreError> {
    let rows = stock_entry::of(council)
        .filter(stock_entry::Column::FundId.eq(Uuid::from(of)))
        .order_by_desc(stock_entry::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(line).collect()
}

/// Lists what a young person was given from stock, the newest first.
pub(crate) async fn given_to(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<(FundId, StockLine)>, StoreError> {
    let rows = stock_entry::of(council)
        .filter(stock_entry::Column::PersonId.eq(Uuid::from(person)))
        .order_by_desc(stock_entry::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter()
        .map(|row| Ok((row.fund_id.into(), line(row)?)))
        .collect()
}

fn line(row: stock_entry::Model) -> Result<StockLine, StoreError> {
    Ok(StockLine {
        kind: StockMove::stored(&row.kind)?,
        on: row.moved_on,
        number: row.number,
    })
}

fn read(row: device::Model) -> Device {
    Device {
        id: row.id.into(),
        fund: row.fund_id.into(),
        name: row.name,
        serial: row.serial,
        person: row.person_id.map(Into::into),
        lent_on: row.lent_on,
        back_due_on: row.back_due_on,
        gone_on: row.gone_on,
        version: row.version,
    }
}

async fn list(
    tx: &mut ReadTx,
    council: CouncilId,
    which: Condition,
) -> Result<Vec<Device>, StoreError> {
    let rows = device::of(council)
        .filter(which)
        .order_by_asc(device::Column::Name)
        .order_by_asc(device::Column::Serial)
        .order_by_asc(device::Column::Id)
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// Lists the devices of a fund, by name and number.
pub(crate) async fn devices(
    tx: &mut ReadTx,
    council: CouncilId,
    of: FundId,
) -> Result<Vec<Device>, StoreError> {
    let own = device::Column::FundId.eq(Uuid::from(of));
    list(tx, council, Condition::all().add(own)).await
}

/// Lists the devices of every fund that are available to lend.
pub(crate) async fn here(tx: &mut ReadTx, council: CouncilId) -> Result<Vec<Device>, StoreError> {
    let here = Condition::all()
        .add(device::Column::PersonId.is_null())
        .add(device::Column::GoneOn.is_null());
    list(tx, council, here).await
}

/// Lists the devices that a young person has on loan.
pub(crate) async fn lent_to(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Device>, StoreError> {
    let theirs = device::Column::PersonId.eq(Uuid::from(person));
    list(tx, council, Condition::all().add(theirs)).await
}

/// Lists the devices due back by a day from living young people in a scope.
pub(crate) async fn due_back(
    tx: &mut ReadTx,
    scope: &Scope,
    until: NaiveDate,
) -> Result<Vec<Device>, StoreError> {
    let due = Condition::all()
        .add(people::lives_in(scope, device::Column::PersonId))
        .add(device::Column::BackDueOn.lte(until));
    list(tx, scope.council, due).await
}

/// Finds a device.
pub(crate) async fn find_device(
    tx: &mut ReadTx,
    council: CouncilId,
    id: DeviceId,
) -> Result<Option<Device>, StoreError> {
    let row = device::find(council, id).one_in(tx).await?;
    Ok(row.map(read))
}

/// Adds a device.
pub(crate) async fn add_device(
    tx: &mut WriteTx,
    of: FundId,
    name: &str,
    serial: &str,
) -> Result<DeviceId, StoreError> {
    let id: DeviceId = tx.next_id();
    let row = device::New {
        id: id.into(),
        fund_id: of.into(),
        name: name.to_owned(),
        serial: serial.to_owned(),
        person_id: None,
        lent_on: None,
        back_due_on: None,
        gone_on: None,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        version: 1,
    };
    device::insert(tx, row).await?;
    tx.journal(JournalEntry::new("add-device").subject(id))
        .await?;
    Ok(id)
}

/// Lends a device.
///
/// Errors: [`StoreError::Stale`] when it was lent, or lost, since it was read.
pub(crate) async fn lend(
    tx: &mut WriteTx,
    one: &Device,
    to: PersonId,
    until: Option<NaiveDate>,
) -> Result<(), StoreError> {
    let written = device::change(tx.council())
        .set(device::ActiveModel {
            person_id: Set(to.into()),
            lent_on: Set(Some(tx.today())),
            back_due_on: Set(until),
            version: Set(one.version + 1),
            ..Default::default()
        })
        .filter(device::Column::Id.eq(Uuid::from(one.id)))
        .filter(device::Column::PersonId.is_null())
        .filter(device::Column::GoneOn.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    let row = device_loan::New {
        id: tx.next_id(),
        device_id: one.id.into(),
        person_id: to.into(),
        lent_on: tx.today(),
        back_on: None,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    device_loan::insert(tx, row).await?;
    tx.journal(JournalEntry::new("lend-device").person(to).subject(one.id))
        .await
}

/// Records that a device was returned, or is gone.
///
/// Errors: [`StoreError::Stale`] when that was recorded since it was read.
pub(crate) async fn settle_device(
    tx: &mut WriteTx,
    one: &Device,
    is_gone: bool,
) -> Result<(), StoreError> {
    let today = tx.today();
    let written = device::change(tx.council())
        .set(device::ActiveModel {
            person_id: Set(None),
            lent_on: Set(None),
            back_due_on: Set(None),
            gone_on: Set(is_gone.then_some(today)),
            version: Set(one.version + 1),
            ..Default::default()
        })
        .filter(device::Column::Id.eq(Uuid::from(one.id)))
        .filter(device::Column::Version.eq(one.version))
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    device_loan::change(tx.council())
        .set(device_loan::ActiveModel {
            back_on: Set(Some(today)),
            ..Default::default()
        })
        .filter(device_loan::Column::DeviceId.eq(Uuid::from(one.id)))
        .filter(device_loan::Column::BackOn.is_null())
        .exec_in(tx)
        .await?;
    let mut entry = JournalEntry::new("settle-device").subject(one.id);
    if let Some(person) = one.person {
        entry = entry.person(person);
    }
    tx.journal(entry.reason(if is_gone { "gone" } else { "back" }))
        .await
}
