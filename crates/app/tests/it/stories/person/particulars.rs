//! What is known of a young person: who may read it, what it supersedes, and what it stops.

use policy::Role;

use crate::world::{
    Worker,
    fields::{day, with},
    office::{Office, office_before},
};

story!(
    what_says_something_about_health_or_offending_is_not_for_everybody,
    |app| {
        let Office { asha, tara, .. } = office_before(&app).await;
        let add = |entry: &str| format!("/people/{tara}/particulars/add?entry={entry}");
        let day = [
            ("from_on-day", "1"),
            ("from_on-month", "9"),
            ("from_on-year", "2026"),
        ];
        for code in ["U1", "X2"] {
            let typed = [&[("code", code)], &day[..]].concat();
            asha.post(&add("accommodation"), &typed).await;
        }
        for (name, part) in [("Robin", "school"), ("Pat", "probation")] {
            asha.post(&add("circle"), &[("name", name), ("part", part)])
                .await;
        }
        let edit = format!("/people/{tara}/particulars/edit?group=disability");
        asha.post(&edit, &[("disability", "yes")]).await;
        let restricted = ["In custody", "Pat", "long-term condition"];
        let clear = ["Robin", "School, college or Virtual School"];
        let manager = app.worker("Prue", &[Role::ProgrammeManager]).await;
        let pages = [
            format!("/people/{tara}"),
            format!("/people/{tara}/particulars"),
        ];
        let all = async |worker: &Worker| {
            let (first, second) = (worker.get(&pages[0]).await, worker.get(&pages[1]).await);
            format!("{} {}", first.text(), second.text())
        };
        let (to_coach, to_manager) = (all(&asha).await, all(&manager).await);
        for words in restricted {
            assert!(to_coach.contains(words), "{words}: {to_coach}");
            assert!(!to_manager.contains(words), "{words}: {to_manager}");
        }
        for words in clear {
            assert!(to_manager.contains(words), "{words}: {to_manager}");
        }
    }
);

story!(a_fact_supersedes_the_one_before_and_both_stay, |app| {
    let Office { asha, tara, .. } = office_before(&app).await;
    let edit = format!("/people/{tara}/particulars/edit?group=right-to-work");
    let page = asha.get(&format!("/people/{tara}/particulars")).await;
    assert!(page.text().contains("Not known. Ask, and get legal advice"));
    asha.post(&edit, &[("immigration_status", "refugee")]).await;
    let saved = asha
        .post(&edit, &[("immigration_status", "ilr_settled")])
        .await;
    assert_eq!(
        saved.said(),
        "What you know about them is on their record. Earlier answers stay in its history."
    );
    for words in [
        "Indefinite leave or EU settled status",
        "Refugee status",
        "This is not legal advice",
        "As at 20 November 2026, by Asha",
    ] {
        assert!(saved.text().contains(words), "{words}: {}", saved.text());
    }
    let wrong = asha
        .submit_and_stay(
            &asha.get(&edit).await,
            &[("right_to_work_seen_on-day", "31")],
        )
        .await;
    assert_eq!(
        wrong.errors(),
        ["Date the proof was seen must include a month"]
    );
});

story!(what_is_no_longer_true_stays_in_the_history, |app| {
    let Office { asha, tara, .. } = office_before(&app).await;
    let add = format!("/people/{tara}/particulars/add?entry=phone");
    let added = asha
        .post(&add, &[("number", "07700 900777"), ("may_text", "no")])
        .await;
    assert!(added.text().contains("07700 900777"));
    let ended = asha
        .submit(
            &asha
                .get(&added.link("No longer true (1. 07700 900777)"))
                .await,
            &[],
        )
        .await;
    assert!(ended.text().contains("07700 900777"), "{}", ended.text());
    assert!(!ended.has_link("No longer true (1. 07700 900777)"));
    let refused = asha
        .submit_and_stay(&asha.get(&add).await, &[("number", "")])
        .await;
    assert_eq!(
        refused.errors(),
        [
            "Enter a phone number",
            "Choose whether we may text this number"
        ]
    );
});

