//! The match: for a young person, for an opportunity, and for a cohort as a whole.

use policy::Role;

use crate::world::{
    Held, Worker,
    fields::{day, with},
    office::{Office, office},
    work::{employer, opportunity},
};

async fn asks(worker: &Worker, person: &str, group: &str, typed: &[(&str, &str)]) {
    let edit = format!("/people/{person}/particulars/edit?group={group}");
    let page = worker.get(&edit).await;
    worker.submit(&page, typed).await;
}

async fn dive(worker: &Worker, person: &str, said: &[(&str, &str)]) {
    let form = worker
        .get(&format!("/people/{person}/deep-dives/new?part=all"))
        .await;
    worker.submit(&form, said).await;
}

async fn place(worker: &Worker, works: &str, typed: &[(&str, &str)]) -> String {
    worker
        .follow(opportunity(worker, works, typed).await)
        .await
        .address()
}

async fn say_way(worker: &Worker, person: &str, to: &str, minutes: &str) {
    let id = to.rsplit('/').next().unwrap();
    let form = worker
        .get(&format!("/people/{person}/travel?opportunity={id}"))
        .await;
    let done = worker.submit(&form, &[("minutes", minutes)]).await;
    assert_eq!(
        done.path(),
        format!("/people/{person}/matches?said=journey")
    );
}

story!(
    a_zoo_leads_to_the_parks_team_and_each_refusal_is_explained,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let tara = tara.to_string();
        let works = employer(&asha, "Parks Trust", "job", ("Ola", "ola@parks.example")).await;
        let shop = [
            ("title", "Shop helper"),
            ("sector", "retail"),
            ("place", "High Street"),
        ];
        let shop = place(&asha, &works, &shop).await;
        let parks = [
            ("title", "Parks helper"),
            ("sector", "animals-outdoors"),
            ("occupation", "parks-team"),
        ];
        let parks = place(&asha, &works, &parks).await;
        let old = [
            ("title", "Night porter"),
            ("youngest", "21"),
            ("hourly", "13"),
        ];
        let old = place(&asha, &works, &old).await;
        dive(
            &asha,
            &tara,
            &[("work_wanted", "A zoo"), ("work_to_leave", "Shop work")],
        )
        .await;
        let matches = format!("/people/{tara}/matches");
        let page = asha.get(&matches).await;
        assert_eq!(page.heading(), "Opportunities that fit");
        let what = page.column("Opportunity");
        assert!(what[0].starts_with("Parks helper"), "{what:?}");
        assert!(what[1].starts_with("Shop helper"), "{what:?}");
        let how = page.column("How it fits");
        assert!(
            how[0].contains("It has what they like") && how[0].contains("animals"),
            "{how:?}"
        );
        assert!(
            how[1].contains("they want to leave this kind of work behind"),
            "{how:?}"
        );
        // What is not known is a question and not a no.
        // What all of them ask stands once above.
        assert_eq!(page.column("Ask first"), ["Nothing else", "Nothing else"]);
        let common = "Ask first, for each of them: Ask about the right to work. The employer checks it. How long does the journey take?";
        assert!(page.text().contains(common), "{}", page.text());
        assert_eq!(
            page.column("What rules it out"),
            ["It is for ages 21 and over; they are 18."]
        );
        assert_eq!(page.column("What would change it").len(), 1);
        assert!(
            page.text()
                .contains("A different age limit or waiting for a birthday.")
        );

        // The way that somebody tried stands against what they would go.
        asks(
            &asha,
            &tara,
            "work",
            &[("most_travel", "30"), ("hours_free", "16")],
        )
        .await;
        app.after_minutes(1);
        say_way(&asha, &tara, &parks, "50").await;
        app.after_minutes(1);
        say_way(&asha, &tara, &parks, "45").await;
        say_way(&asha, &tara, &shop, "20").await;
        let page = asha.get(&matches).await;
        assert!(page.column("Opportunity")[0].starts_with("Shop helper"));
        assert!(
            page.column("Journey")[0].starts_with("20 minutes"),
            "{:?}",
            page.column("Journey")
        );
        let refused = page.column("What rules it out");
        assert!(
            refused.contains(&"It is 45 minutes away; they would travel up to 30.".to_owned()),
            "{refused:?}"
        );
        let silly = asha
            .get(&format!(
                "/people/{tara}/travel?opportunity={}",
                old.rsplit('/').next().unwrap()
            ))
            .await;
        let refused = asha
            .submit_and_stay(&silly, &[("minutes", "an hour")])
            .await;
        assert_eq!(
            refused.errors(),
            ["Enter minutes as a whole number, up to 300"]
        );

        // One click goes for it, and then the list says so.
        let form = asha
            .get(&page.all_links(&format!("/people/{tara}/applications/new"))[0])
            .await;
        // It is in the trade that she wants to leave: she is asked first.
        assert!(form.text().contains("They wanted to leave this behind"));
        let sure = [("step", "interested"), ("sure", "yes")];
        asha.submit(&form, &sure).await;
        assert_eq!(
            asha.get(&matches).await.column("Next"),
            ["Application: interested Check if better off in work: Shop helper"]
        );
    }
);

