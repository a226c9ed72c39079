//! The start: with an agreed plan, and at a pay that stays lawful.

use super::{PLAN, agree_together, start, strict};
use crate::world::{
    due::due,
    fields::{day, with},
    link_in,
    office::{Office, office},
    own_pages::own_pages,
    work::{agreed_start, employer, start_and_ask},
};

story!(
    nobody_starts_without_an_agreed_plan_where_the_programme_asks,
    |app| {
        let Office {
            asha,
            maya,
            tara: solene,
            ..
        } = strict(&app).await;
        let id = solene.to_string();
        let works = employer(&asha, "Parks Trust", "job", ("Ola", "ola@parks.example")).await;
        let days = [("starts", "2026-11-20"), ("ends", "2027-09-20")];
        let one = agreed_start(&asha, &id, &works, &[], &days).await;
        let form = asha.get(&format!("{one}/start")).await;
        assert!(
        form.text().contains("The employer has not written the employment plan yet, and the programme requires it"),
        "{}",
        form.text()
    );
        assert!(form.forms().is_empty());

        // The employer writes it through a link, without an account.
        let ask = asha.get(&format!("{one}/plan-link")).await;
        let who = ask.offered("contact");
        asha.submit(&ask, &[("contact", &who[0])]).await;
        let link = link_in(&app.letters_to("ola@parks.example").await[0], "/work-plan/");
        let ola = app.browser();
        let page = ola.get(&link).await;
        assert!(page.text().contains("Before Solene starts") && !page.text().contains("Ade"));
        let refused = ola.submit_and_stay(&page, &[("tasks", "Weed")]).await;
        assert_eq!(refused.errors().len(), 3);
        assert_eq!(refused.field("tasks"), "Weed");
        let sent = ola.submit(&refused, &PLAN).await;
        assert!(
            sent.text()
                .contains("Thank you. They will read it before the first day.")
        );
        assert!(
            app.letters(&asha).await[0].contains("The employer has written the employment plan")
        );
        let form = asha.get(&format!("{one}/start")).await;
        assert!(
            form.text()
                .contains("They have not agreed to the employment plan yet")
        );

        // She agrees on her own pages; a change is agreed to anew.
        let (own, _) = own_pages(&app, &asha, solene).await;
        let job = own.get("/my/job").await;
        assert!(
            job.text().contains("From 11 in the first two weeks"),
            "{}",
            job.text()
        );
        let job = own.submit(&job, &[]).await;
        assert!(
            job.text()
                .contains("You agreed to this on 20 November 2026.")
        );
        app.after_minutes(1);
        let again = ola.get(&link).await;
        ola.submit(&again, &[("hours", "Monday to Wednesday, 10 to 3")])
            .await;
        let form = asha.get(&format!("{one}/start")).await;
        assert!(
            form.forms().is_empty(),
            "a changed plan has to be agreed to again"
        );
        let page = agree_together(&asha, &one).await;
        assert!(
            page.text()
                .contains("They agreed to it on 20 November 2026.")
        );
        start(&asha, &one).await;
        assert!(asha.get(&one).await.text().contains("At work"));
        let report = maya.get("/reports/work").await.text();
        assert!(report.contains("1 started, 0 agreed"), "{report}");
    }
);

story!(a_birthday_that_makes_the_pay_too_low_is_seen_ahead, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let id = tara.to_string();
    asha.post(
        &format!("/people/{id}/edit"),
        &[
            ("born_on-day", "10"),
            ("born_on-month", "12"),
            ("born_on-year", "2005"),
        ],
    )
    .await;
    let works = employer(&asha, "Corner Shop", "job", ("Ola", "ola@shop.example")).await;
    let typed = [("kind", "job"), ("hourly", "11")];
    let one = agreed_start(&asha, &id, &works, &typed, &[("starts", "2026-11-20")]).await;
    start(&asha, &one).await;
    let page = asha.get(&one).await;
    assert!(
        page.text()
            .contains("From 10 December 2026 at least £12.71 for 21 and over"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("The pay will be too low then"));
    let today = asha.get("/today").await;
    assert!(
        today
            .text()
            .contains("Gardener must pay £12.71 from 10 December 2026"),
        "{}",
        today.text()
    );
});

