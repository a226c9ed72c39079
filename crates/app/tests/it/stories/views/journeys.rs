//! Long ways, with a clock that goes on: from the first contact to a figure in a report, played by the people named, each of whom looks at their own
//! pages after what another has done.

use policy::Role;

use crate::world::{
    Held, Hire,
    fields::{day, with},
    office::{Office, Team, office_of, partners_adviser, referral, team},
    own_pages::own_pages,
    programmes::WESTMINSTER,
    without_query,
    work::{published, sent, start_and_ask},
};

story!(
    solene_goes_from_a_referral_through_a_work_placement_to_support_that_goes_on,
    |app| {
        let Team {
            asha, maya, sol, ..
        } = team(&app).await;

        // Her social worker refers her; the manager takes her on; her coach meets her and asks what she wants.
        let made = sol.post("/referrals/new", &referral()).await.address();
        maya.post(&format!("{made}/decide"), &[("decision", "accepted")])
            .await;
        let record = without_query(&maya.get(&made).await.link("Open their record"));
        let id = record.rsplit('/').next().unwrap().to_owned();
        maya.post(
            &format!("{record}/allocate"),
            &[("coach", &asha.id.to_string())],
        )
        .await;
        let mut about = day("born_on", "2006-03-01");
        about.extend(day("from_on", "2026-10-01"));
        let form = asha.get(&format!("{record}/edit")).await;
        asha.submit(&form, &with(&[], &about[..3])).await;
        asha.post(
            &format!("{record}/particulars/add?entry=activity"),
            &with(&[("code", "G5")], &about[3..]),
        )
        .await;
        let contact = asha.get(&format!("{record}/contacts/new")).await;
        let held = [
            ("kind", "call"),
            ("outcome", "held"),
            ("note", "Wants regular hours in a place with history"),
        ];
        asha.submit(&contact, &held).await;
        let dive = asha.get(&format!("{record}/deep-dives/new?part=all")).await;
        let said = [("work_wanted", "A museum"), ("readiness", "wants-better")];
        let choose = asha.submit(&dive, &said).await;
        asha.submit(&choose, &[("stage", "strand-3")]).await;
        assert!(asha.get(&record).await.text().contains("Strand 3"));
        assert_eq!(maya.get("/cohort").await.column("Name").len(), 1);

        // A ten-month placement in her sector: applied for, invited, practised, heard about, and taken.
        let mail = "ola@hospital.example";
        let typed = [
            ("title", "Heritage assistant"),
            ("place", "The old hospital"),
        ];
        published(&asha, "Heritage Hospital", mail, &typed).await;
        let (one, link) = sent(&app, &asha, &id, "Heritage assistant", mail).await;
        let ola = app.browser();
        let page = ola.get(&link).await;
        let invite = [
            ("answer", "interview"),
            ("at", "10am"),
            ("place", "The old hospital"),
        ];
        ola.submit(&page, &with(&invite, &day("on", "2026-11-26")))
            .await;
        let texts = app.letters_to("+447700900123").await;
        assert!(
            texts
                .last()
                .unwrap()
                .contains("You have an interview on 26 November 2026"),
            "{texts:?}"
        );
        let (own, home) = own_pages(&app, &asha, id.parse().unwrap()).await;
        assert!(
            home.text()
                .contains("Next Thursday 26 November Interview: "),
            "{}",
            home.text()
        );
        app.on("2026-11-27");
        assert!(asha.get("/today").await.text().contains("ask how it went"));
        let went = asha.get(&format!("{one}/went")).await;
        asha.submit(&went, &[("words", "They asked about the archive")])
            .await;
        app.after_minutes(1);
        let page = ola.get(&link).await;
        ola.submit(&page, &[("answer", "offered")]).await;
        assert!(own.get("/my").await.text().contains("You have an offer."));
        let work = own.get("/my/work").await;
        own.submit(&work, &[("answer", "accepted")]).await;

        // She starts: what she does, her stage, the cohort and the figures follow from the one act.
        app.on("2026-12-01");
        let number = one.rsplit('/').next().unwrap();
        let form = asha
            .get(&format!(
                "{record}/work-placements/new?application={number}"
            ))
            .await;
        assert_eq!(form.field("place"), "The old hospital");
        let mut days = day("starts", "2026-12-01");
        days.extend(day("ends", "2027-09-30"));
        let placed = asha
            .submit(&form, &with(&[("hours", "30")], &days))
            .await
            .address();
        start_and_ask(&asha, &placed).await;
        assert!(
            asha.get(&record)
                .await
                .text()
                .contains("In work or learning since 1 December 2026")
        );
        assert!(maya.get("/cohort").await.column("Name").is_empty());
        let report = maya.get("/reports/work").await;
        let line = "1 in “In work or learning” now: 1 at work recorded here, 0 in work or learning by their record alone, 0 whose record says neither";
        assert!(
            report.text().contains("1 started, 0 agreed") && report.text().contains(line),
            "{}",
            report.text()
        );

        // Both sides are asked; what she answers is being in touch. Half-way the next job is planned.
        app.on("2026-12-08");
        let job = own.get("/my/job").await;
        own.submit(&job, &[("going", "good")]).await;
        let page = asha.get(&record).await;
        assert!(
            page.text().contains("last contact 8 December 2026"),
            "{}",
            page.text()
        );
        app.on("2027-05-03");
        assert!(
            asha.get("/today")
                .await
                .text()
                .contains("plan the next job: Heritage assistant is half-way")
        );

        // Past its end and unconfirmed, it is in neither sum; ended, support goes on without a new referral.
        app.on("2027-10-20");
        let report = maya.get("/reports/work").await;
        let column = |name: &str| report.column(name);
        assert_eq!(column("Reached"), ["1", "1", "1", "0"]);
        assert_eq!(column("Of those due"), ["1", "1", "1", "0"]);
        assert_eq!(column("Not known"), ["0", "0", "0", "0"]);
        app.on("2027-12-20");
        let report = maya.get("/reports/work").await;
        assert_eq!(report.column("Not known"), ["0", "0", "0", "1"]);
        let end = asha.get(&format!("{placed}/end")).await;
        let typed = [
            ("reason", "as-planned"),
            ("side", "planned"),
            ("next", "looking"),
        ];
        let ended = asha
            .submit(&end, &with(&typed, &day("on", "2027-09-30")))
            .await;
        assert!(ended.errors().is_empty(), "{:?}", ended.errors());
        assert!(asha.get(&record).await.text().contains("Strand 3 since"));
        let report = maya.get("/reports/work").await;
        assert_eq!(report.column("Not known"), ["0", "0", "0", "0"]);
        assert_eq!(report.column("Of those due"), ["1", "1", "1", "1"]);
    }
);

