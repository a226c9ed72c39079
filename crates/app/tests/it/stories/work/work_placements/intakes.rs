//! Those who start together: rotations, an intake to its end, and sessions counted.

use policy::Role;

use super::start;
use crate::world::{
    Held, Hire, Worker, World,
    fields::{day, with},
    office::{Office, office},
    own_pages::own_pages,
    programmes::{CAMDEN, DURHAM},
    work::{agreed_start, employer, start_and_ask},
};

story!(
    an_internship_rotates_through_twelve_services_and_swaps,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let id = tara.to_string();
        let works = employer(
            &asha,
            "Town Hall",
            "internship",
            ("Ola", "ola@hall.example"),
        )
        .await;
        let one = agreed_start(
            &asha,
            &id,
            &works,
            &[("kind", "internship")],
            &[("starts", "2026-11-20"), ("ends", "2028-09-20")],
        )
        .await;
        let form = asha.get(&format!("{one}/rotations")).await;
        let refused = asha.submit_and_stay(&form, &[("weeks", "0")]).await;
        assert_eq!(
            refused.errors(),
            [
                "Enter between 1 and 24 services or teams",
                "Enter a number of weeks from 1 to 52"
            ]
        );
        let places: Vec<String> = (1..=12).map(|number| format!("Service {number}")).collect();
        let places = places.join("\n");
        let page = asha
            .submit(&refused, &[("places", places.as_str()), ("weeks", "8")])
            .await;
        assert!(
            page.text()
                .contains("Service 12, 28 July 2028 to 21 September 2028"),
            "{}",
            page.text()
        );
        app.on("2026-12-10");
        let swap = asha
            .get(&page.link("Swap : Service 1, 20 November 2026 to 14 January 2027"))
            .await;
        let page = asha
            .submit(
                &swap,
                &[
                    ("place", "Libraries"),
                    ("why", "Nobody had time to show her"),
                ],
            )
            .await;
        assert!(
            page.text()
                .contains("swapped on 10 December 2026: Nobody had time to show her")
        );
        assert!(
            page.text()
                .contains("Libraries, 10 December 2026 to 14 January 2027")
        );
        start(&asha, &one).await;
        let report = maya.get("/reports/work").await.text();
        assert!(report.contains("1 started, 0 agreed"), "{report}");
        assert!(report.contains("1 at work now"), "{report}");
    }
);

