//! Which version of its programme an enrolment follows.

use std::collections::HashMap;

use programme::Step;
use store::{
    Entry, Fetch, InScope, ReadTx, StoreError, WriteTx,
    entities::{enrolment, person},
    orm::{
        ColumnTrait, Condition, EntityTrait, Expr, ExprTrait, JoinType, QueryFilter, QueryOrder,
        QuerySelect, Uuid,
    },
};
use values::{EnrolmentId, ProgrammeVersionId, Scope};

use super::super::Enrolment;
use crate::person::people::{self, Standing};

/// An open enrolment and the version that it follows.
#[derive(Clone, Debug)]
pub struct Following {
    /// The enrolment.
    pub id: EnrolmentId,
    /// The young person.
    pub standing: Standing,
    /// The version.
    pub version: ProgrammeVersionId,
    /// The stage now.
    pub stage_key: String,
    pub(crate) row_version: i32,
}

/// Lists the open enrolments in a programme, of everyone in a scope.
pub async fn following(
    tx: &mut ReadTx,
    scope: &Scope,
    programme_key: &str,
) -> Result<Vec<Following>, StoreError> {
    let on = Condition::all()
        .add(
            Expr::col((enrolment::Entity, enrolment::Column::CouncilId))
                .equals((person::Entity, person::Column::CouncilId)),
        )
        .add(
            Expr::col((enrolment::Entity, enrolment::Column::PersonId))
                .equals((person::Entity, person::Column::Id)),
        );
    let mut query = person::Entity::find().in_scope(scope);
    QuerySelect::query(&mut query).join(JoinType::InnerJoin, enrolment::Entity, on);
    let rows: Vec<(Uuid, Uuid, Uuid, String, i32)> = query
        .select_only()
        .column(enrolment::Column::Id)
        .column(enrolment::Column::PersonId)
        .column(enrolment::Column::ProgrammeVersionId)
        .column(enrolment::Column::StageKey)
        .column(enrolment::Column::Version)
        .filter(
            enrolment::Column::ProgrammeKey
                .eq(programme_key)
                .and(enrolment::Column::EndedOn.is_null()),
        )
        .order_by_asc(enrolment::Column::Id)
        .rows_in(tx)
        .await?;
    let ids: Vec<_> = rows
        .iter()
        .map(|(_, person, ..)| (*person).into())
        .collect();
    let standings = people::standings(tx, scope.council, &ids).await?;
    let following = |(id, person, version, stage_key, row_version): (Uuid, Uuid, _, _, _)| {
        let standing = standings.iter().find(|one| Uuid::from(one.id) == person)?;
        Some(Following {
            id: id.into(),
            standing: *standing,
            version: ProgrammeVersionId(version),
            stage_key,
            row_version,
        })
    };
    Ok(rows.into_iter().filter_map(following).collect())
}

/// Lists the open enrolments of everyone in a scope.
pub async fn open_in(
    tx: &mut ReadTx,
    scope: &Scope,
) -> Result<Vec<(Standing, Enrolment)>, StoreError> {
    let rows = enrolment::of(scope.council)
        .filter(enrolment::Column::EndedOn.is_null())
        .filter(people::lives_in(scope, enrolment::Column::PersonId))
        .order_by_asc(enrolment::Column::Id)
        .all_in(tx)
        .await?;
    let ids: Vec<_> = rows.iter().map(|row| row.person_id.into()).collect();
    let standings: HashMap<_, _> = people::standings(tx, scope.council, &ids)
        .await?
        .into_iter()
        .map(|standing| (standing.id, standing))
        .collect();
    let open = rows.iter().filter_map(|row| {
        let standing = standings.get(&row.person_id.into())?;
        Some((*standing, super::opened(row)))
    });
    Ok(open.collect())
}

/// Switches an enrolment to another version, with what the engine says about its stage.
///
/// Errors: [`StoreError::Stale`] when it was moved since it was read.
pub(crate) async fn set_version(
    tx: &mut WriteTx,
    before: &Enrolment,
    to: ProgrammeVersionId,
    step: &Step,
) -> Result<(), StoreError> {
    super::moves::apply(tx, before, to, step, ("The programme was changed.", None)).await?;
    tx.journal(
        Entry::new("move-version")
            .person(before.person)
            .subject(before.id)
            .subject(before.programme_version)
            .subject(to),
    )
    .await
}
