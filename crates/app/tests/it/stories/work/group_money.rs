//! Money for a group, and vouchers of activities.

use policy::Role;

use crate::world::{
    Page, Worker,
    fields::{day, send, with},
    money::{balances, bring, fund, new_fund, upload},
    office::{Office, office},
    own_pages::own_pages,
};

/// Plans an activity of this day, and returns its path.
async fn plan(worker: &Worker, title: &str, more: &[(&str, &str)]) -> String {
    let form = worker.get("/activities/new").await;
    let on = day("on", "2026-11-20");
    let typed = [
        ("title", title),
        ("kind", "workshop"),
        ("begins", "5pm"),
        ("place", "The hall"),
    ];
    let typed: Vec<_> = typed.into_iter().chain(more.iter().copied()).collect();
    let page = worker.submit(&form, &with(&typed, &on)).await;
    page.address()
}

async fn invite(worker: &Worker, activity: &str, person: &str) {
    let form = worker.get(&format!("{activity}/invite")).await;
    worker.submit(&form, &[("person", person)]).await;
}

async fn came(worker: &Worker, activity: &str, people: &[&str]) -> Page {
    let form = worker.get(&format!("{activity}/attendance")).await;
    let mut fields = vec![("form_key".to_owned(), form.form_key())];
    fields.extend(
        people
            .iter()
            .map(|id| ("person".to_owned(), (*id).to_owned())),
    );
    let to = format!("{activity}/attendance");
    worker
        .follow(worker.send_form(&to, &fields, &[]).await)
        .await
}

story!(
    a_market_stall_has_its_sixty_pounds_and_those_who_came_share_what_it_cost,
    |app| {
        let Office {
            asha,
            maya,
            tara,
            team,
        } = office(&app).await;
        let held = crate::world::Held {
            coach: Some(asha.id),
            team: Some(team),
            ..crate::world::Held::BY_NOBODY
        };
        let sam = app.young_person("Sam", "Bee", held).await;
        let (tara, sam) = (tara.to_string(), sam.to_string());
        let (fay, path) = fund(&app).await;
        let stall = plan(&asha, "Market stall challenge", &[]).await;
        for person in [&tara, &sam] {
            invite(&asha, &stall, person).await;
        }

        let form = asha.get(&format!("{stall}/money")).await;
        let nothing = asha.submit(&form, &[]).await;
        assert_eq!(
            nothing.errors(),
            [
                "Choose the fund",
                "Enter what it is for",
                "Enter how much it costs in total"
            ]
        );
        let pot = path.rsplit('/').next().unwrap();
        let wanted = [("fund", pot), ("item", "Goods to sell"), ("amount", "60")];
        let asked = asha.submit(&nothing, &wanted).await;
        assert!(
            asked
                .text()
                .contains("Waiting for an answer from a team manager"),
            "{}",
            asked.text()
        );
        let request = asked.address();
        let refused = send(&asha, &asked, &request, &[("says", "yes")]).await;
        assert_eq!(refused.status(), 403, "£60 is above a coach's limit");
        let today = maya.get("/today").await;
        assert!(
            today
                .text()
                .contains("Answer the request for a group: Goods to sell"),
            "{}",
            today.text()
        );

        app.after_minutes(1);
        let waits = maya.get(&request).await;
        let no = maya.submit(&waits, &[("says", "no")]).await;
        assert_eq!(no.errors(), ["Enter the reason, in words they can read"]);
        let paid = maya.submit(&no, &[("says", "yes")]).await;
        assert!(paid.text().contains("Paid"), "{}", paid.text());
        // Whoever still has the old page open pays nothing twice.
        app.after_minutes(1);
        send(&maya, &waits, &request, &[("says", "yes")]).await;
        assert_eq!(balances(&app).await[0].0, [50_000, 30_000, 0, 6_000]);

        let too_much = maya.submit(&paid, &[("amount", "60.01")]).await;
        assert_eq!(
            too_much.errors(),
            ["The amount returned must not be more than was paid"]
        );
        let back = maya.submit(&too_much, &[("amount", "12.50")]).await;
        assert!(back.text().contains("Returned £12.50"), "{}", back.text());
        let (held, sum) = balances(&app).await[0];
        assert_eq!((held, sum), ([50_000, 30_000, 0, 4_750], held));

        let today = asha.get("/today").await;
        assert!(
            today
                .text()
                .contains("Receipt missing for a group: Goods to sell"),
            "{}",
            today.text()
        );
        let form = asha.get(&back.link("Needed: add the receipt")).await;
        let wrong = upload(&asha, &form, "stall.pdf", "<script>alert(1)</script>").await;
        assert_eq!(wrong.errors(), ["The file must be a photo or a PDF"]);
        let done = upload(&asha, &form, "stall.pdf", "%PDF-1.7 stall").await;
        assert!(!asha.get("/today").await.text().contains("Goods to sell"));
        let file = asha.get(&done.link("View the receipt")).await;
        assert_eq!(file.header("content-type"), "application/pdf");

        // Until somebody is written down as having come, nobody is counted as helped.
        let cost = maya.get("/reports/cost").await;
        assert!(
            cost.text()
                .contains("£47.50 more was paid for groups with no attendance recorded"),
            "{}",
            cost.text()
        );
        came(&asha, &stall, &[&tara, &sam]).await;
        let cost = maya.get("/reports/cost").await;
        assert!(
            cost.text().contains("£47.50 was paid for 2 young people"),
            "{}",
            cost.text()
        );
        assert!(
            cost.text()
                .contains("For each young person who was helped: £23.75"),
            "{}",
            cost.text()
        );
        let csv = fay.get(&format!("{path}/export")).await;
        assert!(
            csv.body()
                .contains("\"Market stall challenge, 2026-11-20\""),
            "{}",
            csv.body()
        );
        assert!(csv.body().contains(",60.00,12.50,yes"), "{}", csv.body());
        let shown = asha.get(&stall).await;
        assert!(
            shown.text().contains("Money for groups"),
            "{}",
            shown.text()
        );
        // It is nobody's own.
        let own = asha.get(&format!("/people/{tara}/money")).await;
        assert!(!own.text().contains("Goods to sell"), "{}", own.text());
        let (hers, _) = own_pages(&app, &asha, tara.parse().unwrap()).await;
        let money = hers.get("/my/promises").await;
        assert!(!money.text().contains("Goods to sell"), "{}", money.text());
    }
);

