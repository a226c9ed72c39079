//! Rows that are one thread: played by the people named, from the first contact to a figure.

use foothold::program::worker;
use policy::Role;

use crate::stories::person::imports::tried;
use crate::world::{
    Held, Hire,
    fields::{day, with},
    link_in,
    office::{Office, STRAND_3, office, office_of},
    own_pages::own_pages,
    programmes::{HACKNEY, KENSINGTON_AND_CHELSEA},
    without_query,
    work::{employer, published, sent},
};

story!(who_does_what_names_one_person_for_each_task, |app| {
    let Office {
        asha,
        maya,
        tara,
        team,
    } = office(&app).await;
    let ben = app
        .hire(Hire {
            teams: vec![team],
            ..app.somebody("Ben", &[Role::PersonalAdviser])
        })
        .await;
    let record = format!("/people/{tara}");

    // Without a personal adviser what is theirs falls to the coach: nobody's task is on nobody's list.
    app.on("2027-05-21");
    let about = format!("{record}/about");
    let page = asha.get(&about).await;
    assert!(page.text().contains("Asha does next"), "{}", page.text());
    let today = asha.get("/today").await;
    assert!(
        today.text().contains("Pathway plan review"),
        "{}",
        today.text()
    );

    // With one, each task is one person's: on the card, and on that person's list alone.
    let form = maya.get(&format!("{record}/allocate")).await;
    maya.submit(&form, &[("adviser", &ben.id.to_string())])
        .await;
    let page = asha.get(&about).await;
    for words in ["Asha does next", "Ben does next"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let hers = asha.get("/today").await.text();
    assert!(!hers.contains("Pathway plan review"), "{hers}");
    assert!(
        hers.contains("Next contact") || hers.contains("First contact"),
        "{hers}"
    );
    let his = ben.get("/today").await.text();
    assert!(his.contains("Pathway plan review"), "{his}");
    assert!(!his.contains("Next contact"), "{his}");

    // Nobody works with him: it falls to the manager, and the card says so.
    let held = Held {
        team: Some(team),
        ..Held::BY_NOBODY
    };
    let kofi = app.young_person("Kofi", "Ade", held).await;
    let enrol = [("stage", STRAND_3), ("reason", "Close to work")];
    maya.post(&format!("/people/{kofi}/enrol"), &enrol).await;
    let page = maya.get(&format!("/people/{kofi}/about")).await;
    assert!(
        page.text().contains("The team’s manager does next"),
        "{}",
        page.text()
    );
    assert!(maya.get("/today").await.text().contains("Kofi Ade"));

    // The figure: what is overdue is counted once, for whom it falls to.
    let team = maya.get("/team").await;
    assert_eq!(team.column("Overdue"), ["1"], "{}", team.text());
    assert!(team.text().contains("1 without a coach"));
});

story!(
    drop_ins_a_home_and_messages_reach_people_in_several_ways_and_are_counted,
    |app| {
        let Office {
            asha,
            maya,
            tara,
            team,
        } = office(&app).await;
        let held = Held {
            coach: Some(asha.id),
            team: Some(team),
            ..Held::BY_NOBODY
        };
        let ines = app.young_person("Ines", "Ade", held).await;

        // Two places to drop in; each young person sees those that are safe for them.
        for (place, weekday) in [
            ("The Curve, Golborne Road", "2"),
            ("The library, Kings Road", "2"),
        ] {
            let typed = [
                ("place", place),
                ("weekday", weekday),
                ("begins", "2pm"),
                ("ends", "4pm"),
                ("offers", "Help with a CV"),
            ];
            asha.post("/drop-ins/new", &with(&typed, &day("from", "2026-11-20")))
                .await;
        }
        let unsafe_place = [("place", "Golborne Road"), ("why", "An old debt there")];
        let add = format!("/people/{tara}/particulars/add?entry=unsafe-place");
        asha.post(&add, &unsafe_place).await;
        let (own, _) = own_pages(&app, &asha, tara).await;
        let places = own.get("/my/drop-ins").await;
        assert!(places.text().contains("The library, Kings Road"));
        assert!(!places.text().contains("The Curve"), "{}", places.text());

        // She comes to one; somebody who cannot come is signed up at home.
        app.on("2026-11-24");
        let page = asha.get("/drop-ins").await;
        let register = page.all_links("/drop-ins/");
        let mut came = None;
        for link in register
            .iter()
            .filter(|link| link.contains("on=2026-11-24"))
        {
            let day = asha.get(link).await;
            if day.text().contains("Kings Road") {
                came = Some(asha.get(&format!("{link}&q=Tara")).await);
            }
        }
        let found = came.expect("the register of the library");
        let form = asha.get(&found.link("Tara Ode came")).await;
        let with_carer = [
            ("attends", "Robin, her carer"),
            ("agreed", "Rings on Friday"),
        ];
        let listed = asha.submit(&form, &with_carer).await;
        assert_eq!(listed.said(), "Their attendance has been recorded.");
        asha.post(
            &format!("/people/{ines}/edit"),
            &[("address", "3 Mill Lane\r\nNorthtown")],
        )
        .await;
        let page = asha.get(&format!("/people/{ines}/appointments/new")).await;
        let page = asha
            .get(&page.link("Sign them up at their home instead"))
            .await;
        assert_eq!(page.field("place"), "3 Mill Lane, Northtown");
        let when = day("on", "2026-11-25");
        let done = asha
            .submit(&page, &with(&[("begins", "10am")], &when))
            .await;
        assert_eq!(
            done.said(),
            "The appointment is in the diary. We will remind them the day before, if they can be sent messages."
        );
        assert!(asha.get("/diary").await.text().contains("Ines Ade"));

        // The figure: what drop-ins reached, place by place.
        let report = maya.get("/reports/activities").await;
        assert_eq!(report.column("Place"), ["The library, Kings Road"]);
        assert_eq!(report.column("Young people who came"), ["1"]);
        assert_eq!(report.column("Times they brought someone"), ["1"]);
        assert!(
            asha.get(&format!("/people/{tara}"))
                .await
                .text()
                .contains("24 November 2026")
        );

        // A workbook is printed for whoever drops in: about nobody, with the programme's own questions.
        let key = STRAND_3.split_once('/').unwrap().0;
        let programme = asha.get(&format!("/programmes/{key}")).await;
        let workbook = programme.link("Print a workbook for young people");
        let workbook = asha.get(&workbook).await;
        assert_eq!(workbook.heading(), "My workbook");
        assert!(!workbook.text().contains("Tara"), "{}", workbook.text());

        // An English class invites those with another language first, and is counted apart.
        let form = asha.get(&format!("/people/{ines}/edit")).await;
        asha.submit(&form, &[("language", "Tigrinya")]).await;
        let class = [
            ("title", "English at work"),
            ("kind", "english-class"),
            ("begins", "10am"),
            ("place", "The library, Kings Road"),
        ];
        let form = asha.get("/activities/new").await;
        let on = day("on", "2026-12-01");
        let one = asha.submit(&form, &with(&class, &on)).await.address();
        let invite = asha.get(&format!("{one}/invite?language=other")).await;
        assert_eq!(invite.offered("person"), [ines.to_string()]);
        let who = ines.to_string();
        asha.submit(&invite, &[("person", who.as_str())]).await;
        app.on("2026-12-01");
        let came = asha.get(&format!("{one}/attendance")).await;
        asha.submit(&came, &[("person", who.as_str())]).await;
        let report = maya.get("/reports/activities").await;
        assert_eq!(report.column("Kind"), ["English class"]);
        assert_eq!(report.column("Attendances"), ["1"]);
    }
);

story!(
    a_first_assessment_leads_to_a_plan_and_support_that_goes_on_in_work,
    |app| {
        app.on("2026-11-20");
        app.publish(app.home(), HACKNEY).await;
        let Office {
            asha,
            maya,
            tara: id,
            ..
        } = office_of(&app, "Employability", ("Millie", "Reed")).await;
        let record = format!("/people/{id}");

        // The first assessment: what she wants, in her words, and the stage that follows.
        let dive = asha.get(&format!("{record}/deep-dives/new?part=all")).await;
        let said = [
            ("strengths", "Good with numbers"),
            ("work_wanted", "Public service"),
            ("readiness", "close"),
        ];
        let choose = asha.submit(&dive, &said).await;
        assert_eq!(choose.heading(), "Which stage comes next?");
        let enrolled = asha.submit(&choose, &[]).await;
        assert!(enrolled.errors().is_empty(), "{:?}", enrolled.errors());

        // The plan is hers as well, and stands on her own pages.
        let form = asha
            .get(&format!("{record}/plan/goals/new?template=cv"))
            .await;
        asha.submit(&form, &[("agreed_how", "in-person")]).await;
        let (own, _) = own_pages(&app, &asha, id).await;
        assert!(
            own.get("/my/plan")
                .await
                .text()
                .contains("CV that I am proud of")
        );

        // An opportunity, an offer, a start; support goes on in work with the same coach and the same plan.
        let mail = "ola@dept.example";
        published(
            &asha,
            "A Department",
            mail,
            &[("title", "Clerk"), ("kind", "job")],
        )
        .await;
        let (one, link) = sent(&app, &asha, &id.to_string(), "Clerk", mail).await;
        let ola = app.browser();
        app.after_minutes(1);
        let page = ola.get(&link).await;
        ola.submit(&page, &[("answer", "offered")]).await;
        let work = own.get("/my/work").await;
        own.submit(&work, &[("answer", "accepted")]).await;
        app.on("2026-12-01");
        let number = one.rsplit('/').next().unwrap();
        let form = asha
            .get(&format!(
                "{record}/work-placements/new?application={number}"
            ))
            .await;
        let placed = asha
            .submit(
                &form,
                &with(&[("hours", "30")], &day("starts", "2026-12-01")),
            )
            .await;
        assert!(placed.errors().is_empty(), "{:?}", placed.errors());
        let page = asha.get(&record).await;
        assert!(page.text().contains("Asha"), "the same coach goes on");
        let plan = asha.get(&format!("{record}/plan")).await;
        assert!(plan.text().contains("CV that I am proud of"));
        let report = maya.get("/reports/work").await;
        assert!(report.text().contains("agreed"), "{}", report.text());
    }
);

story!(
    a_list_and_an_organisation_meet_and_each_source_is_counted_by_its_name,
    |app| {
        app.on("2026-11-20");
        app.publish(app.home(), KENSINGTON_AND_CHELSEA).await;
        let Office { asha, .. } = office_of(&app, "Leaving care", ("Kai", "Marlow")).await;
        let ada = app.worker("Ada", &[Role::Administrator]).await;
        for name in ["Forward Lane", "Open Door"] {
            let charity = [("name", name), ("kind", "charity"), ("sector", "")];
            ada.post("/organisations/new", &charity).await;
        }
        let prue = app.worker("Prue", &[Role::ProgrammeManager]).await;
        // The Virtual School's list has Kai, who is here already, and Zoë, who is new.
        let list = "council_ref,given_name,family_name,born_on\n\
            VS-1,Kai,Marlow,04/05/2008\n\
            VS-2,Zoë,Ash,03/11/2007\n";
        let looked = tried(&prue, "virtual-school.csv", list.as_bytes(), "").await;
        assert!(
            looked.text().contains("1 added") && looked.text().contains("1 held back"),
            "{}",
            looked.text()
        );
        prue.submit(&looked, &[]).await;
        worker::run_due(app.app()).await.unwrap();
        let people = prue.get("/people?sort=name").await;
        assert_eq!(people.column("Name"), ["Zoë Ash", "Kai Marlow"]);

        let links = prue.get("/referrals/links").await;
        let whom = links.offered("whom");

        // One organisation refers somebody who is on the list already: it is asked about, and not made twice.
        let made = prue.post("/referrals/links", &[("whom", &*whom[1])]).await;
        let refer = link_in(&made.text(), "/refer/");
        let typed = [
            ("name", "Kai Marlow"),
            ("phone", "07700 900555"),
            ("told", "agrees"),
            ("your_name", "Robin"),
            ("your_email", "robin@lane.example"),
        ];
        let sent = app.browser().post(&refer, &typed).await;
        assert!(sent.text().contains("Thank you"), "{}", sent.text());
        let list = prue.get("/referrals").await;
        let opened = prue.get(&list.link("Kai Marlow")).await;
        assert!(
            opened.text().contains("same") || opened.text().contains("already"),
            "{}",
            opened.text()
        );
        let answer = prue.get(&opened.link("Answer the referral")).await;
        prue.submit(&answer, &[("decision", "accepted")]).await;
        let record = without_query(
            &prue
                .get(&without_query(opened.path()))
                .await
                .link("Open their record"),
        );
        prue.post(
            &format!("{record}/allocate"),
            &[("coach", &asha.id.to_string())],
        )
        .await;
        app.on("2026-11-23");
        let enrolled = prue
            .post(
                &format!("{record}/enrol"),
                &[("stage", STRAND_3), ("reason", "Ready")],
            )
            .await;
        assert_eq!(
            enrolled.said(),
            "They are enrolled. What is due first is below."
        );

        // The figure: by the organisation's own name, accepted and enrolled.
        let report = prue.get("/reports/referrals").await;
        assert_eq!(report.column("Referred by").len(), 1, "{}", report.text());
        assert_eq!(report.column("Enrolled since"), ["1"], "{}", report.text());
    }
);

story!(
    a_charity_with_many_employers_is_asked_kept_in_touch_with_and_counted,
    |app| {
        let Office { asha, maya, .. } = office(&app).await;
        let first = employer(
            &asha,
            "Quill and Co",
            "work-tour",
            ("Thea", "thea@quill.example"),
        )
        .await;
        employer(
            &asha,
            "Rowan Bank",
            "mock-interview",
            ("Ravi", "ravi@rowan.example"),
        )
        .await;
        let log = asha.get(&format!("{first}/log")).await;
        let typed = [("kind", "visit"), ("words", "Saw the workshop first")];
        asha.submit(&log, &typed).await;
        let form = asha.get("/requests/new?kind=work-tour").await;
        let typed = [("begins", "10am"), ("place", "Their workshop")];
        asha.submit(&form, &with(&typed, &day("on", "2026-11-24")))
            .await;
        let offer = link_in(&app.letters_to("thea@quill.example").await[0], "/offer/");
        let thea = app.browser();
        let page = thea.get(&offer).await;
        thea.submit(&page, &[("answer", "yes")]).await;
        app.on("2026-11-25");
        let today = asha.get("/today").await;
        assert!(today.text().contains("say how it went"), "{}", today.text());
        let list = asha.get("/requests").await;
        let one = without_query(&list.all_links("/requests/").pop().unwrap());
        let form = asha.get(&format!("{one}/outcome")).await;
        asha.submit(&form, &[("outcome", "given")]).await;

        // The figures: who there is, with whom somebody is in touch, what was asked and given.
        let reports = maya.get("/reports").await;
        let report = maya.get(&reports.link("Employers")).await;
        assert!(report.text().contains("2 employers"), "{}", report.text());
        assert!(report.text().contains("1 of them heard from us"));
        assert_eq!(report.column("Asked"), ["1"]);
        assert_eq!(report.column("An employer said yes"), ["1"]);
        assert_eq!(report.column("Took place"), ["1"]);

        // Past the quarter nobody has been in touch, and it shows.
        app.on("2027-03-20");
        let report = maya.get("/reports/employers").await;
        assert!(report.text().contains("0 of them heard from us"));
        assert!(report.text().contains("check-in"), "{}", report.text());
    }
);