story!(
    a_status_stands_in_the_way_only_once_its_proof_was_seen,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let tara = tara.to_string();
        let works = employer(&asha, "Parks Trust", "job", ("Ola", "ola@parks.example")).await;
        place(&asha, &works, &[]).await;
        let matches = format!("/people/{tara}/matches");
        asks(
            &asha,
            &tara,
            "right-to-work",
            &[("immigration_status", "asylum_pending_lt12")],
        )
        .await;
        let page = asha.get(&matches).await;
        assert!(
            page.column("Ask first")[0]
                .contains("no one has seen proof: Asylum claim pending, under 12 months")
        );
        app.after_minutes(1);
        let seen = [
            ("immigration_status", "asylum_pending_lt12"),
            ("right_to_work_proof", "A card that says no work"),
            ("right_to_work_seen_on-day", "3"),
            ("right_to_work_seen_on-month", "11"),
            ("right_to_work_seen_on-year", "2026"),
        ];
        asks(&asha, &tara, "right-to-work", &seen).await;
        let page = asha.get(&matches).await;
        assert_eq!(
            page.column("What rules it out"),
            [
                "Their status does not allow paid work: A card that says no work, seen on 3 November 2026."
            ]
        );
        // Whoever may not read the status learns nothing of it here.
        let lead = app.worker("Lee", &[Role::ProgrammeManager]).await;
        let page = lead.get(&matches).await;
        assert!(
            page.column("Ask first")[0].contains("Ask about the right to work"),
            "{}",
            page.text()
        );
        assert!(!page.text().contains("status"));
    }
);

story!(
    an_unsafe_place_is_named_to_whoever_may_read_why_and_left_out_for_others,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let works = employer(&asha, "Parks Trust", "job", ("Ola", "ola@parks.example")).await;
        let one = place(&asha, &works, &[("place", "Golborne Road depot")]).await;
        let add = format!("/people/{tara}/particulars/add?entry=unsafe-place");
        asha.post(&add, &[("place", "Golborne Road"), ("why", "An old debt")])
            .await;
        let page = asha.get(&format!("/people/{tara}/matches")).await;
        assert_eq!(
            page.column("What rules it out"),
            ["The place is not safe for them."]
        );
        let page = asha.get(&format!("{one}/matches")).await;
        assert_eq!(page.column("Young person"), ["Tara Ode"]);
        // Others are told that it cannot be used, and whom to ask; not why.
        let lead = app.worker("Lee", &[Role::ProgrammeManager]).await;
        let page = lead.get(&format!("/people/{tara}/matches")).await;
        let closed = "This place cannot be used for them. Ask their coach.";
        assert_eq!(page.column("What rules it out"), [closed]);
        let page = lead.get(&format!("{one}/matches")).await;
        assert_eq!(page.column("Ask first, or what rules it out"), [closed]);
        assert!(!page.text().contains("safe"), "{}", page.text());
    }
);

