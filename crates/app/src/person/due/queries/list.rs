//! What is due, as lists read it.

use chrono::NaiveDate;
use programme::DueKind;
use store::{
    Fetch, FromRow, InScope, KeptQuery, ReadTx, Row, StoreError,
    entities::{due, person},
    orm::{
        ColumnTrait, Condition, EntityTrait, Expr, ExprTrait, JoinType, QueryFilter, QueryOrder,
        QuerySelect, QueryTrait, Select, Uuid,
    },
};
use values::{AccountId, CouncilId, EnrolmentId, OrganisationId, PersonId, Scope, TeamId};

use crate::person::people::Standing;

/// Something due for a young person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueRow {
    id: Uuid,
    person_id: Uuid,
    enrolment_id: Option<Uuid>,
    owner_id: Option<Uuid>,
    is_for_adviser: bool,
    /// What it is; `None` where the engine knows it no longer.
    pub kind: Option<DueKind>,
    /// When.
    pub due_on: NaiveDate,
    /// Why, in words.
    pub reason: String,
}

/// A manager has thousands of them.
impl FromRow for DueRow {
    fn from_row(row: &mut Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.take()?,
            person_id: row.take()?,
            enrolment_id: row.take()?,
            owner_id: row.take()?,
            is_for_adviser: row.text(|role| role == ADVISER)?,
            kind: row.text(DueKind::from_code)?,
            due_on: row.take()?,
            reason: row.take()?,
        })
    }
}

impl DueRow {
    /// Returns the young person.
    pub fn person(&self) -> PersonId {
        self.person_id.into()
    }

    /// Returns the worker who took it on.
    pub fn owner(&self) -> Option<AccountId> {
        self.owner_id.map(Into::into)
    }

    /// Returns whether the programme gives it to the personal adviser.
    pub fn is_for_adviser(&self) -> bool {
        self.is_for_adviser
    }

    /// Returns the enrolment; `None` for a waiting referral.
    pub fn enrolment(&self) -> Option<EnrolmentId> {
        self.enrolment_id.map(Into::into)
    }
}

/// The columns that a [`DueRow`] is read from, in its order.
const COLUMNS: [due::Column; 8] = [
    due::Column::Id,
    due::Column::PersonId,
    due::Column::EnrolmentId,
    due::Column::OwnerId,
    due::Column::Role,
    due::Column::Kind,
    due::Column::DueOn,
    due::Column::Reason,
];

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
    query.select_only().columns(COLUMNS)
}

/// The role of a personal adviser, as a programme file names it.
const ADVISER: &str = "personal-adviser";

/// Whom something falls to: one person, wherever anybody works with the young person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FallsTo {
    /// A worker.
    Worker(AccountId),
    /// The advisers of a partner.
    Partner(OrganisationId),
    /// The managers of the team.
    Team,
}

/// Returns whom something about a young person falls to, which a worker may have taken on, or a programme gives to the personal adviser.
///
/// What a worker took on is theirs while they work with the young person. What is the personal adviser's is the coach's where there is none, and
/// everything else is the coach's, or the adviser's where there is no coach. Where there is neither, it falls to the partner that works with the
/// young person, and where there is no one at all to the managers of the team: everything falls to one, and nothing to nobody.
fn falls_to(standing: &Standing, by: Option<AccountId>, is_for_adviser: bool) -> FallsTo {
    let with_them = [standing.coach, standing.adviser];
    let took_on = by.filter(|by| with_them.contains(&Some(*by)));
    let [first, second] = if is_for_adviser {
        [standing.adviser, standing.coach]
    } else {
        with_them
    };
    match (took_on.or(first).or(second), standing.organisation) {
        (Some(worker), _) => FallsTo::Worker(worker),
        (None, Some(partner)) => FallsTo::Partner(partner),
        (None, None) => FallsTo::Team,
    }
}

impl DueRow {
    /// Returns whom it falls to, as lists have it.
    pub fn falls_to(&self, standing: &Standing) -> FallsTo {
        falls_to(standing, self.owner(), self.is_for_adviser)
    }
}

/// Whose work a list is.
#[derive(Clone, Debug)]
pub struct Whose {
    /// The workers: one, and those they cover.
    pub workers: Vec<AccountId>,
    /// The partner that they work for.
    pub organisation: Option<OrganisationId>,
    /// The teams that they manage.
    pub teams: Vec<TeamId>,
}

impl Whose {
    /// Returns whether what a worker took on for a young person falls to these: what somebody took on is always visible to them, and besides
    /// it falls to one, by the rule of [`due_of_workers`].
    pub fn has(&self, standing: &Standing, by: Option<AccountId>) -> bool {
        by.is_some_and(|by| self.workers.contains(&by))
            || self.are_meant(standing, falls_to(standing, by, false))
    }

