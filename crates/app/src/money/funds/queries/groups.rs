//! Requests for groups in the database.

use store::{
    Entry as JournalEntry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::group_request::{self, Column},
    orm::{ColumnTrait, Condition, Expr, ExprTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{ActivityId, CouncilId, FileId, FundId, GroupRequestId};

use super::{
    super::model::{Decision, GroupRequest, Sums},
    ledger::{Entry, book, year_of},
};
use crate::shell::choices::Code;

/// A new request for a group.
#[derive(Clone, Debug)]
pub(crate) struct NewGroupRequest {
    pub(crate) fund: FundId,
    pub(crate) activity: ActivityId,
    pub(crate) item: String,
    pub(crate) pence: i64,
}

fn opened(row: group_request::Model) -> Result<GroupRequest, StoreError> {
    Ok(GroupRequest {
        id: row.id.into(),
        fund: row.fund_id.into(),
        activity: row.activity_id.into(),
        item: row.item,
        pence: row.pence,
        made_on: row.made_on,
        made_by: row.made_by.map(Into::into),
        decided_on: row.decided_on,
        decided_as: Decision::stored_if_any(&row.decided_as)?,
        decided_by: row.decided_by.map(Into::into),
        answer: row.answer,
        year: row.fund_year_id.map(Into::into),
        returned_pence: row.returned_pence,
        receipt: row.receipt_id.map(Into::into),
    })
}

/// Makes a request for a group.
pub(crate) async fn ask(
    tx: &mut WriteTx,
    new: &NewGroupRequest,
) -> Result<GroupRequestId, StoreError> {
    let id: GroupRequestId = tx.next_id();
    let row = group_request::New {
        id: id.into(),
        fund_id: new.fund.into(),
        activity_id: new.activity.into(),
        item: new.item.clone(),
        pence: new.pence,
        made_on: tx.today(),
        decided_on: None,
        decided_as: String::new(),
        decided_by: None,
        answer: String::new(),
        fund_year_id: None,
        returned_pence: 0,
        receipt_id: None,
        receipt_on: None,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    group_request::insert(tx, row).await?;
    let entry = JournalEntry::new("ask-for-group").subject(id);
    tx.journal(entry.subject(new.activity)).await?;
    Ok(id)
}

/// Finds a request for a group.
pub(crate) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: GroupRequestId,
) -> Result<Option<GroupRequest>, StoreError> {
    let row = group_request::find(council, id).one_in(tx).await?;
    row.map(opened).transpose()
}

async fn list(
    tx: &mut ReadTx,
    council: CouncilId,
    which: Condition,
) -> Result<Vec<GroupRequest>, StoreError> {
    let rows = group_request::of(council)
        .filter(which)
        .order_by_asc(Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(opened).collect()
}

/// Lists the requests to a fund for groups, oldest first.
pub(crate) async fn of_fund(
    tx: &mut ReadTx,
    council: CouncilId,
    fund: FundId,
) -> Result<Vec<GroupRequest>, StoreError> {
    let own = Column::FundId.eq(Uuid::from(fund));
    list(tx, council, Condition::all().add(own)).await
}

/// Lists the requests for groups at an activity, oldest first.
pub(crate) async fn of_activity(
    tx: &mut ReadTx,
    council: CouncilId,
    activity: ActivityId,
) -> Result<Vec<GroupRequest>, StoreError> {
    let own = Column::ActivityId.eq(Uuid::from(activity));
    list(tx, council, Condition::all().add(own)).await
}

/// Lists the requests that wait for an answer or a receipt, oldest first.
pub(crate) async fn open(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<GroupRequest>, StoreError> {
    let paid = Condition::all()
        .add(Column::DecidedAs.eq(Decision::Yes.code()))
        .add(Column::ReceiptId.is_null());
    let either = Condition::any().add(Column::DecidedAs.eq("")).add(paid);
    list(tx, council, either).await
}

/// Lists what was paid for groups between two days, both included.
pub(crate) async fn paid_between(
    tx: &mut ReadTx,
    council: CouncilId,
    (from, until): (chrono::NaiveDate, chrono::NaiveDate),
) -> Result<Vec<GroupRequest>, StoreError> {
    let paid = Condition::all()
        .add(Column::DecidedAs.eq(Decision::Yes.code()))
        .add(Column::DecidedOn.between(from, until));
    list(tx, council, paid).await
}

async fn decide(
    tx: &mut WriteTx,
    one: &GroupRequest,
    says: Decision,
    to: group_request::ActiveModel,
) -> Result<(), StoreError> {
    let written = group_request::change(tx.council())
        .set(group_request::ActiveModel {
            decided_on: Set(Some(tx.today())),
            decided_as: Set(says.code().to_owned()),
            decided_by: Set(tx.by_id()),
            ..to
        })
        .filter(Column::Id.eq(Uuid::from(one.id)))
        .filter(Column::DecidedAs.eq(""))
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    let entry = JournalEntry::new("decide-for-group").subject(one.id);
    tx.journal(entry.subject(one.activity).reason(says.code()))
        .await
}

/// Refuses a request.
///
/// Errors: [`StoreError::Stale`] when it was answered since it was read.
pub(crate) async fn refuse(
    tx: &mut WriteTx,
    one: &GroupRequest,
    answer: &str,
) -> Result<(), StoreError> {
    let to = group_request::ActiveModel {
        answer: Set(answer.to_owned()),
        ..Default::default()
    };
    decide(tx, one, Decision::No, to).await
}

/// Approves a request, and takes the money from the current year. Returns whether it was there; if not, nothing is written.
///
/// Errors: [`StoreError::Stale`] when it was answered since it was read.
pub(crate) async fn pay(tx: &mut WriteTx, one: &GroupRequest) -> Result<bool, StoreError> {
    let today = tx.today();
    let Some(year) = year_of(tx, one.fund, today).await? else {
        return Ok(false);
    };
    let entry = Entry {
        year: year.id.into(),
        of: one.id.into(),
        kind: "pay",
        by: Sums {
            spent: one.pence,
            ..Sums::default()
        },
        needs: one.pence,
    };
    if !book(tx, one.fund, &entry).await? {
        return Ok(false);
    }
    let to = group_request::ActiveModel {
        fund_year_id: Set(Some(year.id)),
        ..Default::default()
    };
    decide(tx, one, Decision::Yes, to).await?;
    Ok(true)
}

/// Takes back money that a group did not need. It is free again.
///
/// Errors: [`StoreError::Stale`] when more would come back than was paid.
pub(crate) async fn take_back(
    tx: &mut WriteTx,
    one: &GroupRequest,
    pence: i64,
) -> Result<(), StoreError> {
    let left = Expr::col((group_request::Entity, Column::Pence))
        .sub(Expr::col((group_request::Entity, Column::ReturnedPence)));
    let written = group_request::change(tx.council())
        .col_expr(
            Column::ReturnedPence,
            Expr::col(Column::ReturnedPence).add(pence),
        )
        .filter(Column::Id.eq(Uuid::from(one.id)))
        .filter(Column::DecidedAs.eq(Decision::Yes.code()))
        .filter(left.gte(pence))
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    let entry = Entry {
        year: one.year.ok_or(StoreError::Stale)?,
        of: one.id.into(),
        kind: "back",
        by: Sums {
            spent: -pence,
            ..Sums::default()
        },
        needs: i64::MIN / 4,
    };
    book(tx, one.fund, &entry).await?;
    let entry = JournalEntry::new("money-back").subject(one.id);
    tx.journal(entry.subject(one.activity)).await
}

/// Keeps its receipt.
///
/// Errors: [`StoreError::Stale`] when it is not paid, or already has its receipt.
pub(crate) async fn keep_receipt(
    tx: &mut WriteTx,
    one: &GroupRequest,
    receipt: FileId,
) -> Result<(), StoreError> {
    let written = group_request::change(tx.council())
        .set(group_request::ActiveModel {
            receipt_id: Set(receipt.into()),
            receipt_on: Set(Some(tx.today())),
            ..Default::default()
        })
        .filter(Column::Id.eq(Uuid::from(one.id)))
        .filter(Column::DecidedAs.eq(Decision::Yes.code()))
        .filter(Column::ReceiptId.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    let entry = JournalEntry::new("keep-receipt").subject(one.id);
    tx.journal(entry.subject(one.activity)).await
}
