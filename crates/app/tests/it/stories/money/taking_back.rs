//! What came back, was handed over late, written off or taken back.

use super::{actions, agreed, balanced};
use crate::world::{
    fields::{day, send, with},
    money::{ask, fund},
    office::{Office, office},
    own_pages::own_pages,
};

story!(what_came_back_in_full_is_no_promise_kept, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let tara_id = tara.to_string();
    let (_, path) = fund(&app).await;
    let page = agreed(
        &asha,
        &tara_id,
        &path,
        &[("item", "Shirt"), ("amount", "30")],
    )
    .await;
    let paid = send(&asha, &page, &actions(&page, "pay")[0], &[("amount", "30")]).await;
    let hand = actions(&paid, "hand").remove(0);
    let back = actions(&paid, "back").remove(0);
    app.after_minutes(1);
    let returned = send(&asha, &paid, &back, &[("amount", "30")]).await;
    assert!(
        returned.text().contains("All the money came back"),
        "{}",
        returned.text()
    );
    assert!(actions(&returned, "hand").is_empty());
    app.after_minutes(1);
    send(&asha, &returned, &hand, &[]).await;
    let promises = asha.get(&format!("/people/{tara}/promises")).await;
    assert!(!promises.text().contains("Kept"), "{}", promises.text());
    assert_eq!(balanced(&app).await, [50_000, 30_000, 0, 0]);
    // The promise is still there, so it is bought again or taken back with the reason.
    assert!(
        returned
            .text()
            .contains("Money came back: withdraw the request, or ask again"),
        "{}",
        returned.text()
    );
    app.after_minutes(1);
    let form = asha.get(&returned.link("Withdraw request")).await;
    let told = day("told", "2026-11-20");
    asha.submit(&form, &with(&[("reason", "The shop has closed")], &told))
        .await;
    let (hers, _) = own_pages(&app, &asha, tara).await;
    let own = hers.get("/my/promises").await;
    assert!(
        own.text().contains(
            "It could not be kept: The shop has closed. You were told on 20 November 2026."
        ),
        "{}",
        own.text()
    );

    // Of two parts one is handed over and the other comes back: what was to come has come.
    app.after_minutes(1);
    let twice = [
        ("item", "Shoes"),
        ("amount", "20"),
        ("rhythm", "weekly"),
        ("number", "2"),
    ];
    let page = agreed(&asha, &tara_id, &path, &twice).await;
    let pays = actions(&page, "pay");
    let page = send(&asha, &page, &pays[0], &[("amount", "10")]).await;
    app.after_minutes(1);
    let page = send(&asha, &page, &pays[1], &[("amount", "10")]).await;
    app.after_minutes(1);
    let page = send(&asha, &page, &actions(&page, "hand")[0], &[]).await;
    app.after_minutes(1);
    send(
        &asha,
        &page,
        &actions(&page, "back")[1],
        &[("amount", "10")],
    )
    .await;
    let own = hers.get("/my/promises").await;
    assert!(
        own.text().contains("Kept on 20 November 2026."),
        "{}",
        own.text()
    );
});

story!(
    what_was_handed_over_on_time_counts_as_on_time_when_it_is_written_down_later,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let (_, path) = fund(&app).await;
        let wanted = day("wanted", "2026-11-23");
        let typed = [("item", "Shirt"), ("amount", "30")];
        let page = agreed(&asha, &tara.to_string(), &path, &with(&typed, &wanted)).await;
        let paid = send(&asha, &page, &actions(&page, "pay")[0], &[("amount", "30")]).await;
        app.on("2026-11-25");
        let hand = actions(&paid, "hand").remove(0);
        let field = format!("handed-{}", hand.split("part=").nth(1).unwrap());
        let handed = |on: &'static str| {
            let parts: Vec<_> = on.split('-').map(str::to_owned).collect();
            [
                (format!("{field}-day"), parts[2].clone()),
                (format!("{field}-month"), parts[1].clone()),
                (format!("{field}-year"), parts[0].clone()),
            ]
        };
        let page = asha.get(&paid.address()).await;
        for wrong in ["2026-11-19", "2026-11-26"] {
            let typed = handed(wrong);
            let typed: Vec<_> = typed
                .iter()
                .map(|(a, b)| (a.as_str(), b.as_str()))
                .collect();
            let refused = send(&asha, &page, &hand, &typed).await;
            assert_eq!(
                refused.errors(),
                ["The day must be between the day it was paid and today"]
            );
        }
        let typed = handed("2026-11-23");
        let typed: Vec<_> = typed
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        send(&asha, &page, &hand, &typed).await;
        let (hers, _) = own_pages(&app, &asha, tara).await;
        let own = hers.get("/my/promises").await;
        assert!(
            own.text().contains("Kept on 23 November 2026."),
            "{}",
            own.text()
        );
    }
);

