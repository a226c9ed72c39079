//! The data that is measured: one council, created through the product's own functions.

use std::{path::Path, sync::Arc};

use chrono::{Days, NaiveDate, TimeDelta};
use foothold::{
    App, Clock, Config,
    office::{
        accounts::{self, NewAccount},
        library::Library,
        programmes,
    },
    person::{
        due::{self, Rules},
        enrolments::{self, Enrol},
        people::{self, Allocation, Fields, NewPerson},
    },
};
use policy::Role;
use programme::StageKey;
use store::{Entry, Stamp, StoreError, WriteTx, entities::contact};
use uuid::Uuid;
use values::{AccountId, CouncilId, EnrolmentId, PersonId};

use crate::{Outcome, work};

/// How many young people the first coach of a council works with.
pub(crate) const CASELOAD: usize = 40;

/// How many of the others are the manager's, so that one sign-in can read a long list and record many contacts.
const MANAGED: usize = 2_960;

/// How many young people have a long history.
const LONG: usize = 500;

/// How many young people are written together.
const AT_ONCE: usize = 100;

const PROGRAMME: &str = include_str!("../../programmes/kensington-and-chelsea.toml");
const STAGES: [&str; 3] = ["strand-1", "strand-2", "strand-3"];

/// How large the world is.
pub(crate) struct Size {
    /// The young people of each council. The first is measured, the others are what an index has to tell apart.
    pub(crate) councils: Vec<usize>,
    /// Contacts of each of those with a long history, and of every other.
    contacts: (usize, usize),
    /// Over how many days before today what was written is spread.
    days: usize,
}

impl Size {
    /// A council with 3,000 young people and 50,000 contacts, and a small one beside it.
    pub(crate) fn council() -> Self {
        Self {
            councils: vec![3_000, 300],
            contacts: (30, 14),
            days: 1,
        }
    }

    /// 33 councils with 120,000 young people, 53,000 of them in one, five million contacts and the journal of a year.
    pub(crate) fn region() -> Self {
        let others = [2_100; 31].into_iter().chain([1_900]);
        Self {
            councils: [53_000].into_iter().chain(others).collect(),
            contacts: (42, 42),
            days: 365,
        }
    }

    /// Returns the size of the council that is measured.
    pub(crate) fn people(&self) -> usize {
        self.councils[0]
    }

    /// Returns how many young people there are in all, and how many contacts.
    pub(crate) fn total(&self) -> (usize, usize) {
        let people = self.councils.iter().sum();
        let contacts = self.councils.iter().map(|all| {
            let long = LONG.min(*all);
            long * self.contacts.0 + (all - long) * self.contacts.1
        });
        (people, contacts.sum())
    }
}

/// Returns the email address of the manager of a council, who coaches most of its young people, or all but [`CASELOAD`] of a small one.
pub(crate) fn manager_of(council: usize) -> String {
    format!("manager@council{council}.example")
}

/// Returns that of the coach of the first [`CASELOAD`].
pub(crate) fn coach_of(council: usize) -> String {
    format!("coach0@council{council}.example")
}

/// What the requests need to know of a council.
pub(crate) struct Filled {
    /// The young people whose coach is the manager.
    pub(crate) managed: Vec<PersonId>,
    /// Those with a long history.
    pub(crate) long_histories: Vec<PersonId>,
    /// One of the opportunities.
    pub(crate) opportunity: Uuid,
}

pub(crate) async fn open(folder: &Path, database: Option<String>) -> Outcome<Arc<App>> {
    let config = Config {
        data: folder.to_owned(),
        database,
        ..Config::default()
    };
    Ok(foothold::open(config, Clock::wall()).await?)
}

async fn write<T: Send + 'static>(
    app: &Arc<App>,
    council: CouncilId,
    by: Option<AccountId>,
    act: impl AsyncFn(&mut WriteTx) -> Result<T, StoreError> + Send + 'static,
) -> Outcome<T> {
    Ok(app.store.write(app.clock.stamp(council, by), act).await?)
}

