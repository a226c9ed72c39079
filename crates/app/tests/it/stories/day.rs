//! The coach's day: what is due, contacts as facts, plans, promises, the diary, concerns, and nobody forgotten.

use axum::http::Request;
use policy::Role;
use values::{PersonId, TeamId};

use crate::world::{Held, Hire, Page, Worker, World};

const PROGRAMME: &str = include_str!("../../../../../programmes/kensington-and-chelsea.toml");
const STRAND_3: &str = "full-potential-kensington-and-chelsea/strand-3";

pub(super) struct Office {
    pub(super) asha: Worker,
    pub(super) maya: Worker,
    pub(super) tara: PersonId,
    pub(super) team: TeamId,
}

/// A coach, a manager and a young person in Strand 3, on Friday 20 November 2026.
pub(super) async fn office(app: &World) -> Office {
    app.on("2026-11-20");
    app.publish(app.home(), PROGRAMME).await;
    let team = app.team("Leaving care").await;
    let member = |name, roles| Hire {
        teams: vec![team],
        ..app.somebody(name, roles)
    };
    let asha = app.hire(member("Asha", &[Role::Coach])).await;
    let maya = app.hire(member("Maya", &[Role::TeamManager])).await;
    let held = Held {
        coach: asha.id,
        team,
        ..Held::BY_NOBODY
    };
    let tara = app.young_person("Tara", "Ode", held).await;
    let enrol = [("stage", STRAND_3), ("reason", "Close to work")];
    asha.post(&format!("/people/{tara}/enrol"), &enrol).await;
    Office {
        asha,
        maya,
        tara,
        team,
    }
}

/// The three parts of a day, as a form sends them.
pub(super) fn day(field: &'static str, on: &str) -> Vec<(String, String)> {
    let parts: Vec<&str> = on.split('-').collect();
    let part = |name: &str, text: &str| {
        (
            format!("{field}-{name}"),
            text.trim_start_matches('0').to_owned(),
        )
    };
    vec![
        part("day", parts[2]),
        part("month", parts[1]),
        part("year", parts[0]),
    ]
}

pub(super) fn with<'a>(
    fields: &[(&'a str, &'a str)],
    more: &'a [(String, String)],
) -> Vec<(&'a str, &'a str)> {
    let more = more
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    fields.iter().copied().chain(more).collect()
}

pub(super) fn due(
    dues: &[(uuid::Uuid, String, chrono::NaiveDate, String)],
    kind: &str,
) -> Option<(String, String)> {
    let found = dues.iter().find(|(_, one, ..)| one == kind);
    found.map(|(_, _, on, why)| (on.to_string(), why.clone()))
}

