//! Referrals from outside and by links that end.

use policy::Role;

use crate::world::{
    World,
    fields::{day, with},
    filled, link_in,
    programmes::KENSINGTON_AND_CHELSEA,
};

async fn link(app: &World, whom: &str) -> String {
    let prue = app.worker("Prue", &[Role::ProgrammeManager]).await;
    let made = prue.post("/referrals/links", &[("whom", whom)]).await;
    let text = made.text();
    let address = text
        .split_whitespace()
        .find(|word| word.contains("/refer/"));
    let address = address.unwrap();
    address[address.find("/refer/").unwrap()..].to_owned()
}

story!(a_young_person_asks_for_support_by_a_link, |app| {
    app.on("2026-11-20");
    app.publish(app.home(), KENSINGTON_AND_CHELSEA).await;
    let link = link(&app, "young-person").await;
    let anybody = app.browser();
    let form = anybody.get(&link).await;
    assert_eq!(form.heading(), "Ask for support into work or learning");
    let empty = anybody.submit_and_stay(&form, &[]).await;
    assert_eq!(
        empty.errors(),
        [
            "Enter a name. One name is enough",
            "Enter a phone number that can be dialled, or an email address"
        ]
    );
    let typed = [
        ("name", "Millie"),
        ("phone", "07700 900321"),
        ("reason", "A job in public service"),
    ];
    let sent = anybody.submit(&form, &typed).await;
    assert!(sent.text().contains("Your number is"), "{}", sent.text());
    let twice = anybody.submit(&form, &typed).await;
    assert_eq!(twice.text(), sent.text(), "a double click makes one record");

    let prue = app.worker("Petra", &[Role::ProgrammeManager]).await;
    let list = prue.get("/referrals").await;
    assert_eq!(list.column("Young person"), ["Millie"]);
    assert_eq!(list.column("Referred by"), ["The young person"]);
    let opened = prue.get(&list.link("Millie")).await;
    assert!(opened.text().contains("A job in public service"));
    let spoilt = anybody.get(&link[..link.len() - 2]).await;
    assert_eq!(spoilt.status(), 404);
});

story!(too_many_referrals_from_one_address_have_to_wait, |app| {
    app.on("2026-11-20");
    app.publish(app.home(), KENSINGTON_AND_CHELSEA).await;
    let link = link(&app, "young-person").await;
    let anybody = app.browser();
    let from = async |address: &str| {
        let form = anybody.get(&link).await;
        let (action, fields) = filled(&form, &[("name", "Millie")]);
        let headers = [("x-forwarded-for", address)];
        anybody.send_form(&action, &fields, &headers).await.status()
    };
    for _ in 0..20 {
        assert_eq!(from("192.0.2.1, 203.0.113.7").await, 422);
    }
    assert_eq!(
        from("203.0.113.7").await,
        429,
        "only the proxy's own entry counts"
    );
    assert_eq!(from("203.0.113.7, 203.0.113.8").await, 422);
    app.after_minutes(15);
    assert_eq!(from("203.0.113.7").await, 422);
});

story!(
    an_organisation_refers_by_its_own_link_and_gets_a_receipt,
    |app| {
        app.on("2026-11-20");
        app.publish(app.home(), KENSINGTON_AND_CHELSEA).await;
        let ada = app.worker("Ada", &[Role::Administrator]).await;
        let charity = [("name", "Open Door"), ("kind", "charity"), ("sector", "")];
        ada.post("/organisations/new", &charity).await;
        let prue = app.worker("Pia", &[Role::ProgrammeManager]).await;
        let page = prue.get("/referrals/links").await;
        let body = page.body();
        let whom = body
            .split("name=\"whom\"")
            .nth(2)
            .and_then(|rest| rest.split("value=\"").nth(1))
            .and_then(|rest| rest.split('"').next())
            .unwrap();
        let link = link(&app, whom).await;
        let typed = [
            ("name", "Kai Marlow"),
            ("phone", "07700 900555"),
            ("told", "not-yet"),
            ("your_name", "Robin"),
            ("your_email", "robin@opendoor.example"),
        ];
        let sent = app.browser().post(&link, &typed).await;
        assert!(sent.text().contains("Thank you"), "{}", sent.text());
        let list = prue.get("/referrals").await;
        assert_eq!(
            list.column("Referred by"),
            ["Robin, robin@opendoor.example, Open Door"]
        );
        let outbox = ada.get("/outbox").await;
        assert!(outbox.text().contains("We have your referral"));
    }
);

story!(a_referral_link_has_an_end_and_a_count, |app| {
    app.on("2026-11-20");
    app.publish(app.home(), KENSINGTON_AND_CHELSEA).await;
    let maya = app.worker("Maya", &[Role::ProgrammeManager]).await;
    let make = async |most: &str, until: &str| {
        let typed = [("whom", "young-person"), ("most", most)];
        let made = maya
            .post("/referrals/links", &with(&typed, &day("until", until)))
            .await;
        link_in(&made.text(), "/refer/")
    };
    let link = make("1", "2026-12-20").await;
    let refer = async |name: &str| {
        let browser = app.browser();
        let page = browser.get(&link).await;
        browser
            .submit(&page, &[("name", name), ("phone", "07700 900123")])
            .await
    };
    assert!(
        refer("Kai Marlow")
            .await
            .text()
            .contains("It has been sent")
    );
    assert_eq!(app.browser().get(&link).await.status(), 404, "one was all");
    let link = make("10", "2026-12-20").await;
    app.on("2026-12-20");
    assert_eq!(app.browser().get(&link).await.status(), 200);
    app.on("2026-12-21");
    assert_eq!(app.browser().get(&link).await.status(), 404);
    let noted = maya
        .post(
            "/referrals/links",
            &[("whom", "young-person"), ("most", "0")],
        )
        .await;
    assert!(noted.errors()[0].contains("from 1 to 1,000"));
});
