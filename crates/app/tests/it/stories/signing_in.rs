//! Signing in by a link, and what happens when a sign-in ends.

use policy::Role;

use crate::world::{Page, Worker, World};

/// Asks for a link at the page, and returns the one that came by letter.
async fn link_for(app: &World, worker: &Worker, page: &str) -> String {
    let sent = app.browser().post(page, &[("email", &worker.email)]).await;
    assert_eq!(sent.heading(), "Check your email");
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
