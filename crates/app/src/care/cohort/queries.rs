//! The cohort in the database: everyone in a scope at once, with one query for each kind of data.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use store::{
    At, Entry, Execute, Fetch, InScope, ReadTx, StoreError, WriteTx,
    entities::{contact, eet_span, person, saved_view},
    orm::{
        ColumnTrait, Condition, EntityTrait, Expr, ExprTrait, Func, QueryFilter, QueryOrder,
        QuerySelect, Select, Set, Uuid,
    },
};
use values::{
    AccountId, CouncilId, PersonId, Scope,
    codes::{Activity, EetGroup},
};

use super::model::{Member, Part};
use crate::{
    care::contacts,
    person::{
        assessments::{self, Rated},
        particulars,
        people::{Outline, StoppedAs, outlined},
    },
    shell::choices::Code,
};

/// How far back attempts are counted, in days.
const ATTEMPTS_WITHIN: u64 = 180;

fn everybody(scope: &Scope) -> Select<person::Entity> {
    use person::Column as P;

    outlined(person::Entity::find().in_scope(scope))
        .filter(P::StoppedAs.ne(StoppedAs::Died.code()))
        .filter(P::MergedIntoId.is_null())
        .order_by_asc(P::Id)
}

/// Lists everyone in a scope, with what their own row says. [`fill`] reads the rest for those for whom it is wanted.
pub(super) async fn members(tx: &mut ReadTx, scope: &Scope) -> Result<Vec<Member>, StoreError> {
    let rows = everybody(scope).rows_in::<Outline>(tx).await?;
    let member = |row: Outline| Member {
        standing: row.standing,
        born_on: row.born_on,
        activity: row.activity,
        stage: row
            .programme_version
            .map(|version| (version, row.stage_key)),
        is_paused: row.paused_on.is_some(),
        stopped_as: row.stopped_as,
        last_contact_on: row.last_contact_on,
        out_since: None,
        attempts: None,
        readiness: None,
        ratings: Rated::new(),
        work_to_leave: String::new(),
        is_assessed: false,
        suggested: None,
        has_level_2: false,
    };
    Ok(rows.into_iter().map(member).collect())
}

/// Up to this many are asked for by name; more are read with everyone in the council.
const NAMED: usize = 500;

/// Reads what is wanted besides the members' own rows, with one query for each part.
pub(super) async fn fill(
    tx: &mut ReadTx,
    council: CouncilId,
    members: &mut [Member],
    (wanted, today): (&[Part], NaiveDate),
) -> Result<(), StoreError> {
    let ids: Vec<PersonId> = members.iter().map(Member::person).collect();
    let only = (ids.len() <= NAMED).then_some(ids.as_slice());
    for part in wanted {
        match part {
            Part::Dive => {
                let mut latest = assessments::latest(tx, council, only).await?;
                for member in &mut *members {
                    if let Some(dive) = latest.remove(&member.person()) {
                        member.is_assessed = true;
                        member.readiness = dive.said.readiness;
                        member.ratings = dive.said.ratings;
                        member.work_to_leave = dive.said.work_to_leave;
                        let stage = dive.suggested_stage;
                        member.suggested = dive
                            .version
                            .map(|version| (version, stage))
                            .filter(|(_, stage)| !stage.is_empty());
                    }
                }
            }
            Part::OutSince => {
                let since = out_since(tx, council, only).await?;
                for member in &mut *members {
                    member.out_since = since.get(&Uuid::from(member.person())).copied();
                }
            }
            Part::Level2 => {
                let kinds = particulars::qualifications_of(tx, council, only).await?;
                for member in &mut *members {
                    let own = kinds.get(&member.person());
                    member.has_level_2 = own.is_some_and(|own| particulars::has_level_2(own));
                }
            }
            Part::Attempts => {
                let mut attempts = attempts(tx, council, (only, today)).await?;
                for member in &mut *members {
                    let own = attempts.remove(&Uuid::from(member.person()));
                    member.attempts = own.and_then(|mut own| {
                        let last = member.last_contact_on;
                        own.retain(|(on, _)| last.is_none_or(|last| *on > last));
                        let count = u32::try_from(own.len()).unwrap_or(u32::MAX);
                        own.pop().map(|(_, outcome)| (count, outcome))
                    });
                }
            }
        }
    }
    Ok(())
}

/// Returns since when each young person has been in neither education, employment nor training, without a break.
async fn out_since(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
) -> Result<HashMap<Uuid, NaiveDate>, StoreError> {
    let mut spans = eet_span::of(council);
    if let Some(people) = only {
        spans =
            spans.filter(eet_span::Column::PersonId.is_in(people.iter().map(|id| Uuid::from(*id))));
    }
    let spans: Vec<(Uuid, String, NaiveDate)> = spans
        .select_only()
        .column(eet_span::Column::PersonId)
        .column(eet_span::Column::Code)
        .column(eet_span::Column::FromOn)
        .filter(eet_span::Column::SupersededAt.is_null())
        .order_by_asc(eet_span::Column::PersonId)
        .order_by_asc(eet_span::Column::FromOn)
        .order_by_asc(eet_span::Column::Id)
        .rows_in(tx)
        .await?;
    let mut since = HashMap::new();
    for (person, code, from_on) in spans {
        let is_out = Activity::parse(&code).is_ok_and(|code| code.group() == EetGroup::Neet);
        if is_out {
            since.entry(person).or_insert(from_on);
        } else {
            since.remove(&person);
        }
    }
    Ok(since)
}

