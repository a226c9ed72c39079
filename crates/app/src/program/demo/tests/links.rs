//! Every page that somebody may open is reached from another: a page that nothing leads to is not there. Pages of one record are reached from its
//! list, and by the stories.

use axum::http::Method;

use super::costs::WALKED;
use crate::shell::web::Access;

/// Pages that nothing in the demo leads to, and why.
const BY_THEMSELVES: &[(&str, &str)] = &[
    ("/", "the first page, which leads to somebody's own"),
    (
        "/standing",
        "Today leads there while a change to an account waits",
    ),
    (
        "/diary/feed/stop",
        "the page of the calendar link leads there once there is one",
    ),
    (
        "/cohort/caseload",
        "the cohort leads there once it is narrowed to one worker",
    ),
    (
        "/my/work/document",
        "an application leads there once it has a document",
    ),
    (
        "/my/calendar",
        "a young person's home leads there while something is arranged",
    ),
    (
        "/search/suggestions",
        "the search box asks it while somebody types",
    ),
    (
        "/people/search",
        "the search leads there once it has found young people",
    ),
];

#[test]
fn every_page_is_linked_from_another() {
    let routes = crate::routes();
    let pages = routes.table().iter().filter(|route| {
        let is_fixed = !route.path.contains('{');
        route.method == Method::GET && is_fixed && !matches!(route.access, Access::Open(_))
    });
    let lost: Vec<&str> = pages
        .map(|route| route.path)
        .filter(|path| !WALKED.linked.contains(*path))
        .filter(|path| BY_THEMSELVES.iter().all(|(known, _)| known != path))
        .collect();
    assert!(
        lost.is_empty(),
        "nothing leads to these pages:\n{}",
        lost.join("\n")
    );
}
