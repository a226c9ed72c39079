//! What a young person says, and who answers.

use foothold::program::worker;
use policy::Role;

use crate::world::{
    Hire,
    due::due,
    office::{Office, office},
    own_pages::own_pages,
};

story!(
    what_a_young_person_says_reaches_the_coach_and_is_answered,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let (browser, home) = own_pages(&app, &asha, tara).await;
        let asked = browser
            .submit_and_stay(&home, &[("words", "It is a lot")])
            .await;
        assert!(asked.text().contains("Choose how you are doing"));
        assert_eq!(asked.field("words"), "It is a lot");
        let told = browser
            .submit(
                &home,
                &[("answer", "bad"), ("help", "yes"), ("words", "It is a lot")],
            )
            .await;
        assert!(
            told.text().contains("within one working day"),
            "{}",
            told.text()
        );
        let today = asha.get("/today").await;
        assert!(today.text().contains("They said “Bad”"), "{}", today.text());
        let asked = asha.get(&format!("/people/{tara}/asked")).await;
        assert!(asked.text().contains("It is a lot"));
        let form = asked
            .forms()
            .into_iter()
            .find(|form| form.action.contains("/seen"))
            .unwrap();
        asha.press(&asked, &form.action).await;
        assert!(!asha.get("/today").await.text().contains("They said “Bad”"));

        let page = browser.get("/my/wishes").await;
        let refused = browser
            .submit_and_stay(&page, &[("kind", "other-work")])
            .await;
        assert!(
            refused.text().contains("Write what you would like"),
            "{}",
            refused.text()
        );
        let unsaid = [("words", "Anything but dog grooming")];
        let refused = browser.submit_and_stay(&page, &unsaid).await;
        assert_eq!(refused.errors(), ["Choose what it is about"]);
        let wish = [
            ("kind", "other-work"),
            ("words", "Anything but dog grooming"),
        ];
        browser
            .submit(&browser.get("/my/wishes").await, &wish)
            .await;
        let (on, _) = due(&app.dues().await, "wish").unwrap();
        assert_eq!(on, "2026-11-27");
        let list = asha.get(&format!("/people/{tara}/asked")).await;
        asha.post(
            &list.link("Answer : Anything but dog grooming"),
            &[("answer", "Let us look at bookshops")],
        )
        .await;
        assert!(
            browser
                .get("/my/wishes")
                .await
                .text()
                .contains("Let us look at bookshops")
        );
        let wrong = browser.get("/my/about").await;
        browser
            .submit(&wrong, &[("words", "My phone has changed")])
            .await;
        assert!(
            asha.get(&format!("/people/{tara}/asked"))
                .await
                .text()
                .contains("Says that something about them is wrong")
        );
        assert_eq!(app.rebuilt_dues().await, app.dues().await);
    }
);

