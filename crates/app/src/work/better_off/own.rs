//! A young person's own page about whether they would be better off in work.

use askama::Template;
use values::Pence;

use super::queries::{self, Calculation};
use crate::shell::web::{Answer, Frame, OwnCtx, Query, Said, frame, html, words};

struct Worked {
    offer: String,
    on: String,
    /// The hours, pay and rent, in a sentence.
    asked: String,
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "better_off/own.html")]
struct OwnPage {
    frame: Frame,
    answers: Vec<Worked>,
}

fn worked(one: Calculation) -> Worked {
    let line = |(on, why, now, offer): &(String, String, i64, i64)| {
        let on = on.parse().map_or_else(|_| on.clone(), words::day);
        let why = why
            .replace("They turn", "you turn")
            .replace("for them", "for you")
            .replace("their pay", "your pay");
        format!(
            "From {on}: {} with the job, {} without it ({}).",
            Pence(*offer),
            Pence(*now),
            words::begin_low(&why)
        )
    };
    Worked {
        asked: one.fields.in_short(),
        offer: one.offer,
        on: words::day(one.asked_on),
        lines: one.outcome.iter().map(line).collect(),
    }
}

/// Shows their calculations, the newest first.
pub(super) async fn page(ctx: OwnCtx, Query(said): Query<Said>) -> Answer {
    let all = queries::of_person(&mut ctx.read().await?, ctx.council(), ctx.id()).await?;
    Ok(html(&OwnPage {
        frame: frame(&ctx, "Would I be better off working?", &said),
        answers: all.into_iter().map(worked).collect(),
    }))
}
