//! Practising, and saying yes to an offer.

use crate::world::{
    fields::{day, with},
    office::{Office, office},
    own_pages::own_pages,
    work::{published, sent},
};

story!(pay_is_checked_again_before_somebody_says_yes, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let tara = tara.to_string();
    // Enough for a sixteen-year-old, and too little for Tara, who is eighteen.
    let typed = [
        ("title", "Shop helper"),
        ("hourly", "8"),
        ("youngest", "16"),
    ];
    published(&asha, "Corner Shop", "ola@shop.example", &typed).await;
    let (one, link) = sent(&app, &asha, &tara, "Shop helper", "ola@shop.example").await;
    let ola = app.browser();
    let page = ola.get(&link).await;
    ola.submit(&page, &[("answer", "offered")]).await;
    let (own, _) = own_pages(&app, &asha, tara.parse().unwrap()).await;
    let work = own.get("/my/work").await;
    let page = own.submit(&work, &[("answer", "accepted")]).await;
    assert!(
        page.text()
            .contains("We will check the pay with the employer first"),
        "{}",
        page.text()
    );
    let today = asha.get("/today").await;
    assert!(
        today.text().contains("Tara Ode : Offered"),
        "{}",
        today.text()
    );
    let step = asha.get(&format!("{one}/step")).await;
    assert!(
        step.text().contains("The pay will be too low then"),
        "{}",
        step.text()
    );
    let refused = asha.submit_and_stay(&step, &[("step", "accepted")]).await;
    assert!(refused.errors()[0].contains("below the minimum of £10.85 for their age"));
    assert!(
        asha.get(&one)
            .await
            .text()
            .contains("They said yes, but something has to be checked first")
    );
});

story!(millie_practises_twice_and_has_two_offers, |app| {
    let Office {
        asha,
        maya,
        tara: millie,
        ..
    } = office(&app).await;
    let id = millie.to_string();
    let intern = [
        ("title", "Civil service internship"),
        ("kind", "internship"),
        ("hourly", "15.50"),
    ];
    published(&asha, "A Department", "ola@dept.example", &intern).await;
    let job = [
        ("title", "Policy assistant"),
        ("kind", "job"),
        ("hourly", "16"),
    ];
    published(&asha, "A Think Tank", "ola@tank.example", &job).await;
    let (first, first_link) = sent(
        &app,
        &asha,
        &id,
        "Civil service internship",
        "ola@dept.example",
    )
    .await;
    let (second, second_link) =
        sent(&app, &asha, &id, "Policy assistant", "ola@tank.example").await;

    // Two mock interviews, the second of which is a second try.
    let number = first.rsplit('/').next().unwrap();
    let mock = format!("/people/{id}/mock-interviews/new?application={number}");
    let form = asha.get(&mock).await;
    let refused = asha.submit_and_stay(&form, &[]).await;
    assert_eq!(
        refused.errors(),
        [
            "Enter who asked the questions",
            "Enter at least one thing that went well"
        ]
    );
    let panel = [
        ("panel", "A civil servant, and Asha"),
        ("mark-examples", "2"),
        ("went_well", "Calm"),
        ("work_on", "Examples"),
    ];
    asha.submit(&refused, &panel).await;
    app.on("2026-11-24");
    let form = asha.get(&mock).await;
    let panel = [
        ("panel", "A civil servant, and Asha"),
        ("mark-examples", "4"),
        ("went_well", "Three good examples"),
    ];
    let page = asha.submit(&form, &panel).await;
    assert!(
        page.text().contains("24 November 2026, another try"),
        "{}",
        page.text()
    );
    assert!(
        page.text().contains("Gives examples Very well"),
        "{}",
        page.text()
    );

    // Both invite, both offer; one is taken and the other one declined.
    for link in [&first_link, &second_link] {
        let employer = app.browser();
        let page = employer.get(link).await;
        let on = day("on", "2026-12-01");
        let invite = [
            ("answer", "interview"),
            ("at", "10am"),
            ("place", "By video"),
        ];
        employer.submit(&page, &with(&invite, &on)).await;
        app.after_minutes(1);
        let page = employer.get(link).await;
        assert!(page.text().contains("An interview is arranged."));
        employer.submit(&page, &[("answer", "offered")]).await;
    }
    let (own, _) = own_pages(&app, &asha, millie).await;
    let work = own.get("/my/work").await;
    assert!(
        work.text()
            .contains("Interview on 1 December 2026. 10:00, By video"),
        "{}",
        work.text()
    );
    assert_eq!(work.text().matches("You have an offer").count(), 2);
    app.after_minutes(1);
    let step = asha.get(&format!("{first}/step")).await;
    let said = [("step", "accepted"), ("said_by", "young-person")];
    let page = asha.submit(&step, &said).await;
    assert!(
        page.text()
            .contains("Accepted: next step due by 22 December 2026"),
        "{}",
        page.text()
    );
    let step = asha.get(&format!("{second}/step")).await;
    let said = [
        ("step", "declined"),
        ("reason", "another-offer"),
        ("said_by", "young-person"),
    ];
    let page = asha.submit(&step, &said).await;
    assert!(
        page.text()
            .contains("They declined the offer: They have another offer")
    );
    // The ladder does not stop at the offer: somebody is in touch until the start.
    app.on("2026-12-20");
    assert!(
        asha.get("/today")
            .await
            .text()
            .contains("Accepted: next step due by 22 December 2026")
    );
    let report = maya.get("/reports/applications").await;
    assert!(
        report
            .text()
            .contains("2 mock interviews, by 1 young person"),
        "{}",
        report.text()
    );
    assert_eq!(
        report.column("Applications")[..4],
        ["2", "2", "2", "1"],
        "applied, interviewed, offered, accepted"
    );
    assert_eq!(report.column("Young people")[2], "1");
});
