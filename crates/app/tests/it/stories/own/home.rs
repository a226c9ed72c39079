//! What a young person sees.

use axum::{body::Body, http::Request};

use crate::world::{
    Browser, Held, Page,
    fields::{day, with},
    money::fund,
    office::{Office, office},
    own_pages::own_pages,
};

story!(a_young_person_sees_what_is_theirs_and_nothing_else, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let other = app
        .young_person("Zephaniah", "Stranger", Held::BY_NOBODY)
        .await;
    let contacts = format!("/people/{tara}/contacts/new");
    for (note, kind) in [
        ("We talked about Saturdays", "shared"),
        ("Seemed low", "staff"),
        ("Her uncle rang", "third-party"),
        ("A secret", "restricted"),
    ] {
        asha.post(
            &contacts,
            &[
                ("kind", "call"),
                ("outcome", "held"),
                ("note", note),
                ("note_kind", kind),
            ],
        )
        .await;
    }
    let goal = [
        ("words", "A Saturday job"),
        ("steps", "Ask at the bookshop"),
        ("agreed_how", "call"),
    ];
    asha.post(&format!("/people/{tara}/plan/goals/new"), &goal)
        .await;
    let by = day("due", "2026-11-24");
    asha.post(
        &format!("/people/{tara}/promises/new"),
        &with(&[("words", "A travel card")], &by),
    )
    .await;
    let (browser, home) = own_pages(&app, &asha, tara).await;
    for words in [
        "Hello Tara",
        "Ask at the bookshop",
        "A travel card",
        "Leave this page",
    ] {
        assert!(home.body().contains(words), "{words}: {}", home.text());
    }
    let mut all = String::new();
    for path in [
        "",
        "/plan",
        "/promises",
        "/messages",
        "/entitlements",
        "/about",
        "/wishes",
    ] {
        let page = browser.get(&format!("/my{path}")).await;
        assert_eq!(page.status(), 200, "{path}");
        assert!(
            page.body().len() < 40_000,
            "{path} is {} bytes",
            page.body().len()
        );
        assert!(!page.body().contains("<script"), "{path}");
        all += &page.text();
    }
    assert!(all.contains("We talked about Saturdays") && all.contains("£3,000"));
    for hidden in ["Seemed low", "uncle", "secret", "Zephaniah"] {
        assert!(!all.contains(hidden), "{hidden}");
    }
    for path in [
        format!("/people/{tara}"),
        format!("/people/{other}"),
        "/today".to_owned(),
    ] {
        assert!(
            browser.get(&path).await.path().starts_with("/sign-in"),
            "{path}"
        );
    }
    let out = browser
        .press(&browser.get("/my").await, "/my/sign-out")
        .await;
    assert!(out.path().starts_with("/my/sign-in"));
});

/// A photo of one grey point.
const PHOTO: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b,
    0x55, 0x00, 0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x68, 0x00, 0x00, 0x00,
    0x82, 0x00, 0x81, 0x77, 0xcd, 0x72, 0xb6, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae,
    0x42, 0x60, 0x82,
];

