//! Activities: places that are given once, who came, and what came of it.

use policy::Role;
use values::PersonId;

use crate::world::{
    Held, Worker, World,
    fields::{day, with},
    office::{Office, office},
    own_pages::own_pages,
    programmes::CAMDEN,
    work::employer,
};

async fn insight_day(worker: &Worker, typed: &[(&str, &str)]) -> String {
    let form = worker.get("/activities/new").await;
    let usual = [
        ("title", "A day with the road builders"),
        ("kind", "insight-day"),
        ("begins", "10am"),
        ("ends", "3pm"),
        ("place", "The depot, Canal Road"),
        ("places", "2"),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| typed.iter().all(|(other, _)| other != name));
    let all: Vec<_> = kept.chain(typed.iter().copied()).collect();
    let on = day("on", "2026-11-26");
    worker.submit(&form, &with(&all, &on)).await.address()
}

async fn three(app: &World, office: &Office) -> Vec<PersonId> {
    let held = Held {
        coach: Some(office.asha.id),
        team: Some(office.team),
        ..Held::BY_NOBODY
    };
    let mut people = vec![office.tara];
    for name in ["Ines", "Kofi"] {
        people.push(app.young_person(name, "Ade", held).await);
    }
    people
}

story!(
    the_last_place_is_given_once_and_whoever_waits_moves_up,
    |app| {
        let office = office(&app).await;
        let people = three(&app, &office).await;
        let asha = &office.asha;
        let form = asha.get("/activities/new").await;
        let refused = asha.submit_and_stay(&form, &[]).await;
        assert_eq!(
            refused.errors(),
            [
                "Enter a title",
                "Choose the kind of activity",
                "Enter the day",
                "Enter when it starts, for example 10am",
                "Enter where it is"
            ]
        );
        let one = insight_day(asha, &[]).await;
        // The depot is unsafe for Kofi: he is not in the list, and nothing says so.
        let unsafe_place = [("place", "Canal Road"), ("why", "Somebody there")];
        asha.post(
            &format!("/people/{}/particulars/add?entry=unsafe-place", people[2]),
            &unsafe_place,
        )
        .await;
        let invite = asha.get(&format!("{one}/invite")).await;
        assert_eq!(invite.offered("person").len(), 2, "{}", invite.text());
        assert!(!invite.text().contains("Kofi"));
        let young = asha.get(&format!("{one}/invite?oldest=17")).await;
        assert!(young.text().contains("No one else matches"));
        let refused = asha.submit_and_stay(&invite, &[]).await;
        assert_eq!(refused.errors(), ["Choose who to invite"]);
        let extra = app
            .young_person(
                "Mo",
                "Ade",
                Held {
                    coach: Some(asha.id),
                    team: Some(office.team),
                    ..Held::BY_NOBODY
                },
            )
            .await;
        let all = [people[0], people[1], extra].map(|id| id.to_string());
        let key = asha.get(&format!("{one}/invite")).await.form_key();
        let mut fields = vec![("form_key".to_owned(), key)];
        fields.extend(all.iter().map(|id| ("person".to_owned(), id.clone())));
        let page = asha.send_form(&format!("{one}/invite"), &fields, &[]).await;
        let page = asha.follow(page).await;
        assert_eq!(
            page.column("Answer"),
            ["Invited. No message could be sent: tell them"; 3]
        );

        // Two places, three who say yes.
        let mut own = Vec::new();
        for person in [people[0], people[1], extra] {
            let (browser, home) = own_pages(&app, asha, person).await;
            let days = browser.get(&home.link("Days and events")).await;
            browser.submit(&days, &[("answer", "yes")]).await;
            app.after_minutes(1);
            own.push(browser);
        }
        assert!(
            own[2]
                .get("/my/activities")
                .await
                .text()
                .contains("It is full. You are on the waiting list")
        );
        assert!(asha.get(&one).await.text().contains("2 of 2, 1 waiting"));
        let days = own[0].get("/my/activities").await;
        own[0].submit(&days, &[("answer", "no")]).await;
        assert!(
            own[2]
                .get("/my/activities")
                .await
                .text()
                .contains("You have a place.")
        );
        assert!(asha.get(&one).await.text().contains("2 of 2"));

        // Another team sees how many, and no names.
        let other = app.worker("Olu", &[Role::Coach]).await;
        let seen = other.get(&one).await;
        assert!(
            seen.text()
                .contains("A few other young people you do not work with")
        );
        let off = asha.get(&format!("{one}/cancel")).await;
        asha.submit(&off, &[("reason", "The depot is closed")])
            .await;
        assert!(
            own[1]
                .get("/my/activities")
                .await
                .text()
                .contains("This has been called off. We are sorry.")
        );
    }
);

