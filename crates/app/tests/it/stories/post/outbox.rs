//! The outbox: a message is written with what wanted it, sent once, and shown to whoever may pass it on.

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
