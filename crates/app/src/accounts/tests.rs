//! Accounts against a database: what only a whole write can show.

use std::sync::Arc;

use chrono::NaiveDate;
use futures_util::future::BoxFuture;
use policy::Role;
use store::WriteTx;
use values::{AccountId, CouncilId, OrganisationId, PersonId};

use super::{
    AddCouncilError, NewAccount, add_council, create,
    model::{Change, OwnPerson, Standing},
    queries::{accounts, lists},
    worker_names, workers_with,
};
use crate::{
    App, Clock, Config,
    web::{Errors, Halt, WebError},
};

/// A council with one administrator, on a database of its own.
struct Office {
    app: Arc<App>,
    council: CouncilId,
    administrator: AccountId,
    _folder: tempfile::TempDir,
}

impl Office {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            data: folder.path().to_owned(),
            ..Config::default()
        };
        let today = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
        let app = App::open(config, Clock::standing_on(today)).await.unwrap();
        let (council, link) = add_council(&app, "Northtown", "kim@example.gov.uk")
            .await
            .unwrap();
        assert!(link.contains("/sign-in/link/"));
        let names = worker_names(&mut app.store.read().await.unwrap(), council)
            .await
            .unwrap();
        let administrator = *names.keys().next().unwrap();
        Self {
            app,
            council,
            administrator,
            _folder: folder,
        }
    }

    /// Writes as one of the accounts.
    async fn write<T, F>(&self, by: AccountId, act: F) -> Result<T, Halt>
    where
        F: for<'t> Fn(&'t mut WriteTx) -> BoxFuture<'t, Result<T, Halt>> + Send + Sync + 'static,
        T: Send + 'static,
    {
        let stamp = self.app.clock.stamp(self.council, by);
        self.app.store.write(stamp, act).await
    }

    async fn worker(&self, name: &str, role: Role) -> AccountId {
        let (key, new) = (self.app.key, new_account(name, role));
        self.write(self.administrator, move |tx| {
            let new = new.clone();
            Box::pin(async move { Ok(create(tx, &key, &new).await?) })
        })
        .await
        .unwrap()
    }

    async fn change(&self, id: AccountId, version: i32, change: Change) -> Result<(), Halt> {
        let key = self.app.key;
        self.write(self.administrator, move |tx| {
            let change = change.clone();
            Box::pin(async move { accounts::change(tx, &key, id, version, &change).await })
        })
        .await
    }
}

fn new_account(name: &str, role: Role) -> NewAccount {
    NewAccount {
        name: name.into(),
        email: format!("{}@example.gov.uk", name.to_lowercase()),
        roles: vec![role],
        teams: Vec::new(),
        capacity: 15,
        organisation: OrganisationId::NONE,
        own_person: PersonId::NONE,
    }
}

fn change_to(name: &str, roles: Vec<Role>) -> Change {
    Change {
        name: name.into(),
        capacity: 10,
        standing: Some(Standing {
            email: format!("{}@example.gov.uk", name.to_lowercase()),
            roles,
            teams: Vec::new(),
            organisation: OrganisationId::NONE,
            own_person: OwnPerson::AsItIs,
        }),
    }
}

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
        office.write(by, move |tx| {
            Box::pin(async move {
                accounts::change(tx, &key, who, 1, &change_to(name, vec![Role::Coach])).await
            })
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
    let everybody = lists::open_workers(&mut tx, office.council).await.unwrap();
    assert_eq!(everybody.len(), 5);
}