story!(
    a_contact_is_four_facts_and_the_next_one_is_dated_by_the_cadence,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let path = format!("/people/{tara}/contacts/new");
        let page = asha.get(&path).await;
        assert_eq!(
            (page.field("next-day"), page.field("next-month")),
            ("27".to_owned(), "11".to_owned()),
            "a week on, as the programme asks"
        );
        let held = [
            ("kind", "call"),
            ("outcome", "held"),
            ("note", "Talked about Saturdays"),
            ("note_kind", "shared"),
        ];
        asha.submit(&page, &held).await;
        let dues = app.dues().await;
        assert_eq!(due(&dues, "next_contact").unwrap().0, "2026-11-27");

        // Another day and a time: it is arranged, and the reason says both.
        app.on("2026-11-27");
        let next = day("next", "2026-12-09");
        let typed = [
            ("kind", "one-to-one"),
            ("outcome", "held"),
            ("next_time", "2.30pm"),
        ];
        asha.post(&path, &with(&typed, &next)).await;
        let (on, why) = due(&app.dues().await, "next_contact").unwrap();
        assert_eq!(on, "2026-12-09");
        assert_eq!(why, "Arranged for 9 December 2026; every week in Strand 3");

        // It did not happen, and every fact stands apart.
        app.on("2026-12-09");
        let missed = [
            ("kind", "one-to-one"),
            ("outcome", "not-held"),
            ("came", "no"),
            ("why", "travel"),
            ("agreed", "We meet nearer to her"),
            ("note", "Seen at the station with somebody"),
            ("note_kind", "restricted"),
        ];
        let page = asha.post(&path, &missed).await;
        assert!(
            page.text()
                .contains("Met in person: they could not come (getting there)"),
            "{}",
            page.text()
        );
        let (on, why) = due(&app.dues().await, "next_contact").unwrap();
        assert_eq!(on, "2026-12-04", "only what took place moves what is due");
        assert!(why.contains("last contact 27 November 2026"), "{why}");
        assert_eq!(app.rebuilt_dues().await, app.dues().await);

        // The note is read only by those who may, and the text for the council's own record is there.
        let contact = page.link("Met in person: they could not come (getting there)");
        assert!(
            asha.get(&contact)
                .await
                .text()
                .contains("Seen at the station")
        );
        let manager = app.worker("Prue", &[Role::ProgrammeManager]).await;
        let shown = manager.get(&contact).await;
        assert!(
            !shown.text().contains("Seen at the station"),
            "{}",
            shown.text()
        );
        assert!(shown.text().contains(
            "09/12/2026. Met in person: they could not come (getting there), with Asha."
        ));

        // It is put right, and stays as it was recorded first.
        let right = asha
            .post(
                &format!("{contact}/correct"),
                &[("outcome", "held"), ("came", "late")],
            )
            .await;
        assert!(
            right.text().contains("came late (getting there)"),
            "{}",
            right.text()
        );
        assert!(
            asha.get(&contact)
                .await
                .text()
                .contains("This has since been corrected.")
        );
        assert_eq!(
            due(&app.dues().await, "next_contact").unwrap().0,
            "2026-12-16"
        );
    }
);

story!(
    a_days_contacts_go_out_as_csv_under_the_councils_own_id,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let edit = format!("/people/{tara}/edit");
        asha.post(&edit, &[("council_ref", "NT-77")]).await;
        let path = format!("/people/{tara}/contacts/new");
        let shared = [
            ("kind", "call"),
            ("outcome", "held"),
            ("note", "=1+1 is two"),
        ];
        asha.post(&path, &shared).await;
        let restricted = [
            ("kind", "text"),
            ("outcome", "no-answer"),
            ("note", "Secret"),
            ("agreed", "To keep it quiet"),
            ("note_kind", "restricted"),
        ];
        asha.post(&path, &restricted).await;
        let record = format!("/people/{tara}");
        assert!(asha.get(&record).await.text().contains("To keep it quiet"));
        // Whoever may not read the note may not read what was agreed in it either.
        let head = app.worker("Hal", &[Role::ProgrammeManager]).await;
        let seen = head.get(&record).await;
        assert!(!seen.text().contains("To keep it quiet") && !seen.text().contains("Secret"));
        let contact = head.get(&seen.all_links("/contacts/")[0]).await;
        assert!(
            !contact.text().contains("To keep it quiet"),
            "{}",
            contact.text()
        );
        assert_eq!(
            asha.get("/contacts/day.csv?on=2026-11-20").await.status(),
            403
        );
        let file = maya.get("/contacts/day.csv?on=2026-11-20").await.body();
        assert_eq!(file.lines().count(), 3, "{file}");
        assert!(
            file.contains("NT-77,") && file.contains("20/11/2026,Phone call,yes"),
            "{file}"
        );
        assert!(file.contains("'=1+1 is two"), "{file}");
        assert!(
            file.contains("attempt") && !file.contains("Secret") && !file.contains("quiet"),
            "{file}"
        );
        let other = app.worker("Mo", &[Role::TeamManager]).await;
        assert_eq!(
            other
                .get("/contacts/day.csv?on=2026-11-20")
                .await
                .body()
                .lines()
                .count(),
            1
        );
    }
);

