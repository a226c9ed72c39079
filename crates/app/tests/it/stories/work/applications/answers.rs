//! Who answers an application, and when nobody does.

use policy::Role;

use crate::world::{
    Hire,
    fields::{day, with},
    link_in,
    office::{Office, office},
    own_pages::own_pages,
    work::{published, sent},
};

story!(an_interest_is_acted_on_or_becomes_due, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    published(
        &asha,
        "Parks Trust",
        "ola@parks.example",
        &[("title", "Park ranger")],
    )
    .await;
    let (own, home) = own_pages(&app, &asha, tara).await;
    let work = own.get(&home.link("Jobs and courses")).await;
    let page = own.submit(&work, &[]).await;
    assert!(
        page.text().contains("You said that you are interested"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("There is nothing new at the moment"));
    app.on("2026-11-28");
    let today = asha.get("/today").await;
    let line = "Interested: reply by 27 November 2026";
    assert!(today.text().contains(line), "{}", today.text());
    assert!(today.text().contains("1 day overdue"));
    // Somebody who does not work with her sees nothing of it.
    let other = app.worker("Olu", &[Role::Coach]).await;
    assert!(!other.get("/applications").await.text().contains("Tara"));
    let one = asha.get("/applications").await.all_links("/applications/")[0].clone();
    assert_eq!(other.visit(&one).await.status(), 404);

    // She changes her mind, and nobody blames her for it.
    let work = own.get("/my/work").await;
    let page = own.submit(&work, &[("answer", "withdrawn")]).await;
    assert!(page.text().contains("You changed your mind. That is fine."));
    assert!(!asha.get("/today").await.text().contains("Interested"));
    let seen = asha.get(&one).await;
    assert!(
        seen.text()
            .contains("They changed their mind: Something else")
    );
});

story!(
    an_employer_answers_with_one_tap_and_silence_is_seen,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let tara = tara.to_string();
        published(
            &asha,
            "Parks Trust",
            "ola@parks.example",
            &[("title", "Park ranger")],
        )
        .await;
        let (one, link) = sent(&app, &asha, &tara, "Park ranger", "ola@parks.example").await;
        let ola = app.browser();
        let page = ola.get(&link).await;
        let text = page.text();
        assert!(
            text.contains("Tara: Park ranger") && text.contains("Built a shed"),
            "{text}"
        );
        assert!(
            !text.contains("Ode"),
            "only the first name is shared: {text}"
        );
        assert!(
            text.contains("You promised an answer by 4 December 2026"),
            "{text}"
        );

        // No answer comes: it is due, and one click tells her that there is no news.
        app.on("2026-12-05");
        let today = asha.get("/today").await;
        assert!(
            today
                .text()
                .contains("Applied: employer to reply by 4 December 2026"),
            "{}",
            today.text()
        );
        let page = asha.get(&one).await;
        let page = asha.press(&page, &format!("{one}/no-news")).await;
        assert!(
            page.text().contains(
                "the employer promised an answer by 4 December 2026; ask again by 12 December 2026"
            ),
            "{}",
            page.text()
        );
        let (own, _) = own_pages(&app, &asha, tara.parse().unwrap()).await;
        assert!(
            own.get("/my/work")
                .await
                .text()
                .contains("No news yet. We have not forgotten you.")
        );

        // The employer wants more, then an interview, then somebody else; each answer is one form.
        let page = ola.get(&link).await;
        let refused = ola
            .submit_and_stay(&page, &[("answer", "more-needed"), ("more", "")])
            .await;
        assert_eq!(refused.errors(), ["Enter what else you need"]);
        let asked = [("answer", "more-needed"), ("more", "A second page")];
        let page = ola.submit(&refused, &asked).await;
        assert!(
            page.text()
                .contains("Thank you. We will pass your answer on today.")
        );
        assert!(
            app.letters(&asha)
                .await
                .last()
                .unwrap()
                .contains("An employer has answered")
        );
        let form = asha.get(&format!("{one}/send")).await;
        let who = form.offered("contact");
        asha.submit(&form, &[("contact", &who[0])]).await;
        // The newer link takes the place of the one before.
        assert_eq!(ola.visit(&link).await.status(), 404);
        app.after_minutes(1);
        let letters = app.letters_to("ola@parks.example").await;
        let mut links = letters
            .iter()
            .map(|letter| link_in(letter, "/application/"));
        let link = links.find(|other| *other != link).unwrap();
        let page = ola.get(&link).await;
        let no = [
            ("answer", "unsuccessful"),
            ("why", "others"),
            ("feedback", "Warm and honest. Say more about the shed."),
        ];
        let page = ola.submit(&page, &no).await;
        assert!(
            !page.text().contains("Built a shed"),
            "what was shared is gone once it is over"
        );
        let work = own.get("/my/work").await;
        // What they say at the end is not hers to read raw: her coach puts it into words first, and she hears that there is an answer.
        assert!(
            !work.text().contains("Warm and honest")
                && work
                    .text()
                    .contains("There is an answer. We will be in touch"),
            "{}",
            work.text()
        );
        let line = "The employer chose someone else: tell them in your own words";
        assert!(asha.get("/today").await.text().contains(line));
        let form = asha.get(&format!("{one}/word")).await;
        assert!(
            form.text()
                .contains("Warm and honest. Say more about the shed.")
        );
        let refused = asha.submit_and_stay(&form, &[]).await;
        assert_eq!(
            refused.errors(),
            [
                "Enter what they should know",
                "Choose how they will find out"
            ]
        );
        let said = [
            (
                "words",
                "They liked you. We will practise talking about the shed.",
            ),
            ("how", "told"),
        ];
        let page = asha.submit(&form, &said).await;
        assert_eq!(
            page.said(),
            "Recorded. They can read it on their own pages."
        );
        let work = own.get("/my/work").await;
        assert!(work.text().contains("They liked you. We will practise"));
        assert!(!asha.get("/today").await.text().contains(line));
        let again = ola.get(&link).await;
        assert!(again.forms().is_empty());
    }
);

