//! Reports: promises that were broken, before somebody has to say so, and the end of funding.

use policy::Role;

use crate::world::{
    Held, Hire, World,
    fields::{day, with},
    journal::shown,
    office::{Office, office, office_of},
    own_pages::own_pages,
    programmes::WESTMINSTER,
};

/// Tara, who joined in the year that is paid until 31 March 2027.
async fn westminster(app: &World) -> Office {
    app.on("2026-11-20");
    app.publish(app.home(), WESTMINSTER).await;
    let office = office_of(app, "Employability", ("Tara", "Ode")).await;
    let enrol = [
        ("stage", "full-potential-westminster/getting-to-know"),
        ("reason", "Wants part-time work"),
    ];
    let path = format!("/people/{}/enrol", office.tara);
    office.asha.post(&path, &enrol).await;
    office
}

story!(
    taras_tablet_and_courses_are_seen_as_broken_promises_before_she_has_to_say_so,
    |app| {
        let Office {
            asha,
            maya,
            tara,
            team,
        } = westminster(&app).await;
        let contact = format!("/people/{tara}/contacts/new");
        let held = [
            ("kind", "call"),
            ("outcome", "held"),
            ("promised", "A tablet for college"),
        ];
        let undated = asha.submit(&asha.get(&contact).await, &held).await;
        assert_eq!(
            undated.errors(),
            ["Enter the day it is due, so that it is not forgotten"]
        );
        let due = day("promise_due", "2026-12-01");
        asha.submit(&undated, &with(&held, &due)).await;
        let form = asha.get(&format!("/people/{tara}/promises/new")).await;
        let due = day("due", "2027-06-30");
        let courses = [
            ("words", "Two courses at the college"),
            ("promised_by", "programme"),
            ("said_at", "induction"),
        ];
        let asked = asha.submit_and_stay(&form, &with(&courses, &due)).await;
        assert!(asked.errors()[0].contains("Their support ends"));
        asha.submit(&asked, &[("goes_beyond", "yes")]).await;
        let list = asha.get(&format!("/people/{tara}/promises")).await;
        assert!(
            list.text()
                .contains("Promised on 20 November 2026 (phone call), due 1 December 2026"),
            "{}",
            list.text()
        );
        assert!(
            list.text().contains(
                "Promised by the programme on 20 November 2026 (at the start of the programme)"
            ),
            "{}",
            list.text()
        );

        // Before it is late it stands on Today; when it is late, on her own pages and in the report.
        app.on("2026-11-30");
        assert!(
            asha.get("/today")
                .await
                .text()
                .contains("A tablet for college. Promised for 1 December 2026"),
            "{}",
            asha.get("/today").await.text()
        );
        app.on("2026-12-03");
        let (browser, home) = own_pages(&app, &asha, tara).await;
        let own = browser.get(&home.link("Promised to me")).await;
        assert!(
            own.text().contains(
                "It was due by 1 December 2026 and is late. The person looking after it can see that on their list. Promised on 20 November 2026. Asha is looking after it."
            ),
            "{}",
            own.text()
        );
        let report = maya.get("/reports/promises").await;
        // The report also decides whom she may list, which is the lower action; the journal has the page's own.
        let line = shown(&app, maya.id).await.pop().unwrap();
        assert_eq!(line.action, "read-reports");
        assert!(
            report
                .text()
                .contains("0% of promises were kept on time: 0 of 1 due in the last year."),
            "{}",
            report.text()
        );
        assert_eq!(report.column("What"), ["A tablet for college"]);
        let shown = maya.get("/team").await;
        assert!(
            shown.text().contains("0% of promises were kept on time"),
            "{}",
            shown.text()
        );

        // Months before the money for her joining year ends, the promises that it touches are listed.
        let funding = maya.get("/reports/funding").await;
        assert!(
            funding.text().contains("Open promises affected"),
            "{}",
            funding.text()
        );
        assert!(
            funding.text().contains("Two courses at the college"),
            "{}",
            funding.text()
        );
        assert!(
            funding
                .text()
                .contains("It is already late. Keep it now, or tell them why it cannot be kept."),
            "{}",
            funding.text()
        );

        // Kept late counts as late; withdrawn and told stays in what fell due.
        let settle = list.all_links("/promises/");
        let kept = asha.get(&settle[0]).await;
        asha.submit(&kept, &[("how", "kept")]).await;
        let told = day("told", "2026-12-02");
        let withdrawn = asha.get(&settle[1]).await;
        asha.submit(
            &withdrawn,
            &with(
                &[
                    ("how", "withdrawn"),
                    ("reason", "The college closed the courses."),
                ],
                &told,
            ),
        )
        .await;
        let report = maya.get("/reports/promises").await;
        assert!(
            report
                .text()
                .contains("0% of promises were kept on time: 0 of 2"),
            "{}",
            report.text()
        );
        let row = |name: &str| report.column(name)[0].clone();
        assert_eq!(
            (row("Late"), row("Withdrawn, reason given"), row("Not kept")),
            ("1".into(), "1".into(), "0".into())
        );

        // Another team’s manager counts their own people.
        let other = app.team("Elsewhere").await;
        let hire = Hire {
            teams: vec![other],
            ..app.somebody("Ines", &[Role::TeamManager])
        };
        let ines = app.hire(hire).await;
        app.young_person(
            "Kai",
            "Ode",
            Held {
                team: Some(other),
                ..Held::BY_NOBODY
            },
        )
        .await;
        let theirs = ines.get("/reports/promises").await;
        assert!(
            theirs.text().contains("No promises were due"),
            "{}",
            theirs.text()
        );
        assert_ne!(team, other);
    }
);

