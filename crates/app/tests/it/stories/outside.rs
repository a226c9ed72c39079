//! What keeps the outside out: who may give what to whom, what goes on after the end, and what an asker can learn.

use std::time::Instant;

use policy::Role;

use super::day::{Office, day, office, own_pages, partners_adviser, with};
use crate::world::{Hire, Worker, World};

/// The form of an account, with these roles.
async fn open_account(by: &Worker, name: &str, roles: &[&str]) -> crate::world::Page {
    let email = format!("{}@northtown.example", name.to_lowercase());
    let mut typed = vec![("name", name), ("email", email.as_str()), ("capacity", "0")];
    typed.extend(roles.iter().map(|role| ("roles", *role)));
    by.post("/accounts/new", &typed).await
}

story!(
    an_administrator_alone_makes_nobody_a_safeguarding_lead,
    |app| {
        let ada = app.worker("Ada", &[Role::Administrator]).await;
        // The first of a council is given by one person, and that is shown.
        let first = open_account(&ada, "Sol", &["safeguarding-lead"]).await;
        assert!(first.said().contains("has been added"), "{}", first.text());
        assert!(
            first.text().contains("Safeguarding lead"),
            "{}",
            first.text()
        );
        let sol = app.worker("Sola", &[Role::SafeguardingLead]).await;
        let today = sol.get("/today").await.text();
        assert!(
            today.contains("Ada made an account for Sol: safeguarding lead"),
            "{today}"
        );

        let second = open_account(&ada, "Eve", &["coach", "safeguarding-lead"]).await;
        assert!(second.said().contains("second person"), "{}", second.text());
        assert!(
            second
                .text()
                .contains("Ada has asked for Eve to become safeguarding lead"),
            "{}",
            second.text()
        );
        assert_eq!(ada.get("/standing").await.status(), 403, "not by who asked");
        let today = sol.get("/today").await;
        assert!(
            today
                .text()
                .contains("Ada has asked for Eve to become safeguarding lead")
        );
        let page = sol.get(&today.link("See the changes to accounts")).await;
        let refused = sol.submit(&page, &[("answer", "refuse")]).await;
        assert!(refused.said().contains("Refused"), "{}", refused.text());
        let accounts = ada.get("/accounts").await;
        let eve = ada.get(&accounts.link("Eve")).await;
        assert!(!eve.text().contains("Safeguarding lead"), "{}", eve.text());

        // Asked for again, and agreed to.
        let edit = ada.get(&eve.link("Change")).await;
        ada.submit(&edit, &[("roles", "coach"), ("roles", "fund-holder")])
            .await;
        let page = sol.get("/standing").await;
        let other_tab = sol.get("/standing").await;
        sol.submit(&page, &[("answer", "agree")]).await;
        let eve = ada.get(&accounts.link("Eve")).await;
        assert!(eve.text().contains("Fund holder"), "{}", eve.text());
        let again = sol.submit(&other_tab, &[("answer", "agree")]).await;
        assert_eq!(again.status(), 403, "what is answered is answered");
    }
);

story!(
    the_last_who_can_agree_neither_loses_the_role_nor_leaves,
    |app| {
        let ada = app.worker("Ada", &[Role::Administrator]).await;
        let sol = app.worker("Sol", &[Role::SafeguardingLead]).await;
        let asha = app.worker("Asha", &[Role::Coach]).await;
        let path = format!("/accounts/{}", sol.id);
        let edit = ada.get(&format!("{path}/edit")).await;
        let refused = ada.submit(&edit, &[("roles", "social-worker")]).await;
        assert!(refused.text().contains("the last person who can agree"));
        let leave = ada.get(&format!("{path}/leave")).await;
        let refused = ada.submit(&leave, &[]).await;
        assert!(refused.text().contains("the last person who can agree"));
        assert_eq!(sol.get("/standing").await.status(), 200);

        // Whoever sees the whole team is such a role too.
        let edit = ada.get(&format!("/accounts/{}/edit", asha.id)).await;
        let asked = [("roles", "coach"), ("roles", "team-manager")];
        let waits = ada.submit(&edit, &asked).await;
        assert!(waits.said().contains("second person"), "{}", waits.text());
        assert!(!waits.text().contains("Team manager"), "{}", waits.text());
        let page = sol.get("/standing").await;
        sol.submit(&page, &[("answer", "agree")]).await;
        let given = ada.get(&format!("/accounts/{}", asha.id)).await;
        assert!(given.text().contains("Team manager"), "{}", given.text());
    }
);

