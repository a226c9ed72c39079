//! Plans: goals, steps on the day's list, and the actions of a conference.

use crate::world::{
    due::due,
    fields::{day, with},
    office::{Office, office},
};

story!(
    a_plan_is_made_from_a_template_and_its_steps_stand_on_the_days_list,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let (on, why) = due(&app.dues().await, "first_plan").unwrap();
        assert_eq!(on, "2026-12-18");
        assert!(why.contains("within 4 weeks of 20 November 2026"), "{why}");
        let plan = format!("/people/{tara}/plan");
        let page = asha.get(&format!("{plan}/goals/new?template=cv")).await;
        assert_eq!(page.field("words"), "Have a CV that I am proud of");
        let made = asha.submit(&page, &[("agreed_how", "in-person")]).await;
        assert!(
            made.text()
                .contains("Agreed 20 November 2026: together, in person"),
            "{}",
            made.text()
        );
        assert!(due(&app.dues().await, "first_plan").is_none());
        assert_eq!(
            due(&app.dues().await, "plan_review").unwrap().0,
            "2027-02-12"
        );

        let add = made.link("Add a step : Have a CV that I am proud of");
        let by = day("due", "2026-11-24");
        let me = asha.id.to_string();
        let typed = [("words", "Ring the library"), ("owner", me.as_str())];
        let added = asha.post(&add, &with(&typed, &by)).await;
        assert_eq!(added.said(), "The step is in the plan.");
        let today = asha.get("/today").await;
        assert!(
            today.text().contains("A step in the plan"),
            "{}",
            today.text()
        );
        let done = added.link("Done : Ring the library");
        let finished = asha
            .post(&done, &[("outcome", "cv"), ("activity", "P5")])
            .await;
        assert!(
            finished.text().contains("They have a CV"),
            "{}",
            finished.text()
        );
        assert!(due(&app.dues().await, "plan_step").is_none());
        let person = asha.get(&format!("/people/{tara}")).await;
        assert!(
            person.text().contains("part time"),
            "what they do has changed: {}",
            person.text()
        );

        let archived = asha
            .post(
                &finished.link("Archive : Write the CV together"),
                &[("because", "She has one")],
            )
            .await;
        assert!(!archived.text().contains("Write the CV together ("));
        let ended = asha
            .post(
                &archived.link("Close goal : Have a CV that I am proud of"),
                &[("how", "reached")],
            )
            .await;
        assert!(
            ended.text().contains("Reached 20 November 2026"),
            "{}",
            ended.text()
        );
        let paper = asha.get(&format!("{plan}/paper")).await;
        assert!(paper.text().contains("This is yours."), "{}", paper.text());
        let pathway = asha.get(&format!("{plan}/paper?for=pathway")).await;
        assert!(pathway.text().contains("It does not replace that plan."));
        asha.post(&format!("{plan}/reviews/new?kind=pathway"), &[])
            .await;
        assert_eq!(
            due(&app.dues().await, "pathway_review").unwrap().0,
            "2027-05-20"
        );
        assert_eq!(app.rebuilt_dues().await, app.dues().await);
    }
);

story!(
    a_case_conference_puts_its_actions_into_the_plan_and_onto_todays_list,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let out = day("from_on", "2025-06-01");
        asha.post(
            &format!("/people/{tara}/particulars/add?entry=activity"),
            &with(&[("code", "G5")], &out),
        )
        .await;
        let list = maya.get("/conferences").await;
        assert_eq!(list.column("Months"), ["17"]);
        let by = day("due-0", "2026-11-25");
        let coach = asha.id.to_string();
        let typed = [
            ("attendees", "Tara, Asha, Maya"),
            ("action-0", "Ring the college"),
            ("owner-0", coach.as_str()),
        ];
        let held = maya
            .post(
                &format!("/people/{tara}/conferences/new"),
                &with(&typed, &by),
            )
            .await;
        assert!(held.text().contains("Ring the college"), "{}", held.text());
        assert!(
            asha.get("/today")
                .await
                .text()
                .contains("A step in the plan")
        );
        assert_eq!(
            maya.get("/conferences").await.column("Last conference"),
            ["20 November 2026"]
        );
        let caseload = asha.get("/cohort/caseload").await;
        assert!(
            caseload.text().contains("Next step: Ring the college"),
            "{}",
            caseload.text()
        );
        // One conference; she is on a programme, and nobody has been in touch.
        let came_of = maya.get("/conferences").await;
        assert_eq!(
            came_of.column("Young people"),
            ["1", "1", "0", "0", "0", "1"]
        );
        let now = came_of.column("Now");
        assert!(now[0].contains("and not in touch"), "{now:?}");
        let page = asha.get(&format!("/people/{tara}/contacts/new")).await;
        asha.submit(&page, &[("kind", "call"), ("outcome", "held")])
            .await;
        let in_touch = maya.get("/conferences").await;
        assert_eq!(
            in_touch.column("Young people"),
            ["1", "1", "0", "0", "1", "0"]
        );
        let began = day("from_on", "2026-11-19");
        asha.post(
            &format!("/people/{tara}/particulars/add?entry=activity"),
            &with(&[("code", "P5")], &began),
        )
        .await;
        let at_work = maya.get("/conferences").await;
        assert_eq!(
            at_work.column("Young people"),
            ["1", "1", "1", "0", "0", "0"]
        );
        assert!(at_work.text().contains("No one has been out of education"));
    }
);
