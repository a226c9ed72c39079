//! The rules that hold everywhere: what one page refuses, no other admits.

use policy::Role;

use crate::world::{
    fields::{day, with},
    office::{Office, STRAND_3, office, office_before},
    own_pages::own_pages,
    work::{agreed_start, employer, opportunity, published},
};

story!(
    a_place_that_is_not_safe_is_refused_wherever_it_is_asked_for,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let mail = "ola@parks.example";
        let typed = [
            ("title", "Park ranger"),
            ("place", "The hut, Golborne Road"),
        ];
        published(&asha, "Parks Trust", mail, &typed).await;
        let (own, _) = own_pages(&app, &asha, tara).await;
        assert!(own.get("/my/work").await.text().contains("Park ranger"));
        asha.post(
            &format!("/people/{tara}/particulars/add?entry=unsafe-place"),
            &[("place", "Golborne Road"), ("why", "An old debt")],
        )
        .await;
        assert!(
            !own.get("/my/work").await.text().contains("Park ranger"),
            "it is not offered to her"
        );
        let form = asha.get(&format!("/people/{tara}/applications/new")).await;
        let chosen = form.offered("opportunity")[0].clone();
        let typed = [("opportunity", chosen.as_str()), ("step", "applying")];
        let refused = asha.submit_and_stay(&form, &typed).await;
        assert!(
            refused.errors()[0].starts_with("The place is not safe for them"),
            "{:?}",
            refused.errors()
        );
        let works = employer(&asha, "Larch", "job", ("Ines", "ines@larch.example")).await;
        let host = works.rsplit('/').next().unwrap();
        let form = asha
            .get(&format!("/people/{tara}/work-placements/new"))
            .await;
        let typed = [
            ("employer", host),
            ("title", "Stall"),
            ("kind", "job"),
            ("hourly", "14.80"),
        ];
        let starts = day("starts", "2026-12-01");
        let refused = asha.submit_and_stay(&form, &with(&typed, &starts)).await;
        assert_eq!(refused.errors(), ["Enter where they will work"]);
        let mut there = with(&typed, &starts);
        there.push(("place", "A stall in Golborne Road"));
        let refused = asha.submit_and_stay(&refused, &there).await;
        assert!(
            refused.errors()[0].starts_with("The place is not safe for them"),
            "{:?}",
            refused.errors()
        );
    }
);

story!(
    who_may_not_work_is_offered_no_pay_and_is_told_who_advises,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let mail = "ola@parks.example";
        published(&asha, "Parks Trust", mail, &[("title", "Park ranger")]).await;
        let seen = day("right_to_work_seen_on", "2026-11-01");
        let status = [
            ("immigration_status", "asylum_pending_lt12"),
            ("right_to_work_proof", "Application registration card"),
        ];
        let form = asha
            .get(&format!(
                "/people/{tara}/particulars/edit?group=right-to-work"
            ))
            .await;
        asha.submit(&form, &with(&status, &seen)).await;
        let form = asha.get(&format!("/people/{tara}/applications/new")).await;
        let chosen = form.offered("opportunity")[0].clone();
        let typed = [("opportunity", chosen.as_str()), ("step", "applying")];
        let refused = asha.submit_and_stay(&form, &typed).await;
        assert!(
            refused.errors()[0].contains("ask an immigration adviser first"),
            "{:?}",
            refused.errors()
        );
        let works = employer(&asha, "Larch", "job", ("Ines", "ines@larch.example")).await;
        let host = works.rsplit('/').next().unwrap();
        let form = asha
            .get(&format!("/people/{tara}/work-placements/new"))
            .await;
        let typed = [
            ("employer", host),
            ("title", "Road crew"),
            ("kind", "job"),
            ("place", "The depot"),
            ("hourly", "14.80"),
            ("hours", "45"),
        ];
        let starts = day("starts", "2026-12-01");
        let refused = asha.submit_and_stay(&form, &with(&typed, &starts)).await;
        assert!(
            refused.errors()[0].contains("does not allow paid work"),
            "{:?}",
            refused.errors()
        );

        // Volunteering is open to her, and her manager sees what those do who may not work.
        let helps = [
            ("title", "Helps in the garden"),
            ("kind", "volunteering"),
            ("hourly", "0"),
            ("hours", "4"),
        ];
        let days = [("starts", "2026-11-20")];
        let one = agreed_start(&asha, &tara.to_string(), &works, &helps, &days).await;
        let report = maya.get("/reports/work").await.text();
        let status = "1 young person with an immigration status on record: 0 may work, 0 within limits, 1 not without permission";
        assert!(report.contains(status), "{report}");
        let before =
            "Of the 1 whose status needs permission first: proof seen: 1; volunteering now: 0";
        assert!(report.contains(before), "{report}");
        let start = asha.get(&format!("{one}/start")).await;
        asha.submit(&start, &[]).await;
        let report = maya.get("/reports/work").await.text();
        let after =
            "Of the 1 whose status needs permission first: proof seen: 1; volunteering now: 1";
        assert!(report.contains(after), "{report}");
        // Whoever may not see such particulars finds nothing about them there.
        let other = app.worker("Mo", &[Role::TeamManager]).await;
        let theirs = other.get("/reports/work").await.text();
        assert!(!theirs.contains("immigration"), "{theirs}");
    }
);

