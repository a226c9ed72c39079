//! Any way through a programme, through the pages and the database.

use std::collections::BTreeSet;

use chrono::Days;
use policy::Role;
use programme::Programme;
use proptest::{
    prelude::{Strategy, prop},
    strategy::ValueTree,
    test_runner::TestRunner,
};
use store::{
    Fetch,
    entities::{enrolment, stage_span},
    orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Uuid},
};
use values::PersonId;

use crate::world::{Held, Worker, World, programmes::KENSINGTON_AND_CHELSEA};

/// How many young people go their ways, and how many things are tried with each.
const WAYS: usize = 3;

const TRIES: usize = 14;

/// Everything that the form of an enrolment could ever offer, allowed or not.
fn events() -> Vec<String> {
    let programme = Programme::parse("of the tests", KENSINGTON_AND_CHELSEA).unwrap();
    let definition = programme.definition();
    let stages = definition.stages.iter().map(|stage| &stage.key);
    let exits = definition.exits.iter();
    let pauses = definition.pauses.iter();
    stages
        .flat_map(|key| [format!("move/{key}"), format!("return/{key}")])
        .chain(exits.map(|exit| format!("exit/{}", exit.key)))
        .chain(pauses.map(|pause| format!("pause/{}", pause.key)))
        .chain(["resume".to_owned()])
        .collect()
}

async fn stretches(app: &World, person: PersonId) -> Vec<stage_span::Model> {
    let tx = app.app().store.read().await.unwrap();
    stage_span::Entity::find()
        .filter(stage_span::Column::PersonId.eq(Uuid::from(person)))
        .order_by_asc(stage_span::Column::Place)
        .all_in(&tx)
        .await
        .unwrap()
}

async fn enrolled(app: &World, person: PersonId) -> enrolment::Model {
    let tx = app.app().store.read().await.unwrap();
    let found = enrolment::Entity::find()
        .filter(enrolment::Column::PersonId.eq(Uuid::from(person)))
        .one_in(&tx);
    found.await.unwrap().unwrap()
}

/// Tries one thing after another, and after each holds the rows to what a history is.
async fn go(app: &World, coach: &Worker, person: PersonId, tries: &[(String, u64)]) -> usize {
    let moves = format!("/enrolments/{}/move", enrolled_id(app, person).await);
    let (mut allowed, mut before) = (0, stretches(app, person).await);
    for (event, days) in tries {
        app.on(&(app.today() + Days::new(*days)).to_string());
        let asked = coach.get(&moves).await;
        let is_offered = asked.offered("event").contains(event);
        let forms = asked.forms().into_iter();
        let mut fields: Vec<_> = forms.flat_map(|form| form.filled).collect();
        fields.push(("event".to_owned(), event.clone()));
        let answer = coach.send_form(&moves, &fields, &[]).await;
        let page = coach.follow(answer).await;
        let after = stretches(app, person).await;
        assert_eq!(
            is_offered,
            !page.said().is_empty(),
            "{event}: {}",
            page.text()
        );
        if is_offered {
            allowed += 1;
        } else {
            assert_eq!(after, before, "{event} was refused and changes nothing");
        }
        let now = enrolled(app, person).await;
        let open: Vec<_> = after.iter().filter(|one| one.until_on.is_none()).collect();
        assert_eq!(open.len(), usize::from(now.ended_on.is_none()), "{event}");
        let current = open.first().map_or("", |one| one.stage_key.as_str());
        assert_eq!(now.stage_key, current, "{event}");
        for (old, new) in before.iter().zip(&after) {
            let kept = stage_span::Model {
                until_on: old.until_on,
                exit_key: old.exit_key.clone(),
                ended_at: old.ended_at,
                ended_by: old.ended_by,
                ..new.clone()
            };
            assert_eq!(*old, kept, "{event} changed the past");
            assert!(old.until_on.is_none() || old == new, "{event} moved an end");
        }
        assert!(after.len() >= before.len(), "{event} lost a stretch");
        before = after;
    }
    allowed
}

async fn enrolled_id(app: &World, person: PersonId) -> Uuid {
    enrolled(app, person).await.id
}

story!(any_way_keeps_one_current_stage_and_every_stretch, |app| {
    app.on("2026-01-05");
    let programme = app.publish(app.home(), KENSINGTON_AND_CHELSEA).await;
    let roles = [Role::Coach, Role::ProgrammeManager];
    let coach = app.worker("Asha", &roles).await;
    let held = Held {
        coach: Some(coach.id),
        ..Held::BY_NOBODY
    };
    let tried = (prop::sample::select(events()), 0_u64..20);
    let ways = prop::collection::vec(tried, TRIES);
    let (mut chance, mut allowed) = (TestRunner::deterministic(), BTreeSet::new());
    for place in 0..WAYS {
        let person = app.young_person(&format!("Way {place}"), "Ode", held).await;
        let start = format!("{}/{}", programme.key, programme.stage);
        let enrol = [("stage", start.as_str()), ("reason", "Begins")];
        coach.post(&format!("/people/{person}/enrol"), &enrol).await;
        let way = ways.new_tree(&mut chance).unwrap().current();
        allowed.insert(go(&app, &coach, person, &way).await);
    }
    assert!(allowed.last().is_some_and(|most| *most > 2), "{allowed:?}");
    assert_eq!(app.rebuilt_dues().await, app.dues().await);
});
