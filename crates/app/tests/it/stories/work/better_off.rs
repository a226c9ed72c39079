//! Better off: what an offer leaves after rent, with a young person and without a name.

use axum::{
    body::Body,
    http::{Request, header},
};
use policy::Role;
use store::{Fetch, orm::EntityTrait};

use crate::world::{
    Held, Hire, Page, World,
    fields::with,
    office::{Office, office},
    own_pages::own_pages,
    work::{employer, offer, opportunity},
};

async fn entries(app: &World) -> u64 {
    let tx = app.app().store.read().await.unwrap();
    let all = store::entities::journal::Entity::find();
    all.count_in(&tx).await.unwrap()
}

story!(an_offer_is_worked_out_with_a_coach_and_kept, |app| {
    let Office {
        asha, maya, tara, ..
    } = office(&app).await;
    let new = format!("/people/{tara}/better-off/new");
    let list = format!("/people/{tara}/better-off");
    assert!(
        asha.get(&list)
            .await
            .text()
            .contains("Nothing has been worked out yet")
    );
    let form = asha.get(&new).await;
    assert_eq!(
        form.field("born_on-year"),
        "2008",
        "what is known is filled in"
    );

    // Born on 15 January 2002: the 25th birthday falls into the job. It costs £513.68 of help with rent, and £81.97 of council tax.
    let offer = offer("2002-01-15");
    let page = asha
        .follow(asha.submit_and_stay(&form, &with(&[], &offer)).await)
        .await;
    let text = page.text();
    assert_eq!(page.heading(), "Gardener at the Parks Trust");
    assert!(text.contains("a month better off with this job"), "{text}");
    assert!(
        text.contains("From 15 January 2027 they have £595.65 a month less: they turn 25"),
        "{text}"
    );
    assert!(text.contains("An adviser should confirm it"));
    assert!(
        text.contains("Care leavers get the one-bedroom rate until the day before they turn 25")
    );
    assert!(text.contains("UC Regulations 2013"));
    assert_eq!(page.all("svg").len(), 1);

    let paper = asha.get(&page.link("Print for the young person")).await;
    assert!(paper.text().contains("£595.65"), "{}", paper.text());
    assert!(asha.get(&list).await.text().contains("Asha"));
    assert_eq!(
        maya.get(&list).await.status(),
        200,
        "their manager may see it"
    );

    let again = asha
        .get(&page.link("Change the details and work it out again"))
        .await;
    assert_eq!(
        (again.field("rent_month"), again.field("hours")),
        ("1250".into(), "37.5".into())
    );

    let (browser, home) = own_pages(&app, &asha, tara).await;
    let own = browser
        .get(&home.link("Would I be better off working?"))
        .await;
    assert!(
        own.text().contains("Gardener at the Parks Trust"),
        "{}",
        own.text()
    );
    assert!(own.text().contains("you turn 25"), "{}", own.text());

    // Whoever does not work with them finds nothing.
    let stranger = app.worker("Noor", &[Role::Coach]).await;
    assert_eq!(stranger.get(page.path()).await.status(), 404);
    let manager = app.worker("Paula", &[Role::ProgrammeManager]).await;
    assert_eq!(
        manager.get(page.path()).await.status(),
        403,
        "money is for those who work with them"
    );

    // The figure: how often it was worked out, and with how many.
    let report = maya.get("/reports/activities").await;
    assert!(
        report
            .text()
            .contains("1 offer was worked out and kept, with 1 young person."),
        "{}",
        report.text()
    );
});

story!(
    what_is_wrong_stands_at_its_field_and_nothing_is_lost,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let form = asha.get(&format!("/people/{tara}/better-off/new")).await;
        let mut offer = offer("2030-01-15");
        offer.retain(|(name, _)| name != "hours" && name != "offer" && name != "borough");
        offer.push(("hours".into(), "-4".into()));
        let page = asha
            .submit_and_stay(&form, &with(&[("offer", ""), ("borough", "")], &offer))
            .await;
        assert_eq!(page.status(), 422);
        let errors = page.errors();
        for expected in [
            "Enter what the offer is",
            "Hours a week must not be negative",
            "Date of birth must be in the past",
            "Choose the borough",
        ] {
            assert!(
                errors.iter().any(|error| error.contains(expected)),
                "{expected}: {errors:?}"
            );
        }
        assert_eq!(
            (page.field("rent_month"), page.field("hours")),
            ("1250".into(), "-4".into())
        );
        assert!(
            asha.get(&format!("/people/{tara}/better-off"))
                .await
                .text()
                .contains("Nothing has been worked out")
        );
    }
);

