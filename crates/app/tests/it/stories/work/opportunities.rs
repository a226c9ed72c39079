//! Opportunities: checked against the law, published, and found by whoever looks for work.

use std::collections::HashMap;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode},
    response::IntoResponse,
    routing::get,
};
use foothold::{program::worker, shell::web::Query, work::opportunities::DisplayAdverts};
use policy::Role;

use crate::world::{
    fields::{day, with},
    office::{Office, office},
    own_pages::own_pages,
    work::{employer, opportunity},
};

story!(pay_below_the_minimum_is_refused_with_its_source, |app| {
    let Office { asha, .. } = office(&app).await;
    let works = employer(&asha, "Parks Trust", "job", ("Ola", "ola@parks.example")).await;
    let refused = opportunity(&asha, &works, &[("hourly", "10.84")]).await;
    assert_eq!(refused.status(), 422);
    assert!(
        refused.errors()[0].contains("£10.84 an hour is below the minimum of £10.85 for 18 to 20"),
        "{:?}",
        refused.errors()
    );
    assert!(refused.text().contains("SI 2026/357"), "{}", refused.text());
    let unpaid = opportunity(&asha, &works, &[("pay_kind", "unpaid"), ("hourly", "")]).await;
    assert!(unpaid.errors()[0].contains("is work, and work is paid"));
    let exempt = [
        ("pay_kind", "unpaid"),
        ("hourly", ""),
        ("exemption", "student"),
    ];
    let page = asha.follow(opportunity(&asha, &works, &exempt).await).await;
    assert!(
        page.text()
            .contains("Ask the college to confirm this in writing"),
        "{}",
        page.text()
    );
    assert!(
        page.text()
            .contains("We have not checked this against the source yet")
    );
    let volunteer = [
        ("kind", "volunteering"),
        ("pay_kind", "expenses"),
        ("hourly", ""),
        ("pattern", "Monday to Friday, 9 to 5"),
    ];
    let page = asha
        .follow(opportunity(&asha, &works, &volunteer).await)
        .await;
    assert!(page.text().contains("This looks like unpaid work"));

    // At 18 it is enough; at 21 it would not be, and it says so.
    let page = asha
        .follow(opportunity(&asha, &works, &[("hourly", "10.85")]).await)
        .await;
    assert_eq!(
        page.said(),
        "The opportunity has been added. Publish it when it is ready."
    );
    assert!(
        page.text()
            .contains("The minimum for 21 and over is £12.71")
    );
    assert!(
        page.text()
            .contains("less than the London Living Wage of £14.80")
    );
});

story!(a_ring_fenced_council_post_names_its_policy, |app| {
    let Office { asha, .. } = office(&app).await;
    let form = asha.get("/employers/new").await;
    let council = asha
        .submit(
            &form,
            &[("name", "Northtown Council"), ("sector", "council")],
        )
        .await;
    let works = council.address();
    let refused = opportunity(&asha, &works, &[]).await;
    assert_eq!(
        refused.errors(),
        [
            "Enter the local policy that allows the reserved places: council posts are filled on merit"
        ]
    );
    let named = [(
        "legal_basis",
        "Care Leavers’ Covenant, Cabinet 4 March 2026",
    )];
    let page = asha.follow(opportunity(&asha, &works, &named).await).await;
    assert!(page.text().contains("not by the Equality Act 2010"));
    assert!(page.text().contains("Cabinet 4 March 2026"));
});

