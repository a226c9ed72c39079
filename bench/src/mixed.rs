//! What a working day sends: nine pages to one contact, at a steady rate, whether or not the answers keep up.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use crate::{
    Outcome,
    client::{Connection, Request},
    fill::Filled,
    forms, list, records,
};

/// Requests in a second.
const RATE: usize = 500;

/// How many councils' managers send them.
pub(crate) const COUNCILS: usize = 8;

/// Connections. A request that is due waits for one, and that counts as its time.
const CONNECTIONS: usize = 64;

/// One in so many requests is a contact.
const ONE_IN: usize = 10;

/// What one manager sends: pages again and again, each contact once.
pub(crate) struct Sent {
    pages: Vec<Request>,
    contacts: Vec<Request>,
}

/// Prepares what one manager sends in some minutes.
pub(crate) async fn of(
    address: &str,
    cookie: &str,
    filled: &Filled,
    minutes: u64,
) -> Outcome<Sent> {
    let mut pages = records(filled, cookie);
    let others = ["/today", "/people", "/people/search?q=given1"];
    let step = pages.len() / 4;
    for (number, path) in others.iter().enumerate() {
        pages.insert(number * step, Request::get(path, cookie));
    }
    // A third of what is read are lists.
    for number in 0..pages.len() / 2 {
        pages.insert(number * 3, list(cookie));
    }
    let needed = RATE * 60 * minutes as usize / ONE_IN / COUNCILS + 1;
    Ok(Sent {
        pages,
        contacts: forms(address, cookie, filled, needed).await?,
    })
}

/// Sends them for some minutes, and prints how long the answers took.
pub(crate) async fn run(address: &str, sent: Vec<Sent>, minutes: u64) -> Outcome<()> {
    let all = RATE * 60 * minutes as usize;
    let (sent, next) = (Arc::new(sent), Arc::new(AtomicUsize::new(0)));
    let began = Instant::now();
    let mut workers = Vec::new();
    for _ in 0..CONNECTIONS {
        let (sent, next) = (Arc::clone(&sent), Arc::clone(&next));
        let address = address.to_owned();
        workers.push(tokio::spawn(async move {
            let mut connection = Connection::open(&address).await?;
            let mut times = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= all {
                    return Outcome::Ok(times);
                }
                let due = began + Duration::from_secs_f64(number as f64 / RATE as f64);
                tokio::time::sleep_until(due.into()).await;
                let (request, expected) = nth(&sent, number);
                let answer = connection.send(request).await?;
                if answer.status != expected {
                    return Err(format!("an answer of {}", answer.status).into());
                }
                times.push((due.elapsed(), expected == 303));
            }
        }));
    }
    let mut times = Vec::with_capacity(all);
    for worker in workers {
        times.extend(worker.await??);
    }
    let lasted = began.elapsed().as_secs_f64();
    println!(
        "mixed: {} requests in {lasted:.0} s, {:.0}/s",
        times.len(),
        times.len() as f64 / lasted
    );
    for (name, is_contact) in [("pages", false), ("contacts", true)] {
        let mut own: Vec<f64> = times
            .iter()
            .filter(|(_, contact)| *contact == is_contact)
            .map(|(time, _)| time.as_secs_f64() * 1000.0)
            .collect();
        own.sort_by(f64::total_cmp);
        let at = |share: f64| own.get((own.len() as f64 * share) as usize).copied();
        println!(
            "mixed {name}: median {:.1} ms, p95 {:.1} ms, p99 {:.1} ms, slowest {:.1} ms",
            at(0.5).unwrap_or_default(),
            at(0.95).unwrap_or_default(),
            at(0.99).unwrap_or_default(),
            own.last().copied().unwrap_or_default()
        );
    }
    Ok(())
}

/// Returns a request of the run, and the status of its answer.
fn nth(sent: &[Sent], number: usize) -> (&Request, u16) {
    let (by, round) = (&sent[number % sent.len()], number / sent.len());
    // Councils take turns, so that each sends every tenth of its own as a contact.
    if round % ONE_IN == ONE_IN - 1
        && let Some(contact) = by.contacts.get(round / ONE_IN)
    {
        return (contact, 303);
    }
    (&by.pages[round % by.pages.len()], 200)
}