story!(
    tara_is_told_before_her_support_ends_and_no_promise_is_late_unseen,
    |app| {
        app.on("2026-05-11");
        app.publish(app.home(), WESTMINSTER).await;
        let Office {
            asha,
            maya,
            tara,
            team,
        } = office_of(&app, "Employability", ("Tara", "Ode")).await;
        let pat = app
            .hire(Hire {
                teams: vec![team],
                ..app.somebody("Pat", &[Role::PersonalAdviser])
            })
            .await;
        let allocate = maya.get(&format!("/people/{tara}/allocate")).await;
        maya.submit(&allocate, &[("adviser", &*pat.id.to_string())])
            .await;
        let enrol = [
            ("stage", "full-potential-westminster/getting-to-know"),
            ("reason", "Wants part-time work around college"),
        ];
        asha.post(&format!("/people/{tara}/enrol"), &enrol).await;
        let dive = asha
            .get(&format!("/people/{tara}/deep-dives/new?part=all"))
            .await;
        asha.submit(&dive, &[("work_to_leave", "Shops")]).await;

        // A Saturday job in the trade that she wanted to leave does not go by unnoticed.
        let mail = "ola@shop.example";
        let typed = [("title", "Saturday helper"), ("sector", "retail")];
        published(&asha, "Corner Shop", mail, &typed).await;
        let form = asha.get(&format!("/people/{tara}/applications/new")).await;
        let shop = form.offered("opportunity")[0].clone();
        let typed = [("opportunity", shop.as_str()), ("step", "applying")];
        let asked = asha.submit_and_stay(&form, &typed).await;
        assert!(
            asked
                .text()
                .contains("They wanted to leave this behind: Shops"),
            "{}",
            asked.text()
        );

        // A tablet is promised, and does not come: her adviser and the manager see it before it is late, and she can say so.
        let form = asha.get(&format!("/people/{tara}/promises/new")).await;
        let due = day("due", "2026-06-01");
        asha.submit(&form, &with(&[("words", "A tablet for college")], &due))
            .await;
        app.on("2026-05-26");
        for worker in [&maya, &pat] {
            let today = worker.get("/today").await;
            assert!(
                today.text().contains("Tara Ode: a promise, with Asha"),
                "{}",
                today.text()
            );
        }
        app.on("2026-06-03");
        let (own, home) = own_pages(&app, &asha, tara).await;
        assert!(
            !home.text().contains("When this support ends"),
            "it is still far away"
        );
        let mine = own.get("/my/promises").await;
        own.submit(&mine, &[]).await;
        assert!(
            maya.get("/today")
                .await
                .text()
                .contains("Tara Ode: they say that it has not come, with Asha")
        );

        // Nobody tells her when the money ends: first her coach, then the manager, hears of it. Her own pages say it before it does.
        app.on("2027-01-10");
        assert!(
            asha.get("/today")
                .await
                .text()
                .contains("Tell them when funding ends")
        );
        let late = "Tara Ode: tell them when funding ends, with Asha";
        assert!(!maya.get("/today").await.text().contains(late));
        app.on("2027-01-30");
        assert!(
            maya.get("/today").await.text().contains(late),
            "{}",
            maya.get("/today").await.text()
        );
        let (_, home) = own_pages(&app, &asha, tara).await;
        assert!(
            home.text().contains(
                "Your support in this programme is paid for until 31 March 2027. Asha will talk to you before then about what happens next."
            ),
            "{}",
            home.text()
        );
        let record = asha.get(&format!("/people/{tara}")).await;
        let told = asha.get(&record.link("Record that they were told")).await;
        asha.submit(&told, &[]).await;
        assert!(!maya.get("/today").await.text().contains(late));
        let report = maya.get("/reports/promises").await;
        assert!(
            report
                .text()
                .contains("0% of promises were kept on time: 0 of 1"),
            "{}",
            report.text()
        );
    }
);

