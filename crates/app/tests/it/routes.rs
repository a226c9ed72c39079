//! The grid of routes: every route, every role, and records that are their own, a stranger's, another council's or not there.
//!
//! A route cannot stand outside the grid, because [`foothold::shell::web::Routes`] is the only way to make one. `routes.txt` is the reviewed grid.

use std::{collections::BTreeMap, fmt::Write as _};

use axum::http::Method;
use foothold::shell::web::{Access, RouteLine};
use policy::Role;

use crate::world::{
    Backend, Browser, Held, Hire, Page, Published, Records, Worker, World,
    programmes::{HACKNEY, WESTMINSTER},
    tell,
};

const GRID: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/routes.txt");

/// Two councils' programmes: any two files that are kept with the product will do.
const PROGRAMMES: [&str; 2] = [HACKNEY, WESTMINSTER];

/// A young person of another council; on no page of this one.
const ELSEWHERE: &str = "Zephaniah";

/// Whose record an address names, as the columns of the grid say it.
const RECORDS: [&str; 4] = ["own", "stranger", "elsewhere", "absent"];

/// Somebody of one role, and the records that their addresses are made with.
struct Asking {
    role: Role,
    worker: Worker,
    own: Records,
}

/// Returns the address of a route for one record.
///
/// Panics when a new kind of record has come: it belongs into [`Records`].
fn address(path: &str, records: &Records) -> String {
    let mut before = "";
    let segments = path.split('/').map(|segment| {
        let kind = std::mem::replace(&mut before, segment);
        if !segment.starts_with('{') {
            return segment.to_owned();
        }
        let id = match kind {
            "accounts" => &records.account,
            "activities" => &records.activity,
            "application" => "nothing",
            "applications" => &records.application,
            "appointments" => &records.appointment,
            "assets" => "nothing.css",
            "calculations" => &records.calculation,
            "devices" => &records.device,
            "onward-referrals" => &records.onward_referral,
            "funds" => &records.fund,
            "fund-requests" => &records.fund_request,
            "group-requests" => &records.group_request,
            "calendar" | "check-in" | "work-plan" => "nothing",
            "work-placements" => &records.work_placement,
            "concerns" => &records.concern,
            "contacts" => &records.contact,
            "deep-dives" => &records.assessment,
            "drafts" => "00000000-0000-7000-8000-000000000000",
            "drop-ins" => &records.drop_in,
            "employers" => &records.employer,
            "enrolments" => &records.enrolment,
            "feelings" => &records.feeling,
            "goals" => &records.goal,
            "adverts" | "application-documents" | "import" | "imports" | "standing" => {
                "00000000-0000-7000-8000-000000000000"
            }
            "application-document" | "job" | "jobs" | "link" => "nothing",
            "mentors" => &records.mentor,
            "messages" => &records.note,
            "offer" => "nothing",
            "opportunities" => &records.opportunity,
            "outbox" => &records.message,
            "people" => &records.person,
            "pledges" => &records.pledge,
            "programmes" => &records.programme,
            "put-forward" => &records.onward_referral,
            "promises" => &records.promise,
            "refer" => "nothing",
            "referrals" => &records.referral,
            "requests" => &records.request,
            "steps" => &records.step,
            "teams" => &records.team,
            "wishes" => &records.wish,
            "wording" => "ar",
            "views" => "00000000-0000-7000-8000-000000000000",
            _ => panic!("routes.rs does not know what stands in {path}; add it to Records"),
        };
        id.to_owned()
    });
    segments.collect::<Vec<_>>().join("/")
}

async fn ask(browser: &Browser, method: &Method, path: &str, key: &str) -> Page {
    if method == Method::GET {
        return browser.visit(path).await;
    }
    let fields = [("form_key".to_owned(), key.to_owned())];
    browser.send_form(path, &fields, &[]).await
}

