//! Dated requests: asked of those who offer it, and the first to accept has it.

use policy::Role;
use values::PersonId;

use crate::world::{
    Page, Worker, World,
    fields::{day, with},
    link_in,
    office::{Office, office},
    own_pages::own_pages,
    work::employer,
};

async fn asked(app: &World, asha: &Worker) -> (Page, [String; 2]) {
    asked_for(app, asha, None).await
}

/// Asks for a mock interview, for somebody from their own page or for nobody named.
async fn asked_for(app: &World, asha: &Worker, person: Option<PersonId>) -> (Page, [String; 2]) {
    employer(
        asha,
        "Quill and Co",
        "mock-interview",
        ("Thea", "thea@quill.example"),
    )
    .await;
    employer(
        asha,
        "Rowan Bank",
        "mock-interview",
        ("Ravi", "ravi@rowan.example"),
    )
    .await;
    employer(asha, "Salon", "taster", ("Cali", "cali@salon.example")).await;
    let form = match person {
        Some(person) => {
            let own = asha.get(&format!("/people/{person}/applications")).await;
            let ask = own.link("Ask an employer for a mock interview");
            asha.get(&ask).await
        }
        None => {
            let kinds = asha.get("/requests/new").await;
            asha.get(&kinds.link("Mock interview")).await
        }
    };
    assert!(!form.text().contains("Salon"));
    let typed = [("begins", "10am"), ("place", "By video, with a link")];
    let page = asha
        .submit(&form, &with(&typed, &day("on", "2026-11-26")))
        .await;
    assert_eq!(
        page.said(),
        "The employers have been asked. The first to say yes gets it."
    );
    let mut links = Vec::new();
    for address in ["thea@quill.example", "ravi@rowan.example"] {
        links.push(link_in(&app.letters_to(address).await[0], "/offer/"));
    }
    assert!(app.letters_to("cali@salon.example").await.is_empty());
    (page, links.try_into().unwrap())
}

story!(the_first_employer_to_accept_has_the_day, |app| {
    let Office { asha, .. } = office(&app).await;
    let phone = asha.get("/work-phone").await;
    let refused = asha.submit_and_stay(&phone, &[("phone", "12")]).await;
    assert_eq!(
        refused.errors(),
        ["Enter a phone number, like 020 7946 0123"]
    );
    asha.submit(&refused, &[("phone", "020 7946 0177")]).await;
    let (page, [thea, ravi]) = asked(&app, &asha).await;
    let path = page.address();
    assert!(
        asha.get("/today")
            .await
            .text()
            .contains("no one has said yes yet")
    );

    app.after_minutes(1);
    // One tap, without an account; whoever is second is told so kindly.
    let (one, other) = (app.browser(), app.browser());
    let (first, second) = (one.get(&thea).await, other.get(&ravi).await);
    assert!(
        first
            .text()
            .contains("Mock interview, Thursday 26 November 2026 at 10:00am"),
        "{}",
        first.text()
    );
    assert!(
        first.text().contains("Asha, 020 7946 0177"),
        "{}",
        first.text()
    );
    let said = one.submit(&first, &[("answer", "yes")]).await;
    assert!(
        said.text()
            .contains("There is nothing more to do until the day"),
        "{}",
        said.text()
    );
    let said = other.submit(&second, &[("answer", "yes")]).await;
    assert!(
        said.text()
            .contains("Another employer said yes just before you")
    );
    assert!(app.letters_to("thea@quill.example").await[1].contains("Thank you for saying yes"));
    assert!(app.letters(&asha).await[0].contains("Quill and Co: They have said yes."));
    let page = asha.get(&path).await;
    assert_eq!(
        page.column("Answer"),
        ["Said yes first", "Said yes after another employer"]
    );
    assert!(!asha.get("/today").await.text().contains("Mock interview"));

    app.after_minutes(1);
    // They cannot after all: it is open again, and the other one takes it by phone.
    let again = one.get(&thea).await;
    one.submit(&again, &[("answer", "no")]).await;
    assert!(app.letters(&asha).await[1].contains("open again"));
    let answer = asha
        .get(&page.link("Record their answer : Rowan Bank"))
        .await;
    let page = asha.submit(&answer, &[("answer", "yes")]).await;
    assert_eq!(page.column("Answer"), ["Not this time", "Said yes first"]);

    app.after_minutes(1);
    // Afterwards: said how it went, thanked, in the log, counted.
    app.on("2026-11-27");
    let due = asha.get("/today").await;
    assert!(due.text().contains("say how it went"), "{}", due.text());
    let form = asha.get(&format!("{path}/outcome")).await;
    let refused = asha.submit_and_stay(&form, &[]).await;
    assert_eq!(refused.errors(), ["Choose whether it took place"]);
    let typed = [("outcome", "given"), ("words", "Warm, and to the point")];
    let page = asha.submit(&refused, &typed).await;
    assert!(page.text().contains("Took place"));
    let thanks = app.letters_to("ravi@rowan.example").await;
    assert!(thanks.last().unwrap().contains("a step closer to work"));
    assert!(asha.get("/requests").await.text().contains("1 took place"));
    let employer = asha.get(&page.link("Rowan Bank")).await;
    assert!(employer.text().contains("1 × Mock interview"));
    assert!(employer.text().contains("Warm, and to the point"));
    assert!(other.get(&ravi).await.text().contains("This took place"));
    assert!(!asha.get("/today").await.text().contains("Mock interview"));
});

