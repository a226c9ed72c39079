//! Both sides are asked how it goes.

use policy::Role;

use crate::world::{
    fields::{day, with},
    link_in,
    office::{Office, office},
    own_pages::own_pages,
    work::{agreed_start, employer, start_and_ask},
};

story!(
    both_sides_are_asked_apart_and_a_worry_reaches_today,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let id = tara.to_string();
        let works = employer(&asha, "Parks Trust", "job", ("Ola", "ola@parks.example")).await;
        let one = agreed_start(
            &asha,
            &id,
            &works,
            &[],
            &[("starts", "2026-11-20"), ("ends", "2027-05-20")],
        )
        .await;
        start_and_ask(&asha, &one).await;
        app.on("2026-11-27");
        foothold::program::worker::run_night(app.app())
            .await
            .unwrap();
        foothold::program::worker::run_night(app.app())
            .await
            .unwrap();
        let letters = app.letters_to("ola@parks.example").await;
        assert_eq!(letters.len(), 1, "nobody is asked twice: {letters:#?}");
        let link = link_in(&letters[0], "/check-in/");
        let ola = app.browser();
        let page = ola.get(&link).await;
        let refused = ola.submit_and_stay(&page, &[]).await;
        assert_eq!(refused.errors(), ["Choose how it is going"]);
        let said = [
            ("going", "worried"),
            ("words", "Late three times this week"),
        ];
        let page = ola.submit(&refused, &said).await;
        assert!(page.text().contains("ring us early so we can help"));
        assert!(
            app.letters(&asha)
                .await
                .iter()
                .any(|letter| letter.contains("worried that it may end"))
        );
        let today = asha.get("/today").await;
        let line = "Tara Ode : the employer is worried that Gardener may end";
        assert!(today.text().contains(line), "{}", today.text());

        // She is asked on her own pages, and sees nothing of what the employer said.
        let (own, _) = own_pages(&app, &asha, tara).await;
        let job = own.get("/my/job").await;
        assert!(job.text().contains("How is it going? Gardener"));
        assert!(!job.text().contains("Late three times"), "{}", job.text());
        let typed = [
            ("going", "good"),
            ("words", "The bus is late"),
            ("shares", "yes"),
        ];
        let job = own.submit(&job, &typed).await;
        assert!(job.text().contains("Thank you for telling us."));
        assert!(!job.text().contains("How is it going?"));
        // What she shared stands behind the employer's link.
        assert!(
            ola.get(&link)
                .await
                .text()
                .contains("Tara wants you to know: The bus is late")
        );

        let page = asha.get(&one).await;
        assert_eq!(
            page.column("Compared")[1],
            "They see it differently: ask both"
        );
        let page = asha
            .press(
                &page,
                &page
                    .forms()
                    .iter()
                    .map(|form| form.action.clone())
                    .find(|action| action.contains("/seen?"))
                    .unwrap(),
            )
            .await;
        assert_eq!(page.said(), "Noted that you have read it.");
        assert!(!asha.get("/today").await.text().contains("may end"));

        // What went wrong, what was agreed, and a second chance that is looked at.
        let form = asha.get(&format!("{one}/event")).await;
        let refused = asha.submit_and_stay(&form, &[]).await;
        assert_eq!(
            refused.errors(),
            ["Choose what this is about", "Enter what happened"]
        );
        let typed = [
            ("kind", "second-chance"),
            ("words", "Late three times; the bus was changed"),
            ("agreed", "From 10.30 for two weeks"),
        ];
        let look = day("look", "2026-12-11");
        let page = asha.submit(&refused, &with(&typed, &look)).await;
        assert!(
            page.text()
                .contains("A second chance was given, 27 November 2026")
        );
        app.on("2026-12-11");
        let today = asha.get("/today").await;
        assert!(
            today.text().contains("check if what was agreed helped"),
            "{}",
            today.text()
        );
        let page = asha.get(&one).await;
        let looked = page
            .forms()
            .iter()
            .map(|form| form.action.clone())
            .find(|action| action.contains("/looked?"))
            .unwrap();
        let page = asha.press(&page, &looked).await;
        assert!(page.text().contains("Checked on 11 December 2026"));
        let report = maya.get("/reports/work").await;
        assert!(
            report
                .text()
                .contains("1 of 1 stayed after a second chance"),
            "{}",
            report.text()
        );
        // Whoever did not answer is asked again, by a worker.
        let today = asha.get("/today").await;
        assert!(
            today
                .text()
                .contains("ask the employer how Gardener is going"),
            "{}",
            today.text()
        );
        let link = asha
            .get(&one)
            .await
            .link("Record it for the employer, 4 December 2026");
        let form = asha.get(&link).await;
        asha.submit(&form, &[("going", "good")]).await;
        assert!(
            !asha
                .get("/today")
                .await
                .text()
                .contains("ask the employer how")
        );
        assert_eq!(maya.get(&one).await.status(), 200);
        let other = app.worker("Olu", &[Role::Coach]).await;
        assert_eq!(other.visit(&one).await.status(), 404);
    }
);
