//! Referrals in the database.

use std::collections::HashMap;

use super::super::model::{Decision, Referral, Told};
use crate::{
    person::people::{self, Allocation, NewPerson, Standing},
    shell::{choices::Code, clock},
};
use chrono::NaiveDate;
use store::{
    Entry, Execute, Fetch, InScope, KeptQuery, ReadTx, StoreError, WriteTx,
    entities::{person, referral},
    orm::{
        ColumnTrait, Condition, EntityTrait, Expr, ExprTrait, JoinType, QueryFilter, QueryOrder,
        QuerySelect, QueryTrait, Select, Set, Uuid,
    },
};
use values::{AccountId, CouncilId, OrganisationId, PersonId, ReferralId, Scope, TeamId};

fn opened(tx: &ReadTx, row: &referral::Model, standing: Standing) -> Result<Referral, StoreError> {
    Ok(Referral {
        id: row.id.into(),
        standing,
        referrer: row.referrer_id.map(Into::into),
        organisation: row.organisation_id.map(Into::into),
        outside_referrer: tx.open(&row.outside_referrer)?,
        programme_key: row.programme_key.clone(),
        route: row.route.clone(),
        reason: tx.open(&row.reason)?,
        told: Told::stored(&row.told)?,
        received_on: row.received_on,
        decision: Decision::stored_if_any(&row.decision)?,
        decision_reason: row.decision_reason.clone(),
        answered_on: row.decided_at.map(|at| clock::london_day(at.into())),
        version: row.version,
    })
}

/// Opens rows, with the standing of each young person in one query.
async fn opened_all(
    tx: &mut ReadTx,
    council: CouncilId,
    rows: &[referral::Model],
) -> Result<Vec<Referral>, StoreError> {
    let people: Vec<PersonId> = rows.iter().map(|row| row.person_id.into()).collect();
    let standings = people::standings(tx, council, &people).await?;
    let standings: HashMap<_, _> = standings
        .into_iter()
        .map(|one| (Uuid::from(one.id), one))
        .collect();
    rows.iter()
        .filter_map(|row| {
            let standing = standings.get(&row.person_id)?;
            Some(opened(tx, row, *standing))
        })
        .collect()
}

fn joined(scope: &Scope) -> Select<referral::Entity> {
    let on = Condition::all()
        .add(
            Expr::col((person::Entity, person::Column::CouncilId))
                .equals((referral::Entity, referral::Column::CouncilId)),
        )
        .add(
            Expr::col((person::Entity, person::Column::Id))
                .equals((referral::Entity, referral::Column::PersonId)),
        );
    let mut query = referral::Entity::find();
    QuerySelect::query(&mut query).join(JoinType::InnerJoin, person::Entity, on);
    query.in_scope(scope)
}

fn waiting_first(scope: &Scope) -> Select<referral::Entity> {
    let waiting_first = Expr::expr(Expr::case(referral::Column::Decision.eq(""), 0).finally(1));
    joined(scope)
        .order_by_asc(waiting_first)
        .order_by_desc(referral::Column::ReceivedOn)
        .order_by_desc(referral::Column::Id)
}

/// Lists the newest referrals of a scope, waiting ones first.
pub(in super::super) async fn newest(
    tx: &mut ReadTx,
    scope: &Scope,
    most: u64,
) -> Result<Vec<Referral>, StoreError> {
    let rows = waiting_first(scope).limit(most).all_in(tx).await?;
    opened_all(tx, scope.council, &rows).await
}

/// Counts the referrals of a scope that wait for an answer.
pub async fn waiting_count(tx: &mut ReadTx, scope: &Scope) -> Result<u64, StoreError> {
    joined(scope)
        .filter(referral::Column::Decision.eq(""))
        .count_in(tx)
        .await
}

/// Lists the referrals of a scope that wait for an answer, longest wait first: id, young person and day received.
pub async fn waiting_days(
    tx: &mut ReadTx,
    scope: &Scope,
) -> Result<Vec<(ReferralId, PersonId, NaiveDate)>, StoreError> {
    let rows: Vec<(Uuid, Uuid, NaiveDate)> = joined(scope)
        .filter(referral::Column::Decision.eq(""))
        .select_only()
        .column(referral::Column::Id)
        .column(referral::Column::PersonId)
        .column(referral::Column::ReceivedOn)
        .order_by_asc(referral::Column::ReceivedOn)
        .order_by_asc(referral::Column::Id)
        .limit(200)
        .rows_in(tx)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, person, on)| (id.into(), person.into(), on))
        .collect())
}

/// Lists the referrals of a scope that were received between two days.
pub async fn received_between(
    tx: &mut ReadTx,
    scope: &Scope,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<Referral>, StoreError> {
    let rows = joined(scope)
        .filter(referral::Column::ReceivedOn.between(from, until))
        .order_by_asc(referral::Column::ReceivedOn)
        .order_by_asc(referral::Column::Id)
        .all_in(tx)
        .await?;
    opened_all(tx, scope.council, &rows).await
}

/// Lists the referrals that workers made of some young people, the newest first.
pub async fn made_by(
    tx: &mut ReadTx,
    council: CouncilId,
    workers: &[AccountId],
    people: &[PersonId],
) -> Result<Vec<Referral>, StoreError> {
    let rows = referral::of(council)
        .filter(referral::Column::PersonId.is_in(people.iter().map(|id| Uuid::from(*id))))
        .filter(referral::Column::ReferrerId.is_in(workers.iter().map(|id| Uuid::from(*id))))
        .order_by_desc(referral::Column::ReceivedOn)
        .order_by_desc(referral::Column::Id)
        .all_in(tx)
        .await?;
    opened_all(tx, council, &rows).await
}

/// Finds a referral.
pub(in super::super) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: ReferralId,
) -> Result<Option<Referral>, StoreError> {
    let Some(row) = referral::find(council, id).one_in(tx).await? else {
        return Ok(None);
    };
    Ok(opened_all(tx, council, &[row]).await?.pop())
}

