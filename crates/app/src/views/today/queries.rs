//! Counts of young people and what is due for them.

use chrono::NaiveDate;
use store::{
    Fetch, InScope, ReadTx, StoreError,
    entities::{enrolment, person},
    orm::{
        ColumnTrait, Condition, EntityTrait, Expr, ExprTrait, JoinType, QueryFilter, QuerySelect,
        Uuid,
    },
};
use values::Scope;

use crate::{person::people::StoppedAs, shell::choices::Code};

store::row! {
    /// Figures about one coach's young people.
    #[derive(Clone, Debug)]
    pub(super) struct Load {
        /// The coach.
        pub(super) coach_id: Option<Uuid>,
        pub(super) people: i64,
        pub(super) overdue: i64,
        /// Enrolled, and without a contact since the day asked about.
        pub(super) silent: i64,
    }
}

/// Counts the young people of each coach in a scope.
pub(super) async fn loads(
    tx: &mut ReadTx,
    scope: &Scope,
    today: NaiveDate,
    silent_since: NaiveDate,
) -> Result<Vec<Load>, StoreError> {
    use enrolment::Column as E;

    let open = Condition::all()
        .add(
            Expr::col((enrolment::Entity, E::CouncilId))
                .equals((person::Entity, person::Column::CouncilId)),
        )
        .add(
            Expr::col((enrolment::Entity, E::PersonId))
                .equals((person::Entity, person::Column::Id)),
        )
        .add(Expr::col((enrolment::Entity, E::EndedOn)).is_null());
    let mut query = person::Entity::find()
        .in_scope(scope)
        .filter(person::Column::StoppedAs.ne(StoppedAs::Died.code()))
        .filter(person::Column::MergedIntoId.is_null());
    QuerySelect::query(&mut query).join(JoinType::LeftJoin, enrolment::Entity, open);
    let counted =
        |condition: Condition| Expr::case(condition, 1).finally(0).sum().cast_as("BIGINT");
    let overdue = counted(Condition::all().add(person::Column::NextDueOn.lt(today)));
    let long_ago = Condition::any()
        .add(person::Column::LastContactOn.lt(silent_since))
        .add(
            person::Column::LastContactOn
                .is_null()
                .and(E::EnrolledOn.lt(silent_since)),
        );
    let silent = counted(
        Condition::all()
            .add(Expr::col((enrolment::Entity, E::Id)).is_not_null())
            .add(E::PausedOn.is_null())
            .add(long_ago),
    );
    let rows = query
        .select_only()
        .column(person::Column::CoachId)
        .column_as(person::Column::Id.count(), "people")
        .expr_as(overdue, "overdue")
        .expr_as(silent, "silent")
        .group_by(person::Column::CoachId)
        .rows_in::<Load>(tx)
        .await?;
    Ok(rows)
}
