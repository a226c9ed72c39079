//! Whom a story is about: councils, workers who are signed in, and young people.
//!
//! They are put into the database as the slices would put them, because a story about one slice should not fail with another.

use std::{ops::Deref, sync::Arc};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use foothold::{
    App,
    office::accounts::{self, NewAccount},
    shell::clock,
};
use policy::Role;
use store::{
    At, Entry, Execute, Fetch, StoreError, WriteTx,
    entities::{council, message, person, sign_in, team},
    orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{AccountId, CouncilId, OrganisationId, PersonId, SignInId, TeamId};

use super::{Browser, World};

/// A council of a story.
#[derive(Clone, Debug)]
pub(crate) struct Council {
    /// Its id.
    pub(crate) id: CouncilId,
    /// Its name.
    pub(crate) name: String,
}

/// A worker of a story, at a browser in which they are signed in.
pub(crate) struct Worker {
    /// Their account.
    pub(crate) id: AccountId,
    /// Their address.
    pub(crate) email: String,
    browser: Browser,
}

impl Deref for Worker {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

/// A worker to be.
#[derive(Clone, Debug)]
pub(crate) struct Hire<'a> {
    pub(crate) name: &'a str,
    pub(crate) roles: &'a [Role],
    pub(crate) council: &'a Council,
    pub(crate) teams: Vec<TeamId>,
    pub(crate) organisation: Option<OrganisationId>,
    pub(crate) own_person: Option<PersonId>,
    pub(crate) capacity: i32,
}

/// Who works with a young person.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held {
    pub(crate) coach: Option<AccountId>,
    pub(crate) adviser: Option<AccountId>,
    pub(crate) social_worker: Option<AccountId>,
    pub(crate) team: Option<TeamId>,
    pub(crate) organisation: Option<OrganisationId>,
}

impl Held {
    /// Nobody yet.
    pub(crate) const BY_NOBODY: Self = Self {
        coach: None,
        adviser: None,
        social_worker: None,
        team: None,
        organisation: None,
    };
}

/// Makes a council.
pub(crate) async fn council(app: &Arc<App>, name: &str) -> Council {
    let council = Council {
        id: clock::random_id(app.clock.now()).into(),
        name: name.to_owned(),
    };
    let name = name.to_owned();
    write(app, council.id, None, async move |tx| {
        let row = council::ActiveModel {
            council_id: Set(tx.council().into()),
            name: Set(name.clone()),
            rights_version: Set(1),
            name_version: Set(1),
            made_at: Set(tx.at().into()),
        };

        council::Entity::insert(row).exec_in(tx).await?;
        tx.journal(Entry::new("council-made")).await
    })
    .await;
    council
}

/// Writes behind the pages.
pub(crate) async fn write<T: Send + 'static>(
    app: &Arc<App>,
    council: CouncilId,
    by: Option<AccountId>,
    act: impl AsyncFn(&mut WriteTx) -> Result<T, StoreError> + Send + 'static,
) -> T {
    app.store
        .write(app.clock.stamp(council, by), act)
        .await
        .unwrap()
}

impl World {
    /// Makes another council.
    pub(crate) async fn council(&self, name: &str) -> Council {
        council(self.app(), name).await
    }

