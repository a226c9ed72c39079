//! Who works with young people, alone or with the little that a list needs besides.

use chrono::NaiveDate;
use store::{
    Fetch, FromRow, ReadTx, Row, StoreError,
    entities::person,
    orm::{ColumnTrait, QueryFilter, QuerySelect, Uuid},
};
use values::{CouncilId, PersonId};

use super::super::Standing;
use crate::{person::people::StoppedAs, shell::choices::Code};

/// The columns that a [`Standing`] is read from, in its order.
pub(crate) const STANDING: [person::Column; 7] = [
    person::Column::CouncilId,
    person::Column::Id,
    person::Column::CoachId,
    person::Column::AdviserId,
    person::Column::SocialWorkerId,
    person::Column::TeamId,
    person::Column::OrganisationId,
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

/// A young person as a line of a list needs them: nothing sealed, so that many are read quickly.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outline {
    /// Who works with them.
    pub(crate) standing: Standing,
    /// Date of birth.
    pub(crate) born_on: Option<NaiveDate>,
    /// They have died: on no list of people to work with.
    pub(crate) has_died: bool,
}

impl FromRow for Outline {
    fn from_row(row: &mut Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            standing: Standing::from_row(row)?,
            born_on: row.take()?,
            has_died: row.take::<String>()? == StoppedAs::Died.code(),
        })
    }
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
    with(tx, council, ids, &[]).await
}

/// Finds what lines about young people need, in no order.
pub(crate) async fn outlines(
    tx: &mut ReadTx,
    council: CouncilId,
    ids: &[PersonId],
) -> Result<Vec<Outline>, StoreError> {
    let besides = [person::Column::BornOn, person::Column::StoppedAs];
    with(tx, council, ids, &besides).await
}

async fn with<T: FromRow>(
    tx: &mut ReadTx,
    council: CouncilId,
    ids: &[PersonId],
    besides: &[person::Column],
) -> Result<Vec<T>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let rows = person::of(council)
            .select_only()
            .columns(STANDING)
            .columns(besides.iter().copied())
            .filter(person::Column::Id.is_in(some.iter().map(|id| Uuid::from(*id))))
            .rows_in::<T>(tx)
            .await?;
        found.extend(rows);
    }
    Ok(found)
}
