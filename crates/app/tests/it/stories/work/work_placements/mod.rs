//! Work placements: a plan before the start, both sides asked apart, second chances, and an end that is none for the support.

mod check_ins;
mod intakes;
mod next_jobs;
mod starts;

use crate::world::{
    Page, Worker, World,
    office::{Office, office_of},
    programmes::HACKNEY,
};

async fn start(worker: &Worker, one: &str) {
    let form = worker.get(&format!("{one}/start")).await;
    worker.submit(&form, &[]).await;
}

/// Says on the page of a work placement that they read the plan together.
async fn agree_together(worker: &Worker, one: &str) -> Page {
    let page = worker.get(one).await;
    let forms = page.forms();
    let agreed = forms
        .iter()
        .find(|form| form.action.contains("/plan-agreed?"));
    worker.press(&page, &agreed.unwrap().action).await
}

const PLAN: [(&str, &str); 7] = [
    ("tasks", "Weed, plant, learn the tools"),
    ("hours", "Monday to Thursday, 10 to 2"),
    ("practices", "Boots are lent. Phones in the hut."),
    ("supervisor", "Ola, in the hut"),
    ("buddy", "Sam, who started last year"),
    ("adjustments", "Instructions in writing"),
    ("staggered", "From 11 in the first two weeks"),
];

/// A coach, a colleague and a young person in a programme that asks for the plan before the start.
async fn strict(app: &World) -> Office {
    app.on("2026-11-20");
    let published = app.publish(app.home(), HACKNEY).await;
    let office = office_of(app, "Leaving care", ("Solene", "Ade")).await;
    let stage = format!("{}/{}", published.key, published.stage);
    let enrol = [("stage", stage.as_str()), ("reason", "Ready")];
    let path = format!("/people/{}/enrol", office.tara);
    office.asha.post(&path, &enrol).await;
    office
}