story!(a_guaranteed_interview_that_was_not_given_is_shown, |app| {
    let Office {
        asha, maya, tara, ..
    } = office(&app).await;
    let tara = tara.to_string();
    let sure = [
        ("title", "Clerk"),
        ("guaranteed", "yes"),
        ("criteria", "English at Level 1"),
    ];
    published(&asha, "Law Ltd", "ola@law.example", &sure).await;
    let (one, link) = sent(&app, &asha, &tara, "Clerk", "ola@law.example").await;
    let papers = asha.get(&format!("{one}/papers")).await;
    asha.submit(&papers, &[("meets", "yes")]).await;
    let ola = app.browser();
    let page = ola.get(&link).await;
    assert!(
        page.text()
            .contains("You guarantee an interview to anyone who meets this")
    );
    let no = [
        ("answer", "unsuccessful"),
        ("why", "others"),
        ("feedback", "Sorry"),
    ];
    // They are reminded of their promise before they break it.
    let warned = ola.submit_and_stay(&page, &no).await;
    assert!(
        warned.errors()[0].starts_with("You guarantee an interview to anyone"),
        "{:?}",
        warned.errors()
    );
    let sure: Vec<_> = no.into_iter().chain([("sure", "yes")]).collect();
    ola.submit(&warned, &sure).await;
    let line = "Tara Ode : a guaranteed interview was not given";
    assert!(
        maya.get("/today").await.text().contains(line),
        "{}",
        maya.get("/today").await.text()
    );
    let seen = asha.get(&one).await;
    assert!(
        seen.text()
            .contains("An interview was guaranteed, but was not given.")
    );
    let list = maya.get("/applications/guaranteed").await;
    assert_eq!(list.column("Opportunity"), ["Clerk, Law Ltd , Tara Ode"]);
    assert_eq!(asha.visit("/applications/guaranteed").await.status(), 403);
    let programme = app
        .hire(Hire {
            ..app.somebody("Prue", &[Role::ProgrammeManager])
        })
        .await;
    assert_eq!(
        programme
            .get("/applications/guaranteed")
            .await
            .column("Opportunity")
            .len(),
        1
    );
});

story!(an_application_moves_once_for_two_who_write_at_once, |app| {
    let Office {
        asha, maya, tara, ..
    } = office(&app).await;
    let tara = tara.to_string();
    published(
        &asha,
        "Parks Trust",
        "ola@parks.example",
        &[("title", "Park ranger")],
    )
    .await;
    let (one, _) = sent(&app, &asha, &tara, "Park ranger", "ola@parks.example").await;
    let path = format!("{one}/step");
    let (first, second) = (asha.get(&path).await, maya.get(&path).await);
    asha.submit(&first, &[("step", "offered")]).await;
    let typed = [("step", "interview"), ("words", "At the gate")];
    let refused = maya.submit_and_stay(&second, &typed).await;
    assert!(
        refused.errors()[0].contains("Choose what happened")
            || refused.errors()[0].contains("This application has changed"),
        "{:?}",
        refused.errors()
    );
    assert_eq!(refused.field("words"), "At the gate");
});

