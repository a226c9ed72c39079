//! Nobody falls between: whoever waits for something has somebody whose task it is, and a manager who hears of it when it is late.

use policy::Role;

use crate::world::{
    Held, Hire,
    fields::{day, with},
    office::{Office, Team, office, referral, team},
    own_pages::own_pages,
    without_query,
};

story!(
    who_was_accepted_is_enrolled_and_has_a_deep_dive_or_a_manager_hears,
    |app| {
        let Team {
            asha, maya, sol, ..
        } = team(&app).await;
        let made = sol.post("/referrals/new", &referral()).await.address();
        maya.post(&format!("{made}/decide"), &[("decision", "accepted")])
            .await;
        let record = without_query(&maya.get(&made).await.link("Open their record"));
        let person = record.rsplit('/').next().unwrap();
        maya.post(
            &format!("{record}/allocate"),
            &[("coach", &asha.id.to_string())],
        )
        .await;
        let contact = asha.get(&format!("/people/{person}/contacts/new")).await;
        let typed = [
            ("kind", "call"),
            ("outcome", "held"),
            ("note", "Said hello"),
        ];
        asha.submit(&contact, &typed).await;
        app.on("2026-12-07");
        let today = asha.get("/today").await;
        let line = "Accepted on 20 November 2026, and not enrolled yet";
        assert!(today.text().contains(line), "{}", today.text());
        assert!(
            !maya
                .get("/today")
                .await
                .text()
                .contains("accepted, not enrolled"),
            "not late enough for a manager"
        );
        app.on("2026-12-19");
        let seen = maya.get("/today").await;
        assert!(
            seen.text()
                .contains("Solene: accepted, not enrolled, with Asha"),
            "{}",
            seen.text()
        );

        // Somebody else does not want it after all: who accepted says so, and nothing is left to do.
        let mut other = referral();
        other[0] = ("given_name", "Kofi");
        other[1] = ("phone", "07700 900777");
        let kofi = sol.post("/referrals/new", &other).await.address();
        maya.post(&format!("{kofi}/decide"), &[("decision", "accepted")])
            .await;
        let form = maya
            .get(&maya.get(&kofi).await.link("They will not be enrolled"))
            .await;
        let closed = [
            ("decision", "declined"),
            ("decision_reason", "young-person-wish"),
        ];
        let page = maya.submit(&form, &closed).await;
        assert!(!page.has_link("They will not be enrolled"));
        assert!(
            crate::world::due::due(&app.dues().await, "enrol")
                .is_some_and(|(_, why)| why.contains("20 November")),
            "only the first still waits"
        );

        // Enrolled: the deep dive is the next that somebody has to have with them.
        let form = asha.get(&format!("/people/{person}/enrol")).await;
        let stage = "full-potential-kensington-and-chelsea/strand-2";
        let typed = [("stage", stage), ("reason", "Wants to")];
        asha.submit(&form, &typed).await;
        assert!(!asha.get("/today").await.text().contains(line));
        app.on("2027-01-16");
        let today = asha.get("/today").await;
        let line = "No deep dive yet; have one within 4 weeks of 19 December 2026";
        assert!(today.text().contains(line), "{}", today.text());
        let dive = asha
            .get(&format!("/people/{person}/deep-dives/new?part=all"))
            .await;
        asha.submit(&dive, &[("work_wanted", "Anything outdoors")])
            .await;
        assert!(!asha.get("/today").await.text().contains(line));
    }
);

