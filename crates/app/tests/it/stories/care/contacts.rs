//! Contacts as facts: four of them, what they make due, and who reads the note.

use policy::Role;

use crate::world::{
    due::due,
    fields::{day, with},
    office::{Office, STRAND_3, office, office_before, partners_adviser, team},
};

story!(
    a_contact_is_four_facts_and_the_next_one_is_dated_by_the_cadence,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let path = format!("/people/{tara}/contacts/new");
        let page = asha.get(&path).await;
        assert_eq!(
            (page.field("next-day"), page.field("next-month")),
            ("27".to_owned(), "11".to_owned()),
            "a week on, as the programme asks"
        );
        let held = [
            ("kind", "call"),
            ("outcome", "held"),
            ("note", "Talked about Saturdays"),
            ("note_kind", "shared"),
        ];
        asha.submit(&page, &held).await;
        let dues = app.dues().await;
        assert_eq!(due(&dues, "next_contact").unwrap().0, "2026-11-27");

        // Another day and a time: it is arranged, and the reason says both.
        app.on("2026-11-27");
        let next = day("next", "2026-12-09");
        let typed = [
            ("kind", "one-to-one"),
            ("outcome", "held"),
            ("next_time", "2.30pm"),
        ];
        asha.post(&path, &with(&typed, &next)).await;
        let (on, why) = due(&app.dues().await, "next_contact").unwrap();
        assert_eq!(on, "2026-12-09");
        assert_eq!(why, "Arranged for 9 December 2026; every week in Strand 3");

        // It did not happen, and every fact stands apart.
        app.on("2026-12-09");
        let missed = [
            ("kind", "one-to-one"),
            ("outcome", "not-held"),
            ("came", "no"),
            ("why", "travel"),
            ("agreed", "We meet nearer to her"),
            ("note", "Seen at the station with somebody"),
            ("note_kind", "restricted"),
        ];
        let page = asha.post(&path, &missed).await;
        assert!(
            page.text()
                .contains("Met in person: they could not come (getting there)"),
            "{}",
            page.text()
        );
        let (on, why) = due(&app.dues().await, "next_contact").unwrap();
        assert_eq!(on, "2026-12-04", "only what took place moves what is due");
        assert!(why.contains("last contact 27 November 2026"), "{why}");
        assert_eq!(app.rebuilt_dues().await, app.dues().await);

        // The note is read only by those who may, and the text for the council's own record is there.
        let contact = page.link("Met in person: they could not come (getting there)");
        assert!(
            asha.get(&contact)
                .await
                .text()
                .contains("Seen at the station")
        );
        let manager = app.worker("Prue", &[Role::ProgrammeManager]).await;
        let shown = manager.get(&contact).await;
        assert!(
            !shown.text().contains("Seen at the station"),
            "{}",
            shown.text()
        );
        assert!(shown.text().contains(
            "09/12/2026. Met in person: they could not come (getting there), with Asha."
        ));

        // It is put right, and stays as it was recorded first.
        let right = asha
            .post(
                &format!("{contact}/correct"),
                &[("outcome", "held"), ("came", "late")],
            )
            .await;
        assert!(
            right.text().contains("came late (getting there)"),
            "{}",
            right.text()
        );
        assert!(
            asha.get(&contact)
                .await
                .text()
                .contains("This has since been corrected.")
        );
        assert_eq!(
            due(&app.dues().await, "next_contact").unwrap().0,
            "2026-12-16"
        );
    }
);

story!(
    a_days_contacts_go_out_as_csv_under_the_councils_own_id,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let edit = format!("/people/{tara}/edit");
        asha.post(&edit, &[("council_ref", "NT-77")]).await;
        let path = format!("/people/{tara}/contacts/new");
        let shared = [
            ("kind", "call"),
            ("outcome", "held"),
            ("note", "=1+1 is two"),
        ];
        asha.post(&path, &shared).await;
        let restricted = [
            ("kind", "text"),
            ("outcome", "no-answer"),
            ("note", "Secret"),
            ("agreed", "To keep it quiet"),
            ("note_kind", "restricted"),
        ];
        asha.post(&path, &restricted).await;
        let record = format!("/people/{tara}");
        assert!(asha.get(&record).await.text().contains("To keep it quiet"));
        // Whoever may not read the note may not read what was agreed in it either.
        let head = app.worker("Hal", &[Role::ProgrammeManager]).await;
        let seen = head.get(&record).await;
        assert!(!seen.text().contains("To keep it quiet") && !seen.text().contains("Secret"));
        let contact = head.get(&seen.all_links("/contacts/")[0]).await;
        assert!(
            !contact.text().contains("To keep it quiet"),
            "{}",
            contact.text()
        );
        assert_eq!(
            asha.get("/contacts/day.csv?on=2026-11-20").await.status(),
            403
        );
        let file = maya.get("/contacts/day.csv?on=2026-11-20").await.body();
        assert_eq!(file.lines().count(), 3, "{file}");
        assert!(
            file.contains("NT-77,") && file.contains("20/11/2026,Phone call,yes"),
            "{file}"
        );
        assert!(file.contains("'=1+1 is two"), "{file}");
        assert!(
            file.contains("attempt") && !file.contains("Secret") && !file.contains("quiet"),
            "{file}"
        );
        let other = app.worker("Mo", &[Role::TeamManager]).await;
        assert_eq!(
            other
                .get("/contacts/day.csv?on=2026-11-20")
                .await
                .body()
                .lines()
                .count(),
            1
        );
    }
);

