//! Employers: looked after, and left alone by nobody.

use policy::Role;

use crate::world::{
    Page, Worker, World,
    fields::{day, with},
    office::{Office, office},
};

/// An employer whom Asha looks after: its page.
pub(super) async fn highways(asha: &Worker) -> Page {
    let form = asha.get("/employers/new").await;
    let typed = [("name", "Northtown Highways"), ("sector", "building")];
    asha.submit(&form, &typed).await
}

async fn outsider(app: &World) -> Worker {
    app.worker("Pat", &[Role::PartnerAdviser]).await
}

story!(
    an_employer_is_looked_after_and_left_alone_by_nobody,
    |app| {
        let Office { asha, maya, .. } = office(&app).await;
        let empty = asha.get("/employers").await;
        assert!(
            empty
                .text()
                .contains("There are no employers yet. Add the first one")
        );
        let form = asha.get("/employers/new").await;
        let refused = asha.submit_and_stay(&form, &[("rhythm_weeks", "0")]).await;
        assert_eq!(
            refused.errors(),
            [
                "Enter the employer’s name",
                "Choose what they work in",
                "Enter a number of weeks from 1 to 52"
            ]
        );
        let page = highways(&asha).await;
        assert_eq!(
            page.said(),
            "The employer has been added. Add a contact and what they offer next."
        );
        let path = page.address();
        let twice = asha
            .submit_and_stay(
                &asha.get("/employers/new").await,
                &[("name", "northtown  highways"), ("sector", "other")],
            )
            .await;
        assert_eq!(
            twice.errors(),
            ["An employer with this name is already on the list"]
        );

        // Somebody is in touch within a fortnight; then after the rhythm, or as agreed.
        app.on("2026-11-27");
        let today = asha.get("/today").await;
        assert!(today.has_link("Northtown Highways: Ask what they can offer"));
        assert!(!maya.get("/today").await.text().contains("Highways"));
        let log = asha.get(&format!("{path}/log")).await;
        let talk = [("kind", "call"), ("words", "They would like two in spring")];
        let page = asha.submit(&log, &talk).await;
        assert!(
            page.text().contains("Check in, 26 February 2027"),
            "{}",
            page.text()
        );
        assert!(!asha.get("/today").await.text().contains("Highways"));
        let log = asha.get(&format!("{path}/log")).await;
        let learnt = [
            ("kind", "went-badly"),
            ("words", "Nobody met them at the gate"),
        ];
        let page = asha.submit(&log, &learnt).await;
        assert!(
            page.text()
                .contains("Something that went badly, 27 November 2026")
        );
        assert!(page.text().contains("Check in, 26 February 2027"));
        let log = asha.get(&format!("{path}/log")).await;
        let agreed = [
            ("kind", "meeting"),
            ("words", "Met the foreman"),
            ("next_act", "See the depot"),
        ];
        let page = asha
            .submit(&log, &with(&agreed, &day("next", "2026-12-01")))
            .await;
        assert!(page.text().contains("See the depot, 1 December 2026"));
        app.on("2026-12-02");
        let today = asha.get("/today").await;
        assert!(today.text().contains("Northtown Highways: See the depot"));
        assert!(today.text().contains("1 day overdue"), "{}", today.text());

        // Nobody is asked to be in touch with whoever is not to be contacted, and why stays in the log.
        let stop = asha.get(&format!("{path}/stop")).await;
        let refused = asha.submit_and_stay(&stop, &[]).await;
        assert_eq!(refused.errors(), ["Enter why they should not be contacted"]);
        let stopped = asha.submit(&refused, &[("why", "They asked us to")]).await;
        assert!(
            stopped
                .text()
                .contains("Not to be contacted since 2 December 2026")
        );
        assert!(!stopped.has_link("Add to the log"));
        assert!(!asha.get("/today").await.text().contains("Highways"));
        let again = asha.get(&format!("{path}/stop")).await;
        let again = asha.submit(&again, &[]).await;
        assert!(again.text().contains("Do not contact: They asked us to"));
        assert!(again.text().contains("They can be contacted again."));
        assert!(
            asha.get("/today")
                .await
                .has_link("Northtown Highways: Get back in touch")
        );
    }
);

