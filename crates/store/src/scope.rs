//! Scopes as SQL. A table of records says which of its columns, or of the young person's, each field of a policy is.

use sea_orm::{Condition, EntityTrait, ExprTrait, QueryFilter, Select, sea_query::Expr};
use uuid::Uuid;
use values::{
    Scope,
    scope::{Field, Filter},
};

use crate::entities::{person, referral};

/// A table whose rows a scope can narrow.
pub trait Scoped: EntityTrait {
    /// Returns the column of the owner.
    fn council() -> Expr;

    /// Returns the column of a field, or `None` where the table has none.
    fn field(field: Field) -> Option<Expr>;
}

fn person_field(field: Field) -> Option<Expr> {
    use person::Column;

    let column = match field {
        Field::Id | Field::Person => Column::Id,
        Field::Coach => Column::CoachId,
        Field::Adviser => Column::AdviserId,
        Field::SocialWorker => Column::SocialWorkerId,
        Field::Team => Column::TeamId,
        Field::Partner => Column::OrganisationId,
        Field::Referrer => return None,
    };
    Some(Expr::col((person::Entity, column)))
}

impl Scoped for person::Entity {
    fn council() -> Expr {
        Expr::col((person::Entity, person::Column::CouncilId))
    }

    fn field(field: Field) -> Option<Expr> {
        person_field(field)
    }
}

/// A referral is narrowed by its own referrer and by the young person that the query joins.
impl Scoped for referral::Entity {
    fn council() -> Expr {
        Expr::col((referral::Entity, referral::Column::CouncilId))
    }

    fn field(field: Field) -> Option<Expr> {
        match field {
            Field::Id => Some(Expr::col((referral::Entity, referral::Column::Id))),
            Field::Referrer => Some(Expr::col((referral::Entity, referral::Column::ReferrerId))),
            other => person_field(other),
        }
    }
}

/// Turns a scope into a condition on the rows of `E`.
///
/// A scope that names a field missing from the table admits no row at all: half a filter must never pass for the whole.
pub fn condition<E: Scoped>(scope: &Scope) -> Condition {
    let rows = filter::<E>(&scope.filter).unwrap_or_else(|| constant(false));
    Condition::all()
        .add(E::council().eq(Uuid::from(scope.council)))
        .add(rows)
}

fn constant(holds: bool) -> Condition {
    Condition::all().add(Expr::val(1).eq(i32::from(holds)))
}

fn filter<E: Scoped>(part: &Filter) -> Option<Condition> {
    Some(match part {
        Filter::All => constant(true),
        Filter::Nothing => constant(false),
        Filter::In(_, ids) if ids.is_empty() => constant(false),
        Filter::In(field, ids) => {
            let column = E::field(*field)?;
            // Where the column is NULL, this is false rather than unknown, so that its opposite is true.
            Condition::all()
                .add(column.clone().is_not_null())
                .add(column.is_in(ids.iter().copied()))
        }
        Filter::Both(parts) => parts.iter().try_fold(constant(true), |all, part| {
            Some(all.add(filter::<E>(part)?))
        })?,
        Filter::Either(parts) => parts
            .iter()
            .try_fold(Condition::any().add(Expr::val(1).eq(0)), |any, part| {
                Some(any.add(filter::<E>(part)?))
            })?,
        Filter::Not(part) => filter::<E>(part)?.not(),
    })
}

/// Narrows a query to a scope.
pub trait InScope {
    /// Returns the query without the rows that the scope does not admit.
    fn in_scope(self, scope: &Scope) -> Self;
}

impl<E: Scoped> InScope for Select<E> {
    fn in_scope(self, scope: &Scope) -> Self {
        self.filter(condition::<E>(scope))
    }
}
