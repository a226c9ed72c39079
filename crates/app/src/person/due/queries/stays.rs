//! The facts behind duties: plans, promises, wishes, and what holds from a given day.

use std::collections::HashMap;

use chrono::NaiveDate;
use programme::{ProvidedHome, Said, TakenOn};
use store::{
    KeptQuery, ReadTx, StoreError,
    entities::{
        accommodation_span, assessment, commitment, eet_span, fact, feeling, goal, lost_touch,
        review, step, wish,
    },
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Uuid},
};
use values::{
    CouncilId, PersonId,
    codes::{Activity, EetGroup},
};

use super::super::facts::Known;
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

    static ASSESSMENT: KeptQuery = KeptQuery::new(|about| {
        assessment::of(about.owner())
            .filter(about.are(A::PersonId))
            .select_only()
            .columns([A::PersonId, A::HeldOn, A::Kind, A::ChosenStage])
            .filter(A::SupersededAt.is_null())
            .order_by_asc(A::HeldOn)
            .order_by_asc(A::Id)
            .into_query()
    });
    let rows: Vec<(Uuid, NaiveDate, String, String)> =
        ASSESSMENT.of_some(tx, council, only).await?;
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
    static GOAL: KeptQuery = KeptQuery::new(|about| {
        goal::of(about.owner())
            .filter(about.are(goal::Column::PersonId))
            .select_only()
            .columns([goal::Column::PersonId, goal::Column::MadeAt])
            .filter(goal::Column::ArchivedAt.is_null())
            .filter(goal::Column::ReachedOn.is_null())
            .order_by_asc(goal::Column::Id)
            .into_query()
    });
    let goals: Vec<(Uuid, store::At)> = GOAL.of_some(tx, council, only).await?;
    for (person, made_at) in goals {
        if let Some(known) = all.get_mut(&person.into()) {
            let on = clock::london_day(made_at.into());
            known.duty.plan_since.get_or_insert(on);
        }
    }
    static STEP: KeptQuery = KeptQuery::new(|about| {
        step::of(about.owner())
            .filter(about.are(step::Column::PersonId))
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
            .into_query()
    });
    let steps: Vec<(Uuid, Option<Uuid>, Option<NaiveDate>, String)> =
        STEP.of_some(tx, council, only).await?;
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
    static REVIEW: KeptQuery = KeptQuery::new(|about| {
        review::of(about.owner())
            .filter(about.are(review::Column::PersonId))
            .select_only()
            .columns([
                review::Column::PersonId,
                review::Column::Kind,
                review::Column::HeldOn,
            ])
            .order_by_asc(review::Column::HeldOn)
            .order_by_asc(review::Column::Id)
            .into_query()
    });
    let rows: Vec<(Uuid, String, NaiveDate)> = REVIEW.of_some(tx, council, only).await?;
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

    static COMMITMENT: KeptQuery = KeptQuery::new(|about| {
        commitment::of(about.owner())
            .filter(about.are(C::PersonId))
            .select_only()
            .columns([C::PersonId, C::OwnerId, C::DueOn])
            .filter(C::SettledAt.is_null())
            .order_by_asc(C::Id)
            .into_query()
    });
    let rows: Vec<(Uuid, Uuid, NaiveDate)> = COMMITMENT.of_some(tx, council, only).await?;
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
    static WISH: KeptQuery = KeptQuery::new(|about| {
        use wish::Column as W;

        wish::of(about.owner())
            .filter(about.are(W::PersonId))
            .select_only()
            .columns([W::PersonId, W::MadeOn, W::UrgentAs])
            .filter(W::AnsweredAt.is_null())
            .order_by_asc(W::Id)
            .into_query()
    });
    let wishes: Vec<(Uuid, NaiveDate, String)> = WISH.of_some(tx, council, only).await?;
    for (person, on, urgent_as) in wishes {
        let Some(known) = all.get_mut(&person.into()) else {
            continue;
        };
        match Said::from_code(&urgent_as) {
            Some(said) => known.hear(on, said),
            None => known.duty.wishes.push(on),
        }
    }
    static FEELING: KeptQuery = KeptQuery::new(|about| {
        use feeling::Column as F;

        feeling::of(about.owner())
            .filter(about.are(F::PersonId))
            .select_only()
            .columns([F::PersonId, F::ToldOn, F::UrgentAs])
            .filter(F::UrgentAs.ne(""))
            .filter(F::SeenAt.is_null())
            .order_by_asc(F::Id)
            .into_query()
    });
    let feelings: Vec<(Uuid, NaiveDate, String)> = FEELING.of_some(tx, council, only).await?;
    for (person, on, urgent_as) in feelings {
        if let (Some(known), Some(said)) =
            (all.get_mut(&person.into()), Said::from_code(&urgent_as))
        {
            known.hear(on, said);
        }
    }
    static LOST_TOUCH: KeptQuery = KeptQuery::new(|about| {
        lost_touch::of(about.owner())
            .filter(about.are(lost_touch::Column::PersonId))
            .select_only()
            .columns([lost_touch::Column::PersonId, lost_touch::Column::AskedOn])
            .order_by_asc(lost_touch::Column::AskedOn)
            .order_by_asc(lost_touch::Column::Id)
            .into_query()
    });
    let whys: Vec<(Uuid, NaiveDate)> = LOST_TOUCH.of_some(tx, council, only).await?;
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

    static EET_SPAN: KeptQuery = KeptQuery::new(|about| {
        eet_span::of(about.owner())
            .filter(about.are(E::PersonId))
            .select_only()
            .columns([E::PersonId, E::Code, E::FromOn])
            .filter(E::SupersededAt.is_null())
            .order_by_asc(E::FromOn)
            .order_by_asc(E::Id)
            .into_query()
    });
    let rows: Vec<(Uuid, String, NaiveDate)> = EET_SPAN.of_some(tx, council, only).await?;
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

    static ACCOMMODATION_SPAN: KeptQuery = KeptQuery::new(|about| {
        accommodation_span::of(about.owner())
            .filter(about.are(A::PersonId))
            .select_only()
            .columns([A::PersonId, A::FromOn])
            .filter(A::SupersededAt.is_null())
            .order_by_asc(A::FromOn)
            .order_by_asc(A::Id)
            .into_query()
    });
    let rows: Vec<(Uuid, NaiveDate)> = ACCOMMODATION_SPAN.of_some(tx, council, only).await?;
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

    static FACT: KeptQuery = KeptQuery::new(|about| {
        fact::of(about.owner())
            .filter(about.are(F::PersonId))
            .filter(F::SupersededAt.is_null())
            .filter(F::Field.is_in(["right_to_work_review_on", "home_provided"]))
            .order_by_asc(F::Id)
            .into_query()
    });
    let rows: Vec<fact::Model> = FACT.of_some(tx, council, only).await?;
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
