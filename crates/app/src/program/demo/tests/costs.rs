//! What pages ask of the database, recorded from the router over the demo world: three councils of different size, two years of history.

use std::{collections::VecDeque, fmt::Write};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, Response, header},
};
use store::Seen;
use tower::ServiceExt;

use super::*;

/// How many pages of one kind each sign-in opens.
const EACH: usize = 2;

/// Steps of SQLite's machine that a row found may cost, and a statement besides. Going through a hundred rows takes about a thousand.
const PER_ROW: u64 = 60;
const BESIDES: u64 = 2_500;

/// Statements that may go through more, by a part of their text, and why.
const ALLOWED: &[(&str, &str)] = &[
    ("INSERT INTO", "it writes as many rows as it has"),
    ("GROUP BY", "a figure about everybody in the scope"),
    (
        "SELECT COUNT(*) FROM (SELECT \"person\"",
        "how many young people a list has: it goes through an index",
    ),
    (
        "FROM \"commitment\"",
        "the report of promises sorts those that it shows",
    ),
    (
        "CROSS JOIN \"contact\"",
        "a line of the cohort looks at the contacts since the last that took place",
    ),
    (
        "FROM \"journal\"",
        "the demo writes thousands of entries at one moment, and the index is by moment",
    ),
    (
        "FROM \"referral\"",
        "those that wait come first, whenever they came: there are a few for each young person",
    ),
    (
        "FROM \"former_name\"",
        "the index of names reads everybody once, and then those who have changed",
    ),
    (
        "FROM \"work_placement\"",
        "the match sees the work of everybody in the scope",
    ),
    (
        "\"contact\".\"recorded_at\" >=",
        "the file of a day's contacts is written once a night, or fetched by hand: an index would cost every contact",
    ),
    (
        "AND \"due\".\"kind\" IN",
        "who answers for a team asks about everybody in it, and a few kinds of what is due",
    ),
    (
        "FROM \"person\" WHERE",
        "a list that is narrowed by a worker or a partner and sorted by what is due goes along that index",
    ),
];

/// A sign-in, and the pages it can reach.
struct Walk {
    router: Router,
    cookie: String,
}

impl Walk {
    async fn begin(app: &Arc<App>, link: &str) -> Self {
        let router = crate::router(Arc::clone(app));
        let signed_in = router.clone().oneshot(
            Request::post(link)
                .header("origin", "http://demo")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header("host", "demo")
                .body(Body::empty())
                .unwrap(),
        );
        let answer = signed_in.await.unwrap();
        let cookies = answer.headers().get_all(header::SET_COOKIE);
        let cookies: Vec<&str> = cookies
            .iter()
            .filter_map(|one| one.to_str().ok()?.split(';').next())
            .collect();
        let cookie = cookies.join("; ");
        assert!(!cookie.is_empty(), "{link}: {}", answer.status());
        Self { router, cookie }
    }

    async fn get(&self, path: &str) -> Response<Body> {
        let request = Request::get(path)
            .header("host", "demo")
            .header("cookie", &self.cookie)
            .body(Body::empty())
            .unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }
}

/// Returns the kind of a page: its path with every id left out, and the names of what it asks for.
fn kind(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts = path.split('/').map(|part| {
        let is_id = part.len() >= 20 || part.parse::<u32>().is_ok();
        if is_id { "{id}" } else { part }
    });
    let names = query.split('&').filter_map(|pair| pair.split('=').next());
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    format!(
        "{} {}",
        parts.collect::<Vec<_>>().join("/"),
        names.join(" ")
    )
}

/// What each kind of page sent to the database, page by page.
pub(super) type Sent = BTreeMap<String, Vec<Vec<Seen>>>;

/// The most that a page of each kind sends: statements, and steps of SQLite's machine.
type Written = BTreeMap<String, (usize, u64)>;

/// What is written down. `COSTS=write cargo test -p app --lib costs` writes it anew.
const WRITTEN: &str = "src/program/demo/tests/costs.txt";

fn written_down() -> Written {
    let text = std::fs::read_to_string(WRITTEN).unwrap();
    let line = |line: &str| {
        let mut parts = line.split('\t');
        let kind = parts.next()?.to_owned();
        let count = parts.next()?.parse().ok()?;
        Some((kind, (count, parts.next()?.parse().ok()?)))
    };
    text.lines().filter_map(line).collect()
}

fn most(sent: &Sent) -> Written {
    let steps = |page: &Vec<Seen>| page.iter().map(|one| one.cost.steps).sum();
    let most = |pages: &Vec<Vec<Seen>>| {
        let count = pages.iter().map(Vec::len).max();
        (
            count.unwrap_or(0),
            pages.iter().map(steps).max().unwrap_or(0),
        )
    };
    sent.iter()
        .map(|(kind, pages)| (kind.clone(), most(pages)))
        .collect()
}

/// What a walk through the pages of everybody found.
pub(super) struct Walked {
    pub(super) sent: Sent,
    /// The kinds of page that some page leads to, by a link or a form.
    pub(super) linked: BTreeSet<String>,
}

