//! Appointments: where it is safe, moved with their history, read by a calendar, and come back from.

use policy::Role;

use crate::world::{
    fields::{day, with},
    link_in,
    office::{Office, office, partners_adviser},
    people::Held,
};

story!(
    an_unsafe_place_is_refused_with_its_reason_only_for_those_who_may_know,
    |app| {
        let Office {
            asha, tara, team, ..
        } = office(&app).await;
        let place = [("place", "Golborne Road"), ("why", "An old debt there")];
        asha.post(
            &format!("/people/{tara}/particulars/add?entry=unsafe-place"),
            &place,
        )
        .await;
        let path = format!("/people/{tara}/appointments/new");
        let on = day("on", "2026-11-24");
        let typed = [
            ("kind", "one-to-one"),
            ("begins", "2pm"),
            ("place", "Café, 57 Golborne Rd"),
        ];
        let page = asha.get(&path).await;
        let refused = asha.submit_and_stay(&page, &with(&typed, &on)).await;
        assert_eq!(
            refused.errors(),
            [
                "Golborne Road is not safe for them: An old debt there. Choose another place, or go to their home"
            ]
        );
        assert_eq!(
            refused.field("place"),
            "Café, 57 Golborne Rd",
            "what was typed is kept"
        );

        let robin = partners_adviser(&app, team, tara).await;
        let page = robin.get(&path).await;
        let refused = robin.submit_and_stay(&page, &with(&typed, &on)).await;
        assert_eq!(
            refused.errors(),
            ["This place cannot be used for them. Choose another, or ask their coach"]
        );
    }
);

story!(
    an_appointment_is_moved_with_its_history_and_read_by_a_calendar,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let on = day("on", "2026-11-24");
        let typed = [
            ("kind", "one-to-one"),
            ("begins", "2pm"),
            ("place", "The Curve"),
        ];
        asha.post(
            &format!("/people/{tara}/appointments/new"),
            &with(&typed, &on),
        )
        .await;
        let diary = asha.get("/diary").await;
        assert!(
            diary.text().contains("2:00pm: Met in person, The Curve"),
            "{}",
            diary.text()
        );
        let appointment = diary.all_links("/appointments/")[0].clone();
        let later = day("on", "2026-11-26");
        let moved = [("begins", "3pm"), ("reason", "College day")];
        asha.post(&format!("{appointment}/move"), &with(&moved, &later))
            .await;
        let was = asha.get(&appointment).await;
        assert!(
            was.text().contains("It was moved") && was.text().contains("College day"),
            "{}",
            was.text()
        );
        let diary = asha.get("/diary").await;
        assert!(
            diary.text().contains("26 November 2026") && !diary.text().contains("24 November 2026")
        );

        let made = asha.submit(&asha.get("/diary/feed").await, &[]).await;
        let text = made.text();
        let address = text
            .split_whitespace()
            .find(|word| word.contains("/calendar/"))
            .unwrap();
        let path = address[address.find("/calendar/").unwrap()..].to_owned();
        let feed = app.browser().get(&path).await;
        assert!(feed.header("content-type").starts_with("text/calendar"));
        let body = feed.body();
        assert!(
            body.contains("20261126T150000")
                && body.contains("The Curve")
                && !body.contains("Tara"),
            "{body}"
        );
        asha.post("/diary/feed/stop", &[]).await;
        assert_eq!(app.browser().get(&path).await.status(), 404);
    }
);

story!(
    a_worker_who_is_not_back_from_a_visit_reaches_the_manager,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let risks = [("visit_risks", "A dog that bites")];
        asha.post(
            &format!("/people/{tara}/particulars/edit?group=visits"),
            &risks,
        )
        .await;
        let on = day("on", "2026-11-20");
        let typed = [
            ("kind", "home-visit"),
            ("begins", "10am"),
            ("minutes", "30"),
            ("place", "Their home"),
        ];
        asha.post(
            &format!("/people/{tara}/appointments/new"),
            &with(&typed, &on),
        )
        .await;
        let appointment = asha.get("/diary").await.all_links("/appointments/")[0].clone();
        let page = asha.get(&appointment).await;
        assert!(page.text().contains("A dog that bites"), "{}", page.text());
        asha.press(&page, &format!("{appointment}/out")).await;
        app.after_minutes(100);
        assert!(!maya.get("/today").await.text().contains("Ring them"));
        asha.get(&appointment).await;
        app.after_minutes(60);
        let today = maya.get("/today").await;
        assert!(
            today.text().contains(
                "Asha should have been back from visiting Tara Ode by 11:30am. Ring them"
            ),
            "{}",
            today.text()
        );
        // Recording how it went does not bring the worker home.
        let form = asha
            .get(&asha.get(&appointment).await.link("Record how it went"))
            .await;
        let held = [("outcome", "held"), ("note_kind", "staff")];
        asha.submit(&form, &held).await;
        let own = asha.get("/today").await;
        let page = asha
            .get(&own.link(
                "You planned to be back from visiting Tara Ode by 11:30am. Say that you are back",
            ))
            .await;
        assert!(asha.get("/diary").await.text().contains("Out on a visit"));
        asha.press(&page, &format!("{appointment}/back")).await;
        assert!(!maya.get("/today").await.text().contains("Ring them"));
        assert!(!asha.get("/diary").await.text().contains("Out on a visit"));
    }
);

