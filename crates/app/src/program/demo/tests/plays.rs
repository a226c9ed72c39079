//! The three stories that are played.

use store::entities::work_placement;

use super::*;

#[test]
fn the_three_journeys_are_played() {
    let world = &*WORLD;
    world.runtime.block_on(async {
        let tx = world.read().await;
        let councils = council::Entity::find().all_in(&tx).await.unwrap();
        let (people, enrolled) = (all!(&tx, person), all!(&tx, enrolment));
        let placed = all!(&tx, work_placement);
        let mut played = Vec::new();
        for row in &people {
            let given = tx.open(&row.given_name).unwrap();
            if !["Solene", "Tara", "Millie"].contains(&given.as_str()) {
                continue;
            }
            let council = councils
                .iter()
                .find(|one| one.council_id == row.council_id)
                .unwrap();
            let Some(own) = enrolled.iter().find(|one| one.person_id == row.id) else {
                continue;
            };
            let started = placed.iter().find(|one| one.person_id == row.id);
            let started = started.and_then(|one| one.started_on);
            let days = started.map(|on| (world.today() - on).num_days());
            played.push((given, council.name.as_str(), own.stage_key.as_str(), days));
        }
        played.sort();
        let expected = [
            ("Millie", "Hackney", "job", Some(58)),
            (
                "Solene",
                "Kensington and Chelsea",
                "in-work-or-learning",
                Some(140),
            ),
            ("Tara", "Westminster", "in-work-or-learning", Some(322)),
        ];
        let expected =
            expected.map(|(given, council, stage, days)| (given.to_owned(), council, stage, days));
        assert_eq!(played, expected);
    });
}

#[test]
fn the_stories_can_be_played_on_any_day() {
    for today in ["2022-01-04", "2027-12-31"] {
        let folder = tempfile::tempdir().unwrap();
        Runtime::new().unwrap().block_on(async {
            let app = open(folder.path(), today).await;
            let mut source = Source::read().unwrap();
            for council in &mut source.councils {
                // As many as have a story, and nobody else.
                council.people = 1;
            }
            build_from(&app, &source)
                .await
                .unwrap_or_else(|error| panic!("{today}: {error}"));
        });
    }
}