story!(
    what_is_published_is_found_by_anybody_and_by_computers,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let works = employer(&asha, "Parks <Trust>", "job", ("Ola", "ola@parks.example")).await;
        let typed = [
            ("guaranteed", "yes"),
            ("criteria", "Would like to work outside"),
            ("about", "You plant </script> and prune."),
            ("kept_places", "1"),
            ("places", "2"),
            ("hours", "16"),
        ];
        let closes = day("closes", "2026-12-10");
        let page = asha
            .follow(opportunity(&asha, &works, &with(&typed, &closes)).await)
            .await;
        let one = page.address();
        let list = format!("/jobs/{}", app.home().id);
        let anybody = app.browser();
        assert!(
            anybody
                .get(&list)
                .await
                .text()
                .contains("Nothing is open at the moment")
        );
        let publish = asha.get(&format!("{one}/publish")).await;
        let page = asha.submit(&publish, &[]).await;
        let public = page.link("See the public page");
        let listed = anybody.get(&list).await;
        assert_eq!(listed.link("Parks apprentice gardener"), public);
        let job = anybody.get(&public).await;
        assert!(
            job.text().contains("Nothing. No exams, no experience."),
            "{}",
            job.text()
        );
        assert!(
            job.text()
                .contains("1 reserved for care-experienced young people")
        );
        assert!(job.body().contains("\"@type\":\"JobPosting\""));
        assert!(
            job.body().contains("You plant \\u003c/script>"),
            "{}",
            job.body()
        );
        let feed = anybody
            .get(&format!("/jobs.json?council={}", app.home().id))
            .await
            .body();
        let feed: serde_json::Value = serde_json::from_str(&feed).unwrap();
        assert_eq!(feed[0]["validThrough"], "2026-12-10");
        assert_eq!(feed[0]["datePosted"], "2026-11-20");
        assert_eq!(feed[0]["baseSalary"]["value"]["value"], "14.80");
        assert_eq!(feed[0]["hiringOrganization"]["name"], "Parks <Trust>");
        assert_eq!(
            anybody
                .visit("/jobs/00000000-0000-7000-8000-000000000000")
                .await
                .status(),
            404
        );

        // It stands on the pages of young people, and is gone once its day is over.
        let (own, _) = own_pages(&app, &asha, tara).await;
        assert!(
            own.get("/my/work")
                .await
                .text()
                .contains("Parks apprentice gardener")
        );
        app.on("2026-12-11");
        assert_eq!(anybody.visit(&public).await.status(), 404);
        assert_eq!(
            asha.get("/opportunities").await.column("Status"),
            ["Applications closed 1 reserved place"]
        );
        let end = asha.get(&format!("{one}/end")).await;
        let page = asha
            .submit(&end, &[("why", "Both places are filled")])
            .await;
        assert!(
            page.text()
                .contains("Closed on 11 December 2026: Both places are filled")
        );
        assert!(
            asha.get("/opportunities")
                .await
                .text()
                .contains("There are no opportunities yet")
        );

        // A partner's adviser sees what there is, and changes nothing.
        let pat = app.worker("Pat", &[Role::PartnerAdviser]).await;
        assert_eq!(pat.get(&one).await.status(), 200);
        assert_eq!(pat.visit(&format!("{one}/edit")).await.status(), 403);
    }
);

story!(two_who_change_the_same_opportunity_lose_nothing, |app| {
    let Office { asha, maya, .. } = office(&app).await;
    let works = employer(&asha, "Parks Trust", "job", ("Ola", "ola@parks.example")).await;
    let page = asha.follow(opportunity(&asha, &works, &[]).await).await;
    let edit = format!("{}/edit", page.address());
    let (first, second) = (asha.get(&edit).await, maya.get(&edit).await);
    assert_eq!(
        (first.field("hourly"), first.field("kept_places")),
        ("14.80".into(), "1".into())
    );
    let page = asha.submit(&first, &[("hourly", "15")]).await;
    assert!(page.text().contains("£15 an hour"));
    let stale = maya
        .submit_and_stay(&second, &[("title", "Gardener")])
        .await;
    assert!(stale.errors()[0].contains("Someone else has changed this opportunity"));
    assert_eq!(stale.field("title"), "Gardener");
});

