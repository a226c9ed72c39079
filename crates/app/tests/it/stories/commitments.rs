//! Promises: made in one line, seen before they are late, shown as broken before somebody has to say so, and counted.

use foothold::person::{
    due::{Whose, due_of_workers},
    people::standings,
};
use policy::Role;
use store::{
    Entry,
    entities::{due as due_row, organisation},
    orm::{EntityTrait, Set, Uuid},
};
use values::{AccountId, OrganisationId, Scope, TeamId, scope::Filter};

use super::{
    day::{Office, day, office, own_pages, with},
    funds::{ask, fund},
    main_job::shown,
};
use crate::world::{Held, Hire, World};

const WESTMINSTER: &str = include_str!("../../../../../programmes/westminster.toml");

/// Tara, who joined in the year that is paid until 31 March 2027.
async fn westminster(app: &World) -> Office {
    app.on("2026-11-20");
    app.publish(app.home(), WESTMINSTER).await;
    let team = app.team("Employability").await;
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
    let tara = app.young_person("Tara", "Ode", held).await;
    let enrol = [
        ("stage", "full-potential-westminster/getting-to-know"),
        ("reason", "Wants part-time work"),
    ];
    asha.post(&format!("/people/{tara}/enrol"), &enrol).await;
    Office {
        asha,
        maya,
        tara,
        team,
    }
}

story!(
    taras_tablet_and_courses_are_seen_as_broken_promises_before_she_has_to_say_so,
    |app| {
        let Office {
            asha,
            maya,
            tara,
            team,
        } = westminster(&app).await;
        let contact = format!("/people/{tara}/contacts/new");
        let held = [
            ("kind", "call"),
            ("outcome", "held"),
            ("promised", "A tablet for college"),
        ];
        let undated = asha.submit(&asha.get(&contact).await, &held).await;
        assert_eq!(
            undated.errors(),
            ["Enter the day it is due, so that it is not forgotten"]
        );
        let due = day("promise_due", "2026-12-01");
        asha.submit(&undated, &with(&held, &due)).await;
        let form = asha.get(&format!("/people/{tara}/promises/new")).await;
        let due = day("due", "2027-06-30");
        let courses = [
            ("words", "Two courses at the college"),
            ("promised_by", "programme"),
            ("said_at", "induction"),
        ];
        asha.submit(&form, &with(&courses, &due)).await;
        let list = asha.get(&format!("/people/{tara}/promises")).await;
        assert!(
            list.text()
                .contains("Promised on 20 November 2026 (phone call), due 1 December 2026"),
            "{}",
            list.text()
        );
        assert!(
            list.text().contains(
                "Promised by the programme on 20 November 2026 (at the start of the programme)"
            ),
            "{}",
            list.text()
        );

        // Before it is late it stands on Today; when it is late, on her own pages and in the report.
        app.on("2026-11-30");
        assert!(
            asha.get("/today")
                .await
                .text()
                .contains("A tablet for college. Promised for 1 December 2026"),
            "{}",
            asha.get("/today").await.text()
        );
        app.on("2026-12-03");
        let (browser, home) = own_pages(&app, &asha, tara).await;
        let own = browser.get(&home.link("Promised to me")).await;
        assert!(
            own.text().contains(
                "It was due by 1 December 2026 and is late. The person looking after it can see that on their list. Promised on 20 November 2026. Asha is looking after it."
            ),
            "{}",
            own.text()
        );
        let report = maya.get("/reports/promises").await;
        // The report also decides whom she may list, which is the lower action; the journal has the page's own.
        let line = shown(&app, maya.id).await.pop().unwrap();
        assert_eq!(line.action, "read-reports");
        assert!(
            report.text().contains(
                "0% of promises were kept on time: 0 of 1 that fell due in the last year."
            ),
            "{}",
            report.text()
        );
        assert_eq!(report.column("What"), ["A tablet for college"]);
        let shown = maya.get("/team").await;
        assert!(
            shown.text().contains("0% of promises were kept on time"),
            "{}",
            shown.text()
        );

        // Months before the money for her joining year ends, the promises that it touches are listed.
        let funding = maya.get("/reports/funding").await;
        assert!(
            funding.text().contains("Open promises affected"),
            "{}",
            funding.text()
        );
        assert!(
            funding.text().contains("Two courses at the college"),
            "{}",
            funding.text()
        );
        assert!(
            funding
                .text()
                .contains("It is already late. Keep it now, or tell them why it cannot be kept."),
            "{}",
            funding.text()
        );

        // Kept late counts as late; withdrawn and told stays in what fell due.
        let settle = list.all_links("/promises/");
        let kept = asha.get(&settle[0]).await;
        asha.submit(&kept, &[("how", "kept")]).await;
        let told = day("told", "2026-12-02");
        let withdrawn = asha.get(&settle[1]).await;
        asha.submit(
            &withdrawn,
            &with(
                &[
                    ("how", "withdrawn"),
                    ("reason", "The college closed the courses."),
                ],
                &told,
            ),
        )
        .await;
        let report = maya.get("/reports/promises").await;
        assert!(
            report
                .text()
                .contains("0% of promises were kept on time: 0 of 2"),
            "{}",
            report.text()
        );
        let row = |name: &str| report.column(name)[0].clone();
        assert_eq!(
            (row("Late"), row("Withdrawn, told why"), row("Not kept")),
            ("1".into(), "1".into(), "0".into())
        );

        // Another team’s manager counts their own people.
        let other = app.team("Elsewhere").await;
        let hire = Hire {
            teams: vec![other],
            ..app.somebody("Ines", &[Role::TeamManager])
        };
        let ines = app.hire(hire).await;
        app.young_person(
            "Kai",
            "Ode",
            Held {
                team: other,
                ..Held::BY_NOBODY
            },
        )
        .await;
        let theirs = ines.get("/reports/promises").await;
        assert!(
            theirs.text().contains("No promise has fallen due"),
            "{}",
            theirs.text()
        );
        assert_ne!(team, other);
    }
);

