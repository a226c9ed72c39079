//! Mentors: checked before they begin, matched to what a young person wants, and their meetings.

use policy::Role;

use crate::world::{
    Worker,
    fields::{day, with},
    office::{Office, office},
};

async fn mentor(worker: &Worker, name: &str, sector: &str) -> String {
    let form = worker.get("/mentors/new").await;
    let typed = [
        ("name", name),
        ("email", "mentor@works.example"),
        ("sector", sector),
        ("about", "Runs a team"),
    ];
    let page = worker.submit(&form, &typed).await;
    page.address()
}

async fn check(worker: &Worker, path: &str, kind: &str, passed: &str) {
    let form = worker.get(&format!("{path}/checks")).await;
    let on = day("passed", passed);
    worker.submit(&form, &with(&[("kind", kind)], &on)).await;
}

story!(a_mentor_begins_when_every_check_is_in_force, |app| {
    let Office {
        asha, maya, tara, ..
    } = office(&app).await;
    let form = asha.get("/mentors/new").await;
    let refused = asha.submit_and_stay(&form, &[]).await;
    assert_eq!(
        refused.errors(),
        [
            "Enter their name",
            "Enter a phone number or an email address",
            "Choose the kind of work they know"
        ]
    );
    let bank = mentor(&asha, "Bea", "finance-law").await;
    let parks = mentor(&asha, "Idris", "animals-outdoors").await;
    let dive = asha
        .get(&format!("/people/{tara}/deep-dives/new?part=all"))
        .await;
    let said = [("work_wanted", "A zoo, or anything with dogs")];
    asha.submit(&dive, &said).await;
    let choose = format!("/people/{tara}/mentor/new");
    let page = asha.get(&choose).await;
    assert!(
        page.text().contains("No mentor can take anyone on"),
        "{}",
        page.text()
    );
    assert!(
        page.text()
            .contains("Idris: Missing or expired: Enhanced DBS check")
    );
    for path in [&bank, &parks] {
        check(&asha, path, "dbs", "2026-01-10").await;
        check(&asha, path, "boundaries", "2026-01-10").await;
    }
    // Two years ago: its time is over.
    check(&asha, &parks, "trauma", "2024-11-01").await;
    let page = asha.get(&parks).await;
    assert!(page.text().contains("Expired"), "{}", page.text());
    check(&asha, &parks, "trauma", "2024-12-10").await;
    check(&asha, &bank, "trauma", "2026-01-10").await;
    let today = asha.get("/today").await;
    assert!(
        today.text().contains("Idris: renew the training on trauma"),
        "{}",
        today.text()
    );

    // Whoever knows the work that she wants stands first, and says why; nobody is hidden.
    let page = asha.get(&choose).await;
    let text = page.text();
    assert!(
        text.find("Idris").unwrap() < text.find("Bea").unwrap(),
        "{text}"
    );
    assert!(text.contains("In common: animals"), "{text}");
    let refused = asha.submit_and_stay(&page, &[]).await;
    assert_eq!(
        refused.errors(),
        ["Choose a mentor", "Enter why they are a good match"]
    );
    let id = parks.rsplit('/').next().unwrap();
    let typed = [("mentor", id), ("why", "Both like dogs")];
    let page = asha.submit(&refused, &typed).await;
    assert!(
        page.text()
            .contains("Why they are a good match: Both like dogs")
    );
    let meeting = asha.get(&page.link("Record a meeting")).await;
    let met = [("kind", "at-work"), ("words", "Walked the park")];
    let page = asha.submit(&meeting, &met).await;
    assert!(
        page.text()
            .contains("At the mentor’s work, 20 November 2026")
    );

    let report = maya.get("/reports/activities").await;
    for says in [
        "1 young person with a mentor now",
        "1 meeting held, with 1 young person",
        "0 young people have not met in the year",
    ] {
        assert!(report.text().contains(says), "{says}: {}", report.text());
    }

    // The place is taken, and the mentor is not let go while they are with somebody.
    assert!(
        asha.get(&parks)
            .await
            .text()
            .contains("They are already mentoring as many as they can: 1")
    );
    assert!(
        asha.get(&format!("{parks}/end"))
            .await
            .text()
            .contains("End that first")
    );
    // Another team sees the mentor, and not whom they are with.
    let other = app.worker("Olu", &[Role::Coach]).await;
    let seen = other.get(&parks).await;
    assert!(seen.text().contains("A few other young people") && !seen.text().contains("Tara"));
    assert_eq!(
        other
            .visit(&format!("/people/{tara}/mentor"))
            .await
            .status(),
        404
    );

    let part = asha.get(&format!("/people/{tara}/mentor/end")).await;
    let page = asha.submit(&part, &[("why", "She has a plan now")]).await;
    assert!(
        page.text()
            .contains("Idris, 20 November 2026 to 20 November 2026: She has a plan now")
    );
    let end = asha.get(&format!("{parks}/end")).await;
    asha.submit(&end, &[]).await;
    assert_eq!(asha.get("/mentors").await.column("Name"), ["Bea"]);
});
