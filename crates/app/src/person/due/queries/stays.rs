//! The facts behind duties: plans, promises, wishes, and what holds from a given day.

use std::collections::HashMap;

use chrono::NaiveDate;
use programme::{ProvidedHome, TakenOn};
use store::{
    Fetch, ReadTx, StoreError,
    entities::{
        accommodation_span, assessment, commitment, eet_span, fact, feeling, goal, lost_touch,
        review, step, wish,
    },
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Uuid},
};
use values::{
    CouncilId, PersonId,
    codes::{Activity, EetGroup},
};

use super::{super::facts::Known, known::of};
use crate::shell::clock;

type All = HashMap<PersonId, Known>;

/// Adds everything that is not a contact, a referral or an enrolment.
pub(super) async fn add(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
    all: &mut All,
) -> Result<(), StoreError> {
    dives(tx, council, only, all).await?;
    plans(tx, council, only, all).await?;
    reviews(tx, council, only, all).await?;
    promises(tx, council, only, all).await?;
    asked(tx, council, only, all).await?;
    spans(tx, council, only, all).await?;
    facts(tx, council, only, all).await
}

/// Adds whether there has been a deep dive, and since when the stage after the latest is to be chosen. The short form leads to none.
async fn dives(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
    all: &mut All,
) -> Result<(), StoreError> {
    use assessment::Column as A;

    let query = of(assessment::of(council), (A::PersonId, only));
    let rows: Vec<(Uuid, NaiveDate, String, String)> = query
        .select_only()
        .columns([A::PersonId, A::HeldOn, A::Kind, A::ChosenStage])
        .filter(A::SupersededAt.is_null())
        .order_by_asc(A::HeldOn)
        .order_by_asc(A::Id)
        .rows_in(tx)
        .await?;
    for (person, on, kind, chosen) in rows {
        if let Some(known) = all.get_mut(&person.into()) {
            known.duty.is_assessed = true;
            let is_undecided = kind == "full" && chosen.is_empty();
            known.duty.undecided_since = is_undecided.then_some(on);
        }
    }
    Ok(())
}

/// Adds the open goals' first day, and the steps that workers took on.
async fn plans(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
    all: &mut All,
) -> Result<(), StoreError> {
    let goals = of(goal::of(council), (goal::Column::PersonId, only));
    let goals: Vec<(Uuid, store::At)> = goals
        .select_only()
        .columns([goal::Column::PersonId, goal::Column::MadeAt])
        .filter(goal::Column::ArchivedAt.is_null())
        .filter(goal::Column::ReachedOn.is_null())
        .order_by_asc(goal::Column::Id)
        .rows_in(tx)
        .await?;
    for (person, made_at) in goals {
        if let Some(known) = all.get_mut(&person.into()) {
            let on = clock::london_day(made_at.into());
            known.duty.plan_since.get_or_insert(on);
        }
    }
    let steps = of(step::of(council), (step::Column::PersonId, only));
    let steps: Vec<(Uuid, Option<Uuid>, Option<NaiveDate>, String)> = steps
        .select_only()
        .columns([
            step::Column::PersonId,
            step::Column::OwnerId,
            step::Column::DueOn,
            step::Column::Owner,
        ])
        .filter(step::Column::DoneAt.is_null())
        .filter(step::Column::ArchivedAt.is_null())
        .filter(step::Column::Owner.is_in(["worker", "young-person"]))
        .filter(step::Column::DueOn.is_not_null())
        .order_by_asc(step::Column::Id)
        .rows_in(tx)
        .await?;
    for (person, by, on, owner) in steps {
        let (Some(known), Some(on)) = (all.get_mut(&person.into()), on) else {
            continue;
        };
        if owner == "worker" {
            let by = by.map(Into::into);
            known.duty.steps.push(TakenOn { on, by });
        } else {
            known.duty.own_steps.push(on);
        }
    }
    Ok(())
}

/// Adds the last review of each plan, and the days on which a status was confirmed.
async fn reviews(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
    all: &mut All,
) -> Result<(), StoreError> {
    let query = of(review::of(council), (review::Column::PersonId, only));
    let rows: Vec<(Uuid, String, NaiveDate)> = query
        .select_only()
        .columns([
            review::Column::PersonId,
            review::Column::Kind,
            review::Column::HeldOn,
        ])
        .order_by_asc(review::Column::HeldOn)
        .order_by_asc(review::Column::Id)
        .rows_in(tx)
        .await?;
    for (person, kind, on) in rows {
        let Some(known) = all.get_mut(&person.into()) else {
            continue;
        };
        match kind.as_str() {
            "plan" => known.duty.plan_reviewed_on = Some(on),
            "pathway" => known.duty.pathway_reviewed_on = Some(on),
            "age" => known.duty.talked_of_age_on = Some(on),
            _ => known.duty.status_on.push(on),
        }
    }
    Ok(())
}

