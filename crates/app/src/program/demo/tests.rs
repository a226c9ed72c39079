//! The demo world as a whole, made once for all tests.

mod costs;
mod figures;
mod links;
mod on_postgres;
mod plays;
#[expect(dead_code, reason = "the stories use the rest")]
#[path = "../../../tests/it/world/postgres.rs"]
mod postgres;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
    sync::{Arc, LazyLock},
};

use chrono::{NaiveDate, TimeDelta};
use policy::Role;
use programme::Programme;
use store::{
    Fetch, ReadTx, Sealed, StoreError, WriteTx,
    entities::{
        accommodation_span, account, account_role, allocation, contact, council, cover, due,
        eet_span, enrolment, former_name, organisation, outer_id, pause_span, person,
        programme_version, referral, stage_span, team,
    },
    orm::{EntityTrait, QueryOrder},
};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use uuid::Uuid;
use values::{
    CouncilId, Scope,
    codes::{Activity, EetGroup},
    scope::Filter,
};

use super::{
    life::{self, Plan},
    source::Source,
    *,
};
use crate::{
    App, Clock, Config,
    office::{accounts::address_hash, library::Library},
    person::enrolments::{self, model},
};

const TODAY: &str = "2026-11-20";

/// The world, and the runtime on which its database lives.
struct World {
    runtime: Runtime,
    app: Arc<App>,
    links: Vec<(String, String)>,
    _folder: TempDir,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let runtime = Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (app, links) = runtime.block_on(async {
        let app = open(folder.path(), TODAY).await;
        let links = build(&app).await.unwrap();
        (app, links)
    });
    World {
        runtime,
        app,
        links,
        _folder: folder,
    }
});

/// Opens a database with a fixed key, because addresses are found by it.
async fn open(folder: &Path, today: &str) -> Arc<App> {
    open_at(folder, today, None).await
}

/// Opens a database at an address, or a file in the folder.
async fn open_at(folder: &Path, today: &str, database: Option<String>) -> Arc<App> {
    let data = folder.join("data");
    crate::shell::private::make_folder(&data).unwrap();
    crate::shell::private::write(&data.join("foothold.key"), &[7; 32]).unwrap();
    let config = Config {
        data,
        database,
        ..Config::default()
    };
    let clock = Clock::standing_on(today.parse().unwrap());
    App::open(config, clock).await.unwrap()
}

impl World {
    fn today(&self) -> NaiveDate {
        self.app.clock.today()
    }

    async fn read(&self) -> ReadTx {
        self.app.store.read().await.unwrap()
    }
}

macro_rules! all {
    ($tx:expr, $table:ident) => {
        $table::Entity::find()
            .order_by_asc($table::Column::Id)
            .all_in($tx)
            .await
            .unwrap()
    };
}

use all;

/// Prints every row of some tables. Sealed values print as nothing and are compared separately.
macro_rules! printed {
    ($tx:expr, $($table:ident),+ $(,)?) => {
        BTreeMap::from([$((
            stringify!($table),
            all!($tx, $table).iter().map(|row| format!("{row:?}")).collect::<Vec<_>>(),
        )),+])
    };
}

async fn everything(tx: &mut ReadTx) -> BTreeMap<&'static str, Vec<String>> {
    let mut all = printed!(
        tx,
        account,
        account_role,
        accommodation_span,
        allocation,
        contact,
        cover,
        due,
        eet_span,
        enrolment,
        former_name,
        organisation,
        outer_id,
        pause_span,
        person,
        programme_version,
        referral,
        stage_span,
        team,
    );
    all.insert("sealed", sealed_texts(tx).await);
    all
}

/// Opens every sealed text about young people.
async fn sealed_texts(tx: &mut ReadTx) -> Vec<String> {
    let mut sealed: Vec<Sealed<String>> = Vec::new();
    for row in all!(tx, person) {
        sealed.extend([row.given_name, row.family_name, row.pronouns]);
        sealed.extend([row.phone, row.email, row.address, row.ethnicity]);
    }
    for row in all!(tx, contact) {
        sealed.extend([row.note, row.agreed]);
    }
    sealed.extend(all!(tx, referral).into_iter().map(|row| row.reason));
    sealed.extend(all!(tx, stage_span).into_iter().map(|row| row.reason));
    sealed.extend(all!(tx, former_name).into_iter().map(|row| row.name));
    sealed.extend(all!(tx, outer_id).into_iter().map(|row| row.value));
    sealed.iter().map(|one| tx.open(one).unwrap()).collect()
}

#[test]
fn the_same_seed_and_day_make_the_same_world() {
    let world = &*WORLD;
    world.runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let other = open(folder.path(), TODAY).await;
        build(&other).await.unwrap();
        let one = everything(&mut world.read().await).await;
        let two = everything(&mut other.store.read().await.unwrap()).await;
        for (table, rows) in &one {
            assert!(!rows.is_empty(), "{table} is empty");
            assert!(*rows == two[table], "{table} differs");
        }
    });
}

#[test]
fn a_world_that_is_there_gets_fresh_links_only() {
    let world = &*WORLD;
    world.runtime.block_on(async {
        let before = all!(&world.read().await, person).len();
        let links = build(&world.app).await.unwrap();
        assert_eq!(all!(&world.read().await, person).len(), before);
        let roles = |links: &[(String, String)]| -> Vec<String> {
            links.iter().map(|(role, _)| role.clone()).collect()
        };
        assert_eq!(roles(&links), roles(&world.links));
        let paths: BTreeSet<&String> = links
            .iter()
            .chain(&world.links)
            .map(|(_, path)| path)
            .collect();
        assert_eq!(paths.len(), 2 * links.len());
    });
}

