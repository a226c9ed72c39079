//! What a fund's limits hold back, whichever way they are come at.

use policy::Role;

use super::{actions, agreed, balanced};
use crate::world::{
    Held,
    fields::{day, send, with},
    money::{ask, bring, fund, new_fund},
    office::{Office, office},
    own_pages::own_pages,
};

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
        let page = asha.get(&page.address()).await;
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
        let shown = fay.get(&path).await;
        assert!(
            shown.text().contains("Approved, waiting for money £50"),
            "{}",
            shown.text()
        );
    }
);

story!(
    a_fund_stays_within_its_own_rules_and_says_that_they_are_its_own,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let fay = app.worker("Fay", &[Role::FundHolder]).await;
        let path = new_fund(
            &fay,
            &[("item_cap", "40"), ("person_cap", "60"), ("oldest", "24")],
        )
        .await;
        bring(&fay, &path, "1000", "").await;
        let tara = tara.to_string();
        let page = ask(&asha, &tara, &path, &[("item", "Shoes"), ("amount", "45")]).await;
        assert!(
            page.errors()[0].contains("up to £40 for one item"),
            "{:?}",
            page.errors()
        );
        assert!(page.errors()[0].contains("not a limit on what the council must do"));
        ask(&asha, &tara, &path, &[("item", "Shoes"), ("amount", "35")]).await;
        let page = ask(&asha, &tara, &path, &[("item", "A coat"), ("amount", "30")]).await;
        assert!(
            page.errors()[0].contains(
                "up to £60 for one young person in a year, and £35 has already been requested"
            ),
            "{:?}",
            page.errors()
        );
        let none = ask(&asha, &tara, &path, &[("item", ""), ("amount", "")]).await;
        assert_eq!(
            none.errors(),
            ["Enter what it is for", "Enter the total cost"]
        );

        // Somebody who does not work with them asks for nothing.
        let stranger = app.worker("Noor", &[Role::Coach]).await;
        assert_eq!(
            stranger
                .get(&format!("/people/{tara}/money/new"))
                .await
                .status(),
            404
        );
        let held = Held {
            coach: Some(stranger.id),
            ..Held::BY_NOBODY
        };
        let kai = app.young_person("Kai", "Ode", held).await;
        assert!(
            stranger
                .get(&format!("/people/{kai}/money"))
                .await
                .text()
                .contains("There are no requests yet")
        );
        assert!(
            !stranger.get(&path).await.text().contains("Tara"),
            "whom they do not know stands on no line"
        );
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
