//! What the service says of itself, at the foot of every page: accessibility, privacy, cookies, help, what is new.

use std::sync::LazyLock;

use askama::Template;
use axum::http::Uri;
use serde::Deserialize;

use super::{Access, Answer, Layout, Routes, WebError, html};

#[derive(Deserialize)]
struct Notices {
    page: Vec<Notice>,
}

#[derive(Deserialize)]
struct Notice {
    path: String,
    title: String,
    section: Vec<Section>,
}

#[derive(Deserialize)]
struct Section {
    heading: String,
    says: Vec<String>,
}

static ALL: LazyLock<Vec<Notice>> = LazyLock::new(|| {
    let all: Notices = toml::from_str(include_str!("notices.toml")).expect("a test reads the file");
    all.page
});

#[derive(Template)]
#[template(path = "web/notice.html")]
struct NoticePage<'a> {
    layout: Layout,
    notice: &'a Notice,
}

/// Shows one of them.
async fn show(uri: Uri) -> Answer {
    let path = uri.path().trim_matches('/');
    let notice = ALL.iter().find(|one| one.path == path);
    let notice = notice.ok_or(WebError::NotFound)?;
    Ok(html(&NoticePage {
        layout: Layout::bare(notice.title.clone()),
        notice,
    }))
}

/// Returns the routes of these pages.
pub(crate) fn routes() -> Routes {
    let open = Access::Open("says how the service works; shows no record");
    [
        "/accessibility",
        "/privacy",
        "/cookies",
        "/help",
        "/whats-new",
    ]
    .into_iter()
    .fold(Routes::default(), |routes, path| {
        routes.get(path, open, show)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_that_is_linked_at_the_foot_says_something() {
        for line in routes().table() {
            let path = line.path.trim_start_matches('/');
            let notice = ALL.iter().find(|one| one.path == path).unwrap();
            assert!(
                !notice.title.is_empty() && !notice.section.is_empty(),
                "{path}"
            );
            for section in &notice.section {
                assert!(
                    section.says.iter().all(|says| says.ends_with('.')),
                    "{path}"
                );
            }
        }
        assert_eq!(routes().table().len(), ALL.len());
    }
}
