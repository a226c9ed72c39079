//! Killing the program in the middle of writing loses nothing that it has acknowledged, and leaves nothing half written.
//!
//! The real program is started, several connections make accounts as fast as they can, and it is killed without a warning. What was
//! acknowledged must be there afterwards, as it was sent; and an account is there with its letter, or neither is.

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Mutex, mpsc},
    time::{Duration, Instant},
};

use axum::http::{HeaderMap, StatusCode};
use foothold::{
    Clock, Config,
    office::accounts::{self, NewAccount},
    person::people::{Fields, NewPerson},
};
use policy::Role;
use store::{
    Fetch,
    entities::{account, council, journal, message},
    orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder},
};
use values::AccountId;

use crate::world::{Backend, Database, Page, filled, people};

/// How many connections write at once.
const CONNECTIONS: usize = 4;

/// How long a round may take to get going. It takes a second on a quiet machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// How many accounts each round sees acknowledged before the program is killed; counts that meet different places of a group of writes.
const ENOUGH: [usize; 5] = [1, 3, 7, 12, 20];

/// The program, serving. Killed when it goes out of scope, so that a failing test leaves nothing behind.
pub(crate) struct Serving {
    pub(crate) child: Child,
    pub(crate) address: String,
}

impl Serving {
    pub(crate) fn start(data: &Path, database: Option<&str>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_foothold"));
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .env("FOOTHOLD_LOG", "error")
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        if let Some(database) = database {
            command.args(["--database", database]);
        }
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines
            .find_map(|line| Some(line.ok()?.split_once("listening on http://")?.1.to_owned()))
            .expect("the program says where it listens");
        Self { child, address }
    }

    /// Kills the program as a power cut would: it is told nothing.
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _gone_already = self.child.kill();
        let _gone_already = self.child.wait();
    }
}

/// Sends a request on a connection of its own, and returns the whole answer. `None` when the connection broke off.
pub(crate) fn exchange(
    address: &str,
    cookie: &str,
    path: &str,
    body: Option<&str>,
) -> Option<Page> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    let head = match body {
        None => format!("GET {path} HTTP/1.1\r\n"),
        Some(body) => format!(
            "POST {path} HTTP/1.1\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n",
            body.len()
        ),
    };
    let body = body.unwrap_or("");
    write!(
        stream,
        "{head}host: {address}\r\ncookie: foothold={cookie}\r\nconnection: close\r\n\r\n{body}"
    )
    .ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse::<StatusCode>().ok()?;
    let mut headers = HeaderMap::new();
    for line in head.lines().skip(1) {
        let (name, value) = line.split_once(": ")?;
        headers.insert(
            name.parse::<axum::http::HeaderName>().ok()?,
            value.parse().ok()?,
        );
    }
    Some(Page::new(path, status, headers, body.as_bytes()))
}

/// Makes accounts until the program goes away. Each that is acknowledged is told: its id and its address.
fn make_accounts(
    address: &str,
    cookie: &str,
    name: &str,
    made: &mpsc::Sender<(AccountId, String)>,
) {
    for count in 0.. {
        let email = format!("{name}-{count}@northtown.example");
        let typed = [
            ("name", name),
            ("email", &email),
            ("roles", "coach"),
            ("capacity", "12"),
        ];
        let Some(page) = exchange(address, cookie, "/accounts/new", None) else {
            return;
        };
        let (action, fields) = filled(&page, &typed);
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let Some(answer) = exchange(address, cookie, &action, Some(&body)) else {
            return;
        };
        // "We are busy" says that nothing was saved, so nothing may be lost.
        if answer.status() == 503 {
            continue;
        }
        assert_eq!(answer.status(), 303, "{}", answer.text());
        let id = answer.location().trim_start_matches("/accounts/");
        let id = id.split('?').next().unwrap().parse().unwrap();
        if made.send((id, email)).is_err() {
            return;
        }
    }
}

/// Runs the program once until enough accounts are acknowledged, kills it, and returns what was acknowledged.
fn round(
    number: usize,
    data: &Path,
    database: Option<&str>,
    cookie: &str,
) -> Vec<(AccountId, String)> {
    let mut serving = Serving::start(data, database);
    let address = serving.address.clone();
    let (made, told) = mpsc::channel();
    let acknowledged = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for connection in 0..CONNECTIONS {
            let (made, address) = (made.clone(), &address);
            let name = format!("round-{number}-{connection}");
            scope.spawn(move || make_accounts(address, cookie, &name, &made));
        }
        drop(made);
        let begun = Instant::now();
        let mut kept = acknowledged.lock().unwrap();
        while kept.len() < ENOUGH[number % ENOUGH.len()] {
            let left = PATIENCE.saturating_sub(begun.elapsed());
            kept.push(told.recv_timeout(left).expect("accounts are being made"));
        }
        serving.kill();
        // What was acknowledged before the kill and not yet counted.
        kept.extend(told.iter());
    });
    acknowledged.into_inner().unwrap()
}

pub(crate) fn config(data: &Path, database: Option<&str>) -> Config {
    Config {
        data: data.into(),
        database: database.map(str::to_owned),
        ..Config::default()
    }
}

