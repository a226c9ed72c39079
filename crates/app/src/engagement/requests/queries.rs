//! Requests in the database.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{slot_asked, slot_request},
    orm::{ColumnTrait, Expr, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Set, Uuid},
};
use values::{
    AccountId, CouncilId, EmployerContactId, EmployerId, PersonId, SlotAskedId, SlotRequestId,
};

use super::model::{AskedEmployer, Outcome, SlotRequest, WARNING_DAYS};
use crate::shell::choices::Code;

/// A request to make.
#[derive(Clone, Debug)]
pub(super) struct NewRequest {
    pub(super) kind: String,
    pub(super) on: NaiveDate,
    pub(super) begins: String,
    pub(super) minutes: i32,
    pub(super) place: String,
    pub(super) words: String,
    /// For whom; nobody named, where more can come.
    pub(super) person: Option<PersonId>,
}

fn opened(row: slot_request::Model) -> Result<SlotRequest, StoreError> {
    Ok(SlotRequest {
        id: row.id.into(),
        kind: row.kind,
        on: row.held_on,
        begins: row.begins,
        minutes: row.minutes,
        place: row.place,
        words: row.words,
        keeper: row.keeper_id.into(),
        taken_by: row.taken_by_employer_id.map(Into::into),
        taken_contact: row.taken_by_contact_id.map(Into::into),
        withdrawn: row.withdrawn_on.map(|on| (on, row.reason)),
        outcome: Outcome::stored_if_any(&row.outcome)?,
        outcome_words: row.outcome_words,
        person: row.person_id.map(Into::into),
    })
}

fn opened_asked(row: slot_asked::Model) -> AskedEmployer {
    AskedEmployer {
        id: row.id.into(),
        request: row.slot_request_id.into(),
        employer: row.employer_id.into(),
        contact: row.contact_id.into(),
        answer: row.answer,
    }
}

/// Records a request.
pub(super) async fn add(tx: &mut WriteTx, new: &NewRequest) -> Result<SlotRequest, StoreError> {
    let id: SlotRequestId = tx.next_id();
    let row = slot_request::New {
        id: id.into(),
        kind: new.kind.clone(),
        held_on: new.on,
        begins: new.begins.clone(),
        minutes: new.minutes,
        place: new.place.clone(),
        words: new.words.clone(),
        keeper_id: tx.worker()?.into(),
        taken_by_employer_id: None,
        taken_by_contact_id: None,
        taken_at: None,
        withdrawn_on: None,
        reason: String::new(),
        outcome: String::new(),
        outcome_on: None,
        outcome_words: String::new(),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        person_id: new.person.map(Uuid::from),
    };
    slot_request::insert(tx, row).await?;
    let mut entry = Entry::new("make-request").subject(id);
    if let Some(person) = new.person {
        entry = entry.person(person);
    }
    tx.journal(entry).await?;
    let council = tx.council();
    find(tx, council, id).await?.ok_or(StoreError::Stale)
}