story!(
    a_programme_keeps_its_promises_in_its_rate_when_it_has_ended,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let form = asha.get(&format!("/people/{tara}/promises/new")).await;
        let due = day("due", "2026-11-24");
        asha.submit(&form, &with(&[("words", "A tablet")], &due))
            .await;
        app.on("2026-11-25");
        let report = maya.get("/reports/promises").await;
        let programme = report.column("Programme");
        assert_eq!(programme.len(), 1);
        let person = maya.get(&format!("/people/{tara}")).await;
        let form = maya.get(&person.all_links("/enrolments/")[0].clone()).await;
        let exit = [
            ("event", "exit/moved-away"),
            ("reason", "Lives in Leeds now"),
        ];
        let ended = maya.submit(&form, &exit).await;
        assert!(ended.errors().is_empty(), "{:?}", ended.errors());
        let report = maya.get("/reports/promises").await;
        assert_eq!(report.column("Programme"), programme);
    }
);

story!(the_end_of_funding_is_seen_ahead_and_told, |app| {
    app.on("2026-05-11");
    app.publish(app.home(), WESTMINSTER).await;
    let prue = app
        .worker("Prue", &[Role::ProgrammeManager, Role::Coach])
        .await;
    let held = Held {
        coach: Some(prue.id),
        ..Held::BY_NOBODY
    };
    let tara = app.young_person("Tara", "Ode", held).await;
    let page = prue.get(&format!("/people/{tara}/enrol")).await;
    let offered = page.body();
    let first = offered
        .split("value=\"full-potential-westminster/")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap();
    let first = format!("full-potential-westminster/{first}");
    prue.post(
        &format!("/people/{tara}/enrol"),
        &[("stage", first.as_str()), ("reason", "Starts college")],
    )
    .await;
    let ends = prue.get("/reports/funding").await;
    assert!(
        ends.text().contains("1 young person, 1 not told yet"),
        "{}",
        ends.text()
    );
    assert_eq!(ends.column("Told?"), ["Not told yet"]);
    let person = prue.get(&format!("/people/{tara}")).await;
    assert!(person.text().contains("ends on 31 March 2027."));

    app.on("2027-01-04");
    let today = prue.get("/today").await;
    assert!(today.text().contains("Tell them when funding ends"));
    let told = prue
        .submit(
            &prue.get(&person.link("Record that they were told")).await,
            &[],
        )
        .await;
    assert!(told.text().contains("They were told on 4 January 2027."));
    let today = prue.get("/today").await;
    assert!(!today.text().contains("Tell them when funding ends"));
    assert_eq!(
        prue.get("/reports/funding").await.column("Told?"),
        ["4 January 2027"]
    );
});

story!(
    a_managers_figures_move_with_the_work_and_lead_to_their_lists,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let before = maya.get("/reports").await.text();
        for says in [
            "In education, employment or training 0% 0 of 1 young person The same as three months ago Target 60%",
            "In touch 0% 0 of 1 young person The same as three months ago Target 90%",
            "Contact on time – There are no contacts to count yet Target 90%",
            "In work for 13 weeks – There are no spells of work that were due to count yet",
            "Promises kept on time – There are no promises to count yet",
        ] {
            assert!(before.contains(says), "{says} is missing: {before}");
        }
        let held = [("kind", "call"), ("outcome", "held")];
        asha.post(&format!("/people/{tara}/contacts/new"), &held)
            .await;
        let from = day("from_on", "2026-11-20");
        let works = with(&[("code", "F5")], &from);
        asha.post(
            &format!("/people/{tara}/particulars/add?entry=activity"),
            &works,
        )
        .await;
        let page = maya.get("/reports").await;
        let after = page.text();
        for says in [
            "In education, employment or training 100% 1 of 1 young person Up from 0% three months ago",
            "In touch 100% 1 of 1 young person Up from 0% three months ago",
        ] {
            assert!(after.contains(says), "{says} is missing: {after}");
        }
        // Each leads to its list.
        app.on("2027-03-01");
        let late = maya.get("/reports").await;
        assert!(
            late.text().contains("Contact on time 0% 0 of 1 contact"),
            "{}",
            late.text()
        );
        assert!(
            maya.get(&late.link("See who is overdue"))
                .await
                .has_link("Tara Ode")
        );
        let silent = maya
            .get(&late.link("See who has had no contact longest"))
            .await;
        assert!(silent.has_link("Tara Ode"));
    }
);
