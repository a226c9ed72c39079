//! Programmes as data: written in the browser, published in versions, and followed by enrolments.

use policy::Role;

use crate::world::Held;

const PROGRAMME: &str = include_str!("../../../../../programmes/kensington-and-chelsea.toml");

story!(
    a_programme_is_written_from_a_template_under_the_same_checks,
    |app| {
        let prue = app.worker("Prue", &[Role::ProgrammeManager]).await;
        let draft = prue
            .post("/programmes/new", &[("from", "template/three-stages")])
            .await;
        assert!(
            draft.text().contains("No faults found."),
            "{}",
            draft.text()
        );
        assert!(draft.body().contains("<svg"));

        let text = draft.field("text");
        let broken = text.replace("forward = [\"getting-started\"]", "forward = [\"nowhere\"]");
        let checked = prue.submit(&draft, &[("text", &broken)]).await;
        assert!(
            checked.text().contains("there is no stage `nowhere`"),
            "{}",
            checked.text()
        );
        assert!(
            !checked.body().contains("value=\"publish\""),
            "what has faults is not offered for publishing"
        );
        let mended = text.replace("our-programme", "northtown-pathway");
        let published = prue
            .submit(&checked, &[("text", &mended), ("then", "check")])
            .await;
        let published = prue.submit(&published, &[("then", "publish")]).await;
        assert_eq!(published.said(), "The programme has been published.");
        let page = prue.get("/programmes/northtown-pathway").await;
        assert_eq!(page.column("Version"), ["1"]);
        assert_eq!(page.column("By"), ["Prue"]);
        assert!(page.body().contains("<svg"));

        let coach = app.worker("Asha", &[Role::Coach]).await;
        assert_eq!(coach.get("/programmes/new").await.status(), 403);
    }
);

story!(
    an_enrolment_moves_to_a_newer_version_after_a_preview,
    |app| {
        app.on("2026-11-20");
        app.publish(app.home(), PROGRAMME).await;
        let prue = app
            .worker("Prue", &[Role::ProgrammeManager, Role::Coach])
            .await;
        let held = Held {
            coach: prue.id,
            ..Held::BY_NOBODY
        };
        let tara = app.young_person("Tara", "Ode", held).await;
        let stage = "full-potential-kensington-and-chelsea/strand-3";
        let enrol = [("stage", stage), ("reason", "Close to work")];
        prue.post(&format!("/people/{tara}/enrol"), &enrol).await;
        let contact = [("kind", "call"), ("outcome", "held")];
        prue.post(&format!("/people/{tara}/contacts/new"), &contact)
            .await;

        let own = "own/full-potential-kensington-and-chelsea";
        let draft = prue.post("/programmes/new", &[("from", own)]).await;
        let text = draft.field("text").replace(
            "contact = { role = \"employment-coach\", every_weeks = 1, per_person = [{ every_weeks = 2 }] }",
            "contact = { role = \"employment-coach\", every_weeks = 2, per_person = [{ every_weeks = 1 }] }",
        );
        let changed = [("text", text.as_str()), ("then", "publish")];
        prue.submit(&draft, &changed).await;
        let page = "/programmes/full-potential-kensington-and-chelsea/move";
        let preview = prue.get(page).await;
        assert!(
            preview
                .text()
                .contains("Version 1 to 2; contact every 2 weeks instead of contact every week."),
            "{}",
            preview.text()
        );
        let none = prue.submit_and_stay(&preview, &[]).await;
        assert_eq!(none.errors(), ["Choose at least one person"]);
        let enrolment = preview.offered("enrolment")[0].clone();
        let moved = prue.submit(&preview, &[("enrolment", &enrolment)]).await;
        assert_eq!(
            moved.said(),
            "The young people you chose now follow the new version."
        );
        assert!(prue.get(page).await.text().contains("No one you can move"));
        let person = prue.get(&format!("/people/{tara}")).await;
        assert!(
            person.text().contains("due in 14 days"),
            "{}",
            person.text()
        );
    }
);