story!(
    opportunities_come_in_from_a_file_all_of_them_or_none,
    |app| {
        let Office { asha, .. } = office(&app).await;
        employer(&asha, "Parks Trust", "job", ("Ola", "ola@parks.example")).await;
        let send = async |text: &str| {
            let key = asha.get("/opportunities/import").await.form_key();
            let body = format!(
                "--cut\r\ncontent-disposition: form-data; name=\"form_key\"\r\n\r\n{key}\r\n--cut\r\ncontent-disposition: form-data; name=\"file\"; \
             filename=\"list.csv\"\r\n\r\n{text}\r\n--cut--\r\n"
            );
            let request = Request::post("/opportunities/import")
                .header("sec-fetch-site", "same-origin")
                .header("content-type", "multipart/form-data; boundary=cut")
                .body(Body::from(body))
                .unwrap();
            asha.send(request).await
        };
        let head = "id,employer,title,kind,hourly,youngest,place,needs_kind,starts";
        let wrong = format!(
            "{head}\n1,parks trust,Ranger,job,14.80,18,The park,none,2027-03-01\n2,Nobody,Clerk,job,15,18,Here,none,\n3,Parks Trust,Helper,job,9,18,Here,none,\n4,Parks Trust,,job,x,18,Here,none,2027-13-01\n"
        );
        let refused = send(&wrong).await;
        assert_eq!(refused.status(), 422);
        let text = refused.text();
        assert!(
            text.contains("Line 3, employer: there is no employer called “Nobody” here."),
            "{text}"
        );
        assert!(
            text.contains(
                "Line 4, pay: £9 an hour is below the minimum of £10.85 for 18 to 20 (SI 2026/357)."
            ),
            "{text}"
        );
        assert!(text.contains("Line 5, title: Enter a title."), "{text}");
        assert!(
            text.contains("Line 5, starts: Day must be a real date"),
            "{text}"
        );
        assert!(
            asha.get("/opportunities")
                .await
                .text()
                .contains("There are no opportunities yet")
        );
        assert!(
            asha.follow(send("name\nx\n").await)
                .await
                .text()
                .contains("Match the columns")
        );
        let right =
            format!("\u{feff}{head}\n1,parks trust,Ranger,job,14.80,18,The park,none,2027-03-01\n");
        let page = asha.follow(send(&right).await).await;
        assert_eq!(
            page.said(),
            "The opportunities have been imported. Publish each one when it is ready."
        );
        assert_eq!(page.column("Pay"), ["£14.80 an hour"]);
        let again = asha.follow(send(&right).await).await;
        assert_eq!(
            again.column("Pay").len(),
            1,
            "the same row is not brought in twice"
        );

        // Two columns may be the title, which is asked; the answer is kept although a row is wrong.
        let foreign = |pay: &str| {
            format!(
                "Ref,Company,Role,Job title,Kind,Pay,Youngest,Location\n7,Parks Trust,Gardener,G3,job,{pay},18,Here\n"
            )
        };
        let asked = asha.follow(send(&foreign("9")).await).await;
        assert!(asked.text().contains("Match the columns"));
        let wrong = asha.submit_and_stay(&asked, &[]).await;
        assert!(wrong.text().contains("Line 2, pay: £9"), "{}", wrong.text());
        let page = asha.follow(send(&foreign("14.80")).await).await;
        assert!(page.said().contains("imported"), "{}", page.text());
        assert!(page.text().contains("Gardener"), "{}", page.text());
    }
);

/// The Department's interface, as its source has it: it asks for a key and a version, and answers pages.
async fn adverts_server() -> String {
    let answer = async |headers: HeaderMap, Query(asked): Query<HashMap<String, String>>| {
        let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        if said("Ocp-Apim-Subscription-Key") != Some("a-key") || said("X-Version") != Some("2") {
            return StatusCode::UNAUTHORIZED.into_response();
        }
        assert_eq!(asked["DistanceInMiles"], "5");
        assert_eq!(asked["PageNumber"], "1");
        let answer =
            include_str!("../../../../src/work/opportunities/adverts/samples/vacancies.json");
        ([("content-type", "application/json")], answer).into_response()
    };
    let routes = Router::new().route("/vacancies/vacancy", get(answer));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move { axum::serve(listener, routes).await });
    format!("http://127.0.0.1:{port}/vacancies")
}