/// One walk for all tests: everyone of the largest council. The other two are what an index has to tell apart.
pub(super) static WALKED: LazyLock<Walked> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    Runtime::new()
        .unwrap()
        .block_on(async { walked(&open(folder.path(), TODAY).await).await })
});

/// Makes the demo world in an empty database and walks through it.
pub(super) async fn walked(app: &Arc<App>) -> Walked {
    let mut walked = Walked {
        sent: Sent::new(),
        linked: BTreeSet::new(),
    };
    let links = build(app).await.unwrap();
    let stamp = app.clock.stamp(app_council(app).await, None);
    app.store.tend(stamp).await.unwrap();
    app.store.watch().begin();
    let largest = links.iter().filter(|(role, _)| role.ends_with("(Hackney)"));
    for (_, link) in largest {
        walk(app, link, &mut walked).await;
    }
    walked
}

/// Opens every page that somebody reaches from their first one.
async fn walk(app: &Arc<App>, link: &str, walked: &mut Walked) {
    let walk = Walk::begin(app, link).await;
    let mut left = VecDeque::from(["/".to_owned(), "/today".into(), "/my".into()]);
    let mut known: BTreeSet<String> = left.iter().cloned().collect();
    let mut opened: HashMap<String, usize> = HashMap::new();
    while let Some(path) = left.pop_front() {
        let kind = kind(&path);
        let count = opened.entry(kind.clone()).or_default();
        if *count >= EACH {
            continue;
        }
        *count += 1;
        // The first fills what is kept in memory.
        let _filled = app.store.watch().take();
        let answer = walk.get(&path).await;
        let sent = walked.sent.entry(kind).or_default();
        sent.push(app.store.watch().take());
        // The first page leads whoever has no day of their own elsewhere.
        let to = answer.headers().get(header::LOCATION);
        let to = to.and_then(|to| to.to_str().ok()).map(str::to_owned);
        left.extend(to.filter(|to| known.insert(to.clone())));
        let is_page = answer.headers().get(header::CONTENT_TYPE);
        let is_page = is_page.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        if !answer.status().is_success() || !is_page {
            continue;
        }
        let body = to_bytes(answer.into_body(), 32 * 1024 * 1024)
            .await
            .unwrap();
        let body = String::from_utf8_lossy(&body);
        for to in ["action=\"/", "href=\"/"] {
            for href in body.split(to).skip(1) {
                let href = href.split(['"', '#']).next().unwrap_or_default();
                let path = format!("/{}", href.replace("&amp;", "&").replace("&#38;", "&"));
                let plain = path.split('?').next().unwrap_or_default();
                walked.linked.insert(self::kind(plain).trim().to_owned());
                if to.starts_with("href") && known.insert(path.clone()) {
                    left.push_back(path);
                }
            }
        }
    }
}

fn is_allowed(sql: &str) -> bool {
    ALLOWED.iter().any(|(part, _)| sql.contains(part))
}

#[test]
fn no_page_goes_through_more_than_it_shows() {
    let sent = &WALKED.sent;
    assert!(sent.len() > 100, "{} kinds of page", sent.len());
    let mut worst: BTreeMap<String, (u64, String)> = BTreeMap::new();
    for (kind, seen) in sent {
        for one in seen.iter().flatten() {
            let most = BESIDES + PER_ROW * one.cost.rows;
            let sql = &one.statement.sql;
            if one.cost.steps > most && !is_allowed(sql) {
                let known = worst.entry(sql.clone()).or_default();
                if one.cost.steps > known.0 {
                    *known = (one.cost.steps, format!("{kind}: {:?}", one.cost));
                }
            }
        }
    }
    let mut told = String::new();
    for (sql, (_, cost)) in &worst {
        writeln!(told, "{cost}\n  {sql}").unwrap();
    }
    assert!(worst.is_empty(), "{} statements\n{told}", worst.len());
    compare(&most(sent));
}

/// Fails where a page sends more statements than is written down, or makes SQLite do a quarter more than it did.
fn compare(now: &Written) {
    if std::env::var("COSTS").is_ok_and(|value| value == "write") {
        let lines = now
            .iter()
            .map(|(kind, (count, steps))| format!("{kind}\t{count}\t{steps}\n"));
        std::fs::write(WRITTEN, lines.collect::<String>()).unwrap();
    }
    let written = written_down();
    let mut told = String::new();
    for (kind, (count, steps)) in now {
        let (most, most_steps) = written.get(kind).copied().unwrap_or_default();
        if *count > most || *steps > most_steps + most_steps / 4 + 500 {
            writeln!(
                told,
                "{kind}: {count} statements and {steps} steps; {most} and {most_steps} are written down"
            )
            .unwrap();
        }
    }
    assert!(told.is_empty(), "{told}");
}

async fn app_council(app: &Arc<App>) -> CouncilId {
    let tx = app.store.read().await.unwrap();
    let council = council::Entity::find().one_in(&tx).await.unwrap();
    council.unwrap().council_id.into()
}
