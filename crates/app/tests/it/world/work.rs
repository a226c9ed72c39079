//! Employers and what they offer.

use super::{Page, Worker};

/// An employer who offers something, with somebody who can be written to: the path of its page.
pub(crate) async fn employer(
    worker: &Worker,
    name: &str,
    offers: &str,
    (contact, email): (&str, &str),
) -> String {
    let form = worker.get("/employers/new").await;
    let page = worker
        .submit(&form, &[("name", name), ("sector", "finance-law")])
        .await;
    let path = page.address();
    let form = worker.get(&format!("{path}/contacts")).await;
    let typed = [
        ("name", contact),
        ("email", email),
        ("phone", "020 7946 0100"),
    ];
    worker.submit(&form, &typed).await;
    let menu = worker.get(&format!("{path}/offers")).await;
    worker.submit(&menu, &[("kind", offers)]).await;
    path
}

/// An opportunity at an employer, with what was typed over what its form begins with.
pub(crate) async fn opportunity(worker: &Worker, employer: &str, typed: &[(&str, &str)]) -> Page {
    let form = worker.get(&format!("{employer}/opportunities/new")).await;
    let usual = [
        ("title", "Parks apprentice gardener"),
        ("kind", "work-placement"),
        ("hourly", "14.80"),
        ("youngest", "18"),
        ("place", "Meanwhile Gardens"),
        ("needs_kind", "none"),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| typed.iter().all(|(other, _)| other != name));
    let all: Vec<_> = kept.chain(typed.iter().copied()).collect();
    worker.submit_and_stay(&form, &all).await
}
