//! Work placements in the database.

use super::super::{
    lists::{CameNext, EndReason},
    model::WorkPlacement,
};
use crate::{
    engagement::employers,
    person::people,
    shell::choices::{Code, code_or_empty},
};
use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use store::{
    Entry, Execute, Fetch, KeptQuery, ReadTx, StoreError, WriteTx,
    entities::work_placement,
    orm::{ColumnTrait, ExprTrait, QueryFilter, QueryOrder, QueryTrait, Set, Uuid},
};
use values::{
    AccountId, ApplicationId, CouncilId, EmployerContactId, EmployerId, PersonId, Scope,
    WorkPlacementId,
};

fn opened(tx: &ReadTx, row: work_placement::Model) -> Result<WorkPlacement, StoreError> {
    Ok(WorkPlacement {
        id: row.id.into(),
        person: row.person_id.into(),
        employer: row.employer_id.into(),
        application: row.application_id.map(Into::into),
        kind: row.kind,
        title: row.title,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        hourly_pence: row.hourly_pence,
        weekly_minutes: row.weekly_minutes,
        keeper: row.keeper_id.into(),
        contact: row.contact_id.map(Into::into),
        started_on: row.started_on,
        ended_on: row.ended_on,
        end_reason: EndReason::stored_if_any(&row.end_reason)?,
        end_side: row.end_side,
        end_words: tx.open(&row.end_words)?,
        came_next: CameNext::stored_if_any(&row.came_next)?,
        version: row.version,
        place: row.place,
    })
}

/// Where they work.
#[derive(Clone, Debug)]
pub(in super::super) enum Works {
    /// At an employer that is known.
    At(EmployerId),
    /// At one that they found themselves, by its name.
    Elsewhere(String),
}

impl Works {
    /// Returns the employer: the one of that name, or a new one that the worker manages.
    async fn employer(&self, tx: &mut WriteTx) -> Result<EmployerId, StoreError> {
        let name = match self {
            Self::At(id) => return Ok(*id),
            Self::Elsewhere(name) => name,
        };
        let council = tx.council();
        let known = employers::named(tx, council, name).await?;
        match known.first() {
            Some(one) => Ok(one.id),
            None => {
                let keeper = tx.worker()?;
                employers::add_named(tx, name, keeper).await
            }
        }
    }
}

/// A work placement to agree.
#[derive(Clone, Debug)]
pub(in super::super) struct NewPlacement {
    pub(in super::super) person: PersonId,
    pub(in super::super) works: Works,
    pub(in super::super) application: Option<ApplicationId>,
    pub(in super::super) kind: String,
    pub(in super::super) title: String,
    pub(in super::super) starts_on: NaiveDate,
    pub(in super::super) ends_on: Option<NaiveDate>,
    pub(in super::super) hourly_pence: i32,
    pub(in super::super) weekly_minutes: i32,
    pub(in super::super) keeper: AccountId,
    pub(in super::super) contact: Option<EmployerContactId>,
    pub(in super::super) place: String,
}

/// Records an agreed start. If one from the same application is already open, that one is returned.
pub(in super::super) async fn add(
    tx: &mut WriteTx,
    new: &NewPlacement,
) -> Result<WorkPlacementId, StoreError> {
    let council = tx.council();
    let known = of_person(tx, council, new.person).await?;
    let same = known.iter().find(|one| {
        one.ended_on.is_none() && new.application.is_some() && one.application == new.application
    });
    if let Some(one) = same {
        tx.housekeeping();
        return Ok(one.id);
    }
    let employer = new.works.employer(tx).await?;
    let id: WorkPlacementId = tx.next_id();
    let row = work_placement::New {
        id: id.into(),
        person_id: new.person.into(),
        employer_id: employer.into(),
        application_id: new.application.map(Uuid::from),
        kind: new.kind.clone(),
        title: new.title.clone(),
        starts_on: new.starts_on,
        ends_on: new.ends_on,
        hourly_pence: new.hourly_pence,
        weekly_minutes: new.weekly_minutes,
        keeper_id: new.keeper.into(),
        contact_id: new.contact.map(Uuid::from),
        started_on: None,
        ended_on: None,
        end_reason: String::new(),
        end_side: String::new(),
        end_words: tx.seal(new.person, &String::new()),
        came_next: String::new(),
        version: 1,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        place: new.place.clone(),
    };
    work_placement::insert(tx, row).await?;
    let entry = Entry::new("agree-work-placement").person(new.person);
    tx.journal(entry.subject(id)).await?;
    Ok(id)
}

async fn set(
    tx: &mut WriteTx,
    one: &WorkPlacement,
    version: i32,
    change: work_placement::ActiveModel,
    action: &'static str,
) -> Result<(), StoreError> {
    let written = work_placement::change(tx.council())
        .set(work_placement::ActiveModel {
            version: Set(version + 1),
            ..change
        })
        .filter(work_placement::Column::Id.eq(Uuid::from(one.id)))
        .filter(work_placement::Column::Version.eq(version))
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    let entry = Entry::new(action).person(one.person);
    tx.journal(entry.subject(one.id)).await
}

