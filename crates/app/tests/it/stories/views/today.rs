//! Today: what one worker took on falls to whoever works with the young person.

use policy::Role;

use crate::world::{
    Hire,
    fields::{day, with},
    money::{ask, fund},
    office::{Office, office},
};

story!(
    what_was_promised_asked_and_sent_on_falls_to_whoever_takes_over,
    |app| {
        let Office {
            asha,
            maya,
            tara,
            team,
        } = office(&app).await;
        let ben = app
            .hire(Hire {
                teams: vec![team],
                ..app.somebody("Ben", &[Role::Coach])
            })
            .await;
        let (_, fund) = fund(&app).await;
        let path = format!("/people/{tara}");
        let due = day("due", "2026-11-24");
        let form = asha.get(&format!("{path}/promises/new")).await;
        asha.submit(&form, &with(&[("words", "A tablet")], &due))
            .await;
        let wanted = day("wanted", "2026-11-23");
        let typed = [("item", "Shoes"), ("amount", "40")];
        ask(&asha, &tara.to_string(), &fund, &with(&typed, &wanted)).await;
        let form = asha.get(&format!("{path}/onward-referrals/new")).await;
        let sent = [
            ("to_whom", "A clothes bank"),
            ("purpose", "clothes"),
            ("agreed", "yes"),
        ];
        asha.submit(&form, &with(&sent, &day("due", "2026-11-24")))
            .await;
        let allocate = maya.get(&format!("{path}/allocate")).await;
        maya.submit(&allocate, &[("coach", &ben.id.to_string())])
            .await;

        let today = ben.get("/today").await;
        for line in [
            "A tablet. Promised for",
            "Shoes. Promised for",
            "ask A clothes bank what happened",
        ] {
            assert!(today.text().contains(line), "{line}: {}", today.text());
        }
        let today = asha.get("/today").await;
        assert!(!today.text().contains("Tara"), "{}", today.text());

        app.after_minutes(1);
        // With nobody to work with her it is the managers', so that nothing is nobody's.
        let allocate = maya.get(&format!("{path}/allocate")).await;
        maya.submit(&allocate, &[("coach", "nobody")]).await;
        let today = maya.get("/today").await;
        for line in [
            "A tablet. Promised for",
            "Shoes. Promised for",
            "ask A clothes bank what happened",
        ] {
            assert!(today.text().contains(line), "{line}: {}", today.text());
        }
    }
);

story!(
    a_contact_is_logged_in_the_list_put_off_and_taken_back,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        app.on("2026-11-30");
        let today = asha.get("/today").await;
        assert!(
            today.text().contains("Young people (1)") && today.text().contains("1 to call"),
            "{}",
            today.text()
        );

        // Two taps and a sentence. The day of the next contact is filled in, and the next person comes up.
        let logged = [("how", "spoke"), ("note", "She would like to try a café")];
        let after = asha.submit(&today, &logged).await;
        assert!(after.path().starts_with("/today?"));
        assert!(
            after.text().contains("Saved.") && after.text().contains("0 to call"),
            "{}",
            after.text()
        );
        let record = asha.get(&format!("/people/{tara}")).await;
        assert!(record.text().contains("She would like to try a café"));

        // It is taken back as if it had not been.
        let undo = after.forms().into_iter();
        let mut undo = undo.filter(|form| form.action.contains("/take-back"));
        let back = asha.press(&after, &undo.next().unwrap().action).await;
        assert!(back.text().contains("1 to call"), "{}", back.text());
        let record = asha.get(&format!("/people/{tara}")).await;
        assert!(!record.text().contains("She would like to try a café"));
        assert_eq!(app.rebuilt_dues().await, app.dues().await);

        // What is missing is asked for on the whole form, and nothing is lost.
        let asked = asha
            .submit_and_stay(&back, &[("how", ""), ("note", "No time")])
            .await;
        assert_eq!(asked.errors(), ["Choose how you were in touch"]);
        assert_eq!(asked.field("note"), "No time");

        // A try that reached nobody moves nothing that is due, and comes up again on the next working day.
        app.after_minutes(1);
        let today = asha.get("/today").await;
        let tried = asha.submit(&today, &[("how", "no-answer")]).await;
        assert!(!tried.text().contains("Tara Ode"), "{}", tried.text());
        let later = asha.get(&tried.link("1 put off until later")).await;
        assert!(
            later.text().contains("Put off until Tuesday 1 December"),
            "{}",
            later.text()
        );
        app.on("2026-12-01");
        let today = asha.get("/today?show=overdue").await;
        assert!(today.text().contains("Tara Ode"), "{}", today.text());

        // A worker puts somebody off for a few days.
        let put_off = asha.submit(&today, &[("days", "3")]).await;
        assert!(put_off.text().contains("Put off."), "{}", put_off.text());
        assert!(!put_off.text().contains("Tara Ode"));
        app.on("2026-12-04");
        assert!(asha.get("/today").await.text().contains("Tara Ode"));
        let nothing = asha.get("/today?show=replies").await;
        assert!(
            nothing
                .text()
                .contains("There is nothing of this kind to do.")
        );
    }
);
