//! Pledges: what an employer is held to.

use super::employers::highways;
use crate::world::{
    fields::{day, with},
    office::{Office, office},
};

story!(a_contractors_pledge_of_22_is_counted_as_it_comes, |app| {
    let Office { asha, maya, .. } = office(&app).await;
    let page = highways(&asha).await;
    let form = asha.get(&page.link("Add a pledge")).await;
    let typed = [
        ("contract", "Highways 2026"),
        ("kind", "work-placement"),
        ("number", "22"),
        ("kpi", "KPI 14"),
    ];
    let pledge = asha.submit(&form, &typed).await;
    assert_eq!(
        pledge.said(),
        "The pledge is recorded. Opportunities and activities can count towards it now."
    );
    assert!(pledge.text().contains("20 November 2026 to 20 May 2028"));
    assert!(pledge.text().contains("On track"), "{}", pledge.text());

    // Eighteen months, month by month: one insight day led to two, one of which was written down twice.
    app.on("2027-05-20");
    let behind = maya.get("/pledges").await;
    assert_eq!(behind.column("Status"), ["7 behind"]);
    let deliver = pledge.link("Record a delivery");
    let form = maya.get(&deliver).await;
    let tomorrow = day("on", "2027-05-21");
    let ahead = with(&[("number", "2")], &tomorrow);
    let refused = maya.submit_and_stay(&form, &ahead).await;
    assert_eq!(refused.errors(), ["Day must be today or in the past"]);
    for (number, words) in [
        ("7", "Spring starters"),
        ("2", "After the insight day"),
        ("2", "Twice"),
    ] {
        let form = maya.get(&deliver).await;
        maya.submit(&form, &[("number", number), ("words", words)])
            .await;
    }
    let page = maya.get(&pledge.address()).await;
    let ask = maya.get(&page.link("Remove : 20 May 2027, 2: Twice")).await;
    let page = maya.submit(&ask, &[]).await;
    assert!(
        page.text().contains("9 of 22, 9 on time"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("On track"));

    app.on("2028-05-21");
    let over = maya.get("/pledges").await;
    assert_eq!(over.column("Status"), ["Overdue, 13 missing"]);
    let form = maya.get(&deliver).await;
    let page = maya.submit(&form, &[("number", "13")]).await;
    assert!(
        page.text().contains("Delivered, 13 late"),
        "{}",
        page.text()
    );
    let list = maya.get("/pledges").await;
    assert_eq!(list.column("Delivered"), ["22 of 22"]);
    assert_eq!(list.column("On time"), ["9"]);
    let employer = asha.get("/employers").await.link("Northtown Highways");
    assert!(
        asha.get(&employer)
            .await
            .text()
            .contains("22 of 22 delivered")
    );
});

story!(a_pledge_that_does_not_stand_says_why, |app| {
    let Office { asha, .. } = office(&app).await;
    let page = highways(&asha).await;
    let form = asha.get(&page.link("Add a pledge")).await;
    let typed = [("contract", "Parks"), ("kind", "job"), ("number", "3")];
    let pledge = asha.submit(&form, &typed).await;
    let form = asha.get(&pledge.link("Withdraw the pledge")).await;
    let refused = asha.submit_and_stay(&form, &[]).await;
    assert_eq!(refused.errors(), ["Enter why"]);
    let page = asha
        .submit(&refused, &[("reason", "The contract ended")])
        .await;
    assert!(page.text().contains("Withdrawn") && page.text().contains("The contract ended"));
    assert!(!page.has_link("Record a delivery"));
    let list = asha.get("/pledges").await;
    assert!(list.text().contains("0 of 0 delivered"), "{}", list.text());
});