/// Young people on the first stage of a programme, each with a work placement: their ids, and the paths.
async fn started(
    app: &World,
    file: &'static str,
    number: usize,
    typed: &[(&str, &str)],
    days: &[(&'static str, &str)],
) -> (Worker, Worker, Vec<(String, String)>) {
    app.on("2026-11-20");
    let published = app.publish(app.home(), file).await;
    let team = app.team("Apprenticeships").await;
    let member = |name, roles| Hire {
        teams: vec![team],
        ..app.somebody(name, roles)
    };
    let lead = app.hire(member("Asha", &[Role::Coach])).await;
    let maya = app.hire(member("Maya", &[Role::TeamManager])).await;
    let held = Held {
        coach: Some(lead.id),
        team: Some(team),
        ..Held::BY_NOBODY
    };
    let works = employer(
        &lead,
        "Town Hall",
        "internship",
        ("Ola", "ola@hall.example"),
    )
    .await;
    let stage = format!("{}/{}", published.key, published.stage);
    let mut all = Vec::new();
    for place in 0..number {
        let name = ["Ines", "Kofi", "Mo", "Lena", "Sam", "Ria"][place];
        let id = app.young_person(name, "Ade", held).await.to_string();
        let enrol = [("stage", stage.as_str()), ("reason", "Would like to")];
        lead.post(&format!("/people/{id}/enrol"), &enrol).await;
        let one = agreed_start(&lead, &id, &works, typed, days).await;
        all.push((id, one));
    }
    (lead, maya, all)
}

story!(
    camdens_six_interns_go_from_an_intake_to_what_came_next,
    |app| {
        let typed = [
            ("title", "Intern"),
            ("kind", "internship"),
            ("hourly", "14.80"),
        ];
        let days = [("starts", "2026-11-20"), ("ends", "2028-05-20")];
        let (lead, maya, interns) = started(&app, CAMDEN, 6, &typed, &days).await;
        for (_, one) in &interns {
            start(&lead, one).await;
        }
        let report = maya.get("/reports/work").await;
        let text = report.text();
        assert!(text.contains("6 started, 0 agreed, target 12"), "{text}");
        assert!(
            text.contains("6 of 6 at the London Living Wage or above"),
            "{text}"
        );
        assert!(
            text.contains("Second intake, April 2025: 6 of 6 places"),
            "{text}"
        );
        assert!(
            text.contains("First intake, September 2023: 0 of 6 places"),
            "{text}"
        );
        // The top-up of £3,000 is paid in eighteen parts: each is due in sight of the lead and of the young person, until it is ticked.
        let (person, one) = &interns[0];
        let page = lead.get(one).await;
        assert_eq!(page.column("Amount").len(), 18);
        assert_eq!(page.column("Amount")[0], "£166.67");
        assert_eq!(page.column("Status")[0], "Not yet due");
        app.on("2026-12-20");
        let today = lead.get("/today").await;
        assert!(
            today.text().contains("pay the top-up of £166.67: Intern"),
            "{}",
            today.text()
        );
        let page = lead.get(one).await;
        let forms = page.forms();
        let pay = forms.iter().find(|form| form.action.contains("/top-up?"));
        let page = lead.press(&page, &pay.unwrap().action).await;
        assert_eq!(
            page.column("Status")[0],
            "Paid, recorded on 20 December 2026"
        );
        let (own, _) = own_pages(&app, &lead, person.parse().unwrap()).await;
        let says = "Top-up: £166.67 on 20 January 2027; £166.67 paid so far";
        assert!(own.get("/my/job").await.text().contains(says));

        // Eighteen months on: one in a permanent post, one in an apprenticeship, and nothing that is not due has failed.
        app.on("2028-05-21");
        for ((_, one), (reason, next)) in interns.iter().zip([
            ("converted", "same-employer"),
            ("as-planned", "apprenticeship"),
        ]) {
            let end = lead.get(&format!("{one}/end")).await;
            let typed = [("reason", reason), ("side", "planned"), ("next", next)];
            let mut last = day("on", "2028-05-20");
            last.truncate(3);
            lead.submit(&end, &with(&typed, &last)).await;
        }
        let text = maya.get("/reports/work").await.text();
        assert!(
            text.contains(
                "what came next: 1 × a job with the same employer, 1 × an apprenticeship"
            ),
            "{text}"
        );
        let report = maya.get("/reports/work").await;
        assert!(
            report
                .text()
                .contains("7 of 7 at the London Living Wage or above when they started"),
            "{}",
            report.text()
        );
        assert_eq!(report.column("Reached"), ["6", "6", "6", "6"]);
        assert_eq!(report.column("With checked evidence"), ["0", "0", "0", "0"]);
        let page = lead.get(one).await;
        assert_eq!(page.column("Due").last().unwrap(), "20 May 2028");
        assert!(!page.text().contains("Not due"), "{}", page.text());
        // A coach of another team counts nobody of theirs.
        assert_eq!(lead.visit("/reports/work").await.status(), 403);
        let other = app.worker("Mo", &[Role::TeamManager]).await;
        assert!(
            other
                .get("/reports/work")
                .await
                .text()
                .contains("0 started, 0 agreed, target 12")
        );
    }
);

story!(
    the_managers_of_interns_are_invited_to_a_forum_of_their_own,
    |app| {
        let typed = [("title", "Intern"), ("kind", "internship")];
        let days = [("starts", "2026-11-20"), ("ends", "2028-05-20")];
        let (lead, maya, interns) = started(&app, CAMDEN, 2, &typed, &days).await;
        let form = lead.get("/activities/new").await;
        let about = [
            ("title", "Managers together"),
            ("kind", "managers-forum"),
            ("begins", "10am"),
            ("place", "Town Hall, room 2"),
        ];
        let on = day("on", "2026-12-10");
        let made = lead.submit(&form, &with(&about, &on)).await;
        let forum = made.address();
        let nobody = lead.get(&format!("{forum}/managers")).await;
        assert!(
            nobody.text().contains("no one else to invite"),
            "{}",
            nobody.text()
        );
        // Ola is asked how both are going, and is invited once.
        for (_, one) in &interns {
            start_and_ask(&lead, one).await;
        }
        let invite = lead.get(&format!("{forum}/managers")).await;
        assert!(invite.text().contains("Ola, Town Hall"));
        let ola = invite.offered("contact");
        assert_eq!(ola.len(), 1);
        let told = lead.submit(&invite, &[("contact", ola[0].as_str())]).await;
        assert_eq!(
            told.said(),
            "They are invited by email. Record here who came, once it has taken place."
        );
        let letters = app.letters_to("ola@hall.example").await;
        let letter = letters.last().unwrap();
        assert!(
            letter.contains("Thursday 10 December 2026, 10:00am, Town Hall, room 2"),
            "{letter}"
        );
        assert!(letter.contains("contact Asha"), "{letter}");
        assert!(!letter.contains("Ines"), "{letter}");
        let again = lead.get(&format!("{forum}/managers")).await;
        assert!(again.text().contains("no one else to invite"));

        app.on("2026-12-10");
        let came = lead.get(&format!("{forum}/managers/came")).await;
        let page = lead.submit(&came, &[("contact", ola[0].as_str())]).await;
        assert_eq!(page.said(), "Recorded which managers came.");
        assert_eq!(page.column("How they are told"), ["By email"]);
        assert_eq!(page.column("Came"), ["Yes"]);
        let report = maya.get("/reports/activities").await.text();
        assert!(
            report.contains("1 forum for managers held, 1 invitation; managers came 1 time."),
            "{report}"
        );

        // A forum that is called off is told to them, too.
        let on = day("on", "2027-03-10");
        let form = lead.get("/activities/new").await;
        let made = lead.submit(&form, &with(&about, &on)).await;
        let forum = made.address();
        let invite = lead.get(&format!("{forum}/managers")).await;
        lead.submit(&invite, &[("contact", ola[0].as_str())]).await;
        lead.post(
            &format!("{forum}/cancel"),
            &[("reason", "The room is flooded.")],
        )
        .await;
        let letters = app.letters_to("ola@hall.example").await;
        let told = |words: &str| letters.iter().any(|one| one.contains(words));
        assert!(
            told("this is called off, and we are sorry about that. The room is flooded."),
            "{letters:?}"
        );
    }
);

story!(durhams_sessions_stand_against_the_forty_aimed_at, |app| {
    let typed = [
        ("title", "Library sessions"),
        ("kind", "sessional"),
        ("hourly", "13"),
        ("hours", "4"),
    ];
    let days = [("starts", "2026-11-20")];
    let (lead, maya, people) = started(&app, DURHAM, 4, &typed, &days).await;
    for (_, one) in &people[..2] {
        start(&lead, one).await;
    }
    let text = maya.get("/reports/work").await.text();
    assert!(text.contains("2 started, 2 agreed, target 40"), "{text}");
    assert!(
        text.contains("0 of 2 at the London Living Wage or above"),
        "{text}"
    );
});
