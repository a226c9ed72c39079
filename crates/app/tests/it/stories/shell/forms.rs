//! Forms: sent once, by their own, and never lost.

use policy::Role;

use crate::world::{
    Page,
    fields::{day, with},
    filled, link_in,
    office::{Office, office},
};

const KIM: &[(&str, &str)] = &[
    ("name", "Kim"),
    ("email", "kim@northtown.example"),
    ("roles", "coach"),
    ("capacity", "12"),
];

fn names(page: &Page) -> Vec<String> {
    page.column("Name")
}

story!(a_double_click_makes_one_record, |app| {
    let asha = app.worker("Asha", &[Role::Administrator]).await;
    let page = asha.get("/accounts/new").await;
    let window = asha.second_window();
    let (first, second) = tokio::join!(
        asha.submit_and_stay(&page, KIM),
        window.submit_and_stay(&page, KIM)
    );
    assert_eq!((first.status(), second.status()), (303, 303));
    assert_eq!(first.location(), second.location());
    let third = asha.submit(&page, KIM).await;
    assert_eq!(third.path(), first.location());
    assert!(third.said().contains("The account has been added."));
    assert_eq!(names(&asha.get("/accounts").await), ["Asha", "Kim"]);
});

story!(
    a_refused_form_keeps_what_was_typed_and_may_be_sent_again,
    |app| {
        let asha = app.worker("Asha", &[Role::Administrator]).await;
        let page = asha.get("/accounts/new").await;
        let refused = asha
            .submit(
                &page,
                &[("name", "Lee"), ("email", "lee"), ("roles", "coach")],
            )
            .await;
        assert_eq!(refused.status(), 422);
        assert_eq!(refused.errors().len(), 1);
        assert_eq!(refused.field("name"), "Lee");
        assert_eq!(refused.field("roles"), "coach");
        let done = asha
            .submit(&refused, &[("email", "lee@northtown.example")])
            .await;
        assert_eq!(done.status(), 200);
        assert_eq!(names(&asha.get("/accounts").await), ["Asha", "Lee"]);
    }
);

story!(
    what_was_typed_when_a_sign_in_ended_waits_for_its_owner_alone,
    |app| {
        let asha = app.worker("Asha", &[Role::Administrator]).await;
        let bea = app.worker("Bea", &[Role::Administrator]).await;
        let page = asha.get("/accounts/new").await;
        app.after_minutes(121);
        let ended = asha.submit(&page, KIM).await;
        assert_eq!(ended.heading(), "Sign in");
        assert!(ended.text().contains("What you typed has been saved."));
        let draft = ended.path().split_once("draft=").unwrap().1.to_owned();

        app.on("2027-03-02");
        let of_another = bea.get(&format!("/accounts/new?draft={draft}")).await;
        assert_eq!(of_another.field("name"), "");
        let elsewhere = app.other_council_worker().await;
        let of_another = elsewhere.get(&format!("/accounts/new?draft={draft}")).await;
        assert_eq!(of_another.field("name"), "");

        let kept = asha.get(&format!("/accounts/new?draft={draft}")).await;
        assert_eq!(kept.field("name"), "Kim");
        assert_eq!(kept.field("roles"), "coach");
        assert_eq!(asha.submit(&kept, &[]).await.status(), 200);
        assert!(names(&asha.get("/accounts").await).contains(&"Kim".to_owned()));
    }
);

story!(signing_in_again_leads_back_to_what_was_typed, |app| {
    let asha = app.worker("Asha", &[Role::Administrator]).await;
    let page = asha.get("/accounts/new").await;
    app.after_minutes(121);
    let ended = asha.submit(&page, KIM).await;
    asha.submit(&ended, &[("email", &asha.email)]).await;
    let letter = app.letters(&asha).await.pop().unwrap();
    let link = link_in(&letter, "/sign-in/link/");
    let back = asha.post(&link, &[]).await;
    assert!(back.path().starts_with("/accounts/new?draft="));
    assert_eq!(back.field("email"), "kim@northtown.example");
});

