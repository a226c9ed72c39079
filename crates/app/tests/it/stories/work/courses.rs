//! Courses of several weeks, and who goes on from them.

use values::PersonId;

use crate::world::{
    Held, Worker,
    fields::{day, with},
    office::{Office, office},
};

const STRAND_2: &str = "full-potential-kensington-and-chelsea/strand-2";

async fn moved_on(asha: &Worker, person: PersonId) {
    let page = asha.get(&format!("/people/{person}")).await;
    let form = asha.get(&page.link("Move on, pause or end")).await;
    let typed = [("event", "move/strand-3"), ("reason", "The course helped")];
    let page = asha.submit(&form, &typed).await;
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

story!(
    of_six_who_start_a_course_five_go_on_and_are_counted,
    |app| {
        let Office {
            asha, maya, team, ..
        } = office(&app).await;
        let mut all = Vec::new();
        for given in ["Ines", "Kai", "Noor", "Sam", "Zoe", "Abdi"] {
            let held = Held {
                coach: Some(asha.id),
                team: Some(team),
                ..Held::BY_NOBODY
            };
            let id = app.young_person(given, "Ade", held).await;
            asha.post(
                &format!("/people/{id}/enrol"),
                &[("stage", STRAND_2), ("reason", "Wants to")],
            )
            .await;
            all.push(id);
        }

        // Three weeks, with somebody beside them; whoever has no English and maths at Level 2 is invited to all of it.
        let form = asha.get("/activities/new").await;
        let typed = [
            ("title", "Ready for work, with English and maths"),
            ("kind", "course"),
            ("begins", "10am"),
            ("ends", "1pm"),
            ("place", "The hall"),
            ("led_by", "A tutor, with Asha beside them"),
            ("every", "1"),
            ("times", "3"),
        ];
        let first = asha
            .submit(&form, &with(&typed, &day("on", "2026-11-23")))
            .await;
        let list = asha.get("/activities").await;
        let mut dates = list.all_links("/activities/");
        dates.retain(|path| !path.contains("new"));
        assert_eq!(dates.len(), 3, "{dates:?} {:?}", first.errors());
        let stage = "/invite?stage=strand-2&level_2=missing";
        let invite = asha.get(&format!("{}{stage}", dates[2])).await;
        assert!(invite.text().contains("Ines Ade"), "{}", invite.text());
        let everyone = [("everyone", "yes"), ("series", "yes")];
        let page = asha.submit(&invite, &everyone).await;
        assert!(page.errors().is_empty(), "{:?}", page.errors());

        // Sam comes once and not again; the others come twice or more.
        let ids: Vec<String> = all.iter().map(ToString::to_string).collect();
        let mut paths: Vec<(String, String)> = Vec::new();
        for path in &dates {
            let text = asha.get(path).await.text();
            let on = ["2026-11-23", "2026-11-30", "2026-12-07"]
                .into_iter()
                .zip(["23 November", "30 November", "7 December"])
                .find(|(_, words)| text.contains(words));
            paths.push((on.unwrap().0.to_owned(), path.clone()));
        }
        paths.sort();
        for (number, (on, path)) in paths.iter().enumerate() {
            app.on(on);
            let came: Vec<_> = ids
                .iter()
                .enumerate()
                .filter(|(place, _)| *place != 3 || number == 0)
                .map(|(_, id)| ("person", id.as_str()))
                .collect();
            let register = asha.get(&format!("{path}/attendance")).await;
            let page = asha.submit(&register, &came).await;
            assert!(page.errors().is_empty(), "{:?}", page.errors());
        }
        let report = maya.get("/reports/activities").await;
        assert_eq!(report.column("Started"), ["6"]);
        assert_eq!(report.column("Came to half or more"), ["5"]);
        assert_eq!(report.column("Moved on"), ["0"]);

        // Three move on to the next stage, one starts work, and one has an offer.
        app.on("2026-12-14");
        for person in &all[..3] {
            moved_on(&asha, *person).await;
        }
        let form = asha
            .get(&format!("/people/{}/work-placements/new", all[4]))
            .await;
        let typed = [
            ("employer", "elsewhere"),
            ("other", "A bakery"),
            ("title", "Baker’s assistant"),
            ("kind", "job"),
            ("place", "Hill Street"),
            ("hourly", "14"),
            ("hours", "30"),
        ];
        let starts = day("starts", "2026-12-14");
        let placed = asha.submit(&form, &with(&typed, &starts)).await.address();
        let form = asha.get(&format!("{placed}/start")).await;
        asha.submit(&form, &[]).await;
        let last = &paths[2].1;
        let form = asha.get(&format!("{last}/result?person={}", all[5])).await;
        asha.submit(&form, &[("came_of", "offer")]).await;
        let report = maya.get("/reports/activities").await;
        assert_eq!(report.column("Dates held"), ["3"]);
        assert_eq!(report.column("Moved on"), ["5"], "{}", report.text());

        // The stages and the work are in the other reports too.
        let work = maya.get("/reports/work").await;
        assert!(work.text().contains("1"), "{}", work.text());
        let again = asha.get(&format!("/people/{}", all[3])).await;
        assert!(again.text().contains("Strand 2 since"), "{}", again.text());
    }
);