/// Lists the unsuccessful attempts to reach each young person, oldest first.
async fn attempts(
    tx: &mut ReadTx,
    council: CouncilId,
    (only, today): (Option<&[PersonId]>, NaiveDate),
) -> Result<HashMap<Uuid, Vec<(NaiveDate, String)>>, StoreError> {
    use contact::Column as C;

    /// Young person, day, contact, and the four codes of what happened.
    type Attempt = (Uuid, NaiveDate, Uuid, String, String, String, String);

    let from = today
        .checked_sub_days(Days::new(ATTEMPTS_WITHIN))
        .unwrap_or(today);
    let (own, theirs) = (
        |column: contact::Column| Expr::col((contact::Entity, column)),
        |column: person::Column| Expr::col((person::Entity, column)),
    );
    // From the young person to their contacts since the last that took place: few, where all of the council's are many. SQLite keeps to the order
    // of a cross join.
    let on = Condition::all()
        .add(own(C::CouncilId).equals((person::Entity, person::Column::CouncilId)))
        .add(own(C::PersonId).equals((person::Entity, person::Column::Id)))
        .add(own(C::HeldOn).gt(Func::coalesce([
            theirs(person::Column::LastContactOn),
            Expr::val(from),
        ])));
    let mut query = person::of(council);
    if let Some(people) = only {
        query = query.filter(person::Column::Id.is_in(people.iter().map(|id| Uuid::from(*id))));
    }
    QuerySelect::query(&mut query).cross_join(contact::Entity);
    let mut rows: Vec<Attempt> = query
        .filter(on)
        .select_only()
        .columns([
            C::PersonId,
            C::HeldOn,
            C::Id,
            C::Outcome,
            C::Came,
            C::Why,
            C::Canceller,
        ])
        .filter(C::Outcome.ne(contacts::Outcome::Held.code()))
        .filter(C::SupersededAt.is_null())
        .rows_in(tx)
        .await?;
    rows.retain(|(_, on, ..)| *on >= from);
    rows.sort_unstable();
    let mut attempts: HashMap<Uuid, Vec<(NaiveDate, String)>> = HashMap::new();
    for (person, on, _, outcome, came, why, canceller) in rows {
        let facts = contacts::Facts::stored([&outcome, &came, &why, &canceller])?;
        attempts
            .entry(person)
            .or_default()
            .push((on, facts.words()));
    }
    Ok(attempts)
}

/// A saved view.
pub(super) struct View {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) query: String,
}

/// Lists the saved views of an account, by name.
pub(super) async fn views(
    tx: &mut ReadTx,
    council: CouncilId,
    account: AccountId,
) -> Result<Vec<View>, StoreError> {
    let rows = saved_view::of(council)
        .filter(saved_view::Column::AccountId.eq(Uuid::from(account)))
        .filter(saved_view::Column::EndedAt.is_null())
        .all_in(tx)
        .await?;
    let mut views: Vec<View> = rows
        .into_iter()
        .map(|row| View {
            id: row.id,
            name: row.name,
            query: row.query,
        })
        .collect();
    views.sort_by_cached_key(|view| (store::fold(&view.name), view.id));
    Ok(views)
}

/// Saves a view.
pub(super) async fn keep_view(tx: &mut WriteTx, name: &str, query: &str) -> Result<(), StoreError> {
    let row = saved_view::New {
        id: tx.next_id(),
        account_id: tx.worker()?.into(),
        name: name.to_owned(),
        query: query.to_owned(),
        made_at: tx.at().into(),
        ended_at: None,
    };
    saved_view::insert(tx, row).await?;
    tx.journal(Entry::new("keep-view")).await
}

/// Removes a saved view of the reader.
///
/// Errors: [`StoreError::Stale`] when they have no such view.
pub(super) async fn end_view(tx: &mut WriteTx, id: Uuid) -> Result<(), StoreError> {
    let ended = saved_view::change(tx.council())
        .set(saved_view::ActiveModel {
            ended_at: Set(Some(At::from(tx.at()))),
            ..Default::default()
        })
        .filter(saved_view::Column::Id.eq(id))
        .filter(saved_view::Column::AccountId.eq(Uuid::from(tx.worker()?)))
        .exec_in(tx)
        .await?;
    if ended != 1 {
        return Err(StoreError::Stale);
    }
    tx.journal(Entry::new("end-view").subject(id)).await
}

/// Records in the journal that a list was downloaded.
pub(super) async fn note_export(tx: &mut WriteTx, people: Vec<PersonId>) -> Result<(), StoreError> {
    tx.journal(Entry::new("export-people").subjects(people).reason("csv"))
        .await
}

#[cfg(test)]
mod tests {
    use policy::Action;

    use super::super::queries::*;
    use crate::tests::plans::Plans;

    #[tokio::test]
    async fn the_cohort_starts_at_an_index_of_the_council() {
        let plans = Plans::open().await;
        for scope in Plans::scopes(Action::ListPeople) {
            plans.check(&everybody(&scope)).await;
        }
    }
}