story!(
    a_home_outside_london_is_worked_out_with_what_was_looked_up,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let form = asha.get(&format!("/people/{tara}/better-off/new")).await;
        let mut offer = offer("2006-01-15");
        offer.retain(|(name, _)| name != "borough" && name != "brma");
        let page = asha
            .submit_and_stay(&form, &with(&[("borough", "ELSEWHERE")], &offer))
            .await;
        assert_eq!(
            page.errors(),
            [
                "Enter the monthly Local Housing Allowance",
                "Enter the monthly Local Housing Allowance for a shared home"
            ]
        );
        let typed = [("lha_month", "£540"), ("lha_shared_month", "330")];
        let page = asha.follow(asha.submit_and_stay(&page, &typed).await).await;
        let text = page.text();
        assert!(
            text.contains("Rent, up to £540, as it was looked up"),
            "{text}"
        );
        assert!(
            text.contains("we do not know what the council takes off council tax"),
            "{text}"
        );
    }
);

story!(
    anybody_works_an_offer_out_without_a_name_and_nothing_is_kept,
    |app| {
        let Office { asha, .. } = office(&app).await;
        let works = employer(&asha, "Parks Trust", "job", ("Ola", "ola@parks.example")).await;
        let hours = [("hours", "37.5"), ("hourly", "14.80")];
        let shown = asha.follow(opportunity(&asha, &works, &hours).await).await;
        let link = shown.link("Would someone be better off in this job?");
        let before = entries(&app).await;

        let browser = app.browser();
        let form = browser.get(&link).await;
        assert_eq!(form.field("hourly_pay"), "14.80", "the offer is filled in");
        let mut offer = offer("2002-01-15");
        offer.retain(|(name, _)| name != "offer");
        let page = browser.submit_and_stay(&form, &with(&[], &offer)).await;
        assert_eq!(page.status(), 200);
        assert!(page.text().contains("£595.65"), "{}", page.text());
        let changed = browser.submit_and_stay(&page, &[]).await;
        assert_eq!(
            changed.field("rent_month"),
            "1250",
            "what was typed comes back"
        );
        let wrong = browser
            .submit_and_stay(&changed, &[("rent_month", "lots")])
            .await;
        assert!(
            wrong.errors()[0].contains("Rent a month must be a number"),
            "{:?}",
            wrong.errors()
        );
        assert_eq!(entries(&app).await, before, "nothing is written");
    }
);

async fn ask_json(app: &World, body: &str) -> Page {
    let request = Request::post("/better-off.json")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_owned()))
        .unwrap();
    app.browser().send(request).await
}

story!(nothing_that_decides_much_is_assumed, |app| {
    app.on("2026-11-20");
    let browser = app.browser();
    let form = browser.get("/better-off").await;
    let mut offer = offer("2002-01-15");
    let asked = ["offer", "tenure", "care_leaver", "rent_month"];
    offer.retain(|(name, _)| !asked.contains(&name.as_str()));
    let page = browser.submit_and_stay(&form, &with(&[], &offer)).await;
    assert_eq!(
        page.errors(),
        [
            "Choose whether they are a care leaver",
            "Choose where they live"
        ]
    );
    let rents = [("care_leaver", "yes"), ("tenure", "private")];
    let page = browser.submit_and_stay(&page, &rents).await;
    assert_eq!(page.errors(), ["Enter the rent a month"]);
    let none = [("tenure", "none"), ("rent_month", "900")];
    let page = browser.submit_and_stay(&page, &none).await;
    assert_eq!(
        page.errors(),
        ["Leave the rent empty, or choose who they rent from"]
    );
    let written = [("tenure", "private"), ("rent_month", "£1,250.00")];
    let page = browser.submit_and_stay(&page, &written).await;
    assert!(page.text().contains("£595.65"), "{}", page.text());
    // Nobody has said on which day Universal Credit comes, so no week says that it does not.
    assert!(
        page.text()
            .contains("Universal Credit may be paid: its day has not been entered"),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("Nothing comes in"), "{}", page.text());
});

