//! Work placements: a plan before the start, both sides asked apart, second chances, and an end that is none for the support.

use policy::Role;
use values::{PersonId, TeamId};

use super::{
    day::{Office, day, office, own_pages, with},
    opportunities::{opportunity, path},
    requests::employer,
};
use crate::world::{Held, Hire, Page, Worker, World, link_in};

const HACKNEY: &str = include_str!("../../../../../programmes/hackney.toml");

/// An agreed start at an employer: its path.
async fn agreed(
    worker: &Worker,
    person: &str,
    works: &str,
    typed: &[(&str, &str)],
    days: &[(&'static str, &str)],
) -> String {
    let form = worker
        .get(&format!("/people/{person}/work-placements/new"))
        .await;
    let employer = works.rsplit('/').next().unwrap();
    let usual = [
        ("employer", employer),
        ("title", "Gardener"),
        ("kind", "work-placement"),
        ("hourly", "14.80"),
        ("hours", "16"),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| typed.iter().all(|(other, _)| other != name));
    let mut all: Vec<(String, String)> = kept
        .chain(typed.iter().copied())
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    for (field, on) in days {
        all.extend(day(field, on));
    }
    let all: Vec<(&str, &str)> = all
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    path(&worker.submit(&form, &all).await)
}

async fn start(worker: &Worker, one: &str) {
    let form = worker.get(&format!("{one}/start")).await;
    worker.submit(&form, &[]).await;
}

/// The same, and whoever is named first at the employer is asked by mail how it goes.
async fn start_and_ask(worker: &Worker, one: &str) {
    let form = worker.get(&format!("{one}/start")).await;
    let contact = form.offered("contact")[0].clone();
    worker.submit(&form, &[("contact", &contact)]).await;
}

/// Says on the page of a work placement that they read the plan together.
async fn agree_together(worker: &Worker, one: &str) -> Page {
    let page = worker.get(one).await;
    let forms = page.forms();
    let agreed = forms
        .iter()
        .find(|form| form.action.contains("/plan-agreed?"));
    worker.press(&page, &agreed.unwrap().action).await
}

const PLAN: [(&str, &str); 7] = [
    ("tasks", "Weed, plant, learn the tools"),
    ("hours", "Monday to Thursday, 10 to 2"),
    ("practices", "Boots are lent. Phones in the hut."),
    ("supervisor", "Ola, in the hut"),
    ("buddy", "Sam, who started last year"),
    ("adjustments", "Instructions in writing"),
    ("staggered", "From 11 in the first two weeks"),
];

/// A coach, a colleague and a young person in a programme that asks for the plan before the start.
async fn strict(app: &World) -> (Worker, Worker, PersonId, TeamId) {
    app.on("2026-11-20");
    let published = app.publish(app.home(), HACKNEY).await;
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
    let person = app.young_person("Solene", "Ade", held).await;
    let stage = format!("{}/{}", published.key, published.stage);
    let enrol = [("stage", stage.as_str()), ("reason", "Ready")];
    asha.post(&format!("/people/{person}/enrol"), &enrol).await;
    (asha, maya, person, team)
}

story!(
    nobody_starts_without_an_agreed_plan_where_the_programme_asks,
    |app| {
        let (asha, _, solene, _) = strict(&app).await;
        let id = solene.to_string();
        let works = employer(&asha, "Parks Trust", "job", ("Ola", "ola@parks.example")).await;
        let days = [("starts", "2026-11-20"), ("ends", "2027-09-20")];
        let one = agreed(&asha, &id, &works, &[], &days).await;
        let form = asha.get(&format!("{one}/start")).await;
        assert!(
        form.text().contains("The employer has not written the employment plan yet, and the programme requires it"),
        "{}",
        form.text()
    );
        assert!(form.forms().is_empty());

        // The employer writes it through a link, without an account.
        let ask = asha.get(&format!("{one}/plan-link")).await;
        let who = ask.offered("contact");
        asha.submit(&ask, &[("contact", &who[0])]).await;
        let link = link_in(&app.letters_to("ola@parks.example").await[0], "/work-plan/");
        let ola = app.browser();
        let page = ola.get(&link).await;
        assert!(page.text().contains("Before Solene starts") && !page.text().contains("Ade"));
        let refused = ola.submit_and_stay(&page, &[("tasks", "Weed")]).await;
        assert_eq!(refused.errors().len(), 3);
        assert_eq!(refused.field("tasks"), "Weed");
        let sent = ola.submit(&refused, &PLAN).await;
        assert!(
            sent.text()
                .contains("Thank you. They will read it before the first day.")
        );
        assert!(
            app.letters(&asha).await[0].contains("The employer has written the employment plan")
        );
        let form = asha.get(&format!("{one}/start")).await;
        assert!(
            form.text()
                .contains("They have not agreed to the employment plan yet")
        );

        // She agrees on her own pages; a change is agreed to anew.
        let (own, _) = own_pages(&app, &asha, solene).await;
        let job = own.get("/my/job").await;
        assert!(
            job.text().contains("From 11 in the first two weeks"),
            "{}",
            job.text()
        );
        let job = own.submit(&job, &[]).await;
        assert!(
            job.text()
                .contains("You agreed to this on 20 November 2026.")
        );
        app.after_minutes(1);
        let again = ola.get(&link).await;
        ola.submit(&again, &[("hours", "Monday to Wednesday, 10 to 3")])
            .await;
        let form = asha.get(&format!("{one}/start")).await;
        assert!(
            form.forms().is_empty(),
            "a changed plan has to be agreed to again"
        );
        let page = agree_together(&asha, &one).await;
        assert!(
            page.text()
                .contains("They agreed to it on 20 November 2026.")
        );
        start(&asha, &one).await;
        assert!(asha.get(&one).await.text().contains("At work"));
    }
);

story!(
    both_sides_are_asked_apart_and_a_worry_reaches_today,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let id = tara.to_string();
        let works = employer(&asha, "Parks Trust", "job", ("Ola", "ola@parks.example")).await;
        let one = agreed(
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
        assert!(page.text().contains("Ring us whenever something comes up"));
        assert!(
            app.letters(&asha)
                .await
                .iter()
                .any(|letter| letter.contains("worried that it may end"))
        );
        let today = asha.get("/today").await;
        let line = "Tara Ode: the employer is worried that Gardener may end";
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

story!(solene_plans_her_next_job_half_way, |app| {
    let (asha, maya, solene, _) = strict(&app).await;
    let id = solene.to_string();
    let works = employer(
        &asha,
        "Heritage Hospital",
        "work-placement",
        ("Ola", "ola@heritage.example"),
    )
    .await;
    let typed = [
        ("title", "Care in a heritage hospital"),
        ("kind", "work-placement"),
    ];
    let page = asha.follow(opportunity(&asha, &works, &typed).await).await;
    let number = path(&page).rsplit('/').next().unwrap().to_owned();

    // From the interest to the offer, by the steps of the ladder.
    let form = asha
        .get(&format!(
            "/people/{id}/applications/new?opportunity={number}"
        ))
        .await;
    let page = asha.submit(&form, &[("step", "applying")]).await;
    let application = path(&page);
    for step in ["applied", "interview", "offered", "accepted"] {
        app.after_minutes(1);
        let form = asha.get(&format!("{application}/step")).await;
        asha.submit(&form, &[("step", step)]).await;
    }
    // Ten months, agreed from the application.
    let form = asha
        .get(&format!(
            "/people/{id}/work-placements/new?application={}",
            application.rsplit('/').next().unwrap()
        ))
        .await;
    assert_eq!(form.field("title"), "Care in a heritage hospital");
    let mut days = day("starts", "2026-11-20");
    days.extend(day("ends", "2027-09-20"));
    let one = path(&asha.submit(&form, &with(&[], &days)).await);
    let plan = asha.get(&format!("{one}/plan")).await;
    asha.submit(&plan, &PLAN).await;
    agree_together(&asha, &one).await;
    start(&asha, &one).await;
    assert!(asha.get(&application).await.text().contains("Started"));

    // Half-way the next job is planned, and what she would like is a goal of her plan.
    app.on("2027-04-20");
    let today = asha.get("/today").await;
    assert!(
        today
            .text()
            .contains("Solene Ade: plan the next job: Care in a heritage hospital is half-way"),
        "{}",
        today.text()
    );
    let form = asha.get(&format!("{one}/event?kind=half-way")).await;
    assert_eq!(form.field("kind"), "half-way");
    let typed = [
        ("words", "She likes the ward and would like to stay in care"),
        ("agreed", "A nursing associate apprenticeship from autumn"),
    ];
    asha.submit(&form, &typed).await;
    assert!(!asha.get("/today").await.text().contains("half-way"));
    let plan = asha.get(&format!("/people/{id}/plan")).await;
    assert!(
        plan.text()
            .contains("A nursing associate apprenticeship from autumn")
    );
    // A sustained outcome counts once somebody else has checked its evidence.
    let work = asha.get(&format!("/people/{id}/work-placements")).await;
    assert!(
        work.text()
            .contains("13 weeks on 18 February 2027 Reached; add evidence"),
        "{}",
        work.text()
    );
    assert!(work.text().contains("26 weeks on 20 May 2027 Not yet due"));
    let proof = asha.get(&format!("{one}/proof")).await;
    let typed = [
        ("weeks", "13"),
        ("kind", "payslip"),
        ("words", "Payslip of February 2027"),
    ];
    let work = asha.submit(&proof, &typed).await;
    assert!(work.text().contains("Evidence to check"));
    assert!(
        work.forms().is_empty(),
        "whoever wrote it down does not check it"
    );
    let work = maya.get(&format!("/people/{id}/work-placements")).await;
    let holds = work
        .forms()
        .iter()
        .map(|form| form.action.clone())
        .find(|action| action.contains("holds=yes"))
        .unwrap();
    let work = maya.press(&work, &holds).await;
    assert!(
        work.text()
            .contains("13 weeks on 18 February 2027 Sustained"),
        "{}",
        work.text()
    );

    // The last day is moved, and then she stays on in a job: the spell goes on.
    let form = asha.get(&format!("{one}/event?kind=extended")).await;
    let refused = asha
        .submit_and_stay(&form, &[("words", "Two months more")])
        .await;
    assert_eq!(refused.errors(), ["Enter the new last day"]);
    let ends = day("ends", "2027-11-20");
    let page = asha.submit(&refused, &with(&[], &ends)).await;
    assert!(page.text().contains("20 November 2027"));
    app.on("2027-11-22");
    assert!(
        asha.get("/today")
            .await
            .text()
            .contains("record how it ended")
    );
    let end = asha.get(&format!("{one}/end")).await;
    let typed = [("reason", "converted"), ("side", "both")];
    let job = asha.submit(&end, &typed).await;
    assert!(job.said().contains("They are staying on"), "{}", job.said());
    assert!(job.text().contains("No end date"));
    let work = asha.get(&format!("/people/{id}/work-placements")).await;
    assert!(
        work.text().contains("52 weeks on 18 November 2027 Reached"),
        "{}",
        work.text()
    );
});

story!(
    a_lost_job_leads_back_to_support_without_a_new_referral,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let id = tara.to_string();
        let works = employer(&asha, "Corner Shop", "job", ("Ola", "ola@shop.example")).await;
        let one = agreed(
            &asha,
            &id,
            &works,
            &[("kind", "job")],
            &[("starts", "2026-11-20")],
        )
        .await;
        start(&asha, &one).await;
        app.on("2026-12-21");
        let end = asha.get(&format!("{one}/end")).await;
        let refused = asha.submit_and_stay(&end, &[]).await;
        assert_eq!(
            refused.errors(),
            ["Choose why it ended", "Choose whose decision it was"]
        );
        let typed = [
            ("reason", "no-work"),
            ("side", "employer"),
            ("words", "The shop closed"),
        ];
        let page = asha.submit(&refused, &typed).await;
        assert_eq!(page.said(), "Recorded. Support continues.");
        let today = asha.get("/today").await;
        assert!(
            today
                .text()
                .contains("record what came next after Gardener, and stay in touch"),
            "{}",
            today.text()
        );
        let record = asha.get(&format!("/people/{id}")).await;
        assert!(
            record.text().contains("Strand 3"),
            "the enrolment goes on: {}",
            record.text()
        );
        let work = asha.get(&format!("/people/{id}/work-placements")).await;
        assert!(work.text().contains("4 weeks on 17 December 2026 Reached"));
        assert!(
            work.text()
                .contains("13 weeks on 18 February 2027 Not yet due"),
            "it may be bridged: {}",
            work.text()
        );
        let next = asha.get(&format!("{one}/next")).await;
        asha.submit(&next, &[("next", "looking")]).await;
        assert!(
            !asha
                .get("/today")
                .await
                .text()
                .contains("record what came next")
        );
        app.on("2027-01-20");
        let work = asha.get(&format!("/people/{id}/work-placements")).await;
        assert!(
            work.text()
                .contains("13 weeks: the work ended on 21 December 2026 Ended earlier"),
            "{}",
            work.text()
        );
        assert!(!work.text().to_lowercase().contains("fail"));
    }
);

story!(
    an_internship_rotates_through_twelve_services_and_swaps,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let id = tara.to_string();
        let works = employer(
            &asha,
            "Town Hall",
            "internship",
            ("Ola", "ola@hall.example"),
        )
        .await;
        let one = agreed(
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
    }
);

story!(a_birthday_that_makes_the_pay_too_low_is_seen_ahead, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let id = tara.to_string();
    asha.post(
        &format!("/people/{id}/edit"),
        &[
            ("born_on-day", "10"),
            ("born_on-month", "12"),
            ("born_on-year", "2005"),
        ],
    )
    .await;
    let works = employer(&asha, "Corner Shop", "job", ("Ola", "ola@shop.example")).await;
    let typed = [("kind", "job"), ("hourly", "11")];
    let one = agreed(&asha, &id, &works, &typed, &[("starts", "2026-11-20")]).await;
    start(&asha, &one).await;
    let page = asha.get(&one).await;
    assert!(
        page.text()
            .contains("From 10 December 2026 at least £12.71 for 21 and over"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("The pay will be too low then"));
    let today = asha.get("/today").await;
    assert!(
        today
            .text()
            .contains("Gardener must pay £12.71 from 10 December 2026"),
        "{}",
        today.text()
    );
});

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
        coach: lead.id,
        team,
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
        let one = agreed(&lead, &id, &works, typed, days).await;
        all.push((id, one));
    }
    (lead, maya, all)
}

story!(
    camdens_six_interns_go_from_an_intake_to_what_came_next,
    |app| {
        const CAMDEN: &str = include_str!("../../../../../programmes/camden.toml");
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

story!(durhams_sessions_stand_against_the_forty_aimed_at, |app| {
    const DURHAM: &str = include_str!("../../../../../programmes/durham.toml");
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