story!(a_link_opens_one_request_and_nothing_else, |app| {
    let Office { asha, maya, .. } = office(&app).await;
    let (page, [thea, ravi]) = asked(&app, &asha).await;
    let path = page.address();
    let stranger = app.browser();
    assert_eq!(stranger.visit("/offer/nothing").await.status(), 404);
    let wrong = format!("{}A", &thea[..thea.len() - 1]);
    let other = if wrong == thea {
        format!("{}Q", &thea[..thea.len() - 1])
    } else {
        wrong
    };
    assert_eq!(stranger.visit(&other).await.status(), 404);
    // The key of one link is not good behind another.
    let (form, key) = (
        stranger.get(&ravi).await,
        stranger.get(&thea).await.form_key(),
    );
    let fields = [("form_key", key.as_str()), ("answer", "yes")];
    assert_ne!(stranger.submit_and_stay(&form, &fields).await.status(), 200);
    assert!(
        stranger
            .get(&ravi)
            .await
            .text()
            .contains("The first employer to say yes gets it")
    );

    let withdraw = maya.get(&format!("{path}/withdraw")).await;
    let refused = maya.submit_and_stay(&withdraw, &[]).await;
    assert_eq!(refused.errors(), ["Enter why"]);
    maya.submit(&refused, &[("reason", "The interview was moved")])
        .await;
    assert!(
        stranger
            .get(&thea)
            .await
            .text()
            .contains("no longer needed")
    );
    assert!(
        maya.get(&path)
            .await
            .text()
            .contains("The interview was moved")
    );
    app.on("2026-12-11");
    assert_eq!(stranger.visit(&thea).await.status(), 404);
});

story!(a_day_that_was_given_counts_towards_the_pledge, |app| {
    let Office { asha, .. } = office(&app).await;
    let path = employer(
        &asha,
        "Highways",
        "insight-day",
        ("Ines", "ines@roads.example"),
    )
    .await;
    let form = asha.get(&format!("{path}/pledges/new")).await;
    let typed = [
        ("contract", "Roads"),
        ("kind", "insight-day"),
        ("number", "2"),
    ];
    let pledge = asha.submit(&form, &typed).await.path().to_owned();
    let form = asha.get("/requests/new?kind=insight-day").await;
    let typed = [
        ("begins", "9.30"),
        ("place", "The depot"),
        ("minutes", "300"),
    ];
    let page = asha
        .submit(&form, &with(&typed, &day("on", "2026-11-24")))
        .await;
    let request = page.address();
    let answer = asha.get(&page.link("Record their answer : Highways")).await;
    asha.submit(&answer, &[("answer", "yes")]).await;
    app.on("2026-11-25");
    let form = asha.get(&format!("{request}/outcome")).await;
    let chosen = form.offered("pledge").into_iter().find(|id| !id.is_empty());
    let typed = [("outcome", "given"), ("pledge", chosen.as_deref().unwrap())];
    asha.submit(&form, &typed).await;
    let pledge = asha.get(pledge.split('?').next().unwrap()).await;
    assert!(
        pledge.text().contains("1 of 2, 1 on time"),
        "{}",
        pledge.text()
    );
});

