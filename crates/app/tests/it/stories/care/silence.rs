//! Lost contact: seen and asked about.

use crate::world::{
    due::due,
    fields::{day, with},
    office::{Office, office},
};

story!(silence_after_a_job_start_is_seen_and_asked_about, |app| {
    let Office {
        asha, maya, tara, ..
    } = office(&app).await;
    let contacts = format!("/people/{tara}/contacts/new");
    for on in ["2026-11-20", "2026-11-27", "2026-12-04", "2026-12-11"] {
        app.on(on);
        asha.post(&contacts, &[("kind", "call"), ("outcome", "held")])
            .await;
    }
    let began = day("from_on", "2026-12-12");
    let add = format!("/people/{tara}/particulars/add?entry=activity");
    app.on("2026-12-14");
    asha.post(&add, &with(&[("code", "P5")], &began)).await;
    let (on, why) = due(&app.dues().await, "taper").unwrap();
    assert_eq!(on, "2026-12-23");
    assert!(
        why.contains("every 7 days before work started on 12 December 2026"),
        "{why}"
    );
    app.on("2027-01-04");
    assert!(
        asha.get("/today")
            .await
            .text()
            .contains("Less contact than usual")
    );
    let silence = maya.get("/silence").await;
    assert!(silence.text().contains("Tara Ode"), "{}", silence.text());

    app.on("2027-02-01");
    let today = asha.get("/today").await;
    assert!(today.text().contains("Not heard from"), "{}", today.text());
    let typed = [("why", "promise"), ("way_back", "text-only")];
    let noted = asha
        .post(&format!("/people/{tara}/lost-touch/new"), &typed)
        .await;
    assert_eq!(
        noted.said(),
        "Noted. The count of days without contact restarts."
    );
    assert_eq!(due(&app.dues().await, "silence").unwrap().0, "2027-03-15");
    app.on("2027-03-16");
    let silence = asha.get("/silence").await;
    assert!(
        silence
            .text()
            .contains("Something we promised did not happen"),
        "{}",
        silence.text()
    );
    assert_eq!(app.rebuilt_dues().await, app.dues().await);
});