/// Records that an employer is asked.
pub(super) async fn ask(
    tx: &mut WriteTx,
    request: SlotRequestId,
    employer: EmployerId,
    contact: EmployerContactId,
) -> Result<SlotAskedId, StoreError> {
    let id: SlotAskedId = tx.next_id();
    let row = slot_asked::New {
        id: id.into(),
        slot_request_id: request.into(),
        employer_id: employer.into(),
        contact_id: contact.into(),
        answer: String::new(),
        answered_at: None,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    slot_asked::insert(tx, row).await?;
    Ok(id)
}

/// Gives a request to the employer who said yes, if it is still open. Returns whether they have it.
pub(super) async fn take(tx: &mut WriteTx, asked: &AskedEmployer) -> Result<bool, StoreError> {
    let written = slot_request::change(tx.council())
        .set(slot_request::ActiveModel {
            taken_by_employer_id: Set(asked.employer.into()),
            taken_by_contact_id: Set(asked.contact.into()),
            taken_at: Set(Some(tx.at().into())),
            ..Default::default()
        })
        .filter(slot_request::Column::Id.eq(Uuid::from(asked.request)))
        .filter(slot_request::Column::TakenAt.is_null())
        .filter(slot_request::Column::WithdrawnOn.is_null())
        .exec_in(tx)
        .await?;
    let has_it = written == 1;
    set_answer(tx, asked, if has_it { "yes" } else { "late" }).await?;
    let entry = Entry::new("take-request").subject(asked.request);
    tx.journal(entry.subject(asked.employer)).await?;
    Ok(has_it)
}

/// Records that an employer cannot do it. If they had it, it is open again.
pub(super) async fn decline(tx: &mut WriteTx, asked: &AskedEmployer) -> Result<(), StoreError> {
    slot_request::change(tx.council())
        .set(slot_request::ActiveModel {
            taken_by_employer_id: Set(None),
            taken_by_contact_id: Set(None),
            taken_at: Set(None),
            ..Default::default()
        })
        .filter(slot_request::Column::Id.eq(Uuid::from(asked.request)))
        .filter(slot_request::Column::TakenByEmployerId.eq(Uuid::from(asked.employer)))
        .filter(slot_request::Column::Outcome.eq(""))
        .exec_in(tx)
        .await?;
    set_answer(tx, asked, "no").await?;
    let entry = Entry::new("decline-request").subject(asked.request);
    tx.journal(entry.subject(asked.employer)).await
}

async fn set_answer(
    tx: &mut WriteTx,
    asked: &AskedEmployer,
    answer: &str,
) -> Result<(), StoreError> {
    slot_asked::change(tx.council())
        .set(slot_asked::ActiveModel {
            answer: Set(answer.to_owned()),
            answered_at: Set(Some(tx.at().into())),
            ..Default::default()
        })
        .filter(slot_asked::Column::Id.eq(Uuid::from(asked.id)))
        .exec_in(tx)
        .await?;
    Ok(())
}

/// Withdraws a request.
///
/// Errors: [`StoreError::Stale`] when it has ended already.
pub(super) async fn withdraw(
    tx: &mut WriteTx,
    id: SlotRequestId,
    reason: &str,
) -> Result<(), StoreError> {
    let change = slot_request::ActiveModel {
        withdrawn_on: Set(Some(tx.today())),
        reason: Set(reason.to_owned()),
        ..Default::default()
    };
    close(tx, id, change).await?;
    tx.journal(Entry::new("withdraw-request").subject(id)).await
}

/// Records how it went.
///
/// Errors: [`StoreError::Stale`] when it has ended already.
pub(super) async fn settle(
    tx: &mut WriteTx,
    id: SlotRequestId,
    outcome: Outcome,
    words: &str,
) -> Result<(), StoreError> {
    let change = slot_request::ActiveModel {
        outcome: Set(outcome.code().to_owned()),
        outcome_on: Set(Some(tx.today())),
        outcome_words: Set(words.to_owned()),
        ..Default::default()
    };
    close(tx, id, change).await?;
    tx.journal(Entry::new("settle-request").subject(id)).await
}

async fn close(
    tx: &mut WriteTx,
    id: SlotRequestId,
    change: slot_request::ActiveModel,
) -> Result<(), StoreError> {
    let written = slot_request::change(tx.council())
        .set(change)
        .filter(slot_request::Column::Id.eq(Uuid::from(id)))
        .filter(slot_request::Column::WithdrawnOn.is_null())
        .filter(slot_request::Column::Outcome.eq(""))
        .exec_in(tx)
        .await?;
    if written == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

/// Finds a request.
pub(crate) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: SlotRequestId,
) -> Result<Option<SlotRequest>, StoreError> {
    let row = slot_request::find(council, id).one_in(tx).await?;
    row.map(opened).transpose()
}

/// Lists the newest requests, by their day; at most two hundred.
pub(super) async fn newest(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<SlotRequest>, StoreError> {
    let rows = slot_request::of(council)
        .order_by_desc(slot_request::Column::HeldOn)
        .order_by_desc(slot_request::Column::Id)
        .limit(200)
        .all_in(tx)
        .await?;
    rows.into_iter().map(opened).collect()
}

/// Lists the requests for days within a period.
pub(crate) async fn between(
    tx: &mut ReadTx,
    council: CouncilId,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<SlotRequest>, StoreError> {
    let rows = slot_request::of(council)
        .filter(slot_request::Column::HeldOn.between(from, until))
        .order_by_asc(slot_request::Column::HeldOn)
        .order_by_asc(slot_request::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(opened).collect()
}

/// Lists who was asked, in order.
pub(super) async fn asked_of(
    tx: &mut ReadTx,
    council: CouncilId,
    request: SlotRequestId,
) -> Result<Vec<AskedEmployer>, StoreError> {
    let rows = slot_asked::of(council)
        .filter(slot_asked::Column::SlotRequestId.eq(Uuid::from(request)))
        .order_by_asc(slot_asked::Column::Id)
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(opened_asked).collect())
}

/// Finds who was asked.
pub(super) async fn asked(
    tx: &mut ReadTx,
    council: CouncilId,
    id: SlotAskedId,
) -> Result<Option<AskedEmployer>, StoreError> {
    let row = slot_asked::find(council, id).one_in(tx).await?;
    Ok(row.map(opened_asked))
}

/// Lists the workers' requests that no one has taken a week before the day, and those whose outcome is not recorded.
pub(crate) async fn due_of(
    tx: &mut ReadTx,
    council: CouncilId,
    workers: &[AccountId],
    today: NaiveDate,
) -> Result<Vec<SlotRequest>, StoreError> {
    let workers = workers.iter().map(|id| Uuid::from(*id));
    let soon = today + Days::new(WARNING_DAYS);
    let waits = slot_request::Column::TakenAt
        .is_null()
        .and(slot_request::Column::HeldOn.lte(soon));
    let is_over = Expr::expr(slot_request::Column::TakenAt.is_not_null())
        .and(slot_request::Column::HeldOn.lt(today));
    let rows = slot_request::of(council)
        .filter(slot_request::Column::KeeperId.is_in(workers))
        .filter(slot_request::Column::WithdrawnOn.is_null())
        .filter(slot_request::Column::Outcome.eq(""))
        .filter(waits.or(is_over))
        .order_by_asc(slot_request::Column::HeldOn)
        .order_by_asc(slot_request::Column::Id)
        .limit(100)
        .all_in(tx)
        .await?;
    rows.into_iter().map(opened).collect()
}

/// Counts what an employer gave in answer to requests, by kind.
pub(crate) async fn given(
    tx: &mut ReadTx,
    council: CouncilId,
    employer: EmployerId,
) -> Result<Vec<(String, u64)>, StoreError> {
    let rows = slot_request::of(council)
        .filter(slot_request::Column::TakenByEmployerId.eq(Uuid::from(employer)))
        .filter(slot_request::Column::Outcome.eq(Outcome::Given.code()))
        .order_by_asc(slot_request::Column::Kind)
        .order_by_asc(slot_request::Column::Id)
        .all_in(tx)
        .await?;
    let mut counts: HashMap<String, u64> = HashMap::new();
    for row in rows {
        *counts.entry(row.kind).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort();
    Ok(counts)
}