story!(a_programme_from_sixteen_takes_nobody_of_fourteen, |app| {
    let Office { asha, tara, .. } = office_before(&app).await;
    let born = day("born_on", "2012-03-01");
    let form = asha.get(&format!("/people/{tara}/edit")).await;
    asha.submit(&form, &with(&[], &born)).await;
    let form = asha.get(&format!("/people/{tara}/enrol")).await;
    let typed = [("stage", STRAND_3), ("reason", "Eager")];
    let refused = asha.submit_and_stay(&form, &typed).await;
    assert_eq!(refused.errors(), ["Aged 14. The programme starts at 16"]);
});

story!(
    the_trade_to_leave_is_asked_about_before_an_application,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let dive = asha
            .get(&format!("/people/{tara}/deep-dives/new?part=all"))
            .await;
        asha.submit(&dive, &[("work_to_leave", "The kennels")])
            .await;
        let mail = "ola@kennels.example";
        let offer = async |title: &str, occupation: &str| {
            let typed = [
                ("title", title),
                ("sector", "animals-outdoors"),
                ("occupation", occupation),
            ];
            published(&asha, title, mail, &typed).await;
            asha.get(&format!("/people/{tara}/applications/new")).await
        };
        let form = offer("Kennel hand", "kennel-hand").await;
        let kennel = form.offered("opportunity")[0].clone();
        let typed = [("opportunity", kennel.as_str()), ("step", "applying")];
        let asked = asha.submit_and_stay(&form, &typed).await;
        assert_eq!(
            asked.errors(),
            ["Ask them, and say whether they want this one"]
        );
        assert!(
            asked
                .text()
                .contains("They wanted to leave this behind: The kennels")
        );
        let sure = [typed[0], typed[1], ("sure", "yes")];
        let page = asha.submit(&asked, &sure).await;
        assert!(page.address().starts_with("/applications/"));

        // A garden has animals near it, and is another trade: nothing is asked.
        let form = offer("Gardener", "gardener").await;
        let offered = form.offered("opportunity");
        let garden = offered.iter().find(|id| **id != kennel).unwrap();
        let typed = [("opportunity", garden.as_str()), ("step", "applying")];
        let page = asha.submit(&form, &typed).await;
        assert!(page.address().starts_with("/applications/"));
    }
);

story!(
    somebody_of_sixteen_takes_a_taster_and_at_eighteen_a_job,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office_before(&app).await;
        let born = day("born_on", "2010-06-01");
        let form = asha.get(&format!("/people/{tara}/edit")).await;
        asha.submit(&form, &with(&[], &born)).await;
        let form = asha.get(&format!("/people/{tara}/enrol")).await;
        let typed = [("stage", STRAND_3), ("reason", "Eager")];
        asha.submit(&form, &typed).await;
        let taster = [
            ("title", "A morning with the gardeners"),
            ("kind", "taster"),
            ("pay_kind", "unpaid"),
            ("hourly", ""),
            ("youngest", "16"),
        ];
        let works = employer(&asha, "Parks Trust", "job", ("Ola", "ola@parks.example")).await;
        asha.follow(opportunity(&asha, &works, &taster).await).await;
        let job = [("title", "Gardener"), ("kind", "job"), ("youngest", "18")];
        asha.follow(opportunity(&asha, &works, &job).await).await;

        // At sixteen the taster fits, and the job says from when.
        let matches = format!("/people/{tara}/matches");
        let page = asha.get(&matches).await;
        let fits = page.column("Opportunity");
        assert!(
            fits[0].starts_with("A morning with the gardeners"),
            "{fits:?}"
        );
        assert_eq!(
            page.column("What rules it out"),
            ["It is for ages 18 and over; they are 16."]
        );
        let tried = [
            ("title", "A morning with the gardeners"),
            ("kind", "taster"),
            ("hourly", "0"),
            ("hours", "4"),
        ];
        let days = [("starts", "2026-11-20"), ("ends", "2026-11-27")];
        let one = agreed_start(&asha, &tara.to_string(), &works, &tried, &days).await;
        let start = asha.get(&format!("{one}/start")).await;
        asha.submit(&start, &[]).await;
        app.on("2026-11-28");
        let end = asha.get(&format!("{one}/end")).await;
        let mut last = day("on", "2026-11-27");
        last.truncate(3);
        let planned = [("reason", "as-planned"), ("side", "planned"), ("next", "")];
        let over = asha.submit(&end, &with(&planned, &last)).await;
        assert!(
            over.text()
                .contains("volunteering, work experience, course"),
            "{}",
            over.text()
        );
        let next = asha.get(&over.link("See what fits next")).await;
        assert_eq!(next.heading(), "Opportunities that fit");

        // At eighteen the job is open.
        app.on("2028-06-02");
        let page = asha.get(&matches).await;
        assert!(page.text().contains("Gardener"), "{}", page.text());
        assert!(!page.text().contains("they are 16"), "{}", page.text());
        let days = [("starts", "2028-06-02")];
        let one = agreed_start(&asha, &tara.to_string(), &works, &[("kind", "job")], &days).await;
        let start = asha.get(&format!("{one}/start")).await;
        asha.submit(&start, &[]).await;
        let report = maya.get("/reports/work").await.text();
        assert!(
            report.contains("Started, by kind: 1 × taster, 1 × job"),
            "{report}"
        );
    }
);
