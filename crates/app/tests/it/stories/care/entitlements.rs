//! What a young person can get.

use crate::world::{
    office::{Office, office},
    own_pages::own_pages,
};

story!(what_they_can_get_says_who_pays_how_and_until_when, |app| {
    let Office {
        asha, maya, tara, ..
    } = office(&app).await;
    let path = format!("/people/{tara}/entitlements");
    let page = asha.get(&path).await;
    let text = page.text();
    assert!(text.contains("Help with the costs of work"), "{text}");
    assert!(
        text.contains("A fund’s own limit is not the limit of this duty"),
        "{text}"
    );
    assert!(
        text.contains("No one has checked the source. Check it before you promise this."),
        "{text}"
    );
    // Born on 4 May 2008: 18 now, so some of it ends with the 21st and 25th birthday.
    assert!(text.contains("Until 3 May 2029"), "{text}");
    assert!(
        text.contains("Do they get a council tax bill?"),
        "what nobody can see is a question"
    );
    assert!(
        text.contains("Are they at university?"),
        "what is not on record is a question"
    );

    let say = page.link("Record what has happened : Half price on buses and trams");
    let wrong = asha.submit(&asha.get(&say).await, &[]).await;
    assert_eq!(wrong.errors(), ["Choose what has happened"]);
    asha.submit(
        &wrong,
        &[("state", "asked"), ("note", "The form went to the council")],
    )
    .await;
    let page = asha.get(&path).await;
    assert!(
        page.text().contains(
            "It has been asked for: The form went to the council (Asha, 20 November 2026)"
        ),
        "{}",
        page.text()
    );

    let gaps = maya.get("/reports/entitlements").await;
    assert!(
        gaps.column("What")
            .contains(&"Help with the costs of work".to_owned()),
        "{:?}",
        gaps.column("What")
    );
    assert!(
        !gaps
            .column("What")
            .contains(&"Half price on buses and trams".to_owned()),
        "what was asked for is no gap"
    );
    let (browser, home) = own_pages(&app, &asha, tara).await;
    let own = browser.get(&home.link("What I can get")).await;
    assert!(own.text().contains("We asked for it."), "{}", own.text());
    // Each says why it is theirs, or what it depends on, and how to get it.
    assert!(
        own.text()
            .contains("This is for you, because you are 18 and you were in care. How to get it: Tell your personal adviser what you need."),
        "{}",
        own.text()
    );
    assert!(
        own.text().contains(
            "It depends. Do you get a council tax bill? How to get it: Ask the council tax office"
        ),
        "{}",
        own.text()
    );
    assert!(
        own.text().contains("Ask before you rely on it"),
        "{}",
        own.text()
    );
});
