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

use super::model::Member;
use crate::{
    care::contacts,
    person::{
        assessments, particulars,
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

/// Lists everyone in a scope.
pub(super) async fn members(
    tx: &mut ReadTx,
    scope: &Scope,
    today: NaiveDate,
) -> Result<Vec<Member>, StoreError> {
    let council = scope.council;
    let rows = everybody(scope).rows_in::<Outline>(tx).await?;
    let since = out_since(tx, council).await?;
    let mut latest = assessments::latest(tx, council, None).await?;
    let qualifications = particulars::qualifications_of(tx, council).await?;
    let attempts = attempts(tx, council, today).await?;
    let member = |row: Outline| {
        let (person, id) = (row.standing.id, Uuid::from(row.standing.id));
        let assessment = latest.remove(&person);
        let is_assessed = assessment.is_some();
        let said = assessment.map(|one| one.said).unwrap_or_default();
        let after = |on: &&(NaiveDate, String)| row.last_contact_on.is_none_or(|last| on.0 > last);
        let failed: Vec<_> = attempts
            .get(&id)
            .into_iter()
            .flatten()
            .filter(after)
            .collect();
        Ok(Member {
            standing: row.standing,
            born_on: row.born_on,
            activity: Activity::parse(&row.eet_code).unwrap_or(Activity::NotKnown),
            out_since: since.get(&id).copied(),
            stage: row
                .programme_version
                .map(|version| (version, row.stage_key)),
            is_paused: row.paused_on.is_some(),
            stopped_as: StoppedAs::stored_if_any(&row.stopped_as)?,
            last_contact_on: row.last_contact_on,
            attempts: failed.last().map(|(_, outcome)| {
                (
                    u32::try_from(failed.len()).unwrap_or(u32::MAX),
                    outcome.clone(),
                )
            }),
            readiness: said.readiness,
            ratings: said.ratings,
            work_to_leave: said.work_to_leave,
            is_assessed,
            has_level_2: qualifications
                .get(&person)
                .is_some_and(|kinds| particulars::has_level_2(kinds)),
        })
    };
    rows.into_iter().map(member).collect()
}

/// Returns since when each young person has been in neither education, employment nor training, without a break.
async fn out_since(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashMap<Uuid, NaiveDate>, StoreError> {
    let spans: Vec<(Uuid, String, NaiveDate)> = eet_span::of(council)
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
    today: NaiveDate,
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
