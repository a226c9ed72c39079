//! Applications: from the first interest to the offer and beyond, with every silence in sight.

use axum::{body::Body, http::Request};
use policy::Role;

use super::{
    day::{Office, day, office, own_pages, with},
    opportunities::{opportunity, path},
    requests::employer,
};
use crate::world::{Hire, Page, Worker, World, link_in};

/// A published opportunity at an employer: its path.
async fn published(asha: &Worker, name: &str, email: &str, typed: &[(&str, &str)]) -> String {
    let works = employer(asha, name, "job", ("Ola", email)).await;
    let page = asha.follow(opportunity(asha, &works, typed).await).await;
    let one = path(&page);
    let publish = asha.get(&format!("{one}/publish")).await;
    asha.submit(&publish, &[]).await;
    one
}

/// Tara's application, with her CV agreed to and sent: its path, and the employer's link.
async fn sent(
    app: &World,
    asha: &Worker,
    tara: &str,
    title: &str,
    email: &str,
) -> (String, String) {
    let form = asha.get(&format!("/people/{tara}/applications/new")).await;
    let ids = form.offered("opportunity");
    let mut chosen = None;
    for id in ids {
        if asha.get(&format!("/opportunities/{id}")).await.heading() == title {
            chosen = Some(id);
        }
    }
    let typed = [
        ("opportunity", chosen.as_deref().unwrap()),
        ("step", "applying"),
    ];
    let page = asha.submit(&form, &typed).await;
    let one = path(&page);
    let early = asha.get(&format!("{one}/send")).await;
    assert!(early.text().contains("First write the CV together"));
    let papers = asha.get(&format!("{one}/papers")).await;
    let written = [
        ("cv", "Looked after two dogs\nBuilt a shed"),
        ("agreed", "yes"),
    ];
    asha.submit(&papers, &written).await;
    let form = asha.get(&format!("{one}/send")).await;
    let who = form.offered("contact");
    let page = asha.submit(&form, &[("contact", &who[0])]).await;
    assert_eq!(
        page.said(),
        "The application is on its way to the employer."
    );
    let letters = app.letters_to(email).await;
    let link = link_in(letters.last().unwrap(), "/application/");
    (one, link)
}

story!(an_interest_is_acted_on_or_becomes_due, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    published(
        &asha,
        "Parks Trust",
        "ola@parks.example",
        &[("title", "Park ranger")],
    )
    .await;
    let (own, home) = own_pages(&app, &asha, tara).await;
    let work = own.get(&home.link("Work and learning")).await;
    let page = own.submit(&work, &[]).await;
    assert!(
        page.text().contains("You said that you are interested"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("There is nothing new at the moment"));
    app.on("2026-11-28");
    let today = asha.get("/today").await;
    let line = "Tara Ode: Interested: reply by 27 November 2026";
    assert!(today.text().contains(line), "{}", today.text());
    assert!(today.text().contains("1 day overdue"));
    // Somebody who does not work with her sees nothing of it.
    let other = app.worker("Olu", &[Role::Coach]).await;
    assert!(!other.get("/applications").await.text().contains("Tara"));
    let one = asha.get("/applications").await.all_links("/applications/")[0].clone();
    assert_eq!(other.visit(&one).await.status(), 404);

    // She changes her mind, and nobody blames her for it.
    let work = own.get("/my/work").await;
    let page = own.submit(&work, &[("answer", "withdrawn")]).await;
    assert!(page.text().contains("You changed your mind. That is fine."));
    assert!(!asha.get("/today").await.text().contains("Interested"));
    let seen = asha.get(&one).await;
    assert!(
        seen.text()
            .contains("They changed their mind: Something else")
    );
});