story!(an_employer_says_only_what_is_theirs_to_say, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let tara = tara.to_string();
    published(
        &asha,
        "Parks Trust",
        "ola@parks.example",
        &[("title", "Park ranger")],
    )
    .await;
    let (one, link) = sent(&app, &asha, &tara, "Park ranger", "ola@parks.example").await;
    let ola = app.browser();
    let (first, second) = (ola.get(&link).await, ola.get(&link).await);
    ola.submit(&first, &[("answer", "offered")]).await;
    for said in ["accepted", "declined", "fell-through"] {
        ola.submit_and_stay(&second, &[("answer", said)]).await;
        assert!(
            asha.get(&one)
                .await
                .text()
                .contains("Offered: their answer due"),
            "{said}"
        );
    }
    // A mail with a link is opened by whom it is to, and by nobody in the office.
    let ada = app.worker("Ada", &[Role::Administrator]).await;
    let list = ada.get("/outbox").await;
    for path in list.all_links("/outbox/") {
        assert!(
            !ada.get(&path).await.text().contains("/application/"),
            "{path}"
        );
    }
});

story!(
    an_interview_an_offer_and_no_news_reach_them_at_once_and_a_refusal_is_worded_by_their_coach,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let phone = "07700 900555";
        asha.post(&format!("/people/{tara}/edit"), &[("phone", phone)])
            .await;
        let id = tara.to_string();
        let mail = "ola@parks.example";
        published(&asha, "Parks Trust", mail, &[("title", "Park ranger")]).await;
        let (one, link) = sent(&app, &asha, &id, "Park ranger", mail).await;
        let reached = async || app.letters_to("+447700900555").await;

        // The coach has no news yet, and says so.
        let page = asha.get(&one).await;
        let page = asha.press(&page, &format!("{one}/no-news")).await;
        assert_eq!(
            page.said(),
            "Recorded. They have been sent a message, and can see it on their own pages."
        );
        assert!(
            reached().await[0].contains("There is no news yet, and I have not forgotten you"),
            "{:?}",
            reached().await
        );

        // The employer invites her: she hears the day, and nothing that gives her away.
        app.after_minutes(1);
        let ola = app.browser();
        let page = ola.get(&link).await;
        let typed = [
            ("answer", "interview"),
            ("at", "10am"),
            ("place", "The hut"),
        ];
        ola.submit(&page, &with(&typed, &day("on", "2026-11-25")))
            .await;
        assert_eq!(
            reached().await[1],
            "Hello, it is Asha. You have an interview on 25 November 2026. The time and place are on your page. Ring me if you have a question."
        );

        // An offer is good news; where only a person can read her safe times, her coach is asked to tell her, whoever recorded it.
        asha.post(
            &format!("/people/{tara}/particulars/edit?group=reach"),
            &[("safe_times", "when he is alone")],
        )
        .await;
        let step = asha.get(&format!("{one}/step")).await;
        let again = [("step", "interview"), ("words", "2pm, the hut")];
        let page = asha
            .submit(&step, &with(&again, &day("on", "2026-11-26")))
            .await;
        assert_eq!(
            page.said(),
            "Recorded. No message could be sent to them, so tell them yourself."
        );
        app.after_minutes(1);
        let page = ola.get(&link).await;
        ola.submit(&page, &[("answer", "offered")]).await;
        let letter = app.letters(&asha).await.pop().unwrap();
        assert!(
            letter.contains("No message could be sent to the young person, so tell them yourself."),
            "{letter}"
        );
        assert_eq!(reached().await.len(), 2);

        // The place is withdrawn: no message goes out, and her coach finds the words.
        let step = asha.get(&format!("{one}/step")).await;
        let typed = [("step", "fell-through"), ("reason", "filled")];
        let page = asha.submit(&step, &typed).await;
        assert!(
            page.said()
                .contains("tell them yourself, in your own words"),
            "{}",
            page.said()
        );
        assert_eq!(reached().await.len(), 2);

        // The figures: how far it went, that there was word when nothing happened, and whether the employer answered when they said.
        let report = maya.get("/reports/applications").await;
        assert_eq!(
            report.column("Applications")[..6],
            ["1", "1", "1", "0", "0", "1"]
        );
        assert_eq!(report.column("Times"), ["1", "0", "0", "0"]);
        assert_eq!(
            report.column("Why"),
            ["The place was filled or is no longer available"]
        );
    }
);