story!(what_they_can_get_says_who_pays_how_and_until_when, |app| {
    let Office {
        asha, maya, tara, ..
    } = office(&app).await;
    let path = format!("/people/{tara}/entitlements");
    let page = asha.get(&path).await;
    let text = page.text();
    assert!(text.contains("Help with the costs of work"), "{text}");
    assert!(
        text.contains("A fund’s own limit is not the limit of this duty"),
        "{text}"
    );
    assert!(
        text.contains("No one has checked the source. Check it before you promise this."),
        "{text}"
    );
    // Born on 4 May 2008: 18 now, so some of it ends with the 21st and 25th birthday.
    assert!(text.contains("Until 3 May 2029"), "{text}");
    assert!(
        text.contains("Do they get a council tax bill?"),
        "what nobody can see is a question"
    );
    assert!(
        text.contains("Are they at university?"),
        "what is not on record is a question"
    );

    let say = page.link("Record what has happened : Half price on buses and trams");
    let wrong = asha.submit(&asha.get(&say).await, &[]).await;
    assert_eq!(wrong.errors(), ["Choose what has happened"]);
    asha.submit(
        &wrong,
        &[("state", "asked"), ("note", "The form went to the council")],
    )
    .await;
    let page = asha.get(&path).await;
    assert!(
        page.text().contains(
            "It has been asked for: The form went to the council (Asha, 20 November 2026)"
        ),
        "{}",
        page.text()
    );

    let gaps = maya.get("/reports/entitlements").await;
    assert!(
        gaps.column("What")
            .contains(&"Help with the costs of work".to_owned()),
        "{:?}",
        gaps.column("What")
    );
    assert!(
        !gaps
            .column("What")
            .contains(&"Half price on buses and trams".to_owned()),
        "what was asked for is no gap"
    );
    let (browser, home) = own_pages(&app, &asha, tara).await;
    let own = browser.get(&home.link("What I can get")).await;
    assert!(own.text().contains("We asked for it."), "{}", own.text());
    assert!(
        own.text().contains("Ask before you rely on it"),
        "{}",
        own.text()
    );
});

story!(
    what_help_costs_is_counted_and_two_offers_stand_side_by_side,
    |app| {
        let Office { maya, .. } = office(&app).await;
        let page = maya.get("/reports/cost").await;
        assert!(
            page.text().contains("£0 was paid for 0 young people"),
            "{}",
            page.text()
        );
        let compared = maya
            .get("/reports/cost?name_a=KickStart&week_a=266&share_a=82&name_b=Bought&week_b=805")
            .await;
        assert!(
            compared
                .text()
                .contains("KickStart costs £28,028 less a year for each young person, 66% less"),
            "{}",
            compared.text()
        );
        assert!(
            compared.text().contains("£16,868.29"),
            "{}",
            compared.text()
        );
        let wrong = maya.get("/reports/cost?week_a=lots").await;
        assert!(
            wrong.errors()[0].contains("must be an amount in pounds"),
            "{:?}",
            wrong.errors()
        );
    }
);