story!(
    an_employer_answers_with_one_tap_and_silence_is_seen,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let tara = tara.to_string();
        published(
            &asha,
            "Parks Trust",
            "ola@parks.example",
            &[("title", "Park ranger")],
        )
        .await;
        let (one, link) = sent(&app, &asha, &tara, "Park ranger", "ola@parks.example").await;
        let ola = app.browser();
        let page = ola.get(&link).await;
        let text = page.text();
        assert!(
            text.contains("Tara: Park ranger") && text.contains("Built a shed"),
            "{text}"
        );
        assert!(
            !text.contains("Ode"),
            "only the first name is shared: {text}"
        );
        assert!(
            text.contains("You promised an answer by 4 December 2026"),
            "{text}"
        );

        // No answer comes: it is due, and one click tells her that there is no news.
        app.on("2026-12-05");
        let today = asha.get("/today").await;
        assert!(
            today
                .text()
                .contains("Tara Ode: Applied: employer to reply by 4 December 2026"),
            "{}",
            today.text()
        );
        let page = asha.get(&one).await;
        let page = asha.press(&page, &format!("{one}/no-news")).await;
        assert!(
            page.text()
                .contains("employer to reply by 12 December 2026")
        );
        let (own, _) = own_pages(&app, &asha, tara.parse().unwrap()).await;
        assert!(
            own.get("/my/work")
                .await
                .text()
                .contains("No news yet. We have not forgotten you.")
        );

        // The employer wants more, then an interview, then somebody else; each answer is one form.
        let page = ola.get(&link).await;
        let refused = ola
            .submit_and_stay(&page, &[("answer", "more-needed"), ("more", "")])
            .await;
        assert_eq!(refused.errors(), ["Enter what else you need"]);
        let asked = [("answer", "more-needed"), ("more", "A second page")];
        let page = ola.submit(&refused, &asked).await;
        assert!(
            page.text()
                .contains("Thank you. We will pass your answer on today.")
        );
        assert!(
            app.letters(&asha)
                .await
                .last()
                .unwrap()
                .contains("An employer has answered")
        );
        let form = asha.get(&format!("{one}/send")).await;
        let who = form.offered("contact");
        asha.submit(&form, &[("contact", &who[0])]).await;
        // The newer link takes the place of the one before.
        assert_eq!(ola.visit(&link).await.status(), 404);
        app.after_minutes(1);
        let letters = app.letters_to("ola@parks.example").await;
        let mut links = letters
            .iter()
            .map(|letter| link_in(letter, "/application/"));
        let link = links.find(|other| *other != link).unwrap();
        let page = ola.get(&link).await;
        let no = [
            ("answer", "unsuccessful"),
            ("why", "others"),
            ("feedback", "Warm and honest. Say more about the shed."),
        ];
        let page = ola.submit(&page, &no).await;
        assert!(
            !page.text().contains("Built a shed"),
            "what was shared is gone once it is over"
        );
        let work = own.get("/my/work").await;
        assert!(
            work.text().contains("The employer says: Warm and honest."),
            "{}",
            work.text()
        );
        let again = ola.get(&link).await;
        assert!(again.forms().is_empty());
    }
);

story!(what_is_no_longer_agreed_is_no_longer_shown, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let tara = tara.to_string();
    published(
        &asha,
        "Parks Trust",
        "ola@parks.example",
        &[("title", "Park ranger")],
    )
    .await;
    let (one, link) = sent(&app, &asha, &tara, "Park ranger", "ola@parks.example").await;
    let papers = asha.get(&format!("{one}/papers")).await;
    asha.submit(&papers, &[("revoked", "yes")]).await;
    assert_eq!(app.browser().visit(&link).await.status(), 404);
});

story!(a_guaranteed_interview_that_was_not_given_is_shown, |app| {
    let Office {
        asha, maya, tara, ..
    } = office(&app).await;
    let tara = tara.to_string();
    let sure = [
        ("title", "Clerk"),
        ("guaranteed", "yes"),
        ("criteria", "English at Level 1"),
    ];
    published(&asha, "Law Ltd", "ola@law.example", &sure).await;
    let (one, link) = sent(&app, &asha, &tara, "Clerk", "ola@law.example").await;
    let papers = asha.get(&format!("{one}/papers")).await;
    asha.submit(&papers, &[("meets", "yes")]).await;
    let ola = app.browser();
    let page = ola.get(&link).await;
    assert!(
        page.text()
            .contains("You guarantee an interview to anyone who meets this")
    );
    let no = [
        ("answer", "unsuccessful"),
        ("why", "others"),
        ("feedback", "Sorry"),
    ];
    ola.submit(&page, &no).await;
    let seen = asha.get(&one).await;
    assert!(
        seen.text()
            .contains("An interview was guaranteed, but was not given.")
    );
    let list = maya.get("/applications/guaranteed").await;
    assert_eq!(list.column("Opportunity"), ["Clerk, Law Ltd , Tara Ode"]);
    assert_eq!(asha.visit("/applications/guaranteed").await.status(), 403);
    let programme = app
        .hire(Hire {
            ..app.somebody("Prue", &[Role::ProgrammeManager])
        })
        .await;
    assert_eq!(
        programme
            .get("/applications/guaranteed")
            .await
            .column("Opportunity")
            .len(),
        1
    );
});

