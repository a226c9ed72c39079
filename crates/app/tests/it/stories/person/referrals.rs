//! Referrals from outside and by links that end.

use policy::Role;

use crate::world::{
    Hire, Worker, World,
    fields::{day, with},
    filled, link_in,
    office::{Office, office_of},
    programmes::{KENSINGTON_AND_CHELSEA, WESTMINSTER},
    without_query,
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

        // The answer reaches whoever referred them, and says nothing about the young person.
        app.on("2026-11-24");
        let opened = prue.get(&list.link("Kai Marlow")).await;
        let form = prue.get(&opened.link("Answer the referral")).await;
        let refused = [
            ("decision", "declined"),
            ("decision_reason", "other-support"),
        ];
        prue.submit(&form, &refused).await;
        let letters = app.letters_to("robin@opendoor.example").await;
        let answer = letters.last().unwrap();
        assert!(answer.contains("It has been answered"), "{answer}");
        for word in ["Kai", "support", "eligible", "not taken"] {
            assert!(!answer.contains(word), "{word}: {answer}");
        }

        // The referral is counted for the organisation, whatever the programme calls the way in.
        let report = prue.get("/reports/referrals").await;
        assert_eq!(report.column("Referred by"), ["Open Door"]);
        assert_eq!(report.column("Not taken up"), ["1"]);
        assert_eq!(report.column("Days to an answer, median"), ["4"]);
        assert_eq!(
            report.column("Reason"),
            ["Other support fits better, and they have been told where"]
        );
    }
);

story!(
    an_officer_refers_from_a_phone_and_takes_them_on_at_once,
    |app| {
        app.on("2026-11-20");
        app.publish(app.home(), WESTMINSTER).await;
        let Office {
            asha, maya, team, ..
        } = office_of(&app, "Employability", ("Tara", "Ode")).await;
        let refer = async |worker: &Worker, name: &str, route: &str| {
            let form = worker.get("/referrals/new").await;
            let route = format!("full-potential-westminster/{route}");
            let phone = format!("07700 9005{}", 50 + name.len());
            let typed = [
                ("given_name", name),
                ("phone", &phone),
                ("route", &route),
                ("told", "agrees"),
            ];
            worker.submit(&form, &typed).await
        };
        let referral = refer(&asha, "Kai", "social-care-office").await;
        let form = asha.get(&referral.link("Take them on")).await;
        assert!(form.text().contains("Asha will work with them"));
        let enrol = asha.submit(&form, &[]).await;
        assert_eq!(enrol.heading(), "Enrol on a programme");
        let enrolled = [
            ("stage", "full-potential-westminster/getting-to-know"),
            ("reason", "Wants part-time work"),
        ];
        asha.submit(&enrol, &enrolled).await;
        let today = asha.get("/today").await;
        assert!(today.text().contains("Kai"), "{}", today.text());
        let followed = asha.get("/referrals").await;
        assert_eq!(followed.column("Status"), ["Accepted"]);

        // Somebody whose number is on another record is compared first.
        let typed = [
            ("given_name", "Leo"),
            ("phone", "07700 900553"),
            ("route", "full-potential-westminster/social-care-office"),
            ("told", "agrees"),
        ];
        let asked = asha
            .submit_and_stay(&asha.get("/referrals/new").await, &typed)
            .await;
        let same = asha.submit(&asked, &[("same", "new")]).await;
        assert!(!same.has_link("Take them on"), "{}", same.text());

        // Another route waits for a manager's answer, whoever refers by it.
        let waits = refer(&asha, "Ines", "leaving-care-team").await;
        assert!(!waits.has_link("Take them on"), "{}", waits.text());
        let address = format!("{}/take-on", without_query(&waits.address()));
        assert_eq!(asha.visit(&address).await.status(), 303);
        let chosen = [("coach".to_owned(), asha.id.to_string())];
        asha.send_form(&address, &chosen, &[]).await;
        let still = asha.get(&without_query(&waits.address())).await;
        assert!(still.text().contains("Waiting for an answer"));

        // By another way in, a manager answers. Whoever referred them finds them again, and hears.
        let pia = app
            .hire(Hire {
                teams: vec![team],
                ..app.somebody("Pia", &[Role::PersonalAdviser])
            })
            .await;
        let referral = refer(&pia, "Noor-Ann", "leaving-care-team").await;
        assert!(!referral.has_link("Take them on"));
        let address = format!("{}/take-on", referral.address());
        assert_eq!(asha.get(&address).await.status(), 404);
        let found = pia.get("/people/search?q=noor-ann").await;
        assert!(found.text().contains("Noor-Ann : waiting for an answer"));

        app.on("2026-11-23");
        let waiting = maya.get("/referrals").await;
        let opened = maya.get(&waiting.link("Noor-Ann")).await;
        let form = maya.get(&opened.link("Take them on")).await;
        let asha_id = asha.id.to_string();
        let next = maya.submit(&form, &[("coach", &asha_id)]).await;
        maya.submit(&next, &enrolled).await;
        let letters = app.letters(&pia).await;
        assert!(letters.last().unwrap().contains("See the answer"));
        // The box on top finds it too, and suggests it.
        for search in ["/search", "/search/suggestions"] {
            let found = pia.get(&format!("{search}?q=noor-ann")).await;
            assert!(found.has_link("Noor-Ann"), "{search}: {}", found.text());
        }
        let found = pia.get("/people/search?q=noor-ann").await;
        let followed = pia.get(&found.link("Noor-Ann")).await;
        assert!(followed.text().contains("Asha"), "{}", followed.text());
        assert!(followed.text().contains("23 November 2026"));

        // The figure: from where, and what came of it.
        let report = maya.get("/reports/referrals").await;
        assert_eq!(
            report.column("Referred by"),
            ["Leaving care and social work teams", "Social care office"]
        );
        assert_eq!(report.column("Enrolled since"), ["1", "1"]);
        assert_eq!(report.column("Days to an answer, median"), ["3", "0"]);
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