story!(
    a_group_waits_while_the_money_is_not_there_and_keeps_to_the_funds_own_limit,
    |app| {
        let Office { asha, .. } = office(&app).await;
        let fay = app.worker("Fay", &[Role::FundHolder]).await;
        let limits = [("item_cap", "60"), ("coach_limit", "60")];
        let path = new_fund(&fay, &limits).await;
        bring(&fay, &path, "50", "100").await;
        let stall = plan(&asha, "Market stall challenge", &[]).await;
        let pot = path.rsplit('/').next().unwrap();
        let form = asha.get(&format!("{stall}/money")).await;
        let wanted = [
            ("fund", pot),
            ("item", "Goods to sell"),
            ("amount", "60.01"),
        ];
        let over = asha.submit(&form, &wanted).await;
        assert_eq!(over.errors(), ["This fund pays up to £60 for one item."]);

        // A coach may decide £60 here, but only £50 is confirmed.
        let asked = asha.submit(&over, &[("amount", "60")]).await;
        assert!(
            asked.text().contains("Waiting for an answer"),
            "{}",
            asked.text()
        );
        let told = asha.submit(&asked, &[("says", "yes")]).await;
        assert_eq!(
            told.errors(),
            ["There is not enough confirmed money in this fund now. The request will wait"]
        );
        assert_eq!(balances(&app).await[0].0, [5_000, 10_000, 0, 0]);
        let fund = fay.get(&path).await;
        send(
            &fay,
            &fund,
            &format!("{path}/confirm"),
            &[("year", &fund.field("year")), ("amount", "100")],
        )
        .await;
        let paid = asha.submit(&told, &[("says", "yes")]).await;
        assert!(paid.text().contains("Paid"), "{}", paid.text());
        assert_eq!(balances(&app).await[0].0, [15_000, 0, 0, 6_000]);
    }
);