story!(
    an_insight_day_leads_to_two_offers_one_kept_and_one_lost,
    |app| {
        let office = office(&app).await;
        let people = three(&app, &office).await;
        let asha = &office.asha;
        let works = employer(
            asha,
            "Larch Highways",
            "insight-day",
            ("Ines", "ines@larch.example"),
        )
        .await;
        let form = asha.get(&format!("{works}/pledges/new")).await;
        let typed = [("contract", "Highways"), ("kind", "job"), ("number", "22")];
        let pledge = asha.submit(&form, &typed).await.address();
        let host = works.rsplit('/').next().unwrap();
        let number = pledge.rsplit('/').next().unwrap();
        let one = insight_day(asha, &[("host", host), ("pledge", number), ("places", "")]).await;
        let invite = asha.get(&format!("{one}/invite")).await;
        let mut fields = vec![("form_key".to_owned(), invite.form_key())];
        fields.extend(
            people
                .iter()
                .map(|id| ("person".to_owned(), id.to_string())),
        );
        asha.send_form(&format!("{one}/invite"), &fields, &[]).await;

        app.on("2026-11-27");
        let came = asha.get(&format!("{one}/attendance")).await;
        let mut fields = vec![("form_key".to_owned(), came.form_key())];
        fields.extend(
            people[..2]
                .iter()
                .map(|id| ("person".to_owned(), id.to_string())),
        );
        let page = asha
            .send_form(&format!("{one}/attendance"), &fields, &[])
            .await;
        let page = asha.follow(page).await;
        let mut sorted = page.column("Came");
        sorted.sort();
        assert_eq!(
            sorted,
            ["Yes", "Yes", "–"],
            "who never answered has not stayed away"
        );

        // Two offers came of it, and are counted; twice said is counted once.
        for person in &people[..2] {
            for _ in 0..2 {
                let form = asha.get(&format!("{one}/result?person={person}")).await;
                asha.submit(&form, &[("came_of", "offer")]).await;
            }
        }
        let page = asha.get(&one).await;
        assert!(
            page.text().contains("2 × They had an offer"),
            "{}",
            page.text()
        );
        assert!(
            asha.get(&pledge).await.text().contains("0 of 22"),
            "an offer is no place delivered: {}",
            asha.get(&pledge).await.text()
        );
        let report = office.maya.get("/reports/activities").await;
        assert_eq!(report.column("Offers that followed"), ["2"]);

        // Both start; one stays, the other one's work ends after what went wrong, and support goes on.
        let mut placed = Vec::new();
        for person in &people[..2] {
            let form = asha
                .get(&format!("/people/{person}/work-placements/new"))
                .await;
            let typed = [
                ("employer", host),
                ("title", "Road crew"),
                ("kind", "job"),
                ("place", "The depot at the bridge"),
                ("hourly", "14.80"),
            ];
            let placement = asha
                .submit(&form, &with(&typed, &day("starts", "2026-11-27")))
                .await
                .address();
            let start = asha.get(&format!("{placement}/start")).await;
            asha.submit(&start, &[]).await;
            placed.push(placement);
        }
        for person in &people[..2] {
            for _ in 0..2 {
                let form = asha.get(&format!("{one}/result?person={person}")).await;
                asha.submit(&form, &[("came_of", "started")]).await;
            }
        }
        assert!(
            asha.get(&pledge)
                .await
                .text()
                .contains("2 of 22, 2 on time"),
            "said twice, counted once"
        );
        app.on("2027-01-15");
        let event = asha.get(&format!("{}/event", placed[1])).await;
        let typed = [
            ("kind", "second-chance"),
            ("words", "Left early twice"),
            ("agreed", "Starts at ten for two weeks"),
        ];
        asha.submit(&event, &typed).await;
        app.on("2027-02-05");
        let end = asha.get(&format!("{}/end", placed[1])).await;
        let typed = [
            ("reason", "conduct"),
            ("side", "employer"),
            ("next", "looking"),
        ];
        asha.submit(&end, &typed).await;
        let kept = asha
            .get(&format!("/people/{}/work-placements", people[0]))
            .await;
        assert!(kept.text().contains("At work"), "{}", kept.text());
        let lost = asha
            .get(&format!("/people/{}/work-placements", people[1]))
            .await;
        assert!(
            lost.text().contains("4 weeks on 24 December 2026 Reached"),
            "{}",
            lost.text()
        );
        let contact = asha
            .get(&format!("/people/{}/contacts/new", people[1]))
            .await;
        assert_eq!(
            contact.status(),
            200,
            "support goes on with no new referral"
        );
    }
);