story!(
    a_hand_over_is_somebodys_first_task_and_a_coach_can_propose_whom,
    |app| {
        let Office {
            asha,
            maya,
            tara,
            team,
        } = office(&app).await;
        let sol = app
            .hire(Hire {
                teams: vec![team],
                ..app.somebody("Sol", &[Role::Coach])
            })
            .await;
        let contact = asha.get(&format!("/people/{tara}/contacts/new")).await;
        let typed = [
            ("kind", "call"),
            ("outcome", "held"),
            ("note", "Said hello"),
        ];
        asha.submit(&contact, &typed).await;
        // Three weeks later she goes back to Strand 2, which another team leads. Her coach proposes who goes on.
        app.on("2026-12-11");
        let record = asha.get(&format!("/people/{tara}")).await;
        let moving = record.all_links("/enrolments/");
        let moving = moving.iter().find(|path| path.ends_with("/move")).unwrap();
        let form = asha.get(moving).await;
        assert!(
            form.text()
                .contains("Who do you propose as their coach from then?")
        );
        let typed = [
            ("event", "move/strand-2"),
            ("takes_over", &*sol.id.to_string()),
        ];
        let page = asha.submit(&form, &typed).await;
        assert_eq!(
            page.said(),
            "The change has been recorded. The team manager has been asked to agree the new coach, and will see it on Today."
        );
        assert!(
            page.text().contains(
                "Handed over from Strand 3 on 11 December 2026; meet them within 5 working days"
            ),
            "{}",
            page.text()
        );
        assert!(
            !asha.get("/today").await.text().contains("days overdue"),
            "a hand-over is not late at once"
        );
        let letter = app.letters(&maya).await.pop().unwrap();
        assert!(
            letter.contains("A colleague has proposed a new coach"),
            "{letter}"
        );
        let today = maya.get("/today").await;
        let line = "Tara Ode: Asha has proposed Sol as their coach. Agree, or choose someone else";
        assert!(today.text().contains(line), "{}", today.text());
        let form = maya
            .get(&today.all_links(&format!("/people/{tara}/allocate"))[0])
            .await;
        assert_eq!(form.field("coach"), sol.id.to_string());
        maya.submit(&form, &[]).await;
        assert!(!maya.get("/today").await.text().contains("proposes Sol"));
        let today = sol.get("/today").await;
        assert!(
            today.text().contains("Tara Ode : Handed over to you"),
            "{}",
            today.text()
        );
        app.on("2026-12-12");
        app.on("2026-12-12");
        let contact = sol.get(&format!("/people/{tara}/contacts/new")).await;
        let typed = [("kind", "call"), ("outcome", "held"), ("note", "Met")];
        sol.submit(&contact, &typed).await;
        assert!(
            !sol.get("/today")
                .await
                .text()
                .contains("Handed over to you")
        );

        // A manager decides at once, and whoever takes over hears of it.
        let record = maya.get(&format!("/people/{tara}")).await;
        let moving = record.all_links("/enrolments/");
        let moving = moving.iter().find(|path| path.ends_with("/move")).unwrap();
        let form = maya.get(moving).await;
        let typed = [
            ("event", "move/strand-3"),
            ("takes_over", &*asha.id.to_string()),
        ];
        let page = maya.submit(&form, &typed).await;
        assert_eq!(
            page.said(),
            "The change has been recorded. The new worker has been told, and their first task is to meet the young person."
        );
        let letter = app.letters(&asha).await.pop().unwrap();
        assert!(
            letter.contains("Your first task is to meet them"),
            "{letter}"
        );
        assert!(
            asha.get("/today")
                .await
                .text()
                .contains("Handed over to you")
        );
    }
);

story!(
    a_pause_a_way_back_and_a_lapsed_step_are_looked_at_again,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let record = asha.get(&format!("/people/{tara}")).await;
        let moving = record.all_links("/enrolments/");
        let moving = moving.iter().find(|path| path.ends_with("/move")).unwrap();
        let form = asha.get(moving).await;
        let typed = [("event", "pause/exams")];
        let before = day("review", "2026-11-19");
        let early = with(&typed, &before);
        let refused = asha.submit_and_stay(&form, &early).await;
        assert_eq!(refused.errors(), ["Day must be after the pause begins"]);
        asha.submit(&refused, &with(&typed, &day("review", "2026-12-04")))
            .await;
        let page = asha.get(&format!("/people/{tara}")).await;
        let line = "Paused since 20 November 2026; look at it again with them on 4 December 2026";
        assert!(page.text().contains(line), "{}", page.text());
        app.on("2026-12-04");
        assert!(asha.get("/today").await.text().contains(line));
        let later = day("review", "2026-12-18");
        let form = asha.get(moving).await;
        // It goes on, and has another day; then it ends.
        let again = with(&[("event", "still-paused")], &later);
        let page = asha.submit(&form, &again).await;
        assert!(
            page.text()
                .contains("look at it again with them on 18 December 2026"),
            "{}",
            page.text()
        );
        let form = asha.get(moving).await;
        asha.submit(&form, &[("event", "resume")]).await;
        assert!(!asha.get("/today").await.text().contains("Paused since"));

        // Nobody reached her: why is written down, and the way back is a task until she has been heard from.
        let form = asha.get(&format!("/people/{tara}/lost-touch/new")).await;
        let typed = [("why", "not-reached"), ("way_back", "text-only")];
        asha.submit(&form, &typed).await;
        app.on("2026-12-18");
        let line = "Asked why on 4 December 2026; follow up the way back that was offered";
        let today = asha.get("/today").await;
        assert!(today.text().contains(line), "{}", today.text());
        let silent = asha.get("/silence").await;
        assert!(
            silent.text().contains("Tara Ode") && silent.text().contains("Only texts, for a while"),
            "{}",
            silent.text()
        );
        let contact = asha.get(&format!("/people/{tara}/contacts/new")).await;
        let typed = [
            ("kind", "text"),
            ("outcome", "held"),
            ("note", "Wrote back"),
        ];
        asha.submit(&contact, &typed).await;
        assert!(!asha.get("/today").await.text().contains(line));
        assert!(!asha.get("/silence").await.text().contains("Tara Ode"));

        // She moves on, and the report counts the stay that has ended.
        let form = asha.get(moving).await;
        asha.submit(&form, &[("event", "move/strand-2")]).await;
        let report = maya.get("/reports/movement").await;
        assert_eq!(report.column("Stage"), ["Strand 3"]);
        assert_eq!(report.column("Stays counted"), ["1"]);
    }
);