story!(
    what_was_worked_out_is_taken_away_and_health_is_read_by_few,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let form = asha.get(&format!("/people/{tara}/better-off/new")).await;
        let offer = offer("2002-01-15");
        let page = asha
            .follow(
                asha.submit_and_stay(&form, &with(&[("disability", "lcwra_new")], &offer))
                    .await,
            )
            .await;
        let kept = page.path().to_owned();

        // A partner's adviser works with them too, and does not read of their health.
        let ada = app.worker("Ada", &[Role::Administrator]).await;
        let charity = [("name", "Open Door"), ("kind", "charity"), ("sector", "")];
        ada.post("/organisations/new", &charity).await;
        let allocate = maya.get(&format!("/people/{tara}/allocate")).await;
        let partner = allocate.offered("organisation")[1].clone();
        let robin = app
            .hire(Hire {
                organisation: Some(partner.parse().unwrap()),
                ..app.somebody("Robin", &[Role::PartnerAdviser])
            })
            .await;
        maya.submit(&allocate, &[("organisation", &partner)]).await;
        let list = robin.get(&format!("/people/{tara}/better-off")).await;
        assert!(
            list.text().contains("Nothing has been worked out yet"),
            "{}",
            list.text()
        );
        assert_eq!(robin.get(&kept).await.status(), 404);
        let form = robin.get(&format!("/people/{tara}/better-off/new")).await;
        assert_eq!(form.field("disability"), "none");
        assert_eq!(maya.get(&kept).await.status(), 200);

        let ask = asha.get(&page.link("Remove this calculation")).await;
        let gone = asha.submit(&ask, &[]).await;
        assert_eq!(gone.said(), "It has been removed.");
        assert!(gone.text().contains("Nothing has been worked out yet"));
        assert_eq!(asha.get(&kept).await.status(), 404);
        let (hers, _) = own_pages(&app, &asha, tara).await;
        let own = hers.get("/my/better-off").await;
        assert!(
            own.text().contains("Nothing has been worked out yet"),
            "{}",
            own.text()
        );
    }
);

story!(another_program_asks_in_json, |app| {
    let asked = r#"{"born_on":"2006-03-01","care_leaver":true,"borough":"SOUTHWARK","tenure":"social","rent_month":560,
        "hours":16,"hourly_pay":10.85,"starts_on":"2026-12-01"}"#;
    app.on("2026-11-20");
    let page = ask_json(&app, asked).await;
    assert_eq!(page.status(), 200);
    assert!(
        page.body().contains("\"below_minimum_wage\":false"),
        "{}",
        page.body()
    );
    let page = ask_json(
        &app,
        &asked
            .replace("SOUTHWARK", "ATLANTIS")
            .replace("hours", "wage"),
    )
    .await;
    assert_eq!(page.status(), 422);
    let large = ask_json(&app, &format!("{{\"a\":\"{}\"}}", "x".repeat(70_000))).await;
    assert_eq!(large.status(), 413);
    assert!(
        large.body().contains("must be 64 KB or less"),
        "{}",
        large.body()
    );
    for expected in [
        "there is no such borough",
        "\"field\":\"wage\"",
        "there is no such field",
    ] {
        assert!(page.body().contains(expected), "{}", page.body());
    }
});

story!(what_was_worked_out_orders_the_match, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let works = employer(&asha, "Parks Trust", "job", ("Ola", "ola@parks.example")).await;
    let hours = [("hours", "37.5"), ("hourly", "14.80"), ("youngest", "18")];
    let made = asha
        .follow(opportunity(&asha, &works, &hours).await)
        .await
        .address();
    let matches = format!("/people/{tara}/matches");
    let before = asha.get(&matches).await;
    assert!(
        !before.text().contains("a month better off"),
        "{}",
        before.text()
    );
    let form = asha
        .get(&before.link("Check if better off in work: Parks apprentice gardener"))
        .await;
    assert_eq!(
        (form.field("offer"), form.field("hours")),
        ("Parks apprentice gardener".into(), "37.50".into())
    );
    let mut offer = offer("2008-05-04");
    offer.retain(|(name, _)| name != "offer" && name != "hours" && name != "hourly_pay");
    let page = asha
        .follow(asha.submit_and_stay(&form, &with(&[], &offer)).await)
        .await;
    assert!(page.has_link("The opportunity"));
    let after = asha.get(&matches).await;
    assert!(
        after.text().contains("a month better off"),
        "{}",
        after.text()
    );
    assert_eq!(page.link("The opportunity"), made);

    // An offer of less work leaves less, and stands below it, though it was written down later.
    app.after_minutes(1);
    let less = [
        ("hours", "4"),
        ("hourly", "14.80"),
        ("youngest", "18"),
        ("title", "A few hours"),
    ];
    asha.follow(opportunity(&asha, &works, &less).await).await;
    let after = asha.get(&matches).await;
    let fits: Vec<u32> = after
        .column("How it fits")
        .iter()
        .map(|cell| cell.split(' ').next().unwrap().parse().unwrap())
        .collect();
    assert!(fits.len() == 2 && fits[0] > fits[1], "{fits:?}");
    assert!(
        after.column("Opportunity")[1].contains("A few hours"),
        "{:?}",
        after.column("Opportunity")
    );

    // A social worker does not see the money.
    let social = app.worker("Sam", &[Role::SocialWorker]).await;
    let held = Held {
        social_worker: Some(social.id),
        ..Held::BY_NOBODY
    };
    let other = app.young_person("Kai", "Ode", held).await;
    assert_eq!(
        social
            .get(&format!("/people/{other}/better-off"))
            .await
            .status(),
        403
    );
});