story!(
    solenes_clothes_come_from_a_charity_and_nobody_forgets_to_ask_what_came_of_it,
    |app| {
        let Office {
            asha, tara: solene, ..
        } = office(&app).await;
        let path = format!("/people/{solene}/onward-referrals");
        assert!(
            asha.get(&path)
                .await
                .text()
                .contains("There are no referrals yet")
        );
        let form = asha.get(&format!("{path}/new")).await;
        let typed = [
            ("to_whom", "A charity for interview clothes"),
            ("purpose", "clothes"),
        ];
        let wrong = asha.submit(&form, &typed).await;
        assert_eq!(
            wrong.errors(),
            ["Ask them first, then tick that they agreed"]
        );
        assert_eq!(wrong.field("to_whom"), "A charity for interview clothes");
        asha.submit(&wrong, &[("agreed", "yes")]).await;
        app.on("2026-12-04");
        let today = asha.get("/today").await;
        assert!(
            today
                .text()
                .contains("ask A charity for interview clothes what happened"),
            "{}",
            today.text()
        );
        let page = asha.get(&path).await;
        let outcome = page.all_links("/onward-referrals/")[0].clone();
        let form = asha.get(&outcome).await;
        let done = asha
            .submit(
                &form,
                &[("outcome", "helped"), ("words", "A suit and shoes")],
            )
            .await;
        assert!(
            done.text()
                .contains("They got what they needed, 4 December 2026"),
            "{}",
            done.text()
        );
        assert!(!asha.get("/today").await.text().contains("what came of it"));
    }
);

story!(
    what_was_promised_asked_and_sent_on_falls_to_whoever_takes_over,
    |app| {
        let Office {
            asha,
            maya,
            tara,
            team,
        } = office(&app).await;
        let ben = app
            .hire(Hire {
                teams: vec![team],
                ..app.somebody("Ben", &[Role::Coach])
            })
            .await;
        let (_, fund) = fund(&app).await;
        let path = format!("/people/{tara}");
        let due = day("due", "2026-11-24");
        let form = asha.get(&format!("{path}/promises/new")).await;
        asha.submit(&form, &with(&[("words", "A tablet")], &due))
            .await;
        let wanted = day("wanted", "2026-11-23");
        let typed = [("item", "Shoes"), ("amount", "40")];
        ask(&asha, &tara.to_string(), &fund, &with(&typed, &wanted)).await;
        let form = asha.get(&format!("{path}/onward-referrals/new")).await;
        let sent = [
            ("to_whom", "A clothes bank"),
            ("purpose", "clothes"),
            ("agreed", "yes"),
        ];
        asha.submit(&form, &with(&sent, &day("due", "2026-11-24")))
            .await;
        let allocate = maya.get(&format!("{path}/allocate")).await;
        maya.submit(&allocate, &[("coach", &ben.id.to_string())])
            .await;

        let today = ben.get("/today").await;
        for line in [
            "A tablet. Promised for",
            "Shoes. Promised for",
            "ask A clothes bank what happened",
        ] {
            assert!(today.text().contains(line), "{line}: {}", today.text());
        }
        let today = asha.get("/today").await;
        assert!(!today.text().contains("Tara"), "{}", today.text());

        app.after_minutes(1);
        // With nobody to work with her it is the managers', so that nothing is nobody's.
        let allocate = maya.get(&format!("{path}/allocate")).await;
        maya.submit(&allocate, &[("coach", &AccountId::NONE.to_string())])
            .await;
        let today = maya.get("/today").await;
        for line in [
            "A tablet. Promised for",
            "Shoes. Promised for",
            "ask A clothes bank what happened",
        ] {
            assert!(today.text().contains(line), "{line}: {}", today.text());
        }
    }
);

