//! What is asked for from funds, and what became of it.

use std::collections::HashMap;

use chrono::NaiveDate;
use store::{
    Entry as JournalEntry, ReadTx, StoreError, WriteTx,
    entities::{fund_payment, fund_request},
    orm::{ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{ActivityId, CouncilId, FundId, FundPaymentId, FundRequestId, PersonId};

use super::ledger::keep_money;
use crate::funds::model::{Payment, Request, parts};

/// Something to ask for.
#[derive(Clone, Debug)]
pub(crate) struct NewRequest {
    pub(crate) fund: FundId,
    pub(crate) item: String,
    pub(crate) reason: String,
    pub(crate) pence: i64,
    pub(crate) number: u32,
    pub(crate) rhythm: String,
    pub(crate) wanted_on: NaiveDate,
    /// The activity for which a voucher is given; the nil id for none.
    pub(crate) activity: ActivityId,
}

fn opened(tx: &ReadTx, row: fund_request::Model) -> Result<Request, StoreError> {
    Ok(Request {
        id: row.id.into(),
        fund: row.fund_id.into(),
        person: row.person_id.into(),
        item: tx.open(&row.item)?,
        reason: tx.open(&row.reason)?,
        pence: row.pence,
        number: row.number,
        rhythm: row.rhythm,
        wanted_on: row.wanted_on,
        decided_on: row.decided_on,
        decided_as: row.decided_as,
        decided_by: row.decided_by.into(),
        answer: tx.open(&row.answer)?,
        ended_on: row.ended_on,
        ended_as: row.ended_as,
        made_on: row.made_on,
        made_by: row.made_by.into(),
        activity: row.activity_id.into(),
        version: row.version,
    })
}

pub(crate) fn payment(row: fund_payment::Model) -> Payment {
    Payment {
        id: row.id.into(),
        request: row.request_id.into(),
        fund: row.fund_id.into(),
        person: row.person_id.into(),
        due_on: row.due_on,
        pence: row.pence,
        year: row.fund_year_id.into(),
        committed_on: row.committed_on,
        paid_on: row.paid_on,
        paid_pence: row.paid_pence,
        handed_on: row.handed_on,
        receipt_on: row.receipt_on,
        returned_pence: row.returned_pence,
        written_off_on: row.written_off_on,
        stopped_on: row.stopped_on,
        top_up: row.top_up_id.into(),
    }
}

/// Asks a fund for something, in parts where it is paid in several.
pub(crate) async fn ask(
    tx: &mut WriteTx,
    person: PersonId,
    new: &NewRequest,
) -> Result<FundRequestId, StoreError> {
    let id: FundRequestId = tx.next_id();
    let row = fund_request::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id.into()),
        fund_id: Set(new.fund.into()),
        person_id: Set(person.into()),
        item: Set(tx.seal(person, &new.item)),
        reason: Set(tx.seal(person, &new.reason)),
        pence: Set(new.pence),
        number: Set(i32::try_from(new.number).unwrap_or(1)),
        rhythm: Set(new.rhythm.clone()),
        wanted_on: Set(Some(new.wanted_on)),
        decided_on: Set(None),
        decided_as: Set(String::new()),
        decided_by: Set(Uuid::nil()),
        answer: Set(tx.seal(person, &String::new())),
        ended_on: Set(None),
        ended_as: Set(String::new()),
        made_on: Set(tx.today()),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by().into()),
        version: Set(1),
        activity_id: Set(new.activity.into()),
    };
    fund_request::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    let mut rows = Vec::new();
    for (due_on, pence) in parts(new.wanted_on, &new.rhythm, new.number, new.pence) {
        rows.push(fund_payment::ActiveModel {
            council_id: Set(tx.council().into()),
            id: Set(tx.next_id()),
            request_id: Set(id.into()),
            fund_id: Set(new.fund.into()),
            person_id: Set(person.into()),
            due_on: Set(due_on),
            pence: Set(pence),
            fund_year_id: Set(Uuid::nil()),
            committed_on: Set(None),
            paid_on: Set(None),
            paid_pence: Set(0),
            paid_by: Set(Uuid::nil()),
            handed_on: Set(None),
            receipt_id: Set(Uuid::nil()),
            receipt_on: Set(None),
            returned_pence: Set(0),
            written_off_on: Set(None),
            stopped_on: Set(None),
            top_up_id: Set(Uuid::nil()),
            made_at: Set(tx.at().into()),
            made_by: Set(tx.by().into()),
        });
    }
    fund_payment::Entity::insert_many(rows)
        .exec_without_returning(tx.conn())
        .await?;
    tx.journal(JournalEntry::new("ask-fund").person(person).subject(id))
        .await?;
    Ok(id)
}

