//! How much there is of everything, so that every list and chart has something to show.

use super::*;

#[test]
fn each_council_has_as_many_young_people_as_the_data_say() {
    let world = &*WORLD;
    world.runtime.block_on(async {
        let tx = world.read().await;
        let councils = council::Entity::find().all_in(&tx).await.unwrap();
        let people = all!(&tx, person);
        let counts: BTreeMap<&str, usize> = councils
            .iter()
            .map(|council| {
                let own = people
                    .iter()
                    .filter(|row| row.council_id == council.council_id);
                (council.name.as_str(), own.count())
            })
            .collect();
        let expected = [
            ("Hackney", 500),
            ("Kensington and Chelsea", 180),
            ("Westminster", 350),
        ];
        assert_eq!(counts, BTreeMap::from(expected));
    });
}

#[test]
fn a_minority_is_overdue_and_some_are_silent_in_every_council() {
    let world = &*WORLD;
    world.runtime.block_on(async {
        let (today, tx) = (world.today(), world.read().await);
        let enrolled = all!(&tx, enrolment);
        let people: HashMap<Uuid, person::Model> = all!(&tx, person)
            .into_iter()
            .map(|row| (row.id, row))
            .collect();
        for council in council::Entity::find().all_in(&tx).await.unwrap() {
            let open: Vec<_> = enrolled
                .iter()
                .filter(|row| row.council_id == council.council_id && row.ended_on.is_none())
                .collect();
            let percent = |counts: &dyn Fn(&enrolment::Model, &person::Model) -> bool| {
                open.iter()
                    .filter(|row| counts(row, &people[&row.person_id]))
                    .count()
                    * 100
                    / open.len()
            };
            let overdue = percent(&|_, row| row.next_due_on.is_some_and(|on| on < today));
            let soon = percent(&|_, row| {
                let week = today..=today + TimeDelta::days(7);
                row.next_due_on.is_some_and(|on| week.contains(&on))
            });
            let silent = percent(&|row, person| {
                let since = today - TimeDelta::days(28);
                row.paused_on.is_none() && person.last_contact_on.is_none_or(|on| on < since)
            });
            let name = &council.name;
            assert!((8..=24).contains(&overdue), "{name}: {overdue} % overdue");
            assert!(soon >= 15, "{name}: {soon} % within a week");
            assert!((2..=14).contains(&silent), "{name}: {silent} % silent");
        }
    });
}

#[test]
fn about_two_in_five_are_neither_in_work_nor_learning() {
    let world = &*WORLD;
    world.runtime.block_on(async {
        let people = all!(&world.read().await, person);
        let neither = people.iter().filter(|row| {
            Activity::parse(&row.eet_code).is_ok_and(|code| code.group() == EetGroup::Neet)
        });
        let percent = neither.count() * 100 / people.len();
        assert!((35..=45).contains(&percent), "{percent} %");
    });
}

#[test]
fn nobody_has_more_contacts_than_a_page_can_bear() {
    let world = &*WORLD;
    world.runtime.block_on(async {
        let contacts = all!(&world.read().await, contact);
        let mut counts: HashMap<Uuid, usize> = HashMap::new();
        for row in &contacts {
            assert!(row.held_on < world.today(), "{row:?}");
            *counts.entry(row.person_id).or_default() += 1;
        }
        assert!(counts.values().all(|count| *count <= 60));
        assert!(
            (18_000..=30_000).contains(&contacts.len()),
            "{}",
            contacts.len()
        );
    });
}

#[test]
fn the_linked_workers_have_something_to_do() {
    let world = &*WORLD;
    world.runtime.block_on(async {
        let (today, tx) = (world.today(), world.read().await);
        let source = Source::read().unwrap();
        let people = all!(&tx, person);
        let accounts = all!(&tx, account);
        for council in &source.councils {
            let account = |role: Role| {
                let staff = source.staff_of(&council.name);
                let worker = staff.into_iter().find(|one| one.role == role).unwrap();
                let hash = address_hash(&world.app.key, &worker.email(council));
                accounts.iter().find(|row| row.email_hash == hash).unwrap()
            };
            let coach = account(Role::Coach).id;
            let own: BTreeSet<Uuid> = people
                .iter()
                .filter(|row| row.coach_id == Some(coach))
                .map(|row| row.id)
                .collect();
            let overdue = people.iter().filter(|row| {
                own.contains(&row.id) && row.next_due_on.is_some_and(|on| on < today)
            });
            let (own, overdue) = (own.len(), overdue.count());
            assert!(
                own >= 20 && overdue > 0,
                "{}: {own}, {overdue}",
                council.name
            );
            let social_worker = account(Role::SocialWorker).id;
            assert!(
                people
                    .iter()
                    .any(|row| row.social_worker_id == Some(social_worker))
            );
            let referrals = all!(&tx, referral);
            let made = referrals
                .iter()
                .filter(|row| row.referrer_id == Some(social_worker));
            assert!(made.count() > 3, "{}", council.name);
            let partner = account(Role::PartnerAdviser).organisation_id;
            let shared = people.iter().filter(|row| row.organisation_id == partner);
            assert!(shared.count() > 10, "{}", council.name);
        }
    });
}

#[test]
fn the_stage_noted_on_each_young_person_is_that_of_their_open_enrolment() {
    let world = &*WORLD;
    world.runtime.block_on(async {
        let tx = world.read().await;
        let enrolled = all!(&tx, enrolment);
        let open: HashMap<Uuid, &enrolment::Model> = enrolled
            .iter()
            .filter(|row| row.ended_on.is_none())
            .map(|row| (row.person_id, row))
            .collect();
        assert!(open.len() > 300, "{}", open.len());
        for row in all!(&tx, person) {
            let noted = (
                row.stage_key.as_str(),
                row.programme_version_id,
                row.paused_on,
            );
            let open = open.get(&row.id);
            let is = open.map_or(("", None, None), |open| {
                (
                    &open.stage_key,
                    Some(open.programme_version_id),
                    open.paused_on,
                )
            });
            assert_eq!(noted, is, "{}", row.id);
        }
    });
}