story!(a_form_of_another_site_is_refused, |app| {
    let asha = app.worker("Asha", &[Role::Administrator]).await;
    let page = asha.get("/accounts/new").await;
    let (action, fields) = filled(&page, KIM);
    let strangers: [&[(&'static str, &str)]; 4] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", ""), ("origin", "https://evil.example")],
        &[("sec-fetch-site", ""), ("origin", "null")],
    ];
    for headers in strangers {
        let answer = asha.send_form(&action, &fields, headers).await;
        assert_eq!(answer.status(), 400, "{headers:?}");
        let open = app.browser().send_form("/sign-in", &fields, headers).await;
        assert_eq!(open.status(), 400, "{headers:?}");
    }
    assert_eq!(names(&asha.get("/accounts").await), ["Asha"]);
});

story!(a_form_key_is_good_for_its_own_sign_in_only, |app| {
    let asha = app.worker("Asha", &[Role::Administrator]).await;
    let bea = app.worker("Bea", &[Role::Administrator]).await;
    let page = asha.get("/accounts/new").await;
    let refused = bea.submit(&page, KIM).await;
    assert_eq!(refused.status(), 400);
    assert_eq!(refused.heading(), "This form has expired");
    let (action, mut fields) = filled(&page, KIM);
    fields.retain(|(name, _)| name != "form_key");
    assert_eq!(asha.send_form(&action, &fields, &[]).await.status(), 400);
    assert_eq!(names(&asha.get("/accounts").await), ["Asha", "Bea"]);
});

story!(
    what_is_being_typed_is_kept_and_comes_back_until_it_is_saved,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let path = format!("/people/{tara}/contacts/new");
        let form = asha.get(&path).await;
        let keep = |note: &str| {
            let typed = [
                ("form_key", form.form_key()),
                ("draft", path.clone()),
                ("kind", "call".to_owned()),
                ("note", note.to_owned()),
            ];
            typed.map(|(name, value)| (name.to_owned(), value))
        };
        let first = asha.send_form("/drafts", &keep("We tal"), &[]).await;
        assert_eq!(first.status(), 204);
        let kept = asha.send_form("/drafts", &keep("We talked"), &[]).await;
        assert_eq!(kept.status(), 204);

        // After a reload it is there, and says so; somebody else has an empty form.
        let again = asha.get(&path).await;
        assert_eq!(again.field("note"), "We talked");
        assert_eq!(again.field("draft"), path);
        assert!(
            again.text().contains("but did not save"),
            "{}",
            again.text()
        );
        let fresh = asha.get(&again.link("Start again")).await;
        assert_eq!(fresh.field("note"), "");
        let ben = app.worker("Ben", &[Role::TeamManager]).await;
        let theirs = ben.get(&path).await;
        assert!(!theirs.body().contains("We talked"));

        // Saved, if only at the second try, it is no draft any more; and what was under way comes too late.
        let wrong = asha
            .submit_and_stay(&again, &[("outcome", "held"), ("on-day", "50")])
            .await;
        assert_eq!(wrong.status(), 422);
        let on = day("on", "2026-11-20");
        let rest = [("outcome", "held"), ("note_kind", "staff")];
        asha.submit(&wrong, &with(&rest, &on)).await;
        assert_eq!(asha.get(&path).await.field("note"), "");
        let mut late = keep("We talked on");
        late[0].1 = wrong.form_key();
        assert_eq!(asha.send_form("/drafts", &late, &[]).await.status(), 204);
        assert_eq!(asha.get(&path).await.field("note"), "");

        // Too much, or for an address that is none, is refused.
        let long = asha
            .send_form("/drafts", &keep(&"x".repeat(70_000)), &[])
            .await;
        assert_eq!(long.status(), 400);
    }
);
