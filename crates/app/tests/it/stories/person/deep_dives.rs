//! Deep dives: what was said at the start, and the stage that follows it.

use policy::Role;

use crate::world::office::{Office, office, office_before};

story!(
    a_deep_dive_keeps_the_work_somebody_wants_to_leave_and_leads_to_a_stage,
    |app| {
        let Office { asha, tara, .. } = office_before(&app).await;
        let said = [
            ("strengths", "Never late, good with people"),
            ("work_wanted", "Part-time work around college"),
            ("work_to_leave", "Beauty salons"),
            ("readiness", "wants-better"),
            ("own-debt", "3"),
            ("coach-debt", "1"),
            ("own-health", "2"),
        ];
        let path = format!("/people/{tara}/deep-dives/new?part=all");
        let suggested = asha.post(&path, &said).await;
        assert_eq!(suggested.heading(), "Which stage comes next?");
        assert!(
            suggested
                .text()
                .contains("The deep dive suggests Strand 3."),
            "{}",
            suggested.text()
        );
        assert_eq!(suggested.field("stage"), "strand-3");

        let other = asha
            .submit_and_stay(&suggested, &[("stage", "strand-2")])
            .await;
        assert_eq!(
            other.errors(),
            ["Enter why you chose a different stage from the one suggested"]
        );
        let chosen = asha
            .submit(
                &other,
                &[("stage", "strand-2"), ("reason", "Debt comes first")],
            )
            .await;
        assert!(chosen.text().contains("Strand 2 since 20 November 2026"));

        let list = asha.get(&format!("/people/{tara}/deep-dives")).await;
        for words in ["Beauty salons", "Debt comes first", "Stops me"] {
            assert!(list.text().contains(words), "{words}: {}", list.text());
        }
        let again = [("own-debt", "1"), ("on-day", "20")];
        let later = asha.post(&path, &again).await;
        asha.get(later.path()).await;
        let side_by_side = asha.get(&format!("/people/{tara}/deep-dives")).await;
        assert_eq!(
            side_by_side.column("Barrier"),
            ["Health and wellbeing", "Money owed"]
        );
    }
);

story!(
    a_deep_dive_is_had_a_few_questions_at_a_time_and_gone_on_with_another_day,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let go_on = ("then", "go-on");

        // The first part is skipped; nothing has been saved yet.
        let first = asha.get(&format!("/people/{tara}/deep-dives/new")).await;
        assert!(first.text().contains("part 1 of 6"), "{}", first.text());
        let home = asha.submit(&first, &[go_on]).await;
        assert_eq!(home.heading(), "Home, money and documents");
        assert!(!home.text().contains("Childcare"), "a few at a time");
        let said = [
            ("own-housing", "3"),
            ("about-housing", "A friend’s sofa until June"),
            go_on,
        ];
        let people = asha.submit(&home, &said).await;
        assert_eq!(people.heading(), "Health, safety and people to count on");
        let said = [
            ("own-health", "2"),
            ("about-health", "Sleeps badly"),
            ("then", "stop"),
        ];
        let list = asha.submit(&people, &said).await;
        assert_eq!(list.heading(), "Deep dives");
        for words in [
            "A friend’s sofa until June",
            "Sleeps badly",
            "Go on with it",
        ] {
            assert!(list.text().contains(words), "{words}: {}", list.text());
        }
        let lead = app.worker("Lee", &[Role::ProgrammeManager]).await;
        let seen = lead.get(&format!("/people/{tara}/deep-dives")).await;
        assert!(seen.text().contains("A friend’s sofa"));
        assert!(
            !seen.text().contains("Sleeps badly"),
            "words are as restricted as their barrier"
        );

        // A week later it has led to no stage. She goes on with it where it stopped, and what was said stays.
        app.on("2026-11-28");
        let today = asha.get("/today").await;
        let line = "No stage chosen since the deep dive on 20 November 2026";
        assert!(today.text().contains(line), "{}", today.text());
        let list = asha.get(&format!("/people/{tara}/deep-dives")).await;
        let days = asha.get(&list.all_links("/deep-dives/")[0]).await;
        assert_eq!(days.heading(), "Travel and daily routine");
        let skills = asha.submit(&days, &[("own-travel", "1"), go_on]).await;
        let before = days.path().to_owned();
        let last = asha.get(&skills.link("Skip this part")).await;
        assert_eq!(last.heading(), "Anything else");
        let suggested = asha
            .submit(&last, &[("own_words", "Music at weekends")])
            .await;
        assert_eq!(suggested.heading(), "Which stage comes next?");
        let stale = asha.get(&before).await;
        assert_eq!(stale.status(), 404, "it goes on under its later address");
        let reason = ("reason", "Somewhere to live first");
        let chosen = asha
            .submit(&suggested, &[("stage", "strand-1"), reason])
            .await;
        assert!(chosen.text().contains("Strand 1 since 28 November 2026"));
        assert!(!asha.get("/today").await.text().contains(line));
        let list = asha.get(&format!("/people/{tara}/deep-dives")).await;
        assert!(!list.text().contains("Go on with it"));
        assert_eq!(
            list.column("Barrier"),
            ["Health and wellbeing", "A place to live", "Getting there"]
        );
    }
);

story!(a_partner_reads_no_restricted_barrier, |app| {
    let Office { asha, tara, .. } = office_before(&app).await;
    let said = [("own-health", "2"), ("own-debt", "2")];
    asha.post(&format!("/people/{tara}/deep-dives/new?part=all"), &said)
        .await;
    let page = asha.get(&format!("/people/{tara}/particulars")).await;
    assert!(page.text().contains("Places to avoid"));
    let lead = app.worker("Lee", &[Role::ProgrammeManager]).await;
    let list = lead.get(&format!("/people/{tara}/deep-dives")).await;
    assert_eq!(list.column("Barrier"), ["Money owed"]);
    for path in ["", "/brief"] {
        let record = format!("/people/{tara}{path}");
        let page = lead.get(&record).await;
        assert!(
            page.text().contains("In the way: Money owed")
                && !page.text().contains("Health and wellbeing"),
            "{}",
            page.text()
        );
        let hers = asha.get(&record).await;
        assert!(hers.text().contains("Health and wellbeing"));
    }
    let page = lead.get(&format!("/people/{tara}/particulars")).await;
    assert!(!page.text().contains("Places to avoid"));
    assert_eq!(
        lead.get(&format!(
            "/people/{tara}/particulars/edit?group=right-to-work"
        ))
        .await
        .status(),
        403
    );
});
