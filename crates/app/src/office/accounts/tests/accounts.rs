//! Councils, accounts and teams.

use policy::Role;
use store::{Fetch, entities::sign_in, orm::EntityTrait};
use values::AccountId;

use super::{
    super::{
        AddCouncilError, add_council,
        queries::{accounts, lists, teams},
        sign_in::queries::begin,
        workers_with,
    },
    Office, change_to,
};
use crate::shell::web::{Errors, Halt, WebError};

#[tokio::test]
async fn a_council_is_added_once_whatever_the_case_of_its_name() {
    let office = Office::open().await;
    let add = |name, email| add_council(&office.app, name, email);
    assert!(matches!(
        add("NORTHTOWN ", "lee@example.gov.uk").await,
        Err(AddCouncilError::Exists(_))
    ));
    assert!(matches!(
        add("Southtown", "lee").await,
        Err(AddCouncilError::Address(_))
    ));
    assert!(matches!(
        add(" ", "lee@example.gov.uk").await,
        Err(AddCouncilError::Name)
    ));
    assert!(add("Southtown", "kim@example.gov.uk").await.is_ok());
}

#[tokio::test]
async fn a_form_made_from_an_older_version_changes_nothing() {
    let office = Office::open().await;
    let asha = office.worker("Asha", Role::Coach).await;
    let change = || change_to("Asha", vec![Role::Coach, Role::TeamManager]);
    assert!(office.change(asha, 1, change()).await.is_ok());
    assert!(matches!(
        office
            .change(asha, 1, change_to("Ash", vec![Role::Coach]))
            .await,
        Err(Halt::Stale)
    ));
    let mut tx = office.app.store.read().await.unwrap();
    let account = accounts::find(&mut tx, office.council, asha)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((account.name.as_str(), account.version), ("Asha", 2));
    assert_eq!(account.roles, [Role::Coach, Role::TeamManager]);
}

#[tokio::test]
async fn nobody_changes_what_they_themselves_may_do() {
    let office = Office::open().await;
    let change = change_to("Kim", vec![Role::Administrator, Role::SafeguardingLead]);
    assert!(matches!(
        office.change(office.administrator, 1, change).await,
        Err(Halt::Failed(WebError::Forbidden))
    ));
}

#[tokio::test]
async fn the_last_administrator_keeps_the_role() {
    let office = Office::open().await;
    let lee = office.worker("Lee", Role::Administrator).await;
    let (key, kim) = (office.app.key, office.administrator);
    let demote = |by: AccountId, who: AccountId, name: &'static str| {
        office.write(by, async move |tx| {
            accounts::change(tx, &key, who, 1, &change_to(name, vec![Role::Coach])).await
        })
    };
    assert!(demote(kim, lee, "Lee").await.is_ok());
    // Lee's page was open before, and says what Lee may do no longer.
    let errors = Errors::one("roles", accounts::LAST_ADMINISTRATOR);
    assert!(matches!(
        demote(lee, kim, "Kim").await,
        Err(Halt::Refused(refused)) if refused == errors
    ));
}

#[tokio::test]
async fn workers_are_chosen_by_role_and_in_the_order_of_their_names() {
    let office = Office::open().await;
    for (name, role) in [
        ("Zoe", Role::Coach),
        ("asha", Role::PersonalAdviser),
        ("Ben", Role::Coach),
        ("Mo", Role::FundHolder),
    ] {
        office.worker(name, role).await;
    }
    let mut tx = office.app.store.read().await.unwrap();
    let roles = [Role::Coach, Role::PersonalAdviser];
    let choices = workers_with(&mut tx, office.council, &roles).await.unwrap();
    let names: Vec<_> = choices.iter().map(|choice| choice.name.as_str()).collect();
    assert_eq!(names, ["asha", "Ben", "Zoe"]);
    let everybody = lists::workers_with(&mut tx, office.council, Role::ALL)
        .await
        .unwrap();
    assert_eq!(everybody.len(), 5);
}

#[tokio::test]
async fn a_new_address_ends_what_the_old_one_could_open() {
    let office = Office::open().await;
    let asha = office.worker("Asha", Role::Coach).await;
    office
        .write(office.administrator, async move |tx| {
            Ok(begin(tx, asha, [1; 32], 12).await?)
        })
        .await
        .map(|_| ())
        .unwrap();
    let change = change_to("Ayesha", vec![Role::Coach]);
    office.change(asha, 1, change).await.unwrap();
    let ended = async || {
        let tx = office.app.store.read().await.unwrap();
        let row = sign_in::Entity::find().one_in(&tx).await.unwrap();
        row.unwrap().ended_at.is_some()
    };
    assert!(
        !ended().await,
        "it counts a day after the old one has heard of it"
    );
    let later = office.app.clock.now() + chrono::TimeDelta::hours(24);
    office.app.clock.set(later);
    crate::program::worker::run_due(&office.app).await.unwrap();
    assert!(ended().await);
}

#[tokio::test]
async fn a_team_closes_only_when_nobody_is_in_it() {
    let office = Office::open().await;
    let mut tx = office.app.store.read().await.unwrap();
    let team = teams::all(&mut tx, office.council).await.unwrap()[0].id;
    drop(tx);
    let asha = office.worker("Asha", Role::Coach).await;
    let mut change = change_to("Asha", vec![Role::Coach]);
    if let Some(standing) = &mut change.standing {
        standing.teams = vec![team];
    }
    office.change(asha, 1, change).await.unwrap();
    let close = || {
        office.write(office.administrator, async move |tx| {
            teams::close(tx, team, 1).await
        })
    };
    assert!(matches!(close().await, Err(Halt::Refused(_))));
    office.leave(asha, Vec::new()).await.unwrap();
    close().await.unwrap();
    assert!(matches!(
        close().await,
        Err(Halt::Failed(WebError::NotFound))
    ));
}