story!(
    a_new_address_waits_a_day_and_the_old_one_hears_of_it,
    |app| {
        let ada = app.worker("Ada", &[Role::Administrator]).await;
        let sol = app.worker("Sol", &[Role::SafeguardingLead]).await;
        let asha = app.worker("Asha", &[Role::Coach]).await;
        let path = format!("/accounts/{}", asha.id);
        let edit = ada.get(&format!("{path}/edit")).await;
        let saved = ada
            .submit(&edit, &[("email", "eve@elsewhere.example")])
            .await;
        assert!(saved.said().contains("second person"), "{}", saved.text());
        assert!(
            saved.text().contains(&asha.email),
            "the old one still counts"
        );
        let letter = app.letters(&asha).await.pop().unwrap();
        assert!(
            letter.contains("tell your safeguarding lead today"),
            "{letter}"
        );
        ada.post(&format!("{path}/link"), &[]).await;
        app.after_minutes(23 * 60);
        foothold::program::worker::run_due(app.app()).await.unwrap();
        assert!(ada.get(&path).await.text().contains(&asha.email));
        assert!(
            sol.get("/today")
                .await
                .text()
                .contains("eve@elsewhere.example")
        );
        app.after_minutes(61);
        foothold::program::worker::run_due(app.app()).await.unwrap();
        // Ada's own sign-in has run out meanwhile.
        let ada = app.worker("Adam", &[Role::Administrator]).await;
        assert!(
            ada.get(&path)
                .await
                .text()
                .contains("eve@elsewhere.example")
        );
    }
);

story!(no_administrator_reads_a_link_in_the_outbox, |app| {
    let ada = app.worker("Ada", &[Role::Administrator]).await;
    open_account(&ada, "Kim", &["coach"]).await;
    for link in ada.get("/outbox").await.all_links("/outbox/") {
        let shown = ada.get(&link).await.text();
        assert!(!shown.contains("/sign-in/link/"), "{shown}");
        assert!(shown.contains("only the recipient can see"), "{shown}");
    }
});

/// Returns how a rank-sum test sees two samples: 0 for no difference, and above 4 for one that no chance makes.
fn apart(one: &[u128], other: &[u128]) -> f64 {
    let mut all: Vec<(u128, bool)> = one.iter().map(|time| (*time, true)).collect();
    all.extend(other.iter().map(|time| (*time, false)));
    all.sort_unstable();
    let ranks: f64 = all
        .iter()
        .enumerate()
        .filter(|(_, (_, is_one))| *is_one)
        .map(|(place, _)| place as f64 + 1.0)
        .sum();
    let (m, n) = (one.len() as f64, other.len() as f64);
    let mean = m * (m + n + 1.0) / 2.0;
    let spread = (m * n * (m + n + 1.0) / 12.0).sqrt();
    (ranks - mean).abs() / spread
}

/// Asks by turns for somebody who is known and somebody who is not, a thousand times each, and returns how far apart the times are.
async fn times_apart(app: &World, path: &str, field: &str, known: &str, unknown: &str) -> f64 {
    let browser = app.browser();
    let (mut of_known, mut of_unknown) = (Vec::new(), Vec::new());
    for turn in 0..1_000 {
        if turn % 4 == 0 {
            // Nobody waits because of those before them.
            app.after_minutes(16);
            foothold::program::worker::answer_all(app.app())
                .await
                .unwrap();
        }
        // Whoever is first in a turn is first half of the time.
        let mut pair = [(known, true), (unknown, false)];
        if (turn + turn / 4) % 2 == 1 {
            pair.reverse();
        }
        for (who, is_known) in pair {
            let began = Instant::now();
            let answer = browser
                .send_form(path, &[(field.to_owned(), who.to_owned())], &[])
                .await;
            let took = began.elapsed().as_micros();
            assert!(answer.status() < 400, "{}", answer.text());
            if is_known {
                of_known.push(took);
            } else {
                of_unknown.push(took);
            }
        }
    }
    apart(&of_known, &of_unknown)
}

