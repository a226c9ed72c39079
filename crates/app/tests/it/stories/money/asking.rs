//! Asking a fund: agreed within limits, by whoever the fund says, once.

use policy::Role;

use super::{actions, agreed, balanced};
use crate::world::{
    fields::{day, send, with},
    money::{ask, balances, bring, fund, new_fund, upload},
    office::{Office, office},
};

story!(
    solenes_travel_is_agreed_at_once_bought_handed_over_and_its_promise_kept,
    |app| {
        let Office {
            asha,
            maya,
            tara: solene,
            ..
        } = office(&app).await;
        let (fay, path) = fund(&app).await;
        let solene = solene.to_string();
        let wanted = day("wanted", "2026-11-24");
        // The fund pays for several kinds of thing, so each purchase says which it is.
        let unsaid = ask(
            &asha,
            &solene,
            &path,
            &[("kind", ""), ("item", "Travel"), ("amount", "48.50")],
        )
        .await;
        assert_eq!(unsaid.errors(), ["Choose what kind of thing it is"]);
        let typed = with(
            &[
                ("kind", "travel"),
                ("item", "Travel in the first month of work"),
                ("amount", "48.50"),
            ],
            &wanted,
        );
        let page = asha.follow(ask(&asha, &solene, &path, &typed).await).await;
        assert_eq!(
            page.said(),
            "Approved, and promised to them. Buy it and hand it over."
        );
        let request = page.address();
        assert!(
            page.text().contains("Approved: to be paid and handed over"),
            "{}",
            page.text()
        );
        let promises = asha.get(&format!("/people/{solene}/promises")).await;
        assert!(
            promises
                .text()
                .contains("Travel in the first month of work"),
            "{}",
            promises.text()
        );
        assert!(
            promises.text().contains("Promised by a fund"),
            "{}",
            promises.text()
        );

        // It costs less; the rest is free again.
        let bought = asha.submit(&page, &[("amount", "45")]).await;
        assert!(
            bought.text().contains("Paid on 20 November 2026: £45"),
            "{}",
            bought.text()
        );
        app.after_minutes(1);
        let forms = page.forms();
        let pay = forms
            .iter()
            .find(|form| form.action.contains("/pay?"))
            .unwrap();
        let part = pay.action.split("part=").nth(1).unwrap().to_owned();
        let handed = asha
            .press(&bought, &format!("{request}/hand?part={part}"))
            .await;
        assert!(
            handed.text().contains("Handed over: receipt missing"),
            "{}",
            handed.text()
        );
        let promises = asha.get(&format!("/people/{solene}/promises")).await;
        assert!(promises.text().contains("Kept"), "{}", promises.text());

        // A script is no receipt, whatever it is called; a PDF is.
        let form = asha.get(&format!("{request}/receipt?part={part}")).await;

        let wrong = upload(&asha, &form, "receipt.pdf", "<script>alert(1)</script>").await;
        assert_eq!(wrong.errors(), ["The file must be a photo or a PDF"]);
        upload(&asha, &form, "receipt.html", "%PDF-1.7 receipt").await;
        let done = asha.get(&request).await;
        assert!(done.text().contains("Done"), "{}", done.text());
        let file = asha.get(&done.link("Receipt : 24 November 2026")).await;
        assert_eq!(file.header("content-type"), "application/pdf");
        assert!(file.header("content-disposition").starts_with("attachment"));

        let shown = fay.get(&path).await;
        assert!(shown.text().contains("Spent £45"), "{}", shown.text());
        assert!(shown.text().contains("Available £455"), "{}", shown.text());
        let csv = fay.get(&format!("{path}/export")).await;
        assert!(
            csv.body().contains(",48.5,") || csv.body().contains("48.50"),
            "{}",
            csv.body()
        );
        assert!(!csv.body().contains("Tara"), "finance needs no name");
        let report = maya.get("/reports/cost").await;
        assert!(
            report.text().contains("£45 was paid for 1 young person"),
            "{}",
            report.text()
        );
        assert_eq!(report.column("For"), ["Travel"]);
        assert!(csv.body().contains(",travel\n") || csv.body().contains(",travel\r\n"));
        for (held, sum) in balances(&app).await {
            assert_eq!(held, sum);
        }
    }
);

