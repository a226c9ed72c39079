//! What a young person sees.

use crate::world::{
    Held,
    fields::{day, with},
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