story!(pay_is_checked_again_before_somebody_says_yes, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let tara = tara.to_string();
    // Enough for a sixteen-year-old, and too little for Tara, who is eighteen.
    let typed = [
        ("title", "Shop helper"),
        ("hourly", "8"),
        ("youngest", "16"),
    ];
    published(&asha, "Corner Shop", "ola@shop.example", &typed).await;
    let (one, link) = sent(&app, &asha, &tara, "Shop helper", "ola@shop.example").await;
    let ola = app.browser();
    let page = ola.get(&link).await;
    ola.submit(&page, &[("answer", "offered")]).await;
    let (own, _) = own_pages(&app, &asha, tara.parse().unwrap()).await;
    let work = own.get("/my/work").await;
    let page = own.submit(&work, &[("answer", "accepted")]).await;
    assert!(
        page.text()
            .contains("We will check the pay with the employer first"),
        "{}",
        page.text()
    );
    let today = asha.get("/today").await;
    assert!(
        today.text().contains("Tara Ode: Offered"),
        "{}",
        today.text()
    );
    let step = asha.get(&format!("{one}/step")).await;
    assert!(
        step.text().contains("The pay will be too low then"),
        "{}",
        step.text()
    );
    let refused = asha.submit_and_stay(&step, &[("step", "accepted")]).await;
    assert!(refused.errors()[0].contains("below the minimum of £10.85 for their age"));
    assert!(
        asha.get(&one)
            .await
            .text()
            .contains("They said yes, but the pay has to be checked first")
    );
});

story!(millie_practises_twice_and_has_two_offers, |app| {
    let Office {
        asha, tara: millie, ..
    } = office(&app).await;
    let id = millie.to_string();
    let intern = [
        ("title", "Civil service internship"),
        ("kind", "internship"),
        ("hourly", "15.50"),
    ];
    published(&asha, "A Department", "ola@dept.example", &intern).await;
    let job = [
        ("title", "Policy assistant"),
        ("kind", "job"),
        ("hourly", "16"),
    ];
    published(&asha, "A Think Tank", "ola@tank.example", &job).await;
    let (first, first_link) = sent(
        &app,
        &asha,
        &id,
        "Civil service internship",
        "ola@dept.example",
    )
    .await;
    let (second, second_link) =
        sent(&app, &asha, &id, "Policy assistant", "ola@tank.example").await;

    // Two mock interviews, the second of which is a second try.
    let number = first.rsplit('/').next().unwrap();
    let mock = format!("/people/{id}/mock-interviews/new?application={number}");
    let form = asha.get(&mock).await;
    let refused = asha.submit_and_stay(&form, &[]).await;
    assert_eq!(
        refused.errors(),
        [
            "Enter who asked the questions",
            "Enter at least one thing that went well"
        ]
    );
    let panel = [
        ("panel", "A civil servant, and Asha"),
        ("mark-examples", "2"),
        ("went_well", "Calm"),
        ("work_on", "Examples"),
    ];
    asha.submit(&refused, &panel).await;
    app.on("2026-11-24");
    let form = asha.get(&mock).await;
    let panel = [
        ("panel", "A civil servant, and Asha"),
        ("mark-examples", "4"),
        ("went_well", "Three good examples"),
    ];
    let page = asha.submit(&form, &panel).await;
    assert!(
        page.text().contains("24 November 2026, another try"),
        "{}",
        page.text()
    );
    assert!(
        page.text().contains("Gives examples Very well"),
        "{}",
        page.text()
    );

    // Both invite, both offer; one is taken and the other one declined.
    for link in [&first_link, &second_link] {
        let employer = app.browser();
        let page = employer.get(link).await;
        let on = day("on", "2026-12-01");
        let invite = [
            ("answer", "interview"),
            ("at", "10am"),
            ("place", "By video"),
        ];
        employer.submit(&page, &with(&invite, &on)).await;
        app.after_minutes(1);
        let page = employer.get(link).await;
        assert!(page.text().contains("An interview is arranged."));
        employer.submit(&page, &[("answer", "offered")]).await;
    }
    let (own, _) = own_pages(&app, &asha, millie).await;
    let work = own.get("/my/work").await;
    assert!(
        work.text()
            .contains("Interview on 1 December 2026. 10:00, By video"),
        "{}",
        work.text()
    );
    assert_eq!(work.text().matches("You have an offer").count(), 2);
    app.after_minutes(1);
    let step = asha.get(&format!("{first}/step")).await;
    let said = [("step", "accepted"), ("said_by", "young-person")];
    let page = asha.submit(&step, &said).await;
    assert!(
        page.text()
            .contains("Accepted: next step due by 22 December 2026"),
        "{}",
        page.text()
    );
    let step = asha.get(&format!("{second}/step")).await;
    let said = [
        ("step", "declined"),
        ("reason", "another-offer"),
        ("said_by", "young-person"),
    ];
    let page = asha.submit(&step, &said).await;
    assert!(
        page.text()
            .contains("They declined the offer: They have another offer")
    );
    // The ladder does not stop at the offer: somebody is in touch until the start.
    app.on("2026-12-20");
    assert!(
        asha.get("/today")
            .await
            .text()
            .contains("Accepted: next step due by 22 December 2026")
    );
});

