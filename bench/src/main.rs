//! The load benchmark. See `README.md` beside it.

#![expect(clippy::print_stdout, reason = "its figures are its output")]

mod client;
mod fill;
mod instructions;
mod lists;
mod mixed;
mod signing_in;
mod work;

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use clap::Parser;
use client::{Connection, Request};
use fill::Size;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

/// Connections that fetch forms.
const FETCHING: usize = 16;

/// The most form keys that are fetched for the contacts.
const KEYS: usize = 20_000;

/// How many form keys are fetched where contacts are counted.
const COUNTED_KEYS: usize = 100;

/// More contacts than can be recorded in a second.
const CONTACTS: usize = 3_000;

/// Any failure ends the benchmark: figures from a run that went wrong would be misleading.
type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[derive(Parser)]
struct Line {
    /// The release build of the program.
    #[arg(long)]
    foothold: PathBuf,
    /// An empty PostgreSQL database; without it, SQLite in a temporary folder.
    #[arg(long)]
    database: Option<String>,
    /// The temporary folder; by default, the system's.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Keep-alive connections of each run.
    #[arg(long, default_value_t = 16)]
    connections: usize,
    /// How long each run lasts, in seconds.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Measures the list, the record page and the contact, and nothing after them.
    #[arg(long)]
    rates: bool,
    /// Counts the instructions of one list, one record page and one contact under valgrind, and measures nothing else.
    #[arg(long)]
    instructions: bool,
    /// Fills 33 councils with 120,000 young people, five million contacts and the journal of a year.
    #[arg(long)]
    region: bool,
    /// Ends with as many minutes of mixed requests: nine pages to one contact, 500 a second.
    #[arg(long, default_value_t = 0)]
    minutes: u64,
}

#[tokio::main]
async fn main() -> Outcome<()> {
    let line = Line::parse();
    let place = line.folder.clone().unwrap_or_else(std::env::temp_dir);
    let folder = place.join(format!("foothold-bench-{}", std::process::id()));
    let measured = measure(&line, &folder).await;
    std::fs::remove_dir_all(&folder)?;
    measured
}

async fn measure(line: &Line, folder: &Path) -> Outcome<()> {
    let began = Instant::now();
    let size = if line.region {
        Size::region()
    } else {
        Size::council()
    };
    let filled = fill::fill(folder, line.database.clone(), &size).await?;
    let (people, contacts) = size.total();
    println!(
        "filled: {} councils, {people} young people, {contacts} contacts, {:.1} s",
        size.councils.len(),
        began.elapsed().as_secs_f64()
    );
    // What has been filled is on disk before anything is measured: the first who writes would wait for all of it.
    Command::new("sync").status().await?;
    let (mut server, address, cold_start) = start(line, folder).await?;
    println!("cold start: {} ms", cold_start.as_millis());
    println!("memory idle: {} MB", memory(&server, "VmRSS:")?);
    let sign_in = async |mail: String| {
        signing_in::sign_in(&address, folder, line.database.clone(), &mail).await
    };
    let cookie = sign_in(fill::manager_of(0)).await?;
    let coach = sign_in(fill::coach_of(0)).await?;
    let first = &filled[0];
    if line.instructions {
        let of = (&server, folder);
        let pages = records(first, &cookie);
        instructions::count((&address, "list"), of, &[list(&cookie)], 200).await?;
        instructions::count((&address, "person"), of, &pages, 200).await?;
        let forms = forms(&address, &cookie, first, COUNTED_KEYS).await?;
        instructions::count((&address, "contact"), of, &forms, 303).await?;
        server.kill().await?;
        return Ok(());
    }
    report(
        "list",
        &run(line, &address, vec![list(&cookie)], 200).await?,
    );
    let pages = records(first, &cookie);
    report("person", &run(line, &address, pages, 200).await?);
    let keys = KEYS.min(line.seconds as usize * CONTACTS);
    let forms = forms(&address, &cookie, first, keys).await?;
    report("contact", &run(line, &address, forms, 303).await?);
    println!("memory peak: {} MB", memory(&server, "VmHWM:")?);
    if !line.rates {
        others(&address, (&cookie, &coach), (first, size.people())).await?;
        println!("memory peak at the end: {} MB", memory(&server, "VmHWM:")?);
    }
    if line.minutes > 0 {
        let mut sent = Vec::new();
        for (number, council) in filled.iter().enumerate().take(mixed::COUNCILS) {
            let cookie = sign_in(fill::manager_of(number)).await?;
            sent.push(mixed::of(&address, &cookie, council, line.minutes).await?);
        }
        mixed::run(&address, sent, line.minutes).await?;
        println!("memory peak at the end: {} MB", memory(&server, "VmHWM:")?);
    }
    server.kill().await?;
    Ok(())
}

