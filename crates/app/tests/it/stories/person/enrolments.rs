//! Enrolments: from stage to stage, through pauses and ends, and from one version of a programme to the next.

use policy::Role;
use values::PersonId;

use crate::world::{
    Held,
    due::due,
    fields::{day, with},
    office::{STRAND_3, Team, team},
    programmes::{KENSINGTON_AND_CHELSEA, YEARS_10_AND_11},
    without_query,
};

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
        let report = team.maya.get("/reports/movement").await;
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

story!(
    somebody_in_year_10_says_what_they_would_like_and_goes_on_at_sixteen,
    |app| {
        // The Virtual School passes on who may be met at the next meeting, and a manager says who goes.
        let Team {
            asha, maya, sol, ..
        } = team(&app).await;
        app.publish(app.home(), YEARS_10_AND_11).await;
        let form = sol.get("/referrals/new").await;
        let about = [
            ("given_name", "Noor"),
            ("family_name", "Ade"),
            ("phone", "07700 900199"),
            ("route", "years-10-and-11/virtual-school"),
            ("told", "agrees"),
        ];
        let born = day("born_on", "2012-03-01");
        sol.submit(&form, &with(&about, &born)).await;
        let waiting = maya.get("/referrals").await;
        let opened = maya.get(&waiting.link("Noor Ade")).await;
        let take_on = maya.get(&opened.link("Take them on")).await;
        let coach = asha.id.to_string();
        let enrol = maya.submit(&take_on, &[("coach", &coach)]).await;
        let first = [
            ("stage", "years-10-and-11/met"),
            ("reason", "The next meeting"),
        ];
        let page = maya.submit(&enrol, &first).await;
        let person = without_query(&page.address());
        let (on, _) = due(&app.dues().await, "first_contact").unwrap();
        assert_eq!(on, "2026-12-18", "twenty working days, not five");

        // She was there, and the pack asks her own questions, not those of a deep dive at eighteen.
        let contact = asha.get(&format!("{person}/contacts/new")).await;
        let met = [("kind", "one-to-one"), ("outcome", "held")];
        asha.submit(&contact, &met).await;
        let pack = asha.get(&format!("{person}/deep-dives/new?part=all")).await;
        assert!(
            pack.text()
                .contains("What would you like to be doing at 18?")
        );
        let likes = [
            ("q-likes", "Football, and looking after my cousins"),
            ("q-see", "Caring for people"),
            ("q-later", "A nursery, maybe"),
        ];
        asha.submit(&pack, &likes).await;
        let said = asha.get(&format!("{person}/deep-dives")).await;
        assert!(said.text().contains("A nursery, maybe"), "{}", said.text());
        let moves = without_query(&asha.get(&person).await.link("Move on, pause or end"));
        let step = async |event: &str, reason: &str| {
            let typed = [("event", event), ("reason", reason)];
            asha.post(&moves, &typed).await
        };
        step("move/aspirations", "Filled in the pack with her carer").await;
        let report = maya
            .get("/reports/movement?programme=years-10-and-11")
            .await
            .text();
        assert!(report.contains("Says what they would like"), "{report}");

        // The programme from 16 takes nobody before, and takes over then.
        let other = format!("{person}/enrol");
        app.on("2028-02-01");
        let early = asha.get(&other).await;
        let strand = [("stage", STRAND_3), ("reason", "Wants to start early")];
        let beside = [strand[0], strand[1], ("lead", coach.as_str())];
        let refused = asha.submit_and_stay(&early, &beside).await;
        assert_eq!(refused.errors(), ["Aged 15. The programme starts at 16"]);
        app.on("2028-03-06");
        step("move/next-step", "Chooses a college").await;
        step("exit/next-programme", "").await;
        let form = asha.get(&other).await;
        asha.submit(&form, &strand).await;
        let record = asha.get(&person).await.text();
        assert!(record.contains("Strand 3 since 6 March 2028"), "{record}");
        // What she said at fourteen is still there.
        let said = asha.get(&format!("{person}/deep-dives")).await;
        assert!(said.text().contains("A nursery, maybe"), "{}", said.text());
    }
);