story!(nobody_who_says_bad_goes_unseen, |app| {
    let Office {
        asha,
        maya,
        tara,
        team,
    } = office(&app).await;
    let ben = Hire {
        teams: vec![team],
        ..app.somebody("Ben", &[Role::Coach])
    };
    let ben = app.hire(ben).await;
    let ada = app.worker("Ada", &[Role::Administrator]).await;
    let cover = ada.get(&format!("/accounts/{}/cover", asha.id)).await;
    let days = [
        ("stand-in", ben.id.to_string()),
        ("from-day", "20".into()),
        ("from-month", "11".into()),
        ("from-year", "2026".into()),
        ("until-day", "27".into()),
        ("until-month", "11".into()),
        ("until-year", "2026".into()),
    ];
    let days: Vec<(&str, &str)> = days.iter().map(|(name, value)| (*name, &**value)).collect();
    ada.submit(&cover, &days).await;

    // At nine on a Friday she says that she is not doing well: who sees it and when is said truthfully, with numbers that answer at once.
    let (browser, home) = own_pages(&app, &asha, tara).await;
    let page = browser
        .submit(&home, &[("answer", "bad"), ("words", "It is a lot")])
        .await;
    for says in [
        "Asha can see it now. If no one has answered by today at 1:00pm, a manager will see it too.",
        "Ring Samaritans: 116 123",
        "Text Shout: 85258",
        "Ring 999",
    ] {
        assert!(page.text().contains(says), "{says}: {}", page.text());
    }
    let letter = app.letters(&asha).await.pop().unwrap();
    assert!(
        letter.contains("told us something that cannot wait") && !letter.contains("Tara"),
        "{letter}"
    );

    // It stands first for whoever works with her and whoever covers, and not yet for the manager.
    for worker in [&asha, &ben] {
        let today = worker.get("/today").await;
        let said = "Tara Ode : They said “Bad” today at 9:00am";
        assert!(today.text().contains(said), "{}", today.text());
        let record = worker.get(&format!("/people/{tara}")).await;
        assert!(record.text().contains("They said “Bad”, today at 9:00am"));
    }
    let alone = "Tara Ode: urgent message, and no one has picked it up, with Asha";
    for _ in 0..7 {
        app.after_minutes(34);
        for worker in [&asha, &ben, &maya] {
            worker.get("/today").await;
        }
    }
    app.after_minutes(1);
    worker::run_due(app.app()).await.unwrap();
    assert!(!maya.get("/today").await.text().contains(alone));
    assert!(app.letters(&maya).await.is_empty());
    app.after_minutes(1);
    worker::run_due(app.app()).await.unwrap();
    let today = maya.get("/today").await;
    assert!(today.text().contains(alone), "{}", today.text());
    for worker in [&maya, &ben] {
        let letter = app.letters(worker).await.pop().unwrap();
        assert!(
            letter.contains("No one has said they are dealing with it yet")
                && !letter.contains("Tara"),
            "{letter}"
        );
    }

    // One tap says that somebody is on it; she sees it, and the manager can leave it to them.
    let today = ben.get("/today").await;
    let today = ben.press(&today, &format!("/people/{tara}/on-it")).await;
    assert!(
        today.text().contains("You are on it since today at 1:00pm"),
        "{}",
        today.text()
    );
    assert!(!maya.get("/today").await.text().contains(alone));
    let home = browser.get("/my").await;
    let read = "Ben has read it, today at 1:00pm, and will be in touch.";
    assert!(home.text().contains(read), "{}", home.text());

    // She asks for a ring; once they have talked and it is dealt with, nothing is left.
    let support = browser.get("/my/support").await;
    let rung = browser.press(&support, "/my/ring").await;
    assert!(
        rung.text().contains("Asha will ring you."),
        "{}",
        rung.text()
    );
    assert!(!rung.text().contains("Ask for a call"));
    app.after_minutes(10);
    let today = asha.get("/today").await;
    assert!(
        today.text().contains("They asked for a call"),
        "{}",
        today.text()
    );
    let logged = [("how", "spoke"), ("note", "She is with her aunt tonight")];
    asha.submit(&today, &logged).await;
    let asked = asha.get(&format!("/people/{tara}/asked")).await;
    let mut forms = asked.forms().into_iter();
    let form = forms.find(|form| form.action.contains("/seen")).unwrap();
    let asked = asha.press(&asked, &form.action).await;
    asha.post(
        &asked.link("Answer : I would like a call"),
        &[("answer", "We have talked")],
    )
    .await;
    let today = asha.get("/today").await;
    assert!(!today.text().contains("They "), "{}", today.text());
    let record = asha.get(&format!("/people/{tara}")).await;
    assert!(!record.text().contains("They said"), "{}", record.text());

    // At the weekend the truth is another, and words that worry us come first whatever they are about.
    app.on("2026-11-21");
    let wish = [
        ("kind", "suggestion"),
        ("words", "A cooking group. I got kicked out last night"),
    ];
    let page = browser
        .submit(&browser.get("/my/wishes").await, &wish)
        .await;
    let monday = "Asha will see it on Monday 23 November, when they are back at work. If no one has answered by Monday 23 November at 1:00pm, a manager will see it too.";
    assert!(page.text().contains(monday), "{}", page.text());
    assert!(page.text().contains("Ask for a call on Monday 23 November"));
    let today = asha.get("/today").await;
    assert!(
        today.text().contains("They wrote something worrying"),
        "{}",
        today.text()
    );
    assert_eq!(app.rebuilt_dues().await, app.dues().await);
});
