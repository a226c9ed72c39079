//! Where the programmes have led young people.

use std::collections::HashSet;

use store::{
    Fetch, InScope, ReadTx, StoreError,
    entities::{enrolment, person},
    orm::{
        ColumnTrait, Condition, EntityTrait, Expr, ExprTrait, JoinType, QueryFilter, QueryOrder,
        QuerySelect, Uuid,
    },
};
use values::{PersonId, Scope, codes::Activity};

use crate::{person::people::Ehcp, shell::choices::Code};

/// Somebody in a programme, and what they do.
#[derive(Clone, Debug)]
pub(in crate::work::work_placements) struct Arrival {
    pub(in crate::work::work_placements) person: PersonId,
    /// The key of the programme.
    pub(in crate::work::work_placements) programme: String,
    /// The key of the stage that they are in.
    pub(in crate::work::work_placements) stage: String,
    pub(in crate::work::work_placements) activity: Activity,
}

/// Lists everybody in a scope who is in a programme.
pub(in crate::work::work_placements) async fn arrivals(
    tx: &mut ReadTx,
    scope: &Scope,
) -> Result<Vec<Arrival>, StoreError> {
    use enrolment::Column as E;
    use person::Column as P;

    let on = Condition::all()
        .add(Expr::col((enrolment::Entity, E::CouncilId)).equals((person::Entity, P::CouncilId)))
        .add(Expr::col((enrolment::Entity, E::PersonId)).equals((person::Entity, P::Id)))
        .add(Expr::col((enrolment::Entity, E::EndedOn)).is_null());
    let mut query = person::Entity::find()
        .in_scope(scope)
        .filter(P::MergedIntoId.is_null())
        .filter(P::StageKey.ne(""));
    QuerySelect::query(&mut query).join(JoinType::InnerJoin, enrolment::Entity, on);
    let rows: Vec<(Uuid, String, String, String)> = query
        .select_only()
        .column(P::Id)
        .column(E::ProgrammeKey)
        .column(E::StageKey)
        .column(P::EetCode)
        .rows_in(tx)
        .await?;
    let arrival = |(person, programme, stage, code): (Uuid, String, String, String)| Arrival {
        person: person.into(),
        programme,
        stage,
        activity: Activity::parse(&code).unwrap_or(Activity::NotKnown),
    };
    Ok(rows.into_iter().map(arrival).collect())
}

/// Lists those in a scope who have an Education, Health and Care Plan.
pub(in crate::work::work_placements) async fn with_ehcp(
    tx: &mut ReadTx,
    scope: &Scope,
) -> Result<HashSet<PersonId>, StoreError> {
    let rows: Vec<Uuid> = person::Entity::find()
        .in_scope(scope)
        .filter(person::Column::Ehcp.eq(Ehcp::Yes.code()))
        .select_only()
        .column(person::Column::Id)
        .order_by_asc(person::Column::Id)
        .rows_in(tx)
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}