    /// Writes behind the pages, as the council itself. `act` journals or says that it is housekeeping.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        council: &Council,
        act: impl AsyncFn(&mut WriteTx) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        write(self.app(), council.id, None, act).await
    }

    /// Returns a worker of Northtown, signed in.
    pub(crate) async fn worker(&self, name: &str, roles: &[Role]) -> Worker {
        self.hire(self.somebody(name, roles)).await
    }

    /// Describes a worker of Northtown, to be changed and given to [`World::hire`].
    pub(crate) fn somebody<'a>(&'a self, name: &'a str, roles: &'a [Role]) -> Hire<'a> {
        Hire {
            name,
            roles,
            council: self.home(),
            teams: Vec::new(),
            organisation: None,
            own_person: None,
            capacity: 20,
        }
    }

    /// Returns a worker of another council, who holds every role there and is signed in.
    pub(crate) async fn other_council_worker(&self) -> Worker {
        let council = self.council("Southtown").await;
        let hire = self.somebody("Olu", Role::ALL);
        self.hire(Hire {
            council: &council,
            ..hire
        })
        .await
    }

    /// Makes a worker, and signs them in.
    pub(crate) async fn hire(&self, hire: Hire<'_>) -> Worker {
        let email = format!("{}@{}.example", hire.name, hire.council.name).to_lowercase();
        let new = NewAccount {
            name: hire.name.to_owned(),
            email: email.clone(),
            roles: hire.roles.to_vec(),
            teams: hire.teams.clone(),
            capacity: hire.capacity,
            organisation: hire.organisation,
            own_person: hire.own_person,
        };
        let key = self.app().key;
        let id = self
            .write(hire.council, async move |tx| {
                accounts::create(tx, &key, &new).await
            })
            .await;
        Worker {
            id,
            email,
            browser: Browser::of(self, hire.council.id, id).await,
        }
    }

    /// Makes a team of Northtown.
    pub(crate) async fn team(&self, name: &str) -> TeamId {
        self.team_of(self.home(), name).await
    }

    /// Makes a team of a council.
    pub(crate) async fn team_of(&self, council: &Council, name: &str) -> TeamId {
        let name = name.to_owned();
        self.write(council, async move |tx| {
            let id: TeamId = tx.next_id();
            let row = team::ActiveModel {
                council_id: Set(tx.council().into()),
                id: Set(id.into()),
                name: Set(name.clone()),
                closed_at: Set(None),
                version: Set(1),
            };

            team::Entity::insert(row).exec_in(tx).await?;
            tx.journal(Entry::new("manage-accounts").subject(id))
                .await?;
            Ok(id)
        })
        .await
    }

    /// Makes a young person of Northtown, born on 4 May 2008 and looked after until eighteen.
    pub(crate) async fn young_person(&self, given: &str, family: &str, held: Held) -> PersonId {
        self.young_person_of(self.home(), given, family, held).await
    }

    /// Makes a young person of a council.
    pub(crate) async fn young_person_of(
        &self,
        council: &Council,
        given: &str,
        family: &str,
        held: Held,
    ) -> PersonId {
        let (given, family) = (given.to_owned(), family.to_owned());
        self.write(council, async move |tx| {
            let id: PersonId = tx.next_id();
            let nothing = tx.seal(id, &String::new());
            let row = person::ActiveModel {
                council_id: Set(tx.council().into()),
                id: Set(id.into()),
                given_name: Set(tx.seal(id, &given)),
                family_name: Set(tx.seal(id, &family)),
                pronouns: Set(nothing.clone()),
                phone: Set(nothing.clone()),
                email: Set(nothing.clone()),
                address: Set(nothing.clone()),
                born_on: Set(chrono::NaiveDate::from_ymd_opt(2008, 5, 4)),
                care_status: Set("former_relevant".into()),
                sex: Set(String::new()),
                ethnicity: Set(nothing),
                ehcp: Set("not-known".into()),
                language: Set(String::new()),
                channel: Set(String::new()),
                eet_code: Set("0".into()),
                last_contact_on: Set(None),
                stage_key: Set(String::new()),
                programme_version_id: Set(None),
                paused_on: Set(None),
                next_due_on: Set(None),
                stopped_as: Set(String::new()),
                merged_into_id: Set(None),
                coach_id: Set(held.coach.map(Uuid::from)),
                adviser_id: Set(held.adviser.map(Uuid::from)),
                social_worker_id: Set(held.social_worker.map(Uuid::from)),
                team_id: Set(held.team.map(Uuid::from)),
                organisation_id: Set(held.organisation.map(Uuid::from)),
                made_at: Set(tx.at().into()),
                made_by: Set(tx.by_id()),
                changed_at: Set(tx.at().into()),
                changed_by: Set(tx.by_id()),
                version: Set(1),
                name_version: Set(0),
            };

            person::Entity::insert(row).exec_in(tx).await?;
            tx.names_changed([id]).await?;
            tx.journal(Entry::new("edit-person").person(id)).await?;
            Ok(id)
        })
        .await
    }

    /// Returns the letters to somebody, the oldest first.
    pub(crate) async fn letters(&self, worker: &Worker) -> Vec<String> {
        foothold::program::worker::answer_all(self.app())
            .await
            .unwrap();
        let tx = self.app().store.read().await.unwrap();
        let rows = message::Entity::find()
            .filter(message::Column::AccountId.eq(Uuid::from(worker.id)))
            .order_by_asc(message::Column::MadeAt)
            .order_by_asc(message::Column::Id)
            .all_in(&tx)
            .await
            .unwrap();
        rows.iter().map(|row| tx.open(&row.body).unwrap()).collect()
    }

    /// Returns the texts of the letters to an address of somebody without an account, oldest first.
    pub(crate) async fn letters_to(&self, address: &str) -> Vec<String> {
        self.letters_where(address, |row| row.account_id.is_none())
            .await
    }

    /// Returns the texts of all letters to an address, oldest first.
    pub(crate) async fn letters_at(&self, address: &str) -> Vec<String> {
        self.letters_where(address, |_| true).await
    }

    /// Returns the newest letter to an address, or text to a phone, below its subject.
    pub(crate) async fn newest_to(&self, reach: &str) -> String {
        let tx = self.app().store.read().await.unwrap();
        let rows = message::Entity::find()
            .order_by_desc(message::Column::MadeAt)
            .order_by_desc(message::Column::Id)
            .all_in(&tx)
            .await
            .unwrap();
        let mut rows = rows.into_iter();
        let row = rows.find(|row| tx.open(&row.recipient).unwrap() == reach);
        let row = row.unwrap_or_else(|| panic!("nothing was written to {reach}"));
        let (subject, body) = (tx.open(&row.subject).unwrap(), tx.open(&row.body).unwrap());
        format!("subject: {subject}\n\n{body}")
    }

    async fn letters_where(
        &self,
        address: &str,
        is_wanted: impl Fn(&message::Model) -> bool,
    ) -> Vec<String> {
        let tx = self.app().store.read().await.unwrap();
        let rows = message::Entity::find()
            .order_by_asc(message::Column::MadeAt)
            .order_by_asc(message::Column::Id)
            .all_in(&tx)
            .await
            .unwrap();
        let is_theirs =
            |row: &&message::Model| is_wanted(row) && tx.open(&row.recipient).unwrap() == address;
        let letters = rows.iter().filter(is_theirs);
        letters.map(|row| tx.open(&row.body).unwrap()).collect()
    }
}

