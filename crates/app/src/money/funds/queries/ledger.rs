//! The ledger: every change to a year's sums is one line, written with the change, and nothing is spent twice.
//!
//! A change is taken only where the money is there at that moment; the database decides it in the statement that makes the change, so that
//! two people who spend the last £50 at once cannot both have it.

use chrono::NaiveDate;
use store::{
    Execute, Fetch, StoreError, WriteTx,
    entities::{fund_entry, fund_payment, fund_year},
    orm::{ColumnTrait, Condition, Expr, ExprTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{FileId, FundId, FundYearId, TopUpId};

use super::super::model::{Payment, Sums};

/// A line of the ledger: by how much each sum changes.
pub(crate) struct Entry {
    pub(crate) year: FundYearId,
    /// The payment or the group's request that it is for; `None` for money that comes in.
    pub(crate) of: Option<Uuid>,
    pub(crate) kind: &'static str,
    pub(crate) by: Sums,
    /// How much must be free before the change.
    pub(crate) needs: i64,
}

/// Changes a year's sums and writes the line. Returns whether the money was there.
pub(crate) async fn book(
    tx: &mut WriteTx,
    fund: FundId,
    entry: &Entry,
) -> Result<bool, StoreError> {
    use fund_year::Column as C;
    let col = |column: C| Expr::col((fund_year::Entity, column));
    let free = col(C::ConfirmedPence)
        .sub(col(C::CommittedPence))
        .sub(col(C::SpentPence));
    let by = entry.by;
    let written = fund_year::change(tx.council())
        .col_expr(
            C::ConfirmedPence,
            Expr::col(C::ConfirmedPence).add(by.confirmed),
        )
        .col_expr(
            C::UnconfirmedPence,
            Expr::col(C::UnconfirmedPence).add(by.unconfirmed),
        )
        .col_expr(
            C::CommittedPence,
            Expr::col(C::CommittedPence).add(by.committed),
        )
        .col_expr(C::SpentPence, Expr::col(C::SpentPence).add(by.spent))
        .filter(C::Id.eq(Uuid::from(entry.year)))
        .filter(C::FundId.eq(Uuid::from(fund)))
        .filter(free.gte(entry.needs))
        .filter(col(C::UnconfirmedPence).add(by.unconfirmed).gte(0))
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Ok(false);
    }
    let row = fund_entry::New {
        id: tx.next_id(),
        fund_id: fund.into(),
        fund_year_id: entry.year.into(),
        payment_id: entry.of,
        kind: entry.kind.to_owned(),
        booked_on: tx.today(),
        confirmed_pence: by.confirmed,
        unconfirmed_pence: by.unconfirmed,
        committed_pence: by.committed,
        spent_pence: by.spent,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    fund_entry::insert(tx, row).await?;
    Ok(true)
}

/// Finds the year of a fund that a day falls in.
pub(crate) async fn year_of(
    tx: &mut WriteTx,
    fund: FundId,
    on: NaiveDate,
) -> Result<Option<fund_year::Model>, StoreError> {
    fund_year::of(tx.council())
        .filter(fund_year::Column::FundId.eq(Uuid::from(fund)))
        .filter(fund_year::Column::FromOn.lte(on))
        .filter(fund_year::Column::UntilOn.gte(on))
        .order_by_asc(fund_year::Column::FromOn)
        .one_in(tx)
        .await
}

/// Sets money aside for a payment in the year it is due. Returns whether there was enough.
pub(crate) async fn keep_money(tx: &mut WriteTx, payment: &Payment) -> Result<bool, StoreError> {
    let Some(year) = year_of(tx, payment.fund, payment.due_on).await? else {
        return Ok(false);
    };
    let entry = Entry {
        year: year.id.into(),
        of: payment.id.into(),
        kind: "keep",
        by: Sums {
            committed: payment.pence,
            ..Sums::default()
        },
        needs: payment.pence,
    };
    if !book(tx, payment.fund, &entry).await? {
        return Ok(false);
    }
    let to = fund_payment::ActiveModel {
        fund_year_id: Set(Some(year.id)),
        committed_on: Set(Some(tx.today())),
        ..Default::default()
    };
    change(tx, payment, Condition::all(), to).await?;
    Ok(true)
}

/// Reads a payment again: money may have been set aside for it since it was shown.
async fn as_it_stands(tx: &mut WriteTx, one: &Payment) -> Result<Payment, StoreError> {
    let council = tx.council();
    let found = super::payments::find(tx, council, one.id).await?;
    found.map(|(one, _)| one).ok_or(StoreError::Stale)
}

/// Pays a part, for as much as it cost. Returns whether there was enough.
///
/// Errors: [`StoreError::Stale`] when it was paid or stopped since it was read.
pub(crate) async fn pay(
    tx: &mut WriteTx,
    payment: &Payment,
    pence: i64,
) -> Result<bool, StoreError> {
    let payment = &as_it_stands(tx, payment).await?;
    let kept = if payment.committed_on.is_some() {
        payment.pence
    } else {
        0
    };
    let year = match payment.year {
        Some(year) => year,
        None => match year_of(tx, payment.fund, tx.today()).await? {
            Some(year) => year.id.into(),
            None => return Ok(false),
        },
    };
    let written = fund_payment::change(tx.council())
        .set(fund_payment::ActiveModel {
            fund_year_id: Set(year.into()),
            paid_on: Set(Some(tx.today())),
            paid_pence: Set(pence),
            paid_by: Set(tx.by_id()),
            ..Default::default()
        })
        .filter(fund_payment::Column::Id.eq(Uuid::from(payment.id)))
        .filter(fund_payment::Column::PaidOn.is_null())
        .filter(fund_payment::Column::StoppedOn.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    let entry = Entry {
        year,
        of: payment.id.into(),
        kind: "pay",
        by: Sums {
            committed: -kept,
            spent: pence,
            ..Sums::default()
        },
        needs: pence - kept,
    };
    book(tx, payment.fund, &entry).await
}

/// Stops a part that is not paid, and sets its money free.
///
/// Errors: [`StoreError::Stale`] when it was paid or stopped since it was read.
pub(crate) async fn stop(tx: &mut WriteTx, payment: &Payment) -> Result<(), StoreError> {
    let payment = &as_it_stands(tx, payment).await?;
    let written = fund_payment::change(tx.council())
        .set(fund_payment::ActiveModel {
            stopped_on: Set(Some(tx.today())),
            ..Default::default()
        })
        .filter(fund_payment::Column::Id.eq(Uuid::from(payment.id)))
        .filter(fund_payment::Column::PaidOn.is_null())
        .filter(fund_payment::Column::StoppedOn.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    if payment.committed_on.is_some() {
        let entry = Entry {
            year: payment.year.ok_or(StoreError::Stale)?,
            of: payment.id.into(),
            kind: "free",
            by: Sums {
                committed: -payment.pence,
                ..Sums::default()
            },
            needs: i64::MIN / 4,
        };
        book(tx, payment.fund, &entry).await?;
    }
    Ok(())
}

/// Takes back money that was paid. It is free again.
///
/// Errors: [`StoreError::Stale`] when more would come back than was paid.
pub(crate) async fn take_back(
    tx: &mut WriteTx,
    payment: &Payment,
    pence: i64,
) -> Result<(), StoreError> {
    use fund_payment::Column as C;
    let written = fund_payment::change(tx.council())
        .col_expr(C::ReturnedPence, Expr::col(C::ReturnedPence).add(pence))
        .filter(C::Id.eq(Uuid::from(payment.id)))
        .filter(C::PaidOn.is_not_null())
        .filter(
            Expr::col((fund_payment::Entity, C::PaidPence))
                .sub(Expr::col((fund_payment::Entity, C::ReturnedPence)))
                .gte(pence),
        )
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    let entry = Entry {
        year: payment.year.ok_or(StoreError::Stale)?,
        of: payment.id.into(),
        kind: "back",
        by: Sums {
            spent: -pence,
            ..Sums::default()
        },
        needs: i64::MIN / 4,
    };
    book(tx, payment.fund, &entry).await.map(|_| ())
}

/// Records something about a payment that changes no sum, if its state still allows it.
async fn change(
    tx: &mut WriteTx,
    payment: &Payment,
    may: Condition,
    to: fund_payment::ActiveModel,
) -> Result<(), StoreError> {
    let written = fund_payment::change(tx.council())
        .set(to)
        .filter(fund_payment::Column::Id.eq(Uuid::from(payment.id)))
        .filter(may)
        .exec_in(tx)
        .await?;
    if written == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

/// Ties a payment to the part of a top-up that it pays.
pub(crate) async fn tie_to_top_up(
    tx: &mut WriteTx,
    payment: &Payment,
    top_up: TopUpId,
) -> Result<(), StoreError> {
    let to = fund_payment::ActiveModel {
        top_up_id: Set(top_up.into()),
        ..Default::default()
    };
    change(tx, payment, Condition::all(), to).await
}

/// Records the day they got what was paid.
///
/// Errors: [`StoreError::Stale`] when it is not paid, came back, or they already have it.
pub(crate) async fn hand_over(
    tx: &mut WriteTx,
    payment: &Payment,
    on: NaiveDate,
) -> Result<(), StoreError> {
    use fund_payment::Column as C;
    let col = |column: C| Expr::col((fund_payment::Entity, column));
    let may = Condition::all()
        .add(C::PaidOn.is_not_null())
        .add(C::HandedOn.is_null())
        .add(col(C::PaidPence).gt(col(C::ReturnedPence)));
    let to = fund_payment::ActiveModel {
        handed_on: Set(Some(on)),
        ..Default::default()
    };
    change(tx, payment, may, to).await?;
    super::payments::note(tx, payment, "hand-over").await
}

/// Keeps its receipt.
///
/// Errors: [`StoreError::Stale`] when it is not paid, or already has its receipt.
pub(crate) async fn keep_receipt(
    tx: &mut WriteTx,
    payment: &Payment,
    receipt: FileId,
) -> Result<(), StoreError> {
    let may = Condition::all()
        .add(fund_payment::Column::PaidOn.is_not_null())
        .add(fund_payment::Column::ReceiptOn.is_null());
    let to = fund_payment::ActiveModel {
        receipt_id: Set(receipt.into()),
        receipt_on: Set(Some(tx.today())),
        ..Default::default()
    };
    change(tx, payment, may, to).await?;
    super::payments::note(tx, payment, "keep-receipt").await
}

/// Writes off the receipt of a payment.
///
/// Errors: [`StoreError::Stale`] when it is not paid, has its receipt, or is already written off.
pub(crate) async fn write_off(tx: &mut WriteTx, payment: &Payment) -> Result<(), StoreError> {
    let may = Condition::all()
        .add(fund_payment::Column::PaidOn.is_not_null())
        .add(fund_payment::Column::ReceiptOn.is_null())
        .add(fund_payment::Column::WrittenOffOn.is_null());
    let to = fund_payment::ActiveModel {
        written_off_on: Set(Some(tx.today())),
        ..Default::default()
    };
    change(tx, payment, may, to).await?;
    super::payments::note(tx, payment, "write-off").await
}
