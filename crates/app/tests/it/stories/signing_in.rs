//! Signing in by a link, and what happens when a sign-in ends.

use policy::Role;

use crate::world::{Page, Worker, World};

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