story!(an_attempt_is_not_a_contact, |app| {
    let team = team(&app).await;
    let person = app.young_person("Kai", "Marlow", team.held()).await;
    team.maya
        .post(&format!("/people/{person}/enrol"), &[("stage", STRAND_3)])
        .await;
    app.on("2026-11-30");
    let overdue = |text: String| text.contains("1 overdue");
    assert!(overdue(team.asha.get("/today").await.text()));
    team.asha
        .post(
            &format!("/people/{person}/contacts/new"),
            &[("kind", "call"), ("outcome", "no-answer")],
        )
        .await;
    assert!(
        overdue(team.asha.get("/today").await.text()),
        "an attempt leaves what is due as it is"
    );
    team.asha
        .post(
            &format!("/people/{person}/contacts/new"),
            &[("kind", "call"), ("outcome", "held")],
        )
        .await;
    assert!(!overdue(team.asha.get("/today").await.text()));
});

story!(a_double_click_records_one_contact, |app| {
    let team = team(&app).await;
    let person = app.young_person("Kai", "Marlow", team.held()).await;
    let page = team
        .asha
        .get(&format!("/people/{person}/contacts/new"))
        .await;
    let typed = [
        ("kind", "text"),
        ("outcome", "held"),
        ("note", "Sent the address"),
    ];
    let window = team.asha.second_window();
    let (first, second) = tokio::join!(
        team.asha.submit(&page, &typed),
        window.submit(&page, &typed)
    );
    assert_eq!((first.status(), second.status()), (200, 200));
    let shown = team.asha.get(&format!("/people/{person}")).await.text();
    assert_eq!(shown.matches("Sent the address").count(), 1);
});

story!(
    after_a_stop_the_next_contact_is_counted_from_the_day_it_ended,
    |app| {
        let Office { asha, tara, .. } = office_before(&app).await;
        let stage = "full-potential-kensington-and-chelsea/strand-3";
        let enrol = [("stage", stage), ("reason", "Close to work")];
        asha.post(&format!("/people/{tara}/enrol"), &enrol).await;
        let held = [("kind", "call"), ("outcome", "held")];
        asha.post(&format!("/people/{tara}/contacts/new"), &held)
            .await;
        let stop = [
            ("kind", "custody"),
            ("from_on-day", "20"),
            ("from_on-month", "11"),
            ("from_on-year", "2026"),
        ];
        asha.post(
            &format!("/people/{tara}/particulars/add?entry=life-event"),
            &stop,
        )
        .await;
        assert!(app.dues().await.is_empty());
        app.on("2027-02-01");
        let page = asha.get(&format!("/people/{tara}/particulars")).await;
        let ended = page.all_links(&format!("/people/{tara}/particulars/end?entry=life-event"));
        asha.post(&ended[0], &[]).await;
        let dues = app.dues().await;
        let next = dues.iter().find(|(_, kind, ..)| kind == "next_contact");
        let (_, _, on, why) = next.unwrap();
        assert_eq!(on.to_string(), "2027-02-08");
        assert!(why.contains("reminders on again since 1 February 2027"));
        assert_eq!(app.rebuilt_dues().await, dues);
    }
);

story!(
    a_partners_adviser_reads_what_is_shared_with_partners,
    |app| {
        let Office {
            asha,
            maya,
            tara,
            team,
        } = office(&app).await;
        let robin = partners_adviser(&app, team, tara).await;
        let path = format!("/people/{tara}/contacts/new");
        for (kind, note) in [
            ("staff", "Between colleagues only."),
            ("third-party", "Her neighbour rang us."),
            ("partners", "Wants a course in joinery."),
        ] {
            let form = asha.get(&path).await;
            let typed = [
                ("kind", "call"),
                ("outcome", "held"),
                ("came", "yes"),
                ("note", note),
                ("note_kind", kind),
            ];
            let done = asha.submit(&form, &typed).await;
            assert_eq!(done.status(), 200, "{:?}", done.errors());
        }
        let record = robin.get(&format!("/people/{tara}")).await.text();
        assert!(record.contains("joinery"), "{record}");
        assert!(
            !record.contains("colleagues only") && !record.contains("neighbour"),
            "{record}"
        );
        let own = asha.get(&format!("/people/{tara}")).await.text();
        assert!(
            own.contains("colleagues only") && own.contains("neighbour"),
            "{own}"
        );
        let csv = maya.get("/contacts/day.csv?on=2026-11-20").await.body();
        assert!(
            csv.contains("joinery") && csv.contains("colleagues only"),
            "{csv}"
        );
        assert!(
            !csv.contains("neighbour") && csv.contains("From or about someone else"),
            "{csv}"
        );
    }
);

story!(
    contacts_at_once_are_all_kept_with_what_they_make_due,
    |app| {
        let team = team(&app).await;
        let mut people = Vec::new();
        for number in 0..4 {
            let person = app
                .young_person(&format!("Given{number}"), "Marlow", team.held())
                .await;
            team.maya
                .post(&format!("/people/{person}/enrol"), &[("stage", STRAND_3)])
                .await;
            people.push(person);
        }
        let written = (0..16).map(|number| {
            let (person, by) = (people[number % 4], [&team.asha, &team.maya][number / 4 % 2]);
            let promised = format!("Promise {number}");
            async move {
                let typed = [
                    ("kind", "call"),
                    ("outcome", "held"),
                    ("note_kind", "staff"),
                    ("promised", promised.as_str()),
                ];
                let (by_day, path) = (
                    day("promise_due", "2026-11-27"),
                    format!("/people/{person}/contacts/new"),
                );
                by.post(&path, &with(&typed, &by_day)).await
            }
        });
        for page in futures_util::future::join_all(written).await {
            assert_eq!(page.status(), 200, "{:?}", page.errors());
        }
        let dues = app.dues().await;
        assert_eq!(
            dues.iter()
                .filter(|(_, kind, ..)| kind == "promise")
                .count(),
            16
        );
        assert_eq!(dues, app.rebuilt_dues().await);
    }
);
