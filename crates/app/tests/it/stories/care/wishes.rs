//! What a young person says, and who answers.

use crate::world::{
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
        assert!(
            today.text().contains("They asked for help"),
            "{}",
            today.text()
        );
        let asked = asha.get(&format!("/people/{tara}/asked")).await;
        assert!(asked.text().contains("It is a lot"));
        let form = asked
            .forms()
            .into_iter()
            .find(|form| form.action.contains("/seen"))
            .unwrap();
        asha.press(&asked, &form.action).await;
        assert!(
            !asha
                .get("/today")
                .await
                .text()
                .contains("They asked for help")
        );

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
