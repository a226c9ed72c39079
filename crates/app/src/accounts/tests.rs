//! Accounts against a database: what only a whole write can show.

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use futures_util::future::BoxFuture;
use policy::Role;
use store::{
    WriteTx,
    entities::{allocation, cover, journal, person, sign_in, sign_in_link},
    orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{AccountId, CouncilId, OrganisationId, PersonId};

use super::{
    AddCouncilError, NewAccount, add_council, create,
    forms::MeantCover,
    model::{Change, Handover, Held, Holding, OwnPerson, Standing},
    queries::{accounts, cover as covers, leave, lists, teams},
    worker_names, workers_with,
};
use crate::{
    App, Clock, Config,
    web::{
        Errors, Halt, WebError,
        sign_in::{make_link, queries::begin},
    },
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

    /// Writes as one of the accounts, a second after the last write, so that ids are in the order of the writes.
    async fn write<T, F>(&self, by: AccountId, act: F) -> Result<T, Halt>
    where
        F: for<'t> Fn(&'t mut WriteTx) -> BoxFuture<'t, Result<T, Halt>> + Send + Sync + 'static,
        T: Send + 'static,
    {
        let clock = &self.app.clock;
        clock.set(clock.now() + TimeDelta::seconds(1));
        let stamp = clock.stamp(self.council, by);
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

impl Office {
    /// Adds a young person with an adviser and, in the same hands or others, a coach.
    async fn person(&self, coach: AccountId, adviser: AccountId) -> PersonId {
        self.write(self.administrator, move |tx| {
            Box::pin(async move { Ok(add_person(tx, coach, adviser).await?) })
        })
        .await
        .unwrap()
    }

    async fn leave(&self, leaver: AccountId, handovers: Vec<Handover>) -> Result<(), Halt> {
        self.write(self.administrator, move |tx| {
            let handovers = handovers.clone();
            Box::pin(async move { leave::leave(tx, leaver, &handovers).await })
        })
        .await
    }

    /// Lists who held a young person as coach, and whether they still do.
    async fn coaches(&self, id: PersonId) -> Vec<(AccountId, bool, String)> {
        let tx = self.app.store.read().await.unwrap();
        let rows = allocation::Entity::find()
            .filter(allocation::Column::PersonId.eq(Uuid::from(id)))
            .filter(allocation::Column::Role.eq("coach"))
            .order_by_asc(allocation::Column::Id)
            .all(tx.conn())
            .await
            .unwrap();
        rows.into_iter()
            .map(|row| (row.holder_id.into(), row.until_at.is_none(), row.reason))
            .collect()
    }
}

async fn add_person(
    tx: &mut WriteTx,
    coach: AccountId,
    adviser: AccountId,
) -> Result<PersonId, store::StoreError> {
    let id: PersonId = tx.next_id();
    let blank = || tx.seal(id, &String::new());
    let row = person::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id.into()),
        given_name: Set(blank()),
        family_name: Set(blank()),
        pronouns: Set(blank()),
        phone: Set(blank()),
        email: Set(blank()),
        address: Set(blank()),
        born_on: Set(None),
        care_status: Set("former-relevant".into()),
        sex: Set(String::new()),
        ethnicity: Set(blank()),
        ehcp: Set("not-known".into()),
        language: Set(String::new()),
        channel: Set(String::new()),
        eet_code: Set("0".into()),
        coach_id: Set(coach.into()),
        adviser_id: Set(adviser.into()),
        social_worker_id: Set(Uuid::nil()),
        team_id: Set(Uuid::nil()),
        organisation_id: Set(Uuid::nil()),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by().into()),
        changed_at: Set(tx.at().into()),
        changed_by: Set(tx.by().into()),
        version: Set(1),
    };
    row.insert(tx.conn()).await?;
    for (role, holder) in [("coach", coach), ("adviser", adviser)] {
        let row = allocation::ActiveModel {
            council_id: Set(tx.council().into()),
            id: Set(tx.next_id()),
            person_id: Set(id.into()),
            role: Set(role.into()),
            holder_id: Set(holder.into()),
            from_at: Set(tx.at().into()),
            from_by: Set(tx.by().into()),
            until_at: Set(None),
            reason: Set("allocated".into()),
        };
        row.insert(tx.conn()).await?;
    }
    tx.housekeeping();
    Ok(id)
}

fn to(holding: Holding, successor: AccountId) -> Handover {
    Handover { holding, successor }
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
        .one(tx.conn())
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
        .write(office.administrator, move |tx| {
            Box::pin(async move {
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
        })
        .await
        .unwrap();

    office.leave(asha, Vec::new()).await.unwrap();

    let tx = office.app.store.read().await.unwrap();
    let sign_ins = sign_in::Entity::find().all(tx.conn()).await.unwrap();
    for row in &sign_ins {
        assert_eq!(row.ended_at.is_some(), row.account_id == asha.0);
    }
    assert_eq!(sign_ins.len(), 2);
    let now = store::At::from(office.app.clock.now());
    let links = sign_in_link::Entity::find()
        .filter(sign_in_link::Column::AccountId.eq(Uuid::from(asha)))
        .all(tx.conn())
        .await
        .unwrap();
    assert!(links.iter().all(|link| link.expires_at <= now) && !links.is_empty());
    let kept = cover::Entity::find().one(tx.conn()).await.unwrap().unwrap();
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
    let nobody_yet = vec![to(Holding::Coach, AccountId::NONE)];
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
        .write(asha, move |tx| {
            Box::pin(async move { leave::leave(tx, kim, &[]).await })
        })
        .await;
    let errors = Errors::one("", accounts::LAST_ADMINISTRATOR);
    assert!(matches!(last, Err(Halt::Refused(refused)) if refused == errors));
}

#[tokio::test]
async fn a_new_address_ends_what_the_old_one_could_open() {
    let office = Office::open().await;
    let asha = office.worker("Asha", Role::Coach).await;
    office
        .write(office.administrator, move |tx| {
            Box::pin(async move { Ok(begin(tx, asha, [1; 32], 12).await?) })
        })
        .await
        .map(|_| ())
        .unwrap();
    let change = change_to("Ayesha", vec![Role::Coach]);
    office.change(asha, 1, change).await.unwrap();
    let tx = office.app.store.read().await.unwrap();
    let row = sign_in::Entity::find().one(tx.conn()).await.unwrap();
    assert!(row.unwrap().ended_at.is_some());
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
        office.write(office.administrator, move |tx| {
            Box::pin(async move { teams::close(tx, team, 1).await })
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
