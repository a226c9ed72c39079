//! Referrals from outside, records that are the same, and taking them apart again.

use policy::Role;
use values::{PersonId, TeamId};

use crate::world::{Held, Hire, World, filled};

const PROGRAMME: &str = include_str!("../../../../../programmes/kensington-and-chelsea.toml");
const ROUTE: &str = "full-potential-kensington-and-chelsea/leaving-care-team";

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
    app.publish(app.home(), PROGRAMME).await;
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
    app.publish(app.home(), PROGRAMME).await;
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
        app.publish(app.home(), PROGRAMME).await;
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

story!(
    somebody_who_is_here_already_is_found_before_a_second_record_exists,
    |app| {
        app.on("2026-11-20");
        app.publish(app.home(), PROGRAMME).await;
        let team: TeamId = app.team("Leaving care").await;
        let maya = app
            .hire(Hire {
                teams: vec![team],
                ..app.somebody("Maya", &[Role::TeamManager])
            })
            .await;
        let held = Held {
            team,
            ..Held::BY_NOBODY
        };
        let tara: PersonId = app.young_person("Tara", "Stephens", held).await;
        let typed = [
            ("given_name", "Tara"),
            ("family_name", "Stevens"),
            ("phone", "07700 900111"),
            ("route", ROUTE),
            ("told", "agrees"),
        ];
        let page = maya.get("/referrals/new").await;
        let asked = maya.submit_and_stay(&page, &typed).await;
        assert_eq!(asked.errors(), ["Choose whether it is one of these people"]);
        let referred = maya.submit(&asked, &[("same", &tara.to_string())]).await;
        assert_eq!(referred.heading(), "Tara Stephens");
        assert_eq!(maya.get("/people").await.column("Name"), ["Tara Stephens"]);
        let page = maya.get("/referrals/new").await;
        let asked = maya.submit_and_stay(&page, &typed).await;
        maya.submit(&asked, &[("same", "new")]).await;
        assert_eq!(maya.get("/people").await.column("Name").len(), 2);
    }
);

story!(two_records_are_merged_and_taken_apart_again, |app| {
    app.on("2026-11-20");
    app.publish(app.home(), PROGRAMME).await;
    let team = app.team("Leaving care").await;
    let maya = app
        .hire(Hire {
            teams: vec![team],
            ..app.somebody("Maya", &[Role::TeamManager])
        })
        .await;
    let held = Held {
        team,
        ..Held::BY_NOBODY
    };
    let kept = app.young_person("Tara", "Stephens", held).await;
    let other = app.young_person("Tara", "Stevens", held).await;
    let contact = [
        ("kind", "call"),
        ("outcome", "held"),
        ("note", "Likes dogs"),
    ];
    maya.post(&format!("/people/{other}/contacts/new"), &contact)
        .await;

    let page = maya.get(&format!("/people/{kept}/merge")).await;
    assert!(page.text().contains("Tara Stevens"));
    let merged = maya.submit(&page, &[("with", &other.to_string())]).await;
    assert_eq!(merged.said(), "The records have been merged.");
    assert!(merged.text().contains("Likes dogs"));
    assert_eq!(maya.get("/people").await.column("Name"), ["Tara Stephens"]);
    let led = maya.get(&format!("/people/{other}")).await;
    assert_eq!(led.heading(), "Tara Stephens");
    let found = maya.get("/people/search?q=Stevens").await;
    assert_eq!(found.column("Name"), ["Tara Stephens"]);

    let apart = maya
        .submit(&maya.get(&format!("/people/{kept}/apart")).await, &[])
        .await;
    assert_eq!(apart.heading(), "Tara Stevens");
    assert!(apart.text().contains("Likes dogs"));
    let first = maya.get(&format!("/people/{kept}")).await;
    assert!(!first.text().contains("Likes dogs"));
    assert_eq!(maya.get("/people").await.column("Name").len(), 2);
});
