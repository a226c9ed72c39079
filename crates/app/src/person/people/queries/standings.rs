//! Who works with young people, alone or with the little that a list needs besides.

use std::collections::HashSet;

use chrono::NaiveDate;
use store::{
    Fetch, FromRow, KeptQuery, ReadTx, Row, StoreError,
    entities::person,
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Uuid},
};
use values::{CouncilId, PersonId, ProgrammeVersionId, codes::Activity};

use super::super::Standing;
use crate::{person::people::StoppedAs, shell::choices::Code};

/// The columns that a [`Standing`] is read from, in its order.
const STANDING: [person::Column; 7] = [
    person::Column::CouncilId,
    person::Column::Id,
    person::Column::CoachId,
    person::Column::AdviserId,
    person::Column::SocialWorkerId,
    person::Column::TeamId,
    person::Column::OrganisationId,
];

/// The columns that an [`Outline`] is read from after those of the standing, in its order.
const BESIDES: [person::Column; 8] = [
    person::Column::BornOn,
    person::Column::EetCode,
    person::Column::LastContactOn,
    person::Column::NextDueOn,
    person::Column::StageKey,
    person::Column::ProgrammeVersionId,
    person::Column::PausedOn,
    person::Column::StoppedAs,
];

/// How many young people are asked about together: a statement holds a limited number of values.
const AT_ONCE: usize = 5000;

impl FromRow for Standing {
    fn from_row(row: &mut Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            council: row.take::<Uuid>()?.into(),
            id: row.take::<Uuid>()?.into(),
            coach: row.take::<Option<Uuid>>()?.map(Into::into),
            adviser: row.take::<Option<Uuid>>()?.map(Into::into),
            social_worker: row.take::<Option<Uuid>>()?.map(Into::into),
            team: row.take::<Option<Uuid>>()?.map(Into::into),
            organisation: row.take::<Option<Uuid>>()?.map(Into::into),
        })
    }
}

/// A young person as a line of a list needs them. Nothing sealed, so that many are read quickly: the name comes from the index.
#[derive(Clone, Debug)]
pub(crate) struct Outline {
    /// Who works with them.
    pub(crate) standing: Standing,
    /// Date of birth.
    pub(crate) born_on: Option<NaiveDate>,
    /// Their activity.
    pub(crate) activity: Activity,
    /// The last contact that took place.
    pub(crate) last_contact_on: Option<NaiveDate>,
    /// What is due next.
    pub(crate) next_due_on: Option<NaiveDate>,
    /// The stage of the open enrolment; empty where there is none.
    pub(crate) stage_key: String,
    /// The version of the programme that they follow.
    pub(crate) programme_version: Option<ProgrammeVersionId>,
    /// When the enrolment was paused, where it is.
    pub(crate) paused_on: Option<NaiveDate>,
    /// What stops everything now, if anything does.
    pub(crate) stopped_as: Option<StoppedAs>,
}

impl FromRow for Outline {
    fn from_row(row: &mut Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            standing: Standing::from_row(row)?,
            born_on: row.take()?,
            activity: row.text(|code| Activity::parse(code).unwrap_or(Activity::NotKnown))?,
            last_contact_on: row.take()?,
            next_due_on: row.take()?,
            stage_key: row.take()?,
            programme_version: row.take::<Option<Uuid>>()?.map(Into::into),
            paused_on: row.take()?,
            stopped_as: row.text(StoppedAs::stored_if_any)??,
        })
    }
}

impl Outline {
    /// Returns the young person.
    pub(crate) fn person(&self) -> PersonId {
        self.standing.id
    }

    /// Returns whether they have died: then they are on no list of people to work with.
    pub(crate) fn has_died(&self) -> bool {
        self.stopped_as == Some(StoppedAs::Died)
    }
}

/// Selects what outlines are read from.
pub(crate) fn outlined(query: Select<person::Entity>) -> Select<person::Entity> {
    query.select_only().columns(STANDING).columns(BESIDES)
}

/// Finds who works with a young person.
pub async fn standing(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
) -> Result<Option<Standing>, StoreError> {
    Ok(standings(tx, council, &[id]).await?.pop())
}

/// Finds the same for more than one young person, in no order.
pub async fn standings(
    tx: &mut ReadTx,
    council: CouncilId,
    ids: &[PersonId],
) -> Result<Vec<Standing>, StoreError> {
    static STANDINGS: KeptQuery = KeptQuery::new(|about| {
        person::of(about.owner())
            .filter(about.are(person::Column::Id))
            .select_only()
            .columns(STANDING)
            .into_query()
    });
    in_turn(tx, &STANDINGS, council, ids).await
}

/// Finds what lines about young people need, in no order.
pub(crate) async fn outlines(
    tx: &mut ReadTx,
    council: CouncilId,
    ids: &[PersonId],
) -> Result<Vec<Outline>, StoreError> {
    static OUTLINES: KeptQuery = KeptQuery::new(|about| {
        outlined(person::of(about.owner()))
            .filter(about.are(person::Column::Id))
            .into_query()
    });
    in_turn(tx, &OUTLINES, council, ids).await
}

async fn in_turn<T: FromRow>(
    tx: &mut ReadTx,
    query: &'static KeptQuery,
    council: CouncilId,
    ids: &[PersonId],
) -> Result<Vec<T>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        found.extend(query.of_some::<T>(tx, council, Some(some)).await?);
    }
    Ok(found)
}

/// Lists the young people of a council whose preferred language is another than English, however it is written.
pub(crate) async fn of_another_language(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashSet<PersonId>, StoreError> {
    let rows: Vec<(Uuid, String)> = person::of(council)
        .select_only()
        .columns([person::Column::Id, person::Column::Language])
        .filter(person::Column::Language.is_not_in(["", "English"]))
        .order_by_asc(person::Column::Id)
        .rows_in(tx)
        .await?;
    let is_other = |written: &str| {
        let written = written.trim().to_lowercase();
        !written.is_empty() && !written.starts_with("english")
    };
    let others = rows.into_iter().filter(|(_, written)| is_other(written));
    Ok(others.map(|(id, _)| PersonId(id)).collect())
}
