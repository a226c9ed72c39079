//! The main job, once through: a referral arrives, is answered, the young person is enrolled, a contact is recorded, and both show on the
//! lists of the people who must act.

use policy::Role;
use store::{
    entities::journal,
    orm::{ColumnTrait, EntityTrait, QueryFilter, Uuid},
};
use values::{AccountId, PersonId, TeamId};

use crate::world::{Held, Hire, Worker, World};

const PROGRAMME: &str = include_str!("../../../../../programmes/kensington-and-chelsea.toml");
const STRAND_3: &str = "full-potential-kensington-and-chelsea/strand-3";

struct Team {
    asha: Worker,
    maya: Worker,
    sol: Worker,
    team: TeamId,
}

/// A coach, a team manager and a social worker of one team, on Friday 20 November 2026.
async fn team(app: &World) -> Team {
    app.on("2026-11-20");
    app.publish(app.home(), PROGRAMME).await;
    let team = app.team("Leaving care").await;
    let member = |name, roles| Hire {
        teams: vec![team],
        ..app.somebody(name, roles)
    };
    Team {
        asha: app.hire(member("Asha", &[Role::Coach])).await,
        maya: app.hire(member("Maya", &[Role::TeamManager])).await,
        sol: app.hire(member("Sol", &[Role::SocialWorker])).await,
        team,
    }
}

impl Team {
    fn held(&self) -> Held {
        Held {
            coach: self.asha.id,
            team: self.team,
            ..Held::BY_NOBODY
        }
    }
}

fn referral<'a>() -> Vec<(&'a str, &'a str)> {
    vec![
        ("given_name", "Solene"),
        ("phone", "07700 900123"),
        (
            "route",
            "full-potential-kensington-and-chelsea/leaving-care-team",
        ),
        ("told", "agrees"),
        ("reason", "Wants to leave care work for work with animals"),
    ]
}

fn person_of(path: &str) -> String {
    path.split('?').next().unwrap().to_owned()
}

story!(
    a_referral_leads_to_a_contact_and_each_shows_where_somebody_must_act,
    |app| {
        let Team {
            asha, maya, sol, ..
        } = team(&app).await;

        let made = sol.post("/referrals/new", &referral()).await;
        assert_eq!(made.heading(), "Solene");
        assert_eq!(made.said(), "The referral has been made.");
        let referral = person_of(made.path());
        assert!(
            !made.has_link("Answer the referral"),
            "a referrer does not answer their own referral"
        );

        let waiting = maya.get("/today").await;
        assert!(waiting.has_link("1 referral is waiting for an answer"));
        maya.post(&format!("{referral}/decide"), &[("decision", "accepted")])
            .await;
        let person = person_of(&maya.get(&referral).await.link("Open their record"));
        maya.post(
            &format!("{person}/allocate"),
            &[("coach", &asha.id.to_string())],
        )
        .await;

        let first = asha.get("/today").await;
        assert!(
            first.text().contains("First contact within 5 working days"),
            "{}",
            first.text()
        );
        assert!(
            first.text().contains("due in 7 days"),
            "five working days from a Friday: {}",
            first.text()
        );

        let enrolled = maya
            .post(
                &format!("{person}/enrol"),
                &[("stage", STRAND_3), ("reason", "Close to work")],
            )
            .await;
        assert_eq!(enrolled.said(), "The young person has been enrolled.");
        assert!(enrolled.text().contains("Strand 3"));

        let contact = [
            ("kind", "call"),
            ("outcome", "held"),
            ("note", "Likes dogs"),
            ("agreed", "CV by Friday"),
        ];
        let recorded = asha.post(&format!("{person}/contacts/new"), &contact).await;
        assert_eq!(recorded.said(), "The contact has been recorded.");
        for words in [
            "Phone call",
            "Likes dogs",
            "Agreed: CV by Friday",
            "Started Strand 3",
            "Referred: accepted",
        ] {
            assert!(
                recorded.text().contains(words),
                "{words} is missing: {}",
                recorded.text()
            );
        }
        let today = asha.get("/today").await;
        assert!(!today.text().contains("First contact"));
        assert!(
            today.text().contains("Next contact"),
            "weekly in strand 3: {}",
            today.text()
        );
        assert_eq!(
            asha.get("/people").await.column("Last contact"),
            ["20 November 2026"]
        );
        assert_eq!(maya.get("/team").await.column("Coach"), ["Asha"]);

        app.on("2026-12-01");
        let overdue = asha.get("/today").await;
        assert!(
            overdue.text().contains("4 days overdue"),
            "{}",
            overdue.text()
        );
        assert_eq!(
            maya.get("/people?show=overdue").await.column("Name"),
            ["Solene"]
        );
        assert_eq!(sol.get(&referral).await.status(), 200);
        assert_eq!(
            sol.get(&person).await.status(),
            404,
            "who referred follows the referral, not the record"
        );
    }
);

