//! Asking for something, and correcting what is known about them.

use askama::Template;

use values::codes::Activity;

use super::promises;
use crate::{
    care::wishes::{self, WishForm, WishKind},
    person::people,
    shell::{
        choices::{Code, code_or_empty},
        clock,
        web::{Answer, Frame, OwnCtx, Query, Said, WebError, frame, html, words},
    },
};

/// The field with an error, and the error.
pub(super) type Wrong = (&'static str, &'static str);

#[derive(Template)]
#[template(path = "young_person/wishes.html")]
struct WishesPage {
    frame: Frame,
    heading: &'static str,
    intro: &'static str,
    facts: Vec<(&'static str, String)>,
    kinds: Vec<(&'static str, &'static str)>,
    chosen: &'static str,
    typed: String,
    wrong: Option<Wrong>,
    /// What they asked for, what became of it, and what to say if there is no answer.
    asked: Vec<(String, String, bool)>,
}

impl WishesPage {
    fn is_wrong(&self, field: &str) -> bool {
        self.wrong.is_some_and(|(wrong, _)| wrong == field)
    }

    fn says_wrong(&self) -> &'static str {
        self.wrong.map_or("", |(_, says)| says)
    }
}

async fn asked(ctx: &OwnCtx) -> Result<Vec<(String, String, bool)>, WebError> {
    let mut tx = ctx.read().await?;
    let all = wishes::of_person(&mut tx, ctx.council(), ctx.id()).await?;
    let chase = promises::to_chase(&all, ctx);
    let line = |one: &wishes::Wish| {
        let says = match one.answered_at {
            Some(at) => format!(
                "Answer, {}: {}",
                words::day(clock::london(at).date()),
                one.answer
            ),
            None => format!(
                "Asked on {}. You will get an answer here.",
                words::day(one.made_on)
            ),
        };
        let is_late = chase.contains(&one.words) && one.answered_at.is_none();
        (one.words.clone(), says, is_late)
    };
    Ok(all.iter().map(line).collect())
}

/// The kinds of request, in words for young people.
const ASKS: [(WishKind, &str); 3] = [
    (
        WishKind::OtherWork,
        "I would like to try another kind of work",
    ),
    (WishKind::Suggestion, "I have an idea, like a workshop"),
    (WishKind::Other, "Something else"),
];

/// Shows what they have asked for, and the form to ask.
pub(super) async fn wishes(ctx: OwnCtx, Query(said): Query<Said>) -> Answer {
    wishes_said(&ctx, &said, &WishForm::default(), None).await
}

/// Shows the form again with what was wrong.
pub(super) async fn wishes_with(ctx: &OwnCtx, typed: &WishForm, wrong: Wrong) -> Answer {
    if typed.kind == Some(WishKind::Correction) {
        return about_said(ctx, &Said::default(), typed, Some(wrong)).await;
    }
    wishes_said(ctx, &Said::default(), typed, Some(wrong)).await
}

/// Says in the title that something is wrong, because a screen reader begins with it.
fn title(words: &str, wrong: Option<Wrong>) -> String {
    let error = if wrong.is_some() { "Error: " } else { "" };
    format!("{error}{words}")
}

async fn wishes_said(ctx: &OwnCtx, said: &Said, typed: &WishForm, wrong: Option<Wrong>) -> Answer {
    Ok(html(&WishesPage {
        frame: frame(ctx, title("Ask for something", wrong), said),
        heading: "Ask for something",
        intro: "Say it in your own words. You will get an answer here.",
        facts: Vec::new(),
        kinds: ASKS.map(|(kind, words)| (kind.code(), words)).to_vec(),
        chosen: code_or_empty(typed.kind),
        typed: typed.words.clone(),
        wrong,
        asked: asked(ctx).await?,
    }))
}

/// Says what a young person does as they would put it themselves. Nothing about what they do not do, or why.
pub(super) fn own_words(activity: Activity) -> &'static str {
    match activity {
        Activity::F1 => "Studying beyond A level, full time",
        Activity::P1 => "Studying beyond A level, part time",
        Activity::F2 => "At school, at college or in learning, full time",
        Activity::P2 => "At school, at college or in learning, part time",
        Activity::F4 => "An apprenticeship, full time",
        Activity::P4 => "An apprenticeship, part time",
        Activity::F5 => "Work or training, full time",
        Activity::P5 => "Work or training, part time",
        Activity::G4 => "Looking after your health",
        Activity::G5 => "Looking for what comes next",
        Activity::G6 => "Being a parent, or soon to be one",
        Activity::NotKnown => "",
    }
}

/// Shows what is known about them, and asks what is wrong.
pub(super) async fn about(ctx: OwnCtx, Query(said): Query<Said>) -> Answer {
    about_said(&ctx, &said, &WishForm::default(), None).await
}

async fn about_said(ctx: &OwnCtx, said: &Said, typed: &WishForm, wrong: Option<Wrong>) -> Answer {
    let person = people::own(ctx, &mut ctx.read().await?).await?;
    let fields = &person.fields;
    let facts = [
        ("Name", person.name()),
        ("Pronouns", fields.pronouns.clone()),
        ("Phone", fields.phone.clone()),
        ("Email", fields.email.clone()),
        ("Address", fields.address.clone()),
        ("Date of birth", words::day_or(fields.born_on, "")),
        ("Language", fields.language.clone()),
        ("What you do", own_words(person.activity).to_owned()),
    ];
    let facts = facts.map(|(label, text)| {
        (
            label,
            if text.is_empty() {
                "We do not know".to_owned()
            } else {
                text
            },
        )
    });
    Ok(html(&WishesPage {
        frame: frame(ctx, title("What you know about me", wrong), said),
        heading: "What you know about me",
        intro: "Is something wrong? Tell us what it is, and what it should say.",
        facts: facts.to_vec(),
        kinds: vec![(WishKind::Correction.code(), "Something here is wrong")],
        chosen: WishKind::Correction.code(),
        typed: typed.words.clone(),
        wrong,
        asked: Vec::new(),
    }))
}
