//! The world of a story: a fresh database, the real router, and people who speak like users.

mod browser;
pub(crate) mod due;
pub(crate) mod fields;
pub(crate) mod journal;
pub(crate) mod money;
pub(crate) mod office;
pub(crate) mod own_pages;
pub(crate) mod people;
#[expect(
    dead_code,
    reason = "the plans of the demo world, among the program's own tests, use the rest"
)]
pub(crate) mod postgres;
pub(crate) mod programmes;
pub(crate) mod reading;
mod records;
mod windows;
pub(crate) mod work;

use std::{future::Future, sync::Arc};

use axum::Router;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use foothold::{App, Clock, Config};
use tempfile::TempDir;
use windows::{Place, Windows};

pub(crate) use browser::{Browser, filled};
pub(crate) use people::{Council, Held, Hire, Worker, link_in};
pub(crate) use postgres::Database;
pub(crate) use programmes::Published;
pub(crate) use records::Records;
pub(crate) use visitor::{Page, without_query};

/// The host that the stories' addresses begin with.
pub(crate) const HOST: &str = "foothold.test";

/// The day on which a story begins: a Monday, and no bank holiday.
const FIRST_DAY: &str = "2027-03-01";

/// Tells a story twice, once on each database.
///
/// The body is given a [`World`] of its own.
macro_rules! story {
    ($(#[$meta:meta])* $name:ident, |$world:ident| $body:block) => {
        $(#[$meta])*
        async fn $name($world: crate::world::World) $body

        mod $name {
            use crate::world::{Backend, tell};

            #[test]
            fn sqlite() {
                tell(Backend::Sqlite, super::$name);
            }

            #[test]
            fn postgres() {
                tell(Backend::Postgres, super::$name);
            }
        }
    };
}

pub(crate) use store::Backend;

/// Tells a story in a world of its own.
pub(crate) fn tell<F: Future<Output = ()>>(backend: Backend, story: impl FnOnce(World) -> F) {
    let database = (backend == Backend::Postgres).then(Database::new);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let url = database.as_ref().map(Database::url);
        let world = World::new(url).await;
        story(world).await;
    });
    // The connections go before the database does.
    drop(runtime);
    drop(database);
}

/// The service on a fresh database, on a day that stands still. Cheap to clone.
#[derive(Clone)]
pub(crate) struct World(Arc<Inner>);

struct Inner {
    app: Arc<App>,
    router: Router,
    windows: Option<Windows>,
    home: Council,
    _folder: TempDir,
}

impl World {
    async fn new(database: Option<String>) -> Self {
        let folder = tempfile::Builder::new()
            .prefix("foothold-story-")
            .tempdir()
            .unwrap();
        let place = Place::wanted().await;
        let config = Config {
            data: folder.path().join("data"),
            database,
            reader: Some(env!("CARGO_BIN_EXE_foothold").into()),
            public_url: Some(
                place
                    .as_ref()
                    .map_or_else(|| format!("https://{HOST}"), Place::origin),
            ),
            notify_callback_token: Some("a-secret-of-ours-1234".into()),
            contacts_folder: Some(folder.path().join("contacts")),
            ..Config::default()
        };
        std::fs::create_dir(folder.path().join("contacts")).unwrap();
        let clock = Clock::standing_on(FIRST_DAY.parse().unwrap());
        let app = foothold::open(config, clock).await.unwrap();
        let home = people::council(&app, "Northtown").await;
        let router = foothold::router(Arc::clone(&app));
        Self(Arc::new(Inner {
            windows: place.map(|place| place.open(router.clone())),
            router,
            app,
            home,
            _folder: folder,
        }))
    }

    /// Returns the program, to look behind the pages.
    pub(crate) fn app(&self) -> &Arc<App> {
        &self.0.app
    }

    /// Returns the council that the story is about: Northtown.
    pub(crate) fn home(&self) -> &Council {
        &self.0.home
    }

    fn router(&self) -> Router {
        self.0.router.clone()
    }

    /// Returns a browser in which nobody has signed in.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self)
    }

    /// Makes it nine in the morning of a day, written `2027-03-02`.
    pub(crate) fn on(&self, day: &str) {
        let day: NaiveDate = day.parse().unwrap();
        self.app().clock.set(Clock::standing_on(day).now());
    }

    /// Lets minutes pass.
    pub(crate) fn after_minutes(&self, minutes: i64) {
        self.app()
            .clock
            .set(self.now() + TimeDelta::minutes(minutes));
    }

    /// Returns the moment.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.app().clock.now()
    }

    /// Makes it a moment.
    pub(crate) fn set_now(&self, moment: DateTime<Utc>) {
        self.app().clock.set(moment);
    }

    /// Has messages leave another way.
    pub(crate) fn send_by(&self, transport: foothold::post::transport::Transport) {
        self.app().put(transport);
    }

    /// Returns the day in London.
    pub(crate) fn today(&self) -> NaiveDate {
        self.app().clock.today()
    }
}
