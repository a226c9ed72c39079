//! A partner's adviser as one of the team.

use policy::Role;

use crate::world::{
    Held,
    fields::{day, with},
    link_in,
    office::{Office, office, partners_adviser},
    work::employer,
};

story!(
    a_partners_adviser_asks_brings_proposes_and_answers_who_is_put_forward,
    |app| {
        let Office {
            asha,
            maya,
            tara,
            team,
        } = office(&app).await;
        let robin = partners_adviser(&app, team, tara).await;

        // They bring an employer of their own network, and keep that one and no other.
        employer(
            &asha,
            "Quill and Co",
            "mock-interview",
            ("Thea", "thea@quill.example"),
        )
        .await;
        let path = employer(
            &robin,
            "Rowan Bakery",
            "mock-interview",
            ("Ravi", "ravi@rowan.example"),
        )
        .await;
        let own = robin.get(&path).await;
        assert!(own.has_link("Add a contact"), "{:?}", own.text());
        let list = robin.get("/employers").await;
        let other = robin.get(&list.link("Quill and Co")).await;
        assert!(!other.has_link("Add a contact"));
        let refused = robin.get(&format!("{}/edit", other.path())).await;
        assert_eq!(refused.status(), 403);
        let seen = asha.get(&path).await;
        assert!(seen.text().contains("Ravi"), "it is the council's to see");

        // They ask the employers who offer it for a mock interview, and choose who comes among those they work with.
        let form = robin.get("/requests/new?kind=mock-interview").await;
        let typed = [("begins", "10am"), ("place", "By video, with a link")];
        let page = robin
            .submit(&form, &with(&typed, &day("on", "2026-11-26")))
            .await;
        let thea = link_in(&app.letters_to("thea@quill.example").await[0], "/offer/");
        let employer = app.browser();
        let offer = employer.get(&thea).await;
        employer.submit(&offer, &[("answer", "yes")]).await;
        let page = robin.get(&page.address()).await;
        let plan = robin.get(&page.link("Choose who comes")).await;
        let invite = robin.submit(&plan, &[]).await;
        assert!(invite.text().contains("Tara Ode"), "{}", invite.text());
        let shown = robin
            .submit(&invite, &[("person", &tara.to_string())])
            .await;
        assert!(shown.text().contains("Tara Ode"));
        let diary = robin.get("/diary").await;
        assert!(diary.text().contains("Mock interview with Quill and Co"));

        // They write down what helps her, and nothing else that the council knows; her coach has it for the employer's plan.
        let record = robin.get(&format!("/people/{tara}")).await;
        let about = robin.get(&record.link("About")).await;
        let form = robin.get(&about.link("What helps them")).await;
        let helps = [("adjustments", "Written steps, and a quiet corner")];
        let kept = robin.submit(&form, &helps).await;
        assert_eq!(kept.path(), format!("/people/{tara}?said=known"));
        let known = asha.get(&format!("/people/{tara}/particulars")).await;
        assert!(known.text().contains("Written steps, and a quiet corner"));
        let edit = format!("/people/{tara}/particulars/edit?group=identity");
        assert_eq!(robin.get(&edit).await.status(), 403);

        // They propose the next stage; her coach sees it, with the reason in the form that moves her.
        let record = robin.get(&format!("/people/{tara}")).await;
        let form = robin.get(&record.link("Propose the next stage")).await;
        let refused = robin.submit_and_stay(&form, &[]).await;
        assert_eq!(
            refused.errors(),
            ["Choose a stage", "Enter why you propose this stage"]
        );
        let typed = [("stage", "strand-2"), ("reason", "Interviews frighten her")];
        let page = robin.submit(&refused, &typed).await;
        assert!(page.said().contains("sent to their coach"));
        let today = asha.get("/today").await;
        let line = "Tara Ode: Robin proposes Strand 2";
        assert!(today.text().contains(line), "{}", today.text());
        let moving = asha.get(&format!("/people/{tara}")).await;
        let moving = moving.all_links("/enrolments/");
        let moving = moving.iter().find(|path| path.ends_with("/move")).unwrap();
        let form = asha.get(moving).await;
        assert!(
            form.text()
                .contains("Robin proposes Strand 2: Interviews frighten her")
        );
        assert_eq!(form.field("event"), "move/strand-2");
        let decline = asha.get(&form.link("Not now: tell them why")).await;
        asha.submit(&decline, &[("answer", "After the mock interview")])
            .await;
        assert!(!asha.get("/today").await.text().contains(line));
        let answered = robin.get(&format!("/people/{tara}/propose-stage")).await;
        assert!(
            answered
                .text()
                .contains("Not now: After the mock interview"),
            "{}",
            answered.text()
        );
        let typed = [
            ("stage", "strand-2"),
            ("reason", "She asked for it herself"),
        ];
        robin.submit(&answered, &typed).await;
        let form = asha.get(moving).await;
        asha.submit(&form, &[]).await;
        let answered = robin.get(&format!("/people/{tara}/propose-stage")).await;
        assert!(
            answered.text().contains("They moved there"),
            "{}",
            answered.text()
        );

        // A deep dive that leads elsewhere answers a proposal too, and a pause does not.
        let typed = [("stage", "strand-3"), ("reason", "She is ready")];
        robin.submit(&answered, &typed).await;
        app.after_minutes(1);
        let form = asha.get(moving).await;
        let pause = form.offered("event");
        let pause = pause.iter().find(|one| one.starts_with("pause/")).unwrap();
        asha.submit(&form, &[("event", &**pause)]).await;
        let path = format!("/people/{tara}/propose-stage");
        assert!(robin.get(&path).await.text().contains("No answer yet"));
        app.after_minutes(1);
        let form = asha.get(moving).await;
        asha.submit(&form, &[("event", "resume")]).await;
        let dive = asha
            .get(&format!("/people/{tara}/deep-dives/new?part=all"))
            .await;
        let choose = asha.submit(&dive, &[("work_wanted", "A museum")]).await;
        let why = ("reason", "Housing first");
        asha.submit(&choose, &[("stage", "strand-1"), why]).await;
        let answered = robin.get(&path).await;
        assert!(
            answered.text().contains("Something else was decided"),
            "{}",
            answered.text()
        );

        // Somebody whom they do not work with is put forward to them: they hear of it, see what was agreed, and no record.
        let held = Held {
            coach: Some(asha.id),
            team: Some(team),
            ..Held::BY_NOBODY
        };
        let ines = app.young_person("Ines", "Ade", held).await;
        let abel = app.worker("Abel", &[Role::Administrator]).await;
        abel.post(
            "/organisations/new",
            &[("name", "Nurseries"), ("kind", "charity"), ("sector", "")],
        )
        .await;
        let form = asha
            .get(&format!("/people/{ines}/onward-referrals/new"))
            .await;
        // An organisation without an adviser would hear of nothing, and is not offered.
        let offered = form.offered("organisation");
        assert_eq!(offered.len(), 2, "{offered:?}");
        let typed = [
            ("organisation", &*offered[1]),
            ("purpose", "clothes"),
            ("words", "An interview on Friday"),
            ("agreed", "yes"),
        ];
        asha.submit(&form, &typed).await;
        let told = app.letters(&robin).await;
        let told = told.iter().find(|text| text.contains("/put-forward"));
        assert!(told.is_some_and(|text| !text.contains("Ines")), "{told:?}");
        let today = robin.get("/today").await;
        let put = robin
            .get(&today.link("Ines Ade: clothes for interviews and work"))
            .await;
        assert!(put.text().contains("An interview on Friday"));
        assert_eq!(robin.get(&format!("/people/{ines}")).await.status(), 404);
        let typed = [("outcome", "helped"), ("words", "A suit and shoes")];
        robin.submit(&put, &typed).await;
        assert!(
            !robin
                .get("/today")
                .await
                .text()
                .contains("Ines Ade: clothes")
        );
        let told = app.letters(&asha).await;
        let answer = told
            .iter()
            .find(|text| text.contains("Open Door has told us"));
        assert!(answer.is_some(), "{told:?}");
        let list = asha.get(&format!("/people/{ines}/onward-referrals")).await;
        assert!(list.text().contains("A suit and shoes"), "{}", list.text());
        let report = maya.get("/reports/referrals").await;
        assert!(
            report.text().contains("Open Door 1 0 1 0 0"),
            "{}",
            report.text()
        );

        // Somebody at a drop-in: known or not, and whom to ask.
        let people = robin.get("/people").await;
        let form = robin
            .get(&people.link("Is someone not on your list? Ask if we know them"))
            .await;
        let refused = robin.submit_and_stay(&form, &[]).await;
        assert_eq!(refused.errors().len(), 3);
        let typed = [("given_name", "Ines"), ("family_name", "Ade")];
        let (of_hers, of_nobody) = (day("born", "2008-05-04"), day("born", "2008-05-05"));
        let (right, wrong) = (with(&typed, &of_hers), with(&typed, &of_nobody));
        let known = robin.submit_and_stay(&form, &right).await;
        assert!(known.text().contains("Ask Asha"), "{}", known.text());
        let unknown = robin.submit_and_stay(&form, &wrong).await;
        assert!(unknown.has_link("Refer them, if they agree"));
        assert!(!unknown.text().contains("Asha"));
        assert_eq!(asha.get("/people/known").await.status(), 403);
    }
);
