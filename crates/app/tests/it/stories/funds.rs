//! Funds: asked for, agreed within limits, kept in a ledger that nobody can overdraw, bought, handed over, and told.

use policy::Role;
use store::{
    entities::{fund_entry, fund_year},
    orm::EntityTrait,
};

use axum::{body::Body, http::Request};

use super::{
    day::{Office, day, office, own_pages, with},
    requests::employer,
};
use crate::world::{Held, Hire, Page, Worker, World};
use values::PersonId;

const CAMDEN: &str = include_str!("../../../../../programmes/camden.toml");

/// A fund holder, and a fund of £500 confirmed and £300 expected for the year that is now; a coach decides up to £50, a manager up to £200.
pub(super) async fn fund(app: &World) -> (Worker, String) {
    let fay = app.worker("Fay", &[Role::FundHolder]).await;
    let path = new_fund(&fay, &[]).await;
    bring(&fay, &path, "500", "300").await;
    (fay, path)
}

pub(super) async fn new_fund(fay: &Worker, typed: &[(&str, &str)]) -> String {
    let form = fay.get("/funds/new").await;
    let usual = [
        ("name", "Travel and things"),
        ("purpose", "travel"),
        ("coach_limit", "50"),
        ("team_limit", "200"),
        ("effect", "none"),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| typed.iter().all(|(other, _)| other != name));
    let all: Vec<_> = kept.chain(typed.iter().copied()).collect();
    let page = fay.submit_and_stay(&form, &all).await;
    assert_eq!(page.status(), 303, "{:?}", page.errors());
    page.location().rsplit_once('/').unwrap().0.to_owned()
}

pub(super) async fn bring(fay: &Worker, path: &str, confirmed: &str, expected: &str) {
    let form = fay.get(&format!("{path}/money")).await;
    let typed = [("confirmed", confirmed), ("unconfirmed", expected)];
    let page = fay.submit_and_stay(&form, &typed).await;
    assert_eq!(page.status(), 303, "{:?}", page.errors());
}

pub(super) async fn ask(worker: &Worker, person: &str, fund: &str, typed: &[(&str, &str)]) -> Page {
    let form = worker.get(&format!("/people/{person}/money/new")).await;
    let id = fund.rsplit('/').next().unwrap();
    let all: Vec<_> = [("fund", id)]
        .into_iter()
        .chain(typed.iter().copied())
        .collect();
    worker.submit_and_stay(&form, &all).await
}

/// Sends one of a page's forms with what was typed, and follows where that leads.
pub(super) async fn send(
    worker: &Worker,
    page: &Page,
    action: &str,
    typed: &[(&str, &str)],
) -> Page {
    let mut fields = vec![("form_key".to_owned(), page.form_key())];
    fields.extend(
        typed
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned())),
    );
    worker
        .follow(worker.send_form(action, &fields, &[]).await)
        .await
}

/// Sends a file by the form of a page, and follows where that leads.
pub(super) async fn upload(worker: &Worker, page: &Page, name: &str, content: &str) -> Page {
    let form = page
        .forms()
        .into_iter()
        .find(|form| form.action.contains("receipt"));
    let action = form.unwrap().action;
    let body = format!(
        "--cut\r\ncontent-disposition: form-data; name=\"form_key\"\r\n\r\n{}\r\n--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: text/html\r\n\r\n{content}\r\n--cut--\r\n",
        page.form_key()
    );
    let request = Request::post(action)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=cut")
        .body(Body::from(body))
        .unwrap();
    worker.follow(worker.send(request).await).await
}

