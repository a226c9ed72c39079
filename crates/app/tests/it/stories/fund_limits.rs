//! What a fund's limits hold back, whichever way they are come at, and what is put right afterwards.

use policy::Role;

use super::{
    day::{Office, day, office, own_pages, with},
    funds::{ask, balances, bring, fund, new_fund, send},
};
use crate::world::{Page, Worker, World};

/// Asks for something and returns the page of the request; whoever asks decides it alone.
async fn agreed(worker: &Worker, person: &str, fund: &str, typed: &[(&str, &str)]) -> Page {
    let page = worker.follow(ask(worker, person, fund, typed).await).await;
    assert!(
        page.path().starts_with("/fund-requests/"),
        "{:?}",
        page.errors()
    );
    page
}

fn request(page: &Page) -> String {
    page.path().split('?').next().unwrap().to_owned()
}

/// The addresses of the forms of a page that do one thing, in their order.
fn actions(page: &Page, what: &str) -> Vec<String> {
    let what = format!("/{what}?");
    let all = page.forms().into_iter().map(|form| form.action);
    all.filter(|action| action.contains(&what)).collect()
}

async fn balanced(app: &World) -> [i64; 4] {
    let (held, sum) = balances(app).await[0];
    assert_eq!(held, sum);
    held
}

story!(
    whoever_pays_in_parts_pays_no_more_than_they_may_decide,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let (_, path) = fund(&app).await;
        let weekly = [
            ("item", "Bus fares"),
            ("amount", "10"),
            ("rhythm", "weekly"),
            ("number", "4"),
        ];
        let page = agreed(&asha, &tara.to_string(), &path, &weekly).await;
        let parts = actions(&page, "pay");
        assert_eq!(parts.len(), 4);
        // 42.50 and three parts of 2.50 come to £50, which a coach may decide; the next £42.50 do not.
        send(&asha, &page, &parts[0], &[("amount", "42.50")]).await;
        app.after_minutes(1);
        let page = asha.get(&request(&page)).await;
        let refused = send(&asha, &page, &parts[1], &[("amount", "42.50")]).await;
        assert_eq!(
            refused.errors(),
            [
                "£10 was approved. For a total of £90, ask a team manager, or make a separate request for the rest"
            ]
        );
        assert_eq!(balanced(&app).await[3], 4_250);
        let fits = send(&asha, &page, &parts[1], &[("amount", "2.50")]).await;
        assert!(fits.errors().is_empty(), "{:?}", fits.errors());
        assert_eq!(balanced(&app).await[3], 4_500);
    }
);

story!(
    what_one_young_person_has_in_a_year_stays_under_the_funds_cap,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let tara = tara.to_string();
        let fay = app.worker("Fay", &[Role::FundHolder]).await;
        let limits = [
            ("person_cap", "100"),
            ("coach_limit", "50"),
            ("team_limit", "1000"),
        ];
        let path = new_fund(&fay, &limits).await;
        bring(&fay, &path, "5000", "").await;
        let shoes = [("item", "Shoes"), ("amount", "50")];
        let coat = [("item", "A coat"), ("amount", "50")];
        let (first, second, third) = tokio::join!(
            ask(&asha, &tara, &path, &shoes),
            ask(&maya, &tara, &path, &shoes),
            ask(&asha, &tara, &path, &coat),
        );
        let refused = [first, second, third];
        let refused: Vec<_> = refused.iter().filter(|page| page.status() == 422).collect();
        assert_eq!(balanced(&app).await[2], 10_000, "two have it");
        assert!(
            refused[0].errors()[0].contains("£100 has already been requested"),
            "{:?}",
            refused[0].errors()
        );

        // Paying one of them dearer goes by the cap too, whoever pays.
        let page = maya.get(&format!("/people/{tara}/money")).await;
        let page = maya
            .get(&page.all_links("/fund-requests/")[0].clone())
            .await;
        let pay = actions(&page, "pay").remove(0);
        let dearer = send(&maya, &page, &pay, &[("amount", "80")]).await;
        assert!(
            dearer.errors()[0].contains("£50 has already been requested"),
            "{:?}",
            dearer.errors()
        );
        assert_eq!(
            dearer
                .forms()
                .iter()
                .filter(|form| form.action == pay)
                .count(),
            1
        );
        assert_eq!(dearer.field("amount"), "80", "what was typed stays");
    }
);

