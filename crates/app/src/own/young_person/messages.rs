//! What was written to a young person and by them, and a box to write in.

use askama::Template;
use chrono::{DateTime, Utc};

use crate::{
    care::{
        messages,
        wishes::{self, Wish, WishKind},
    },
    office::accounts,
    person::people,
    post::outbox::Purpose,
    shell::web::{Answer, Frame, OwnCtx, Query, Said, WebError, frame, html, words},
};

struct Line {
    who: String,
    when: String,
    words: String,
    at: DateTime<Utc>,
}

#[derive(Template)]
#[template(path = "young_person/messages.html")]
struct MessagesPage {
    frame: Frame,
    /// To whom they write.
    to: String,
    typed: String,
    wrong: Option<&'static str>,
    lines: Vec<Line>,
}

fn line(who: impl Into<String>, at: DateTime<Utc>, words: &str) -> Line {
    Line {
        who: who.into(),
        when: words::moment(at),
        words: words.to_owned(),
        at,
    }
}

/// Lists what they wrote here, and the answers.
fn written(one: &Wish) -> impl Iterator<Item = Line> {
    let asked = line("You", one.made_at, &one.words);
    let answer = one.answered_at.map(|at| line("We", at, &one.answer));
    std::iter::once(asked).chain(answer)
}

/// Shows messages.
pub(super) async fn show(ctx: OwnCtx, Query(said): Query<Said>) -> Answer {
    page(&ctx, &said, "", None).await
}

/// Shows messages, and what was wrong in what they wrote.
pub(super) async fn page(
    ctx: &OwnCtx,
    said: &Said,
    typed: &str,
    wrong: Option<&'static str>,
) -> Result<axum::response::Response, WebError> {
    let (mut tx, council) = (ctx.read().await?, ctx.council());
    let sent = messages::of_person(&mut tx, council, ctx.id()).await?;
    let wished = wishes::of_person(&mut tx, council, ctx.id()).await?;
    let standing = people::own(ctx, &mut tx).await?.standing;
    let workers = accounts::worker_names(&mut tx, council).await?;
    let worker = standing.coach.or(standing.adviser);
    let worker = worker.and_then(|id| workers.get(&id).cloned());
    let mut lines: Vec<Line> = sent
        .iter()
        .filter(|one| one.purpose != Purpose::OwnLink)
        .filter(|one| !(one.is_in && one.purpose == Purpose::Around))
        .map(|one| {
            let who = match one.purpose {
                Purpose::Around => "To someone who supports you, as you agreed",
                _ if one.is_in => "You",
                _ => "We",
            };
            line(who, one.made_at, &one.body)
        })
        .collect();
    // A text that came in stands among the messages already.
    let texts: Vec<&str> = sent
        .iter()
        .filter(|one| one.is_in)
        .map(|one| one.body.as_str())
        .collect();
    let here = wished
        .iter()
        .filter(|one| one.kind == WishKind::Message && !texts.contains(&one.words.as_str()));
    lines.extend(here.flat_map(written));
    lines.sort_by_key(|one| std::cmp::Reverse(one.at));
    let title = if wrong.is_some() {
        "Error: My messages"
    } else {
        "My messages"
    };
    Ok(html(&MessagesPage {
        frame: frame(ctx, title, said),
        to: worker.unwrap_or_else(|| "the team".to_owned()),
        typed: typed.to_owned(),
        wrong,
        lines,
    }))
}
