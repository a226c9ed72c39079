//! Two programmes at once.

use policy::Role;

use crate::world::{
    Held,
    office::{Office, STRAND_3, office},
    programmes::CAMDEN,
};

story!(
    a_second_programme_has_its_own_rhythm_and_its_own_worker,
    |app| {
        let Office {
            asha, maya, team, ..
        } = office(&app).await;
        app.publish(app.home(), CAMDEN).await;
        let paula = app.worker("Paula", &[Role::PersonalAdviser]).await;
        let held = Held {
            coach: Some(asha.id),
            adviser: Some(paula.id),
            team: Some(team),
            ..Held::BY_NOBODY
        };
        let ines = app.young_person("Ines", "Ade", held).await;
        let (record, enrol) = (format!("/people/{ines}"), format!("/people/{ines}/enrol"));
        asha.post(&enrol, &[("stage", STRAND_3), ("reason", "Close to work")])
            .await;
        let contact = async |worker: &crate::world::Worker| {
            let form = worker.get(&format!("{record}/contacts/new")).await;
            let typed = [("kind", "call"), ("outcome", "held"), ("note", "Hello")];
            let page = worker.submit(&form, &typed).await;
            assert!(page.errors().is_empty(), "{:?}", page.errors());
        };
        contact(&asha).await;

        // The internship is besides Strand 3: its worker is chosen among those who work with them.
        let page = asha.get(&record).await;
        let form = asha.get(&page.link("Enrol on another programme")).await;
        assert!(!form.text().contains("Strand 3"), "{}", form.text());
        let typed = [
            ("stage", "internships-camden/applying"),
            ("reason", "She would love it"),
        ];
        let unsaid = asha.submit_and_stay(&form, &typed).await;
        assert_eq!(
            unsaid.errors(),
            ["Choose who works with them on this programme"]
        );
        asha.submit(&unsaid, &[("lead", &paula.id.to_string())])
            .await;
        let page = asha.get(&record).await;
        assert!(
            page.text()
                .contains("Applying since 20 November 2026, with Paula"),
            "{}",
            page.text()
        );
        assert!(page.text().contains("Strand 3 since 20 November 2026"));
        assert!(
            !page.has_link("Enrol on another programme"),
            "they are on both"
        );

        // The first word of the internship is Paula's, and no contact of Asha's stands for it.
        app.on("2026-11-27");
        let of_intern = "Ines Ade : First contact";
        assert!(!asha.get("/today").await.text().contains(of_intern));
        // The day that is offered for the next contact is that of the worker's own programme: two weeks, and one.
        let new = format!("{record}/contacts/new");
        assert_eq!(paula.get(&new).await.field("next-day"), "11");
        assert_eq!(asha.get(&new).await.field("next-day"), "4");
        let today = paula.get("/today").await;
        assert!(today.text().contains(of_intern), "{}", today.text());
        contact(&paula).await;
        assert!(!paula.get("/today").await.text().contains(of_intern));
        let today = asha.get("/today").await;
        assert!(
            today.text().contains("Every week in Strand 3"),
            "what Paula said does not stand for Strand 3: {}",
            today.text()
        );
        contact(&asha).await;

        // The internship's rhythm is its own.
        let page = paula.get(&record).await;
        let form = paula
            .get(&page.link("Move on, pause or end : Care-experienced internships"))
            .await;
        let typed = [("event", "move/intern"), ("reason", "She got it")];
        let page = paula.submit(&form, &typed).await;
        assert!(page.errors().is_empty(), "{:?}", page.errors());
        let page = paula.get(&record).await;
        let form = paula
            .get(&page.link("Change how often : Care-experienced internships"))
            .await;
        let typed = [("every", "1 weeks"), ("reason", "Her first month")];
        let page = paula.submit(&form, &typed).await;
        assert!(
            page.text().contains("Every week, as agreed, in Intern"),
            "{}",
            page.text()
        );
        app.on("2026-12-04");
        contact(&asha).await;
        let today = paula.get("/today").await;
        assert!(today.text().contains("Every week, as agreed, in Intern"));

        // Each programme counts them once, and lists go by the first.
        let reports = maya.get("/reports/movement").await;
        assert!(reports.text().contains("Intern"), "{}", reports.text());

        // Somebody takes over from Paula as adviser: what was hers is Asha's, and one contact counts for both.
        app.on("2026-12-07");
        let piet = app.worker("Piet", &[Role::PersonalAdviser]).await;
        let form = maya.get(&format!("{record}/allocate")).await;
        maya.submit(&form, &[("adviser", &piet.id.to_string())])
            .await;
        app.on("2026-12-14");
        let today = asha.get("/today").await;
        assert!(
            today.text().contains("Every week, as agreed, in Intern"),
            "{}",
            today.text()
        );
        contact(&asha).await;
        let today = asha.get("/today").await;
        for stage in ["Intern", "Strand 3"] {
            let met = format!("in {stage}; last contact 14 December 2026");
            assert!(today.text().contains(&met), "{}", today.text());
        }

        // The internship ends, and Strand 3 goes on.
        let page = asha.get(&record).await;
        let form = asha
            .get(&page.link("Move on, pause or end : Care-experienced internships"))
            .await;
        let event = form.offered("event");
        let exit = event.iter().find(|one| one.starts_with("exit/")).unwrap();
        let typed = [("event", exit.as_str()), ("reason", "It is over")];
        let page = asha.submit(&form, &typed).await;
        assert!(page.errors().is_empty(), "{:?}", page.errors());
        let page = asha.get(&record).await;
        assert!(page.text().contains("Strand 3 since 20 November 2026"));
        assert!(!page.text().contains("Also on"), "{}", page.text());
        assert!(!paula.get("/today").await.text().contains(of_intern));
    }
);
