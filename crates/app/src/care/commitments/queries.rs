//! Promises in the database.

use std::collections::HashMap;

use chrono::NaiveDate;
use store::{
    Entry, Execute, Fetch, KeptQuery, ReadTx, StoreError, WriteTx,
    entities::commitment,
    orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QueryTrait, Set, Uuid},
};
use values::{AccountId, CommitmentId, CouncilId, EmployerId, FundRequestId, PersonId, Scope};

use super::model::{Promiser, SettledAs};
use crate::{
    person::people::{self, Standing},
    shell::choices::Code,
};

/// A promise, opened.
#[derive(Clone, Debug)]
pub(crate) struct Commitment {
    pub(crate) id: CommitmentId,
    pub(crate) person: PersonId,
    /// What was promised.
    pub(crate) words: String,
    pub(crate) promised_on: NaiveDate,
    pub(crate) due_on: NaiveDate,
    /// Who keeps it.
    pub(crate) owner: AccountId,
    /// How it ended; nothing while it is open.
    pub(crate) settled_as: Option<SettledAs>,
    pub(crate) settled_on: Option<NaiveDate>,
    /// The day on which the young person was told why it was withdrawn.
    pub(crate) told_on: Option<NaiveDate>,
    pub(crate) reason: String,
    pub(crate) version: i32,
    /// Who promised; nothing if not recorded.
    pub(crate) promised_by: Option<Promiser>,
    /// Where it was said; empty if not recorded.
    pub(crate) said_at: String,
    pub(crate) employer: Option<EmployerId>,
    pub(crate) request: Option<FundRequestId>,
}

impl Commitment {
    /// Returns whether it is neither kept nor withdrawn.
    pub(crate) fn is_open(&self) -> bool {
        self.settled_as.is_none()
    }
}

/// A promise to record.
#[derive(Clone, Debug)]
pub(crate) struct NewCommitment {
    pub(crate) words: String,
    pub(crate) promised_on: NaiveDate,
    pub(crate) due_on: NaiveDate,
    pub(crate) owner: AccountId,
    pub(crate) promised_by: Promiser,
    pub(crate) said_at: String,
    pub(crate) employer: Option<EmployerId>,
    pub(crate) request: Option<FundRequestId>,
}

/// How a promise ends.
#[derive(Clone, Debug)]
pub(crate) struct Settled {
    /// How.
    pub(crate) how: SettledAs,
    pub(crate) on: NaiveDate,
    /// The day they were told, and why; only for a withdrawn promise.
    pub(crate) told_on: Option<NaiveDate>,
    pub(crate) reason: String,
}

fn opened(tx: &ReadTx, row: commitment::Model) -> Result<Commitment, StoreError> {
    Ok(Commitment {
        id: row.id.into(),
        person: row.person_id.into(),
        words: tx.open(&row.words)?,
        reason: tx.open(&row.reason)?,
        promised_on: row.promised_on,
        due_on: row.due_on,
        owner: row.owner_id.into(),
        settled_as: SettledAs::stored_if_any(&row.settled_as)?,
        settled_on: row.settled_on,
        told_on: row.told_on,
        version: row.version,
        promised_by: Promiser::stored_if_any(&row.promised_by)?,
        said_at: row.said_at,
        employer: row.employer_id.map(Into::into),
        request: row.request_id.map(Into::into),
    })
}

/// Records a promise. The caller refreshes what is due.
pub(crate) async fn make(
    tx: &mut WriteTx,
    person: PersonId,
    new: &NewCommitment,
) -> Result<CommitmentId, StoreError> {
    let id: CommitmentId = tx.next_id();
    let row = commitment::New {
        id: id.into(),
        person_id: person.into(),
        words: tx.seal(person, &new.words),
        promised_on: new.promised_on,
        due_on: new.due_on,
        owner_id: new.owner.into(),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        settled_as: String::new(),
        settled_on: None,
        settled_at: None,
        settled_by: None,
        told_on: None,
        reason: tx.seal(person, &String::new()),
        version: 1,
        promised_by: new.promised_by.code().to_owned(),
        said_at: new.said_at.clone(),
        employer_id: new.employer.map(Uuid::from),
        request_id: new.request.map(Uuid::from),
    };
    commitment::insert(tx, row).await?;
    tx.journal(Entry::new("promise").person(person).subject(id))
        .await?;
    Ok(id)
}

