//! The register: found, ordered, edited by two at once, and reached by those who work with somebody.

use policy::Role;

use crate::world::{
    Hire,
    office::{STRAND_3, team},
};

story!(
    a_young_person_is_found_by_name_former_name_phone_and_council_id,
    |app| {
        let team = team(&app).await;
        let person = app.young_person("Siobhan", "Stephens", team.held()).await;
        let fields = [
            ("family_name", "O’Neill"),
            ("phone", "07700 900321"),
            ("council_ref", "NT-4711"),
        ];
        team.asha
            .post(&format!("/people/{person}/edit"), &fields)
            .await;
        for (sought, by) in [
            ("siob", "Name"),
            ("oneill", "Name"),
            ("o neill siobhan", "Name"),
            ("stephens", "Former name"),
            ("+44 7700 900321", "Phone number"),
            ("nt 4711", "Id number"),
        ] {
            let query: String = form_urlencoded::Serializer::new(String::new())
                .append_pair("q", sought)
                .finish();
            let found = team.asha.get(&format!("/people/search?{query}")).await;
            assert_eq!(found.column("Name"), ["Siobhan O’Neill"], "{sought}");
            assert_eq!(found.column("Found by"), [by], "{sought}");
        }
        assert!(
            team.sol
                .get("/people/search?q=siobhan")
                .await
                .column("Name")
                .is_empty(),
            "a search finds only one's own people"
        );
    }
);

story!(
    a_list_is_ordered_by_what_is_due_by_contact_and_by_name,
    |app| {
        let team = team(&app).await;
        for (given, family) in [("Zoe", "Abbott"), ("Abel", "Zane")] {
            let person = app.young_person(given, family, team.held()).await;
            team.maya
                .post(&format!("/people/{person}/enrol"), &[("stage", STRAND_3)])
                .await;
            app.on("2026-11-23");
        }
        let names = async |query: &str| {
            team.asha
                .get(&format!("/people{query}"))
                .await
                .column("Name")
        };
        assert_eq!(names("?sort=name").await, ["Zoe Abbott", "Abel Zane"]);
        assert_eq!(
            names("").await,
            ["Zoe Abbott", "Abel Zane"],
            "the one enrolled first is due first"
        );
        let zoe = team.asha.get("/people?sort=name").await.link("Zoe Abbott");
        let call = [("kind", "call"), ("outcome", "held")];
        let form = team.asha.get(&format!("{zoe}/contacts/new")).await;
        team.asha.submit(&form, &call).await;
        assert_eq!(
            names("?sort=contact").await,
            ["Abel Zane", "Zoe Abbott"],
            "who has never been met comes before all others"
        );
        assert!(names("?stage=strand-1").await.is_empty());
        assert_eq!(names(&format!("?worker={}", team.asha.id)).await.len(), 2);
        assert_eq!(
            names("?page=99").await.len(),
            2,
            "a page that is not there is the last one"
        );
    }
);

story!(
    a_long_list_is_read_from_one_page_to_the_next_and_back,
    |app| {
        let team = team(&app).await;
        for number in 0..210 {
            let person = app
                .young_person(&format!("Given{number}"), "Marlow", team.held())
                .await;
            // Something is due for a few, and nothing for the others, who come last.
            if number % 9 == 0 {
                team.maya
                    .post(&format!("/people/{person}/enrol"), &[("stage", STRAND_3)])
                    .await;
            }
        }
        let first = team.asha.get("/people").await;
        assert!(first.text().contains("More than 200 young people"));
        assert!(!first.has_link("Previous page"));
        let (mut pages, mut page) = (vec![first.column("Name")], first);
        while page.has_link("Next page") {
            page = team.asha.get(&page.link("Next page")).await;
            pages.push(page.column("Name"));
        }
        assert_eq!(pages.len(), 9);
        let mut all = pages.concat();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 210, "everybody once");
        assert!(pages[8].len() == 10);
        // Someone who is added later comes last, and moves nobody on the pages before.
        app.on("2026-11-23");
        app.young_person("Zoe", "Ash", team.held()).await;
        for before in pages.iter().rev().skip(1) {
            page = team.asha.get(&page.link("Previous page")).await;
            assert_eq!(&page.column("Name"), before);
        }
        assert!(!page.has_link("Previous page"));
        // By contact, those without one come first, there and back.
        let mut page = team.asha.get("/people?sort=contact").await;
        let first = page.column("Name");
        let mut count = first.len();
        while page.has_link("Next page") {
            page = team.asha.get(&page.link("Next page")).await;
            count += page.column("Name").len();
        }
        assert_eq!(count, 211);
        while page.has_link("Previous page") {
            page = team.asha.get(&page.link("Previous page")).await;
        }
        assert_eq!(page.column("Name"), first);
    }
);