story!(
    a_plan_is_made_from_a_template_and_its_steps_stand_on_the_days_list,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let (on, why) = due(&app.dues().await, "first_plan").unwrap();
        assert_eq!(on, "2026-12-18");
        assert!(why.contains("within 4 weeks of 20 November 2026"), "{why}");
        let plan = format!("/people/{tara}/plan");
        let page = asha.get(&format!("{plan}/goals/new?template=cv")).await;
        assert_eq!(page.field("words"), "Have a CV that I am proud of");
        let made = asha.submit(&page, &[("agreed_how", "in-person")]).await;
        assert!(
            made.text()
                .contains("Agreed 20 November 2026: together, in person"),
            "{}",
            made.text()
        );
        assert!(due(&app.dues().await, "first_plan").is_none());
        assert_eq!(
            due(&app.dues().await, "plan_review").unwrap().0,
            "2027-02-12"
        );

        let add = made.link("Add a step : Have a CV that I am proud of");
        let by = day("due", "2026-11-24");
        let me = asha.id.to_string();
        let typed = [("words", "Ring the library"), ("owner", me.as_str())];
        let added = asha.post(&add, &with(&typed, &by)).await;
        assert_eq!(added.said(), "The step is in the plan.");
        let today = asha.get("/today").await;
        assert!(
            today.text().contains("A step in the plan"),
            "{}",
            today.text()
        );
        let done = added.link("Done : Ring the library");
        let finished = asha
            .post(&done, &[("outcome", "cv"), ("activity", "P5")])
            .await;
        assert!(
            finished.text().contains("They have a CV"),
            "{}",
            finished.text()
        );
        assert!(due(&app.dues().await, "plan_step").is_none());
        let person = asha.get(&format!("/people/{tara}")).await;
        assert!(
            person.text().contains("part time"),
            "what they do has changed: {}",
            person.text()
        );

        let archived = asha
            .post(
                &finished.link("Archive : Write the CV together"),
                &[("because", "She has one")],
            )
            .await;
        assert!(!archived.text().contains("Write the CV together ("));
        let ended = asha
            .post(
                &archived.link("Close goal : Have a CV that I am proud of"),
                &[("how", "reached")],
            )
            .await;
        assert!(
            ended.text().contains("Reached 20 November 2026"),
            "{}",
            ended.text()
        );
        let paper = asha.get(&format!("{plan}/paper")).await;
        assert!(paper.text().contains("This is yours."), "{}", paper.text());
        let pathway = asha.get(&format!("{plan}/paper?for=pathway")).await;
        assert!(pathway.text().contains("It does not replace that plan."));
        asha.post(&format!("{plan}/reviews/new?kind=pathway"), &[])
            .await;
        assert_eq!(
            due(&app.dues().await, "pathway_review").unwrap().0,
            "2027-05-20"
        );
        assert_eq!(app.rebuilt_dues().await, app.dues().await);
    }
);

story!(
    a_promise_that_is_late_is_seen_and_is_withdrawn_only_once_they_were_told,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let path = format!("/people/{tara}/promises");
        let by = day("due", "2026-11-24");
        asha.post(
            &format!("{path}/new"),
            &with(&[("words", "A travel card")], &by),
        )
        .await;
        app.on("2026-11-26");
        let today = asha.get("/today").await;
        assert!(
            today.text().contains("A promise") && today.text().contains("2 days overdue"),
            "{}",
            today.text()
        );
        assert!(
            !maya.get("/today").await.text().contains("A promise"),
            "it is whose it is"
        );
        let list = asha.get(&path).await;
        let settle = list.link("Record what happened : A travel card");
        let page = asha.get(&settle).await;
        let refused = asha
            .submit_and_stay(&page, &[("how", "withdrawn"), ("reason", "No money")])
            .await;
        assert_eq!(
            refused.errors(),
            ["Tell them first, then enter the day you told them"]
        );
        let told = day("told", "2026-11-26");
        let typed = [
            ("how", "withdrawn"),
            ("reason", "The fund is closed; we ask another"),
        ];
        let settled = asha.submit(&page, &with(&typed, &told)).await;
        assert!(
            settled
                .text()
                .contains("They were told on 26 November 2026: The fund is closed"),
            "{}",
            settled.text()
        );
        assert!(due(&app.dues().await, "promise").is_none());
        assert_eq!(app.rebuilt_dues().await, app.dues().await);
    }
);