story!(a_death_stops_what_is_due_and_tells_the_team_gently, |app| {
    let Office {
        asha, maya, tara, ..
    } = office_before(&app).await;
    let enrol = [
        ("stage", "full-potential-kensington-and-chelsea/strand-3"),
        ("reason", "Close to work"),
    ];
    maya.post(&format!("/people/{tara}/enrol"), &enrol).await;
    app.on("2026-12-20");
    assert!(asha.get("/today").await.has_link("Tara Ode"));

    // A death is no choice among others: it has a page of its own, and is looked at twice.
    let known = maya.get(&format!("/people/{tara}/particulars")).await;
    let other = known.link("Record custody, a move abroad or a break from messages");
    assert!(!maya.get(&other).await.text().contains("died"));
    let page = maya.get(&known.link("Record that they have died")).await;
    let refused = maya
        .submit_and_stay(&page, &with(&[], &day("on", "2026-12-21")))
        .await;
    assert_eq!(
        refused.errors(),
        ["Date of death must be today or in the past"]
    );
    let check = maya
        .submit_and_stay(&refused, &with(&[], &day("on", "2026-12-19")))
        .await;
    assert!(
        check.text().contains("19 December 2026"),
        "{}",
        check.text()
    );
    assert!(
        asha.get("/today").await.has_link("Tara Ode"),
        "nothing is saved yet"
    );
    maya.submit(&check, &[]).await;
    assert!(!asha.get("/today").await.has_link("Tara Ode"));
    let page = asha.get(&format!("/people/{tara}")).await;
    assert!(page.text().contains("This young person has died."));
    let stages = asha.get(&page.link("Stages and pauses")).await;
    assert!(
        stages.text().contains("Started Strand"),
        "{}",
        stages.text()
    );
    let others = asha.get(&page.link("Referrals")).await;
    assert!(!others.text().contains("Started Strand"));
    let letters = app.letters(&asha).await;
    let letter = letters.last().unwrap();
    assert!(letter.contains("Something important"), "{letter}");
    assert!(!letter.contains("Tara") && !letter.contains("died"));

    let ended = maya
        .get(&format!("/people/{tara}/particulars"))
        .await
        .link("No longer true (1. They have died)");
    maya.submit(&maya.get(&ended).await, &[]).await;
    assert!(asha.get("/today").await.has_link("Tara Ode"));
});

story!(two_people_who_change_the_same_facts_lose_nothing, |app| {
    let Office {
        asha, maya, tara, ..
    } = office_before(&app).await;
    let path = format!("/people/{tara}/particulars/edit?group=identity");
    let (first, second) = (asha.get(&path).await, maya.get(&path).await);
    asha.submit(&first, &[("known_as", "T")]).await;
    let refused = maya.submit_and_stay(&second, &[("gender", "Woman")]).await;
    assert!(
        refused.errors()[0].contains("Someone else changed these facts"),
        "{:?}",
        refused.errors()
    );
    assert_eq!(refused.field("gender"), "Woman");
    let page = asha.get(&format!("/people/{tara}")).await;
    assert!(page.text().contains("Likes to be called T"));
});

story!(
    what_was_typed_into_a_form_with_a_query_comes_back_there,
    |app| {
        let Office { asha, tara, .. } = office_before(&app).await;
        let path = format!("/people/{tara}/particulars/add?entry=circle");
        let window = asha.second_window();
        let form = window.get(&path).await;
        app.after_minutes(10 * 60);
        let typed = [("name", "Ada"), ("part", "carer")];
        let (action, fields) = crate::world::filled(&form, &typed);
        let asked = window.send_form(&action, &fields, &[]).await;
        let draft = asked.location().split("draft=").nth(1).unwrap().to_owned();
        app.on("2026-11-21");
        let shown = asha.get(&format!("{path}&draft={draft}")).await;
        assert_eq!(shown.field("name"), "Ada", "{}", shown.text());
    }
);