/// Finds the address of a link in a letter, behind the host.
pub(crate) fn link_in(letter: &str, start: &str) -> String {
    let word = letter.split_whitespace().find(|word| word.contains(start));
    let word = word.unwrap_or_else(|| panic!("no link to {start} in: {letter}"));
    word[word.find(start).unwrap()..].to_owned()
}

/// Opens a sign-in behind the pages, and returns the secret for the cookie.
pub(crate) async fn sign_in(app: &Arc<App>, council: CouncilId, account: AccountId) -> String {
    let secret: [u8; 32] = clock::random();
    let (hours, hash) = (app.config.sign_in_hours, blake3::hash(&secret));
    let id = write(app, council, Some(account), async move |tx| {
        let id: SignInId = tx.next_id();
        let row = sign_in::ActiveModel {
            council_id: Set(tx.council().into()),
            id: Set(id.into()),
            account_id: Set(account.into()),
            secret_hash: Set(hash.as_bytes().to_vec()),
            started_at: Set(tx.at().into()),
            seen_at: Set(tx.at().into()),
            expires_at: Set(At::from(tx.at() + chrono::TimeDelta::hours(hours))),
            ended_at: Set(None),
        };

        sign_in::Entity::insert(row).exec_in(tx).await?;
        tx.journal(Entry::new("signed-in").subject(account)).await?;
        Ok(id)
    })
    .await;
    let (council, id) = (Uuid::from(council), Uuid::from(id));
    URL_SAFE_NO_PAD.encode([council.as_bytes().as_slice(), id.as_bytes(), &secret].concat())
}