story!(
    a_feed_ends_with_the_account_and_when_nobody_asks_for_it,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let path = format!("/people/{tara}/appointments/new");
        let typed = [
            ("kind", "one-to-one"),
            ("begins", "2.30pm"),
            ("place", "The library"),
        ];
        asha.post(&path, &with(&typed, &day("on", "2026-11-24")))
            .await;
        let feed = async || {
            let made = asha.submit(&asha.get("/diary/feed").await, &[]).await;
            link_in(&made.text(), "/calendar/")
        };
        let address = feed().await;
        let reader = app.browser();
        assert!(reader.get(&address).await.body().contains("SEQUENCE:0"));
        // A meeting that is called off is sent as such.
        let diary = asha.get("/diary").await;
        let meeting = diary.all_links("/appointments/")[0].clone();
        asha.post(&format!("{meeting}/cancel"), &[("reason", "ill")])
            .await;
        let body = reader.get(&address).await.body();
        assert!(
            body.contains("STATUS:CANCELLED") && body.contains("SEQUENCE:1"),
            "{body}"
        );

        app.on("2027-03-01");
        assert_eq!(
            reader.get(&address).await.status(),
            404,
            "nobody asked for 90 days"
        );
        let asha_again = app.worker("Aisha", &[Role::Coach]).await;
        let made = asha_again
            .submit(&asha_again.get("/diary/feed").await, &[])
            .await;
        let address = link_in(&made.text(), "/calendar/");
        assert_eq!(reader.get(&address).await.status(), 200);
        let ada = app.worker("Ada", &[Role::Administrator]).await;
        let account = format!("/accounts/{}", asha_again.id);
        let shown = ada.get(&account).await;
        ada.press(&shown, &format!("{account}/feed/end")).await;
        assert_eq!(
            reader.get(&address).await.status(),
            404,
            "an administrator ended it"
        );
        let made = asha_again
            .submit(&asha_again.get("/diary/feed").await, &[])
            .await;
        let address = link_in(&made.text(), "/calendar/");
        let leave = ada.get(&format!("{account}/leave")).await;
        ada.submit(&leave, &[]).await;
        assert_eq!(
            reader.get(&address).await.status(),
            404,
            "it ended with the account"
        );
    }
);

story!(a_time_that_the_clocks_jump_over_is_asked_about, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let path = format!("/people/{tara}/appointments/new");
    let at = |begins: &'static str| {
        [
            ("kind", "one-to-one"),
            ("begins", begins),
            ("place", "Station"),
        ]
    };
    let on = [
        ("on-day".to_owned(), "28".to_owned()),
        ("on-month".to_owned(), "Mar".to_owned()),
        ("on-year".to_owned(), "2027".to_owned()),
    ];
    let asked = asha.post(&path, &with(&at("1.30am"), &on)).await;
    assert_eq!(asked.status(), 422);
    assert!(
        asked.errors()[0].contains("Did you mean 2:30am?"),
        "{:?}",
        asked.errors()
    );
    // It is a Sunday, which is asked about as well.
    let sunday = asha.post(&path, &with(&at("2.30am"), &on)).await;
    let keeps = [
        ("kind", "one-to-one"),
        ("begins", "2.30am"),
        ("keeps_time", "yes"),
    ];
    let taken = asha.submit(&sunday, &with(&keeps, &on)).await;
    assert_eq!(taken.status(), 200, "{}", taken.text());
});

story!(a_weekend_and_a_clash_are_said_and_can_be_kept, |app| {
    let Office {
        asha, tara, team, ..
    } = office(&app).await;
    let held = Held {
        team: Some(team),
        coach: Some(asha.id),
        ..Held::BY_NOBODY
    };
    let jay = app.young_person("Jay", "Ode", held).await;
    let arrange = format!("/people/{tara}/appointments/new");
    let (the_28th, the_24th) = (day("on", "2026-11-28"), day("on", "2026-11-24"));
    let saturday = with(&[("kind", "call")], &the_28th);
    let page = asha.get(&arrange).await;
    let asked = asha.submit_and_stay(&page, &saturday).await;
    assert_eq!(
        asked.errors(),
        [
            "Saturday 28 November is a weekend. Choose another time, or tick that you want to keep this one"
        ]
    );
    let keeps = [("kind", "call"), ("keeps_time", "yes")];
    asha.submit(&asked, &with(&keeps, &the_28th)).await;

    let tuesday =
        |begins: &'static str| with(&[("kind", "one-to-one"), ("begins", begins)], &the_24th);
    asha.post(&format!("/people/{jay}/appointments/new"), &tuesday("2pm"))
        .await;
    let page = asha.get(&arrange).await;
    let asked = asha.submit_and_stay(&page, &tuesday("2:30pm")).await;
    assert_eq!(
        asked.errors(),
        [
            "You have another appointment from 2:00pm to 2:45pm that day. Choose another time, or tick that you want to keep this one"
        ]
    );
    asha.submit(&asked, &tuesday("2:45pm")).await;

    // The next contact agreed in a form is asked about as well.
    let contact = format!("/people/{tara}/contacts/new");
    let page = asha.get(&contact).await;
    let next = day("next", "2026-11-24");
    let said = [
        ("kind", "call"),
        ("outcome", "held"),
        ("next_time", "2:15pm"),
    ];
    let asked = asha.submit_and_stay(&page, &with(&said, &next)).await;
    assert_eq!(asked.errors().len(), 1, "{:?}", asked.errors());
    asha.submit(&asked, &[("keeps_time", "yes")]).await;
});
