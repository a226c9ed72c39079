//! Messages: written with what wanted them, sent once, and shown to whoever may pass them on.

use foothold::program::worker;
use policy::Role;

story!(
    a_message_is_kept_in_the_outbox_while_there_is_no_way_to_send_it,
    |app| {
        let ada = app.worker("Ada", &[Role::Administrator]).await;
        assert!(
            ada.get("/outbox")
                .await
                .text()
                .contains("There are no messages yet")
        );
        app.browser()
            .post("/sign-in", &[("email", &ada.email)])
            .await;
        foothold::program::worker::answer_all(app.app())
            .await
            .unwrap();
        assert_eq!(ada.get("/outbox").await.column("Status"), ["On its way"]);
        assert_eq!(worker::run_due(app.app()).await.unwrap(), 1);
        assert_eq!(
            worker::run_due(app.app()).await.unwrap(),
            0,
            "a job that is done is not done again"
        );
        let list = ada.get("/outbox").await;
        assert_eq!(list.column("Status"), ["Kept here"]);
        let own = ada.get(&list.link("Your sign-in link")).await;
        assert!(
            !own.text().contains("/sign-in/link/"),
            "a link is its reader's alone"
        );
    }
);

story!(a_link_opens_only_the_council_that_it_was_made_for, |app| {
    let elsewhere = app.council("Southtown").await;
    let ada = app.worker("Ada", &[Role::Administrator]).await;
    let sam = app
        .hire(crate::world::Hire {
            council: &elsewhere,
            ..app.somebody("Sam", &[Role::Coach])
        })
        .await;
    // An administrator who opens an account with the address of another council's worker gains nothing there.
    let copied = [
        ("name", "Sam"),
        ("email", sam.email.as_str()),
        ("roles", "fund-holder"),
        ("capacity", "0"),
    ];
    assert_eq!(ada.post("/accounts/new", &copied).await.status(), 200);
    let invitation = app.letters_at(&sam.email).await.pop().unwrap();
    let token = invitation
        .split("/sign-in/link/")
        .nth(1)
        .unwrap()
        .split_whitespace()
        .next()
        .unwrap()
        .to_owned();
    let browser = app.browser();
    let page = browser.get(&format!("/sign-in/link/{token}")).await;
    assert!(
        page.text().contains("Northtown") && !page.text().contains("Southtown"),
        "{}",
        page.text()
    );
    let opened = browser.submit(&page, &[]).await;
    assert!(opened.title().ends_with("Northtown"), "{}", opened.title());
});