story!(
    a_promise_reaches_the_manager_and_the_adviser_before_it_is_late,
    |app| {
        let Office {
            asha, maya, team, ..
        } = office(&app).await;
        let pat = app
            .hire(Hire {
                teams: vec![team],
                ..app.somebody("Pat", &[Role::PersonalAdviser])
            })
            .await;
        let held = Held {
            coach: Some(asha.id),
            adviser: Some(pat.id),
            team: Some(team),
            ..Held::BY_NOBODY
        };
        let ines = app.young_person("Ines", "Ade", held).await;
        let form = asha.get(&format!("/people/{ines}/promises/new")).await;
        let due = day("due", "2026-12-04");
        asha.submit(&form, &with(&[("words", "A laptop")], &due))
            .await;
        assert!(!maya.get("/today").await.text().contains("a promise"));
        app.on("2026-11-28");
        for worker in [&maya, &pat] {
            let today = worker.get("/today").await;
            assert!(
                today.text().contains("Ines Ade: a promise, with Asha"),
                "{}",
                today.text()
            );
        }
        // It has not come: she says so, and the manager sees it at once, not only the coach.
        app.on("2026-12-05");
        assert!(maya.get("/today").await.text().contains("1 day overdue"));
        let (own, _) = own_pages(&app, &asha, ines).await;
        let mine = own.get("/my/promises").await;
        let page = own.submit(&mine, &[]).await;
        assert!(
            page.text()
                .contains("The person you work with and their manager both see it today."),
            "{}",
            page.text()
        );
        let today = maya.get("/today").await;
        assert!(
            today
                .text()
                .contains("Ines Ade: they say that it has not come, with Asha"),
            "{}",
            today.text()
        );
        // A manager of another team sees nothing of it.
        let other = app.team("Another team").await;
        let olu = app
            .hire(Hire {
                teams: vec![other],
                ..app.somebody("Olu", &[Role::TeamManager])
            })
            .await;
        assert!(!olu.get("/today").await.text().contains("Ines"));
    }
);

story!(a_rhythm_of_their_own_has_a_reason_and_an_end, |app| {
    let Office {
        asha, maya, tara, ..
    } = office(&app).await;
    let contact = asha.get(&format!("/people/{tara}/contacts/new")).await;
    let typed = [("kind", "call"), ("outcome", "held"), ("note", "Hello")];
    asha.submit(&contact, &typed).await;
    let record = asha.get(&format!("/people/{tara}")).await;
    assert!(record.text().contains("Every week in Strand 3"));
    let form = asha
        .get(&record.link("Change how often you are in touch"))
        .await;
    let refused = asha.submit_and_stay(&form, &[]).await;
    assert_eq!(refused.errors(), ["Enter why"]);
    let typed = [("every", "2 weeks"), ("reason", "Exams until Christmas")];
    let until = day("until", "2026-12-10");
    let page = asha.submit(&refused, &with(&typed, &until)).await;
    assert!(
        page.text()
            .contains("Every 2 weeks, as agreed, in Strand 3; last contact 20 November 2026"),
        "{}",
        page.text()
    );
    // After its end, the stage's own holds again.
    app.on("2026-12-04");
    let contact = asha.get(&format!("/people/{tara}/contacts/new")).await;
    let typed = [("kind", "call"), ("outcome", "held"), ("note", "Hello")];
    let page = asha.submit(&contact, &typed).await;
    let record = asha.get(&format!("/people/{tara}")).await;
    assert!(
        record
            .text()
            .contains("Every week in Strand 3; last contact 4 December 2026"),
        "{}",
        record.text()
    );
    assert!(page.errors().is_empty());
    let form = asha
        .get(&record.link("Change how often you are in touch"))
        .await;
    assert!(
        form.text()
            .contains("Now: every 2 weeks, until 10 December 2026. Exams until Christmas"),
        "{}",
        form.text()
    );
    // The team's figures: late a week after the last contact, and not once they have met.
    app.on("2026-12-14");
    assert_eq!(maya.get("/team").await.column("Overdue"), ["1"]);
    let contact = asha.get(&format!("/people/{tara}/contacts/new")).await;
    asha.submit(&contact, &[("kind", "call"), ("outcome", "held")])
        .await;
    let team = maya.get("/team").await;
    assert_eq!(team.column("Overdue"), ["0"]);
    assert_eq!(team.column("No contact for 28 days"), ["0"]);
});