story!(silence_after_a_job_start_is_seen_and_asked_about, |app| {
    let Office {
        asha, maya, tara, ..
    } = office(&app).await;
    let contacts = format!("/people/{tara}/contacts/new");
    for on in ["2026-11-20", "2026-11-27", "2026-12-04", "2026-12-11"] {
        app.on(on);
        asha.post(&contacts, &[("kind", "call"), ("outcome", "held")])
            .await;
    }
    let began = day("from_on", "2026-12-12");
    let add = format!("/people/{tara}/particulars/add?entry=activity");
    app.on("2026-12-14");
    asha.post(&add, &with(&[("code", "P5")], &began)).await;
    let (on, why) = due(&app.dues().await, "taper").unwrap();
    assert_eq!(on, "2026-12-23");
    assert!(
        why.contains("every 7 days before work started on 12 December 2026"),
        "{why}"
    );
    app.on("2027-01-04");
    assert!(
        asha.get("/today")
            .await
            .text()
            .contains("Less contact than usual")
    );
    let silence = maya.get("/silence").await;
    assert!(silence.text().contains("Tara Ode"), "{}", silence.text());

    app.on("2027-02-01");
    let today = asha.get("/today").await;
    assert!(today.text().contains("Not heard from"), "{}", today.text());
    let typed = [("why", "promise"), ("way_back", "text-only")];
    let noted = asha
        .post(&format!("/people/{tara}/lost-touch/new"), &typed)
        .await;
    assert_eq!(
        noted.said(),
        "Noted. The count of days without contact restarts."
    );
    assert_eq!(due(&app.dues().await, "silence").unwrap().0, "2027-03-15");
    app.on("2027-03-16");
    let silence = asha.get("/silence").await;
    assert!(
        silence
            .text()
            .contains("Something we promised did not happen"),
        "{}",
        silence.text()
    );
    assert_eq!(app.rebuilt_dues().await, app.dues().await);
});

story!(
    an_unsafe_place_is_refused_with_its_reason_only_for_those_who_may_know,
    |app| {
        let Office {
            asha, tara, team, ..
        } = office(&app).await;
        let place = [("place", "Golborne Road"), ("why", "An old debt there")];
        asha.post(
            &format!("/people/{tara}/particulars/add?entry=unsafe-place"),
            &place,
        )
        .await;
        let path = format!("/people/{tara}/appointments/new");
        let on = day("on", "2026-11-24");
        let typed = [
            ("kind", "one-to-one"),
            ("begins", "2pm"),
            ("place", "Café, 57 Golborne Rd"),
        ];
        let page = asha.get(&path).await;
        let refused = asha.submit_and_stay(&page, &with(&typed, &on)).await;
        assert_eq!(
            refused.errors(),
            [
                "Golborne Road is not safe for them: An old debt there. Choose another place, or go to their home"
            ]
        );
        assert_eq!(
            refused.field("place"),
            "Café, 57 Golborne Rd",
            "what was typed is kept"
        );

        let robin = partners_adviser(&app, team, tara).await;
        let page = robin.get(&path).await;
        let refused = robin.submit_and_stay(&page, &with(&typed, &on)).await;
        assert_eq!(
            refused.errors(),
            ["This place cannot be used for them. Choose another, or ask their coach"]
        );
    }
);