/// Fills an empty database, and returns what is in each council.
pub(crate) async fn fill(
    folder: &Path,
    database: Option<String>,
    size: &Size,
) -> Outcome<Vec<Filled>> {
    let app = open(folder, database).await?;
    let mut all = Vec::new();
    for (number, people) in size.councils.iter().enumerate() {
        all.push(council(&app, size, number, *people).await?);
    }
    let stamp = app.clock.stamp(CouncilId(Uuid::nil()), None);
    app.store.tend(stamp).await?;
    Ok(all)
}

async fn council(app: &Arc<App>, size: &Size, number: usize, people: usize) -> Outcome<Filled> {
    let (council, _link) = accounts::add_council(
        app,
        &format!("Council {number}"),
        &format!("ada@council{number}.example"),
    )
    .await?;
    app.store
        .write(
            app.clock.stamp(council, None),
            async move |tx: &mut WriteTx| programmes::publish(tx, "bench", PROGRAMME).await,
        )
        .await?;
    let library = Library::load(app, &mut app.store.read().await?, council).await?;
    let rules = Rules {
        library,
        calendar: Arc::clone(&app.calendar),
    };
    let staff: Arc<Staff> = staff(app, council, (number, people)).await?.into();
    let manager = staff.manager;
    let offered = write(
        app,
        council,
        Some(manager),
        async move |tx: &mut WriteTx| {
            let made = work::offer(tx, manager).await?;
            tx.housekeeping();
            Ok(made)
        },
    )
    .await?;
    let offered: Arc<[_]> = offered.into();
    let mut everybody = Vec::with_capacity(people);
    let today = app.clock.today();
    for from in (0..people).step_by(AT_ONCE) {
        let (rules, staff, offered) = (rules.clone(), Arc::clone(&staff), Arc::clone(&offered));
        let some = from..people.min(from + AT_ONCE);
        // Spread over the days in turn, so that each of them has some of everything.
        let ago = (from / AT_ONCE * 7 + number) % size.days;
        let stamp = app.clock.stamp(council, Some(manager));
        let stamp = Stamp {
            at: stamp.at - TimeDelta::days(ago as i64),
            ..stamp
        };
        let (long, short) = size.contacts;
        let made = app
            .store
            .write(stamp, async move |tx: &mut WriteTx| {
                let mut made = Vec::new();
                for number in some.clone() {
                    let coach = staff.coach_of(number);
                    let contacts = if number < LONG { long } else { short };
                    let new = New {
                        number,
                        coach,
                        contacts,
                        today,
                    };
                    let id = person(tx, &rules, &new).await?;
                    work::lead(tx, (id, number), coach, &offered, today).await?;
                    made.push(id);
                }
                due::refresh_some(tx, &rules, &made).await?;
                Ok::<_, StoreError>(made)
            })
            .await?;
        everybody.extend(made);
    }
    let managed = everybody[..people.saturating_sub(CASELOAD).min(MANAGED)].to_vec();
    Ok(Filled {
        long_histories: everybody[..LONG.min(managed.len())].to_vec(),
        managed,
        opportunity: offered[1],
    })
}

/// Who works in a council.
struct Staff {
    /// A programme manager who is a coach too.
    manager: AccountId,
    coaches: Vec<AccountId>,
    people: usize,
}

impl Staff {
    /// Returns the coach of a young person: the manager for the first of them, the first coach for the last, and the others in turn.
    fn coach_of(&self, number: usize) -> AccountId {
        if number >= self.people.saturating_sub(CASELOAD) {
            self.coaches[0]
        } else if number < MANAGED {
            self.manager
        } else {
            let others = &self.coaches[1..];
            others[number % others.len()]
        }
    }
}

