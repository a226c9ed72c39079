//! Making it, and the links that open it.

use std::{collections::HashMap, sync::Arc};

use chrono::{NaiveDate, TimeDelta};
use policy::Role;
use programme::{DueError, Programme, Refusal};
use store::{Stamp, StoreError, WriteError, WriteTx};
use uuid::Uuid;
use values::{AccountId, CouncilId};

use super::{
    life::{self, Life, Plan},
    player, queries,
    source::{CouncilSource, Particular, Source, StaffMember},
};
use crate::{
    App, Clock,
    office::{
        accounts::{address_hash, sign_in::make_link},
        library::Library,
        programmes::PublishError,
    },
    own::young_person,
    person::due,
    shell::clock,
};

/// How long a demo link works.
const LINK_DAYS: i64 = 366;

/// How many days ago each council began, which is before the first act of any story.
const OPEN_DAYS: i64 = 760;

/// Why the demo world could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A demo file has a fault.
    #[error("the demo files have a fault: {0}")]
    Files(String),
    /// The engine refused what was drawn at random.
    #[error("a demo story does not fit its programme: {0}")]
    Refused(#[from] Refusal),
    /// The day is outside the calendar.
    #[error("the demo cannot be set on this day: {0}")]
    Day(#[from] DueError),
    /// A programme file has faults.
    #[error(transparent)]
    Programme(#[from] PublishError),
    /// An act of a story cannot be played: of whom, the which, on which page, and why.
    #[error("the story of {0} stops at act {1}, {2}: {3}")]
    Act(String, usize, String, String),
    /// The database refused it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<values::calendar::NoYear> for DemoError {
    fn from(error: values::calendar::NoYear) -> Self {
        Self::Day(error.into())
    }
}

impl WriteError for DemoError {
    fn is_conflict(&self) -> bool {
        match self {
            Self::Store(error) => error.is_conflict(),
            Self::Programme(error) => error.is_conflict(),
            _ => false,
        }
    }
}

/// One council with everyone in it, ready to be written.
pub(super) struct Made {
    pub(super) source: CouncilSource,
    pub(super) staff: Vec<StaffMember>,
    pub(super) lives: Vec<Life>,
    pub(super) programme_key: String,
    /// The key for finding addresses.
    pub(super) key: [u8; 32],
}

/// Makes the demo world, and returns a role and a path for each sign-in link.
///
/// A council that already exists is left unchanged and gets fresh links.
/// Errors: [`DemoError`].
pub async fn build(app: &Arc<App>) -> Result<Vec<(String, String)>, DemoError> {
    build_from(app, &Source::read()?).await
}

pub(super) async fn build_from(
    app: &Arc<App>,
    source: &Source,
) -> Result<Vec<(String, String)>, DemoError> {
    let mut links = Vec::new();
    for (place, council) in source.councils.iter().enumerate() {
        let known = queries::council_named(&mut app.store.read().await?, &council.name).await?;
        let id = match known {
            Some(id) => id,
            None => make(app, source, council).await?,
        };
        let staff = source.staff_of(&council.name);
        let mut made = make_links(app, council, &staff, id).await?;
        made.extend(own_link(app, source, council, id).await?);
        for (role, path) in made {
            links.push(match place {
                0 => (role.to_owned(), path),
                _ => (format!("{role} ({})", council.name), path),
            });
        }
    }
    Ok(links)
}

async fn make(
    app: &Arc<App>,
    source: &Source,
    council: &CouncilSource,
) -> Result<CouncilId, DemoError> {
    let (file, text) = council.programme()?;
    let programme = Programme::parse(file, text).map_err(PublishError::Faults)?;
    let staff = source.staff_of(&council.name);
    let plan = Plan {
        source,
        council,
        programme: &programme,
        calendar: &app.calendar,
        staff: &staff,
        today: app.clock.today(),
    };
    let lives = life::lives(&plan)?;
    let made = Arc::new(Made {
        source: council.clone(),
        staff,
        lives,
        programme_key: programme.definition().key.to_string(),
        key: app.key,
    });
    let today = app.clock.today();
    let opened_on = today - TimeDelta::days(OPEN_DAYS);
    let stamp_on = |day, what| stamp(source.seed, council, (opened_on, day), what);
    let (opening, opened) = (stamp_on(opened_on, "opening"), Arc::clone(&made));
    let office = app.store.write(opening, async move |tx: &mut WriteTx| {
        queries::open(tx, &opened).await
    });
    let office = Arc::new(office.await?);
    let seed = stamp_on(today, "plays").seed;
    let whose = (council, opening.council, seed);
    play(app, source, whose, (&made, &office)).await?;
    let stamp = stamp_on(today, "world");
    app.store
        .write(stamp, async move |tx: &mut WriteTx| {
            queries::write(tx, &made, &office).await
        })
        .await?;
    let library = Library::load(app, &mut app.store.read().await?, stamp.council).await?;
    let rules = due::Rules::of(app, library);
    let due = stamp_on(today, "due");
    app.store
        .write(due, async move |tx: &mut WriteTx| {
            due::rebuild(tx, &rules).await
        })
        .await?;
    Ok(stamp.council)
}

/// Plays the stories of a council that are told in full, before anybody else is there.
async fn play(
    app: &Arc<App>,
    source: &Source,
    (council, id, seed): (&CouncilSource, CouncilId, [u8; 16]),
    (made, office): (&Made, &queries::Office),
) -> Result<(), DemoError> {
    let today = app.clock.today();
    let desks = desks(made, office);
    let before = app.clock.begin_play(seed);
    let mut played = Ok(());
    for play in source.plays_of(&council.name) {
        played = player::play(app, id, &desks, (play, today)).await;
        if played.is_err() {
            break;
        }
    }
    app.clock.end_play(before);
    played
}

/// Returns who plays each role: the first worker who holds it.
fn desks(made: &Made, office: &queries::Office) -> HashMap<Role, AccountId> {
    let workers = made.staff.iter().zip(&office.accounts).rev();
    workers
        .filter(|(one, _)| one.particular == Particular::Nothing)
        .map(|(one, account)| (one.role, *account))
        .collect()
}

/// Returns the stamp of a demo write on a day, which is the same for the same day. The council's id begins with the day on which it began.
fn stamp(
    seed: u64,
    council: &CouncilSource,
    (opened, today): (NaiveDate, NaiveDate),
    what: &str,
) -> Stamp {
    let at = |day| Clock::standing_on(day).now();
    let drawn = |what: &str| -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        hasher
            .update(&seed.to_le_bytes())
            .update(council.name.as_bytes())
            .update(what.as_bytes());
        hasher.finalize().into()
    };
    let (id, own) = (drawn("council"), drawn(what));
    let (mut tail, mut seed) = ([0; 10], [0; 16]);
    tail.copy_from_slice(&id[..10]);
    seed.copy_from_slice(&own[..16]);
    let millis = u64::try_from(at(opened).timestamp_millis()).unwrap_or(0);
    let id: Uuid = uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid();
    Stamp {
        council: CouncilId(id),
        by: None,
        about: None,
        at: at(today),
        today,
        seed,
    }
}

/// Makes a link to their own pages for the council's young person whose story is told in full.
async fn own_link(
    app: &Arc<App>,
    source: &Source,
    council: &CouncilSource,
    id: CouncilId,
) -> Result<Option<(&'static str, String)>, DemoError> {
    let Some(told) = source.plays_of(&council.name).next() else {
        return Ok(None);
    };
    let (name, secret) = (format!("{} {}", told.given, told.family), clock::random());
    let token = app
        .store
        .write(app.clock.stamp(id, None), async move |tx: &mut WriteTx| {
            let Some(person) = queries::person_named(tx, id, &name).await? else {
                tx.housekeeping();
                return Ok(None);
            };
            let life = TimeDelta::days(LINK_DAYS);
            let token = young_person::make_link(tx, person, secret, life, true).await?;
            Ok::<_, StoreError>(Some(token))
        })
        .await?;
    Ok(token.map(|token| ("young-person", format!("/my/link/{token}"))))
}

/// Makes a link for one worker of each role.
async fn make_links(
    app: &Arc<App>,
    council: &CouncilSource,
    staff: &[StaffMember],
    id: CouncilId,
) -> Result<Vec<(&'static str, String)>, DemoError> {
    let mut wanted = Vec::new();
    for role in Role::ALL {
        let worker = staff
            .iter()
            .find(|one| one.role == *role && one.particular == Particular::Nothing);
        let worker = worker.ok_or_else(|| {
            DemoError::Files(format!("{}: no one has the role {role}", council.name))
        })?;
        let hash = address_hash(&app.key, &worker.email(council));
        wanted.push((*role, hash, clock::random::<32>()));
    }
    let made = app
        .store
        .write(app.clock.stamp(id, None), async move |tx: &mut WriteTx| {
            let accounts = queries::accounts_by_address(tx, id).await?;
            let mut links = Vec::new();
            for (role, hash, secret) in &wanted {
                // Someone using the demo may have changed this account.
                let Some(account) = accounts.get(hash) else {
                    continue;
                };
                let life = TimeDelta::days(LINK_DAYS);
                let token = make_link(tx, *account, *secret, life, true).await?;
                links.push((role.code(), format!("/sign-in/link/{token}")));
            }
            tx.housekeeping();
            Ok::<_, StoreError>(links)
        })
        .await?;
    Ok(made)
}