story!(
    a_cohort_gets_as_many_places_as_can_be_and_learns_what_would_unlock_more,
    |app| {
        let Office {
            asha, tara, team, ..
        } = office(&app).await;
        let held = Held {
            coach: Some(asha.id),
            team: Some(team),
            ..Held::BY_NOBODY
        };
        let kai = app.young_person("Kai", "Nott", held).await;
        let lou = app.young_person("Lou", "Park", held).await;
        let other = app.worker("Ben", &[Role::Coach]).await;
        let theirs = Held {
            coach: Some(other.id),
            ..Held::BY_NOBODY
        };
        app.young_person("Zed", "Quill", theirs).await;
        let works = employer(&asha, "Parks Trust", "job", ("Ola", "ola@parks.example")).await;
        let near = place(
            &asha,
            &works,
            &[
                ("title", "Gardener"),
                ("sector", "animals-outdoors"),
                ("occupation", "parks-team"),
            ],
        )
        .await;
        let far = place(
            &asha,
            &works,
            &[("title", "Driver’s mate"), ("places", "2")],
        )
        .await;
        for person in [tara, kai, lou] {
            asks(&asha, &person.to_string(), "work", &[("most_travel", "30")]).await;
        }
        // Tara could go to both, Kai and Lou only to the one: so Tara goes to the other, however much she would like the first.
        dive(&asha, &tara.to_string(), &[("work_wanted", "Gardens")]).await;
        say_way(&asha, &kai.to_string(), &far, "90").await;
        say_way(&asha, &lou.to_string(), &far, "90").await;
        let cohort = asha.get("/cohort?eet=all").await;
        let page = asha.get(&cohort.link("Match them with places")).await;
        assert_eq!(page.heading(), "Match young people with places");
        assert!(
            page.text()
                .contains("2 of 3 young people could have a place. 1 place would stay open."),
            "{}",
            page.text()
        );
        let (who, what) = (page.column("Young person"), page.column("Opportunity"));
        let at = who.iter().position(|name| name == "Tara Ode").unwrap();
        assert_eq!(what[at], "Driver’s mate , Parks Trust");
        assert!(
            page.text()
                .contains("A shorter journey or help with travel would open 1 place."),
            "{}",
            page.text()
        );
        assert!(
            page.text().contains("would open it to 1 person."),
            "{}",
            page.text()
        );
        assert!(!page.text().contains("Zed"));
        let none = asha.get("/matches?eet=all&kind=taster").await;
        assert!(none.text().contains("There are no open places"));

        // Whoever has an offer is not counted any more, and the place is not free.
        let form = asha
            .get(&format!(
                "/people/{tara}/applications/new?opportunity={}",
                near.rsplit('/').next().unwrap()
            ))
            .await;
        let mut one = asha.submit(&form, &[("step", "applying")]).await;
        for step in ["applied", "offered"] {
            app.after_minutes(1);
            let form = asha.get(&format!("{}/step", one.address())).await;
            one = asha
                .submit(&form, &[("step", step), ("said_by", "worker")])
                .await;
        }
        let page = asha.get("/matches?eet=all").await;
        assert!(
            page.text()
                .contains("1 young person with an offer or a start already is not counted."),
            "{}",
            page.text()
        );
        assert!(
            page.text()
                .contains("0 of 2 young people could have a place. 2 places would stay open."),
            "{}",
            page.text()
        );
        let mine = asha.get(&format!("{far}/matches")).await;
        assert!(
            mine.text()
                .contains("2 places still free. It fits 1 of 3 young people."),
            "{}",
            mine.text()
        );
        // The place that has been offered is full; once the work that came of it is over, it is free again, and she is looked at again.
        let full = asha.get(&format!("{near}/matches")).await;
        assert!(
            full.column("Next")
                .contains(&"All places filled".to_owned()),
            "{:?}",
            full.column("Next")
        );
        app.after_minutes(1);
        let form = asha.get(&format!("{}/step", one.address())).await;
        asha.submit(&form, &[("step", "accepted"), ("said_by", "worker")])
            .await;
        let id = one.address().rsplit('/').next().unwrap().to_owned();
        let agreed = format!("/people/{tara}/work-placements/new?application={id}");
        let form = asha.get(&agreed).await;
        let starts = day("starts", "2026-11-20");
        let work = asha.submit(&form, &with(&[], &starts)).await.address();
        let form = asha.get(&format!("{work}/start")).await;
        asha.submit(&form, &[]).await;
        assert!(
            asha.get("/matches?eet=all")
                .await
                .text()
                .contains("0 of 2 young people")
        );
        app.on("2026-12-04");
        let form = asha.get(&format!("{work}/end")).await;
        let typed = [
            ("reason", "not-right"),
            ("side", "young-person"),
            ("next", "looking"),
        ];
        asha.submit(&form, &typed).await;
        let page = asha.get("/matches?eet=all").await;
        assert!(
            page.text()
                .contains("2 of 3 young people could have a place"),
            "{}",
            page.text()
        );

        // Nobody sees whom they do not work with.
        assert_eq!(
            other
                .get(&format!("{far}/matches"))
                .await
                .column("Young person"),
            ["Zed Quill"]
        );
    }
);
