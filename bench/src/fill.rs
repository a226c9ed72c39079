//! The data that is measured: one council, created through the product's own functions.

use std::{path::Path, sync::Arc};

use chrono::{Days, NaiveDate};
use foothold::{
    App, Clock, Config,
    care::contacts::{self, NewContact},
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
use store::{
    Fetch, StoreError, WriteTx,
    entities::message,
    orm::{EntityTrait, QueryOrder},
};
use uuid::Uuid;
use values::{AccountId, CouncilId, EnrolmentId, PersonId};

use crate::{
    Outcome,
    client::{Connection, Request, between, header},
    work,
};

/// How many young people.
pub(crate) const PEOPLE: usize = 3_000;

/// How many contacts in total.
pub(crate) const CONTACTS: usize = 50_000;

/// How many young people have thirty contacts; the others share the rest.
const LONG: usize = 500;

const PROGRAMME: &str = include_str!("../../programmes/kensington-and-chelsea.toml");
const STAGES: [&str; 3] = ["strand-1", "strand-2", "strand-3"];
/// How many young people the first coach works with.
pub(crate) const CASELOAD: usize = 40;

/// The email address of everyone's manager, who is the coach of all but [`CASELOAD`] of them, and that of the coach of those.
pub(crate) const MANAGER: &str = "manager@northtown.example";
pub(crate) const COACH: &str = "coach0@northtown.example";

/// What the requests need to know.
pub(crate) struct Filled {
    /// Every young person.
    pub(crate) everybody: Vec<PersonId>,
    /// Those with thirty contacts.
    pub(crate) long_histories: Vec<PersonId>,
    /// One of the opportunities.
    pub(crate) opportunity: Uuid,
}

async fn open(folder: &Path, database: Option<String>) -> Outcome<Arc<App>> {
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

/// Fills an empty database.
pub(crate) async fn fill(folder: &Path, database: Option<String>) -> Outcome<Filled> {
    let app = open(folder, database).await?;
    let (council, _link) =
        accounts::add_council(&app, "Northtown", "ada@northtown.example").await?;
    app.store
        .write(
            app.clock.stamp(council, None),
            async move |tx: &mut WriteTx| programmes::publish(tx, "bench", PROGRAMME).await,
        )
        .await?;
    let library = Library::load(&app, &mut app.store.read().await?, council).await?;
    let rules = Rules {
        library,
        calendar: Arc::clone(&app.calendar),
    };
    let (manager, first) = staff(&app, council).await?;
    let offered = write(
        &app,
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
    let mut everybody = Vec::with_capacity(PEOPLE);
    for some in (0..PEOPLE).step_by(100) {
        let (rules, today) = (rules.clone(), app.clock.today());
        let offered = Arc::clone(&offered);
        let made = write(
            &app,
            council,
            Some(manager),
            async move |tx: &mut WriteTx| {
                let mut made = Vec::new();
                for number in some..some + 100 {
                    let coach = if number < PEOPLE - CASELOAD {
                        manager
                    } else {
                        first
                    };
                    let id = person(tx, &rules, number, coach, today).await?;
                    work::lead(tx, (id, number), coach, &offered, today).await?;
                    made.push(id);
                }
                Ok(made)
            },
        )
        .await?;
        everybody.extend(made);
    }
    Ok(Filled {
        long_histories: everybody[..LONG].to_vec(),
        everybody,
        opportunity: offered[1],
    })
}

/// Makes a hundred coaches, and a programme manager who is a coach too. The manager is everyone's coach here, so that one sign-in can
/// read the whole list and record any contact.
async fn staff(app: &Arc<App>, council: CouncilId) -> Outcome<(AccountId, AccountId)> {
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
        for number in 0..100 {
            let new = hire(
                format!("Coach {number}"),
                format!("coach{number}@northtown.example"),
                vec![Role::Coach],
            );
            coaches.push(accounts::create(tx, &key, &new).await?);
        }
        let both = vec![Role::ProgrammeManager, Role::Coach];
        let manager = hire("Manager".into(), MANAGER.into(), both);
        Ok((accounts::create(tx, &key, &manager).await?, coaches[0]))
    })
    .await
}

async fn person(
    tx: &mut WriteTx,
    rules: &Rules,
    number: usize,
    coach: AccountId,
    today: NaiveDate,
) -> Result<PersonId, StoreError> {
    let fields = Fields {
        given_name: format!("Given{number}"),
        family_name: format!("Family{}", number * 7919 % PEOPLE),
        phone: format!("07700 {:06}", 900_000 + number % 1000),
        born_on: NaiveDate::from_ymd_opt(
            2003 + (number % 6) as i32,
            1 + (number % 12) as u32,
            1 + (number % 28) as u32,
        ),
        ..Fields::default()
    };
    let allocation = Allocation {
        coach: Some(coach),
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
    let new = Enrol {
        person: id,
        version: version.id,
        programme_key: version.key.clone(),
        referred_on: Some(on),
        on,
        step,
        reason: "Close to work, and wants to leave care work".into(),
    };
    let enrolment: EnrolmentId = enrolments::enrol(tx, &new).await?;
    let rest = CONTACTS - LONG * 30;
    let contacts = if number < LONG {
        30
    } else {
        rest / (PEOPLE - LONG)
    };
    for past in 0..contacts {
        let contact = NewContact {
            kind: "call".into(),
            facts: foothold::care::contacts::Facts::unarranged(
                foothold::care::contacts::Outcome::Held,
            ),
            note_kind: foothold::care::contacts::NoteKind::Staff,
            held_on: today - Days::new((past * 13 + number % 29) as u64),
            note: "Talked about the course and what comes after it. They would like to see the workshop first.".into(),
            agreed: "Visit on Thursday".into(),
        };
        contacts::record(tx, id, Some(enrolment), None, &contact).await?;
    }
    due::refresh(tx, rules, id).await?;
    Ok(id)
}

/// Signs in the worker with this email address through the pages, and returns the cookie.
pub(crate) async fn sign_in(
    address: &str,
    folder: &Path,
    database: Option<String>,
    mail: &str,
) -> Outcome<String> {
    let app = open(folder, database).await?;
    let count = async || -> Outcome<u64> {
        let tx = app.store.read().await?;
        Ok(message::Entity::find().count_in(&tx).await?)
    };
    let before = count().await?;
    let mut connection = Connection::open(address).await?;
    connection
        .send(&Request::post(
            "/sign-in",
            "",
            &format!("email={}", mail.replace('@', "%40")),
        ))
        .await?;
    // The request is answered first, and the email is written a moment later.
    for _ in 0..100 {
        if count().await? > before {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let tx = app.store.read().await?;
    let letter = message::Entity::find()
        .order_by_desc(message::Column::MadeAt)
        .one_in(&tx)
        .await?
        .ok_or("no email")?;
    let body = tx.open(&letter.body)?;
    let token = between(&body, "/sign-in/link/", "\n").ok_or("an email without a link")?;
    let answer = connection
        .send(&Request::post(&format!("/sign-in/link/{token}"), "", ""))
        .await?;
    let cookie = header(&answer.head, "set-cookie").ok_or("no cookie")?;
    Ok(cookie.split(';').next().unwrap_or_default().to_owned())
}
