//! A young person's record: what matters now, its parts, and what is taken along to a visit.

use policy::Role;

use crate::world::{
    fields::{day, with},
    office::{Office, office},
};

story!(
    a_record_shows_what_matters_now_and_is_taken_along_on_one_sheet,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let record = format!("/people/{tara}");

        // Before anybody has asked, it says what to ask.
        let page = asha.get(&record).await;
        assert_eq!(page.heading(), "Tara Ode");
        for says in [
            "What they want has not been recorded yet. Ask them in a deep dive.",
            "Nothing is promised at the moment.",
            "Last contact: none yet",
            "Strand 1 Strand 2 Strand 3",
        ] {
            assert!(page.text().contains(says), "{says}: {}", page.text());
        }
        let about = asha.get(&page.link("About")).await;
        assert_eq!(about.heading(), "About them");
        assert!(
            about.text().contains("things to ask") && about.text().contains("Not known yet:"),
            "{}",
            about.text()
        );

        // What she wants, what was promised and what was agreed stand there afterwards, and on the sheet for a visit.
        let dive = asha.get(&format!("{record}/deep-dives/new?part=all")).await;
        let said = [
            ("work_wanted", "A bookshop"),
            ("work_to_leave", "Dog grooming"),
        ];
        asha.submit(&dive, &said).await;
        let promise = asha.get(&format!("{record}/promises/new")).await;
        let due = day("due", "2026-11-27");
        asha.submit(&promise, &with(&[("words", "A travel card")], &due))
            .await;
        let contact = [
            ("kind", "call"),
            ("outcome", "held"),
            ("note", "She reads a lot"),
        ];
        asha.post(&format!("{record}/contacts/new"), &contact).await;
        let page = asha.get(&record).await;
        let brief = asha.get(&page.link("Visit brief")).await;
        assert_eq!(brief.heading(), "Visit brief: Tara Ode");
        for shown in [&page, &brief] {
            for says in [
                "Would like: A bookshop",
                "Not again: Dog grooming",
                "A travel card due in 7 days",
                "Last contact: today, phone call",
                "She reads a lot",
            ] {
                assert!(shown.text().contains(says), "{says}: {}", shown.text());
            }
        }

        // Somebody who does not work with her has neither.
        let olu = app.worker("Olu", &[Role::Coach]).await;
        for path in ["", "/about", "/brief"] {
            assert_eq!(olu.get(&format!("{record}{path}")).await.status(), 404);
        }
    }
);

story!(
    the_navigation_is_short_and_everything_else_is_one_page_away,
    |app| {
        let Office { asha, maya, .. } = office(&app).await;
        for (worker, first) in [(&asha, "Diary"), (&maya, "Team")] {
            let today = worker.get("/today").await;
            assert!(today.has_link(first), "{}", today.text());
            let more = worker.get(&today.link("More")).await;
            assert_eq!(more.heading(), "More");
            let place = more.link("Programmes");
            assert_eq!(worker.get(&place).await.status(), 200);
            assert!(!today.has_link("Programmes"));
        }

        // What the service says of itself is open to everybody.
        let anybody = app.browser();
        for (words, heading) in [
            ("Accessibility", "Accessibility statement"),
            ("Privacy", "Privacy notice"),
            ("Cookies", "Cookies"),
            ("Help", "Help"),
            ("What’s new", "What’s new"),
        ] {
            let page = anybody.get("/sign-in").await;
            assert_eq!(anybody.get(&page.link(words)).await.heading(), heading);
        }
    }
);
