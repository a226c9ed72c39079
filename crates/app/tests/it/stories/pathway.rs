//! The pathway: what is known of a young person, the deep dive, and the stage that follows it.

use policy::Role;
use values::{PersonId, TeamId};

use crate::world::{Held, Hire, Worker, World};

const PROGRAMME: &str = include_str!("../../../../../programmes/kensington-and-chelsea.toml");

struct Office {
    asha: Worker,
    maya: Worker,
    team: TeamId,
    tara: PersonId,
}

/// A coach, a manager and a young person, on Friday 20 November 2026.
async fn office(app: &World) -> Office {
    app.on("2026-11-20");
    app.publish(app.home(), PROGRAMME).await;
    let team = app.team("Leaving care").await;
    let member = |name, roles| Hire {
        teams: vec![team],
        ..app.somebody(name, roles)
    };
    let asha = app.hire(member("Asha", &[Role::Coach])).await;
    let maya = app.hire(member("Maya", &[Role::TeamManager])).await;
    let held = Held {
        coach: asha.id,
        team,
        ..Held::BY_NOBODY
    };
    let tara = app.young_person("Tara", "Ode", held).await;
    Office {
        asha,
        maya,
        team,
        tara,
    }
}

story!(
    a_deep_dive_keeps_the_work_somebody_wants_to_leave_and_leads_to_a_stage,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let said = [
            ("strengths", "Never late, good with people"),
            ("work_wanted", "Part-time work around college"),
            ("work_to_leave", "Beauty salons"),
            ("readiness", "wants-better"),
            ("own-debt", "3"),
            ("coach-debt", "1"),
            ("own-health", "2"),
        ];
        let path = format!("/people/{tara}/deep-dives/new");
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

story!(a_partner_reads_no_restricted_barrier, |app| {
    let Office {
        asha, tara, team, ..
    } = office(&app).await;
    let said = [("own-health", "2"), ("own-debt", "2")];
    asha.post(&format!("/people/{tara}/deep-dives/new"), &said)
        .await;
    let page = asha.get(&format!("/people/{tara}/particulars")).await;
    assert!(page.text().contains("Places to avoid"));
    let lead = app.worker("Lee", &[Role::ProgrammeManager]).await;
    let list = lead.get(&format!("/people/{tara}/deep-dives")).await;
    assert_eq!(list.column("Barrier"), ["Money owed"]);
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
    assert!(!team.is_none());
});

story!(
    what_says_something_about_health_or_offending_is_not_for_everybody,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
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

story!(
    after_a_stop_the_next_contact_is_counted_from_the_day_it_ended,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
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

story!(a_fact_supersedes_the_one_before_and_both_stay, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let edit = format!("/people/{tara}/particulars/edit?group=right-to-work");
    let page = asha.get(&format!("/people/{tara}/particulars")).await;
    assert!(page.text().contains("Not known. Ask, and get legal advice"));
    asha.post(&edit, &[("immigration_status", "refugee")]).await;
    let saved = asha
        .post(&edit, &[("immigration_status", "ilr_settled")])
        .await;
    assert_eq!(saved.said(), "The changes have been saved.");
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
    let Office { asha, tara, .. } = office(&app).await;
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
    } = office(&app).await;
    let enrol = [
        ("stage", "full-potential-kensington-and-chelsea/strand-3"),
        ("reason", "Close to work"),
    ];
    maya.post(&format!("/people/{tara}/enrol"), &enrol).await;
    app.on("2026-12-20");
    assert!(asha.get("/today").await.has_link("Tara Ode"));

    let event = [
        ("kind", "died"),
        ("from_on-day", "19"),
        ("from_on-month", "12"),
        ("from_on-year", "2026"),
    ];
    let add = format!("/people/{tara}/particulars/add?entry=life-event");
    maya.post(&add, &event).await;
    assert!(!asha.get("/today").await.has_link("Tara Ode"));
    let page = asha.get(&format!("/people/{tara}")).await;
    assert!(page.text().contains("This young person has died."));
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

story!(
    somebody_who_waits_for_a_first_contact_stands_among_the_overdue,
    |app| {
        let Office { maya, .. } = office(&app).await;
        let referral = [
            ("given_name", "Kai"),
            ("phone", "07700 900123"),
            (
                "route",
                "full-potential-kensington-and-chelsea/leaving-care-team",
            ),
            ("told", "agrees"),
        ];
        maya.post("/referrals/new", &referral).await;
        app.on("2026-12-20");
        let overdue = maya.get("/people?show=overdue").await;
        assert_eq!(overdue.column("Name"), ["Kai"]);
    }
);

story!(
    a_cohort_is_filtered_grouped_kept_and_assigned_with_a_reason,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let said = [
            ("readiness", "wants-to"),
            ("work_to_leave", "Beauty salons"),
            ("own-debt", "3"),
        ];
        let suggested = asha
            .post(&format!("/people/{tara}/deep-dives/new"), &said)
            .await;
        asha.submit(&suggested, &[]).await;
        let activity = [
            ("code", "G5"),
            ("from_on-day", "1"),
            ("from_on-month", "8"),
            ("from_on-year", "2026"),
        ];
        asha.post(
            &format!("/people/{tara}/particulars/add?entry=activity"),
            &activity,
        )
        .await;

        let cohort = maya.get("/cohort").await;
        assert_eq!(cohort.column("Name"), ["Tara Ode"]);
        assert_eq!(cohort.column("Out of work and learning for"), ["3 months"]);
        assert_eq!(cohort.column("Main barriers"), ["Money owed"]);
        assert_eq!(cohort.column("Wants to leave"), ["Beauty salons"]);
        let nobody = maya.get("/cohort?months=12").await;
        assert!(nobody.text().contains("No one matches your filter."));
        let grouped = maya.get("/cohort?group=barrier").await;
        assert!(grouped.has_link("Show only Money owed"));

        let kept = maya
            .post("/cohort/views/new?barrier=debt", &[("name", "Debt first")])
            .await;
        assert_eq!(kept.said(), "The view has been saved.");
        assert_eq!(kept.link("Debt first"), "/cohort?barrier=debt");
        assert!(!asha.get("/cohort").await.has_link("Debt first"));

        let csv = maya.get("/cohort/list.csv").await;
        assert!(csv.body().contains("Tara Ode") && csv.body().contains("Beauty salons"));
        assert_eq!(asha.get("/cohort/list.csv").await.status(), 403);
        let caseload = maya
            .get(&format!("/cohort/caseload?worker={}", asha.id))
            .await;
        assert_eq!(caseload.heading(), "Caseload: Asha");
        assert!(caseload.text().contains("Tara Ode"));

        let ben = app.worker("Ben", &[Role::Coach]).await;
        let ask = format!("/cohort/assign?person={tara}&back=barrier%3Ddebt");
        let refused = maya
            .submit_and_stay(&maya.get(&ask).await, &[("coach", &ben.id.to_string())])
            .await;
        assert_eq!(refused.errors(), ["Say why"]);
        let none = maya
            .submit_and_stay(
                &refused,
                &[("person", ""), ("reason", "Ben knows the debt advisers")],
            )
            .await;
        assert_eq!(none.errors(), ["Choose at least one young person"]);
        assert_eq!(none.field("reason"), "Ben knows the debt advisers");
        let assigned = maya.submit(&none, &[("person", &tara.to_string())]).await;
        assert_eq!(
            assigned.said(),
            "The young people you chose have been assigned."
        );
        assert_eq!(assigned.path(), "/cohort?barrier=debt&said=assigned");
        assert_eq!(ben.get("/people").await.column("Name"), ["Tara Ode"]);
        assert_eq!(asha.get("/cohort").await.column("Name").len(), 0);

        // Ben leaves: all of his go to another at once.
        let team = maya.get("/team").await;
        let all = maya
            .get(&team.link("Hand over the young people of Ben"))
            .await;
        let back = [
            ("coach", asha.id.to_string()),
            ("reason", "Ben leaves in May".into()),
        ];
        let back = back.each_ref().map(|(name, text)| (*name, text.as_str()));
        maya.submit(&all, &back).await;
        assert_eq!(asha.get("/people").await.column("Name"), ["Tara Ode"]);
        assert_eq!(ben.get("/people").await.column("Name").len(), 0);
    }
);

story!(more_than_can_be_assigned_at_once_are_not_cut_short, |app| {
    let Office {
        asha, maya, team, ..
    } = office(&app).await;
    let mut ask = "/cohort/assign?back=".to_owned();
    for number in 0..201 {
        let held = Held {
            coach: asha.id,
            team,
            ..Held::BY_NOBODY
        };
        let id = app
            .young_person("Tess", &format!("Ode {number}"), held)
            .await;
        ask.push_str(&format!("&person={id}"));
    }
    let ben = app.worker("Ben", &[Role::Coach]).await;
    let few = ["Choose 200 young people or fewer at once"];
    let form = maya.get(&ask).await;
    assert_eq!(form.errors(), few);
    let typed = [("coach", &*ben.id.to_string()), ("reason", "Asha leaves")];
    let refused = maya.submit_and_stay(&form, &typed).await;
    assert!(refused.errors().contains(&few[0].to_owned()));
    assert_eq!(refused.field("reason"), "Asha leaves");
    assert_eq!(ben.get("/people").await.column("Name").len(), 0);
});

story!(two_people_who_change_the_same_facts_lose_nothing, |app| {
    let Office {
        asha, maya, tara, ..
    } = office(&app).await;
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
        let Office { asha, tara, .. } = office(&app).await;
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
