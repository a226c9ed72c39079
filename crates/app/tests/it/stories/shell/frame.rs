//! Headers on every answer, and error pages that say what to do.

use axum::{
    body::Body,
    http::{Method, Request},
};
use policy::Role;

use crate::world::Page;

/// What every answer carries.
fn assert_safe(page: &Page) {
    let at = page.path();
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{at}: {policy}");
    assert!(policy.contains("form-action 'self'"), "{at}: {policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{at}: {policy}");
    assert!(!policy.contains("unsafe"), "{at}: {policy}");
    assert_eq!(page.header("x-content-type-options"), "nosniff", "{at}");
    assert_eq!(page.header("referrer-policy"), "same-origin", "{at}");
    assert!(
        page.header("strict-transport-security").contains("max-age"),
        "{at}"
    );
    assert_eq!(
        page.header("cross-origin-opener-policy"),
        "same-origin",
        "{at}"
    );
    assert!(!page.header("permissions-policy").is_empty(), "{at}");
    if !at.starts_with("/assets/") {
        assert_eq!(page.header("cache-control"), "no-store", "{at}");
    }
}

/// A page of the service: its frame, one heading, a way on, and nothing inline.
fn assert_framed(page: &Page) {
    let (at, body) = (page.path(), page.body());
    assert_eq!(page.all("h1").len(), 1, "{at}: {body}");
    assert_eq!(
        page.first(".govuk-skip-link"),
        "Skip to main content",
        "{at}"
    );
    assert!(
        page.title().contains(&page.heading()),
        "{at}: {}",
        page.title()
    );
    assert!(
        page.all("[style], style, script:not([src])").is_empty(),
        "{at}"
    );
    assert!(!page.all("footer").is_empty(), "{at}");
}

story!(every_answer_carries_the_security_headers, |app| {
    let asha = app.worker("Asha", &[Role::Administrator]).await;
    let stylesheet = govuk::assets::stylesheet();
    for path in [
        "/",
        "/sign-in",
        "/sign-in/sent",
        "/sign-in/link/nonsense",
        "/health",
        "/nowhere",
        "/accounts",
        "/accounts/new",
        "/outbox",
        "/outbox/00000000-0000-7000-8000-000000000000",
        "/assets/nothing.css",
        stylesheet,
    ] {
        assert_safe(&asha.visit(path).await);
        assert_safe(&app.browser().visit(path).await);
        assert_safe(&asha.request(Method::HEAD, path).await);
        assert_safe(&asha.request(Method::DELETE, path).await);
    }
});

story!(an_asset_is_kept_for_ever_and_a_page_never, |app| {
    let browser = app.browser();
    let stylesheet = browser.get(govuk::assets::stylesheet()).await;
    assert_eq!(stylesheet.status(), 200);
    assert!(stylesheet.header("cache-control").contains("immutable"));
    assert_eq!(stylesheet.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(
        browser.get("/sign-in").await.header("cache-control"),
        "no-store"
    );
});

story!(a_page_that_is_not_there_says_so_in_the_frame, |app| {
    let asha = app.worker("Asha", &[Role::Administrator]).await;
    for path in [
        "/nowhere",
        "/assets/nothing.css",
        "/outbox/00000000-0000-7000-8000-000000000000",
        "/accounts/not-an-id",
    ] {
        let page = asha.get(path).await;
        assert_eq!(
            (page.status(), page.heading().as_str()),
            (404, "Page not found"),
            "{path}"
        );
        assert_safe(&page);
        assert_framed(&page);
    }
    let page = app.browser().get("/nowhere").await;
    assert_eq!(page.status(), 404);
    assert_framed(&page);
});

story!(what_a_role_may_not_do_says_so_in_the_frame, |app| {
    let asha = app.worker("Asha", &[Role::Coach]).await;
    let page = asha.get("/accounts").await;
    assert_eq!(
        (page.status(), page.heading().as_str()),
        (403, "You cannot do this")
    );
    assert_safe(&page);
    assert_framed(&page);
});

story!(what_is_too_large_says_so_in_the_frame, |app| {
    let asha = app.worker("Asha", &[Role::Administrator]).await;
    let page = asha.get("/accounts/new").await;
    let (action, mut fields) = crate::world::filled(&page, &[]);
    fields.push(("name".into(), "x".repeat(11 * 1024 * 1024)));
    let page = asha.send_form(&action, &fields, &[]).await;
    assert_eq!(
        (page.status(), page.heading().as_str()),
        (413, "That is too large")
    );
    assert_safe(&page);
    assert_framed(&page);
});

story!(too_many_tries_say_so_in_the_frame, |app| {
    let browser = app.browser();
    let mut page = browser.get("/sign-in").await;
    let fields = [("email".to_owned(), "nobody@northtown.example".to_owned())];
    for _ in 0..301 {
        page = browser
            .send_form("/sign-in", &fields, &[("x-forwarded-for", "203.0.113.7")])
            .await;
    }
    assert_eq!(
        (page.status(), page.heading().as_str()),
        (429, "Too many attempts")
    );
    assert_safe(&page);
    assert_framed(&page);
});

story!(a_form_of_another_kind_is_refused_in_the_frame, |app| {
    let asha = app.worker("Asha", &[Role::Administrator]).await;
    let request = Request::post("/accounts/new").header("content-type", "application/json");
    let page = asha.send(request.body(Body::from("{}")).unwrap()).await;
    assert_eq!(
        (page.status(), page.heading().as_str()),
        (400, "We could not read that")
    );
    assert_framed(&page);
});

story!(
    an_address_with_a_spoilt_query_is_refused_in_the_frame,
    |app| {
        let page = app.browser().get("/sign-in?draft=nonsense").await;
        assert!(page.status() < 500);
        assert_framed(&page);
    }
);