/// Makes a council and somebody with these roles who is signed in, and returns the cookie.
pub(crate) async fn prepare(config: Config, roles: &[Role]) -> String {
    let app = foothold::open(config, Clock::wall()).await.unwrap();
    let council = people::council(&app, "Northtown").await;
    let key = app.key;
    let administrator = NewAccount {
        name: "Asha".into(),
        email: "asha@northtown.example".into(),
        roles: roles.to_vec(),
        teams: Vec::new(),
        capacity: 0,
        organisation: None,
        own_person: None,
    };
    let id = people::write(&app, council.id, None, async move |tx| {
        accounts::create(tx, &key, &administrator).await
    })
    .await;
    people::sign_in(&app, council.id, id).await
}

/// Fails unless every acknowledged account is there as it was sent, and every account made has its letter.
async fn compare(config: Config, acknowledged: &[(AccountId, String)]) {
    let app = foothold::open(config, Clock::wall()).await.unwrap();
    let tx = app.store.read().await.unwrap();
    let accounts = account::Entity::find()
        .order_by_asc(account::Column::Id)
        .all_in(&tx)
        .await
        .unwrap();
    let there: BTreeSet<(AccountId, String)> = accounts
        .iter()
        .map(|row| (row.id.into(), tx.open(&row.email).unwrap()))
        .collect();
    let lost: Vec<_> = acknowledged
        .iter()
        .filter(|one| !there.contains(*one))
        .collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    let letters = message::Entity::find().all_in(&tx).await.unwrap();
    let invited: BTreeSet<AccountId> = letters
        .iter()
        .filter_map(|row| row.account_id.map(Into::into))
        .collect();
    let halves: Vec<_> = there
        .iter()
        .filter(|(id, email)| !email.starts_with("asha@") && !invited.contains(id))
        .collect();
    assert!(halves.is_empty(), "written by half: {halves:?}");
    // The administrator came without a letter.
    assert_eq!(letters.len() + 1, accounts.len(), "written by half");
}

fn kill_again_and_again(backend: Backend, rounds: usize) {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("data");
    let database = (backend == Backend::Postgres).then(Database::new);
    let url = database.as_ref().map(Database::url);
    let config = || config(&folder, url.as_deref());
    let runtime = || {
        tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap()
    };
    let cookie = runtime().block_on(prepare(config(), &[Role::Administrator]));
    let mut acknowledged = Vec::new();
    for number in 0..rounds {
        acknowledged.extend(round(number, &folder, url.as_deref(), &cookie));
        runtime().block_on(compare(config(), &acknowledged));
    }
    assert!(acknowledged.len() >= rounds);
}

#[test]
fn a_kill_loses_nothing_acknowledged_sqlite() {
    kill_again_and_again(Backend::Sqlite, 20);
}

#[test]
fn a_kill_loses_nothing_acknowledged_postgres() {
    kill_again_and_again(Backend::Postgres, 5);
}

/// Asks for the list, which shows everybody, until the program goes away. Each answer that came is told.
fn look(address: &str, cookie: &str, seen: &mpsc::Sender<()>) {
    while let Some(page) = exchange(address, cookie, "/people", None) {
        assert_eq!(page.status(), 200, "{}", page.text());
        if !page.text().contains("Solene") {
            // The answer broke off.
            return;
        }
        if seen.send(()).is_err() {
            return;
        }
    }
}

/// Nobody is shown without an entry that is on disk: the program is killed while it shows a list, and every answer that came has its own.
#[test]
fn whoever_was_shown_before_a_kill_is_in_the_journal() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("data");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let cookie = runtime.block_on(async {
        let cookie = prepare(config(&folder, None), &[Role::ProgrammeManager]).await;
        let app = foothold::open(config(&folder, None), Clock::wall()).await;
        let app = app.unwrap();
        let tx = app.store.read().await.unwrap();
        let councils = council::Entity::find().all_in(&tx).await.unwrap();
        let fields = Fields {
            given_name: "Solene".into(),
            ..Fields::default()
        };
        let new = NewPerson {
            fields,
            ..NewPerson::default()
        };
        let council = councils[0].council_id.into();
        people::write(&app, council, None, async move |tx| {
            foothold::person::people::add(tx, &new).await
        })
        .await;
        cookie
    });
    let mut seen = 0;
    for enough in ENOUGH {
        let mut serving = Serving::start(&folder, None);
        let address = serving.address.clone();
        let (tell, told) = mpsc::channel();
        std::thread::scope(|scope| {
            for _ in 0..CONNECTIONS {
                let (tell, address, cookie) = (tell.clone(), &address, &cookie);
                scope.spawn(move || look(address, cookie, &tell));
            }
            drop(tell);
            for _ in 0..enough {
                told.recv_timeout(PATIENCE).expect("the list is shown");
            }
            serving.kill();
            seen += enough + told.iter().count();
        });
        let entries = runtime.block_on(async {
            let app = foothold::open(config(&folder, None), Clock::wall()).await;
            let store = &app.unwrap().store;
            store.fold_shown().await.unwrap();
            journal::Entity::find()
                .filter(journal::Column::Reason.eq("shown"))
                .count_in(&store.read().await.unwrap())
                .await
                .unwrap()
        });
        assert!(entries >= seen as u64, "{entries} entries, {seen} answers");
    }
}
