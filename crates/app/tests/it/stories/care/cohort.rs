//! The cohort: filtered, grouped, kept as a view, and assigned.

use policy::Role;

use crate::world::{
    Held,
    fields::{day, with},
    office::{Office, office, office_before},
};

story!(
    a_cohort_is_filtered_grouped_kept_and_assigned_with_a_reason,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office_before(&app).await;
        let said = [
            ("readiness", "wants-to"),
            ("work_to_leave", "Beauty salons"),
            ("own-debt", "3"),
        ];
        let suggested = asha
            .post(&format!("/people/{tara}/deep-dives/new?part=all"), &said)
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
        assert_eq!(
            kept.said(),
            "The view has been saved. You can find it above the list."
        );
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
        assert_eq!(refused.errors(), ["Enter why"]);
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
    } = office_before(&app).await;
    let mut ask = "/cohort/assign?back=".to_owned();
    for number in 0..201 {
        let held = Held {
            coach: Some(asha.id),
            team: Some(team),
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

story!(
    what_an_adviser_and_the_employment_team_agree_becomes_tasks,
    |app| {
        let Office { asha, team, .. } = office(&app).await;
        let paula = app.worker("Paula", &[Role::PersonalAdviser]).await;
        let held = Held {
            coach: Some(asha.id),
            adviser: Some(paula.id),
            team: Some(team),
            ..Held::BY_NOBODY
        };
        let ines = app.young_person("Ines", "Ade", held).await;
        let out = day("from_on", "2026-06-01");
        asha.post(
            &format!("/people/{ines}/particulars/add?entry=activity"),
            &with(&[("code", "G5")], &out),
        )
        .await;
        let list = format!("/cohort/caseload?worker={}", paula.id);
        let page = paula.get(&list).await;
        assert!(
            page.text()
                .contains("1 young person, 0 of whom have a next step"),
            "{}",
            page.text()
        );

        // Who has no goal yet gets one first; the task is the adviser's, on a day.
        let make = "Add what you agreed to their plan about Ines Ade";
        let form = paula.get(&page.link(make)).await;
        let goal = [("words", "A course near home"), ("agreed_how", "in-person")];
        let made = paula
            .submit(&form, &with(&goal, &day("agreed", "2026-11-20")))
            .await;
        assert!(made.errors().is_empty(), "{:?}", made.errors());
        let page = paula.get(&list).await;
        let form = paula.get(&page.link(make)).await;
        let me = paula.id.to_string();
        let step = [
            ("words", "Ask the college for an open day"),
            ("owner", &*me),
        ];
        let made = paula
            .submit(&form, &with(&step, &day("due", "2026-11-27")))
            .await;
        assert!(made.errors().is_empty(), "{:?}", made.errors());
        let page = paula.get(&list).await;
        assert!(
            page.text().contains("1 of whom have a next step")
                && page
                    .text()
                    .contains("Next step: Ask the college for an open day"),
            "{}",
            page.text()
        );
        app.on("2026-11-27");
        let today = paula.get("/today").await;
        assert!(
            today.text().contains("Ines Ade : A step in the plan"),
            "{}",
            today.text()
        );
        let plan = asha.get(&format!("/people/{ines}/plan")).await;
        assert!(plan.text().contains("Ask the college for an open day"));
    }
);

story!(
    the_analysis_finds_three_groups_and_each_has_its_strand_with_a_reason,
    |app| {
        let office = office_before(&app).await;
        let (asha, maya) = (&office.asha, &office.maya);
        let held = Held {
            coach: Some(asha.id),
            team: Some(office.team),
            ..Held::BY_NOBODY
        };
        let mut people = vec![office.tara];
        for name in ["Ines", "Kofi"] {
            people.push(app.young_person(name, "Ade", held).await);
        }
        let began = day("from_on", "2026-08-01");
        let mut asked = Vec::new();
        for (person, readiness) in people.iter().zip(["not-now", "wants-to", "close"]) {
            let add = format!("/people/{person}/particulars/add?entry=activity");
            asha.post(&add, &with(&[("code", "G5")], &began)).await;
            let dive = format!("/people/{person}/deep-dives/new?part=all");
            let said = [("readiness", readiness), ("own-health", "1")];
            asked.push(asha.post(&dive, &said).await);
        }
        // Nobody is on a strand yet; the answers themselves say which three there are.
        let stages = maya.get("/cohort?group=stage").await;
        assert!(
            stages.has_link("Show only Not enrolled"),
            "{}",
            stages.text()
        );
        let grouped = maya.get("/cohort?group=suggested").await;
        let only = grouped.all_links("/cohort?");
        for strand in ["strand-1", "strand-2", "strand-3"] {
            let said = format!("suggested={strand}");
            let link = only.iter().find(|link| link.contains(&said));
            assert!(link.is_some(), "{strand}: {only:?} {}", grouped.text());
            let page = maya.get(link.unwrap()).await;
            assert_eq!(page.column("Name").len(), 1, "{strand}: {}", page.text());
        }
        let none = maya.get("/cohort?suggested=none").await;
        assert!(none.text().contains("No one matches your filter."));

        // Each is enrolled as the answers suggest, one otherwise and with a reason.
        let choices = [
            ("strand-1", ""),
            ("strand-2", ""),
            ("strand-2", "He asked to wait"),
        ];
        for (page, (strand, why)) in asked.iter().zip(choices) {
            asha.submit(page, &[("stage", strand), ("reason", why)])
                .await;
        }
        let after = maya.get("/cohort?group=stage").await.text();
        assert!(!after.contains("Show only Not enrolled"), "{after}");
        let two = maya.get("/cohort?stage=strand-2").await;
        assert_eq!(two.column("Name").len(), 2);
    }
);