story!(an_application_moves_once_for_two_who_write_at_once, |app| {
    let Office {
        asha, maya, tara, ..
    } = office(&app).await;
    let tara = tara.to_string();
    published(
        &asha,
        "Parks Trust",
        "ola@parks.example",
        &[("title", "Park ranger")],
    )
    .await;
    let (one, _) = sent(&app, &asha, &tara, "Park ranger", "ola@parks.example").await;
    let path = format!("{one}/step");
    let (first, second) = (asha.get(&path).await, maya.get(&path).await);
    asha.submit(&first, &[("step", "offered")]).await;
    let typed = [("step", "interview"), ("words", "At the gate")];
    let refused = maya.submit_and_stay(&second, &typed).await;
    assert!(
        refused.errors()[0].contains("Choose what happened")
            || refused.errors()[0].contains("This application has changed"),
        "{:?}",
        refused.errors()
    );
    assert_eq!(refused.field("words"), "At the gate");
});

story!(an_employer_says_only_what_is_theirs_to_say, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let tara = tara.to_string();
    published(
        &asha,
        "Parks Trust",
        "ola@parks.example",
        &[("title", "Park ranger")],
    )
    .await;
    let (one, link) = sent(&app, &asha, &tara, "Park ranger", "ola@parks.example").await;
    let ola = app.browser();
    let (first, second) = (ola.get(&link).await, ola.get(&link).await);
    ola.submit(&first, &[("answer", "offered")]).await;
    for said in ["accepted", "declined", "fell-through"] {
        ola.submit_and_stay(&second, &[("answer", said)]).await;
        assert!(
            asha.get(&one)
                .await
                .text()
                .contains("Offered: their answer due"),
            "{said}"
        );
    }
    // A mail with a link is opened by whom it is to, and by nobody in the office.
    let ada = app.worker("Ada", &[Role::Administrator]).await;
    let list = ada.get("/outbox").await;
    for path in list.all_links("/outbox/") {
        assert!(
            !ada.get(&path).await.text().contains("/application/"),
            "{path}"
        );
    }
});

story!(nobody_agrees_to_what_was_written_after_they_read, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    let id = tara.to_string();
    published(
        &asha,
        "Parks Trust",
        "ola@parks.example",
        &[("title", "Park ranger")],
    )
    .await;
    let form = asha.get(&format!("/people/{id}/applications/new")).await;
    let number = form.offered("opportunity")[0].clone();
    let one = path(
        &asha
            .submit(&form, &[("opportunity", &number), ("step", "applying")])
            .await,
    );
    let papers = asha.get(&format!("{one}/papers")).await;
    asha.submit(&papers, &[("cv", "Two dogs")]).await;
    let (own, _) = own_pages(&app, &asha, tara).await;
    let read = own.get("/my/work").await;
    let papers = asha.get(&format!("{one}/papers")).await;
    asha.submit(&papers, &[("cv", "Two dogs, and a caution")])
        .await;
    let page = own.submit(&read, &[("answer", "agreed")]).await;
    assert!(
        page.text().contains("This has changed since you opened it"),
        "{}",
        page.text()
    );
    assert!(
        asha.get(&one)
            .await
            .text()
            .contains("They have not agreed to share anything yet")
    );
    own.submit(&page, &[("answer", "agreed")]).await;
    assert!(
        asha.get(&one)
            .await
            .text()
            .contains("They agreed on 20 November 2026")
    );
    // Whoever changes the text asks anew.
    let papers = asha.get(&format!("{one}/papers")).await;
    asha.submit(&papers, &[("cv", "Three dogs")]).await;
    assert!(
        asha.get(&one)
            .await
            .text()
            .contains("They have not agreed to share anything yet")
    );
});

