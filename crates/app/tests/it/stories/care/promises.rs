//! Promises: seen when they are late, taken back once they were told, and missed by whom they were made to.

use crate::world::{
    due::due,
    fields::{day, with},
    office::{Office, office, office_of},
    own_pages::own_pages,
    programmes::WESTMINSTER,
};

story!(
    a_promise_that_is_late_is_seen_and_is_withdrawn_only_once_they_were_told,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let path = format!("/people/{tara}/promises");
        let by = day("due", "2026-11-24");
        asha.post(
            &format!("{path}/new"),
            &with(&[("words", "A travel card")], &by),
        )
        .await;
        app.on("2026-11-26");
        let today = asha.get("/today").await;
        assert!(
            today.text().contains("A promise") && today.text().contains("2 days overdue"),
            "{}",
            today.text()
        );
        let hers = maya.get("/today").await;
        assert!(
            !hers.text().contains("A promise") && hers.text().contains("a promise, with Asha"),
            "it is whose it is, and their manager sees that it is late: {}",
            hers.text()
        );
        let list = asha.get(&path).await;
        let settle = list.link("Record what happened : A travel card");
        let page = asha.get(&settle).await;
        let refused = asha
            .submit_and_stay(&page, &[("how", "withdrawn"), ("reason", "No money")])
            .await;
        assert_eq!(
            refused.errors(),
            ["Tell them first, then enter the day you told them"]
        );
        let told = day("told", "2026-11-26");
        let typed = [
            ("how", "withdrawn"),
            ("reason", "The fund is closed; we ask another"),
        ];
        let settled = asha.submit(&page, &with(&typed, &told)).await;
        assert!(
            settled
                .text()
                .contains("They were told on 26 November 2026: The fund is closed"),
            "{}",
            settled.text()
        );
        assert!(due(&app.dues().await, "promise").is_none());
        assert_eq!(app.rebuilt_dues().await, app.dues().await);
    }
);

story!(
    whoever_is_promised_something_can_say_that_it_has_not_come,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let form = asha.get(&format!("/people/{tara}/promises/new")).await;
        let due = day("due", "2026-11-24");
        asha.submit(&form, &with(&[("words", "A tablet")], &due))
            .await;
        let (hers, home) = own_pages(&app, &asha, tara).await;
        assert!(
            home.text().contains("A tablet, by 24 November 2026"),
            "{}",
            home.text()
        );
        let page = hers.get("/my/promises").await;
        assert!(
            !page.text().contains("It has not come"),
            "not before its day"
        );

        app.on("2026-11-25");
        let home = hers.get("/my").await;
        assert!(
            home.text()
                .contains("A tablet, late: it was due by 24 November 2026"),
            "{}",
            home.text()
        );
        let page = hers.get("/my/promises").await;
        let told = hers.submit(&page, &[]).await;
        // Another window still offers it; it is said once.
        app.after_minutes(1);
        hers.submit(&page, &[]).await;
        assert!(
            told.text().contains("Thank you for telling us"),
            "{}",
            told.text()
        );
        assert!(
            told.text()
                .contains("You told us on 25 November 2026 that it has not come"),
            "{}",
            told.text()
        );
        assert!(
            told.forms()
                .iter()
                .all(|form| form.action != "/my/promises"),
            "once"
        );
        let asked = asha.get(&format!("/people/{tara}/asked")).await;
        assert!(
            asked
                .text()
                .contains("Says that something promised has not happened"),
            "{}",
            asked.text()
        );
        assert!(
            asked.text().contains("It has not come: A tablet"),
            "{}",
            asked.text()
        );
        assert!(
            asha.get("/today")
                .await
                .text()
                .contains("They asked for something")
        );
    }
);

story!(said_twice_from_two_tabs_is_said_once, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let form = asha.get(&format!("/people/{tara}/promises/new")).await;
    let due = day("due", "2026-11-24");
    asha.submit(&form, &with(&[("words", "A tablet")], &due))
        .await;
    let (hers, _) = own_pages(&app, &asha, tara).await;
    app.on("2026-11-25");
    let (one, other) = (
        hers.get("/my/promises").await,
        hers.get("/my/promises").await,
    );
    for tab in [&one, &other] {
        let told = hers.submit(tab, &[]).await;
        assert_eq!(told.status(), 200, "{}", told.text());
        assert!(
            told.text().contains("Thank you for telling us"),
            "{}",
            told.text()
        );
    }
    let asked = asha.get(&format!("/people/{tara}/asked")).await.text();
    assert_eq!(
        asked
            .matches("Says that something promised has not happened")
            .count(),
        1,
        "{asked}"
    );
});

story!(
    a_promise_for_a_day_after_support_has_ended_says_so_while_it_is_typed,
    |app| {
        app.on("2026-05-11");
        app.publish(app.home(), WESTMINSTER).await;
        let Office { asha, tara, .. } = office_of(&app, "Employability", ("Tara", "Ode")).await;
        let record = format!("/people/{tara}");
        let enrol = asha.get(&format!("{record}/enrol")).await;
        let stage = enrol.offered("stage")[0].clone();
        asha.submit(&enrol, &[("stage", &*stage), ("reason", "Wants to")])
            .await;
        let form = asha.get(&format!("{record}/promises/new")).await;
        assert!(
            form.text().contains("Their support is paid for until"),
            "{}",
            form.text()
        );
        let typed = [("words", "A Level 3 course")];
        let refused = asha
            .submit_and_stay(&form, &with(&typed, &day("due", "2032-06-01")))
            .await;
        assert!(
            refused.errors()[0].contains("before this day"),
            "{:?}",
            refused.errors()
        );
        assert_eq!(
            refused.field("words"),
            "A Level 3 course",
            "nothing is lost"
        );
        let kept = asha.submit(&refused, &[("goes_beyond", "yes")]).await;
        assert!(kept.text().contains("A Level 3 course"), "{}", kept.text());

        // So is what is promised on the phone.
        app.after_minutes(1);
        let form = asha.get(&format!("{record}/contacts/new")).await;
        assert!(!form.text().contains("After their support has ended"));
        let call = [
            ("kind", "call"),
            ("outcome", "held"),
            ("promised", "A laptop"),
        ];
        let later = day("promise_due", "2032-06-01");
        let refused = asha.submit_and_stay(&form, &with(&call, &later)).await;
        assert!(
            refused.errors()[0].contains("before this day"),
            "{:?}",
            refused.errors()
        );
        let saved = asha.submit(&refused, &[("goes_beyond", "yes")]).await;
        assert_eq!(
            saved.said(),
            "The contact is recorded. What is due next is below."
        );

        // Within the time that is paid for nothing is asked.
        app.after_minutes(1);
        let form = asha.get(&format!("{record}/promises/new")).await;
        let typed = [("words", "A travel card")];
        let saved = asha
            .submit(&form, &with(&typed, &day("due", "2026-05-20")))
            .await;
        assert!(saved.text().contains("A travel card"), "{}", saved.text());
    }
);