story!(
    a_mock_interview_belongs_to_somebody_and_stands_in_both_diaries,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let phone = [("phone", "07700 900555")];
        asha.post(&format!("/people/{tara}/edit"), &phone).await;
        let (page, [thea, _]) = asked_for(&app, &asha, Some(tara)).await;
        let path = page.address();
        assert!(page.has_link("Tara Ode"), "it is for her");
        let letters = app.letters_to("thea@quill.example").await;
        assert!(!letters[0].contains("Tara"), "{}", letters[0]);
        assert!(!page.has_link("Choose who comes"), "nobody has said yes");
        let employer = app.browser();
        let offer = employer.get(&thea).await;
        employer.submit(&offer, &[("answer", "yes")]).await;

        // The coach chooses who comes: what the employer gave is filled in, and nobody else is told.
        let page = asha.get(&path).await;
        let plan = asha.get(&page.link("Choose who comes")).await;
        assert_eq!(plan.field("title"), "Mock interview with Quill and Co");
        assert_eq!(plan.field("begins"), "10:00");
        assert_eq!(plan.field("ends"), "11:00");
        assert_eq!(plan.field("places"), "1");
        let invite = asha.submit(&plan, &[("led_by", "A civil servant")]).await;
        assert_eq!(invite.heading(), "Invite young people");
        let name = tara.to_string();
        assert_eq!(invite.field("person"), name, "ticked from the start");
        let shown = asha.submit(&invite, &[]).await;
        assert!(shown.text().contains("Quill and Co"));
        let texts = app.letters_to("+447700900555").await;
        assert!(texts[0].contains("26 November 2026"), "{texts:?}");
        assert!(!employer.get(&thea).await.text().contains("Tara"));

        // She says yes on her own pages; it stands there, and in her coach's diary.
        let (own, _) = own_pages(&app, &asha, tara).await;
        let home = own.get("/my").await;
        assert!(home.text().contains("Mock interview with Quill and Co"));
        let days = own.get("/my/activities").await;
        let days = own.submit(&days, &[("answer", "yes")]).await;
        assert!(days.text().contains("You have a place"), "{}", days.text());
        let diary = asha.get("/diary").await;
        assert!(diary.text().contains("Mock interview with Quill and Co"));
        let again = asha.get(&format!("{path}/who")).await;
        assert_eq!(
            again.heading(),
            "Mock interview with Quill and Co",
            "one for each day and hour"
        );

        // The day after: who came, how it went with the employer, and what the panel said.
        app.on("2026-11-27");
        let held = asha.get(again.path()).await;
        let came = asha.get(&held.link("Record who came")).await;
        let how = asha.submit(&came, &[("person", &*name)]).await;
        assert_eq!(how.heading(), "How did it go?");
        asha.submit(&how, &[("outcome", "given")]).await;
        let held = asha.get(again.path()).await;
        let record = asha.get(&held.link("Record how it went : Tara Ode")).await;
        assert_eq!(record.field("panel"), "A civil servant, Quill and Co");
        let said = [("mark-examples", "3"), ("went_well", "Calm and clear")];
        let list = asha.submit(&record, &said).await;
        assert!(list.text().contains("26 November 2026"), "{}", list.text());
        assert!(list.has_link("Ask an employer for a mock interview"));
        let work = own.get("/my/work").await;
        assert!(work.text().contains("Calm and clear"), "{}", work.text());

        // The figure, and the employer's own count.
        let lead = app.worker("Lee", &[Role::ProgrammeManager]).await;
        let report = lead.get("/reports/applications").await;
        assert!(
            report.text().contains("1 mock interview"),
            "{}",
            report.text()
        );
        let report = lead.get("/reports/activities").await;
        assert!(
            report.text().contains("Mock interview"),
            "{}",
            report.text()
        );
        assert!(asha.get("/requests").await.text().contains("1 took place"));
    }
);
