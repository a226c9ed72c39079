//! Enrolments: from stage to stage, through pauses and ends, and from one version of a programme to the next.

use policy::Role;
use values::PersonId;

use crate::world::{Held, office::team, page::without_query, programmes::KENSINGTON_AND_CHELSEA};

story!(
    an_enrolment_moves_pauses_ends_and_returns_with_its_history,
    |app| {
        let team = team(&app).await;
        let person: PersonId = app.young_person("Millie", "Grove", team.held()).await;
        let path = format!("/people/{person}");
        team.maya
            .post(
                &format!("{path}/enrol"),
                &[("stage", "full-potential-kensington-and-chelsea/strand-1")],
            )
            .await;
        let moves = without_query(&team.asha.get(&path).await.link("Move on, pause or end"));
        let step = async |event: &str, reason: &str| {
            let page = team
                .asha
                .post(&moves, &[("event", event), ("reason", reason)])
                .await;
            assert_eq!(
                page.said(),
                "Recorded. What is due next for them is below.",
                "{event}: {:?}",
                page.errors()
            );
            page
        };
        step("move/strand-2", "Ready to try a workshop").await;
        let paused = step("pause/exams", "").await;
        assert!(paused.text().contains("paused on 20 November 2026"));
        assert!(
            !team.asha.get("/today").await.text().contains("Millie"),
            "nothing is due while support rests"
        );
        step("resume", "").await;
        let left = step("exit/settled-in-work", "").await;
        assert!(left.text().contains("Left on 20 November 2026"));
        let back = step("return/strand-2", "The job ended").await;
        for words in [
            "Started Strand 1",
            "Started Strand 2",
            "Ready to try a workshop",
            "Paused",
            "The job ended",
        ] {
            assert!(
                back.text().contains(words),
                "{words} is missing: {}",
                back.text()
            );
        }
        let report = team.maya.get("/reports").await;
        assert!(report.text().contains("Strand 2"), "{}", report.text());
    }
);

story!(
    an_enrolment_moves_to_a_newer_version_after_a_preview,
    |app| {
        app.on("2026-11-20");
        app.publish(app.home(), KENSINGTON_AND_CHELSEA).await;
        let prue = app
            .worker("Prue", &[Role::ProgrammeManager, Role::Coach])
            .await;
        let held = Held {
            coach: Some(prue.id),
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
        app.publish(app.home(), KENSINGTON_AND_CHELSEA).await;
        let prue = app
            .worker("Prue", &[Role::ProgrammeManager, Role::Coach])
            .await;
        let held = Held {
            coach: Some(prue.id),
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

story!(
    a_version_that_leaves_somebody_without_a_stage_is_not_published,
    |app| {
        app.on("2026-11-20");
        app.publish(app.home(), KENSINGTON_AND_CHELSEA).await;
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
