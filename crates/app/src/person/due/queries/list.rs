//! What is due, as lists read it.

use chrono::NaiveDate;
use programme::DueKind;
use store::{
    InScope, ReadTx, StoreError,
    entities::{due, person},
    orm::{
        ColumnTrait, Condition, EntityTrait, Expr, ExprTrait, FromQueryResult, JoinType,
        QueryFilter, QueryOrder, QuerySelect, Select, Uuid, sea_orm,
    },
};
use values::{AccountId, CouncilId, EnrolmentId, OrganisationId, PersonId, Scope, TeamId};

use crate::person::people::Standing;

/// Something due for a young person.
#[derive(Clone, Debug, FromQueryResult)]
pub struct DueRow {
    person_id: Uuid,
    enrolment_id: Uuid,
    owner_id: Uuid,
    /// The engine's code of what it is.
    pub kind: String,
    /// When.
    pub due_on: NaiveDate,
    /// Why, in words.
    pub reason: String,
}

impl DueRow {
    /// Returns the young person.
    pub fn person(&self) -> PersonId {
        self.person_id.into()
    }

    /// Returns the worker who took it on; the nil id for no one.
    pub fn owner(&self) -> AccountId {
        self.owner_id.into()
    }

    /// Returns the enrolment; the nil id for a waiting referral.
    pub fn enrolment(&self) -> EnrolmentId {
        self.enrolment_id.into()
    }
}

fn selected(query: Select<person::Entity>) -> Select<person::Entity> {
    query
        .select_only()
        .column_as(due::Column::PersonId, "person_id")
        .column_as(due::Column::EnrolmentId, "enrolment_id")
        .column_as(due::Column::OwnerId, "owner_id")
        .column_as(due::Column::Kind, "kind")
        .column_as(due::Column::DueOn, "due_on")
        .column_as(due::Column::Reason, "reason")
        .order_by_asc(due::Column::DueOn)
        .order_by_asc(due::Column::Id)
}

fn joined(scope: &Scope) -> Select<person::Entity> {
    let on = Condition::all()
        .add(
            Expr::col((due::Entity, due::Column::CouncilId))
                .equals((person::Entity, person::Column::CouncilId)),
        )
        .add(
            Expr::col((due::Entity, due::Column::PersonId))
                .equals((person::Entity, person::Column::Id)),
        );
    let mut query = person::Entity::find().in_scope(scope);
    QuerySelect::query(&mut query).join(JoinType::InnerJoin, due::Entity, on);
    query
}

/// Whose work a list is.
#[derive(Clone, Debug)]
pub struct Whose {
    /// The workers: one, and those they cover.
    pub workers: Vec<AccountId>,
    /// The partner that they work for; the nil id for none.
    pub organisation: OrganisationId,
    /// The teams that they manage.
    pub teams: Vec<TeamId>,
}

impl Whose {
    /// Returns whether what a worker took on for a young person falls to these: it is theirs, or that worker no longer works with the young
    /// person and these do. This is the rule of [`due_of_workers`] for one item.
    pub fn has(&self, standing: &Standing, by: AccountId) -> bool {
        let is_with_them = [standing.coach, standing.adviser].contains(&by);
        if self.workers.contains(&by) || (is_with_them && !by.is_none()) {
            return self.workers.contains(&by);
        }
        let (coach, adviser) = (standing.coach, standing.adviser);
        if !coach.is_none() {
            return self.workers.contains(&coach);
        }
        let is_shared = !standing.organisation.is_none();
        if adviser.is_none() && !is_shared {
            return self.teams.contains(&standing.team);
        }
        let is_partner = is_shared && standing.organisation == self.organisation;
        is_partner || (!adviser.is_none() && self.workers.contains(&adviser))
    }
}

