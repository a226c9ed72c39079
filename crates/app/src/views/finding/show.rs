//! The page of a search, and what is suggested while somebody types.

use askama::Template;
use policy::Action;
use serde::Deserialize;

use super::found::{self, Found, Group};
use crate::shell::web::{Answer, Ctx, Layout, Query, html, words};

/// What is looked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct SearchQuery {
    q: String,
}

#[derive(Template)]
#[template(path = "finding/show.html")]
struct SearchPage {
    layout: Layout,
    sought: String,
    counted: String,
    groups: Vec<Group>,
    may_refer: bool,
}

#[derive(Template)]
#[template(path = "finding/suggestions.html")]
struct Suggestions {
    found: Vec<Found>,
}

/// How many suggestions are made at once.
const SUGGESTED: usize = 8;

/// How many letters are typed before anything is suggested.
const LETTERS: usize = 2;

/// Shows what is found.
pub(super) async fn show(ctx: Ctx, Query(asked): Query<SearchQuery>) -> Answer {
    let groups = found::everything(&ctx, &asked.q).await?;
    let number = groups.iter().map(|group| group.found.len() as u64).sum();
    let mut layout = ctx.layout("Search");
    layout.sought.clone_from(&asked.q);
    Ok(html(&SearchPage {
        layout,
        counted: words::count(number, "result", "results"),
        sought: asked.q,
        groups,
        may_refer: ctx.may(Action::MakeReferral),
    }))
}

/// Suggests what may be meant, as links alone.
pub(super) async fn suggest(ctx: Ctx, Query(asked): Query<SearchQuery>) -> Answer {
    let groups = if asked.q.trim().chars().count() < LETTERS {
        Vec::new()
    } else {
        found::everything(&ctx, &asked.q).await?
    };
    let all = groups.into_iter().flat_map(|group| group.found);
    Ok(html(&Suggestions {
        found: all.take(SUGGESTED).collect(),
    }))
}
