//! A young person signs in: by a link, a number that somebody confirmed, and on no lost phone.

use std::time::Instant;

use axum::http::Request;

use crate::world::{
    World, link_in,
    office::{Office, office},
    own_pages::own_pages,
};

story!(
    a_number_opens_nothing_alone_once_nobody_has_confirmed_it_for_six_months,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        asha.post(
            &format!("/people/{tara}/edit"),
            &[("phone", "07700 900321")],
        )
        .await;
        let links = async || {
            let list = asha.get(&format!("/people/{tara}/messages")).await;
            list.text().matches("A link to their own pages.").count()
        };
        let ask = async |number: &str| {
            let browser = app.browser();
            let page = browser.get("/my/sign-in").await;
            let answer = browser.submit(&page, &[("reach", number)]).await;
            foothold::program::worker::answer_all(app.app())
                .await
                .unwrap();
            answer
        };
        let unknown = ask("07700 900321").await;
        assert_eq!(links().await, 0, "nobody has confirmed it yet");
        let given = [("how", "text"), ("confirmed", "yes")];
        asha.post(&format!("/people/{tara}/own-pages"), &given)
            .await;
        let known = ask("+44 7700 900321").await;
        assert_eq!(links().await, 2);
        assert_eq!(
            known.text(),
            unknown.text(),
            "the answer is the same to everybody"
        );
        app.on("2027-05-24");
        ask("07700 900321").await;
        assert_eq!(
            links().await,
            2,
            "six months on, a worker confirms it first"
        );
        let request = Request::get("/my")
            .header("cookie", "__Host-my=nonsense")
            .body(axum::body::Body::empty());
        assert_eq!(app.browser().send(request.unwrap()).await.status(), 303);
    }
);

story!(a_lost_phone_is_out_once_a_newer_link_is_used, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let (lost, _) = own_pages(&app, &asha, tara).await;
    assert_eq!(lost.get("/my").await.path(), "/my");
    let (new, _) = own_pages(&app, &asha, tara).await;
    assert_eq!(new.get("/my").await.path(), "/my");
    assert!(lost.get("/my").await.path().starts_with("/my/sign-in"));

    // A newer link ends the one before it, used or not.
    let give = format!("/people/{tara}/own-pages");
    let first = asha.post(&give, &[("how", "here")]).await.text();
    asha.post(&give, &[("how", "here")]).await;
    let link = link_in(&first, "/my/link/");
    let spent = app.browser().get(&link).await;
    assert!(spent.heading().contains("no longer works"));

    // The worker signs them out, and they themselves can too.
    let page = asha.get(&give).await;
    assert!(
        page.text().contains("signed in on 1 phone or computer"),
        "{}",
        page.text()
    );
    let ended = asha.press(&page, &format!("{give}/end")).await;
    assert!(
        ended.text().contains("signed out on every phone"),
        "{}",
        ended.text()
    );
    assert!(new.get("/my").await.path().starts_with("/my/sign-in"));
    let (phone, home) = own_pages(&app, &asha, tara).await;
    let out = phone.press(&home, "/my/sign-out-everywhere").await;
    assert!(out.path().starts_with("/my/sign-in"), "{}", out.path());
    assert!(phone.get("/my").await.path().starts_with("/my/sign-in"));
});

story!(a_changed_number_ends_what_the_old_one_could_open, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let edit = format!("/people/{tara}/edit");
    asha.post(&edit, &[("phone", "07700 900321")]).await;
    let give = format!("/people/{tara}/own-pages");
    asha.post(&give, &[("how", "text"), ("confirmed", "yes")])
        .await;
    let (old, _) = own_pages(&app, &asha, tara).await;
    asha.post(&edit, &[("phone", "+44 7700 900 321")]).await;
    assert_eq!(
        old.get("/my").await.path(),
        "/my",
        "the same number, written otherwise"
    );
    asha.post(&edit, &[("phone", "07700 900654 (her own)")])
        .await;
    assert!(old.get("/my").await.path().starts_with("/my/sign-in"));
    let browser = app.browser();
    let before = asha.get(&format!("/people/{tara}/messages")).await.text();
    browser
        .post("/my/sign-in", &[("reach", "07700 900321")])
        .await;
    foothold::program::worker::answer_all(app.app())
        .await
        .unwrap();
    let after = asha.get(&format!("/people/{tara}/messages")).await.text();
    let links = |text: &str| text.matches("A link to their own pages.").count();
    assert_eq!(
        links(&before),
        links(&after),
        "the old number gets no link any more"
    );
});

/// Returns how a rank-sum test sees two samples: 0 for no difference, and above 4 for one that no chance makes.
fn apart(one: &[u128], other: &[u128]) -> f64 {
    let mut all: Vec<(u128, bool)> = one.iter().map(|time| (*time, true)).collect();
    all.extend(other.iter().map(|time| (*time, false)));
    all.sort_unstable();
    let ranks: f64 = all
        .iter()
        .enumerate()
        .filter(|(_, (_, is_one))| *is_one)
        .map(|(place, _)| place as f64 + 1.0)
        .sum();
    let (m, n) = (one.len() as f64, other.len() as f64);
    let mean = m * (m + n + 1.0) / 2.0;
    let spread = (m * n * (m + n + 1.0) / 12.0).sqrt();
    (ranks - mean).abs() / spread
}

/// Asks by turns for somebody who is known and somebody who is not, a thousand times each, and returns how far apart the times are.
async fn times_apart(app: &World, path: &str, field: &str, known: &str, unknown: &str) -> f64 {
    let browser = app.browser();
    let (mut of_known, mut of_unknown) = (Vec::new(), Vec::new());
    for turn in 0..1_000 {
        if turn % 4 == 0 {
            // Nobody waits because of those before them.
            app.after_minutes(16);
            foothold::program::worker::answer_all(app.app())
                .await
                .unwrap();
        }
        // Whoever is first in a turn is first half of the time.
        let mut pair = [(known, true), (unknown, false)];
        if (turn + turn / 4) % 2 == 1 {
            pair.reverse();
        }
        for (who, is_known) in pair {
            let began = Instant::now();
            let answer = browser
                .send_form(path, &[(field.to_owned(), who.to_owned())], &[])
                .await;
            let took = began.elapsed().as_micros();
            assert!(answer.status() < 400, "{}", answer.text());
            if is_known {
                of_known.push(took);
            } else {
                of_unknown.push(took);
            }
        }
    }
    apart(&of_known, &of_unknown)
}

story!(nobody_learns_by_time_who_is_known_here, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let edit = format!("/people/{tara}/edit");
    asha.post(&edit, &[("phone", "07700 900321")]).await;
    let given = [("how", "text"), ("confirmed", "yes")];
    asha.post(&format!("/people/{tara}/own-pages"), &given)
        .await;
    // As long as the one that is known: an address of more letters takes longer to read, whoever has it.
    let nobody = format!("x{}", &asha.email[1..]);
    for (path, field, known, unknown) in [
        ("/my/sign-in", "reach", "07700 900321", "07700 900322"),
        ("/sign-in", "email", &asha.email, &nobody),
    ] {
        // A machine that is busy with something else can look like a difference once, and never three times.
        let mut seen = Vec::new();
        for _ in 0..3 {
            let apart = times_apart(&app, path, field, known, unknown).await;
            seen.push(apart);
            if apart < 4.0 {
                break;
            }
        }
        assert!(seen.last().unwrap() < &4.0, "{path}: {seen:?}");
    }
});