story!(
    whoever_is_promised_something_can_say_that_it_has_not_come,
    |app| {
        let Office { asha, tara, .. } = office(&app).await;
        let form = asha.get(&format!("/people/{tara}/promises/new")).await;
        let due = day("due", "2026-11-24");
        asha.submit(&form, &with(&[("words", "A tablet")], &due))
            .await;
        let (hers, home) = own_pages(&app, &asha, tara).await;
        assert!(
            home.text().contains("A tablet, by 24 November 2026"),
            "{}",
            home.text()
        );
        let page = hers.get("/my/promises").await;
        assert!(
            !page.text().contains("It has not come"),
            "not before its day"
        );

        app.on("2026-11-25");
        let home = hers.get("/my").await;
        assert!(
            home.text()
                .contains("A tablet, late: it was due by 24 November 2026"),
            "{}",
            home.text()
        );
        let page = hers.get("/my/promises").await;
        let told = hers.submit(&page, &[]).await;
        // Another window still offers it; it is said once.
        app.after_minutes(1);
        hers.submit(&page, &[]).await;
        assert!(
            told.text().contains("Thank you for telling us"),
            "{}",
            told.text()
        );
        assert!(
            told.text()
                .contains("You told us on 25 November 2026 that it has not come"),
            "{}",
            told.text()
        );
        assert!(
            told.forms()
                .iter()
                .all(|form| form.action != "/my/promises"),
            "once"
        );
        let asked = asha.get(&format!("/people/{tara}/asked")).await;
        assert!(
            asked
                .text()
                .contains("Says that something promised has not happened"),
            "{}",
            asked.text()
        );
        assert!(
            asked.text().contains("It has not come: A tablet"),
            "{}",
            asked.text()
        );
        assert!(
            asha.get("/today")
                .await
                .text()
                .contains("They asked for something")
        );
    }
);

story!(
    a_programme_keeps_its_promises_in_its_rate_when_it_has_ended,
    |app| {
        let Office {
            asha, maya, tara, ..
        } = office(&app).await;
        let form = asha.get(&format!("/people/{tara}/promises/new")).await;
        let due = day("due", "2026-11-24");
        asha.submit(&form, &with(&[("words", "A tablet")], &due))
            .await;
        app.on("2026-11-25");
        let report = maya.get("/reports/promises").await;
        let programme = report.column("Programme");
        assert_eq!(programme.len(), 1);
        let person = maya.get(&format!("/people/{tara}")).await;
        let form = maya.get(&person.all_links("/enrolments/")[0].clone()).await;
        let exit = [
            ("event", "exit/moved-away"),
            ("reason", "Lives in Leeds now"),
        ];
        let ended = maya.submit(&form, &exit).await;
        assert!(ended.errors().is_empty(), "{:?}", ended.errors());
        let report = maya.get("/reports/promises").await;
        assert_eq!(report.column("Programme"), programme);
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
            .one(tx.conn())
            .await
            .unwrap()
            .unwrap();
        let partner = OrganisationId::from(partner.id);
        drop(tx);
        let (nobody, no_partner) = (AccountId::NONE, OrganisationId::NONE);
        let mut made = Vec::new();
        for coach in [nobody, asha, ben] {
            for adviser in [nobody, asha, ben] {
                for organisation in [no_partner, partner] {
                    let held = Held {
                        coach,
                        adviser,
                        team,
                        organisation,
                        ..Held::BY_NOBODY
                    };
                    let person = app.young_person("Tara", "Ode", held).await;
                    made.extend([nobody, asha, ben, ada.id].map(|owner| (person, owner)));
                }
            }
        }
        let rows = made.clone();
        app.write(app.home(), async move |tx| {
            for (person, owner) in rows.clone() {
                let row = due_row::ActiveModel {
                    council_id: Set(tx.council().into()),
                    id: Set(tx.next_id()),
                    person_id: Set(person.into()),
                    enrolment_id: Set(Uuid::nil()),
                    referral_id: Set(Uuid::nil()),
                    kind: Set("promise".into()),
                    due_on: Set(tx.today()),
                    role: Set("coach".into()),
                    owner_id: Set(owner.into()),
                    reason: Set("Promised".into()),
                };
                due_row::Entity::insert(row)
                    .exec_without_returning(tx.conn())
                    .await?;
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
            whose(&[asha], no_partner, &[]),
            whose(&[asha, ben], no_partner, &[]),
            whose(&[ada.id], partner, &[]),
            whose(&[ada.id], no_partner, &[team]),
        ] {
            let listed = due_of_workers(&mut tx, &scope, &one, app.today())
                .await
                .unwrap();
            for (person, owner) in &made {
                let is_listed = listed
                    .iter()
                    .any(|row| (row.person(), row.owner()) == (*person, *owner));
                let standing = standings.iter().find(|who| who.id == *person).unwrap();
                assert_eq!(
                    is_listed,
                    one.has(standing, *owner),
                    "{standing:?} {owner} {one:?}"
                );
            }
            assert!(!listed.is_empty());
        }
    }
);
