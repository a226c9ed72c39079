//! Drop-ins: the hours in the diary, who came, and what young people see of them.

use policy::Role;

use crate::world::{
    due::due,
    fields::{day, with},
    office::{Office, office},
    own_pages::own_pages,
};

const DROP_IN: [(&str, &str); 5] = [
    ("place", "The Curve, Golborne Road"),
    ("weekday", "2"),
    ("begins", "2pm"),
    ("ends", "4pm"),
    ("offers", "Help with a CV, and something to eat"),
];

story!(
    whoever_drops_in_is_written_down_with_whom_they_brought,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let form = asha.get("/drop-ins/new").await;
        let mut backwards = DROP_IN;
        backwards[3] = ("ends", "1pm");
        let refused = asha.submit_and_stay(&form, &backwards).await;
        assert_eq!(refused.errors(), ["It must end after it starts"]);
        let made = asha.submit(&form, &DROP_IN).await;
        assert_eq!(made.said(), "The drop-in is in the diary.");
        assert!(made.text().contains("Tuesdays, 2:00pm to 4:00pm"));
        let register = made.link("24 November 2026");
        let ahead = asha.get(&register).await;
        assert!(ahead.text().contains("This day has not come yet"));
        let diary = asha.get("/diary").await;
        for on in ["24 November 2026", "1 December 2026", "15 December 2026"] {
            assert!(diary.text().contains(on), "{on}: {}", diary.text());
        }
        let wednesday = register.replace("2026-11-24", "2026-11-25");
        assert_eq!(asha.visit(&wednesday).await.status(), 404);

        app.on("2026-11-24");
        let found = asha.get(&format!("{register}&q=Tara")).await;
        let form = asha.get(&found.link("Tara Ode came")).await;
        let came = [
            ("attends", "Robin, her carer"),
            ("agreed", "The careers officer rings her"),
        ];
        let listed = asha.submit(&form, &came).await;
        assert_eq!(listed.said(), "Their attendance has been recorded.");
        assert!(listed.text().contains("With Robin, her carer"));
        let again = asha.submit(&form, &came).await;
        assert_eq!(again.text().matches("With Robin, her carer").count(), 1);
        let form = asha.get(&found.link("Tara Ode came")).await;
        let twice = asha.submit(&form, &came).await;
        assert_eq!(twice.said(), "They are already on the list.");

        // Written down by mistake: they leave the list, and can be written down again.
        let person = asha.get(&format!("/people/{tara}")).await;
        let contact = person.all_links("/contacts/");
        let wrong = asha.get(&format!("{}/correct", contact[0])).await;
        let not = [("outcome", "not-held")];
        asha.submit(&wrong, &not).await;
        let empty = asha.get(&register).await;
        assert!(
            empty.text().contains("No one is recorded yet"),
            "{}",
            empty.text()
        );
        let form = asha.get(&found.link("Tara Ode came")).await;
        assert_eq!(
            asha.submit(&form, &came).await.said(),
            "Their attendance has been recorded."
        );

        let dues = app.dues().await;
        assert_eq!(due(&dues, "next_contact").unwrap().0, "2026-12-01");
        assert_eq!(app.rebuilt_dues().await, dues);
        let person = asha.get(&format!("/people/{tara}")).await;
        assert!(person.text().contains("The careers officer rings her"));

        // The day can be found again later.
        app.on("2026-11-27");
        let last = asha.get("/drop-ins").await.link("24 November 2026");
        assert_eq!(last, register);
        let outside = app.worker("Pat", &[Role::PartnerAdviser]).await;
        assert_eq!(outside.visit("/drop-ins/new").await.status(), 403);

        // Somebody else's coach sees that one came, and not who.
        let other = app.worker("Bo", &[Role::Coach]).await;
        let seen = other.get(&register).await.text();
        assert!(seen.contains("One more person came, who you do not work with"));
        assert!(!seen.contains("Tara"), "{seen}");
        let end = asha
            .get(
                &asha
                    .get("/drop-ins")
                    .await
                    .link("End the drop-in at The Curve, Golborne Road"),
            )
            .await;
        asha.submit(&end, &with(&[], &day("until", "2026-12-01")))
            .await;
        let diary = asha.get("/diary").await;
        assert!(diary.text().contains("1 December 2026"));
        assert!(!diary.text().contains("8 December 2026"));

        let report = maya.get("/reports/activities").await;
        assert_eq!(report.column("Place"), ["The Curve, Golborne Road"]);
        assert_eq!(report.column("Attendances"), ["1"]);
        assert_eq!(report.column("Times they brought someone"), ["1"]);
    }
);

story!(
    a_young_person_sees_the_drop_ins_that_are_safe_for_them,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        asha.post("/drop-ins/new", &with(&DROP_IN, &day("from", "2026-11-20")))
            .await;
        let (browser, _) = own_pages(&app, &asha, tara).await;
        let page = browser.get("/my/drop-ins").await;
        assert!(page.text().contains("The Curve, Golborne Road"));
        assert!(page.text().contains("Next: 24 November 2026."));
        let place = [("place", "Golborne Road"), ("why", "An old debt there")];
        asha.post(
            &format!("/people/{tara}/particulars/add?entry=unsafe-place"),
            &place,
        )
        .await;
        let page = browser.get("/my/drop-ins").await;
        assert!(
            page.text().contains("There are none at the moment"),
            "{}",
            page.text()
        );
        app.on("2026-11-24");
        let register = asha.get("/drop-ins").await.link("24 November 2026");
        let found = asha.get(&format!("{register}&q=Tara")).await;
        let form = asha.get(&found.link("Tara Ode came")).await;
        assert!(
            form.text()
                .contains("Golborne Road is not safe for them: An old debt there")
        );
    }
);

story!(
    whoever_cannot_come_safely_is_signed_up_at_their_home,
    |app| {
        let Office {
            asha, tara, maya, ..
        } = office(&app).await;
        asha.post(
            &format!("/people/{tara}/edit"),
            &[("address", "3 Mill Lane\r\nNorthtown")],
        )
        .await;
        let page = asha.get(&format!("/people/{tara}/appointments/new")).await;
        let page = asha
            .get(&page.link("Sign them up at their home instead"))
            .await;
        assert_eq!(page.field("place"), "3 Mill Lane, Northtown");
        let when = day("on", "2026-11-23");
        let done = asha
            .submit(&page, &with(&[("begins", "10am")], &when))
            .await;
        assert_eq!(
            done.said(),
            "The appointment is in the diary. We will remind them the day before, if they can be sent messages."
        );
        let appointment = asha.get("/diary").await.all_links("/appointments/")[0].clone();
        app.on("2026-11-23");
        let shown = asha.get(&appointment).await;
        assert!(
            shown.text().contains("No risks are recorded"),
            "{}",
            shown.text()
        );
        asha.press(&shown, &format!("{appointment}/out")).await;
        app.after_minutes(600);
        let told = maya.get("/today").await.text();
        assert!(
            told.contains("Asha should have been back from visiting Tara Ode"),
            "{told}"
        );
    }
);
