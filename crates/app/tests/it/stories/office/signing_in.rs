//! Signing in by a link, and what happens when a sign-in ends.

use policy::Role;

use crate::world::{Page, Worker, World, link_in};

/// Asks for a link at the page, and returns the one that came by letter.
async fn link_for(app: &World, worker: &Worker, page: &str) -> String {
    let sent = app.browser().post(page, &[("email", &worker.email)]).await;
    assert_eq!(sent.heading(), "Check your email");
    newest_link(app, worker).await
}

/// Returns the link in the newest letter to somebody.
async fn newest_link(app: &World, worker: &Worker) -> String {
    let letter = app.letters(worker).await.pop().unwrap();
    let line = letter
        .lines()
        .find(|line| line.starts_with("https://foothold.test/"))
        .unwrap();
    line.trim_start_matches("https://foothold.test").to_owned()
}

fn is_signed_in(page: &Page, name: &str) -> bool {
    page.all("footer p")
        .contains(&format!("Signed in as {name}"))
}

story!(somebody_signs_in_by_a_link, |app| {
    let asha = app.worker("Asha", &[Role::Administrator]).await;
    let link = link_for(&app, &asha, "/sign-in?return=/outbox").await;
    let browser = app.browser();
    let page = browser.get(&link).await;
    assert_eq!(page.heading(), "Sign in to Foothold");
    assert!(
        page.text()
            .contains("You are signing in to Northtown as Asha.")
    );
    let first = browser.submit(&page, &[]).await;
    assert_eq!((first.status(), first.path()), (200, "/outbox"));
    assert!(is_signed_in(&first, "Asha"));
});

story!(a_link_survives_scanners_and_works_once, |app| {
    let asha = app.worker("Asha", &[Role::Administrator]).await;
    let link = link_for(&app, &asha, "/sign-in?return=/outbox").await;
    for _ in 0..3 {
        let scanner = app.browser();
        assert_eq!(scanner.get(&link).await.status(), 200);
        assert_eq!(scanner.get("/outbox").await.heading(), "Sign in");
    }
    let browser = app.browser();
    assert_eq!(browser.post(&link, &[]).await.path(), "/outbox");
    let again = app.browser();
    let spent = again.get(&link).await;
    assert_eq!(spent.heading(), "This link no longer works");
    let fields = [("form_key".to_owned(), String::new())];
    let forced = again.send_form(&link, &fields, &[]).await;
    assert_eq!(forced.heading(), "This link no longer works");
    assert_eq!(again.get("/outbox").await.heading(), "Sign in");
});

story!(two_who_confirm_a_link_at_once_open_one_sign_in, |app| {
    let asha = app.worker("Asha", &[Role::Administrator]).await;
    let link = link_for(&app, &asha, "/sign-in").await;
    let (one, other) = (app.browser(), app.browser());
    let page = one.get(&link).await;
    let (first, second) = tokio::join!(
        one.submit_and_stay(&page, &[]),
        other.submit_and_stay(&page, &[])
    );
    let opened = [first, second]
        .iter()
        .filter(|answer| !answer.header("set-cookie").is_empty())
        .count();
    assert_eq!(opened, 1);
});

story!(a_link_works_for_half_an_hour, |app| {
    let asha = app.worker("Asha", &[Role::Administrator]).await;
    let link = link_for(&app, &asha, "/sign-in").await;
    app.after_minutes(29);
    assert_eq!(
        app.browser().get(&link).await.heading(),
        "Sign in to Foothold"
    );
    app.after_minutes(1);
    assert_eq!(
        app.browser().get(&link).await.heading(),
        "This link no longer works"
    );
});

story!(an_unknown_address_is_answered_like_a_known_one, |app| {
    let asha = app.worker("Asha", &[Role::Administrator]).await;
    let browser = app.browser();
    let known = browser.post("/sign-in", &[("email", &asha.email)]).await;
    let unknown = browser
        .post("/sign-in", &[("email", "nobody@northtown.example")])
        .await;
    assert_eq!(known.body(), unknown.body());
    assert_eq!(
        (known.path(), known.status()),
        (unknown.path(), unknown.status())
    );
});

story!(
    what_is_no_address_is_shown_again_with_what_is_wrong,
    |app| {
        let page = app.browser().post("/sign-in", &[("email", "asha")]).await;
        assert_eq!(page.status(), 422);
        assert_eq!(
            page.errors(),
            ["Enter an email address in the correct format, like name@example.com"]
        );
        assert_eq!(page.field("email"), "asha");
        assert!(page.title().starts_with("Error: "));
    }
);

