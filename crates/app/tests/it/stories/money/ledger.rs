//! The ledger: parts of years to come, and that every balance is what its lines add up to.

use policy::Role;

use crate::world::{
    Hire, Worker,
    fields::{day, send, with},
    money::{ask, balances, bring, new_fund},
    office::{Office, office},
    own_pages::own_pages,
};

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
        let request = page.address();
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
                ("kind", "other"),
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
