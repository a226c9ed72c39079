//! The program as a whole: what every request shares.

use std::{
    collections::HashMap,
    io::Write,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use axum::{extract::State, http::StatusCode};
use chrono::NaiveDate;
use programme::Programme;
use store::{Store, StoreError};
use values::{AccountId, ProgrammeVersionId, calendar::Calendar};

use crate::{
    clock::{self, Clock},
    config::Config,
    directory::Directories,
    imports, matches,
    messages::Transport,
    opportunities::DisplayAdverts,
    private,
    reading::Reading,
    web::{Limits, SignedIn, sign_in::Asked},
};

/// Why the program does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder or the key in it cannot be used.
    #[error("{0}: {1}")]
    Folder(String, std::io::Error),
    /// The key file is not a key.
    #[error(
        "{0} does not hold a key of 32 bytes; restore it from your backup, as nothing can be read without it"
    )]
    Key(String),
    /// Others on this machine may read what is ours.
    #[error(
        "others on this machine can read {0}; run: chmod {1} {0} (or set FOOTHOLD_WIDE_FILES=allow to start all the same)"
    )]
    Wide(String, &'static str),
    /// A setting says something that cannot be used.
    #[error("{0}")]
    Settings(String),
    /// The database is not there, or its tables cannot be brought up to date.
    #[error("the database cannot be opened: {0}")]
    Store(#[from] StoreError),
}

/// What every request shares.
pub struct App {
    /// The database.
    pub store: Store,
    /// What tells the time.
    pub clock: Clock,
    /// The settings.
    pub config: Config,
    /// The key of this installation: proves forms and finds addresses.
    pub key: [u8; 32],
    /// Working days.
    pub calendar: Arc<Calendar>,
    /// How far apart postcode districts lie.
    pub(crate) districts: matches::Districts,
    /// Limits on tries.
    pub limits: Limits,
    /// How messages leave.
    transport: Mutex<Transport>,
    /// Where apprenticeships are fetched from; nothing where no key is set.
    adverts: Mutex<Option<DisplayAdverts>>,
    /// What signed-in workers may do.
    pub rights: Rights,
    /// Those who have asked for a link to sign in.
    pub asked: Asked,
    /// What reads files from elsewhere.
    pub(crate) reading: Reading,
    /// How far the lists have come that are being brought in.
    pub(crate) progress: imports::Progress,
    /// Whom and what the pages of each council name.
    pub(crate) directories: Directories,
    programmes: Mutex<HashMap<ProgrammeVersionId, Arc<Programme>>>,
}

impl App {
    /// Opens the database and the key.
    ///
    /// Errors: [`StartError`], whose words say what to do.
    pub async fn open(config: Config, clock: Clock) -> Result<Arc<Self>, StartError> {
        let folder = config.data.clone();
        private::make_folder(&folder)
            .map_err(|error| StartError::Folder(folder.display().to_string(), error))?;
        if !config.wide_files {
            let mut ours = vec![folder.clone(), folder.join("foothold.key")];
            let file = config.database_url();
            ours.extend(file.strip_prefix("sqlite://").map(PathBuf::from));
            private::refuse_wide(&ours)?;
        }
        let key = key(&folder.join("foothold.key"))?;
        let transport = Transport::of(&config).map_err(StartError::Settings)?;
        let districts = match &config.districts {
            Some(file) => matches::Districts::read(file).map_err(StartError::Settings)?,
            None => matches::Districts::default(),
        };
        let adverts = config.adverts();
        let store = Store::open(&config.database_url()).await?;
        let reading = Reading::by(config.reader.clone());
        Ok(Arc::new(Self {
            store,
            clock,
            config,
            key,
            calendar: Arc::new(Calendar::england()),
            districts,
            limits: Limits::default(),
            asked: Asked::default(),
            reading,
            transport: Mutex::new(transport),
            adverts: Mutex::new(adverts),
            rights: Rights::default(),
            progress: imports::Progress::default(),
            directories: Directories::default(),
            programmes: Mutex::default(),
        }))
    }

    /// Returns how messages leave.
    pub fn transport(&self) -> Transport {
        self.transport
            .lock()
            .expect("nobody panics while holding the transport")
            .clone()
    }

    /// Returns where apprenticeships are fetched from.
    pub(crate) fn adverts(&self) -> Option<DisplayAdverts> {
        self.adverts
            .lock()
            .expect("nobody panics while holding the source")
            .clone()
    }

    /// Has apprenticeships fetched from elsewhere from now on.
    pub fn fetch_adverts_from(&self, source: DisplayAdverts) {
        *self
            .adverts
            .lock()
            .expect("nobody panics while holding the source") = Some(source);
    }

    /// Has messages leave another way from now on.
    pub fn send_by(&self, transport: Transport) {
        *self
            .transport
            .lock()
            .expect("nobody panics while holding the transport") = transport;
    }

    /// Returns a published programme, parsed. A version never changes, so it is parsed once.
    pub fn programme(
        &self,
        id: ProgrammeVersionId,
        text: &str,
    ) -> Result<Arc<Programme>, StoreError> {
        if let Some(known) = self.programmes().get(&id) {
            return Ok(Arc::clone(known));
        }
        let parsed = Programme::parse("published", text)
            .map_err(|faults| StoreError::Unreadable(faults.to_string()))?;
        Ok(Arc::clone(
            self.programmes().entry(id).or_insert(Arc::new(parsed)),
        ))
    }

    /// Returns a published programme that has been parsed before.
    pub fn known_programme(&self, id: ProgrammeVersionId) -> Option<Arc<Programme>> {
        self.programmes().get(&id).cloned()
    }

    fn programmes(&self) -> std::sync::MutexGuard<'_, HashMap<ProgrammeVersionId, Arc<Programme>>> {
        self.programmes
            .lock()
            .expect("nobody panics while holding the programmes")
    }
}

