//! A council's directory: workers, teams, organisations and programmes, as its pages name them.
//!
//! Cached until the council's counter of rights moves, because every page names some of them and they change a few times a week.
//!
//! Absent on purpose: young people. They are read from the database for every page.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex},
};

use policy::Role;
use store::{ReadTx, StoreError};
use values::{AccountId, CouncilId, OrganisationId, TeamId};

use crate::{
    App,
    office::{accounts, library::Library},
    shell::{
        app::Part,
        config::Config,
        web::{Ctx, WebError},
    },
};

/// One council's directory.
pub(crate) struct Directory {
    /// The name of every worker, including those who have left.
    pub workers: HashMap<AccountId, String>,
    /// The workers who have left.
    pub gone: HashSet<AccountId>,
    /// Those who coach or advise, by name.
    pub coaches: Vec<(AccountId, String)>,
    /// The open teams, by name.
    pub teams: Vec<(TeamId, String)>,
    /// The organisations that work with the council, by name.
    pub organisations: Vec<(OrganisationId, String)>,
    /// The published programmes.
    pub library: Arc<Library>,
}

impl Directory {
    async fn read(app: &App, tx: &mut ReadTx, council: CouncilId) -> Result<Self, StoreError> {
        let coaching = [Role::Coach, Role::PersonalAdviser];
        Ok(Self {
            workers: accounts::worker_names(tx, council).await?,
            gone: accounts::left(tx, council).await?,
            coaches: accounts::names_with(tx, council, &coaching).await?,
            teams: accounts::team_names(tx, council).await?,
            organisations: accounts::organisation_names(tx, council).await?,
            library: Library::load(app, tx, council).await?,
        })
    }

    /// Returns a worker's name, or `otherwise` where no worker ever had that id.
    pub(crate) fn worker(&self, id: impl Into<Option<AccountId>>, otherwise: &str) -> String {
        let name = id.into().and_then(|id| self.workers.get(&id));
        name.cloned().unwrap_or_else(|| otherwise.to_owned())
    }

    /// Returns a team's name, or `otherwise`.
    pub(crate) fn team(&self, id: impl Into<Option<TeamId>>, otherwise: &str) -> String {
        named(&self.teams, id.into(), otherwise)
    }

    /// Returns an organisation's name, or `otherwise`.
    pub(crate) fn organisation(
        &self,
        id: impl Into<Option<OrganisationId>>,
        otherwise: &str,
    ) -> String {
        named(&self.organisations, id.into(), otherwise)
    }
}

fn named<Id: PartialEq>(names: &[(Id, String)], id: Option<Id>, otherwise: &str) -> String {
    let name = names.iter().find(|(one, _)| id.as_ref() == Some(one));
    name.map_or_else(|| otherwise.to_owned(), |(_, name)| name.clone())
}

/// What a page can ask about its council.
pub(crate) trait InCouncil {
    /// Returns the council's directory of workers, teams, organisations and programmes.
    fn directory(
        &self,
        tx: &mut ReadTx,
    ) -> impl Future<Output = Result<Arc<Directory>, WebError>> + Send;

    /// Returns the council's published programmes.
    fn library(
        &self,
        tx: &mut ReadTx,
    ) -> impl Future<Output = Result<Arc<Library>, WebError>> + Send;
}

impl InCouncil for Ctx {
    async fn directory(&self, tx: &mut ReadTx) -> Result<Arc<Directory>, WebError> {
        let kept = self.app().part::<Directories>();
        let version = self.rights_version();
        Ok(kept.get(self.app(), tx, self.council(), version).await?)
    }

    async fn library(&self, tx: &mut ReadTx) -> Result<Arc<Library>, WebError> {
        Ok(Arc::clone(&self.directory(tx).await?.library))
    }
}

/// The directories of all councils, each with the counter it was read at.
#[derive(Default)]
struct Directories(Mutex<HashMap<CouncilId, (i64, Arc<Directory>)>>);

impl Part for Directories {
    fn of(_config: &Config) -> Result<Self, String> {
        Ok(Self::default())
    }
}

impl Directories {
    /// Returns a council's directory at `version` of its counter of rights, reading it again where the cached one is older.
    async fn get(
        &self,
        app: &App,
        tx: &mut ReadTx,
        council: CouncilId,
        version: i64,
    ) -> Result<Arc<Directory>, StoreError> {
        let kept = self.kept().get(&council).cloned();
        if let Some((_, directory)) = kept.filter(|(at, _)| *at == version) {
            return Ok(directory);
        }
        let directory = Arc::new(Directory::read(app, tx, council).await?);
        self.kept()
            .insert(council, (version, Arc::clone(&directory)));
        Ok(directory)
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, HashMap<CouncilId, (i64, Arc<Directory>)>> {
        self.0
            .lock()
            .expect("nobody panics while holding the directories")
    }
}