/// A key for the forms of somebody, from the footer of a page that everybody may open.
async fn form_key(worker: &Worker) -> String {
    worker.get("/programmes").await.form_key()
}

/// Returns the routes in a lasting order: pages, then what changes something, then what ends something.
fn in_order(routes: &foothold::shell::web::Routes) -> Vec<&RouteLine> {
    let mut table: Vec<_> = routes.table().iter().collect();
    table.sort_by_key(|route| {
        let ends = ["/end", "/leave", "/sign-out"]
            .iter()
            .any(|end| route.path.ends_with(end));
        (
            route.method == Method::POST,
            route.method == Method::POST && ends,
            route.path,
        )
    });
    table
}

async fn grid(app: World) -> String {
    let elsewhere = app.council("Southtown").await;
    let theirs = app.publish(&elsewhere, PROGRAMMES[1]).await;
    let there = app
        .records_of(&elsewhere, ELSEWHERE, &theirs, Held::BY_NOBODY)
        .await;
    let ours = app.publish(app.home(), PROGRAMMES[0]).await;
    let strangers = app
        .records_of(app.home(), "Stranger", &ours, Held::BY_NOBODY)
        .await;
    let mut asking = Vec::new();
    for role in Role::ALL {
        asking.push(somebody(&app, *role, &ours).await);
    }
    let absent = Records::absent();
    let routes = foothold::routes();
    let mut answers: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for one in &asking {
        let key = form_key(&one.worker).await;
        for (place, route) in in_order(&routes).into_iter().enumerate() {
            if matches!(route.access, Access::Open(_) | Access::YoungPerson) {
                continue;
            }
            let mut line = format!("{:<18}", one.role.code());
            let named = [&one.own, &strangers, &there, &absent];
            let mut statuses = Vec::new();
            for records in &named[..columns(route)] {
                let path = address(route.path, records);
                let page = ask(&one.worker, &route.method, &path, &key).await;
                assert!(
                    page.status() < 500,
                    "{} {path}: {}",
                    route.method,
                    page.text()
                );
                assert!(
                    !page.body().contains(ELSEWHERE),
                    "{} {path} shows another council's young person to a {}",
                    route.method,
                    one.role
                );
                statuses.push(page.status());
                let _infallible = write!(line, " {:>9}", page.status());
            }
            if let [_, _, elsewhere, absent] = statuses[..] {
                assert_eq!(
                    elsewhere, absent,
                    "{} {}: a {} can tell that another council's record exists",
                    route.method, route.path, one.role
                );
            }
            answers.entry(place).or_default().push(line);
        }
    }
    written(&in_order(&routes), &answers)
}

fn columns(route: &RouteLine) -> usize {
    if route.path.contains('{') {
        RECORDS.len()
    } else {
        1
    }
}

async fn somebody(app: &World, role: Role, programme: &Published) -> Asking {
    let team = app.team(&format!("Team of the {role}")).await;
    let roles = [role];
    let worker = app
        .hire(Hire {
            teams: vec![team],
            organisation: Some(values::OrganisationId(team.0)),
            ..app.somebody(role.code(), &roles)
        })
        .await;
    let held = Held {
        coach: Some(worker.id),
        adviser: Some(worker.id),
        social_worker: Some(worker.id),
        team: Some(team),
        organisation: Some(values::OrganisationId(team.0)),
    };
    let own = app
        .records_of(app.home(), role.code(), programme, held)
        .await;
    Asking { role, worker, own }
}

