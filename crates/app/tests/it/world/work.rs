//! Employers, what they offer, and what young people take up there.

use super::{Page, Worker, World, fields::day, link_in};

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

/// A published opportunity at an employer: its path.
pub(crate) async fn published(
    asha: &Worker,
    name: &str,
    email: &str,
    typed: &[(&str, &str)],
) -> String {
    let works = employer(asha, name, "job", ("Ola", email)).await;
    let page = asha.follow(opportunity(asha, &works, typed).await).await;
    let one = page.address();
    let publish = asha.get(&format!("{one}/publish")).await;
    asha.submit(&publish, &[]).await;
    one
}

/// Tara's application, with her CV agreed to and sent: its path, and the employer's link.
pub(crate) async fn sent(
    app: &World,
    asha: &Worker,
    tara: &str,
    title: &str,
    email: &str,
) -> (String, String) {
    let form = asha.get(&format!("/people/{tara}/applications/new")).await;
    let ids = form.offered("opportunity");
    let mut chosen = None;
    for id in ids {
        if asha.get(&format!("/opportunities/{id}")).await.heading() == title {
            chosen = Some(id);
        }
    }
    let typed = [
        ("opportunity", chosen.as_deref().unwrap()),
        ("step", "applying"),
    ];
    let page = asha.submit(&form, &typed).await;
    let one = page.address();
    let early = asha.get(&format!("{one}/send")).await;
    assert!(early.text().contains("First write the CV together"));
    let papers = asha.get(&format!("{one}/papers")).await;
    let written = [
        ("cv", "Looked after two dogs\nBuilt a shed"),
        ("agreed", "yes"),
    ];
    asha.submit(&papers, &written).await;
    app.after_minutes(1);
    let form = asha.get(&format!("{one}/send")).await;
    let who = form.offered("contact");
    let page = asha.submit(&form, &[("contact", &who[0])]).await;
    assert_eq!(
        page.said(),
        "The application is on its way to the employer."
    );
    let letters = app.letters_to(email).await;
    let link = link_in(letters.last().unwrap(), "/application/");
    (one, link)
}

/// An agreed start at an employer: its path.
pub(crate) async fn agreed_start(
    worker: &Worker,
    person: &str,
    works: &str,
    typed: &[(&str, &str)],
    days: &[(&'static str, &str)],
) -> String {
    let form = worker
        .get(&format!("/people/{person}/work-placements/new"))
        .await;
    let employer = works.rsplit('/').next().unwrap();
    let usual = [
        ("employer", employer),
        ("title", "Gardener"),
        ("kind", "work-placement"),
        ("place", "The park"),
        ("hourly", "14.80"),
        ("hours", "16"),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| typed.iter().all(|(other, _)| other != name));
    let mut all: Vec<(String, String)> = kept
        .chain(typed.iter().copied())
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    for (field, on) in days {
        all.extend(day(field, on));
    }
    let all: Vec<(&str, &str)> = all
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    worker.submit(&form, &all).await.address()
}

/// Starts a work placement, of which whoever is named first at the employer is asked by mail how it goes.
pub(crate) async fn start_and_ask(worker: &Worker, one: &str) {
    let form = worker.get(&format!("{one}/start")).await;
    let contact = form.offered("contact")[0].clone();
    worker.submit(&form, &[("contact", &contact)]).await;
}

/// A care leaver who rents privately in Inner South East London, offered 37.5 hours at the minimum wage of 21.
pub(crate) fn offer(born: &str) -> Vec<(String, String)> {
    let mut all = day("born_on", born);
    all.extend(day("starts_on", "2026-12-01"));
    let rest = [
        ("offer", "Gardener at the Parks Trust"),
        ("care_leaver", "yes"),
        ("borough", "SOUTHWARK"),
        ("brma", "INNER_SOUTH_EAST_LONDON"),
        ("tenure", "private"),
        ("rent_month", "1250"),
        ("council_tax_relief", "yes"),
        ("hours", "37.5"),
        ("hourly_pay", "12.71"),
    ];
    all.extend(rest.map(|(name, text)| (name.to_owned(), text.to_owned())));
    all
}