story!(
    a_job_that_they_found_themselves_counts_like_any_other,
    |app| {
        let Team {
            asha, maya, team, ..
        } = team(&app).await;
        let held = Held {
            coach: Some(asha.id),
            team: Some(team),
            ..Held::BY_NOBODY
        };
        let id = app.young_person("Millie", "Ade", held).await;
        let strand = "full-potential-kensington-and-chelsea/strand-3";
        let enrol = [("stage", strand), ("reason", "Close to work")];
        asha.post(&format!("/people/{id}/enrol"), &enrol).await;
        // A partner's adviser adds no employer: looking after one is the council's.
        let robin = partners_adviser(&app, team, id).await;
        let theirs = robin
            .get(&format!("/people/{id}/work-placements/new"))
            .await;
        assert!(!theirs.text().contains("Another employer"));
        let form = asha.get(&format!("/people/{id}/work-placements/new")).await;
        let typed = [
            ("employer", "elsewhere"),
            ("title", "Policy assistant"),
            ("kind", "job"),
            ("place", "Whitehall"),
            ("hourly", "16"),
            ("hours", "36"),
        ];
        let starts = day("starts", "2026-11-20");
        let refused = asha.submit_and_stay(&form, &with(&typed, &starts)).await;
        assert_eq!(
            refused.errors(),
            ["Enter what the employer is called, in 200 characters or fewer"]
        );
        let mut named = with(&typed, &starts);
        named.push(("other", "A Think Tank"));
        let placed = asha.submit(&refused, &named).await.address();
        let form = asha.get(&format!("{placed}/start")).await;
        asha.submit(&form, &[]).await;
        assert!(
            asha.get(&format!("/people/{id}"))
                .await
                .text()
                .contains("In work or learning since 20 November 2026")
        );
        assert!(asha.get("/employers").await.text().contains("A Think Tank"));
        let report = maya.get("/reports/work").await;
        assert!(
            report.text().contains("1 started, 0 agreed"),
            "{}",
            report.text()
        );
        // Evidence that it lasted waits for a colleague, and stands on the manager's day.
        app.on("2026-12-21");
        let proof = asha.get(&format!("{placed}/proof")).await;
        let shows = [
            ("weeks", "4"),
            ("kind", "payslip"),
            ("words", "November to December"),
        ];
        asha.submit(&proof, &shows).await;
        let line = "Millie Ade : check the evidence that work lasted";
        assert!(maya.get("/today").await.text().contains(line));
        assert!(!asha.get("/today").await.text().contains(line));
    }
);