story!(
    nothing_is_promised_where_a_fund_has_no_money_at_all,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let tara_id = tara.to_string();
        let fay = app.worker("Fay", &[Role::FundHolder]).await;
        let path = new_fund(&fay, &[]).await;
        let refused = ask(
            &asha,
            &tara_id,
            &path,
            &[("item", "Trainers"), ("amount", "50")],
        )
        .await;
        assert_eq!(
            refused.errors(),
            ["This fund has no money for that day yet, confirmed or expected. Ask the fund holder"]
        );
        bring(&fay, &path, "10", "40").await;
        let far = day("wanted", "2099-01-01");
        let typed = [("item", "Trainers"), ("amount", "50")];
        let refused = ask(&asha, &tara_id, &path, &with(&typed, &far)).await;
        assert_eq!(refused.errors(), ["Day must be within a year of today"]);

        // Expected money is a promise that says what it waits for.
        let page = agreed(&asha, &tara_id, &path, &typed).await;
        assert!(page.text().contains("waiting for money to be confirmed"));
        assert_eq!(
            page.said(),
            "Approved, but waiting for the money to be confirmed. Once it is, buy it and hand it over."
        );
        let (hers, home) = own_pages(&app, &asha, tara).await;
        assert!(
            home.text()
                .contains("Trainers, as soon as the money comes through"),
            "{}",
            home.text()
        );
        let promises = hers.get("/my/promises").await;
        assert!(
            promises
                .text()
                .contains("It will come as soon as the money comes through"),
            "{}",
            promises.text()
        );
    }
);

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
        let page = asha.get(&request(&paid)).await;
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
    let hers = maya.get(&request(&paid)).await;
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
        let form = asha.get(&format!("{}/withdraw", request(&handed))).await;
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

story!(
    money_that_will_not_come_goes_out_again_and_a_fund_ends,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let (fay, path) = fund(&app).await;
        agreed(
            &asha,
            &tara.to_string(),
            &path,
            &[("item", "Shirt"), ("amount", "50")],
        )
        .await;
        let form = fay.get(&format!("{path}/money")).await;
        let too_much = [("way", "out"), ("confirmed", "450.01"), ("unconfirmed", "")];
        let refused = fay.submit(&form, &too_much).await;
        assert_eq!(
            refused.errors(),
            ["There is not that much available in this year"]
        );
        let out = [("way", "out"), ("confirmed", "400"), ("unconfirmed", "300")];
        fay.submit(&refused, &out).await;
        assert_eq!(balanced(&app).await, [10_000, 0, 5_000, 0]);

        let page = fay.get(&path).await;
        assert!(!page.text().contains("How much has been confirmed?"));
        let form = fay.get(&format!("{path}/edit")).await;
        fay.submit(&form, &[("ended", "yes")]).await;
        let form = asha.get(&format!("/people/{tara}/money/new")).await;
        assert!(form.text().contains("No fund is open"), "{}", form.text());
        assert!(fay.get("/funds").await.text().contains("Ended"));
    }
);

story!(the_same_thing_is_not_asked_for_twice_by_going_back, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let (_, path) = fund(&app).await;
    let shoes = [("item", "Shoes"), ("amount", "40")];
    let page = agreed(&asha, &tara.to_string(), &path, &shoes).await;
    app.after_minutes(1);
    let again = ask(
        &asha,
        &tara.to_string(),
        &path,
        &[("item", "shoes"), ("amount", "40")],
    )
    .await;
    assert_eq!(
        again.errors(),
        [
            "You have already asked for this today. If this is a different request, say how it differs"
        ]
    );
    assert_eq!(balanced(&app).await[2], 4_000);
    // A page that is only sent leads back to the one it was sent from.
    let pay = actions(&page, "pay").remove(0);
    let reopened = asha.follow(asha.get(&pay).await).await;
    assert_eq!(reopened.heading(), "Shoes");
});

story!(
    a_lent_laptop_is_asked_back_by_its_day_and_can_be_lost_on_the_shelf,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let fay = app.worker("Fay", &[Role::FundHolder]).await;
        let stock = new_fund(&fay, &[("kind", "stock"), ("purpose", "equipment")]).await;
        for serial in ["SN-1", "SN-2"] {
            let form = fay.get(&format!("{stock}/devices")).await;
            fay.submit(&form, &[("name", "Laptop"), ("serial", serial)])
                .await;
            app.after_minutes(1);
        }
        let form = asha.get(&format!("/people/{tara}/money/lend")).await;
        let device = form.offered("device")[0].clone();
        let until = day("until", "2026-11-24");
        asha.submit(&form, &with(&[("device", &device)], &until))
            .await;
        let (hers, _) = own_pages(&app, &asha, tara).await;
        let own = hers.get("/my/promises").await;
        assert!(
            own.text()
                .contains("Laptop, to bring back by 24 November 2026"),
            "{}",
            own.text()
        );
        app.on("2026-11-25");
        let today = asha.get("/today").await;
        assert!(
            today.text().contains("ask for the Laptop back"),
            "{}",
            today.text()
        );
        let money = asha.get(&format!("/people/{tara}/money")).await;
        let back = format!("/devices/{device}/back");
        send(&asha, &money, &back, &[("gone", "no")]).await;
        let today = asha.get("/today").await;
        assert!(
            !today.text().contains("ask for the Laptop back"),
            "{}",
            today.text()
        );
        // On the shelf it can be lost too.
        app.after_minutes(1);
        let shelf = fay.get(&stock).await;
        send(&fay, &shelf, &back, &[("gone", "yes")]).await;
        assert!(
            fay.get(&stock)
                .await
                .text()
                .contains("Lost or broken since 25 November 2026")
        );
    }
);
