//! Accounts: who may give what to whom, and what a second person has to agree to.

use policy::Role;

use crate::world::{Page, Worker};

/// The form of an account, with these roles.
async fn open_account(by: &Worker, name: &str, roles: &[&str]) -> Page {
    let email = format!("{}@northtown.example", name.to_lowercase());
    let mut typed = vec![("name", name), ("email", email.as_str()), ("capacity", "0")];
    typed.extend(roles.iter().map(|role| ("roles", *role)));
    by.post("/accounts/new", &typed).await
}

story!(
    an_administrator_alone_makes_nobody_a_safeguarding_lead,
    |app| {
        let ada = app.worker("Ada", &[Role::Administrator]).await;
        // The first of a council is given by one person, and that is shown.
        let first = open_account(&ada, "Sol", &["safeguarding-lead"]).await;
        assert!(first.said().contains("has been added"), "{}", first.text());
        assert!(
            first.text().contains("Safeguarding lead"),
            "{}",
            first.text()
        );
        let sol = app.worker("Sola", &[Role::SafeguardingLead]).await;
        let today = sol.get("/today").await.text();
        assert!(
            today.contains("Ada made an account for Sol: safeguarding lead"),
            "{today}"
        );

        let second = open_account(&ada, "Eve", &["coach", "safeguarding-lead"]).await;
        assert!(second.said().contains("second person"), "{}", second.text());
        assert!(
            second
                .text()
                .contains("Ada has asked for Eve to become safeguarding lead"),
            "{}",
            second.text()
        );
        assert_eq!(ada.get("/standing").await.status(), 403, "not by who asked");
        let today = sol.get("/today").await;
        assert!(
            today
                .text()
                .contains("Ada has asked for Eve to become safeguarding lead")
        );
        let page = sol.get(&today.link("See the changes to accounts")).await;
        let refused = sol.submit(&page, &[("answer", "refuse")]).await;
        assert!(refused.said().contains("Refused"), "{}", refused.text());
        let accounts = ada.get("/accounts").await;
        let eve = ada.get(&accounts.link("Eve")).await;
        assert!(!eve.text().contains("Safeguarding lead"), "{}", eve.text());

        // Asked for again, and agreed to.
        let edit = ada.get(&eve.link("Change")).await;
        ada.submit(&edit, &[("roles", "coach"), ("roles", "fund-holder")])
            .await;
        let page = sol.get("/standing").await;
        let other_tab = sol.get("/standing").await;
        sol.submit(&page, &[("answer", "agree")]).await;
        let eve = ada.get(&accounts.link("Eve")).await;
        assert!(eve.text().contains("Fund holder"), "{}", eve.text());
        let again = sol.submit(&other_tab, &[("answer", "agree")]).await;
        assert_eq!(again.status(), 403, "what is answered is answered");
    }
);

story!(
    the_last_who_can_agree_neither_loses_the_role_nor_leaves,
    |app| {
        let ada = app.worker("Ada", &[Role::Administrator]).await;
        let sol = app.worker("Sol", &[Role::SafeguardingLead]).await;
        let asha = app.worker("Asha", &[Role::Coach]).await;
        let path = format!("/accounts/{}", sol.id);
        let edit = ada.get(&format!("{path}/edit")).await;
        let refused = ada.submit(&edit, &[("roles", "social-worker")]).await;
        assert!(refused.text().contains("the last person who can agree"));
        let leave = ada.get(&format!("{path}/leave")).await;
        let refused = ada.submit(&leave, &[]).await;
        assert!(refused.text().contains("the last person who can agree"));
        assert_eq!(sol.get("/standing").await.status(), 200);

        // Whoever sees the whole team is such a role too.
        let edit = ada.get(&format!("/accounts/{}/edit", asha.id)).await;
        let asked = [("roles", "coach"), ("roles", "team-manager")];
        let waits = ada.submit(&edit, &asked).await;
        assert!(waits.said().contains("second person"), "{}", waits.text());
        assert!(!waits.text().contains("Team manager"), "{}", waits.text());
        let page = sol.get("/standing").await;
        sol.submit(&page, &[("answer", "agree")]).await;
        let given = ada.get(&format!("/accounts/{}", asha.id)).await;
        assert!(given.text().contains("Team manager"), "{}", given.text());
    }
);

story!(
    a_new_address_waits_a_day_and_the_old_one_hears_of_it,
    |app| {
        let ada = app.worker("Ada", &[Role::Administrator]).await;
        let sol = app.worker("Sol", &[Role::SafeguardingLead]).await;
        let asha = app.worker("Asha", &[Role::Coach]).await;
        let path = format!("/accounts/{}", asha.id);
        let edit = ada.get(&format!("{path}/edit")).await;
        let saved = ada
            .submit(&edit, &[("email", "eve@elsewhere.example")])
            .await;
        assert!(saved.said().contains("second person"), "{}", saved.text());
        assert!(
            saved.text().contains(&asha.email),
            "the old one still counts"
        );
        let letter = app.letters(&asha).await.pop().unwrap();
        assert!(
            letter.contains("tell your safeguarding lead today"),
            "{letter}"
        );
        ada.post(&format!("{path}/link"), &[]).await;
        app.after_minutes(23 * 60);
        foothold::program::worker::run_due(app.app()).await.unwrap();
        assert!(ada.get(&path).await.text().contains(&asha.email));
        assert!(
            sol.get("/today")
                .await
                .text()
                .contains("eve@elsewhere.example")
        );
        app.after_minutes(61);
        foothold::program::worker::run_due(app.app()).await.unwrap();
        // Ada's own sign-in has run out meanwhile.
        let ada = app.worker("Adam", &[Role::Administrator]).await;
        assert!(
            ada.get(&path)
                .await
                .text()
                .contains("eve@elsewhere.example")
        );
    }
);

story!(no_administrator_reads_a_link_in_the_outbox, |app| {
    let ada = app.worker("Ada", &[Role::Administrator]).await;
    open_account(&ada, "Kim", &["coach"]).await;
    for link in ada.get("/outbox").await.all_links("/outbox/") {
        let shown = ada.get(&link).await.text();
        assert!(!shown.contains("/sign-in/link/"), "{shown}");
        assert!(shown.contains("only the recipient can see"), "{shown}");
    }
});

story!(a_new_council_is_led_through_its_first_day, |app| {
    let ada = app.worker("Ada", &[Role::Administrator]).await;
    let first = ada.get("/").await;
    assert_eq!(first.heading(), "Set up your council");
    assert!(
        first.text().contains("Sending email is not set up"),
        "{}",
        first.text()
    );
    let before = first.text();
    app.team("Leaving care").await;
    app.publish(app.home(), crate::world::programmes::WESTMINSTER)
        .await;
    let after = ada.get("/setting-up").await.text();
    assert_ne!(before, after);
    assert!(after.contains("1 so far"), "{after}");
    // Nothing promises a link that no mail brings.
    let form = ada.get("/accounts/new").await;
    let kim = [
        ("name", "Kim"),
        ("email", "kim@northtown.example"),
        ("roles", "coach"),
        ("capacity", "12"),
    ];
    let made = ada.submit(&form, &kim).await;
    assert!(
        made.said().contains("we have not sent a link"),
        "{}",
        made.said()
    );
});
