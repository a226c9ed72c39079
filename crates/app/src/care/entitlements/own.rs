//! A young person's own page about what they can get.

use askama::Template;
use values::birthdays::age_on;

use super::{
    handlers::when,
    model::{self, Reader, State, Sure, Theirs},
    queries,
};
use crate::{
    person::people,
    shell::web::{Answer, Frame, OwnCtx, Query, Said, frame, html},
};

struct Line {
    title: String,
    words: String,
    /// Why it is theirs, or what it depends on.
    why: String,
    /// How they claim it; empty once it was asked for.
    claim: String,
    /// What has happened, and until when they can get it.
    says: String,
    source: String,
}

#[derive(Template)]
#[template(path = "entitlements/own.html")]
struct OwnPage {
    frame: Frame,
    lines: Vec<Line>,
}

/// Shows what they can get: what they certainly can first, then what they may.
pub(super) async fn page(ctx: OwnCtx, Query(said): Query<Said>) -> Answer {
    let (mut tx, today) = (ctx.read().await?, ctx.today());
    let person = people::own(&ctx, &mut tx).await?;
    let claims = queries::of_people(&mut tx, ctx.council(), &[ctx.id()]).await?;
    let claims = claims.get(&ctx.id());
    let age = person.fields.born_on.and_then(|born| age_on(born, today));
    let mut lines = Vec::new();
    for one in model::all().iter().filter(|one| one.is_for_age(age)) {
        let claim = claims
            .into_iter()
            .flatten()
            .find(|claim| claim.entitlement == one.key);
        let theirs = one.theirs(&person, today, Reader::Own);
        let stands = match claim.map(|claim| (claim.state, claim.note.as_str())) {
            Some((State::NotTheirs, _)) => continue,
            Some((State::Got, note)) => format!("You have it. {note}").trim_end().to_owned(),
            Some((State::Asked, note)) => format!("We asked for it. {note}").trim_end().to_owned(),
            Some((State::Refused, note)) => format!("It was refused. {note}"),
            None if theirs == Theirs::No => continue,
            None => String::new(),
        };
        let order = u8::from(claim.is_none() && !matches!(theirs, Theirs::Yes(_)));
        let why = match theirs {
            _ if claim.is_some() => String::new(),
            Theirs::Yes(why) => format!("This is for you, because {why}."),
            Theirs::Ask(questions) => format!("It depends. {questions}"),
            Theirs::No => String::new(),
        };
        lines.push((
            order,
            Line {
                title: one.title.clone(),
                words: match one.sure {
                    Sure::Checked => one.words.clone(),
                    _ => format!(
                        "{} Ask before you rely on it, as we have not checked this one.",
                        one.words
                    ),
                },
                why,
                claim: claim.map_or_else(|| one.claim.clone(), |_| String::new()),
                says: format!("{stands} {}", when(one, person.fields.born_on, today))
                    .trim()
                    .to_owned(),
                source: match one.sure {
                    Sure::Checked => format!("Source: {}, {}", one.source, one.as_at),
                    _ => String::new(),
                },
            },
        ));
    }
    lines.sort_by_key(|(order, _)| *order);
    Ok(html(&OwnPage {
        frame: frame(&ctx, "What I can get", &said),
        lines: lines.into_iter().map(|(_, line)| line).collect(),
    }))
}