story!(nobody_learns_by_time_who_is_known_here, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let edit = format!("/people/{tara}/edit");
    asha.post(&edit, &[("phone", "07700 900321")]).await;
    let given = [("how", "text"), ("confirmed", "yes")];
    asha.post(&format!("/people/{tara}/own-pages"), &given)
        .await;
    // As long as the one that is known: an address of more letters takes longer to read, whoever has it.
    let nobody = format!("x{}", &asha.email[1..]);
    for (path, field, known, unknown) in [
        ("/my/sign-in", "reach", "07700 900321", "07700 900322"),
        ("/sign-in", "email", &asha.email, &nobody),
    ] {
        // A machine that is busy with something else can look like a difference once, and never three times.
        let mut seen = Vec::new();
        for _ in 0..3 {
            let apart = times_apart(&app, path, field, known, unknown).await;
            seen.push(apart);
            if apart < 4.0 {
                break;
            }
        }
        assert!(seen.last().unwrap() < &4.0, "{path}: {seen:?}");
    }
});

story!(a_lost_phone_is_out_once_a_newer_link_is_used, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let (lost, _) = own_pages(&app, &asha, tara).await;
    assert_eq!(lost.get("/my").await.path(), "/my");
    let (new, _) = own_pages(&app, &asha, tara).await;
    assert_eq!(new.get("/my").await.path(), "/my");
    assert!(lost.get("/my").await.path().starts_with("/my/sign-in"));

    // A newer link ends the one before it, used or not.
    let give = format!("/people/{tara}/own-pages");
    let first = asha.post(&give, &[("how", "here")]).await.text();
    asha.post(&give, &[("how", "here")]).await;
    let link = crate::world::link_in(&first, "/my/link/");
    let spent = app.browser().get(&link).await;
    assert!(spent.heading().contains("no longer works"));

    // The worker signs them out, and they themselves can too.
    let page = asha.get(&give).await;
    assert!(
        page.text().contains("signed in on 1 phone or computer"),
        "{}",
        page.text()
    );
    let ended = asha.press(&page, &format!("{give}/end")).await;
    assert!(
        ended.text().contains("signed out on every phone"),
        "{}",
        ended.text()
    );
    assert!(new.get("/my").await.path().starts_with("/my/sign-in"));
    let (phone, home) = own_pages(&app, &asha, tara).await;
    let out = phone.press(&home, "/my/sign-out-everywhere").await;
    assert!(out.path().starts_with("/my/sign-in"), "{}", out.path());
    assert!(phone.get("/my").await.path().starts_with("/my/sign-in"));
});

story!(a_changed_number_ends_what_the_old_one_could_open, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let edit = format!("/people/{tara}/edit");
    asha.post(&edit, &[("phone", "07700 900321")]).await;
    let give = format!("/people/{tara}/own-pages");
    asha.post(&give, &[("how", "text"), ("confirmed", "yes")])
        .await;
    let (old, _) = own_pages(&app, &asha, tara).await;
    asha.post(&edit, &[("phone", "+44 7700 900 321")]).await;
    assert_eq!(
        old.get("/my").await.path(),
        "/my",
        "the same number, written otherwise"
    );
    asha.post(&edit, &[("phone", "07700 900654 (her own)")])
        .await;
    assert!(old.get("/my").await.path().starts_with("/my/sign-in"));
    let browser = app.browser();
    let before = asha.get(&format!("/people/{tara}/messages")).await.text();
    browser
        .post("/my/sign-in", &[("reach", "07700 900321")])
        .await;
    foothold::program::worker::answer_all(app.app())
        .await
        .unwrap();
    let after = asha.get(&format!("/people/{tara}/messages")).await.text();
    let links = |text: &str| text.matches("A link to their own pages.").count();
    assert_eq!(
        links(&before),
        links(&after),
        "the old number gets no link any more"
    );
});