story!(two_people_who_edit_see_both_versions, |app| {
    let team = team(&app).await;
    let person = app.young_person("Kai", "Marlow", team.held()).await;
    let path = format!("/people/{person}/edit");
    let (hers, theirs) = (team.asha.get(&path).await, team.maya.get(&path).await);
    team.maya
        .submit(
            &theirs,
            &[("phone", "07700 900111"), ("language", "Tigrinya")],
        )
        .await;
    let both = team
        .asha
        .submit(&hers, &[("phone", "07700 900222"), ("language", "English")])
        .await;
    assert_eq!(both.status(), 422);
    assert_eq!(
        both.field("phone"),
        "07700 900222",
        "what was typed is kept"
    );
    for words in [
        "Maya changed this record while you were typing",
        "07700 900111",
        "Tigrinya",
    ] {
        assert!(both.text().contains(words), "{words}");
    }
    let saved = team.asha.submit(&both, &[]).await;
    assert_eq!(
        saved.said(),
        "The record has been changed. Messages and reminders use it from now on."
    );
    assert!(saved.text().contains("07700 900222"));
});

story!(
    a_covering_coach_sees_the_work_of_the_one_who_is_away,
    |app| {
        let team = team(&app).await;
        let person = app.young_person("Kai", "Marlow", team.held()).await;
        let ada = app.worker("Ada", &[Role::Administrator]).await;
        let ben = app
            .hire(Hire {
                teams: vec![team.team],
                ..app.somebody("Ben", &[Role::Coach])
            })
            .await;
        let path = format!("/people/{person}");
        assert_eq!(ben.get(&path).await.status(), 404);
        let cover = [
            ("stand-in", ben.id.to_string()),
            ("from-day", "20".into()),
            ("from-month", "11".into()),
            ("from-year", "2026".into()),
            ("until-day", "24".into()),
            ("until-month", "11".into()),
            ("until-year", "2026".into()),
        ];
        let cover: Vec<(&str, &str)> = cover
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let arranged = ada
            .post(&format!("/accounts/{}/cover", team.asha.id), &cover)
            .await;
        assert_eq!(arranged.status(), 200, "{:?}", arranged.errors());
        assert_eq!(
            ben.get(&path).await.status(),
            200,
            "the cover holds from the next request on"
        );
        app.on("2026-11-25");
        assert_eq!(ben.get(&path).await.status(), 404, "the cover has ended");
    }
);

story!(a_worker_never_reaches_their_own_record, |app| {
    let team = team(&app).await;
    let own = app.young_person("Noor", "Haddad", team.held()).await;
    let noor = app
        .hire(Hire {
            teams: vec![team.team],
            own_person: Some(own),
            ..app.somebody(
                "Noor",
                &[
                    Role::TeamManager,
                    Role::ProgrammeManager,
                    Role::SafeguardingLead,
                ],
            )
        })
        .await;
    for path in ["", "/edit", "/journal", "/contacts/new", "/enrol"] {
        let status = noor.get(&format!("/people/{own}{path}")).await.status();
        assert!(matches!(status, 403 | 404), "{path} answers {status}");
    }
    assert!(noor.get("/people").await.column("Name").is_empty());
    assert!(
        noor.get("/people/search?q=noor")
            .await
            .column("Name")
            .is_empty()
    );
});