/// Sends the form about money with a photo.
async fn with_a_photo(own: &Browser, page: &Page, fields: &[(&str, &str)]) -> Page {
    let mut body = Vec::new();
    let key = page.form_key();
    for (name, value) in fields.iter().copied().chain([("form_key", key.as_str())]) {
        let part =
            format!("--cut\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    body.extend(
        b"--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"shoes.png\"\r\n\r\n",
    );
    body.extend(PHOTO);
    body.extend(b"\r\n--cut--\r\n");
    let request = Request::post("/my/money")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=cut")
        .body(Body::from(body))
        .unwrap();
    own.follow(own.send(request).await).await
}

story!(
    money_is_asked_for_in_three_taps_and_the_answer_comes_back,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let (_, fund) = fund(&app).await;
        let (own, home) = own_pages(&app, &asha, tara).await;
        let page = own.get(&home.link("Money")).await;
        assert!(
            page.text()
                .contains("Asha can see it straight away, and will answer by Friday 27 November."),
            "{}",
            page.text()
        );
        let wrong = own
            .submit_and_stay(&page, &[("for", "other"), ("amount", "lots")])
            .await;
        assert!(
            wrong.text().contains("Write what it is"),
            "{}",
            wrong.text()
        );
        let sent = with_a_photo(&own, &wrong, &[("for", "clothes"), ("amount", "49.50")]).await;
        assert!(sent.text().contains("Clothes, £49.50"), "{}", sent.text());

        // The coach sees it, asks the fund with what is filled in, and that answers it.
        let due = asha.get("/today").await;
        assert!(due.has_link("Tara Ode"), "{}", due.text());
        let asked = asha.get(&format!("/people/{tara}/asked")).await;
        assert!(
            asked.has_link("Download their photo : Clothes, £49.50"),
            "{}",
            asked.body()
        );
        let photo = asha
            .get(&asked.link("Download their photo : Clothes, £49.50"))
            .await;
        assert_eq!(photo.status(), 200);
        let answer = asha.get(&asked.link("Answer : Clothes, £49.50")).await;
        let ask = asha.get(&answer.link("Ask a fund for it")).await;
        assert_eq!(ask.field("amount"), "49.50");
        let id = fund.rsplit('/').next().unwrap();
        let agreed = asha.submit(&ask, &[("fund", id)]).await;
        assert!(agreed.text().contains("Approved"), "{}", agreed.text());
        assert!(
            !asha
                .get(&format!("/people/{tara}/asked"))
                .await
                .has_link("Answer : Clothes, £49.50")
        );
        let mine = own.get("/my/wishes").await.text();
        assert!(mine.contains("Yes. You can see when it comes"), "{mine}");
        let home = own.get("/my").await.text();
        assert!(home.contains("Waiting for others Clothes, "), "{home}");
    }
);

story!(
    what_comes_next_stands_first_and_can_be_put_in_a_calendar_or_called_off,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let typed = [
            ("kind", "one-to-one"),
            ("begins", "2:30pm"),
            ("place", "The Curve"),
        ];
        let path = format!("/people/{tara}/appointments/new");
        asha.post(&path, &with(&typed, &day("on", "2026-11-25")))
            .await;
        let (own, home) = own_pages(&app, &asha, tara).await;
        let text = home.text();
        assert!(
            text.contains("Next Wednesday 25 November 2026 at 2:30pm"),
            "{text}"
        );
        assert!(home.link("See it on a map").contains("The+Curve"));
        let calendar = own.get(&home.link("Add to my calendar")).await;
        let body = calendar.body();
        assert!(
            body.contains("SUMMARY:Meeting") && !body.contains("Tara"),
            "{body}"
        );
        let told = own.press(&home, "/my/cannot-come").await;
        assert!(told.text().contains("find another time"), "{}", told.text());
        let today = asha.get("/today").await;
        assert!(today.has_link("Tara Ode"), "{}", today.text());
        let says = "I cannot come on Wednesday 25 November 2026 at 2:30pm";
        let asked = asha.get(&format!("/people/{tara}/asked")).await;
        assert!(asked.text().contains(says), "{}", asked.text());
        assert!(own.get("/my/messages").await.text().contains(says));

        // A request with no answer after five working days can be chased in a tap.
        app.on("2026-12-01");
        let (own, home) = own_pages(&app, &asha, tara).await;
        assert!(
            home.text().contains("I have had no answer"),
            "{}",
            home.text()
        );
        own.press(&home, "/my/promises").await;
        let maya_sees = asha.get(&format!("/people/{tara}/asked")).await;
        assert!(
            maya_sees
                .text()
                .contains("There is no answer yet: I cannot come"),
            "{}",
            maya_sees.text()
        );
        assert!(!own.get("/my").await.text().contains("I have had no answer"));
    }
);

story!(the_pages_stand_on_a_home_screen_under_a_plain_name, |app| {
    let browser = app.browser();
    let manifest = browser.get("/my/manifest.webmanifest").await;
    let body = manifest.body();
    assert!(
        body.contains("\"My pages\"") && !body.contains("Foothold"),
        "{body}"
    );
    assert_eq!(browser.get("/my/icon.svg").await.status(), 200);
});
