//! What the indicators count, for everybody in a scope at once.

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};
use programme::DueKind;
use store::{
    Fetch, InScope, ReadTx, StoreError,
    entities::{contact, due, eet_span, person},
    orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Uuid},
};
use values::{
    Scope,
    codes::{Activity, EetGroup},
};

use crate::{
    person::people::{self, StoppedAs},
    shell::choices::Code,
};

/// How far back contact counts as being in touch, in days.
const IN_TOUCH_DAYS: u64 = 28;

/// Lists those who are enrolled.
pub(super) async fn enrolled(tx: &mut ReadTx, scope: &Scope) -> Result<HashSet<Uuid>, StoreError> {
    use person::Column as P;

    let rows: Vec<(Uuid, String)> = person::Entity::find()
        .in_scope(scope)
        .filter(P::StoppedAs.ne(StoppedAs::Died.code()))
        .filter(P::MergedIntoId.is_null())
        .filter(P::StageKey.ne(""))
        .select_only()
        .columns([P::Id, P::StageKey])
        .rows_in(tx)
        .await?;
    Ok(rows.into_iter().map(|(id, _)| id).collect())
}

/// Counts who of some young people was in education, employment or training on each of some days.
pub(super) async fn in_work_or_learning(
    tx: &mut ReadTx,
    scope: &Scope,
    (of, days): (&HashSet<Uuid>, &[NaiveDate]),
) -> Result<Vec<u64>, StoreError> {
    let rows: Vec<(Uuid, String, NaiveDate)> = eet_span::of(scope.council)
        .filter(eet_span::Column::SupersededAt.is_null())
        .filter(people::is_in(scope, eet_span::Column::PersonId))
        .select_only()
        .columns([
            eet_span::Column::PersonId,
            eet_span::Column::Code,
            eet_span::Column::FromOn,
        ])
        .order_by_asc(eet_span::Column::FromOn)
        .order_by_asc(eet_span::Column::Id)
        .rows_in(tx)
        .await?;
    let on = |day: &NaiveDate| {
        let mut codes: HashMap<Uuid, &str> = HashMap::new();
        let known = rows
            .iter()
            .filter(|(id, _, from)| of.contains(id) && from <= day);
        for (id, code, _) in known {
            codes.insert(*id, code);
        }
        let is_eet = |code: &&&str| {
            Activity::parse(code).is_ok_and(|activity| activity.group() == EetGroup::Eet)
        };
        codes.values().filter(is_eet).count() as u64
    };
    Ok(days.iter().map(on).collect())
}

/// Counts with who of some young people there was contact in the four weeks to each of some days.
pub(super) async fn in_touch(
    tx: &mut ReadTx,
    scope: &Scope,
    (of, days): (&HashSet<Uuid>, &[NaiveDate]),
) -> Result<Vec<u64>, StoreError> {
    let mut counts = Vec::new();
    for day in days {
        let since = *day - Days::new(IN_TOUCH_DAYS);
        let rows: Vec<(Uuid, NaiveDate)> = contact::of(scope.council)
            .filter(contact::Column::HeldOn.gt(since))
            .filter(contact::Column::HeldOn.lte(*day))
            .filter(contact::Column::Outcome.eq("held"))
            .filter(contact::Column::SupersededAt.is_null())
            .filter(people::is_in(scope, contact::Column::PersonId))
            .select_only()
            .columns([contact::Column::PersonId, contact::Column::HeldOn])
            .rows_in(tx)
            .await?;
        let met: HashSet<Uuid> = rows.into_iter().map(|(id, _)| id).collect();
        counts.push(met.intersection(of).count() as u64);
    }
    Ok(counts)
}

/// Counts for whom of some young people the next contact is due, and for whom it is not late on a day.
pub(super) async fn on_time(
    tx: &mut ReadTx,
    scope: &Scope,
    (of, today): (&HashSet<Uuid>, NaiveDate),
) -> Result<(u64, u64), StoreError> {
    let rows: Vec<(Uuid, NaiveDate)> = due::of(scope.council)
        .filter(due::Column::Kind.eq(DueKind::NextContact.code()))
        .filter(people::is_in(scope, due::Column::PersonId))
        .select_only()
        .columns([due::Column::PersonId, due::Column::DueOn])
        .rows_in(tx)
        .await?;
    // Whoever is in two programmes has two rhythms: each of them counts.
    let own = rows.iter().filter(|(id, _)| of.contains(id));
    let on_time = own.clone().filter(|(_, on)| *on >= today).count() as u64;
    Ok((on_time, own.count() as u64))
}
