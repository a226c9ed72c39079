//! Lists of young people.

use chrono::NaiveDate;
use store::{
    Fetch, InScope, ReadTx, StoreError,
    entities::person,
    orm::{
        ColumnTrait, Condition, EntityTrait, NullOrdering, Order, QueryFilter, QueryOrder,
        QuerySelect, Select, Uuid,
    },
};
use values::{CouncilId, PersonId, ProgrammeVersionId, Scope};

use crate::{
    person::people::{Standing, StoppedAs},
    shell::choices::Code,
};

/// How many rows a page has.
pub(crate) const PAGE: u64 = 25;

/// Which young people, and in which order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    /// A stage's key, or empty for all.
    pub(crate) stage: String,
    /// A worker who is coach, adviser or social worker, or `None` for all.
    pub(crate) worker: Option<Uuid>,
    /// Only those for whom something is overdue on this day.
    pub(crate) overdue_on: Option<NaiveDate>,
    /// Only those without a coach.
    pub(crate) without_coach: bool,
    /// Only these.
    pub(crate) among: Option<Vec<PersonId>>,
    /// In which order.
    pub(crate) order: Ordered,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Ordered {
    /// Due soonest first; those for whom nothing is due come last.
    #[default]
    Due,
    /// Longest without contact first.
    Contact,
    /// By family name.
    Name,
}

store::row! {
    /// A young person in a list. Nothing sealed: the name comes from the index.
    #[derive(Clone, Debug)]
    pub(crate) struct Row {
        id: Uuid,
        council_id: Uuid,
        coach_id: Option<Uuid>,
        adviser_id: Option<Uuid>,
        social_worker_id: Option<Uuid>,
        team_id: Option<Uuid>,
        organisation_id: Option<Uuid>,
        /// Date of birth.
        pub(crate) born_on: Option<NaiveDate>,
        /// Activity code of the SSDA903.
        pub(crate) eet_code: String,
        /// The stage of the open enrolment; empty where there is none.
        pub(crate) stage_key: String,
        programme_version_id: Option<Uuid>,
        /// When the enrolment was paused, where it is.
        pub(crate) paused_on: Option<NaiveDate>,
        /// The last contact that took place.
        pub(crate) last_contact_on: Option<NaiveDate>,
        /// What is due next.
        pub(crate) next_due_on: Option<NaiveDate>,
        /// The kind of life event that stops everything now, or empty.
        pub(crate) stopped_as: String,
    }
}

impl Row {
    /// Returns the young person.
    pub(crate) fn person(&self) -> PersonId {
        self.id.into()
    }

    /// Returns the version of the programme that they follow.
    pub(crate) fn programme_version(&self) -> Option<ProgrammeVersionId> {
        self.programme_version_id.map(Into::into)
    }

    /// Returns who works with them.
    pub(crate) fn standing(&self) -> Standing {
        Standing {
            council: CouncilId(self.council_id),
            id: self.person(),
            coach: self.coach_id.map(Into::into),
            adviser: self.adviser_id.map(Into::into),
            social_worker: self.social_worker_id.map(Into::into),
            team: self.team_id.map(Into::into),
            organisation: self.organisation_id.map(Into::into),
        }
    }
}

fn wanted_of(scope: &Scope, wanted: &Wanted) -> Select<person::Entity> {
    use person::Column as P;

    let mut query = person::Entity::find()
        .in_scope(scope)
        .filter(P::MergedIntoId.is_null());
    if !wanted.stage.is_empty() {
        query = query.filter(P::StageKey.eq(wanted.stage.as_str()));
    }
    if let Some(worker) = wanted.worker {
        query = query.filter(
            Condition::any()
                .add(P::CoachId.eq(worker))
                .add(P::AdviserId.eq(worker))
                .add(P::SocialWorkerId.eq(worker)),
        );
    }
    if let Some(day) = wanted.overdue_on {
        query = query.filter(P::NextDueOn.lt(day));
    }
    if wanted.without_coach {
        query = query.filter(P::CoachId.is_null());
    }
    match &wanted.among {
        Some(among) => {
            query = query.filter(P::Id.is_in(among.iter().map(|id| Uuid::from(*id))));
        }
        // Someone who has died can be found by a search, but is on no list of people to work with.
        None => query = query.filter(P::StoppedAs.ne(StoppedAs::Died.code())),
    }
    query
}