/// Records how a promise ended. The caller refreshes what is due.
///
/// Errors: [`StoreError::Stale`] when it was settled since it was read.
pub(crate) async fn settle(
    tx: &mut WriteTx,
    before: &Commitment,
    settled: &Settled,
) -> Result<(), StoreError> {
    let written = commitment::change(tx.council())
        .set(commitment::ActiveModel {
            settled_as: Set(settled.how.code().to_owned()),
            settled_on: Set(Some(settled.on)),
            settled_at: Set(Some(tx.at().into())),
            settled_by: Set(tx.by_id()),
            told_on: Set(settled.told_on),
            reason: Set(tx.seal(before.person, &settled.reason)),
            version: Set(before.version + 1),
            ..Default::default()
        })
        .filter(commitment::Column::Id.eq(Uuid::from(before.id)))
        .filter(commitment::Column::SettledAt.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    tx.journal(
        Entry::new("settle-promise")
            .person(before.person)
            .subject(before.id)
            .reason(settled.how.code()),
    )
    .await
}

/// Finds a promise.
pub(super) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: CommitmentId,
) -> Result<Option<Commitment>, StoreError> {
    let row = commitment::find(council, id).one_in(tx).await?;
    row.map(|row| opened(tx, row)).transpose()
}

/// Lists the promises made to a young person, the next due first.
pub(crate) async fn of_person(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Commitment>, StoreError> {
    static PROMISES: KeptQuery = KeptQuery::new(|about| {
        commitment::of(about.owner())
            .filter(about.are(commitment::Column::PersonId))
            .order_by_asc(commitment::Column::DueOn)
            .order_by_asc(commitment::Column::Id)
            .into_query()
    });
    let rows: Vec<commitment::Model> = PROMISES.of(tx, council, person).await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists the open promises to some young people, by young person, the next due first.
pub(crate) async fn open_of(
    tx: &mut ReadTx,
    council: CouncilId,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Vec<Commitment>>, StoreError> {
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = commitment::of(council)
        .filter(commitment::Column::PersonId.is_in(people.iter().map(|id| Uuid::from(*id))))
        .filter(commitment::Column::SettledAt.is_null())
        .order_by_asc(commitment::Column::DueOn)
        .order_by_asc(commitment::Column::Id)
        .all_in(tx)
        .await?;
    let mut of: HashMap<PersonId, Vec<Commitment>> = HashMap::new();
    for row in rows {
        let one = opened(tx, row)?;
        of.entry(one.person).or_default().push(one);
    }
    Ok(of)
}

/// Finds the promise behind a fund request, within the transaction that changes the request.
pub(crate) async fn of_request(
    tx: &mut WriteTx,
    person: PersonId,
    request: FundRequestId,
) -> Result<Option<Commitment>, StoreError> {
    let row = commitment::of(tx.council())
        .filter(commitment::Column::PersonId.eq(Uuid::from(person)))
        .filter(commitment::Column::RequestId.eq(Uuid::from(request)))
        .order_by_desc(commitment::Column::Id)
        .one_in(tx)
        .await?;
    row.map(|row| opened(tx, row)).transpose()
}

/// Lists the promises to living young people in a scope that are open or were due or settled after a day, with who works with them; the next due
/// first.
pub(crate) async fn in_scope(
    tx: &mut ReadTx,
    scope: &Scope,
    since: NaiveDate,
) -> Result<Vec<(Standing, Commitment)>, StoreError> {
    let rows = commitment::of(scope.council)
        .filter(people::lives_in(scope, commitment::Column::PersonId))
        .filter(
            Condition::any()
                .add(commitment::Column::SettledAt.is_null())
                .add(commitment::Column::DueOn.gt(since))
                .add(commitment::Column::SettledOn.gt(since)),
        )
        .order_by_asc(commitment::Column::DueOn)
        .order_by_asc(commitment::Column::Id)
        .all_in(tx)
        .await?;
    let people: Vec<PersonId> = rows.iter().map(|row| row.person_id.into()).collect();
    let standings: HashMap<PersonId, Standing> = people::standings(tx, scope.council, &people)
        .await?
        .into_iter()
        .map(|standing| (standing.id, standing))
        .collect();
    rows.into_iter()
        .filter_map(|row| {
            let standing = *standings.get(&PersonId::from(row.person_id))?;
            Some(opened(tx, row).map(|one| (standing, one)))
        })
        .collect()
}