story!(
    an_enrolment_moves_on_to_the_stage_that_took_the_place_of_theirs,
    |app| {
        app.on("2026-11-20");
        app.publish(app.home(), PROGRAMME).await;
        let prue = app
            .worker("Prue", &[Role::ProgrammeManager, Role::Coach])
            .await;
        let held = Held {
            coach: prue.id,
            ..Held::BY_NOBODY
        };
        let tara = app.young_person("Tara", "Ode", held).await;
        let stage = "full-potential-kensington-and-chelsea/strand-3";
        let enrol = [("stage", stage), ("reason", "Close to work")];
        prue.post(&format!("/people/{tara}/enrol"), &enrol).await;

        let own = "own/full-potential-kensington-and-chelsea";
        let draft = prue.post("/programmes/new", &[("from", own)]).await;
        let text = draft
            .field("text")
            .replace("\"strand-3\"", "\"nearly-there\"")
            .replace("label = \"Strand 3\"", "label = \"Nearly there\"");
        let text = format!(
            "{text}\n[[replaced]]\nkind = 'stage'\nkey = 'strand-3'\nby = 'nearly-there'\n"
        );
        prue.submit(&draft, &[("text", &text), ("then", "publish")])
            .await;
        app.on("2026-11-25");
        let preview = prue
            .get("/programmes/full-potential-kensington-and-chelsea/move")
            .await;
        assert!(
            preview
                .text()
                .contains("Version 1 to 2; Strand 3 becomes Nearly there from today;"),
            "{}",
            preview.text()
        );
        let enrolment = preview.offered("enrolment")[0].clone();
        let moved = prue.submit(&preview, &[("enrolment", &enrolment)]).await;
        assert_eq!(
            moved.said(),
            "The young people you chose now follow the new version."
        );
        let person = prue.get(&format!("/people/{tara}")).await;
        for words in ["Nearly there since 25 November 2026", "Started Strand 3"] {
            assert!(person.text().contains(words), "{words}: {}", person.text());
        }
        assert_eq!(app.rebuilt_dues().await, app.dues().await);
    }
);

story!(the_end_of_funding_is_seen_ahead_and_told, |app| {
    const WESTMINSTER: &str = include_str!("../../../../../programmes/westminster.toml");
    app.on("2026-05-11");
    app.publish(app.home(), WESTMINSTER).await;
    let prue = app
        .worker("Prue", &[Role::ProgrammeManager, Role::Coach])
        .await;
    let held = Held {
        coach: prue.id,
        ..Held::BY_NOBODY
    };
    let tara = app.young_person("Tara", "Ode", held).await;
    let page = prue.get(&format!("/people/{tara}/enrol")).await;
    let offered = page.body();
    let first = offered
        .split("value=\"full-potential-westminster/")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap();
    let first = format!("full-potential-westminster/{first}");
    prue.post(
        &format!("/people/{tara}/enrol"),
        &[("stage", first.as_str()), ("reason", "Starts college")],
    )
    .await;
    let ends = prue.get("/reports/funding").await;
    assert!(
        ends.text().contains("1 young person, 1 not told yet"),
        "{}",
        ends.text()
    );
    assert_eq!(ends.column("Told?"), ["Not told yet"]);
    let person = prue.get(&format!("/people/{tara}")).await;
    assert!(person.text().contains("ends on 31 March 2027."));

    app.on("2027-01-04");
    let today = prue.get("/today").await;
    assert!(today.text().contains("Tell them when funding ends"));
    let told = prue
        .submit(
            &prue.get(&person.link("Record that they were told")).await,
            &[],
        )
        .await;
    assert!(told.text().contains("They were told on 4 January 2027."));
    let today = prue.get("/today").await;
    assert!(!today.text().contains("Tell them when funding ends"));
    assert_eq!(
        prue.get("/reports/funding").await.column("Told?"),
        ["4 January 2027"]
    );
});

story!(
    a_version_that_leaves_somebody_without_a_stage_is_not_published,
    |app| {
        app.on("2026-11-20");
        app.publish(app.home(), PROGRAMME).await;
        let prue = app.worker("Prue", &[Role::ProgrammeManager]).await;
        let own = "own/full-potential-kensington-and-chelsea";
        let draft = prue.post("/programmes/new", &[("from", own)]).await;
        let text = draft.field("text").replace("strand-1", "strand-one");
        let refused = prue
            .submit_and_stay(&draft, &[("text", &text), ("then", "publish")])
            .await;
        assert!(
            refused.errors()[0].contains("Name its successor"),
            "{:?}",
            refused.errors()
        );
        assert_eq!(refused.field("text"), text.trim_end());
        let page = prue
            .get("/programmes/full-potential-kensington-and-chelsea")
            .await;
        assert_eq!(page.column("Version"), ["1"]);
    }
);