fn selected(query: Select<person::Entity>) -> Select<person::Entity> {
    use person::Column as P;

    query.select_only().columns([
        P::Id,
        P::CouncilId,
        P::CoachId,
        P::AdviserId,
        P::SocialWorkerId,
        P::TeamId,
        P::OrganisationId,
        P::BornOn,
        P::EetCode,
        P::LastContactOn,
        P::NextDueOn,
        P::StageKey,
        P::ProgrammeVersionId,
        P::PausedOn,
        P::StoppedAs,
    ])
}

fn paged(scope: &Scope, wanted: &Wanted, number: u64) -> Select<person::Entity> {
    let column = match wanted.order {
        Ordered::Contact => person::Column::LastContactOn,
        Ordered::Due | Ordered::Name => person::Column::NextDueOn,
    };
    selected(wanted_of(scope, wanted))
        .order_by_with_nulls(column, Order::Asc, NullOrdering::Last)
        .order_by_asc(person::Column::Id)
        .offset(number.saturating_sub(1) * PAGE)
        .limit(PAGE)
}

/// Counts the young people on a list.
pub(crate) async fn count(
    tx: &mut ReadTx,
    scope: &Scope,
    wanted: &Wanted,
) -> Result<u64, StoreError> {
    wanted_of(scope, wanted).count_in(tx).await
}

/// Lists one page, numbered from 1, in an order that SQL can sort by.
pub(crate) async fn page(
    tx: &mut ReadTx,
    scope: &Scope,
    wanted: &Wanted,
    number: u64,
) -> Result<Vec<Row>, StoreError> {
    let query = paged(scope, wanted, number);
    query.rows_in::<Row>(tx).await
}

/// Lists the ids of everyone on a list, to be sorted by name.
pub(crate) async fn ids(
    tx: &mut ReadTx,
    scope: &Scope,
    wanted: &Wanted,
) -> Result<Vec<PersonId>, StoreError> {
    let ids: Vec<Uuid> = wanted_of(scope, wanted)
        .select_only()
        .column(person::Column::Id)
        .rows_in(tx)
        .await?;
    Ok(ids.into_iter().map(PersonId).collect())
}

/// Lists rows by their ids, in the order of the ids.
pub(crate) async fn by_ids(
    tx: &mut ReadTx,
    scope: &Scope,
    ids: &[PersonId],
) -> Result<Vec<Row>, StoreError> {
    let wanted = Wanted {
        among: Some(ids.to_vec()),
        ..Wanted::default()
    };
    let query = selected(wanted_of(scope, &wanted)).order_by_asc(person::Column::Id);
    let mut rows = query.rows_in::<Row>(tx).await?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.person()));
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use policy::Action;

    use super::super::list::*;
    use crate::tests::plans::Plans;

    #[tokio::test]
    async fn every_list_of_people_starts_at_an_index_of_the_council() {
        let plans = Plans::open().await;
        let someone = Some(Uuid::from_u128(7));
        let wanted = [
            Wanted::default(),
            Wanted {
                stage: "strand-2".into(),
                ..Wanted::default()
            },
            Wanted {
                worker: someone,
                order: Ordered::Contact,
                ..Wanted::default()
            },
            Wanted {
                overdue_on: NaiveDate::from_ymd_opt(2026, 3, 10),
                without_coach: true,
                ..Wanted::default()
            },
        ];
        for scope in Plans::scopes(Action::ListPeople) {
            for wanted in &wanted {
                plans.check(&paged(&scope, wanted, 2)).await;
                plans.check(&wanted_of(&scope, wanted)).await;
            }
        }
    }
}
