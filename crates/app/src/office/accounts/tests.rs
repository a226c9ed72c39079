//! Accounts against a database: what only a whole write can show.

mod accounts;
mod leavers;

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use policy::Role;
use store::{
    Fetch, WriteTx,
    entities::{allocation, person},
    orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Uuid},
};
use values::{AccountId, CouncilId, PersonId};

use super::{
    NewAccount, add_council, create,
    model::{Change, Handover, Holding, OwnPerson, Standing},
    queries::{accounts as account_queries, leave},
    worker_names,
};
use crate::{App, Clock, Config, shell::web::Halt};

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
            data: folder.path().join("data"),
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
    async fn write<T: Send + 'static>(
        &self,
        by: AccountId,
        act: impl AsyncFn(&mut WriteTx) -> Result<T, Halt> + Send + 'static,
    ) -> Result<T, Halt> {
        let clock = &self.app.clock;
        clock.set(clock.now() + TimeDelta::seconds(1));
        let stamp = clock.stamp(self.council, by);
        self.app.store.write(stamp, act).await
    }

    async fn worker(&self, name: &str, role: Role) -> AccountId {
        let (key, new) = (self.app.key, new_account(name, role));
        self.write(self.administrator, async move |tx| {
            Ok(create(tx, &key, &new).await?)
        })
        .await
        .unwrap()
    }

    async fn change(&self, id: AccountId, version: i32, change: Change) -> Result<(), Halt> {
        let key = self.app.key;
        self.write(self.administrator, async move |tx| {
            let held = account_queries::change(tx, &key, id, version, &change).await;
            held.map(|_| ())
        })
        .await
    }
}

impl Office {
    /// Adds a young person with an adviser and, in the same hands or others, a coach.
    async fn person(&self, coach: AccountId, adviser: AccountId) -> PersonId {
        self.write(self.administrator, async move |tx| {
            Ok(add_person(tx, coach, adviser).await?)
        })
        .await
        .unwrap()
    }

    async fn leave(&self, leaver: AccountId, handovers: Vec<Handover>) -> Result<(), Halt> {
        self.write(self.administrator, async move |tx| {
            leave::leave(tx, leaver, &handovers).await
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
            .all_in(&tx)
            .await
            .unwrap();
        rows.into_iter()
            .map(|row| {
                (
                    row.holder_id.unwrap().into(),
                    row.until_at.is_none(),
                    row.reason,
                )
            })
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
    let row = person::New {
        id: id.into(),
        given_name: blank(),
        family_name: blank(),
        pronouns: blank(),
        phone: blank(),
        email: blank(),
        address: blank(),
        born_on: None,
        care_status: "former-relevant".into(),
        sex: String::new(),
        ethnicity: blank(),
        ehcp: "not-known".into(),
        language: String::new(),
        channel: String::new(),
        eet_code: "0".into(),
        last_contact_on: None,
        next_due_on: None,
        stage_key: String::new(),
        programme_version_id: None,
        paused_on: None,
        stopped_as: String::new(),
        merged_into_id: None,
        coach_id: coach.into(),
        adviser_id: adviser.into(),
        social_worker_id: None,
        team_id: None,
        organisation_id: None,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        changed_at: tx.at().into(),
        changed_by: tx.by_id(),
        version: 1,
        name_version: 0,
    };
    person::insert(tx, row).await?;
    for (role, holder) in [("coach", coach), ("adviser", adviser)] {
        let row = allocation::New {
            id: tx.next_id(),
            person_id: id.into(),
            role: role.into(),
            holder_id: holder.into(),
            from_at: tx.at().into(),
            from_by: tx.by_id(),
            until_at: None,
            reason: "allocated".into(),
        };
        allocation::insert(tx, row).await?;
    }
    tx.housekeeping();
    Ok(id)
}

fn to(holding: Holding, successor: impl Into<Option<AccountId>>) -> Handover {
    Handover {
        holding,
        successor: successor.into(),
    }
}

fn new_account(name: &str, role: Role) -> NewAccount {
    NewAccount {
        name: name.into(),
        email: format!("{}@example.gov.uk", name.to_lowercase()),
        roles: vec![role],
        teams: Vec::new(),
        capacity: 15,
        organisation: None,
        own_person: None,
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
            organisation: None,
            own_person: OwnPerson::AsItIs,
        }),
    }
}