story!(
    what_belongs_to_an_employer_stands_on_its_page_and_in_the_list,
    |app| {
        let Office { asha, .. } = office(&app).await;
        let path = highways(&asha).await.address();
        let form = asha.get(&format!("{path}/contacts")).await;
        let refused = asha.submit_and_stay(&form, &[("name", "Ines")]).await;
        assert_eq!(
            refused.errors(),
            ["Enter a phone number or an email address"]
        );
        let reach = [("post", "Foreman"), ("phone", "020 7946 0123")];
        let page = asha.submit(&refused, &reach).await;
        assert!(page.text().contains("Foreman, 020 7946 0123"));

        let menu = asha.get(&format!("{path}/offers")).await;
        let ticked = [("kind", "insight-day"), ("words", "Fridays")];
        let page = asha.submit(&menu, &ticked).await;
        assert!(
            page.text().contains("Insight day: Fridays"),
            "{}",
            page.text()
        );
        let found = asha.get("/employers?offers=insight-day").await;
        assert_eq!(found.column("Name"), ["Northtown Highways"]);
        let none = asha.get("/employers?offers=job").await;
        assert!(none.text().contains("No employers match your filter."));
        assert_eq!(
            asha.get("/employers?name=HIGH&mine=yes")
                .await
                .column("Name")
                .len(),
            1
        );
        let menu = asha.get(&format!("{path}/offers")).await;
        let page = asha.submit(&menu, &[("kind", "job")]).await;
        assert!(!page.text().contains("Insight day"), "{}", page.text());

        for (year, places) in [("2026", "1"), ("2027", "3"), ("2027", "4")] {
            let form = asha.get(&format!("{path}/appetite")).await;
            asha.submit(&form, &[("year", year), ("places", places)])
                .await;
            app.after_minutes(1);
        }
        let page = asha.get(&path).await;
        assert!(page.text().contains("2026, 1") && page.text().contains("2027, 4"));
        assert!(!page.text().contains("2027, 3"));

        let form = asha.get(&format!("{path}/sites")).await;
        let page = asha.submit(&form, &[("name", "The depot")]).await;
        assert!(page.text().contains("Not visited yet"));
        let form = asha.get(&page.link("Record a visit to The depot")).await;
        let on = day("visited", "2026-11-19");
        let seen = with(&[("risks", "Forklifts: stay behind the line")], &on);
        let page = asha.submit(&form, &seen).await;
        assert!(page.text().contains("Visited 19 November 2026"));
        assert!(page.text().contains("Forklifts: stay behind the line"));
        // The place was changed meanwhile: what was typed stays.
        let visit = page.link("Record a visit to The depot");
        let (first, other) = (asha.get(&visit).await, asha.get(&visit).await);
        asha.submit(&first, &[("address", "1 Depot Road")]).await;
        let stale = asha
            .submit_and_stay(&other, &[("risks", "Gates closed")])
            .await;
        assert!(stale.errors()[0].contains("Someone else has just updated this place"));
        assert_eq!(stale.field("risks"), "Gates closed");

        let ask = asha.get(&page.link("No longer there : Ines")).await;
        let page = asha.submit(&ask, &[]).await;
        assert!(!page.text().contains("Ines"));

        // A partner's adviser sees what there is, and changes nothing.
        let pat = outsider(&app).await;
        let seen = pat.get(&path).await;
        assert!(seen.text().contains("The depot") && !seen.has_link("Add to the log"));
        assert_eq!(pat.visit(&format!("{path}/edit")).await.status(), 403);
        let lee = app.worker("Lee", &[Role::Administrator]).await;
        assert_eq!(lee.visit(&path).await.status(), 403);
    }
);

story!(whoever_leaves_leaves_no_employer_alone, |app| {
    let Office { maya, asha, .. } = office(&app).await;
    let ben = app.worker("Ben", &[Role::Coach]).await;
    let path = highways(&ben).await.address();
    let ada = app.worker("Ada", &[Role::Administrator]).await;
    let leave = ada.get(&format!("/accounts/{}/leave", ben.id)).await;
    ada.submit(&leave, &[]).await;
    app.on("2026-12-01");
    let words = "Northtown Highways: choose who looks after them now";
    assert!(!asha.get("/today").await.text().contains("Highways"));
    assert_eq!(maya.get("/today").await.link(words), path);
    let edit = maya.get(&format!("{path}/edit")).await;
    maya.submit(&edit, &[("keeper", &asha.id.to_string())])
        .await;
    assert!(!maya.get("/today").await.text().contains("Highways"));
    assert!(asha.get("/today").await.text().contains("Highways"));
});

story!(two_who_change_the_same_employer_lose_nothing, |app| {
    let Office { asha, maya, .. } = office(&app).await;
    let path = format!("{}/edit", highways(&asha).await.address());
    let (first, second) = (asha.get(&path).await, maya.get(&path).await);
    asha.submit(&first, &[("sector", "transport")]).await;
    let refused = maya
        .submit_and_stay(&second, &[("website", "https://works.example")])
        .await;
    assert!(refused.errors()[0].contains("Someone else has just changed this employer"));
    assert_eq!(refused.field("website"), "https://works.example");
});
