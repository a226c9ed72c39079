//! What is due: the same when it is made anew, and for whom.

use foothold::person::{
    due::{Whose, due_of, due_of_workers},
    people::standings,
};
use policy::Role;
use store::{
    Entry, Execute, Fetch,
    entities::{due as due_row, organisation},
    orm::{EntityTrait, Set, Uuid},
};
use values::{AccountId, OrganisationId, Scope, TeamId, scope::Filter};

use crate::world::{
    Held, Hire,
    office::{Office, STRAND_3, office_before, referral, team},
};

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
    somebody_who_waits_for_a_first_contact_stands_among_the_overdue,
    |app| {
        let Office { maya, .. } = office_before(&app).await;
        let referral = [
            ("given_name", "Kai"),
            ("phone", "07700 900123"),
            (
                "route",
                "full-potential-kensington-and-chelsea/leaving-care-team",
            ),
            ("told", "agrees"),
        ];
        maya.post("/referrals/new", &referral).await;
        app.on("2026-12-20");
        let overdue = maya.get("/people?show=overdue").await;
        assert_eq!(overdue.column("Name"), ["Kai"]);
    }
);

story!(
    a_list_and_a_record_say_the_same_of_whom_something_falls_to,
    |app| {
        app.on("2026-11-20");
        let team = app.team("Leaving care").await;
        let coach = |name| Hire {
            teams: vec![team],
            ..app.somebody(name, &[Role::Coach])
        };
        let (asha, ben) = (
            app.hire(coach("Asha")).await.id,
            app.hire(coach("Ben")).await.id,
        );
        let ada = app.worker("Ada", &[Role::Administrator]).await;
        let charity = [("name", "Open Door"), ("kind", "charity"), ("sector", "")];
        ada.post("/organisations/new", &charity).await;
        let tx = app.app().store.read().await.unwrap();
        let partner = organisation::Entity::find()
            .one_in(&tx)
            .await
            .unwrap()
            .unwrap();
        let partner = OrganisationId::from(partner.id);
        drop(tx);
        let mut made = Vec::new();
        for coach in [None, Some(asha), Some(ben)] {
            for adviser in [None, Some(asha), Some(ben)] {
                for organisation in [None, Some(partner)] {
                    let held = Held {
                        coach,
                        adviser,
                        team: Some(team),
                        organisation,
                        ..Held::BY_NOBODY
                    };
                    let person = app.young_person("Tara", "Ode", held).await;
                    made.extend(
                        [None, Some(asha), Some(ben), Some(ada.id)].map(|owner| (person, owner)),
                    );
                }
            }
        }
        let rows = made.clone();
        let roles = ["coach", "personal-adviser"];
        app.write(app.home(), async move |tx| {
            let rows = rows.iter().flat_map(|row| roles.map(|role| (*row, role)));
            for ((person, owner), role) in rows {
                let row = due_row::ActiveModel {
                    council_id: Set(tx.council().into()),
                    id: Set(tx.next_id()),
                    person_id: Set(person.into()),
                    enrolment_id: Set(None),
                    referral_id: Set(None),
                    kind: Set("promise".into()),
                    due_on: Set(tx.today()),
                    role: Set(role.into()),
                    owner_id: Set(owner.map(Uuid::from)),
                    reason: Set("Promised".into()),
                };
                due_row::Entity::insert(row).exec_in(tx).await?;
            }
            tx.journal(Entry::new("rebuild-due")).await
        })
        .await;
        let scope = Scope {
            council: app.home().id,
            filter: Filter::All,
        };
        let whose = |workers: &[AccountId], organisation, teams: &[TeamId]| Whose {
            workers: workers.to_vec(),
            organisation,
            teams: teams.to_vec(),
        };
        let mut tx = app.app().store.read().await.unwrap();
        let people: Vec<_> = made.iter().map(|(person, _)| *person).collect();
        let standings = standings(&mut tx, scope.council, &people).await.unwrap();
        for one in [
            whose(&[asha], None, &[]),
            whose(&[asha, ben], None, &[]),
            whose(&[ada.id], Some(partner), &[]),
            whose(&[ada.id], None, &[team]),
        ] {
            let listed = due_of_workers(&mut tx, &scope, &one, app.today())
                .await
                .unwrap();
            for person in &people {
                let standing = standings.iter().find(|who| who.id == *person).unwrap();
                for row in due_of(&mut tx, scope.council, *person).await.unwrap() {
                    let is_own = row.owner().is_some_and(|by| one.workers.contains(&by));
                    let is_theirs = is_own || one.are_meant(standing, row.falls_to(standing));
                    assert_eq!(
                        listed.contains(&row),
                        is_theirs,
                        "{standing:?} {row:?} {one:?}"
                    );
                }
                for owner in [None, Some(asha), Some(ben), Some(ada.id)] {
                    let is_listed = listed.iter().any(|row| {
                        (row.person(), row.owner()) == (*person, owner) && !row.is_for_adviser()
                    });
                    assert_eq!(
                        is_listed,
                        one.has(standing, owner),
                        "{standing:?} {owner:?}"
                    );
                }
            }
            assert!(!listed.is_empty());
        }
    }
);
