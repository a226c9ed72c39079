//! A young person at their own pages.

use values::PersonId;

use super::{Browser, Page, Worker, World};

/// Opens a young person's own pages by a link that a worker shows them.
pub(crate) async fn own_pages(app: &World, worker: &Worker, person: PersonId) -> (Browser, Page) {
    let given = worker
        .post(&format!("/people/{person}/own-pages"), &[("how", "here")])
        .await;
    let text = given.text();
    let link = text
        .split_whitespace()
        .find(|word| word.contains("/my/link/"))
        .unwrap();
    let path = link[link.find("/my/link/").unwrap()..].to_owned();
    let browser = app.browser();
    assert!(browser.get("/my").await.path().starts_with("/my/sign-in"));
    let asked = browser.get(&path).await;
    assert_eq!(asked.heading(), "Open my pages");
    let home = browser.submit(&asked, &[]).await;
    assert!(
        app.browser()
            .get(&path)
            .await
            .heading()
            .contains("no longer works"),
        "it works once"
    );
    (browser, home)
}