/// Records the start, and the employer contact who gets the check-ins by email.
///
/// Errors: [`StoreError::Stale`] when someone else has changed it in the meantime.
pub(in super::super) async fn start(
    tx: &mut WriteTx,
    one: &WorkPlacement,
    version: i32,
    (on, contact): (NaiveDate, Option<EmployerContactId>),
) -> Result<(), StoreError> {
    let change = work_placement::ActiveModel {
        started_on: Set(Some(on)),
        contact_id: Set(contact.map(Uuid::from)),
        ..Default::default()
    };
    set(tx, one, version, change, "start-work-placement").await
}

/// Moves the last day.
///
/// Errors: [`StoreError::Stale`] when someone else has changed it in the meantime.
pub(in super::super) async fn extend(
    tx: &mut WriteTx,
    one: &WorkPlacement,
    version: i32,
    ends_on: NaiveDate,
) -> Result<(), StoreError> {
    let change = work_placement::ActiveModel {
        ends_on: Set(Some(ends_on)),
        ..Default::default()
    };
    set(tx, one, version, change, "extend-work-placement").await
}

/// How a work placement ended.
#[derive(Clone, Debug)]
pub(in super::super) struct Ending {
    pub(in super::super) on: NaiveDate,
    pub(in super::super) reason: EndReason,
    pub(in super::super) side: String,
    pub(in super::super) words: String,
    pub(in super::super) came_next: Option<CameNext>,
}

/// Records the end. A work placement ends once.
///
/// Errors: [`StoreError::Stale`] when someone else has changed it in the meantime.
pub(in super::super) async fn end(
    tx: &mut WriteTx,
    one: &WorkPlacement,
    version: i32,
    new: &Ending,
) -> Result<(), StoreError> {
    let change = work_placement::ActiveModel {
        ended_on: Set(Some(new.on)),
        end_reason: Set(new.reason.code().to_owned()),
        end_side: Set(new.side.clone()),
        end_words: Set(tx.seal(one.person, &new.words)),
        came_next: Set(code_or_empty(new.came_next).to_owned()),
        ..Default::default()
    };
    set(tx, one, version, change, "end-work-placement").await
}

/// Records what came next.
///
/// Errors: [`StoreError::Stale`] when someone else has changed it in the meantime.
pub(in super::super) async fn set_next(
    tx: &mut WriteTx,
    one: &WorkPlacement,
    version: i32,
    came_next: CameNext,
) -> Result<(), StoreError> {
    let change = work_placement::ActiveModel {
        came_next: Set(came_next.code().to_owned()),
        ..Default::default()
    };
    set(tx, one, version, change, "after-work-placement").await
}

/// Finds a work placement.
pub(in super::super) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: WorkPlacementId,
) -> Result<Option<WorkPlacement>, StoreError> {
    let row = work_placement::find(council, id).one_in(tx).await?;
    row.map(|row| opened(tx, row)).transpose()
}

/// Lists a young person's work placements, the newest start first.
pub(in super::super) async fn of_person(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<WorkPlacement>, StoreError> {
    static PLACEMENTS: KeptQuery = KeptQuery::new(|about| {
        work_placement::of(about.owner())
            .filter(about.are(work_placement::Column::PersonId))
            .order_by_desc(work_placement::Column::StartsOn)
            .order_by_desc(work_placement::Column::Id)
            .into_query()
    });
    let rows: Vec<work_placement::Model> = PLACEMENTS.of(tx, council, person).await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists the work placements that workers manage, and those of the young people they work with: open ones, and those that ended within two
/// weeks without a record of what came next.
pub(in super::super) async fn of_workers(
    tx: &mut ReadTx,
    council: CouncilId,
    workers: &[AccountId],
    today: NaiveDate,
) -> Result<Vec<WorkPlacement>, StoreError> {
    let ids = workers.iter().map(|id| Uuid::from(*id));
    let owes = work_placement::Column::Id.in_subquery(super::top_ups::with_unpaid(council, today));
    let lately = today - Days::new(14);
    let waits = work_placement::Column::EndedOn
        .gte(lately)
        .and(work_placement::Column::CameNext.eq(""));
    let is_open = work_placement::Column::EndedOn.is_null().or(waits).or(owes);
    let query = work_placement::of(council).filter(is_open);
    let own = query
        .clone()
        .filter(work_placement::Column::KeeperId.is_in(ids));
    let columns = (
        work_placement::Column::CouncilId,
        work_placement::Column::PersonId,
    );
    let theirs = people::of_their_people(&query, columns, workers);
    let mut found = BTreeMap::new();
    for way in std::iter::once(own).chain(theirs) {
        let rows = way.all_in(tx).await?;
        found.extend(rows.into_iter().map(|row| ((row.starts_on, row.id), row)));
    }
    found.into_values().map(|row| opened(tx, row)).collect()
}

/// Lists the work placements of a council that have started and not ended.
pub(in super::super) async fn all_open(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<WorkPlacement>, StoreError> {
    let rows = work_placement::of(council)
        .filter(work_placement::Column::StartedOn.is_not_null())
        .filter(work_placement::Column::EndedOn.is_null())
        .order_by_asc(work_placement::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists the work placements of the young people in a scope, the earliest start first.
pub(in super::super) async fn in_scope(
    tx: &mut ReadTx,
    scope: &Scope,
) -> Result<Vec<WorkPlacement>, StoreError> {
    let rows = work_placement::of(scope.council)
        .filter(people::is_in(scope, work_placement::Column::PersonId))
        .order_by_asc(work_placement::Column::StartsOn)
        .order_by_asc(work_placement::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}