#[test]
fn each_role_has_a_link_in_each_council() {
    let roles: Vec<&str> = WORLD.links.iter().map(|(role, _)| role.as_str()).collect();
    let of_first: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
    assert_eq!(roles[..of_first.len()], of_first);
    // Plus one young person of each council, whose story is told in full.
    assert_eq!(roles.len(), 3 * (of_first.len() + 1));
    assert_eq!(roles[of_first.len()], "young-person");
    assert!(roles.contains(&"coach (Westminster)"), "{roles:?}");
}

#[test]
fn every_stored_history_reads_back_through_the_engine() {
    let world = &*WORLD;
    world.runtime.block_on(async {
        for council in council::Entity::find()
            .all_in(&world.read().await)
            .await
            .unwrap()
        {
            let mut tx = world.read().await;
            let id = CouncilId(council.council_id);
            let library = Library::load(&world.app, &mut tx, id).await.unwrap();
            let scope = Scope {
                council: id,
                filter: Filter::All,
            };
            let histories = enrolments::histories(&mut tx, &scope).await.unwrap();
            let enrolled = all!(&tx, enrolment);
            let enrolled = enrolled
                .iter()
                .filter(|row| row.council_id == council.council_id);
            assert_eq!(histories.len(), enrolled.count());
            for (version, stretches) in histories {
                let history = model::history(&stretches).expect("stretches are a history");
                let programme = &library.version(version).unwrap().programme;
                for pair in history.stages().windows(2) {
                    let moves = programme.moves_from(&pair[0].stage);
                    let is_move = moves.iter().any(|one| one.to == pair[1].stage);
                    assert!(is_move || pair[0].exit.is_some(), "{history:?}");
                }
                assert!(history.changed_on() <= world.today(), "{history:?}");
            }
        }
    });
}

/// Everything due, without row ids, which are new each time.
async fn due_rows(tx: &ReadTx) -> BTreeSet<String> {
    let rows = all!(tx, due).into_iter();
    let without_id = rows.map(|row| due::Model {
        id: Uuid::from_u128(1),
        ..row
    });
    without_id.map(|row| format!("{row:?}")).collect()
}

#[test]
fn what_is_due_is_the_same_young_person_by_young_person() {
    // A world of its own, because this one is written to.
    let folder = tempfile::tempdir().unwrap();
    WORLD.runtime.block_on(async {
        let app = open(folder.path(), TODAY).await;
        build(&app).await.unwrap();
        let made = due_rows(&app.store.read().await.unwrap()).await;
        let enrolled = printed!(&app.store.read().await.unwrap(), enrolment);
        for council in council::Entity::find()
            .all_in(&app.store.read().await.unwrap())
            .await
            .unwrap()
        {
            let id = CouncilId(council.council_id);
            let library = Library::load(&app, &mut app.store.read().await.unwrap(), id).await;
            let rules = crate::person::due::Rules::of(&app, library.unwrap());
            let people = all!(&app.store.read().await.unwrap(), person);
            let own = people
                .into_iter()
                .filter(|row| row.council_id == council.council_id);
            let own: Vec<_> = own.map(|row| row.id.into()).collect();
            let stamp = app.clock.stamp(id, None);
            let written = app.store.write(stamp, async move |tx: &mut WriteTx| {
                tx.housekeeping();
                for person in own.clone() {
                    crate::person::due::refresh(tx, &rules, person).await?;
                }
                Ok::<_, StoreError>(())
            });
            written.await.unwrap();
        }
        assert!(!made.is_empty());
        assert!(made == due_rows(&app.store.read().await.unwrap()).await);
        assert_eq!(
            enrolled,
            printed!(&app.store.read().await.unwrap(), enrolment)
        );
    });
}

#[test]
fn no_text_holds_a_number_or_an_address_that_could_be_somebodys() {
    let world = &*WORLD;
    world.runtime.block_on(async {
        let mut tx = world.read().await;
        for text in sealed_texts(&mut tx).await {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            let is_number = digits.len() >= 10 && text.starts_with(['0', '+']);
            assert!(!is_number || text.starts_with("07700 900"), "{text}");
            assert!(
                !text.contains('@') || text.ends_with("@example.org"),
                "{text}"
            );
            assert!(!text.contains('{'), "{text}");
        }
        for row in all!(&tx, account) {
            let email = tx.open(&row.email).unwrap();
            assert!(email.ends_with(".example"), "{email}");
        }
    });
}

#[test]
fn the_world_can_be_set_on_any_day_of_the_calendar() {
    // Making the lives is enough: how they are written does not depend on the day.
    let source = Source::read().unwrap();
    let calendar = values::calendar::Calendar::england();
    for today in ["2022-01-04", "2024-02-29", "2025-12-25", "2027-12-31"] {
        for council in &source.councils {
            let (file, text) = council.programme().unwrap();
            let programme = Programme::parse(file, text).unwrap();
            let staff = source.staff_of(&council.name);
            let plan = Plan {
                source: &source,
                council,
                programme: &programme,
                calendar: &calendar,
                staff: &staff,
                today: today.parse().unwrap(),
            };
            let lives = life::lives(&plan).unwrap();
            let played = source.plays_of(&council.name).count();
            assert_eq!(lives.len() + played, council.people, "{today}");
            let mut phones = BTreeSet::new();
            for life in lives.iter().filter(|life| !life.fields.phone.is_empty()) {
                assert!(phones.insert(&life.fields.phone), "{}", life.fields.phone);
            }
        }
    }
}