story!(a_start_and_an_end_change_all_that_hangs_on_them, |app| {
    let Office {
        asha, maya, tara, ..
    } = office(&app).await;
    let id = tara.to_string();
    let record = format!("/people/{id}");
    let out = day("from_on", "2026-11-10");
    asha.post(
        &format!("{record}/particulars/add?entry=activity"),
        &with(&[("code", "G5")], &out),
    )
    .await;
    assert_eq!(maya.get("/cohort").await.column("Name").len(), 1);
    let works = employer(&asha, "Parks Trust", "job", ("Ola", "ola@parks.example")).await;
    let one = agreed_start(&asha, &id, &works, &[], &[("starts", "2026-11-20")]).await;

    // What follows is proposed with the start, and one press confirms it.
    let form = asha.get(&format!("{one}/start")).await;
    assert_eq!(
        form.field("activity"),
        "F5",
        "16 hours a week are full time"
    );
    assert!(
        form.text().contains("Move them to In work or learning?"),
        "{}",
        form.text()
    );
    start_and_ask(&asha, &one).await;
    let page = asha.get(&record).await;
    assert!(
        page.text().contains("In work or learning"),
        "{}",
        page.text()
    );
    assert!(
        page.text()
            .contains("Training or work that is not an apprenticeship, full time"),
        "{}",
        page.text()
    );
    let listed = asha.get("/people?sort=name").await;
    assert_eq!(listed.column("Stage"), ["In work or learning"]);
    let out = maya.get("/cohort").await;
    assert!(out.column("Name").is_empty(), "no longer out of work");

    // It ends: what they do and the stage go back, and somebody gets in touch.
    app.on("2026-12-14");
    let form = asha.get(&format!("{one}/end")).await;
    assert_eq!(form.field("activity"), "G5", "as before the start");
    assert!(
        form.text().contains("Move them to Strand 3?"),
        "{}",
        form.text()
    );
    let (on, typed) = (
        day("on", "2026-12-11"),
        [("reason", "not-right"), ("side", "young-person")],
    );
    let ended = asha.submit(&form, &with(&typed, &on)).await;
    assert!(ended.errors().is_empty(), "{:?}", ended.errors());
    let listed = asha.get("/people?sort=name").await;
    assert_eq!(listed.column("Stage"), ["Strand 3"]);
    assert_eq!(maya.get("/cohort").await.column("Name").len(), 1);
    let (on, why) = due(&app.dues().await, "work_ended").unwrap();
    assert_eq!(on, "2026-12-15", "two working days later");
    assert_eq!(
        why,
        "Out of work since 12 December 2026; get in touch within 2 working days"
    );
    let today = asha.get("/today").await;
    assert!(today.text().contains("Work has ended"), "{}", today.text());
    let held = [
        ("kind", "call"),
        ("outcome", "held"),
        ("note_kind", "staff"),
    ];
    asha.post(&format!("{record}/contacts/new"), &held).await;
    assert!(due(&app.dues().await, "work_ended").is_none(), "heard from");
    assert_eq!(app.dues().await, app.rebuilt_dues().await);
});

story!(a_start_that_is_recorded_late_still_moves_the_stage, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let works = employer(&asha, "Parks Trust", "job", ("Ola", "ola@parks.example")).await;
    let days = [("starts", "2026-11-02")];
    let one = agreed_start(&asha, &tara.to_string(), &works, &[], &days).await;
    // It lay before the day on which she was enrolled.
    let form = asha.get(&format!("{one}/start")).await;
    assert_eq!(form.field("on-day"), "2");
    let page = asha.submit(&form, &[]).await;
    assert!(page.text().contains("At work"), "{}", page.text());
    let listed = asha.get("/people?sort=name").await;
    assert_eq!(listed.column("Stage"), ["In work or learning"]);
});

story!(
    an_education_health_and_care_plan_is_carried_into_the_employment_plan,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = strict(&app).await;
        let record = format!("/people/{tara}");
        asha.post(&format!("{record}/edit"), &[("ehcp", "yes")])
            .await;
        let group = format!("{record}/particulars/edit?group=identity");
        asha.post(
            &group,
            &[("adjustments", "Instructions one at a time, in writing")],
        )
        .await;
        let works = employer(&asha, "Parks Trust", "job", ("Ola", "ola@parks.example")).await;
        let one = agreed_start(
            &asha,
            &tara.to_string(),
            &works,
            &[],
            &[("starts", "2026-11-20"), ("ends", "2027-05-20")],
        )
        .await;

        // What helps them is on record, and the plan begins with it.
        let form = asha.get(&format!("{one}/plan")).await;
        assert_eq!(
            form.field("adjustments"),
            "Instructions one at a time, in writing"
        );
        let typed: Vec<_> = PLAN
            .into_iter()
            .filter(|(name, _)| *name != "adjustments")
            .collect();
        asha.submit(&form, &typed).await;
        let page = agree_together(&asha, &one).await;
        assert!(
            page.text()
                .contains("Instructions one at a time, in writing"),
            "{}",
            page.text()
        );
        start(&asha, &one).await;
        let report = maya.get("/reports/work").await;
        let line =
            "Education, Health and Care Plans: 1 of 1 agreed employment plans have adjustments";
        assert!(report.text().contains(line), "{}", report.text());
    }
);
