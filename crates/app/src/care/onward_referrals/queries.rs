//! Onward referrals in the database.

use chrono::NaiveDate;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::onward_referral,
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set, Uuid},
};
use values::{AccountId, CouncilId, OnwardReferralId, OrganisationId, PersonId, Scope};

use super::forms::{New, Outcome};
use crate::person::people;

/// An onward referral, opened.
#[derive(Clone, Debug)]
pub(crate) struct OnwardReferral {
    pub(crate) id: OnwardReferralId,
    pub(crate) person: PersonId,
    pub(crate) to_whom: String,
    pub(crate) purpose: String,
    pub(crate) words: String,
    pub(crate) sent_on: NaiveDate,
    pub(crate) answer_due_on: NaiveDate,
    /// A code of the outcomes; empty while it is open.
    pub(crate) outcome: String,
    pub(crate) outcome_on: Option<NaiveDate>,
    pub(crate) outcome_words: String,
    pub(crate) made_by: Option<AccountId>,
    /// The partner that it goes to, where it is one that uses this service.
    pub(crate) organisation: Option<OrganisationId>,
}

fn opened(tx: &ReadTx, row: onward_referral::Model) -> Result<OnwardReferral, StoreError> {
    Ok(OnwardReferral {
        id: row.id.into(),
        person: row.person_id.into(),
        to_whom: tx.open(&row.to_whom)?,
        purpose: tx.open(&row.purpose)?,
        words: tx.open(&row.words)?,
        sent_on: row.sent_on,
        answer_due_on: row.answer_due_on,
        outcome: row.outcome,
        outcome_on: row.outcome_on,
        outcome_words: tx.open(&row.outcome_words)?,
        made_by: row.made_by.map(Into::into),
        organisation: row.organisation_id.map(Into::into),
    })
}

/// Records an onward referral.
pub(super) async fn make(tx: &mut WriteTx, person: PersonId, new: &New) -> Result<(), StoreError> {
    let id: OnwardReferralId = tx.next_id();
    let row = onward_referral::New {
        id: id.into(),
        person_id: person.into(),
        to_whom: tx.seal(person, &new.to_whom),
        purpose: tx.seal(person, &new.purpose.to_owned()),
        words: tx.seal(person, &new.words),
        sent_on: new.sent_on,
        answer_due_on: new.answer_due_on,
        outcome: String::new(),
        outcome_on: None,
        outcome_words: tx.seal(person, &String::new()),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        organisation_id: new.organisation.map(Uuid::from),
    };
    onward_referral::insert(tx, row).await?;
    tx.journal(Entry::new("refer-onward").person(person).subject(id))
        .await
}

/// Records what came of it.
///
/// Errors: [`StoreError::Stale`] when it was recorded since it was read.
pub(super) async fn settle(
    tx: &mut WriteTx,
    one: &OnwardReferral,
    outcome: &Outcome,
) -> Result<(), StoreError> {
    let written = onward_referral::change(tx.council())
        .set(onward_referral::ActiveModel {
            outcome: Set(outcome.code.to_owned()),
            outcome_on: Set(Some(outcome.on)),
            outcome_words: Set(tx.seal(one.person, &outcome.words)),
            ..Default::default()
        })
        .filter(onward_referral::Column::Id.eq(Uuid::from(one.id)))
        .filter(onward_referral::Column::OutcomeOn.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    let entry = Entry::new("settle-onward")
        .person(one.person)
        .subject(one.id);
    tx.journal(entry.reason(outcome.code)).await
}

/// Finds an onward referral.
pub(super) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: OnwardReferralId,
) -> Result<Option<OnwardReferral>, StoreError> {
    let row = onward_referral::find(council, id).one_in(tx).await?;
    row.map(|row| opened(tx, row)).transpose()
}

/// Lists the onward referrals of a young person, the newest first.
pub(super) async fn of_person(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<OnwardReferral>, StoreError> {
    let rows = onward_referral::of(council)
        .filter(onward_referral::Column::PersonId.eq(Uuid::from(person)))
        .order_by_desc(onward_referral::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists who was put forward to a partner, the newest first; at most two hundred.
pub(super) async fn put_forward(
    tx: &mut ReadTx,
    council: CouncilId,
    organisation: OrganisationId,
) -> Result<Vec<OnwardReferral>, StoreError> {
    let rows = onward_referral::of(council)
        .filter(onward_referral::Column::OrganisationId.eq(Uuid::from(organisation)))
        .order_by_desc(onward_referral::Column::Id)
        .limit(200)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

impl OnwardReferral {
    /// Returns whether it is about health, and so only for those who may read restricted records, and the worker who made it.
    pub(crate) fn is_restricted(&self) -> bool {
        self.purpose == "health"
    }
}

/// Lists the referrals of a scope that were made between two days, the earliest first.
pub(crate) async fn sent_between(
    tx: &mut ReadTx,
    scope: &Scope,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<OnwardReferral>, StoreError> {
    let rows = onward_referral::of(scope.council)
        .filter(people::is_in(scope, onward_referral::Column::PersonId))
        .filter(onward_referral::Column::SentOn.between(from, until))
        .order_by_asc(onward_referral::Column::SentOn)
        .order_by_asc(onward_referral::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists the referrals of living young people in a scope that have had no answer by a day, the earliest first.
pub(crate) async fn open_of(
    tx: &mut ReadTx,
    scope: &Scope,
    until: NaiveDate,
) -> Result<Vec<OnwardReferral>, StoreError> {
    let rows = onward_referral::of(scope.council)
        .filter(people::lives_in(scope, onward_referral::Column::PersonId))
        .filter(onward_referral::Column::OutcomeOn.is_null())
        .filter(onward_referral::Column::AnswerDueOn.lte(until))
        .order_by_asc(onward_referral::Column::AnswerDueOn)
        .order_by_asc(onward_referral::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}