story!(
    an_apprenticeship_advertised_elsewhere_is_taken_over_once,
    |app| {
        let Office { asha, .. } = office(&app).await;
        let page = asha.get("/opportunities/adverts").await;
        assert!(
            page.text().contains("No adverts have been fetched yet"),
            "{}",
            page.text()
        );
        let source = |key: &str, url: &str| DisplayAdverts {
            url: url.to_owned(),
            key: key.to_owned(),
            near: (51.52, -0.21),
            miles: 5,
        };
        let url = adverts_server().await;
        app.app()
            .put(foothold::work::opportunities::Source(Some(source(
                "another-key",
                &url,
            ))));
        worker::run_night(app.app()).await.unwrap();
        let page = asha.get("/opportunities/adverts").await;
        assert!(
            page.text().contains("There are none at the moment"),
            "{}",
            page.text()
        );

        app.app()
            .put(foothold::work::opportunities::Source(Some(source(
                "a-key", &url,
            ))));
        for _ in 0..2 {
            app.after_minutes(1);
            worker::run_night(app.app()).await.unwrap();
        }
        let page = asha.get("/opportunities/adverts").await;
        assert_eq!(
            page.all("main h2"),
            [
                "Business administration apprentice",
                "Care assistant",
                "Apprentice gardener"
            ]
        );
        // A link that is no address of the web is left out.
        assert_eq!(page.all_links("https://adverts.example/").len(), 2);
        assert!(!page.body().contains("javascript:"));
        let found = asha.get("/opportunities/adverts?words=horticulture").await;
        assert_eq!(found.all("main h2"), ["Apprentice gardener"]);
        assert!(
            found.text().contains("£14 an hour, 37.5 hours a week"),
            "{}",
            found.text()
        );

        let take = found
            .forms()
            .into_iter()
            .find(|form| form.action.starts_with("/opportunities/adverts/"))
            .unwrap();
        let form = asha.press(&found, &take.action).await;
        assert_eq!(form.field("title"), "Apprentice gardener");
        assert_eq!(form.field("hourly"), "14.00");
        let typed = [
            ("sector", "animals-outdoors"),
            ("needs_kind", "none"),
            ("youngest", "16"),
        ];
        let made = asha.submit(&form, &typed).await;
        assert_eq!(made.heading(), "Apprentice gardener");
        assert!(made.text().contains("Example Parks"), "{}", made.text());
        let page = asha.get("/opportunities/adverts?words=horticulture").await;
        assert_eq!(page.all_links("/opportunities/0"), [made.address()]);
        assert!(page.text().contains("Already added"));

        // What is not there any more on another night is not shown, and what was made of it stays.
        app.on("2027-01-16");
        worker::run_night(app.app()).await.unwrap();
        let page = asha.get("/opportunities/adverts").await;
        assert!(page.all("main h2").is_empty(), "{}", page.text());
        assert_eq!(asha.get(&made.address()).await.status(), 200);
    }
);

story!(
    an_opportunity_is_begun_on_the_list_and_another_is_like_it,
    |app| {
        let Office { asha, .. } = office(&app).await;
        let works = employer(
            &asha,
            "Wormwood Gardens",
            "job",
            ("Ola", "ola@gardens.example"),
        )
        .await;
        let list = asha.get("/opportunities").await;
        let whose = asha.get(&list.link("Add an opportunity")).await;
        let wrong = asha.submit_and_stay(&whose, &[]).await;
        assert_eq!(wrong.errors(), ["Choose an employer"]);
        let id = works.rsplit('/').next().unwrap();
        let form = asha.submit(&whose, &[("employer", id)]).await;
        assert_eq!(form.heading(), "Add an opportunity");
        let made = opportunity(&asha, &works, &[("title", "Orchard keeper")]).await;
        let made = asha.follow(made).await;

        // The green button is the next step: to publish it, and then those who fit.
        assert!(made.has_link("Publish") && !made.has_link("Take it off the public page"));
        let like = asha.get(&made.link("Add another like this")).await;
        assert_eq!(like.field("title"), "Orchard keeper");
        assert_eq!(like.field("hourly"), "14.80");
        assert_eq!(like.field("starts-day"), "", "its days are its own");
        let again = asha.get("/opportunities/new").await;
        let copy = made.address().rsplit('/').next().unwrap().to_owned();
        let like = asha.submit(&again, &[("copy", &copy)]).await;
        assert_eq!(like.field("title"), "Orchard keeper");
    }
);