story!(a_link_never_leads_out_of_the_service, |app| {
    let asha = app.worker("Asha", &[Role::Administrator]).await;
    for outside in [
        "//evil.example",
        "https://evil.example",
        "/%5Cevil.example",
        "%5C%5Cevil.example",
        "/%09/evil.example",
        "javascript:alert(1)",
    ] {
        let link = link_for(&app, &asha, &format!("/sign-in?return={outside}")).await;
        assert!(!link.contains("evil"), "{link}");
        let bent = format!("{}?return={outside}", link.split('?').next().unwrap());
        let browser = app.browser();
        let page = browser.get(&bent).await;
        let answer = browser.submit_and_stay(&page, &[]).await;
        assert_eq!(answer.location(), "/", "{outside}");
        // The newest letter is the one of the latest minute.
        app.after_minutes(1);
    }
});

story!(somebody_comes_back_to_the_page_they_asked_for, |app| {
    let asha = app.worker("Asha", &[Role::Administrator]).await;
    let browser = app.browser();
    let asked = browser.get("/accounts?show=closed").await;
    assert_eq!(asked.heading(), "Sign in");
    let sent = browser.submit(&asked, &[("email", &asha.email)]).await;
    assert_eq!(sent.heading(), "Check your email");
    let link = newest_link(&app, &asha).await;
    let back = browser.post(&link, &[]).await;
    assert_eq!(back.path(), "/accounts?show=closed");
    assert_eq!(back.status(), 200);
});

story!(
    a_sign_in_ends_when_it_rests_and_when_the_day_is_over,
    |app| {
        let asha = app.worker("Asha", &[Role::Administrator]).await;
        for _ in 0..6 {
            app.after_minutes(119);
            assert_eq!(asha.get("/accounts").await.heading(), "Accounts");
        }
        app.after_minutes(6);
        assert_eq!(asha.get("/accounts").await.heading(), "Sign in");
        let bea = app.worker("Bea", &[Role::Administrator]).await;
        app.after_minutes(120);
        assert_eq!(bea.get("/accounts").await.heading(), "Sign in");
    }
);

story!(
    signing_out_ends_the_sign_in_everywhere_it_was_copied_to,
    |app| {
        let asha = app.worker("Asha", &[Role::Administrator]).await;
        let copy = asha.second_window();
        let page = asha.get("/accounts").await;
        let out = asha.press(&page, "/sign-out").await;
        assert_eq!(out.heading(), "Sign in");
        assert_eq!(asha.get("/accounts").await.heading(), "Sign in");
        assert_eq!(copy.get("/accounts").await.heading(), "Sign in");
    }
);

story!(
    signing_out_of_a_sign_in_that_has_ended_leads_to_the_sign_in_page,
    |app| {
        let asha = app.worker("Asha", &[Role::Administrator]).await;
        let page = asha.get("/accounts").await;
        app.after_minutes(121);
        let out = asha.press(&page, "/sign-out").await;
        assert_eq!(out.heading(), "Sign in");
        assert!(!out.text().contains("What you typed"), "nothing was typed");
    }
);

story!(a_link_opens_only_the_council_that_it_was_made_for, |app| {
    let elsewhere = app.council("Southtown").await;
    let ada = app.worker("Ada", &[Role::Administrator]).await;
    let sam = app
        .hire(crate::world::Hire {
            council: &elsewhere,
            ..app.somebody("Sam", &[Role::Coach])
        })
        .await;
    // An administrator who opens an account with the address of another council's worker gains nothing there.
    let copied = [
        ("name", "Sam"),
        ("email", sam.email.as_str()),
        ("roles", "fund-holder"),
        ("capacity", "0"),
    ];
    assert_eq!(ada.post("/accounts/new", &copied).await.status(), 200);
    let invitation = app.letters_at(&sam.email).await.pop().unwrap();
    let token = invitation
        .split("/sign-in/link/")
        .nth(1)
        .unwrap()
        .split_whitespace()
        .next()
        .unwrap()
        .to_owned();
    let browser = app.browser();
    let page = browser.get(&format!("/sign-in/link/{token}")).await;
    assert!(
        page.text().contains("Northtown") && !page.text().contains("Southtown"),
        "{}",
        page.text()
    );
    let opened = browser.submit(&page, &[]).await;
    assert!(opened.title().ends_with("Northtown"), "{}", opened.title());
});

story!(signing_in_and_out_leaves_nothing_in_the_browser, |app| {
    let asha = app.worker("Asha", &[Role::Administrator]).await;
    let ask = async || {
        app.browser()
            .post("/sign-in", &[("email", &asha.email)])
            .await;
        let letter = app.letters(&asha).await.pop().unwrap();
        link_in(&letter, "/sign-in/link/")
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
    let link = link_in(letters.last().unwrap(), "/sign-in/link/");
    let browser = app.browser();
    let page = browser.get(&link).await;
    assert_eq!(
        page.heading(),
        "Sign in to Foothold",
        "what was mailed last still works"
    );
});