/// Sends a document that goes with an application.
async fn document(worker: &Worker, one: &str, title: &str, content: &[u8]) -> Page {
    let form = worker.get(&format!("{one}/documents/new")).await;
    let part = |name: &str, value: &str| {
        format!("--cut\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let mut body = [
        part("form_key", &form.form_key()),
        part("version", &form.field("version")),
        part("title", title),
        "--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"Scan 1.PDF\"\r\ncontent-type: text/html\r\n\r\n".to_owned(),
    ]
    .concat()
    .into_bytes();
    body.extend(content);
    body.extend(b"\r\n--cut--\r\n");
    let request = Request::post(format!("{one}/documents/new"))
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=cut")
        .body(Body::from(body))
        .unwrap();
    worker.follow(worker.send(request).await).await
}

story!(a_document_is_shared_only_as_it_was_agreed_to, |app| {
    let Office { asha, tara, .. } = office(&app).await;
    published(
        &asha,
        "Parks Trust",
        "ola@parks.example",
        &[("title", "Park ranger")],
    )
    .await;
    let form = asha.get(&format!("/people/{tara}/applications/new")).await;
    let ids = form.offered("opportunity");
    let typed = [("opportunity", ids[0].as_str()), ("step", "applying")];
    let one = path(&asha.submit(&form, &typed).await);
    let papers = asha.get(&format!("{one}/papers")).await;
    asha.submit(&papers, &[("cv", "Looked after two dogs")])
        .await;
    let refused = document(&asha, &one, "", b"MZ\x90\0\x03").await;
    assert_eq!(
        refused.errors(),
        [
            "Enter a title",
            "This is a program, or contains one. Programs cannot be uploaded"
        ]
    );
    let page = document(&asha, &one, "First aid, level 2", b"%PDF-1.7 one").await;
    assert!(page.has_link("First aid, level 2"), "{}", page.text());
    let kept = page.link("First aid, level 2");
    let other = app.worker("Olu", &[Role::Coach]).await;
    assert_eq!(other.visit(&kept).await.status(), 404);

    // She reads it on her own pages, and agrees to all of it.
    let (own, _) = own_pages(&app, &asha, tara).await;
    let work = own.get("/my/work").await;
    let hers = own.get(&work.link("First aid, level 2")).await;
    assert_eq!(hers.body(), "%PDF-1.7 one");
    own.submit(&work, &[]).await;
    let form = asha.get(&format!("{one}/send")).await;
    let who = form.offered("contact");
    asha.submit(&form, &[("contact", &who[0])]).await;
    let letters = app.letters_to("ola@parks.example").await;
    let link = link_in(&letters[0], "/application/");
    let ola = app.browser();
    let page = ola.get(&link).await;
    let theirs = page.link("First aid, level 2");
    let file = ola.get(&theirs).await;
    assert_eq!(file.body(), "%PDF-1.7 one");
    assert_eq!(file.header("content-type"), "application/pdf");
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"first-aid-level-2.pdf\""
    );

    // Another document has to be agreed to first: until then it alone is not shown.
    app.after_minutes(1);
    document(&asha, &one, "Reference", b"%PDF-1.7 two").await;
    let page = ola.get(&link).await;
    assert!(page.has_link("First aid, level 2") && !page.has_link("Reference"));
    let added = asha.get(&one).await.link("Reference");
    let hidden = theirs.split('=').next().unwrap();
    let hidden = format!("{hidden}={}", added.rsplit('/').next().unwrap());
    assert_eq!(ola.visit(&hidden).await.status(), 404);
    assert!(
        asha.get(&one)
            .await
            .text()
            .contains("They have not agreed to share it yet")
    );
    let work = own.get("/my/work").await;
    assert!(work.has_link("Reference"), "{}", work.text());
    own.submit(&work, &[]).await;
    assert!(ola.get(&link).await.has_link("Reference"));
    assert_eq!(ola.get(&hidden).await.body(), "%PDF-1.7 two");

    // What was taken out is gone for everybody, and a link opens nothing of another application.
    let page = asha.get(&one).await;
    asha.press(&page, &format!("{kept}/remove")).await;
    assert_eq!(asha.visit(&kept).await.status(), 404);
    assert_eq!(ola.visit(&theirs).await.status(), 404);
    let nothing = theirs.split('=').next().unwrap();
    let odd = format!("{nothing}=00000000-0000-7000-8000-000000000000");
    assert_eq!(ola.visit(&odd).await.status(), 404);
});