fn written(routes: &[&RouteLine], answers: &BTreeMap<usize, Vec<String>>) -> String {
    let mut text = String::from(
        "What each route answers whoever is signed in. A column says whose record the address names; forms are sent empty.\n",
    );
    for (place, route) in routes.iter().enumerate() {
        let access = match route.access {
            Access::YoungPerson => "a young person's own".to_owned(),
            Access::Decides(action) => action.code().to_owned(),
            Access::Own => "own account".to_owned(),
            Access::Open(why) => format!("open: {why}"),
        };
        let _infallible = write!(text, "\n{} {} ({access})\n", route.method, route.path);
        let Some(lines) = answers.get(&place) else {
            continue;
        };
        if columns(route) > 1 {
            let _infallible = write!(text, "{:<18}", "");
            for name in RECORDS {
                let _infallible = write!(text, " {name:>9}");
            }
            text.push('\n');
        }
        for line in lines {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// Set `UPDATE_GOLDEN=1` to write the grid anew, then read the difference.
async fn the_grid_is_the_one_that_was_reviewed(app: World) {
    let backend = app.app().store.backend();
    let made = grid(app).await;
    if std::env::var_os("UPDATE_GOLDEN").is_some() && backend == Backend::Sqlite {
        std::fs::write(GRID, &made).unwrap();
        return;
    }
    let reviewed = std::fs::read_to_string(GRID).unwrap_or_default();
    assert!(
        made == reviewed,
        "the grid of routes has changed; run with UPDATE_GOLDEN=1 and review the difference\n{}",
        difference(&reviewed, &made)
    );
}

/// Returns the lines that are in one text only, each under the route that it belongs to.
fn difference(reviewed: &str, made: &str) -> String {
    let lines = |text: &str| -> Vec<(String, String)> {
        let mut route = String::new();
        text.lines()
            .map(|line| {
                if line.starts_with("GET ") || line.starts_with("POST ") {
                    route = line.to_owned();
                }
                (route.clone(), line.to_owned())
            })
            .collect()
    };
    let (old, new) = (lines(reviewed), lines(made));
    let gone = old.iter().filter(|line| !new.contains(line));
    let come = new.iter().filter(|line| !old.contains(line));
    gone.map(|(route, line)| format!("- {route}: {line}\n"))
        .chain(come.map(|(route, line)| format!("+ {route}: {line}\n")))
        .collect()
}

#[test]
fn the_grid_is_the_one_that_was_reviewed_sqlite() {
    tell(Backend::Sqlite, the_grid_is_the_one_that_was_reviewed);
}

#[test]
fn the_grid_is_the_one_that_was_reviewed_postgres() {
    tell(Backend::Postgres, the_grid_is_the_one_that_was_reviewed);
}

story!(
    a_route_that_is_not_open_leads_whoever_is_signed_out_to_the_sign_in_page,
    |app| {
        let programme = app.publish(app.home(), PROGRAMMES[0]).await;
        let own = app
            .records_of(app.home(), ELSEWHERE, &programme, Held::BY_NOBODY)
            .await;
        let browser = app.browser();
        let routes = foothold::routes();
        // What has no page cannot be come back to: a button leads to the sign-in page alone.
        let has_page = |path: &str| {
            let mut lines = routes.table().iter();
            lines.any(|line| line.method == Method::GET && line.path == path)
        };
        for route in routes.table() {
            if let Access::Open(_) = route.access {
                continue;
            }
            let path = address(route.path, &own);
            let page = ask(&browser, &route.method, &path, "").await;
            assert_eq!(page.status(), 303, "{} {path}", route.method);
            if route.access == Access::YoungPerson {
                assert_eq!(page.location(), "/my/sign-in", "{path}");
                continue;
            }
            assert!(
                page.location().starts_with("/sign-in?return=%2F")
                    || (!has_page(route.path) && page.location() == "/sign-in"),
                "{} {path}: {}",
                route.method,
                page.location()
            );
            assert!(
                page.body().is_empty(),
                "{} {path} answers more than where to sign in",
                route.method
            );
        }
    }
);

#[test]
fn an_open_route_says_why_that_is_safe() {
    for route in foothold::routes().table() {
        if let Access::Open(why) = route.access {
            assert!(
                why.split(' ').count() >= 3,
                "{} {}: {why:?}",
                route.method,
                route.path
            );
        }
    }
}
