//! Records that are the same: found before there are two, merged, and taken apart again.

use policy::Role;
use values::{PersonId, TeamId};

use crate::world::{
    Held, Hire,
    office::{Office, ROUTE, STRAND_3, office},
    programmes::KENSINGTON_AND_CHELSEA,
    without_query,
};

story!(
    somebody_who_is_here_already_is_found_before_a_second_record_exists,
    |app| {
        app.on("2026-11-20");
        app.publish(app.home(), KENSINGTON_AND_CHELSEA).await;
        let team: TeamId = app.team("Leaving care").await;
        let maya = app
            .hire(Hire {
                teams: vec![team],
                ..app.somebody("Maya", &[Role::TeamManager])
            })
            .await;
        let held = Held {
            team: Some(team),
            ..Held::BY_NOBODY
        };
        let tara: PersonId = app.young_person("Tara", "Stephens", held).await;
        let typed = [
            ("given_name", "Tara"),
            ("family_name", "Stevens"),
            ("phone", "07700 900111"),
            ("route", ROUTE),
            ("told", "agrees"),
        ];
        let page = maya.get("/referrals/new").await;
        let asked = maya.submit_and_stay(&page, &typed).await;
        assert_eq!(asked.errors(), ["Choose whether it is one of these people"]);
        let referred = maya.submit(&asked, &[("same", &tara.to_string())]).await;
        assert_eq!(referred.heading(), "Tara Stephens");
        assert_eq!(maya.get("/people").await.column("Name"), ["Tara Stephens"]);
        let page = maya.get("/referrals/new").await;
        let asked = maya.submit_and_stay(&page, &typed).await;
        maya.submit(&asked, &[("same", "new")]).await;
        assert_eq!(maya.get("/people").await.column("Name").len(), 2);
    }
);

story!(
    whoever_answers_a_referral_is_asked_whether_it_is_one_of_these,
    |app| {
        let Office { team, .. } = office(&app).await;
        let other_team = app.team("Virtual school").await;
        let held = |team| crate::world::Held {
            team: Some(team),
            ..crate::world::Held::BY_NOBODY
        };
        app.young_person("Katherine", "Byrne", held(team)).await;
        let ola = app
            .hire(Hire {
                teams: vec![other_team],
                ..app.somebody("Ola", &[Role::PersonalAdviser])
            })
            .await;
        let page = ola.get("/referrals/new").await;
        let route = page.offered("route")[1].clone();
        let typed = [
            ("given_name", "Kate"),
            ("family_name", "Byrne"),
            ("phone", "ask mum"),
            ("route", route.as_str()),
            ("told", "agrees"),
        ];
        let refused = ola.post("/referrals/new", &typed).await;
        assert!(
            refused.errors()[0].contains("can be dialled"),
            "{:?}",
            refused.errors()
        );
        let typed = typed.map(|(name, value)| match name {
            "phone" => (name, "07700 900123"),
            _ => (name, value),
        });
        let made = ola.post("/referrals/new", &typed).await;
        assert!(
            !made.text().contains("Katherine"),
            "the referrer learns nothing: {}",
            made.text()
        );
        let manager = app.worker("Paz", &[Role::ProgrammeManager]).await;
        let list = manager.get("/referrals").await;
        let shown = manager.get(&list.link("Kate Byrne")).await;
        assert!(
            shown
                .text()
                .contains("Is this the same person as one of these?"),
            "{}",
            shown.text()
        );
        let compared = manager
            .get(&shown.link("Compare with Katherine Byrne"))
            .await;
        assert_eq!(
            compared.heading(),
            "Is this the same person as one of these?"
        );
        let found = manager.get("/people/search?q=kate+byrne").await;
        assert!(found.column("Name").contains(&"Katherine Byrne".to_owned()));
    }
);

story!(two_records_are_merged_and_taken_apart_again, |app| {
    app.on("2026-11-20");
    app.publish(app.home(), KENSINGTON_AND_CHELSEA).await;
    let team = app.team("Leaving care").await;
    let maya = app
        .hire(Hire {
            teams: vec![team],
            ..app.somebody("Maya", &[Role::TeamManager])
        })
        .await;
    let held = Held {
        team: Some(team),
        ..Held::BY_NOBODY
    };
    let kept = app.young_person("Tara", "Stephens", held).await;
    let other = app.young_person("Tara", "Stevens", held).await;
    let contact = [
        ("kind", "call"),
        ("outcome", "held"),
        ("note", "Likes dogs"),
    ];
    maya.post(&format!("/people/{other}/contacts/new"), &contact)
        .await;
    let enrol = [("stage", STRAND_3), ("reason", "Close to work")];
    maya.post(&format!("/people/{other}/enrol"), &enrol).await;

    let page = maya.get(&format!("/people/{kept}/merge")).await;
    assert!(page.text().contains("Tara Stevens"));
    let merged = maya.submit(&page, &[("with", &other.to_string())]).await;
    assert_eq!(
        merged.said(),
        "The records are one now. What was due for either is due here."
    );
    assert!(merged.text().contains("Likes dogs"));
    assert_eq!(maya.get("/people").await.column("Name"), ["Tara Stephens"]);
    let led = maya.get(&format!("/people/{other}")).await;
    assert_eq!(led.heading(), "Tara Stephens");
    let found = maya.get("/people/search?q=Stevens").await;
    assert_eq!(found.column("Name"), ["Tara Stephens"]);

    // What happens to their enrolment meanwhile stays with it.
    let record = maya.get(&format!("/people/{kept}")).await;
    let moves = without_query(&record.link("Move on, pause or end"));
    let back = [("event", "move/strand-2"), ("reason", "One step back")];
    maya.post(&moves, &back).await;

    let apart = maya
        .submit(&maya.get(&format!("/people/{kept}/apart")).await, &[])
        .await;
    assert_eq!(apart.heading(), "Tara Stevens");
    assert!(apart.text().contains("Likes dogs"));
    assert!(apart.text().contains("One step back"), "{}", apart.text());
    let first = maya.get(&format!("/people/{kept}")).await;
    assert!(!first.text().contains("Likes dogs"));
    assert!(!first.text().contains("One step back"), "{}", first.text());
    assert_eq!(maya.get("/people").await.column("Name").len(), 2);
});
