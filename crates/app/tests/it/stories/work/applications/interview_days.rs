//! The day of an interview: who sees it before, and who asks how it went.

use crate::world::{
    fields::{day, with},
    office::{Office, office},
    own_pages::own_pages,
    work::{published, sent},
};

story!(
    an_interview_stands_in_both_diaries_and_somebody_asks_how_it_went,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let mail = "ola@parks.example";
        let id = tara.to_string();
        published(&asha, "Parks Trust", mail, &[("title", "Park ranger")]).await;
        let (one, link) = sent(&app, &asha, &id, "Park ranger", mail).await;
        let ola = app.browser();
        let page = ola.get(&link).await;
        let typed = [
            ("answer", "interview"),
            ("at", "10am"),
            ("place", "The hut"),
        ];
        ola.submit(&page, &with(&typed, &day("on", "2026-11-25")))
            .await;

        // It stands first on her own pages, in her coach's diary, and among what comes next for the coach.
        let (own, home) = own_pages(&app, &asha, tara).await;
        assert!(
            home.text()
                .contains("Next Wednesday 25 November Interview: Park ranger")
                && home.text().contains("The hut"),
            "{}",
            home.text()
        );
        let diary = asha.get("/diary").await;
        assert!(
            diary.text().contains("Tara Ode , has an interview"),
            "{}",
            diary.text()
        );
        let today = asha.get("/today").await;
        assert!(
            today
                .text()
                .contains("Tara Ode : interview. Practise with them"),
            "{}",
            today.text()
        );
        app.on("2026-11-25");
        let today = asha.get("/today").await;
        assert!(
            today
                .text()
                .contains("Tara Ode has an interview . Wish them luck")
        );

        // On the day after, somebody asks; she can say so herself in one tap.
        app.on("2026-11-26");
        let today = asha.get("/today").await;
        let line = "Interview: on 25 November 2026; ask how it went by 26 November 2026";
        assert!(today.text().contains(line), "{}", today.text());
        let diary = asha.get("/diary").await;
        assert!(diary.text().contains("How did it go?"), "{}", diary.text());
        let work = own.get("/my/work").await;
        let said = [("answer", "how-it-went"), ("words", "It was hard")];
        own.submit(&work, &said).await;
        let page = asha.get(&one).await;
        assert!(page.text().contains("It was hard"), "{}", page.text());
        assert!(
            page.text()
                .contains("Interview: employer to reply by 2 December 2026"),
            "{}",
            page.text()
        );
        assert!(!asha.get("/today").await.text().contains("ask how it went"));
        assert!(!asha.get("/diary").await.text().contains("How did it go?"));
        assert!(
            own.get("/my/work")
                .await
                .text()
                .contains("Thank you for telling us about your interview.")
        );
    }
);

story!(a_coach_records_how_an_interview_went, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let mail = "ola@parks.example";
    let id = tara.to_string();
    published(&asha, "Parks Trust", mail, &[("title", "Park ranger")]).await;
    let (one, _) = sent(&app, &asha, &id, "Park ranger", mail).await;
    let step = asha.get(&format!("{one}/step")).await;
    let typed = [("step", "interview"), ("words", "2pm, the hut")];
    asha.submit(&step, &with(&typed, &day("on", "2026-11-24")))
        .await;
    // Nobody can say how it went before it was.
    let early = asha.get(&format!("{one}/went")).await;
    let refused = asha.submit_and_stay(&early, &[("words", "Fine")]).await;
    assert_eq!(refused.errors(), ["The interview has not happened yet"]);
    app.on("2026-11-25");
    let form = asha.get(&format!("{one}/went")).await;
    let refused = asha.submit_and_stay(&form, &[]).await;
    assert_eq!(refused.errors(), ["Enter what they said"]);
    let page = asha
        .submit(&form, &[("words", "They asked about the shed")])
        .await;
    assert!(page.text().contains("They asked about the shed"));
});