async fn staff(
    app: &Arc<App>,
    council: CouncilId,
    (number, people): (usize, usize),
) -> Outcome<Staff> {
    let key = app.key;
    write(app, council, None, async move |tx: &mut WriteTx| {
        let hire = |name: String, email: String, roles: Vec<Role>| NewAccount {
            name,
            email,
            roles,
            teams: Vec::new(),
            capacity: 30,
            organisation: None,
            own_person: None,
        };
        let mut coaches = Vec::new();
        for coach in 0..(people / CASELOAD).max(100) {
            let new = hire(
                format!("Coach {coach}"),
                format!("coach{coach}@council{number}.example"),
                vec![Role::Coach],
            );
            coaches.push(accounts::create(tx, &key, &new).await?);
        }
        let both = vec![Role::ProgrammeManager, Role::Coach];
        let manager = hire("Manager".into(), manager_of(number), both);
        Ok(Staff {
            manager: accounts::create(tx, &key, &manager).await?,
            coaches,
            people,
        })
    })
    .await
}

/// A young person to write.
struct New {
    number: usize,
    coach: AccountId,
    contacts: usize,
    today: NaiveDate,
}

async fn person(tx: &mut WriteTx, rules: &Rules, new: &New) -> Result<PersonId, StoreError> {
    let (number, today) = (new.number, new.today);
    let fields = Fields {
        given_name: format!("Given{number}"),
        family_name: format!("Family{}", number * 7919 % 53_003),
        phone: format!("07700 {:06}", 900_000 + number % 1000),
        born_on: NaiveDate::from_ymd_opt(
            2003 + (number % 6) as i32,
            1 + (number % 12) as u32,
            1 + (number % 28) as u32,
        ),
        ..Fields::default()
    };
    let allocation = Allocation {
        coach: Some(new.coach),
        team: None,
        ..Allocation::default()
    };
    let id = people::add(
        tx,
        &NewPerson {
            fields,
            allocation,
            ..NewPerson::default()
        },
    )
    .await?;
    let version = rules.library.current().next().ok_or(StoreError::Stopped)?;
    let stage = StageKey::parse(STAGES[number % 3])
        .map_err(|error| StoreError::Unreadable(error.to_string()))?;
    let on = today - Days::new(400);
    let step = version
        .programme
        .start(&stage, on)
        .map_err(|refusal| StoreError::Unreadable(refusal.to_string()))?;
    let enrolment: EnrolmentId = enrolments::enrol(
        tx,
        &Enrol {
            person: id,
            version: version.id,
            programme_key: version.key.clone(),
            referred_on: Some(on),
            on,
            step,
            reason: "Close to work, and wants to leave care work".into(),
            lead: None,
        },
    )
    .await?;
    contacts(tx, new, (id, enrolment)).await?;
    Ok(id)
}

/// Writes what recording each contact would write, in a statement for each table.
async fn contacts(
    tx: &mut WriteTx,
    new: &New,
    (person, enrolment): (PersonId, EnrolmentId),
) -> Result<(), StoreError> {
    let note = "Talked about the course and what comes after it. They would like to see the workshop first.";
    let (note, agreed) = (
        tx.seal(person, &note.to_owned()),
        tx.seal(person, &"Visit on Thursday".to_owned()),
    );
    let (mut rows, mut entries) = (Vec::new(), Vec::new());
    for past in 0..new.contacts {
        let id: Uuid = tx.next_id();
        rows.push(contact::New {
            id,
            person_id: person.into(),
            enrolment_id: Some(enrolment.into()),
            worker_id: tx.worker()?.into(),
            kind: "call".into(),
            held_on: new.today - Days::new((past * 13 + new.number % 29) as u64),
            outcome: "held".into(),
            came: String::new(),
            why: String::new(),
            canceller: String::new(),
            note: note.clone(),
            note_kind: "staff".into(),
            agreed: agreed.clone(),
            appointment_id: None,
            recorded_at: tx.at().into(),
            recorded_by: tx.by_id(),
            superseded_at: None,
            activity_id: None,
        });
        entries.push(Entry::new("record-contact").person(person).subject(id));
    }
    contact::insert_all(tx, rows).await?;
    tx.journal_all(&entries).await
}
