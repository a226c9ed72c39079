//! Lists of young people.

use std::{collections::HashSet, fmt, str::FromStr};

use chrono::NaiveDate;
use store::{
    Fetch, InScope, ReadTx, StoreError,
    entities::person,
    orm::{
        ColumnTrait, Condition, EntityTrait, Expr, ExprTrait, NullOrdering, Order, QueryFilter,
        QueryOrder, QuerySelect, Select, Uuid,
    },
};
use values::{PersonId, Scope};

use crate::{
    person::people::{Outline, StoppedAs, outlined},
    shell::choices::Code,
};

/// How many rows a page has.
pub(crate) const PAGE: u64 = 25;

/// How many a list counts. From there on it says that there are more, and has links to the page before and after alone.
pub(crate) const COUNTED: u64 = 200;

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
    /// Longest without contact first: before all others those who have never had one.
    Contact,
    /// By family name.
    Name,
}

impl Ordered {
    /// Returns whether those without the day by which the list is sorted come first.
    fn begins_without_a_day(self) -> bool {
        self == Self::Contact
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

fn paged(scope: &Scope, wanted: &Wanted, number: u64) -> Select<person::Entity> {
    let nulls = if wanted.order.begins_without_a_day() {
        NullOrdering::First
    } else {
        NullOrdering::Last
    };
    outlined(wanted_of(scope, wanted))
        .order_by_with_nulls(column(wanted), Order::Asc, nulls)
        .order_by_asc(person::Column::Id)
        .offset(number.saturating_sub(1) * PAGE)
        .limit(PAGE)
}

/// Counts the young people on a list, up to one more than [`COUNTED`].
pub(crate) async fn count(
    tx: &mut ReadTx,
    scope: &Scope,
    wanted: &Wanted,
) -> Result<u64, StoreError> {
    let some = wanted_of(scope, wanted)
        .select_only()
        .column(person::Column::Id)
        .limit(COUNTED + 1);
    some.count_in(tx).await
}

/// Where a long list goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// To those after this place.
    After(Mark),
    /// To those before it.
    Before(Mark),
}

/// A place in a list that is sorted by a day: the day of a row and its young person. It stays where it is when others come or go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    on: Option<NaiveDate>,
    person: PersonId,
}

impl Mark {
    /// Returns the place of a row.
    pub(crate) fn of(row: &Outline, order: Ordered) -> Self {
        Self {
            on: match order {
                Ordered::Contact => row.last_contact_on,
                Ordered::Due | Ordered::Name => row.next_due_on,
            },
            person: row.person(),
        }
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.on {
            Some(on) => write!(f, "{on}.{}", self.person),
            None => write!(f, "none.{}", self.person),
        }
    }
}

impl FromStr for Mark {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (on, person) = text.split_once('.').ok_or(())?;
        let on = match on {
            "none" => None,
            on => Some(on.parse().map_err(|_| ())?),
        };
        let person = person.parse().map_err(|_| ())?;
        Ok(Self { on, person })
    }
}

/// Selects what follows a place, or what precedes it from there backwards: those with a day and those without in queries of their own, each of
/// which begins in the index at the place.
fn turned(scope: &Scope, wanted: &Wanted, turn: Turn) -> Vec<Select<person::Entity>> {
    use person::Column as P;

    let (mark, order) = match turn {
        Turn::After(mark) => (mark, Order::Asc),
        Turn::Before(mark) => (mark, Order::Desc),
    };
    let (column, id) = (column(wanted), Uuid::from(mark.person));
    let is_on = order == Order::Asc;
    let query = || outlined(wanted_of(scope, wanted));
    let by_id = |query: Select<person::Entity>| query.order_by(P::Id, order.clone());
    let dated = |query: Select<person::Entity>| by_id(query.order_by(column, order.clone()));
    let beyond = if is_on { P::Id.gt(id) } else { P::Id.lt(id) };
    let without = || query().filter(column.is_null());
    // Those without a day stand before the others or after them, and are passed through last or first.
    let ends_without = is_on != wanted.order.begins_without_a_day();
    match mark.on {
        Some(on) => {
            let here = Expr::tuple([
                Expr::col((person::Entity, column)),
                Expr::col((person::Entity, P::Id)),
            ]);
            let there = Expr::tuple([Expr::value(on), Expr::value(id)]);
            let rest = dated(query().filter(if is_on {
                here.gt(there)
            } else {
                here.lt(there)
            }));
            if ends_without {
                vec![rest, by_id(without())]
            } else {
                vec![rest]
            }
        }
        None => {
            let rest = by_id(without().filter(beyond));
            if ends_without {
                vec![rest]
            } else {
                vec![rest, dated(query().filter(column.is_not_null()))]
            }
        }
    }
}

/// Lists the page after a place, or before it, and whether there are more that way.
pub(crate) async fn turn(
    tx: &mut ReadTx,
    scope: &Scope,
    wanted: &Wanted,
    turn: Turn,
) -> Result<(Vec<Outline>, bool), StoreError> {
    let mut rows: Vec<Outline> = Vec::new();
    for query in turned(scope, wanted, turn) {
        let left = PAGE + 1 - rows.len() as u64;
        if left > 0 {
            rows.extend(query.limit(left).rows_in::<Outline>(tx).await?);
        }
    }
    let has_more = rows.len() as u64 > PAGE;
    rows.truncate(PAGE as usize);
    if matches!(turn, Turn::Before(_)) {
        rows.reverse();
    }
    Ok((rows, has_more))
}

fn column(wanted: &Wanted) -> person::Column {
    match wanted.order {
        Ordered::Contact => person::Column::LastContactOn,
        Ordered::Due | Ordered::Name => person::Column::NextDueOn,
    }
}

/// Lists one page, numbered from 1, in an order that SQL can sort by.
pub(crate) async fn page(
    tx: &mut ReadTx,
    scope: &Scope,
    wanted: &Wanted,
    number: u64,
) -> Result<Vec<Outline>, StoreError> {
    let query = paged(scope, wanted, number);
    query.rows_in::<Outline>(tx).await
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

/// Lists the ids of everybody in a scope, those who have died among them.
pub(crate) async fn admitted(
    tx: &mut ReadTx,
    scope: &Scope,
) -> Result<HashSet<PersonId>, StoreError> {
    let ids: Vec<Uuid> = person::Entity::find()
        .in_scope(scope)
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
) -> Result<Vec<Outline>, StoreError> {
    let wanted = Wanted {
        among: Some(ids.to_vec()),
        ..Wanted::default()
    };
    let query = outlined(wanted_of(scope, &wanted)).order_by_asc(person::Column::Id);
    let mut rows = query.rows_in::<Outline>(tx).await?;
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
                for on in [NaiveDate::from_ymd_opt(2026, 3, 10), None] {
                    let mark = Mark {
                        on,
                        person: PersonId(Uuid::from_u128(9)),
                    };
                    for turn in [Turn::After(mark), Turn::Before(mark)] {
                        for query in turned(&scope, wanted, turn) {
                            plans.check(&query.limit(PAGE)).await;
                        }
                    }
                }
            }
        }
    }
}