/// Measures other pages one after the other, and a long import. The manager and a coach ask.
async fn others(
    address: &str,
    (cookie, coach): (&str, &str),
    (filled, people): (&fill::Filled, usize),
) -> Outcome<()> {
    let caseload = format!("today of a coach with {}", fill::CASELOAD);
    lists::page(address, coach, "/today", &caseload).await?;
    let most = format!("today of a manager with {}", filled.managed.len());
    lists::page(address, cookie, "/today", &most).await?;
    lists::page(address, cookie, "/team", &format!("counts of {people}")).await?;
    lists::page(address, cookie, "/reports/movement", "report").await?;
    let search = "/people/search?q=given77";
    lists::page(address, cookie, search, &format!("search among {people}")).await?;
    lists::everybody(address, cookie, people).await?;
    lists::cohort(address, cookie, people).await?;
    let of = format!("/opportunities/{}/matches", filled.opportunity);
    lists::page(address, cookie, &of, "young people for an opportunity").await?;
    let whole = format!("a whole cohort and {} opportunities", work::OPPORTUNITIES);
    lists::page(address, cookie, "/matches?eet=all", &whole).await?;
    let person = format!("/people/{}", filled.managed[0]);
    lists::import(address, cookie, person).await?;
    let people = people + lists::ROWS;
    lists::everybody(address, cookie, people).await?;
    lists::page(address, cookie, "/team", &format!("counts of {people}")).await?;
    lists::cohort(address, cookie, people).await
}

/// The list that is measured.
fn list(cookie: &str) -> Request {
    Request::get("/people?stage=strand-2", cookie)
}

/// The record pages that are measured.
fn records(filled: &fill::Filled, cookie: &str) -> Vec<Request> {
    filled
        .long_histories
        .iter()
        .map(|id| Request::get(&format!("/people/{id}"), cookie))
        .collect()
}

/// Starts the program, and waits until it answers.
async fn start(line: &Line, folder: &Path) -> Outcome<(Child, String, Duration)> {
    let began = Instant::now();
    let mut command = if line.instructions {
        instructions::counted(&line.foothold, folder)
    } else {
        Command::new(&line.foothold)
    };
    command
        .arg("serve")
        .args(["--listen", "127.0.0.1:0"])
        .arg("--data")
        .arg(folder)
        .stdout(Stdio::piped())
        .kill_on_drop(true);
    if let Some(database) = &line.database {
        command.args(["--database", database]);
    }
    let mut server = command.spawn()?;
    let mut lines = BufReader::new(server.stdout.take().ok_or("no output")?).lines();
    let told = lines.next_line().await?.ok_or("the program said nothing")?;
    let address = told
        .strip_prefix("listening on http://")
        .ok_or("the program did not say where it listens")?
        .to_owned();
    let answer = Connection::open(&address)
        .await?
        .send(&Request::get("/health", ""))
        .await?;
    if answer.status != 200 {
        return Err("the program does not answer".into());
    }
    Ok((server, address, began.elapsed()))
}

/// Reads a line of the process's status, in megabytes.
fn memory(server: &Child, line: &str) -> Outcome<u64> {
    let status = std::fs::read_to_string(format!(
        "/proc/{}/status",
        server.id().ok_or("the program has stopped")?
    ))?;
    let kilobytes = status
        .lines()
        .find_map(|text| text.strip_prefix(line))
        .ok_or("no such line")?;
    Ok(kilobytes.trim().trim_end_matches(" kB").parse::<u64>()? / 1024)
}

