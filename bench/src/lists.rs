//! The cohort page, and a long list imported through the page while others keep working.

use std::{
    fmt::Write,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use crate::{
    Outcome,
    client::{Connection, Request, between, header},
};

/// How many rows the list has.
pub(crate) const ROWS: usize = 50_000;

/// How often a page is asked for.
const TIMES: usize = 20;

/// Prints how long the cohort page takes, one request after the other.
pub(crate) async fn cohort(address: &str, cookie: &str, people: usize) -> Outcome<()> {
    let path = "/cohort?eet=all&group=barrier";
    page(address, cookie, path, &format!("cohort of {people}")).await
}

/// Prints how long the list of everybody takes, sorted by name. A list that has somebody else on it ends the benchmark.
pub(crate) async fn everybody(address: &str, cookie: &str, people: usize) -> Outcome<()> {
    let path = "/people?sort=name";
    let asked = Request::get(path, cookie);
    let shown = Connection::open(address).await?.send(&asked).await?;
    let digits = people.to_string();
    let grouped = match digits.split_at(digits.len() - 3) {
        ("", rest) => rest.to_owned(),
        (thousands, rest) => format!("{thousands},{rest}"),
    };
    if !shown.body.contains(&format!("{grouped} young people")) {
        return Err(format!("the list has not {grouped} young people").into());
    }
    page(address, cookie, path, &format!("{people} sorted by name")).await
}

/// Prints how long a page takes, one request after the other.
pub(crate) async fn page(address: &str, cookie: &str, path: &str, name: &str) -> Outcome<()> {
    let mut connection = Connection::open(address).await?;
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let sent = Instant::now();
        let answer = connection.send(&Request::get(path, cookie)).await?;
        if answer.status != 200 {
            return Err(format!("{path} answered {}", answer.status).into());
        }
        times.push(sent.elapsed());
    }
    times.sort();
    println!(
        "{name}: median {:.1} ms, slowest {:.1} ms",
        millis(times[TIMES / 2]),
        millis(times[TIMES - 1])
    );
    Ok(())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Imports a list through the page, and prints how long it took and how long others waited for a record page meanwhile.
pub(crate) async fn import(address: &str, cookie: &str, other_page: String) -> Outcome<()> {
    let mut connection = Connection::open(address).await?;
    let page = connection
        .send(&Request::get("/imports/new", cookie))
        .await?;
    let key = between(&page.body, "name=\"form_key\" value=\"", "\"").ok_or("no form key")?;
    let tried = Instant::now();
    let sent = connection
        .send(&Request::post_file("/imports/new", cookie, &key, &list()))
        .await?;
    let path = header(&sent.head, "location")
        .ok_or("the list was refused")?
        .to_owned();
    println!(
        "list of {ROWS} tried: {:.1} s",
        tried.elapsed().as_secs_f64()
    );
    let shown = connection.send(&Request::get(&path, cookie)).await?;
    // The page has a form to sign out as well.
    let mut forms = shown.body.split("<form").skip(1);
    let own = forms
        .find(|form| form.contains(">Import</button>"))
        .ok_or("no form")?;
    let key = between(own, "name=\"form_key\" value=\"", "\"").ok_or("no form key")?;
    let began = Instant::now();
    connection
        .send(&Request::post(&path, cookie, &format!("form_key={key}")))
        .await?;
    let is_over = Arc::new(AtomicBool::new(false));
    let others = tokio::spawn(wait(
        address.to_owned(),
        cookie.to_owned(),
        other_page,
        Arc::clone(&is_over),
    ));
    loop {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let shown = connection.send(&Request::get(&path, cookie)).await?;
        if shown.body.contains("Imported") {
            break;
        }
        if shown.body.contains("Not imported") {
            return Err("the list was not imported".into());
        }
    }
    println!(
        "list of {ROWS} imported: {:.1} s",
        began.elapsed().as_secs_f64()
    );
    is_over.store(true, Ordering::Relaxed);
    let mut times = others.await??;
    times.sort();
    println!(
        "record pages meanwhile: {} of them, median {:.0} ms, slowest {:.0} ms",
        times.len(),
        millis(times.get(times.len() / 2).copied().unwrap_or_default()),
        millis(times.last().copied().unwrap_or_default())
    );
    Ok(())
}

/// Requests a page repeatedly until the list is imported.
async fn wait(
    address: String,
    cookie: String,
    page: String,
    is_over: Arc<AtomicBool>,
) -> Outcome<Vec<Duration>> {
    let mut connection = Connection::open(&address).await?;
    let mut times = Vec::new();
    while !is_over.load(Ordering::Relaxed) {
        let sent = Instant::now();
        connection.send(&Request::get(&page, &cookie)).await?;
        times.push(sent.elapsed());
    }
    Ok(times)
}

fn list() -> String {
    let mut text = String::from("council_ref,given_name,family_name,born_on,phone,care_status\n");
    for row in 0..ROWS {
        let (day, month, year) = (1 + row % 28, 1 + row % 12, 2003 + row % 6);
        // Writing to a string does not fail.
        let _written = writeln!(
            text,
            "L-{row},New{row},Comer{},{day:02}/{month:02}/{year},07700 {:06},relevant",
            row * 7919 % ROWS,
            900_000 + row % 1000
        );
    }
    text
}
