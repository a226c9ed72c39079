//! The program as a whole: what every request shares.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    io::Write,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
};

use axum::{extract::State, http::StatusCode};
use chrono::NaiveDate;
use store::{Store, StoreError};
use values::{AccountId, calendar::Calendar};

use crate::shell::{
    clock::{self, Clock},
    config::Config,
    private,
    reading::Reading,
    web::{Asks, Limits, SignedIn},
};

/// Why the program does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder or the key in it cannot be used.
    #[error("{0}: {1}")]
    Folder(String, std::io::Error),
    /// The key file is not a key.
    #[error(
        "{0} does not hold a 32-byte key; restore it from your backup, because nothing can be read without it"
    )]
    Key(String),
    /// Other users of this machine can read our files.
    #[error(
        "other users of this machine can read {0}; run: chmod {1} {0} (or set FOOTHOLD_WIDE_FILES=allow to start anyway)"
    )]
    Wide(String, &'static str),
    /// A setting has a value that cannot be used.
    #[error("{0}")]
    Settings(String),
    /// The database is missing, or its tables cannot be brought up to date.
    #[error("the database cannot be opened: {0}")]
    Store(#[from] StoreError),
}

/// What a room above the shell keeps in memory for the whole program, made from the settings when first needed.
pub trait Part: Send + Sync + Sized + 'static {
    /// Makes it from the settings.
    ///
    /// Errors: a sentence that names the setting that is wrong.
    fn of(config: &Config) -> Result<Self, String>;
}

/// What every request shares.
pub struct App {
    /// The database.
    pub store: Store,
    /// The clock.
    pub clock: Clock,
    /// The settings.
    pub config: Config,
    /// This installation's key, which proves forms and finds addresses.
    pub key: [u8; 32],
    /// Working days.
    pub calendar: Arc<Calendar>,
    /// Limits on attempts.
    pub limits: Limits,
    /// What signed-in workers may do.
    pub rights: Rights,
    /// People who have asked for a sign-in link.
    pub asked: Asks,
    /// The reader of uploaded files.
    pub(crate) reading: Reading,
    parts: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

impl App {
    /// Opens the database and the key. Only [`crate::open`] has the parts checked as well.
    ///
    /// Errors: [`StartError`], whose words say what to do.
    pub(crate) async fn open(config: Config, clock: Clock) -> Result<Arc<Self>, StartError> {
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
        let store = Store::open(&config.database_url()).await?;
        let reading = Reading::by(config.reader.clone());
        Ok(Arc::new(Self {
            store,
            clock,
            config,
            key,
            calendar: Arc::new(Calendar::england()),
            limits: Limits::default(),
            asked: Asks::default(),
            reading,
            rights: Rights::default(),
            parts: Mutex::default(),
        }))
    }

    /// Makes a part now, so that a setting it cannot use is reported at the start.
    ///
    /// Errors: [`StartError::Settings`], which names the setting.
    pub fn start<T: Part>(&self) -> Result<(), StartError> {
        self.put(T::of(&self.config).map_err(StartError::Settings)?);
        Ok(())
    }

    /// Replaces a part.
    pub fn put<T: Part>(&self, part: T) {
        self.parts().insert(TypeId::of::<T>(), Arc::new(part));
    }

    /// Returns a part.
    ///
    /// Panics where it cannot be made from the settings, which [`App::start`] reports before the first request.
    pub fn part<T: Part>(&self) -> Arc<T> {
        let mut parts = self.parts();
        let part = parts.entry(TypeId::of::<T>()).or_insert_with(|| {
            let made = T::of(&self.config);
            Arc::new(made.expect("the settings were read at the start"))
        });
        let part = Arc::clone(part).downcast::<T>();
        part.expect("a part is kept under its own type")
    }

    fn parts(&self) -> MutexGuard<'_, HashMap<TypeId, Arc<dyn Any + Send + Sync>>> {
        self.parts
            .lock()
            .expect("nobody panics while holding the parts")
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

/// What signed-in workers may do, cached until the council's counter of rights moves or the day changes.
#[derive(Default)]
pub struct Rights(Mutex<HashMap<AccountId, Kept>>);

/// The version and day of the rights, and the rights themselves.
type Kept = (i64, NaiveDate, Arc<SignedIn>);

impl Rights {
    /// Returns the cached rights of an account, where they are of this version and day.
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

/// Answers whether the program and its database are up.
pub(crate) async fn health(State(app): State<Arc<App>>) -> (StatusCode, &'static str) {
    match app.store.read().await {
        Ok(_) => (StatusCode::OK, "ok\n"),
        Err(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        ),
    }
}