/// Reads the key, or makes it on the first start.
fn key(path: &Path) -> Result<[u8; 32], StartError> {
    let failed = |error| StartError::Folder(path.display().to_string(), error);
    match std::fs::read(path) {
        Ok(bytes) => bytes
            .try_into()
            .map_err(|_| StartError::Key(path.display().to_string())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let key = clock::random::<32>();
            let mut options = std::fs::OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(path).map_err(failed)?;
            file.write_all(&key)
                .and_then(|()| file.sync_all())
                .map_err(failed)?;
            Ok(key)
        }
        Err(error) => Err(failed(error)),
    }
}

/// What signed-in workers may do, kept until the council's counter of rights moves or the day changes.
#[derive(Default)]
pub struct Rights(Mutex<HashMap<AccountId, Kept>>);

/// The version and the day that rights are of, and the rights.
type Kept = (i64, NaiveDate, Arc<SignedIn>);

impl Rights {
    /// Returns what is kept of an account, where it is of this version and day.
    pub fn get(&self, account: AccountId, version: i64, today: NaiveDate) -> Option<Arc<SignedIn>> {
        let kept = self
            .0
            .lock()
            .expect("nobody panics while holding the rights");
        kept.get(&account)
            .filter(|(at, day, _)| (*at, *day) == (version, today))
            .map(|(_, _, who)| Arc::clone(who))
    }

    /// Keeps what an account may do.
    pub fn keep(
        &self,
        account: AccountId,
        version: i64,
        today: NaiveDate,
        who: Arc<SignedIn>,
    ) -> Arc<SignedIn> {
        self.0
            .lock()
            .expect("nobody panics while holding the rights")
            .insert(account, (version, today, Arc::clone(&who)));
        who
    }
}

/// Says whether the program and its database answer.
pub(crate) async fn health(State(app): State<Arc<App>>) -> (StatusCode, &'static str) {
    match app.store.read().await {
        Ok(_) => (StatusCode::OK, "ok\n"),
        Err(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        ),
    }
}