story!(
    an_appointment_is_moved_with_its_history_and_read_by_a_calendar,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let on = day("on", "2026-11-24");
        let typed = [
            ("kind", "one-to-one"),
            ("begins", "2pm"),
            ("place", "The Curve"),
        ];
        asha.post(
            &format!("/people/{tara}/appointments/new"),
            &with(&typed, &on),
        )
        .await;
        let diary = asha.get("/diary").await;
        assert!(
            diary.text().contains("2:00pm: Met in person, The Curve"),
            "{}",
            diary.text()
        );
        let appointment = diary.all_links("/appointments/")[0].clone();
        let later = day("on", "2026-11-26");
        let moved = [("begins", "3pm"), ("reason", "College day")];
        asha.post(&format!("{appointment}/move"), &with(&moved, &later))
            .await;
        let was = asha.get(&appointment).await;
        assert!(
            was.text().contains("It was moved") && was.text().contains("College day"),
            "{}",
            was.text()
        );
        let diary = asha.get("/diary").await;
        assert!(
            diary.text().contains("26 November 2026") && !diary.text().contains("24 November 2026")
        );

        let made = asha.submit(&asha.get("/diary/feed").await, &[]).await;
        let text = made.text();
        let address = text
            .split_whitespace()
            .find(|word| word.contains("/calendar/"))
            .unwrap();
        let path = address[address.find("/calendar/").unwrap()..].to_owned();
        let feed = app.browser().get(&path).await;
        assert!(feed.header("content-type").starts_with("text/calendar"));
        let body = feed.body();
        assert!(
            body.contains("20261126T150000")
                && body.contains("The Curve")
                && !body.contains("Tara"),
            "{body}"
        );
        asha.post("/diary/feed/stop", &[]).await;
        assert_eq!(app.browser().get(&path).await.status(), 404);
    }
);

story!(
    a_worker_who_is_not_back_from_a_visit_reaches_the_manager,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let risks = [("visit_risks", "A dog that bites")];
        asha.post(
            &format!("/people/{tara}/particulars/edit?group=visits"),
            &risks,
        )
        .await;
        let on = day("on", "2026-11-20");
        let typed = [
            ("kind", "home-visit"),
            ("begins", "10am"),
            ("minutes", "30"),
            ("place", "Their home"),
        ];
        asha.post(
            &format!("/people/{tara}/appointments/new"),
            &with(&typed, &on),
        )
        .await;
        let appointment = asha.get("/diary").await.all_links("/appointments/")[0].clone();
        let page = asha.get(&appointment).await;
        assert!(page.text().contains("A dog that bites"), "{}", page.text());
        asha.press(&page, &format!("{appointment}/out")).await;
        app.after_minutes(100);
        assert!(!maya.get("/today").await.text().contains("Ring them"));
        asha.get(&appointment).await;
        app.after_minutes(60);
        let today = maya.get("/today").await;
        assert!(
            today.text().contains(
                "Asha should have been back from visiting Tara Ode by 11:30am. Ring them"
            ),
            "{}",
            today.text()
        );
        // Recording how it went does not bring the worker home.
        let form = asha
            .get(&asha.get(&appointment).await.link("Record how it went"))
            .await;
        let held = [("outcome", "held"), ("note_kind", "staff")];
        asha.submit(&form, &held).await;
        let own = asha.get("/today").await;
        let page = asha
            .get(&own.link(
                "You planned to be back from visiting Tara Ode by 11:30am. Say that you are back",
            ))
            .await;
        assert!(asha.get("/diary").await.text().contains("Out on a visit"));
        asha.press(&page, &format!("{appointment}/back")).await;
        assert!(!maya.get("/today").await.text().contains("Ring them"));
        assert!(!asha.get("/diary").await.text().contains("Out on a visit"));
    }
);