story!(a_request_is_decided_by_whoever_the_fund_says, |app| {
    let Office {
        asha, maya, tara, ..
    } = office(&app).await;
    let (fay, path) = fund(&app).await;
    let tara = tara.to_string();
    let asked = asha
        .follow(
            ask(
                &asha,
                &tara,
                &path,
                &[("item", "Interview clothes"), ("amount", "120")],
            )
            .await,
        )
        .await;
    assert!(
        asked.said().starts_with("The request has been sent"),
        "{}",
        asked.said()
    );
    let request = asked.all_links("/fund-requests/")[0].clone();
    let hers = asha.get(&request).await;
    assert!(
        hers.text()
            .contains("Waiting for an answer from a team manager"),
        "{}",
        hers.text()
    );
    assert!(!hers.text().contains("Yes, approve"));
    let decides = maya.get(&request).await.text();
    assert!(decides.contains("£380 if you say yes"), "{decides}");
    assert!(
        decides.contains("Asked by: Asha") || decides.contains("Asked by Asha"),
        "{decides}"
    );
    let decide = format!("{request}/decide");
    let refused = send(&asha, &hers, &decide, &[("says", "yes")]).await;
    assert_eq!(refused.status(), 403);
    assert!(
        maya.get("/today")
            .await
            .text()
            .contains("answer the request for Interview clothes")
    );
    let answered = maya
        .submit(&maya.get(&request).await, &[("says", "no")])
        .await;
    assert_eq!(
        answered.errors(),
        ["Enter the reason, in words they can read"]
    );
    let answered = maya
        .submit(&answered, &[("says", "yes"), ("answer", "")])
        .await;
    assert!(answered.text().contains("Approved"), "{}", answered.text());

    app.after_minutes(1);
    // Above the manager's limit only the fund holder answers, who sees the request and nothing else.
    let laptop = asha
        .follow(
            ask(
                &asha,
                &tara,
                &path,
                &[("item", "Laptop"), ("amount", "350")],
            )
            .await,
        )
        .await;
    let laptop = laptop.all_links("/fund-requests/")[0].clone();
    assert_eq!(
        send(
            &maya,
            &maya.get(&laptop).await,
            &format!("{laptop}/decide"),
            &[("says", "yes")]
        )
        .await
        .status(),
        403
    );
    assert_eq!(fay.get(&format!("/people/{tara}")).await.status(), 404);
    let todo = fay.get("/funds").await;
    assert!(
        todo.text().contains("answer the request for Laptop"),
        "{}",
        todo.text()
    );
    let done = fay
        .submit(&fay.get(&laptop).await, &[("says", "yes")])
        .await;
    assert!(
        done.text().contains("Approved: to be paid"),
        "{}",
        done.text()
    );

    app.after_minutes(1);
    // £30 is left confirmed: more waits for the £300 that is expected, and beyond that is refused.
    let waits = fay
        .follow(ask(&asha, &tara, &path, &[("item", "Tools"), ("amount", "40")]).await)
        .await;
    let waits = asha.get(waits.path().split('?').next().unwrap()).await;
    assert!(
        waits.text().contains("waiting for money to be confirmed"),
        "{}",
        waits.text()
    );
    app.after_minutes(1);
    let too_much = ask(
        &asha,
        &tara,
        &path,
        &[("item", "Course"), ("amount", "400")],
    )
    .await;
    let course = asha.follow(too_much).await.all_links("/fund-requests/")[0].clone();
    let told = fay
        .submit(&fay.get(&course).await, &[("says", "yes")])
        .await;
    assert_eq!(
        told.errors(),
        [
            "Only £290 is left in this fund for that day, counting expected money and requests already waiting"
        ]
    );

    // Confirmed, it is kept for whoever waits.
    let shown = fay.get(&path).await;
    assert!(
        shown.text().contains("Approved, waiting for money £40"),
        "{}",
        shown.text()
    );
    fay.submit(&shown, &[("amount", "300")]).await;
    let waits = asha.get(waits.path()).await;
    assert!(
        waits.text().contains("Approved: to be paid"),
        "{}",
        waits.text()
    );
    for (held, sum) in balances(&app).await {
        assert_eq!(held, sum);
        assert_eq!(held, [80_000, 0, 51_000, 0]);
    }
});

story!(
    two_who_spend_the_last_fifty_pounds_at_once_do_not_both_have_it,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let fay = app.worker("Fay", &[Role::FundHolder]).await;
        let path = new_fund(&fay, &[]).await;
        bring(&fay, &path, "50", "").await;
        let tara = tara.to_string();
        let id = path.rsplit('/').next().unwrap().to_owned();
        let new = format!("/people/{tara}/money/new");
        let (one, other) = (asha.get(&new).await, maya.get(&new).await);
        let typed = [
            ("fund", id.as_str()),
            ("kind", "clothes"),
            ("item", "Shoes"),
            ("amount", "50"),
        ];
        let (first, second) = tokio::join!(
            asha.submit_and_stay(&one, &typed),
            maya.submit_and_stay(&other, &typed)
        );
        let mut statuses = [first.status(), second.status()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422]);
        let told = if first.status() == 422 { first } else { second };
        assert_eq!(
            told.errors(),
            [
                "Only £0 is left in this fund for that day, counting expected money and requests already waiting"
            ]
        );
        assert_eq!(told.field("item"), "Shoes", "what was typed is kept");
        assert_eq!(
            balances(&app).await[0],
            ([5_000, 0, 5_000, 0], [5_000, 0, 5_000, 0])
        );
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