story!(an_attempt_is_not_a_contact, |app| {
    let team = team(&app).await;
    let person = app.young_person("Kai", "Marlow", team.held()).await;
    team.maya
        .post(&format!("/people/{person}/enrol"), &[("stage", STRAND_3)])
        .await;
    app.on("2026-11-30");
    let overdue = |text: String| text.contains("overdue");
    assert!(overdue(team.asha.get("/today").await.text()));
    team.asha
        .post(
            &format!("/people/{person}/contacts/new"),
            &[("kind", "call"), ("outcome", "no-answer")],
        )
        .await;
    assert!(
        overdue(team.asha.get("/today").await.text()),
        "an attempt leaves what is due as it is"
    );
    team.asha
        .post(
            &format!("/people/{person}/contacts/new"),
            &[("kind", "call"), ("outcome", "held")],
        )
        .await;
    assert!(!overdue(team.asha.get("/today").await.text()));
});

story!(a_double_click_records_one_contact, |app| {
    let team = team(&app).await;
    let person = app.young_person("Kai", "Marlow", team.held()).await;
    let page = team
        .asha
        .get(&format!("/people/{person}/contacts/new"))
        .await;
    let typed = [
        ("kind", "text"),
        ("outcome", "held"),
        ("note", "Sent the address"),
    ];
    let window = team.asha.second_window();
    let (first, second) = tokio::join!(
        team.asha.submit(&page, &typed),
        window.submit(&page, &typed)
    );
    assert_eq!((first.status(), second.status()), (200, 200));
    let shown = team.asha.get(&format!("/people/{person}")).await.text();
    assert_eq!(shown.matches("Sent the address").count(), 1);
});

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
    assert_eq!(saved.said(), "The changes have been saved.");
    assert!(saved.text().contains("07700 900222"));
});

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
            own_person: own,
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

story!(
    whoever_was_shown_is_in_the_journal_before_the_answer_leaves,
    |app| {
        let team = team(&app).await;
        let person = app.young_person("Kai", "Marlow", team.held()).await;
        team.asha.get(&format!("/people/{person}")).await;
        team.asha.get("/people").await;
        let lines = shown(&app, team.asha.id).await;
        assert_eq!(
            lines
                .iter()
                .filter(|line| line.person_id == Uuid::from(person))
                .count(),
            2,
            "one entry for each answer: {lines:?}"
        );
        let lead = app.worker("Sana", &[Role::SafeguardingLead]).await;
        let page = lead.get(&format!("/people/{person}/journal")).await;
        assert!(page.column("Who").contains(&"Asha".to_owned()));
        assert!(!page.column("About").is_empty());
        assert_eq!(team.asha.get("/journal").await.status(), 403);
    }
);

pub(super) async fn shown(app: &World, by: AccountId) -> Vec<journal::Model> {
    let tx = app.app().store.read().await.unwrap();
    journal::Entity::find()
        .filter(journal::Column::By.eq(Uuid::from(by)))
        .filter(journal::Column::Reason.eq("shown"))
        .all(tx.conn())
        .await
        .unwrap()
}

story!(
    an_enrolment_moves_pauses_ends_and_returns_with_its_history,
    |app| {
        let team = team(&app).await;
        let person: PersonId = app.young_person("Millie", "Grove", team.held()).await;
        let path = format!("/people/{person}");
        team.maya
            .post(
                &format!("{path}/enrol"),
                &[("stage", "full-potential-kensington-and-chelsea/strand-1")],
            )
            .await;
        let moves = person_of(&team.asha.get(&path).await.link("Move on, pause or end"));
        let step = async |event: &str, reason: &str| {
            let page = team
                .asha
                .post(&moves, &[("event", event), ("reason", reason)])
                .await;
            assert_eq!(
                page.said(),
                "The change has been saved.",
                "{event}: {:?}",
                page.errors()
            );
            page
        };
        step("move/strand-2", "Ready to try a workshop").await;
        let paused = step("pause/exams", "").await;
        assert!(paused.text().contains("paused on 20 November 2026"));
        assert!(
            !team.asha.get("/today").await.text().contains("Millie"),
            "nothing is due while support rests"
        );
        step("resume", "").await;
        let left = step("exit/settled-in-work", "").await;
        assert!(left.text().contains("Left on 20 November 2026"));
        let back = step("return/strand-2", "The job ended").await;
        for words in [
            "Started Strand 1",
            "Started Strand 2",
            "Ready to try a workshop",
            "Paused",
            "The job ended",
        ] {
            assert!(
                back.text().contains(words),
                "{words} is missing: {}",
                back.text()
            );
        }
        let report = team.maya.get("/reports").await;
        assert!(report.text().contains("Strand 2"), "{}", report.text());
    }
);

story!(what_is_due_is_the_same_when_it_is_made_anew, |app| {
    let team = team(&app).await;
    for name in ["Kai", "Lee", "Mo"] {
        let person = app.young_person(name, "Marlow", team.held()).await;
        team.maya
            .post(&format!("/people/{person}/enrol"), &[("stage", STRAND_3)])
            .await;
    }
    team.sol.post("/referrals/new", &referral()).await;
    let before = app.dues().await;
    let contacts = before
        .iter()
        .filter(|(_, kind, ..)| kind == "first_contact");
    assert_eq!(contacts.count(), 4);
    assert_eq!(app.rebuilt_dues().await, before);
});

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
        assert!(names("?stage=strand-1").await.is_empty());
        assert_eq!(names(&format!("?worker={}", team.asha.id)).await.len(), 2);
        assert_eq!(
            names("?page=99").await.len(),
            2,
            "a page that is not there is the last one"
        );
    }
);