story!(signing_in_and_out_leaves_nothing_in_the_browser, |app| {
    let asha = app.worker("Asha", &[Role::Administrator]).await;
    let ask = async || {
        app.browser()
            .post("/sign-in", &[("email", &asha.email)])
            .await;
        let letter = app.letters(&asha).await.pop().unwrap();
        crate::world::link_in(&letter, "/sign-in/link/")
    };
    let browser = app.browser();
    browser.post(&ask().await, &[]).await;
    let sign_ins = async || {
        let page = app.worker("Ada", &[Role::Administrator]).await;
        let shown = page.get(&format!("/accounts/{}", asha.id)).await;
        shown.column("Status")
    };
    app.after_minutes(1);
    browser.post(&ask().await, &[]).await;
    let states = sign_ins().await;
    let open = states.iter().filter(|state| *state == "Open").count();
    // One that the story began with, and one in this browser.
    assert_eq!(open, 2, "{states:?}");
    let page = browser.get("/accounts").await;
    let key = [("form_key".to_owned(), page.form_key())];
    let out = browser.send_form("/sign-out", &key, &[]).await;
    assert_eq!(
        out.header("clear-site-data"),
        "\"cache\", \"cookies\", \"storage\""
    );
});

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
            crate::world::link_in(&made.text(), "/calendar/")
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
        let address = crate::world::link_in(&made.text(), "/calendar/");
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
        let address = crate::world::link_in(&made.text(), "/calendar/");
        let leave = ada.get(&format!("{account}/leave")).await;
        ada.submit(&leave, &[]).await;
        assert_eq!(
            reader.get(&address).await.status(),
            404,
            "it ended with the account"
        );
    }
);

story!(a_referral_link_has_an_end_and_a_count, |app| {
    app.on("2026-11-20");
    app.publish(
        app.home(),
        include_str!("../../../../../programmes/kensington-and-chelsea.toml"),
    )
    .await;
    let maya = app.worker("Maya", &[Role::ProgrammeManager]).await;
    let make = async |most: &str, until: &str| {
        let typed = [("whom", "young-person"), ("most", most)];
        let made = maya
            .post("/referrals/links", &with(&typed, &day("until", until)))
            .await;
        crate::world::link_in(&made.text(), "/refer/")
    };
    let link = make("1", "2026-12-20").await;
    let refer = async |name: &str| {
        let browser = app.browser();
        let page = browser.get(&link).await;
        browser
            .submit(&page, &[("name", name), ("phone", "07700 900123")])
            .await
    };
    assert!(
        refer("Kai Marlow")
            .await
            .text()
            .contains("It has been sent")
    );
    assert_eq!(app.browser().get(&link).await.status(), 404, "one was all");
    let link = make("10", "2026-12-20").await;
    app.on("2026-12-20");
    assert_eq!(app.browser().get(&link).await.status(), 200);
    app.on("2026-12-21");
    assert_eq!(app.browser().get(&link).await.status(), 404);
    let noted = maya
        .post(
            "/referrals/links",
            &[("whom", "young-person"), ("most", "0")],
        )
        .await;
    assert!(noted.errors()[0].contains("from 1 to 1,000"));
});

story!(
    whoever_answers_a_referral_is_asked_whether_it_is_one_of_these,
    |app| {
        let Office { team, .. } = office(&app).await;
        let other_team = app.team("Virtual school").await;
        let held = |team| crate::world::Held {
            team,
            ..crate::world::Held::BY_NOBODY
        };
        app.young_person("Katherine", "Byrne", held(team)).await;
        let ola = app
            .hire(Hire {
                teams: vec![other_team],
                ..app.somebody("Ola", &[Role::PersonalAdviser])
            })
            .await;
        let page = ola.get("/referrals/new").await;
        let route = page.offered("route")[1].clone();
        let typed = [
            ("given_name", "Kate"),
            ("family_name", "Byrne"),
            ("phone", "ask mum"),
            ("route", route.as_str()),
            ("told", "agrees"),
        ];
        let refused = ola.post("/referrals/new", &typed).await;
        assert!(
            refused.errors()[0].contains("can be dialled"),
            "{:?}",
            refused.errors()
        );
        let typed = typed.map(|(name, value)| match name {
            "phone" => (name, "07700 900123"),
            _ => (name, value),
        });
        let made = ola.post("/referrals/new", &typed).await;
        assert!(
            !made.text().contains("Katherine"),
            "the referrer learns nothing: {}",
            made.text()
        );
        let manager = app.worker("Paz", &[Role::ProgrammeManager]).await;
        let list = manager.get("/referrals").await;
        let shown = manager.get(&list.link("Kate Byrne")).await;
        assert!(
            shown
                .text()
                .contains("Is this the same person as one of these?"),
            "{}",
            shown.text()
        );
        let compared = manager
            .get(&shown.link("Compare with Katherine Byrne"))
            .await;
        assert_eq!(
            compared.heading(),
            "Is this the same person as one of these?"
        );
        let found = manager.get("/people/search?q=kate+byrne").await;
        assert!(found.column("Name").contains(&"Katherine Byrne".to_owned()));
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
    let taken = asha.post(&path, &with(&at("2.30am"), &on)).await;
    assert_eq!(taken.status(), 200, "{}", taken.text());
});

