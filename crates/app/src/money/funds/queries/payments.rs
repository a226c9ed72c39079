//! The parts of requests: to be paid, and paid.

use std::collections::HashMap;

use chrono::NaiveDate;
use store::{
    Entry as JournalEntry, Fetch, ReadTx, StoreError, WriteTx,
    entities::{fund_payment, fund_request},
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Uuid},
};
use values::{CouncilId, FundId, FundPaymentId, FundRequestId, PersonId, TopUpId};

use super::{
    super::model::{Decision, Payment, Request},
    ledger::keep_money,
    requests::of_person,
};
use crate::shell::choices::Code;

fn payment(row: fund_payment::Model) -> Payment {
    Payment {
        id: row.id.into(),
        request: row.request_id.into(),
        fund: row.fund_id.into(),
        person: row.person_id.into(),
        due_on: row.due_on,
        pence: row.pence,
        year: row.fund_year_id.map(Into::into),
        committed_on: row.committed_on,
        paid_on: row.paid_on,
        paid_pence: row.paid_pence,
        handed_on: row.handed_on,
        receipt_on: row.receipt_on,
        returned_pence: row.returned_pence,
        written_off_on: row.written_off_on,
        stopped_on: row.stopped_on,
        top_up: row.top_up_id.map(Into::into),
    }
}

/// Lists the payments of some requests, by request, earliest due first.
pub(crate) async fn of(
    tx: &mut ReadTx,
    council: CouncilId,
    requests: &[FundRequestId],
) -> Result<HashMap<FundRequestId, Vec<Payment>>, StoreError> {
    let rows = fund_payment::of(council)
        .filter(fund_payment::Column::RequestId.is_in(requests.iter().map(|id| Uuid::from(*id))))
        .order_by_asc(fund_payment::Column::DueOn)
        .order_by_asc(fund_payment::Column::Id)
        .all_in(tx)
        .await?;
    let mut of: HashMap<FundRequestId, Vec<Payment>> = HashMap::new();
    for row in rows {
        of.entry(row.request_id.into())
            .or_default()
            .push(payment(row));
    }
    Ok(of)
}

/// Lists the payments of one request, earliest due first.
pub(crate) async fn of_one(
    tx: &mut ReadTx,
    council: CouncilId,
    request: FundRequestId,
) -> Result<Vec<Payment>, StoreError> {
    let mut of = of(tx, council, &[request]).await?;
    Ok(of.remove(&request).unwrap_or_default())
}

/// Lists the requests for a young person, newest first, each with its payments.
pub(crate) async fn with_payments(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<(Request, Vec<Payment>)>, StoreError> {
    let all = of_person(tx, council, person).await?;
    let ids: Vec<_> = all.iter().map(|one| one.id).collect();
    let mut parts = of(tx, council, &ids).await?;
    let with = |one: Request| {
        let own = parts.remove(&one.id).unwrap_or_default();
        (one, own)
    };
    Ok(all.into_iter().map(with).collect())
}

/// Lists the payments of parts of a top-up that are still to be paid.
pub(crate) async fn of_top_ups(
    tx: &mut ReadTx,
    council: CouncilId,
    ids: &[TopUpId],
) -> Result<Vec<Payment>, StoreError> {
    let rows = fund_payment::of(council)
        .filter(fund_payment::Column::TopUpId.is_in(ids.iter().map(|id| Uuid::from(*id))))
        .filter(fund_payment::Column::PaidOn.is_null())
        .filter(fund_payment::Column::StoppedOn.is_null())
        .order_by_asc(fund_payment::Column::DueOn)
        .order_by_asc(fund_payment::Column::Id)
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(payment).collect())
}

/// Lists the payments of a fund, earliest due first.
pub(crate) async fn of_fund(
    tx: &mut ReadTx,
    council: CouncilId,
    fund: FundId,
) -> Result<Vec<Payment>, StoreError> {
    let rows = fund_payment::of(council)
        .filter(fund_payment::Column::FundId.eq(Uuid::from(fund)))
        .order_by_asc(fund_payment::Column::DueOn)
        .order_by_asc(fund_payment::Column::Id)
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(payment).collect())
}

/// Lists what was paid between two days, both included.
pub(crate) async fn paid_between(
    tx: &mut ReadTx,
    council: CouncilId,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<Payment>, StoreError> {
    let rows = fund_payment::of(council)
        .filter(fund_payment::Column::PaidOn.between(from, until))
        .order_by_asc(fund_payment::Column::Id)
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(payment).collect())
}

/// Finds a payment, and the id of its receipt.
pub(crate) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: FundPaymentId,
) -> Result<Option<(Payment, Option<values::FileId>)>, StoreError> {
    let row = fund_payment::find(council, id).one_in(tx).await?;
    Ok(row.map(|row| {
        let receipt = row.receipt_id.map(Into::into);
        (payment(row), receipt)
    }))
}

/// Lists the payments of approved requests to a fund that wait for money, oldest request first.
pub(crate) async fn waiting(
    tx: &mut ReadTx,
    council: CouncilId,
    fund: FundId,
) -> Result<Vec<Payment>, StoreError> {
    let agreed = fund_request::of(council)
        .filter(fund_request::Column::FundId.eq(Uuid::from(fund)))
        .filter(fund_request::Column::DecidedAs.eq(Decision::Yes.code()))
        .filter(fund_request::Column::EndedOn.is_null())
        .select_only()
        .column(fund_request::Column::Id)
        .into_query();
    let rows = fund_payment::of(council)
        .filter(fund_payment::Column::FundId.eq(Uuid::from(fund)))
        .filter(fund_payment::Column::RequestId.in_subquery(agreed))
        .filter(fund_payment::Column::CommittedOn.is_null())
        .filter(fund_payment::Column::PaidOn.is_null())
        .filter(fund_payment::Column::StoppedOn.is_null())
        .order_by_asc(fund_payment::Column::RequestId)
        .order_by_asc(fund_payment::Column::DueOn)
        .order_by_asc(fund_payment::Column::Id)
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(payment).collect())
}

/// Sets money aside for what waits, as far as it goes, oldest request first.
pub(crate) async fn keep_for_waiting(tx: &mut WriteTx, fund: FundId) -> Result<(), StoreError> {
    let council = tx.council();
    for payment in waiting(tx, council, fund).await? {
        keep_money(tx, &payment).await?;
    }
    Ok(())
}

/// Writes a journal entry about a payment.
pub(crate) async fn note(
    tx: &mut WriteTx,
    payment: &Payment,
    what: &'static str,
) -> Result<(), StoreError> {
    let entry = JournalEntry::new(what).person(payment.person);
    tx.journal(entry.subject(payment.id).subject(payment.request))
        .await
}
