//! What pages ask of PostgreSQL, run once more with its account of the rows that each step goes through.

use std::fmt::Write;

use super::{costs::walked, *};

/// How many rows a step may go through besides, and for each that the query finds. The council has 500 young people: a step may go through
/// everybody in a scope once, and through nothing of which there are several for each.
const BESIDES: f64 = 550.0;
const PER_ROW: f64 = 6.0;

/// How many times larger than the demo world PostgreSQL takes its tables to be. It reads small ones whole, whatever indexes there are.
const TIMES: u32 = 100;

/// Statements that may go through more, by a part of their text, and why.
const ALLOWED: &[(&str, &str)] = &[
    ("GROUP BY", "a figure about everybody in the scope"),
    (
        "\"contact\".\"recorded_at\" >=",
        "the file of a day's contacts is written once a night, or fetched by hand: an index would cost every contact",
    ),
    (
        "IN \"journal\".\"subjects\"",
        "a list that was shown is one entry, with everybody on it packed: an index by each of them would cost every list",
    ),
];

/// Returns the number after a word in a line of the account.
fn number(line: &str, word: &str) -> Option<f64> {
    let (_, rest) = line.split_once(word)?;
    let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.');
    rest[..end.unwrap_or(rest.len())].parse().ok()
}

/// Returns how many rows a query found, and the most that a step of it went through.
fn gone_through(account: &[String]) -> (f64, f64) {
    let (mut found, mut most, mut loops) = (None, 0.0_f64, 1.0);
    for line in account {
        if let Some(rows) = number(line, "(actual rows=") {
            loops = number(line, "loops=").unwrap_or(1.0);
            found = found.or(Some(rows * loops));
            most = most.max(rows * loops);
        } else if let Some(removed) = number(line, "Rows Removed by Filter: ") {
            most = most.max(removed * loops);
        }
    }
    (found.unwrap_or(0.0), most)
}

#[test]
fn no_page_goes_through_more_than_it_shows_on_postgres() {
    let folder = tempfile::tempdir().unwrap();
    let database = postgres::Database::new();
    Runtime::new().unwrap().block_on(async {
        let app = open_at(folder.path(), TODAY, Some(database.url())).await;
        let sent = walked(&app).await.sent;
        database.pretend_to_be_larger(TIMES);
        assert!(sent.len() > 100, "{} kinds of page", sent.len());
        let mut worst: BTreeMap<String, (f64, String)> = BTreeMap::new();
        let mut known: BTreeSet<String> = BTreeSet::new();
        for (kind, seen) in &sent {
            for one in seen.iter().flatten() {
                let (sql, statement) = (&one.statement.sql, one.statement.clone());
                if !sql.starts_with("SELECT") || !known.insert(statement.to_string()) {
                    continue;
                }
                let tx = app.store.read().await.unwrap();
                let account = store::explain_analyze(&tx, statement).await.unwrap();
                let (found, most) = gone_through(&account);
                let is_allowed = ALLOWED.iter().any(|(part, _)| sql.contains(part));
                if most > BESIDES + PER_ROW * found && !is_allowed {
                    let before = worst.entry(sql.clone()).or_default();
                    if most > before.0 {
                        *before = (
                            most,
                            format!("{kind}: {found} found\n{}", account.join("\n")),
                        );
                    }
                }
            }
        }
        let mut told = String::new();
        for (sql, (most, account)) in &worst {
            writeln!(told, "{most} rows, {account}\n  {sql}").unwrap();
        }
        assert!(worst.is_empty(), "{} statements\n{told}", worst.len());
    });
}
