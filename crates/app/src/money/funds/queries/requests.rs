//! Requests to funds, and what became of them.

use std::collections::HashMap;

use chrono::NaiveDate;
use store::{
    Entry as JournalEntry, Execute, Fetch, KeptQuery, ReadTx, StoreError, WriteTx,
    entities::{fund_payment, fund_request},
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Set, Uuid},
};
use values::{ActivityId, CouncilId, FundId, FundRequestId, PersonId, Scope};

use super::super::model::{Decision, Ending, Purpose, Request, Rhythm, parts};
use crate::{
    person::people,
    shell::choices::{Code, code_or_empty},
};

/// A new request.
#[derive(Clone, Debug)]
pub(crate) struct NewRequest {
    pub(crate) fund: FundId,
    pub(crate) item: String,
    pub(crate) reason: String,
    pub(crate) pence: i64,
    pub(crate) number: u32,
    pub(crate) rhythm: Rhythm,
    pub(crate) wanted_on: NaiveDate,
    /// The activity for which a voucher is given.
    pub(crate) activity: Option<ActivityId>,
    /// What it buys.
    pub(crate) purpose: Purpose,
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
        rhythm: Rhythm::stored(&row.rhythm)?,
        wanted_on: row.wanted_on,
        decided_on: row.decided_on,
        decided_as: Decision::stored_if_any(&row.decided_as)?,
        decided_by: row.decided_by.map(Into::into),
        answer: tx.open(&row.answer)?,
        ended_on: row.ended_on,
        ended_as: Ending::stored_if_any(&row.ended_as)?,
        made_on: row.made_on,
        made_by: row.made_by.map(Into::into),
        activity: row.activity_id.map(Into::into),
        purpose: Purpose::stored_if_any(&row.purpose)?,
        version: row.version,
    })
}

/// Makes a request, in parts where it is paid in more than one.
pub(crate) async fn ask(
    tx: &mut WriteTx,
    person: PersonId,
    new: &NewRequest,
) -> Result<FundRequestId, StoreError> {
    let id: FundRequestId = tx.next_id();
    let row = fund_request::New {
        id: id.into(),
        fund_id: new.fund.into(),
        person_id: person.into(),
        item: tx.seal(person, &new.item),
        reason: tx.seal(person, &new.reason),
        pence: new.pence,
        number: i32::try_from(new.number).unwrap_or(1),
        rhythm: new.rhythm.code().to_owned(),
        wanted_on: Some(new.wanted_on),
        decided_on: None,
        decided_as: String::new(),
        decided_by: None,
        answer: tx.seal(person, &String::new()),
        ended_on: None,
        ended_as: String::new(),
        made_on: tx.today(),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        version: 1,
        activity_id: new.activity.map(Uuid::from),
        purpose: new.purpose.code().to_owned(),
    };
    fund_request::insert(tx, row).await?;
    let mut rows = Vec::new();
    for (due_on, pence) in parts(new.wanted_on, new.rhythm, new.number, new.pence) {
        rows.push(fund_payment::New {
            id: tx.next_id(),
            request_id: id.into(),
            fund_id: new.fund.into(),
            person_id: person.into(),
            due_on,
            pence,
            fund_year_id: None,
            committed_on: None,
            paid_on: None,
            paid_pence: 0,
            paid_by: None,
            handed_on: None,
            receipt_id: None,
            receipt_on: None,
            returned_pence: 0,
            written_off_on: None,
            stopped_on: None,
            top_up_id: None,
            made_at: tx.at().into(),
            made_by: tx.by_id(),
        });
    }
    fund_payment::insert_all(tx, rows).await?;
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
    let row = fund_request::find(council, id).one_in(tx).await?;
    row.map(|row| opened(tx, row)).transpose()
}