story!(
    a_concern_has_its_own_route_and_never_goes_into_a_mail,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let lead = app.worker("Lee", &[Role::SafeguardingLead]).await;
        let raised = asha
            .post(
                &format!("/people/{tara}/concerns/new"),
                &[
                    ("danger", "no"),
                    ("kind", "exploitation"),
                    ("agrees", "no"),
                    ("words", "He takes her wages"),
                ],
            )
            .await;
        for words in [
            "ring 999",
            "duty to notify",
            "does not replace",
            "He takes her wages",
        ] {
            assert!(raised.text().contains(words), "{words}: {}", raised.text());
        }
        let mail = app.letters(&lead).await.pop().unwrap();
        assert!(
            !mail.contains("wages")
                && !mail.contains("Tara")
                && !mail.to_lowercase().contains("exploit"),
            "{mail}"
        );
        let close = format!("{}/close", raised.path().split('?').next().unwrap());
        let page = lead.get(&close).await;
        let refused = lead.submit_and_stay(&page, &[("because", "In hand")]).await;
        assert_eq!(
            refused.errors(),
            ["Record who was told, and when, before you close it"]
        );
        let tell = close.replace("/close", "/tell");
        let told = lead
            .post(&tell, &[("part", "adults"), ("who", "Sam, duty desk")])
            .await;
        assert!(
            told.text().contains("Adult social care: Sam, duty desk"),
            "{}",
            told.text()
        );
        lead.post(&close, &[("because", "In hand")]).await;
        assert!(
            lead.get("/concerns")
                .await
                .text()
                .contains("There are no open concerns.")
        );
        let manager = app.worker("Prue", &[Role::ProgrammeManager]).await;
        assert_eq!(manager.get(raised.path()).await.status(), 403);
    }
);

story!(
    a_case_conference_puts_its_actions_into_the_plan_and_onto_todays_list,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let out = day("from_on", "2025-06-01");
        asha.post(
            &format!("/people/{tara}/particulars/add?entry=activity"),
            &with(&[("code", "G5")], &out),
        )
        .await;
        let list = maya.get("/conferences").await;
        assert_eq!(list.column("Months"), ["17"]);
        let by = day("due-0", "2026-11-25");
        let coach = asha.id.to_string();
        let typed = [
            ("attendees", "Tara, Asha, Maya"),
            ("action-0", "Ring the college"),
            ("owner-0", coach.as_str()),
        ];
        let held = maya
            .post(
                &format!("/people/{tara}/conferences/new"),
                &with(&typed, &by),
            )
            .await;
        assert!(held.text().contains("Ring the college"), "{}", held.text());
        assert!(
            asha.get("/today")
                .await
                .text()
                .contains("A step in the plan")
        );
        assert_eq!(
            maya.get("/conferences").await.column("Last conference"),
            ["20 November 2026"]
        );
        let caseload = asha.get("/cohort/caseload").await;
        assert!(
            caseload.text().contains("Next step: Ring the college"),
            "{}",
            caseload.text()
        );
    }
);

/// Has a partner's adviser work with a young person of a team.
pub(super) async fn partners_adviser(app: &World, team: TeamId, person: PersonId) -> Worker {
    let ada = app.worker("Ada", &[Role::Administrator]).await;
    let charity = [("name", "Open Door"), ("kind", "charity"), ("sector", "")];
    ada.post("/organisations/new", &charity).await;
    let mia = app
        .hire(Hire {
            teams: vec![team],
            ..app.somebody("Mia", &[Role::TeamManager])
        })
        .await;
    let allocate = mia.get(&format!("/people/{person}/allocate")).await;
    let partner = allocate.offered("organisation")[1].clone();
    let robin = app
        .hire(Hire {
            organisation: partner.parse().unwrap(),
            ..app.somebody("Robin", &[Role::PartnerAdviser])
        })
        .await;
    mia.submit(&allocate, &[("organisation", &partner)]).await;
    robin
}

/// Opens a young person's own pages by a link that a worker shows them.
pub(super) async fn own_pages(
    app: &World,
    worker: &Worker,
    person: PersonId,
) -> (crate::world::Browser, Page) {
    let given = worker
        .post(&format!("/people/{person}/own-pages"), &[("how", "here")])
        .await;
    let text = given.text();
    let link = text
        .split_whitespace()
        .find(|word| word.contains("/my/link/"))
        .unwrap();
    let path = link[link.find("/my/link/").unwrap()..].to_owned();
    let browser = app.browser();
    assert!(browser.get("/my").await.path().starts_with("/my/sign-in"));
    let asked = browser.get(&path).await;
    assert_eq!(asked.heading(), "Open my pages");
    let home = browser.submit(&asked, &[]).await;
    assert!(
        app.browser()
            .get(&path)
            .await
            .heading()
            .contains("no longer works"),
        "it works once"
    );
    (browser, home)
}