story!(ten_who_ask_do_not_lock_anybody_out, |app| {
    let asha = app.worker("Asha", &[Role::Administrator]).await;
    let ask = [("email", asha.email.as_str())];
    for turn in 0..25 {
        assert_eq!(app.browser().post("/sign-in", &ask).await.status(), 200);
        if turn < 12 {
            // Each is answered before the next comes.
            app.letters(&asha).await;
            app.after_minutes(1);
        }
    }
    let letters = app.letters(&asha).await;
    assert_eq!(letters.len(), 10, "a mailbox is not flooded");
    let link = crate::world::link_in(letters.last().unwrap(), "/sign-in/link/");
    let browser = app.browser();
    let page = browser.get(&link).await;
    assert_eq!(
        page.heading(),
        "Sign in to Foothold",
        "what was mailed last still works"
    );
});

story!(said_twice_from_two_tabs_is_said_once, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let form = asha.get(&format!("/people/{tara}/promises/new")).await;
    let due = day("due", "2026-11-24");
    asha.submit(&form, &with(&[("words", "A tablet")], &due))
        .await;
    let (hers, _) = own_pages(&app, &asha, tara).await;
    app.on("2026-11-25");
    let (one, other) = (
        hers.get("/my/promises").await,
        hers.get("/my/promises").await,
    );
    for tab in [&one, &other] {
        let told = hers.submit(tab, &[]).await;
        assert_eq!(told.status(), 200, "{}", told.text());
        assert!(
            told.text().contains("Thank you for telling us"),
            "{}",
            told.text()
        );
    }
    let asked = asha.get(&format!("/people/{tara}/asked")).await.text();
    assert_eq!(
        asked
            .matches("Says that something promised has not happened")
            .count(),
        1,
        "{asked}"
    );
});

story!(
    a_partners_adviser_reads_what_is_shared_with_partners,
    |app| {
        let Office {
            asha,
            maya,
            tara,
            team,
        } = office(&app).await;
        let robin = partners_adviser(&app, team, tara).await;
        let path = format!("/people/{tara}/contacts/new");
        for (kind, note) in [
            ("staff", "Between colleagues only."),
            ("third-party", "Her neighbour rang us."),
            ("partners", "Wants a course in joinery."),
        ] {
            let form = asha.get(&path).await;
            let typed = [
                ("kind", "call"),
                ("outcome", "held"),
                ("came", "yes"),
                ("note", note),
                ("note_kind", kind),
            ];
            let done = asha.submit(&form, &typed).await;
            assert_eq!(done.status(), 200, "{:?}", done.errors());
        }
        let record = robin.get(&format!("/people/{tara}")).await.text();
        assert!(record.contains("joinery"), "{record}");
        assert!(
            !record.contains("colleagues only") && !record.contains("neighbour"),
            "{record}"
        );
        let own = asha.get(&format!("/people/{tara}")).await.text();
        assert!(
            own.contains("colleagues only") && own.contains("neighbour"),
            "{own}"
        );
        let csv = maya.get("/contacts/day.csv?on=2026-11-20").await.body();
        assert!(
            csv.contains("joinery") && csv.contains("colleagues only"),
            "{csv}"
        );
        assert!(
            !csv.contains("neighbour") && csv.contains("From or about someone else"),
            "{csv}"
        );
    }
);