/// Lists the requests for a young person, newest first.
pub(crate) async fn of_person(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Request>, StoreError> {
    static REQUESTS: KeptQuery = KeptQuery::new(|about| {
        fund_request::of(about.owner())
            .filter(about.are(fund_request::Column::PersonId))
            .order_by_desc(fund_request::Column::Id)
            .into_query()
    });
    let rows: Vec<fund_request::Model> = REQUESTS.of(tx, council, person).await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

fn open(council: CouncilId) -> Select<fund_request::Entity> {
    fund_request::of(council)
        .filter(fund_request::Column::EndedOn.is_null())
        .filter(fund_request::Column::DecidedAs.ne(Decision::No.code()))
        .order_by_asc(fund_request::Column::Id)
}

/// Lists the requests to a fund that have not ended, oldest first.
pub(crate) async fn open_of(
    tx: &mut ReadTx,
    council: CouncilId,
    fund: FundId,
) -> Result<Vec<Request>, StoreError> {
    let own = fund_request::Column::FundId.eq(Uuid::from(fund));
    let rows = open(council).filter(own).all_in(tx).await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists the requests for living young people in a scope that have not ended, oldest first.
pub(crate) async fn open_in(tx: &mut ReadTx, scope: &Scope) -> Result<Vec<Request>, StoreError> {
    let theirs = people::lives_in(scope, fund_request::Column::PersonId);
    let rows = open(scope.council).filter(theirs).all_in(tx).await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists all requests to a fund, oldest first.
pub(crate) async fn all_of(
    tx: &mut ReadTx,
    council: CouncilId,
    fund: FundId,
) -> Result<Vec<Request>, StoreError> {
    let rows = fund_request::of(council)
        .filter(fund_request::Column::FundId.eq(Uuid::from(fund)))
        .order_by_asc(fund_request::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Returns what each request buys of which something was paid between two days, both included; nothing where nobody has said.
pub(crate) async fn purposes_of_paid(
    tx: &mut ReadTx,
    council: CouncilId,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<HashMap<FundRequestId, Purpose>, StoreError> {
    let paid = fund_payment::of(council)
        .select_only()
        .column(fund_payment::Column::RequestId)
        .filter(fund_payment::Column::PaidOn.between(from, until))
        .into_query();
    let rows: Vec<(Uuid, String)> = fund_request::of(council)
        .select_only()
        .column(fund_request::Column::Id)
        .column(fund_request::Column::Purpose)
        .filter(fund_request::Column::Purpose.ne(""))
        .filter(fund_request::Column::Id.in_subquery(paid))
        .rows_in(tx)
        .await?;
    rows.into_iter()
        .map(|(id, purpose)| Ok((id.into(), Purpose::stored(&purpose)?)))
        .collect()
}

/// Answers a request.
///
/// Errors: [`StoreError::Stale`] when it was answered or withdrawn since it was read.
pub(crate) async fn decide(
    tx: &mut WriteTx,
    one: &Request,
    says: Decision,
    answer: &str,
) -> Result<(), StoreError> {
    let written = fund_request::change(tx.council())
        .set(fund_request::ActiveModel {
            decided_on: Set(Some(tx.today())),
            decided_as: Set(says.code().to_owned()),
            decided_by: Set(tx.by_id()),
            answer: Set(tx.seal(one.person, &answer.to_owned())),
            version: Set(one.version + 1),
            ..Default::default()
        })
        .filter(fund_request::Column::Id.eq(Uuid::from(one.id)))
        .filter(fund_request::Column::DecidedAs.eq(""))
        .filter(fund_request::Column::EndedOn.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    let entry = JournalEntry::new("decide-request")
        .person(one.person)
        .subject(one.id);
    tx.journal(entry.reason(says.code())).await
}

/// Ends a request: withdrawn, or done. `why` is what they were told, or can read where it was not answered yet.
///
/// Errors: [`StoreError::Stale`] when it has ended already.
pub(crate) async fn end(
    tx: &mut WriteTx,
    one: &Request,
    (how, why): (Ending, &str),
) -> Result<(), StoreError> {
    let words = if one.decided_as.is_none() {
        why
    } else {
        &one.answer
    };
    let written = fund_request::change(tx.council())
        .set(fund_request::ActiveModel {
            ended_on: Set(Some(tx.today())),
            ended_as: Set(how.code().to_owned()),
            answer: Set(tx.seal(one.person, &words.to_owned())),
            ..Default::default()
        })
        .filter(fund_request::Column::Id.eq(Uuid::from(one.id)))
        .filter(fund_request::Column::DecidedAs.eq(code_or_empty(one.decided_as)))
        .filter(fund_request::Column::EndedOn.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    let entry = JournalEntry::new("end-request")
        .person(one.person)
        .subject(one.id);
    tx.journal(entry.reason(how.code())).await
}

/// Lists a young person's requests that are no promise yet or were refused: what, and the status, in words for them.
pub(crate) async fn asked_for(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<(String, String)>, StoreError> {
    let all = of_person(tx, council, person).await?;
    let told = |one: Request| {
        let says = match (one.decided_as, one.ended_as) {
            (Some(Decision::Yes), _) => return None,
            (Some(Decision::No), _) => {
                format!("We asked for this. The answer was no: {}", one.answer)
            }
            (None, Some(Ending::Withdrawn)) => {
                format!("We asked for this, then withdrew it: {}", one.answer)
            }
            (None, Some(Ending::Done) | None) => {
                "We have asked for this. There is no answer yet.".to_owned()
            }
        };
        Some((one.item, says))
    };
    Ok(all.into_iter().filter_map(told).collect())
}

/// Lists what was asked for for a young person and waits for an answer.
pub(crate) async fn waiting_for(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<String>, StoreError> {
    let all = of_person(tx, council, person).await?;
    let waits = |one: &Request| one.decided_as.is_none() && one.ended_as.is_none();
    Ok(all.into_iter().filter(waits).map(|one| one.item).collect())
}