story!(a_young_person_sees_what_is_theirs_and_nothing_else, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let other = app
        .young_person("Zephaniah", "Stranger", Held::BY_NOBODY)
        .await;
    let contacts = format!("/people/{tara}/contacts/new");
    for (note, kind) in [
        ("We talked about Saturdays", "shared"),
        ("Seemed low", "staff"),
        ("Her uncle rang", "third-party"),
        ("A secret", "restricted"),
    ] {
        asha.post(
            &contacts,
            &[
                ("kind", "call"),
                ("outcome", "held"),
                ("note", note),
                ("note_kind", kind),
            ],
        )
        .await;
    }
    let goal = [
        ("words", "A Saturday job"),
        ("steps", "Ask at the bookshop"),
        ("agreed_how", "call"),
    ];
    asha.post(&format!("/people/{tara}/plan/goals/new"), &goal)
        .await;
    let by = day("due", "2026-11-24");
    asha.post(
        &format!("/people/{tara}/promises/new"),
        &with(&[("words", "A travel card")], &by),
    )
    .await;
    let (browser, home) = own_pages(&app, &asha, tara).await;
    for words in [
        "Hello Tara",
        "Ask at the bookshop",
        "A travel card",
        "Leave this page",
    ] {
        assert!(home.body().contains(words), "{words}: {}", home.text());
    }
    let mut all = String::new();
    for path in [
        "",
        "/plan",
        "/promises",
        "/messages",
        "/entitlements",
        "/about",
        "/wishes",
    ] {
        let page = browser.get(&format!("/my{path}")).await;
        assert_eq!(page.status(), 200, "{path}");
        assert!(
            page.body().len() < 40_000,
            "{path} is {} bytes",
            page.body().len()
        );
        assert!(!page.body().contains("<script"), "{path}");
        all += &page.text();
    }
    assert!(all.contains("We talked about Saturdays") && all.contains("£3,000"));
    for hidden in ["Seemed low", "uncle", "secret", "Zephaniah"] {
        assert!(!all.contains(hidden), "{hidden}");
    }
    for path in [
        format!("/people/{tara}"),
        format!("/people/{other}"),
        "/today".to_owned(),
    ] {
        assert!(
            browser.get(&path).await.path().starts_with("/sign-in"),
            "{path}"
        );
    }
    let out = browser
        .press(&browser.get("/my").await, "/my/sign-out")
        .await;
    assert!(out.path().starts_with("/my/sign-in"));
});

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

story!(
    a_number_opens_nothing_alone_once_nobody_has_confirmed_it_for_six_months,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        asha.post(
            &format!("/people/{tara}/edit"),
            &[("phone", "07700 900321")],
        )
        .await;
        let links = async || {
            let list = asha.get(&format!("/people/{tara}/messages")).await;
            list.text().matches("A link to their own pages.").count()
        };
        let ask = async |number: &str| {
            let browser = app.browser();
            let page = browser.get("/my/sign-in").await;
            let answer = browser.submit(&page, &[("reach", number)]).await;
            foothold::program::worker::answer_all(app.app())
                .await
                .unwrap();
            answer
        };
        let unknown = ask("07700 900321").await;
        assert_eq!(links().await, 0, "nobody has confirmed it yet");
        let given = [("how", "text"), ("confirmed", "yes")];
        asha.post(&format!("/people/{tara}/own-pages"), &given)
            .await;
        let known = ask("+44 7700 900321").await;
        assert_eq!(links().await, 2);
        assert_eq!(
            known.text(),
            unknown.text(),
            "the answer is the same to everybody"
        );
        app.on("2027-05-24");
        ask("07700 900321").await;
        assert_eq!(
            links().await,
            2,
            "six months on, a worker confirms it first"
        );
        let request = Request::get("/my")
            .header("cookie", "__Host-my=nonsense")
            .body(axum::body::Body::empty());
        assert_eq!(app.browser().send(request.unwrap()).await.status(), 303);
    }
);