story!(a_receipt_is_written_off_by_a_second_pair_of_eyes, |app| {
    let Office {
        asha, maya, tara, ..
    } = office(&app).await;
    let (_, path) = fund(&app).await;
    let page = agreed(
        &asha,
        &tara.to_string(),
        &path,
        &[("item", "Shirt"), ("amount", "30")],
    )
    .await;
    let paid = send(&asha, &page, &actions(&page, "pay")[0], &[("amount", "30")]).await;
    assert!(actions(&paid, "write-off").is_empty());
    let off = actions(&paid, "hand")
        .remove(0)
        .replace("/hand?", "/write-off?");
    let refused = send(&asha, &paid, &off, &[]).await;
    assert_eq!(refused.status(), 403);
    let hers = maya.get(&paid.address()).await;
    let done = maya.press(&hers, &off).await;
    assert!(
        done.text().contains("Written off on 20 November 2026"),
        "{}",
        done.text()
    );
});

story!(
    what_is_taken_back_says_why_and_what_was_paid_is_still_seen_to,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let (tara_id, people) = (tara.to_string(), tara);
        let (_, path) = fund(&app).await;
        // Nobody has answered yet: they read why it was taken back.
        let page = asha
            .follow(
                ask(
                    &asha,
                    &tara_id,
                    &path,
                    &[("item", "A bike"), ("amount", "120")],
                )
                .await,
            )
            .await;
        let bike = page.all_links("/fund-requests/")[0].clone();
        let form = asha.get(&format!("{bike}/withdraw")).await;
        let refused = asha.submit(&form, &[]).await;
        assert_eq!(
            refused.errors(),
            ["Enter the reason, in words they can read"]
        );
        asha.submit(&refused, &[("reason", "You chose the bus")])
            .await;
        let (hers, _) = own_pages(&app, &asha, people).await;
        let promises = hers.get("/my/promises").await;
        assert!(
            promises
                .text()
                .contains("We asked for this, then withdrew it: You chose the bus"),
            "{}",
            promises.text()
        );

        // A no stays where they can read it.
        app.after_minutes(1);
        let page = asha
            .follow(
                ask(
                    &asha,
                    &tara_id,
                    &path,
                    &[("item", "A phone"), ("amount", "130")],
                )
                .await,
            )
            .await;
        let phone = page.all_links("/fund-requests/")[0].clone();
        let answer = [("says", "no"), ("answer", "It is for travel")];
        maya.submit(&maya.get(&phone).await, &answer).await;
        app.after_minutes(1);
        let page = asha.get(&phone).await;
        send(
            &asha,
            &page,
            &format!("{phone}/withdraw"),
            &[("reason", "Oh")],
        )
        .await;
        let promises = hers.get("/my/promises").await;
        assert!(
            promises
                .text()
                .contains("The answer was no: It is for travel"),
            "{}",
            promises.text()
        );

        // Of three fares one is paid: the rest is free, and its receipt is still asked for.
        app.after_minutes(1);
        let weekly = [
            ("item", "Bus fares"),
            ("amount", "30"),
            ("rhythm", "weekly"),
            ("number", "3"),
        ];
        let page = agreed(&asha, &tara_id, &path, &weekly).await;
        let paid = send(&asha, &page, &actions(&page, "pay")[0], &[("amount", "10")]).await;
        app.after_minutes(1);
        let handed = send(&asha, &paid, &actions(&paid, "hand")[0], &[]).await;
        let form = asha.get(&format!("{}/withdraw", handed.address())).await;
        let early = day("told", "2026-11-19");
        let refused = asha
            .submit(&form, &with(&[("reason", "The job ended")], &early))
            .await;
        assert_eq!(
            refused.errors(),
            ["Day must not be before the day it was approved"]
        );
        let told = day("told", "2026-11-20");
        let left = asha
            .submit(&refused, &with(&[("reason", "The job ended")], &told))
            .await;
        assert!(
            left.text().contains("Handed over: receipt missing"),
            "{}",
            left.text()
        );
        assert_eq!(balanced(&app).await, [50_000, 30_000, 0, 1_000]);
    }
);