async fn promises(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
    all: &mut All,
) -> Result<(), StoreError> {
    use commitment::Column as C;

    let query = of(commitment::of(council), (C::PersonId, only));
    let rows: Vec<(Uuid, Uuid, NaiveDate)> = query
        .select_only()
        .columns([C::PersonId, C::OwnerId, C::DueOn])
        .filter(C::SettledAt.is_null())
        .order_by_asc(C::Id)
        .rows_in(tx)
        .await?;
    for (person, by, on) in rows {
        if let Some(known) = all.get_mut(&person.into()) {
            known.duty.promises.push(TakenOn {
                on,
                by: Some(by.into()),
            });
        }
    }
    Ok(())
}

/// Adds requests that no one has answered, and when someone last asked them why they lost contact.
async fn asked(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
    all: &mut All,
) -> Result<(), StoreError> {
    let query = of(wish::of(council), (wish::Column::PersonId, only));
    let wishes: Vec<(Uuid, NaiveDate)> = query
        .select_only()
        .columns([wish::Column::PersonId, wish::Column::MadeOn])
        .filter(wish::Column::AnsweredAt.is_null())
        .order_by_asc(wish::Column::Id)
        .rows_in(tx)
        .await?;
    for (person, on) in wishes {
        if let Some(known) = all.get_mut(&person.into()) {
            known.duty.wishes.push(on);
        }
    }
    let query = of(feeling::of(council), (feeling::Column::PersonId, only));
    let feelings: Vec<(Uuid, NaiveDate)> = query
        .select_only()
        .columns([feeling::Column::PersonId, feeling::Column::ToldOn])
        .filter(feeling::Column::WantsHelp.eq(true))
        .filter(feeling::Column::SeenAt.is_null())
        .order_by_asc(feeling::Column::Id)
        .rows_in(tx)
        .await?;
    for (person, on) in feelings {
        if let Some(known) = all.get_mut(&person.into()) {
            known.duty.help_wanted_on.get_or_insert(on);
        }
    }
    let query = of(
        lost_touch::of(council),
        (lost_touch::Column::PersonId, only),
    );
    let whys: Vec<(Uuid, NaiveDate)> = query
        .select_only()
        .columns([lost_touch::Column::PersonId, lost_touch::Column::AskedOn])
        .order_by_asc(lost_touch::Column::AskedOn)
        .order_by_asc(lost_touch::Column::Id)
        .rows_in(tx)
        .await?;
    for (person, on) in whys {
        if let Some(known) = all.get_mut(&person.into()) {
            known.duty.asked_why_on = Some(on);
        }
    }
    Ok(())
}

/// Returns whether an activity code is work, including an apprenticeship.
fn is_work(code: &str) -> bool {
    matches!(code, "F4" | "P4" | "F5" | "P5")
}

/// Adds what they do and where they live, with the days from which it holds.
async fn spans(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
    all: &mut All,
) -> Result<(), StoreError> {
    use eet_span::Column as E;

    let query = of(eet_span::of(council), (E::PersonId, only));
    let rows: Vec<(Uuid, String, NaiveDate)> = query
        .select_only()
        .columns([E::PersonId, E::Code, E::FromOn])
        .filter(E::SupersededAt.is_null())
        .order_by_asc(E::FromOn)
        .order_by_asc(E::Id)
        .rows_in(tx)
        .await?;
    for (person, code, on) in rows {
        let Some(known) = all.get_mut(&person.into()) else {
            continue;
        };
        known.duty.status_on.push(on);
        let began = known.duty.began_work_on;
        known.duty.began_work_on = is_work(&code).then(|| began.unwrap_or(on));
        let group = Activity::parse(&code).map_or(EetGroup::NotKnown, Activity::group);
        known.duty.lost_work_on = match (group, began) {
            (EetGroup::Eet, _) => None,
            (_, Some(_)) => Some(on),
            (_, None) => known.duty.lost_work_on,
        };
    }
    use accommodation_span::Column as A;

    let query = of(accommodation_span::of(council), (A::PersonId, only));
    let rows: Vec<(Uuid, NaiveDate)> = query
        .select_only()
        .columns([A::PersonId, A::FromOn])
        .filter(A::SupersededAt.is_null())
        .order_by_asc(A::FromOn)
        .order_by_asc(A::Id)
        .rows_in(tx)
        .await?;
    for (person, on) in rows {
        if let Some(known) = all.get_mut(&person.into()) {
            known.lives_there_since = Some(on);
        }
    }
    Ok(())
}

/// Adds the day on which a permission is checked again, and whether the council provides the home.
async fn facts(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
    all: &mut All,
) -> Result<(), StoreError> {
    use fact::Column as F;

    let query = of(fact::of(council), (F::PersonId, only));
    let rows = query
        .filter(F::SupersededAt.is_null())
        .filter(F::Field.is_in(["right_to_work_review_on", "home_provided"]))
        .order_by_asc(F::Id)
        .all_in(tx)
        .await?;
    for row in rows {
        let value = tx.open(&row.value)?;
        let Some(known) = all.get_mut(&row.person_id.into()) else {
            continue;
        };
        if row.field == "home_provided" {
            let since = known.lives_there_since.filter(|_| value == "yes");
            known.duty.home = since.map(|since| ProvidedHome {
                since,
                visited_on: known.visited_on,
            });
        } else {
            known.duty.check_again_on = value.parse().ok();
        }
    }
    Ok(())
}