/// Every year's sums, and what its ledger adds up to.
pub(super) async fn balances(app: &World) -> Vec<([i64; 4], [i64; 4])> {
    let tx = app.app().store.read().await.unwrap();
    let years = fund_year::Entity::find().all(tx.conn()).await.unwrap();
    let entries = fund_entry::Entity::find().all(tx.conn()).await.unwrap();
    years
        .iter()
        .map(|year| {
            let own = entries.iter().filter(|one| one.fund_year_id == year.id);
            let mut sum = [0; 4];
            for one in own {
                sum[0] += one.confirmed_pence;
                sum[1] += one.unconfirmed_pence;
                sum[2] += one.committed_pence;
                sum[3] += one.spent_pence;
            }
            let held = [
                year.confirmed_pence,
                year.unconfirmed_pence,
                year.committed_pence,
                year.spent_pence,
            ];
            (held, sum)
        })
        .collect()
}

story!(
    solenes_travel_is_agreed_at_once_bought_handed_over_and_its_promise_kept,
    |app| {
        let Office {
            asha, tara: solene, ..
        } = office(&app).await;
        let (fay, path) = fund(&app).await;
        let solene = solene.to_string();
        let wanted = day("wanted", "2026-11-24");
        let typed = with(
            &[
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
        let request = page.path().split('?').next().unwrap().to_owned();
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
    assert!(!hers.text().contains("What is the answer?"));
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
        let typed = [("fund", id.as_str()), ("item", "Shoes"), ("amount", "50")];
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

story!(
    a_leaver_in_month_seven_of_eighteen_keeps_what_was_paid_and_frees_the_rest,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let fay = app.worker("Fay", &[Role::FundHolder]).await;
        let path = new_fund(
            &fay,
            &[
                ("coach_limit", "5000"),
                ("team_limit", "5000"),
                ("purpose", "top-up"),
            ],
        )
        .await;
        bring(&fay, &path, "2000", "").await;
        let tara_id = tara.to_string();
        let typed = [
            ("item", "Top-up of the internship"),
            ("amount", "3000"),
            ("rhythm", "monthly"),
            ("number", "18"),
        ];
        let page = asha.follow(ask(&asha, &tara_id, &path, &typed).await).await;
        // Parts of years to come wait until there is money for them.
        assert!(
            page.text()
                .contains("Waiting for the money to be confirmed"),
            "{}",
            page.text()
        );
        assert_eq!(page.column("Due").len(), 18);
        assert_eq!(page.column("Amount")[0], "£166.67");
        let request = page.path().split('?').next().unwrap().to_owned();
        assert_eq!(
            balances(&app).await[0].0[2],
            16_667 * 5,
            "November to March"
        );

        // The next year's money comes; the parts that fall into it are kept.
        for (from, until) in [("2027-04-01", "2028-03-31"), ("2028-04-01", "2029-03-31")] {
            let form = fay.get(&format!("{path}/money")).await;
            let days: Vec<_> = day("from", from)
                .into_iter()
                .chain(day("until", until))
                .collect();
            fay.submit(&form, &with(&[("confirmed", "2500")], &days))
                .await;
        }
        let mut page = asha.get(&request).await;
        assert!(
            !page.text().contains("Waiting for the money"),
            "{}",
            page.text()
        );
        for month in 0..6 {
            app.on(&format!(
                "{}-{:02}-20",
                2026 + (10 + month) / 12,
                (10 + month) % 12 + 1
            ));
            let pay = page
                .forms()
                .iter()
                .find(|form| form.action.contains("/pay?"))
                .unwrap()
                .action
                .clone();
            let paid = asha.press(&page, &pay).await;
            let hand = paid
                .forms()
                .iter()
                .find(|form| form.action.contains("/hand?"))
                .unwrap()
                .action
                .clone();
            page = asha.press(&paid, &hand).await;
        }
        // Month seven: they leave. The rest is not owed, and they are told.
        app.on("2027-05-25");
        let form = asha.get(&format!("{request}/withdraw")).await;
        let untold = asha
            .submit(
                &form,
                &[("told-day", ""), ("told-month", ""), ("told-year", "")],
            )
            .await;
        assert_eq!(
            untold.errors(),
            [
                "Tell them first, then enter the day you told them",
                "Enter the reason, in words they can read"
            ]
        );
        let on = day("told", "2027-05-24");
        let told = with(
            &[(
                "reason",
                "The internship has ended, so the rest is not paid.",
            )],
            &on,
        );
        let done = asha.submit(&form, &told).await;
        assert!(done.text().contains("Withdrawn"), "{}", done.text());
        let sums: Vec<_> = balances(&app)
            .await
            .into_iter()
            .inspect(|(held, sum)| assert_eq!(held, sum))
            .map(|(held, _)| held)
            .collect();
        assert_eq!(
            sums.iter().map(|held| held[2]).sum::<i64>(),
            0,
            "nothing is kept any more"
        );
        assert_eq!(sums.iter().map(|held| held[3]).sum::<i64>(), 16_667 * 6);
        let (browser, home) = own_pages(&app, &asha, tara).await;
        let own = browser.get(&home.link("Promised to me")).await;
        assert!(
            own.text()
                .contains("The internship has ended, so the rest is not paid"),
            "{}",
            own.text()
        );
    }
);

story!(packs_are_given_and_devices_are_lent_and_come_back, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let fay = app.worker("Fay", &[Role::FundHolder]).await;
    let mut paths = Vec::new();
    for (name, number) in [
        ("Prison packs", "20"),
        ("Suitcases", "320"),
        ("Baby packs", "40"),
    ] {
        let path = new_fund(
            &fay,
            &[("name", name), ("kind", "stock"), ("purpose", "other")],
        )
        .await;
        let form = fay.get(&format!("{path}/stock")).await;
        fay.submit(&form, &[("kind", "in"), ("number", number)])
            .await;
        paths.push(path);
    }
    for (path, given) in paths.iter().zip(["16", "299", "37"]) {
        let form = fay.get(&format!("{path}/stock")).await;
        fay.submit(&form, &[("kind", "given"), ("number", given)])
            .await;
    }
    let tara = tara.to_string();
    let given = asha.follow(ask(&asha, &tara, &paths[1], &[]).await).await;
    assert_eq!(given.said(), "Recorded as handed over.");
    let none = ask(&asha, &tara, &paths[0], &[("things", "5")]).await;
    assert_eq!(none.errors(), ["Only 4 left in stock"]);
    for (path, stands) in paths.iter().zip([
        "4 in stock, 16 given.",
        "20 in stock, 300 given.",
        "3 in stock, 37 given.",
    ]) {
        let page = fay.get(path).await;
        assert!(page.text().contains(stands), "{stands}: {}", page.text());
    }
    let lost = fay.get(&format!("{}/stock", paths[2])).await;
    let too_many = fay
        .submit(&lost, &[("kind", "lost"), ("number", "4")])
        .await;
    assert_eq!(too_many.errors(), ["There are not that many in stock"]);

    let form = fay.get(&format!("{}/devices", paths[1])).await;
    let device = [("name", "Tablet"), ("serial", "SN-001")];
    fay.submit(&form, &device).await;
    let twice = fay
        .submit(&fay.get(&format!("{}/devices", paths[1])).await, &device)
        .await;
    assert_eq!(
        twice.errors(),
        ["A device with this serial number has already been added"]
    );
    let lend = asha.get(&format!("/people/{tara}/money/lend")).await;
    let choice = lend.offered("device")[0].clone();
    let done = asha
        .submit(
            &lend,
            &with(&[("device", choice.as_str())], &day("until", "2027-06-30")),
        )
        .await;
    assert!(
        done.text()
            .contains("Tablet, SN-001, since 20 November 2026, due back by 30 June 2027"),
        "{}",
        done.text()
    );
    let page = fay.get(&paths[1]).await;
    assert!(
        page.text()
            .contains("Lent to Tara Ode, due back by 30 June 2027"),
        "{}",
        page.text()
    );
    let back = page
        .forms()
        .iter()
        .find(|form| form.action.ends_with("/back"))
        .unwrap()
        .action
        .clone();
    let page = fay.press(&page, &back).await;
    assert!(
        page.column("Where it is")
            .iter()
            .any(|cell| cell.starts_with("In stock")),
        "{:?}",
        page.column("Where it is")
    );
});

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
            coach: stranger.id,
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

/// A coach, and somebody who is enrolled as an intern of Camden's.
async fn camden(app: &World) -> (Worker, PersonId) {
    app.on("2026-11-20");
    app.publish(app.home(), CAMDEN).await;
    let team = app.team("Apprenticeships").await;
    let hire = Hire {
        teams: vec![team],
        ..app.somebody("Asha", &[Role::Coach])
    };
    let asha = app.hire(hire).await;
    let held = Held {
        coach: asha.id,
        team,
        ..Held::BY_NOBODY
    };
    let intern = app.young_person("Iris", "Ode", held).await;
    let enrol = [
        ("stage", "internships-camden/applying"),
        ("reason", "Would like to work in a park"),
    ];
    asha.post(&format!("/people/{intern}/enrol"), &enrol).await;
    (asha, intern)
}

/// The generator `SplitMix64`.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

/// One step of whatever comes: asking, answering, confirming, paying, giving back, taking back.
async fn step(
    chance: &mut Chance,
    fay: &Worker,
    person: &str,
    path: &str,
    requests: &mut Vec<String>,
) {
    let pounds = (chance.below(12_000) + 1) as f64 / 100.0;
    let amount = format!("{pounds:.2}");
    match chance.below(8) {
        0 | 1 => {
            let rhythm = ["once", "weekly", "monthly"][usize::try_from(chance.below(3)).unwrap()];
            let number = (chance.below(4) + 1).to_string();
            let id = path.rsplit('/').next().unwrap();
            let typed = [
                ("fund", id),
                ("item", "Something"),
                ("amount", amount.as_str()),
                ("rhythm", rhythm),
                ("number", number.as_str()),
            ];
            let page = fay
                .post(&format!("/people/{person}/money/new"), &typed)
                .await;
            if let Some(made) = page.all_links("/fund-requests/").first().or(page
                .path()
                .starts_with("/fund-requests/")
                .then(|| page.path().to_owned())
                .as_ref())
            {
                requests.push(made.split('?').next().unwrap().to_owned());
            }
        }
        2 => {
            let page = fay.get(path).await;
            if let Some(form) = page
                .forms()
                .iter()
                .find(|form| form.action.ends_with("/confirm"))
            {
                let action = form.action.clone();
                fay.press(&page, &action).await;
            }
        }
        what => {
            if requests.is_empty() {
                return;
            }
            let at = usize::try_from(chance.below(requests.len() as u64)).unwrap();
            let page = fay.get(&requests[at].clone()).await;
            let wanted =
                ["/pay?", "/hand?", "/back?", "/write-off?", "/decide"][(what - 3) as usize];
            if wanted == "/decide" && chance.below(2) == 0 {
                let on = day("told", "2026-11-20");
                let told = with(&[("reason", "This has changed")], &on);
                send(fay, &page, &format!("{}/withdraw", requests[at]), &told).await;
                return;
            }
            let forms = page.forms();
            let found: Vec<_> = forms
                .iter()
                .filter(|form| form.action.contains(wanted))
                .collect();
            if let Some(form) = found.first() {
                let action = form.action.clone();
                let typed: Vec<(&str, &str)> = match wanted {
                    "/decide" => vec![("says", "yes")],
                    "/pay?" | "/back?" => vec![("amount", amount.as_str())],
                    _ => vec![],
                };
                send(fay, &page, &action, &typed).await;
            }
        }
    }
}

story!(
    whatever_is_asked_paid_and_taken_back_every_balance_is_what_its_ledger_says,
    |app| {
        let Office { tara, team, .. } = office(&app).await;
        let everything = [Role::FundHolder, Role::TeamManager, Role::Coach];
        let fay = app
            .hire(Hire {
                teams: vec![team],
                ..app.somebody("Fay", &everything)
            })
            .await;
        let path = new_fund(&fay, &[("coach_limit", "100000"), ("team_limit", "100000")]).await;
        bring(&fay, &path, "200", "150").await;
        let (tara, mut requests) = (tara.to_string(), Vec::new());
        let mut chance = Chance(20_261_120);
        for number in 0..60 {
            app.after_minutes(1);
            step(&mut chance, &fay, &tara, &path, &mut requests).await;
            for (held, sum) in balances(&app).await {
                assert_eq!(held, sum, "after step {number}");
                let [confirmed, unconfirmed, committed, spent] = held;
                assert!(
                    confirmed - committed - spent >= 0,
                    "overdrawn after step {number}: {held:?}"
                );
                assert!(unconfirmed >= 0 && committed >= 0 && spent >= 0, "{held:?}");
            }
        }
        let [_, _, committed, spent] = balances(&app).await[0].0;
        assert!(
            requests.len() > 5 && committed + spent > 0,
            "the steps did something: {requests:?}"
        );
    }
);

story!(
    a_top_up_of_the_programme_is_paid_by_its_fund_and_stops_with_the_work,
    |app| {
        let (asha, intern) = camden(&app).await;
        let fay = app.worker("Fay", &[Role::FundHolder]).await;
        let path = new_fund(&fay, &[("name", "Top-ups"), ("purpose", "top-up")]).await;
        bring(&fay, &path, "1000", "").await;
        let works = employer(&asha, "Camden parks", "job", ("Ola", "ola@parks.example")).await;
        let form = asha
            .get(&format!("/people/{intern}/work-placements/new"))
            .await;
        let id = works.rsplit('/').next().unwrap();
        let typed = [
            ("employer", id),
            ("title", "Intern in parks"),
            ("kind", "internship"),
            ("hourly", "14.80"),
        ];
        let starts = day("starts", "2026-11-20");
        let page = asha.submit(&form, &with(&typed, &starts)).await;
        let one = page.path().split('?').next().unwrap().to_owned();
        let start = asha.get(&format!("{one}/start")).await;
        let began = day("on", "2026-11-20");
        asha.submit(&start, &with(&[], &began)).await;
        // November to March lies in the year that has money: four parts, from a month after the start on.
        assert_eq!(balances(&app).await[0].0[2], 16_667 * 4);
        let shown = asha.get(&one).await;
        assert_eq!(shown.column("Due").len(), 18);

        // The first part, by the work placement; the second, by the fund.
        app.on("2026-12-21");
        let page = asha.get(&one).await;
        let paid = page
            .forms()
            .into_iter()
            .find(|form| form.action.contains("/top-up?"));
        asha.press(&page, &paid.unwrap().action).await;
        assert_eq!(balances(&app).await[0].0[3], 16_667);
        app.on("2027-01-20");
        let fund = fay.get(&path).await;
        let request = fund.all_links("/fund-requests/")[0].clone();
        let page = fay.get(&request).await;
        let pay = page
            .forms()
            .into_iter()
            .find(|form| form.action.contains("/pay?"));
        fay.press(&page, &pay.unwrap().action).await;
        let shown = asha.get(&one).await;
        assert!(
            shown.text().contains("Paid, recorded on 20 January 2027"),
            "{}",
            shown.text()
        );

        // They leave in month seven: what fell due is owed, the rest is free again.
        app.on("2027-06-10");
        let form = asha.get(&format!("{one}/end")).await;
        let ended = asha
            .submit(
                &form,
                &with(
                    &[("reason", "another-job"), ("side", "young-person")],
                    &day("on", "2027-06-10"),
                ),
            )
            .await;
        assert!(ended.errors().is_empty(), "{:?}", ended.errors());
        for (held, sum) in balances(&app).await {
            assert_eq!(held, sum);
            assert_eq!(held[2], 16_667 * 2, "February and March are still owed");
            assert_eq!(held[3], 16_667 * 2);
        }
    }
);

story!(
    whoever_comes_gets_a_voucher_each_time_and_nobody_two_for_one_evening,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
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
    }
);
