//! Applications: from the first interest to the offer and beyond, with every silence in sight.

mod answers;
mod offers;
mod papers;

use crate::world::{
    Worker, World, link_in,
    work::{employer, opportunity},
};

/// A published opportunity at an employer: its path.
async fn published(asha: &Worker, name: &str, email: &str, typed: &[(&str, &str)]) -> String {
    let works = employer(asha, name, "job", ("Ola", email)).await;
    let page = asha.follow(opportunity(asha, &works, typed).await).await;
    let one = page.address();
    let publish = asha.get(&format!("{one}/publish")).await;
    asha.submit(&publish, &[]).await;
    one
}

/// Tara's application, with her CV agreed to and sent: its path, and the employer's link.
async fn sent(
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