/// Lists the referrals of a young person, oldest first.
pub async fn of_person(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Referral>, StoreError> {
    static REFERRALS: KeptQuery = KeptQuery::new(|about| {
        referral::of(about.owner())
            .filter(about.are(referral::Column::PersonId))
            .order_by_asc(referral::Column::ReceivedOn)
            .order_by_asc(referral::Column::Id)
            .into_query()
    });
    let rows: Vec<referral::Model> = REFERRALS.of(tx, council, person).await?;
    opened_all(tx, council, &rows).await
}

/// Returns the day of the newest referral to a programme that was not declined.
pub async fn received_on(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
    programme_key: &str,
) -> Result<Option<NaiveDate>, StoreError> {
    let referrals = of_person(tx, council, person).await?;
    let open = referrals.iter().filter(|one| {
        one.programme_key == programme_key
            && (one.is_waiting() || one.decision == Some(Decision::Accepted))
    });
    Ok(open.map(|one| one.received_on).max())
}

/// A referral to make.
#[derive(Clone, Debug)]
pub(in super::super) struct NewReferral {
    pub(in super::super) person: NewPerson,
    pub(in super::super) programme_key: String,
    pub(in super::super) route: String,
    pub(in super::super) reason: String,
    pub(in super::super) told: Told,
}

/// Makes a referral, and the record of the young person where they have none. Returns both.
///
/// It is counted for the organisation that the referrer works for, where that is not the council. The referrer's own team takes the young person until someone changes that, so that every referral belongs to a team.
pub(in super::super) async fn make(
    tx: &mut WriteTx,
    new: &NewReferral,
    (team, organisation): (Option<TeamId>, Option<OrganisationId>),
    same: Option<PersonId>,
) -> Result<(ReferralId, PersonId), StoreError> {
    let allocation = Allocation {
        team,
        ..new.person.allocation
    };
    let person = match same {
        Some(person) => person,
        None => {
            let new = NewPerson {
                allocation,
                ..new.person.clone()
            };
            people::add(tx, &new).await?
        }
    };
    let row = Waiting {
        person,
        programme_key: new.programme_key.clone(),
        route: new.route.clone(),
        referrer: tx.by(),
        organisation,
        outside_referrer: String::new(),
        reason: new.reason.clone(),
        told: new.told,
    };
    let id = insert(tx, &row).await?;
    tx.journal(Entry::new("make-referral").person(person).subject(id))
        .await?;
    Ok((id, person))
}

/// A referral that waits from today.
pub(super) struct Waiting {
    pub(super) person: PersonId,
    pub(super) programme_key: String,
    pub(super) route: String,
    pub(super) referrer: Option<AccountId>,
    pub(super) organisation: Option<OrganisationId>,
    pub(super) outside_referrer: String,
    pub(super) reason: String,
    pub(super) told: Told,
}

pub(super) async fn insert(tx: &mut WriteTx, new: &Waiting) -> Result<ReferralId, StoreError> {
    let id: ReferralId = tx.next_id();
    let row = referral::New {
        id: id.into(),
        person_id: new.person.into(),
        programme_key: new.programme_key.clone(),
        route: new.route.clone(),
        referrer_id: new.referrer.map(Uuid::from),
        organisation_id: new.organisation.map(Uuid::from),
        outside_referrer: tx.seal(new.person, &new.outside_referrer),
        reason: tx.seal(new.person, &new.reason),
        told: new.told.code().to_owned(),
        received_on: tx.today(),
        received_at: tx.at().into(),
        decided_at: None,
        decided_by: None,
        decision: String::new(),
        decision_reason: String::new(),
        version: 1,
    };
    referral::insert(tx, row).await?;
    Ok(id)
}

/// Answers a referral, once; one that was accepted can still be closed.
///
/// Errors: [`StoreError::Stale`] when someone else has already answered it.
pub(in super::super) async fn answer(
    tx: &mut WriteTx,
    referral: &Referral,
    decision: Decision,
    reason: &str,
) -> Result<(), StoreError> {
    let mut row = referral::ActiveModel {
        decision: Set(decision.code().to_owned()),
        decision_reason: Set(reason.to_owned()),
        version: Set(referral.version + 1),
        ..Default::default()
    };
    // The day of the first answer stays: closing one that was accepted is in the journal.
    if referral.is_waiting() {
        row.decided_at = Set(Some(tx.at().into()));
        row.decided_by = Set(tx.by_id());
    }
    let mut open = vec![""];
    if decision != Decision::Accepted {
        open.push(Decision::Accepted.code());
    }
    let written = referral::change(tx.council())
        .set(row)
        .filter(referral::Column::Id.eq(Uuid::from(referral.id)))
        .filter(
            referral::Column::Version
                .eq(referral.version)
                .and(referral::Column::Decision.is_in(open)),
        )
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    tx.journal(
        Entry::new("decide-referral")
            .person(referral.person())
            .subject(referral.id)
            .reason(decision.code()),
    )
    .await
}

#[cfg(test)]
mod tests {
    use policy::Action;

    use super::*;
    use crate::tests::plans::Plans;

    #[tokio::test]
    async fn every_list_of_referrals_starts_at_an_index_of_the_council() {
        let plans = Plans::open().await;
        for scope in Plans::scopes(Action::ListReferrals) {
            plans.check(&waiting_first(&scope)).await;
        }
    }
}