    /// Returns whether these are whom something falls to.
    pub fn are_meant(&self, standing: &Standing, whom: FallsTo) -> bool {
        match whom {
            FallsTo::Worker(worker) => self.workers.contains(&worker),
            FallsTo::Partner(partner) => Some(partner) == self.organisation,
            FallsTo::Team => standing.team.is_some_and(|id| self.teams.contains(&id)),
        }
    }
}

/// Selects what workers have to do up to a day, in a scope: a query for each way in which something falls to them, so that each begins at an
/// index of its own. All of them together would go through everything that is due in the council, and so would each if it were sorted there.
///
/// This is the rule of [`falls_to`] in SQL: a test holds them together. What a worker took on is always visible to them.
fn of_workers(scope: &Scope, whose: &Whose, until: NaiveDate) -> Vec<Select<person::Entity>> {
    use due::Column as D;
    use person::Column as P;

    let workers: Vec<Uuid> = whose.workers.iter().map(|id| Uuid::from(*id)).collect();
    let no_coach = P::CoachId.is_null();
    let for_adviser = D::Role.eq(ADVISER);
    let owner = || Expr::col((due::Entity, D::OwnerId));
    let is_not = |column: P| {
        let other = Expr::col((person::Entity, column));
        other.clone().is_null().or(owner().ne(other))
    };
    let nobodys = Condition::any().add(D::OwnerId.is_null()).add(
        Condition::all()
            .add(is_not(P::CoachId))
            .add(is_not(P::AdviserId)),
    );
    let mut mine = vec![
        P::CoachId
            .is_in(workers.clone())
            .and(D::Role.ne(ADVISER).or(P::AdviserId.is_null())),
        P::AdviserId
            .is_in(workers.clone())
            .and(for_adviser.or(no_coach.clone())),
    ];
    if let Some(partner) = whose.organisation {
        let shared = P::OrganisationId.eq(Uuid::from(partner));
        mine.push(shared.and(no_coach.clone()).and(P::AdviserId.is_null()));
    }
    if !whose.teams.is_empty() {
        let nobody = no_coach
            .and(P::AdviserId.is_null())
            .and(P::OrganisationId.is_null());
        let teams = whose.teams.iter().map(|id| Uuid::from(*id));
        mine.push(nobody.and(P::TeamId.is_in(teams)));
    }
    let own = Condition::all().add(D::OwnerId.is_in(workers));
    let ways = mine
        .into_iter()
        .map(|way| Condition::all().add(nobodys.clone()).add(way));
    std::iter::once(own)
        .chain(ways)
        .map(|way| joined(scope).filter(way).filter(D::DueOn.lte(until)))
        .collect()
}

/// Lists what workers have to do up to a day, longest overdue first and then in the order of the kinds.
pub async fn due_of_workers(
    tx: &mut ReadTx,
    scope: &Scope,
    whose: &Whose,
    until: NaiveDate,
) -> Result<Vec<DueRow>, StoreError> {
    let mut all: Vec<DueRow> = Vec::new();
    for query in of_workers(scope, whose, until) {
        all.append(&mut query.rows_in(tx).await?);
    }
    all.sort_by_cached_key(|row| (row.due_on, place(row.kind), row.id));
    all.dedup_by_key(|row| row.id);
    Ok(all)
}

/// Returns which kind comes first on a day.
fn place(kind: Option<DueKind>) -> Option<usize> {
    DueKind::ALL.iter().position(|known| Some(*known) == kind)
}

/// Lists what is due of some kinds up to a day for everyone in a scope, longest overdue first.
pub async fn due_of_scope(
    tx: &mut ReadTx,
    scope: &Scope,
    kinds: &[DueKind],
    until: NaiveDate,
) -> Result<Vec<DueRow>, StoreError> {
    let query = joined(scope)
        .filter(due::Column::Kind.is_in(kinds.iter().map(|kind| kind.code())))
        .filter(due::Column::DueOn.lte(until))
        .order_by_asc(due::Column::DueOn)
        .order_by_asc(due::Column::Id);
    query.rows_in::<DueRow>(tx).await
}

/// Lists what is due for one young person.
pub async fn due_of(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<DueRow>, StoreError> {
    static DUE: KeptQuery = KeptQuery::new(|about| {
        due::of(about.owner())
            .filter(about.are(due::Column::PersonId))
            .select_only()
            .columns(COLUMNS)
            .order_by_asc(due::Column::DueOn)
            .order_by_asc(due::Column::Id)
            .into_query()
    });
    DUE.of(tx, council, person).await
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
            organisation: Some(OrganisationId(Uuid::from_u128(5))),
            teams: vec![TeamId(Uuid::from_u128(3))],
        };
        let today = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
        for scope in Plans::scopes(Action::ListPeople) {
            for query in of_workers(&scope, &whose, today) {
                plans.check(&query).await;
            }
        }
    }
}
