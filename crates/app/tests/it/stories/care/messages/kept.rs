//! What is kept, what gives something away, and the reminder before an appointment.

use chrono::TimeDelta;
use foothold::program::worker;
use policy::Role;
use store::{Fetch, entities::message, orm::EntityTrait};

use super::{office, states, write};

story!(without_a_way_to_send_every_message_is_kept, |app| {
    let office = office(&app).await;
    write(&office, "+447700900321", "See you tomorrow at 2. Asha").await;
    assert_eq!(worker::run_due(app.app()).await.unwrap(), 1);
    let list = office
        .asha
        .get(&format!("/people/{}/messages", office.kai))
        .await;
    assert!(
        list.text().contains("Kept here: sending is not set up"),
        "{}",
        list.text()
    );
    // The administrator sees that something is kept, and neither what nor for whom.
    let ada = app.worker("Ada", &[Role::Administrator]).await;
    let outbox = ada.get("/outbox").await;
    assert_eq!(outbox.column("Message"), ["A message to a young person"]);
    assert!(!outbox.body().contains("See you") && !outbox.body().contains("900321"));
    let tx = app.app().store.read().await.unwrap();
    let row = message::Entity::find().one_in(&tx).await.unwrap();
    let address = format!("/outbox/{}", row.unwrap().id);
    assert_eq!(ada.visit(&address).await.status(), 404);
});

story!(
    what_gives_it_away_does_not_go_out_unless_they_chose_so,
    |app| {
        let office = office(&app).await;
        let path = format!("/people/{}/messages/new", office.kai);
        let typed = [
            ("to", "+447700900321"),
            ("body", "Your council programme begins"),
        ];
        let page = office.asha.get(&path).await;
        let refused = office.asha.submit_and_stay(&page, &typed).await;
        assert_eq!(
            refused.errors(),
            ["Remove words that could tell other people about their care: council, programme"]
        );
        let edit = format!("/people/{}/particulars/edit?group=reach", office.kai);
        office.asha.post(&edit, &[("may_name_care", "yes")]).await;
        let sent = office.asha.post(&path, &typed).await;
        assert_eq!(sent.said(), "The message is on its way.");
        office
            .asha
            .post(&edit, &[("safe_times", "when he is alone")])
            .await;
        let page = office.asha.get(&path).await;
        let refused = office.asha.submit_and_stay(&page, &typed).await;
        assert!(refused.errors()[0].starts_with("Foothold cannot read their safe times"));
    }
);

story!(
    a_reminder_is_written_once_the_day_before_and_not_after_a_stop,
    |app| {
        let office = office(&app).await;
        let path = format!("/people/{}/appointments/new", office.kai);
        let day = [
            ("kind", "one-to-one"),
            ("on-day", "25"),
            ("on-month", "11"),
            ("on-year", "2026"),
            ("begins", "2pm"),
        ];
        office.asha.post(&path, &day).await;
        worker::run_night(app.app()).await.unwrap();
        assert!(states(&app).await.is_empty(), "it is five days off");
        app.on("2026-11-24");
        app.set_now(app.now() - TimeDelta::hours(8));
        for _ in 0..2 {
            worker::run_night(app.app()).await.unwrap();
        }
        assert_eq!(states(&app).await.len(), 1);
        assert_eq!(
            worker::run_due(app.app()).await.unwrap(),
            0,
            "not before nine"
        );
        let list = office
            .asha
            .get(&format!("/people/{}/messages", office.kai))
            .await;
        assert!(
            list.text().contains("Reminder: tomorrow at 2:00pm. Asha"),
            "{}",
            list.text()
        );
        app.set_now(app.now() + TimeDelta::hours(9));
        assert_eq!(worker::run_due(app.app()).await.unwrap(), 1);
    }
);

story!(
    a_reminder_of_a_meeting_that_was_called_off_meanwhile_is_not_sent,
    |app| {
        let office = office(&app).await;
        let path = format!("/people/{}/appointments/new", office.kai);
        let typed = [
            ("kind", "one-to-one"),
            ("on-day", "25"),
            ("on-month", "11"),
            ("on-year", "2026"),
            ("begins", "2pm"),
        ];
        office.asha.post(&path, &typed).await;
        app.on("2026-11-24");
        app.set_now(app.now() - TimeDelta::hours(8));
        worker::run_night(app.app()).await.unwrap();
        assert_eq!(states(&app).await.len(), 1);
        let diary = office.asha.get("/diary").await;
        let meeting = diary.all_links("/appointments/")[0].clone();
        let ill = [("reason", "Asha is ill")];
        office.asha.post(&format!("{meeting}/cancel"), &ill).await;
        app.set_now(app.now() + TimeDelta::hours(9));
        worker::run_due(app.app()).await.unwrap();
        assert_eq!(
            states(&app).await,
            [(
                "dropped".to_owned(),
                "The meeting was moved or called off.".to_owned()
            )]
        );
    }
);