/// Finds a request.
pub(crate) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: FundRequestId,
) -> Result<Option<Request>, StoreError> {
    let row = fund_request::Entity::find_by_id((council.into(), id.into()))
        .one(tx.conn())
        .await?;
    row.map(|row| opened(tx, row)).transpose()
}

/// Lists what was asked for a young person, the newest first.
pub(crate) async fn of_person(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Request>, StoreError> {
    let rows = fund_request::Entity::find()
        .filter(fund_request::Column::CouncilId.eq(Uuid::from(council)))
        .filter(fund_request::Column::PersonId.eq(Uuid::from(person)))
        .order_by_desc(fund_request::Column::Id)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists what was asked of a fund, or of every fund, and has not ended, the oldest first.
pub(crate) async fn open_of(
    tx: &mut ReadTx,
    council: CouncilId,
    fund: Option<FundId>,
) -> Result<Vec<Request>, StoreError> {
    let mut query = fund_request::Entity::find()
        .filter(fund_request::Column::CouncilId.eq(Uuid::from(council)))
        .filter(fund_request::Column::EndedOn.is_null())
        .filter(fund_request::Column::DecidedAs.ne("no"))
        .order_by(fund_request::Column::Id, Order::Asc);
    if let Some(fund) = fund {
        query = query.filter(fund_request::Column::FundId.eq(Uuid::from(fund)));
    }
    let rows = query.all(tx.conn()).await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists everything that was asked of a fund, the oldest first.
pub(crate) async fn all_of(
    tx: &mut ReadTx,
    council: CouncilId,
    fund: FundId,
) -> Result<Vec<Request>, StoreError> {
    let rows = fund_request::Entity::find()
        .filter(fund_request::Column::CouncilId.eq(Uuid::from(council)))
        .filter(fund_request::Column::FundId.eq(Uuid::from(fund)))
        .order_by_asc(fund_request::Column::Id)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists the payments of some requests, by request, the first due first.
pub(crate) async fn payments_of(
    tx: &mut ReadTx,
    council: CouncilId,
    requests: &[FundRequestId],
) -> Result<HashMap<FundRequestId, Vec<Payment>>, StoreError> {
    let rows = fund_payment::Entity::find()
        .filter(fund_payment::Column::CouncilId.eq(Uuid::from(council)))
        .filter(fund_payment::Column::RequestId.is_in(requests.iter().map(|id| Uuid::from(*id))))
        .order_by_asc(fund_payment::Column::DueOn)
        .order_by_asc(fund_payment::Column::Id)
        .all(tx.conn())
        .await?;
    let mut of: HashMap<FundRequestId, Vec<Payment>> = HashMap::new();
    for row in rows {
        of.entry(row.request_id.into())
            .or_default()
            .push(payment(row));
    }
    Ok(of)
}

/// Lists the payments of a fund, the first due first.
pub(crate) async fn payments_of_fund(
    tx: &mut ReadTx,
    council: CouncilId,
    fund: FundId,
) -> Result<Vec<Payment>, StoreError> {
    let rows = fund_payment::Entity::find()
        .filter(fund_payment::Column::CouncilId.eq(Uuid::from(council)))
        .filter(fund_payment::Column::FundId.eq(Uuid::from(fund)))
        .order_by_asc(fund_payment::Column::DueOn)
        .order_by_asc(fund_payment::Column::Id)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(payment).collect())
}

/// Lists what was paid between two days, both included.
pub(crate) async fn paid_between(
    tx: &mut ReadTx,
    council: CouncilId,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<Payment>, StoreError> {
    let rows = fund_payment::Entity::find()
        .filter(fund_payment::Column::CouncilId.eq(Uuid::from(council)))
        .filter(fund_payment::Column::PaidOn.between(from, until))
        .order_by_asc(fund_payment::Column::Id)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(payment).collect())
}

/// Finds a payment, and the id of its receipt.
pub(crate) async fn find_payment(
    tx: &mut ReadTx,
    council: CouncilId,
    id: FundPaymentId,
) -> Result<Option<(Payment, values::FileId)>, StoreError> {
    let row = fund_payment::Entity::find_by_id((council.into(), id.into()))
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| {
        let receipt = row.receipt_id.into();
        (payment(row), receipt)
    }))
}

/// Answers a request.
///
/// Errors: [`StoreError::Stale`] when somebody answered it, or took it back, since it was read.
pub(crate) async fn decide(
    tx: &mut WriteTx,
    one: &Request,
    says: &'static str,
    answer: &str,
) -> Result<(), StoreError> {
    let written = fund_request::Entity::update_many()
        .set(fund_request::ActiveModel {
            decided_on: Set(Some(tx.today())),
            decided_as: Set(says.to_owned()),
            decided_by: Set(tx.by().into()),
            answer: Set(tx.seal(one.person, &answer.to_owned())),
            version: Set(one.version + 1),
            ..Default::default()
        })
        .filter(fund_request::Column::CouncilId.eq(Uuid::from(tx.council())))
        .filter(fund_request::Column::Id.eq(Uuid::from(one.id)))
        .filter(fund_request::Column::DecidedAs.eq(""))
        .filter(fund_request::Column::EndedOn.is_null())
        .exec(tx.conn())
        .await?;
    if written.rows_affected != 1 {
        return Err(StoreError::Stale);
    }
    let entry = JournalEntry::new("decide-request")
        .person(one.person)
        .subject(one.id);
    tx.journal(entry.reason(says)).await
}

/// Ends a request: taken back, or done.
///
/// Errors: [`StoreError::Stale`] when it has ended already.
pub(crate) async fn end(
    tx: &mut WriteTx,
    one: &Request,
    how: &'static str,
) -> Result<(), StoreError> {
    let written = fund_request::Entity::update_many()
        .set(fund_request::ActiveModel {
            ended_on: Set(Some(tx.today())),
            ended_as: Set(how.to_owned()),
            ..Default::default()
        })
        .filter(fund_request::Column::CouncilId.eq(Uuid::from(tx.council())))
        .filter(fund_request::Column::Id.eq(Uuid::from(one.id)))
        .filter(fund_request::Column::DecidedAs.eq(&*one.decided_as))
        .filter(fund_request::Column::EndedOn.is_null())
        .exec(tx.conn())
        .await?;
    if written.rows_affected != 1 {
        return Err(StoreError::Stale);
    }
    let entry = JournalEntry::new("end-request")
        .person(one.person)
        .subject(one.id);
    tx.journal(entry.reason(how)).await
}

/// Lists the payments of agreed requests of a fund that wait for money, the longest asked first.
async fn waiting(tx: &mut WriteTx, fund: FundId) -> Result<Vec<Payment>, StoreError> {
    let agreed: Vec<Uuid> = fund_request::Entity::find()
        .filter(fund_request::Column::CouncilId.eq(Uuid::from(tx.council())))
        .filter(fund_request::Column::FundId.eq(Uuid::from(fund)))
        .filter(fund_request::Column::DecidedAs.eq("yes"))
        .filter(fund_request::Column::EndedOn.is_null())
        .all(tx.conn())
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect();
    let rows = fund_payment::Entity::find()
        .filter(fund_payment::Column::CouncilId.eq(Uuid::from(tx.council())))
        .filter(fund_payment::Column::FundId.eq(Uuid::from(fund)))
        .filter(fund_payment::Column::RequestId.is_in(agreed))
        .filter(fund_payment::Column::CommittedOn.is_null())
        .filter(fund_payment::Column::PaidOn.is_null())
        .filter(fund_payment::Column::StoppedOn.is_null())
        .order_by_asc(fund_payment::Column::RequestId)
        .order_by_asc(fund_payment::Column::DueOn)
        .order_by_asc(fund_payment::Column::Id)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(payment).collect())
}

/// Keeps money for what waits, as far as it goes; whoever asked first comes first.
pub(crate) async fn keep_for_waiting(tx: &mut WriteTx, fund: FundId) -> Result<(), StoreError> {
    for payment in waiting(tx, fund).await? {
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

/// Lists what was asked for somebody and is no promise yet, or was answered with no: what, and how it stands, in words for them.
pub(crate) async fn asked_for(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<(String, String)>, StoreError> {
    let all = of_person(tx, council, person).await?;
    let told = |one: Request| {
        let says = match one.decided_as.as_str() {
            _ if one.ended_on.is_some() => return None,
            "yes" => return None,
            "no" => format!("We asked for it, and the answer was no: {}", one.answer),
            _ => "We asked for it. There is no answer yet.".to_owned(),
        };
        Some((one.item, says))
    };
    Ok(all.into_iter().filter_map(told).collect())
}