story!(a_coach_writes_down_what_somebody_answered, |app| {
    let office = office(&app).await;
    let people = three(&app, &office).await;
    let asha = &office.asha;
    let one = insight_day(asha, &[("places", "1")]).await;
    let invite = asha.get(&format!("{one}/invite")).await;
    let mut fields = vec![("form_key".to_owned(), invite.form_key())];
    fields.extend(
        people[..2]
            .iter()
            .map(|id| ("person".to_owned(), id.to_string())),
    );
    let page = asha.send_form(&format!("{one}/invite"), &fields, &[]).await;
    asha.follow(page).await;
    let answer = |person| format!("{one}/answer?person={person}");
    let form = asha.get(&answer(people[0])).await;
    let refused = asha.submit_and_stay(&form, &[]).await;
    assert_eq!(refused.errors(), ["Choose what they said"]);
    asha.submit(&refused, &[("answer", "yes")]).await;
    app.after_minutes(1);
    let form = asha.get(&answer(people[1])).await;
    let page = asha.submit(&form, &[("answer", "yes")]).await;
    assert!(page.text().contains("1 of 1, 1 waiting"), "{}", page.text());
    // Whoever is not invited has nothing to answer, and nobody answers for somebody whom they do not work with.
    assert_eq!(asha.visit(&answer(people[2])).await.status(), 404);
    let other = app.worker("Olu", &[Role::Coach]).await;
    assert_eq!(other.visit(&answer(people[0])).await.status(), 404);
});

story!(a_series_of_a_programme_is_planned_at_once, |app| {
    app.publish(app.home(), CAMDEN).await;
    let Office { asha, .. } = office(&app).await;
    let list = asha.get("/activities").await;
    let form = asha.get(&list.link("Plan: Forum for managers")).await;
    assert_eq!(form.field("title"), "Forum for managers");
    assert_eq!(form.field("every"), "13");
    let on = day("on", "2026-12-01");
    let typed = [
        ("begins", "10am"),
        ("place", "The town hall"),
        ("times", "60"),
    ];
    let refused = asha.submit_and_stay(&form, &with(&typed, &on)).await;
    assert_eq!(
        refused.errors(),
        ["Enter how many dates there are, from 1 to 52"]
    );
    let done = asha.submit(&refused, &[("times", "3")]).await;
    assert_eq!(
        done.said(),
        "The dates have been added. Invite people to each one."
    );
    let mut dates = done.column("When");
    dates.sort();
    assert_eq!(dates.len(), 3);
    for on in ["1 December 2026", "2 March 2027", "1 June 2027"] {
        assert!(
            dates.iter().any(|date| date.contains(on)),
            "{on}: {dates:?}"
        );
    }
    assert!(done.has_link("Forum for managers, 3 of 3"));
});
