//! Leavers, and what happens to what they held.

use chrono::{NaiveDate, TimeDelta};
use policy::Role;
use store::{
    Fetch,
    entities::{cover, journal, sign_in, sign_in_link},
    orm::{ColumnTrait, EntityTrait, QueryFilter, Uuid},
};

use super::{
    super::{
        forms::MeantCover,
        model::{Held, Holding},
        queries::{accounts, cover as covers, leave},
        sign_in::{make_link, queries::begin},
        workers_with,
    },
    Office, to,
};
use crate::shell::web::{Errors, Halt, WebError};

#[tokio::test]
async fn a_leavers_young_people_go_to_their_successor_and_the_history_stays() {
    let office = Office::open().await;
    let asha = office.worker("Asha", Role::Coach).await;
    let ben = office.worker("Ben", Role::Coach).await;
    let mo = office.worker("Mo", Role::PersonalAdviser).await;
    let (first, second) = (office.person(asha, mo).await, office.person(asha, mo).await);
    let others = office.person(ben, mo).await;

    let handovers = vec![to(Holding::Coach, ben)];
    office.leave(asha, handovers).await.unwrap();

    for person in [first, second] {
        let history = [
            (asha, false, "allocated".to_owned()),
            (ben, true, "handed-over".to_owned()),
        ];
        assert_eq!(office.coaches(person).await, history);
    }
    assert_eq!(office.coaches(others).await.len(), 1);
    let mut tx = office.app.store.read().await.unwrap();
    let held_by_ben = leave::held(&mut tx, office.council, ben).await.unwrap();
    let people = vec![first, second, others];
    assert_eq!(held_by_ben, Held::from([(Holding::Coach, people)]));
    let counts = workers_with(&mut tx, office.council, &[Role::Coach])
        .await
        .unwrap();
    assert_eq!(counts.len(), 1);
    assert_eq!((counts[0].id, counts[0].allocated), (ben, 3));
    let entry = journal::Entity::find()
        .filter(journal::Column::Action.eq("handed-over"))
        .one_in(&tx)
        .await
        .unwrap()
        .unwrap();
    let named = [Uuid::from(first), Uuid::from(second)];
    assert_eq!(store::read_entry(&entry.subjects), named);
}

#[tokio::test]
async fn a_leavers_sign_ins_links_and_cover_end_at_once() {
    let office = Office::open().await;
    let asha = office.worker("Asha", Role::Coach).await;
    let ben = office.worker("Ben", Role::Coach).await;
    let day = NaiveDate::from_ymd_opt(2026, 3, 20).unwrap();
    office
        .write(office.administrator, async move |tx| {
            begin(tx, asha, [1; 32], 12).await?;
            begin(tx, ben, [2; 32], 12).await?;
            make_link(tx, asha, [3; 32], TimeDelta::days(7), false).await?;
            let meant = MeantCover {
                stand_in: ben,
                from: day,
                until: day,
            };
            covers::arrange(tx, asha, &meant).await
        })
        .await
        .unwrap();

    office.leave(asha, Vec::new()).await.unwrap();

    let tx = office.app.store.read().await.unwrap();
    let sign_ins = sign_in::Entity::find().all_in(&tx).await.unwrap();
    for row in &sign_ins {
        assert_eq!(row.ended_at.is_some(), row.account_id == asha.0);
    }
    assert_eq!(sign_ins.len(), 2);
    let now = store::At::from(office.app.clock.now());
    let links = sign_in_link::Entity::find()
        .filter(sign_in_link::Column::AccountId.eq(Uuid::from(asha)))
        .all_in(&tx)
        .await
        .unwrap();
    assert!(links.iter().all(|link| link.expires_at <= now) && !links.is_empty());
    let kept = cover::Entity::find().one_in(&tx).await.unwrap().unwrap();
    assert!(kept.ended_at.is_some());
}

#[tokio::test]
async fn a_leaver_who_comes_back_gets_a_new_account_at_the_same_address() {
    let office = Office::open().await;
    let asha = office.worker("Asha", Role::Coach).await;
    office.leave(asha, Vec::new()).await.unwrap();
    assert_ne!(office.worker("Asha", Role::Coach).await, asha);
    assert!(matches!(
        office.leave(asha, Vec::new()).await,
        Err(Halt::Failed(WebError::NotFound))
    ));
}

#[tokio::test]
async fn nobody_leaves_with_young_people_whom_nothing_is_said_about() {
    let office = Office::open().await;
    let asha = office.worker("Asha", Role::Coach).await;
    let mo = office.worker("Mo", Role::PersonalAdviser).await;
    let person = office.person(asha, mo).await;
    let refused = |outcome: Result<(), Halt>| match outcome {
        Err(Halt::Refused(errors)) => errors.at("coach").is_some(),
        _ => false,
    };
    assert!(refused(office.leave(asha, Vec::new()).await));
    // Mo is no coach.
    assert!(refused(
        office.leave(asha, vec![to(Holding::Coach, mo)]).await
    ));
    let nobody_yet = vec![to(Holding::Coach, None)];
    office.leave(asha, nobody_yet).await.unwrap();
    let history = [(asha, false, "allocated".to_owned())];
    assert_eq!(office.coaches(person).await, history);
}

#[tokio::test]
async fn the_last_administrator_cannot_leave_and_nobody_closes_their_own_account() {
    let office = Office::open().await;
    let (asha, kim) = (
        office.worker("Asha", Role::Coach).await,
        office.administrator,
    );
    let own = office.leave(kim, Vec::new()).await;
    assert!(matches!(own, Err(Halt::Failed(WebError::Forbidden))));
    let last = office
        .write(asha, async move |tx| leave::leave(tx, kim, &[]).await)
        .await;
    let errors = Errors::one("", accounts::LAST_ADMINISTRATOR);
    assert!(matches!(last, Err(Halt::Refused(refused)) if refused == errors));
}