story!(two_activities_of_one_title_give_a_voucher_each, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let fay = app.worker("Fay", &[Role::FundHolder]).await;
    let path = new_fund(&fay, &[("purpose", "vouchers")]).await;
    bring(&fay, &path, "100", "").await;
    let pot = path.rsplit('/').next().unwrap();
    let tara = tara.to_string();
    for _ in 0..2 {
        let lunch = plan(&asha, "Lunch", &[("fund", pot), ("voucher", "10")]).await;
        invite(&asha, &lunch, &tara).await;
        came(&asha, &lunch, &[&tara]).await;
        app.after_minutes(1);
    }
    let money = asha.get(&format!("/people/{tara}/money")).await;
    assert_eq!(money.column("Amount"), ["£10", "£10"]);

    // Whoever was ticked by mistake is unticked; the voucher stays, as it was given.
    let activities = asha.get("/activities").await.all_links("/activities/");
    let lunch = activities
        .iter()
        .find(|link| !link.ends_with("/new"))
        .unwrap();
    app.after_minutes(1);
    let shown = came(&asha, lunch, &[]).await;
    assert_eq!(shown.column("Came"), ["No"]);
    assert!(
        shown.text().contains("£10 for everyone who comes"),
        "{}",
        shown.text()
    );
});

story!(
    whoever_comes_gets_a_voucher_each_time_and_nobody_two_for_one_evening,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let fay = app.worker("Fay", &[Role::FundHolder]).await;
        let path = new_fund(&fay, &[("name", "Vouchers"), ("purpose", "vouchers")]).await;
        bring(&fay, &path, "15", "").await;
        let id = path.rsplit('/').next().unwrap();
        let form = asha.get("/activities/new").await;
        let typed = [
            ("title", "Cooking with friends"),
            ("kind", "workshop"),
            ("every", "2"),
            ("times", "3"),
            ("begins", "5pm"),
            ("place", "The kitchen"),
            ("fund", id),
            ("voucher", "10"),
        ];
        let wrong = asha
            .submit(
                &form,
                &with(
                    &[("voucher", "10"), ("title", "x")],
                    &day("on", "2026-11-20"),
                ),
            )
            .await;
        assert!(
            wrong.errors().contains(
                &"Enter what the voucher is worth, and choose the fund that pays for it".to_owned()
            ),
            "{:?}",
            wrong.errors()
        );
        asha.submit(&form, &with(&typed, &day("on", "2026-11-20")))
            .await;
        let evenings = asha.get("/activities").await.all_links("/activities/");
        let mut evenings: Vec<String> = evenings
            .into_iter()
            .filter(|link| !link.ends_with("/new"))
            .collect();
        evenings.dedup();
        assert!(evenings.len() >= 3, "{evenings:?}");
        let tara = tara.to_string();
        for evening in &evenings {
            let invite = asha.get(&format!("{evening}/invite")).await;
            asha.submit(&invite, &[("person", &tara)]).await;
        }
        app.on("2026-12-18");
        for evening in evenings.iter().take(2) {
            for ticked in [
                &[("person", tara.as_str())][..],
                &[],
                &[("person", tara.as_str())],
            ] {
                let form = asha.get(&format!("{evening}/attendance")).await;
                let mut fields = vec![("form_key".to_owned(), form.form_key())];
                fields.extend(
                    ticked
                        .iter()
                        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned())),
                );
                let to = format!("{evening}/attendance");
                asha.follow(asha.send_form(&to, &fields, &[]).await).await;
                app.after_minutes(1);
            }
        }
        let money = asha.get(&format!("/people/{tara}/money")).await;
        assert_eq!(money.column("Amount"), ["£10", "£10"]);
        // £15 is there: the second waits, and nothing is overdrawn.
        assert!(
            money.text().contains("waiting for money to be confirmed"),
            "{}",
            money.text()
        );
        assert_eq!(balances(&app).await[0].0, [1_500, 0, 1_000, 0]);
        let report = maya.get("/reports/activities").await;
        assert_eq!(report.column("Attendances"), ["2"]);
    }
);
