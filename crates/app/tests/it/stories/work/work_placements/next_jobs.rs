//! What comes next: planned half-way, and found again after a lost job.

use super::{PLAN, agree_together, start, strict};
use crate::world::{
    fields::{day, with},
    office::{Office, office},
    work::{agreed_start, employer, opportunity},
};

story!(solene_plans_her_next_job_half_way, |app| {
    let Office {
        asha,
        maya,
        tara: solene,
        ..
    } = strict(&app).await;
    let id = solene.to_string();
    let works = employer(
        &asha,
        "Heritage Hospital",
        "work-placement",
        ("Ola", "ola@heritage.example"),
    )
    .await;
    let typed = [
        ("title", "Care in a heritage hospital"),
        ("kind", "work-placement"),
    ];
    let page = asha.follow(opportunity(&asha, &works, &typed).await).await;
    let number = page.address().rsplit('/').next().unwrap().to_owned();

    // From the interest to the offer, by the steps of the ladder.
    let form = asha
        .get(&format!(
            "/people/{id}/applications/new?opportunity={number}"
        ))
        .await;
    let page = asha.submit(&form, &[("step", "applying")]).await;
    let application = page.address();
    for step in ["applied", "interview", "offered", "accepted"] {
        app.after_minutes(1);
        let form = asha.get(&format!("{application}/step")).await;
        asha.submit(&form, &[("step", step)]).await;
    }
    // Ten months, agreed from the application.
    let form = asha
        .get(&format!(
            "/people/{id}/work-placements/new?application={}",
            application.rsplit('/').next().unwrap()
        ))
        .await;
    assert_eq!(form.field("title"), "Care in a heritage hospital");
    let mut days = day("starts", "2026-11-20");
    days.extend(day("ends", "2027-09-20"));
    let one = asha.submit(&form, &with(&[], &days)).await.address();
    let plan = asha.get(&format!("{one}/plan")).await;
    asha.submit(&plan, &PLAN).await;
    agree_together(&asha, &one).await;
    start(&asha, &one).await;
    assert!(asha.get(&application).await.text().contains("Started"));

    // Half-way the next job is planned, and what she would like is a goal of her plan.
    app.on("2027-04-20");
    let today = asha.get("/today").await;
    assert!(
        today
            .text()
            .contains("plan the next job: Care in a heritage hospital is half-way"),
        "{}",
        today.text()
    );
    let form = asha.get(&format!("{one}/event?kind=half-way")).await;
    assert_eq!(form.field("kind"), "half-way");
    let typed = [
        ("words", "She likes the ward and would like to stay in care"),
        ("agreed", "A nursing associate apprenticeship from autumn"),
    ];
    asha.submit(&form, &typed).await;
    assert!(!asha.get("/today").await.text().contains("half-way"));
    let plan = asha.get(&format!("/people/{id}/plan")).await;
    assert!(
        plan.text()
            .contains("A nursing associate apprenticeship from autumn")
    );
    // A sustained outcome counts once somebody else has checked its evidence.
    let work = asha.get(&format!("/people/{id}/work-placements")).await;
    assert!(
        work.text()
            .contains("13 weeks on 18 February 2027 Reached; add evidence"),
        "{}",
        work.text()
    );
    assert!(work.text().contains("26 weeks on 20 May 2027 Not yet due"));
    let proof = asha.get(&format!("{one}/proof")).await;
    let typed = [
        ("weeks", "13"),
        ("kind", "payslip"),
        ("words", "Payslip of February 2027"),
    ];
    let work = asha.submit(&proof, &typed).await;
    assert!(work.text().contains("Evidence to check"));
    assert!(
        work.forms().is_empty(),
        "whoever wrote it down does not check it"
    );
    let work = maya.get(&format!("/people/{id}/work-placements")).await;
    let holds = work
        .forms()
        .iter()
        .map(|form| form.action.clone())
        .find(|action| action.contains("holds=yes"))
        .unwrap();
    let work = maya.press(&work, &holds).await;
    assert!(
        work.text()
            .contains("13 weeks on 18 February 2027 Sustained"),
        "{}",
        work.text()
    );

    // The last day is moved, and then she stays on in a job: the spell goes on.
    let form = asha.get(&format!("{one}/event?kind=extended")).await;
    let refused = asha
        .submit_and_stay(&form, &[("words", "Two months more")])
        .await;
    assert_eq!(refused.errors(), ["Enter the new last day"]);
    let ends = day("ends", "2027-11-20");
    let page = asha.submit(&refused, &with(&[], &ends)).await;
    assert!(page.text().contains("20 November 2027"));
    app.on("2027-11-22");
    assert!(
        asha.get("/today")
            .await
            .text()
            .contains("record how it ended")
    );
    let end = asha.get(&format!("{one}/end")).await;
    let typed = [("reason", "converted"), ("side", "both")];
    let job = asha.submit(&end, &typed).await;
    assert!(job.said().contains("They are staying on"), "{}", job.said());
    assert!(job.text().contains("No end date"));
    let work = asha.get(&format!("/people/{id}/work-placements")).await;
    assert!(
        work.text().contains("52 weeks on 18 November 2027 Reached"),
        "{}",
        work.text()
    );
});

story!(
    a_lost_job_leads_back_to_support_without_a_new_referral,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let id = tara.to_string();
        let works = employer(&asha, "Corner Shop", "job", ("Ola", "ola@shop.example")).await;
        let one = agreed_start(
            &asha,
            &id,
            &works,
            &[("kind", "job")],
            &[("starts", "2026-11-20")],
        )
        .await;
        start(&asha, &one).await;
        app.on("2026-12-21");
        let end = asha.get(&format!("{one}/end")).await;
        let refused = asha.submit_and_stay(&end, &[]).await;
        assert_eq!(
            refused.errors(),
            ["Choose why it ended", "Choose whose decision it was"]
        );
        let typed = [
            ("reason", "no-work"),
            ("side", "employer"),
            ("words", "The shop closed"),
        ];
        let page = asha.submit(&refused, &typed).await;
        assert_eq!(
            page.said(),
            "Recorded. Support continues: get in touch within two working days."
        );
        let today = asha.get("/today").await;
        assert!(
            today
                .text()
                .contains("record what came next after Gardener, and stay in touch"),
            "{}",
            today.text()
        );
        let record = asha.get(&format!("/people/{id}")).await;
        assert!(
            record.text().contains("Strand 3"),
            "the enrolment goes on: {}",
            record.text()
        );
        let work = asha.get(&format!("/people/{id}/work-placements")).await;
        assert!(work.text().contains("4 weeks on 17 December 2026 Reached"));
        assert!(
            work.text()
                .contains("13 weeks on 18 February 2027 Not yet due"),
            "it may be bridged: {}",
            work.text()
        );
        let next = asha.get(&format!("{one}/next")).await;
        asha.submit(&next, &[("next", "looking")]).await;
        assert!(
            !asha
                .get("/today")
                .await
                .text()
                .contains("record what came next")
        );
        app.on("2027-01-20");
        let work = asha.get(&format!("/people/{id}/work-placements")).await;
        assert!(
            work.text()
                .contains("13 weeks: the work ended on 21 December 2026 Ended earlier"),
            "{}",
            work.text()
        );
        assert!(!work.text().to_lowercase().contains("fail"));
    }
);