/// Selects what workers have to do up to a day, in a scope.
///
/// What a programme gives to the personal adviser is the adviser's, everything else the coach's. Where there is no coach it falls to the
/// adviser or to the partner that works with the young person, and where there is no one at all to the managers of the team, so that
/// everything falls to someone.
fn of_workers(scope: &Scope, whose: &Whose, until: NaiveDate) -> Select<person::Entity> {
    use person::Column as P;

    let workers: Vec<Uuid> = whose.workers.iter().map(|id| Uuid::from(*id)).collect();
    let no_coach = P::CoachId.eq(Uuid::nil());
    let for_adviser = due::Column::Role.eq("personal-adviser");
    let by_coach = P::CoachId.is_in(workers.clone());
    let by_adviser = P::AdviserId.is_in(workers.clone());
    let owner = || Expr::col((due::Entity, due::Column::OwnerId));
    let is_not = |column: P| owner().ne(Expr::col((person::Entity, column)));
    let nobodys = Condition::any()
        .add(due::Column::OwnerId.eq(Uuid::nil()))
        .add(
            Condition::all()
                .add(is_not(P::CoachId))
                .add(is_not(P::AdviserId)),
        );
    let own = due::Column::OwnerId.is_in(workers);
    let mut mine = Condition::any()
        .add(by_coach.and(due::Column::Role.ne("personal-adviser")))
        .add(by_adviser.and(for_adviser.or(no_coach.clone())));
    if !whose.organisation.is_none() {
        let shared = P::OrganisationId.eq(Uuid::from(whose.organisation));
        mine = mine.add(shared.and(no_coach.clone()));
    }
    if !whose.teams.is_empty() {
        let nobody = no_coach
            .and(P::AdviserId.eq(Uuid::nil()))
            .and(P::OrganisationId.eq(Uuid::nil()));
        let teams = whose.teams.iter().map(|id| Uuid::from(*id));
        mine = mine.add(nobody.and(P::TeamId.is_in(teams)));
    }
    // What a worker took on is theirs while they work with the young person, and is always visible to them; everything else falls to those
    // who work with the young person.
    let mine = Condition::any()
        .add(own)
        .add(Condition::all().add(nobodys).add(mine));
    selected(
        joined(scope)
            .filter(mine)
            .filter(due::Column::DueOn.lte(until)),
    )
}

/// Lists what workers have to do up to a day, longest overdue first.
pub async fn due_of_workers(
    tx: &mut ReadTx,
    scope: &Scope,
    whose: &Whose,
    until: NaiveDate,
) -> Result<Vec<DueRow>, StoreError> {
    let query = of_workers(scope, whose, until);
    Ok(query.into_model::<DueRow>().all(tx.conn()).await?)
}

/// Lists what is due of some kinds up to a day for everyone in a scope, longest overdue first.
pub async fn due_of_scope(
    tx: &mut ReadTx,
    scope: &Scope,
    kinds: &[DueKind],
    until: NaiveDate,
) -> Result<Vec<DueRow>, StoreError> {
    let query = selected(
        joined(scope)
            .filter(due::Column::Kind.is_in(kinds.iter().map(|kind| kind.code())))
            .filter(due::Column::DueOn.lte(until)),
    );
    Ok(query.into_model::<DueRow>().all(tx.conn()).await?)
}

/// Lists what is due for one young person.
pub async fn due_of(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<DueRow>, StoreError> {
    let rows = due::of(council)
        .filter(due::Column::PersonId.eq(Uuid::from(person)))
        .order_by_asc(due::Column::DueOn)
        .order_by_asc(due::Column::Id)
        .all(tx.conn())
        .await?;
    let row = |row: due::Model| DueRow {
        person_id: row.person_id,
        enrolment_id: row.enrolment_id,
        owner_id: row.owner_id,
        kind: row.kind,
        due_on: row.due_on,
        reason: row.reason,
    };
    Ok(rows.into_iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use policy::Action;

    use super::super::list::*;
    use crate::tests::plans::Plans;

    #[tokio::test]
    async fn every_list_of_what_is_due_starts_at_an_index_of_the_council() {
        let plans = Plans::open().await;
        let whose = Whose {
            workers: vec![AccountId(Uuid::from_u128(2))],
            organisation: OrganisationId(Uuid::from_u128(5)),
            teams: vec![TeamId(Uuid::from_u128(3))],
        };
        let today = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
        for scope in Plans::scopes(Action::ListPeople) {
            plans.check(&of_workers(&scope, &whose, today)).await;
        }
    }
}