/// Fetches forms with their one-use keys, and fills them in.
async fn forms(
    address: &str,
    cookie: &str,
    filled: &fill::Filled,
    keys: usize,
) -> Outcome<Vec<Request>> {
    let next = Arc::new(AtomicUsize::new(0));
    let people = Arc::new(filled.managed.clone());
    let mut workers = Vec::new();
    for _ in 0..FETCHING {
        let (next, people) = (Arc::clone(&next), Arc::clone(&people));
        let (address, cookie) = (address.to_owned(), cookie.to_owned());
        workers.push(tokio::spawn(async move {
            let mut connection = Connection::open(&address).await?;
            let mut forms = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= keys {
                    return Outcome::Ok(forms);
                }
                let path = format!("/people/{}/contacts/new", people[number % people.len()]);
                let page = connection.send(&Request::get(&path, &cookie)).await?;
                if page.status != 200 {
                    return Err(format!("{path} answered {}", page.status).into());
                }
                let key = client::between(&page.body, "name=\"form_key\" value=\"", "\"").ok_or("a form without a key")?;
                let (day, month, year) = filled_date(&page.body)?;
                let body = format!(
                    "form_key={key}&kind=call&outcome=held&on-day={day}&on-month={month}&on-year={year}&note=Spoke+about+the+week&note_kind=staff&agreed=CV"
                );
                forms.push(Request::post(&path, &cookie, &body));
            }
        }));
    }
    let mut all = Vec::with_capacity(keys);
    for worker in workers {
        all.extend(worker.await??);
    }
    Ok(all)
}

/// Reads the date that the form has filled in: today, as the server knows it.
fn filled_date(page: &str) -> Outcome<(String, String, String)> {
    let part = |name: &str| {
        let from = page
            .find(&format!("id=\"on-{name}\""))
            .ok_or("a form without a date")?;
        client::between(&page[from..], "value=\"", "\"").ok_or("a date without a value")
    };
    Ok((part("day")?, part("month")?, part("year")?))
}

/// How long a run took: each request, and the whole.
struct Run {
    times: Vec<Duration>,
    lasted: Duration,
}

/// Sends requests over every connection until the time is up: pages in turn, forms each once.
async fn run(line: &Line, address: &str, requests: Vec<Request>, expected: u16) -> Outcome<Run> {
    let (lasts, each_once) = (Duration::from_secs(line.seconds), expected == 303);
    let (requests, next) = (Arc::new(requests), Arc::new(AtomicUsize::new(0)));
    let began = Instant::now();
    let mut workers = Vec::new();
    for _ in 0..line.connections {
        let (requests, next, address) =
            (Arc::clone(&requests), Arc::clone(&next), address.to_owned());
        workers.push(tokio::spawn(async move {
            let mut connection = Connection::open(&address).await?;
            let mut times = Vec::new();
            while began.elapsed() < lasts {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if each_once && number >= requests.len() {
                    break;
                }
                let sent = Instant::now();
                let answer = connection.send(&requests[number % requests.len()]).await?;
                if answer.status != expected {
                    return Err(format!("an answer of {}", answer.status).into());
                }
                times.push(sent.elapsed());
            }
            Outcome::Ok(times)
        }));
    }
    let mut times = Vec::new();
    for worker in workers {
        times.extend(worker.await??);
    }
    Ok(Run {
        times,
        lasted: began.elapsed(),
    })
}

fn report(name: &str, run: &Run) {
    let mut times = run.times.clone();
    times.sort();
    let at = |share: f64| {
        times
            .get((times.len() as f64 * share) as usize)
            .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    let rate = times.len() as f64 / run.lasted.as_secs_f64();
    println!(
        "{name}: {rate:.0}/s, median {:.1} ms, p99 {:.1} ms, {} requests",
        at(0.5),
        at(0.99),
        times.len()
    );
}
