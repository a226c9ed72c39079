//! Asking for money or a thing: what it is for, how much, and a photo. What happens next is said first.

use askama::Template;
use chrono::Days;
use programme::ANSWER_WORKING_DAYS;
use store::WriteTx;
use values::Pence;

use super::writing::rules;
use crate::{
    care::wishes::{self, Cost, NewWish, WishKind},
    money::funds::{self, LINE},
    office::accounts,
    person::{due, people},
    shell::web::{
        Answer, Errors, Form, Frame, Halt, OwnCtx, Query, Said, Upload, form::pounds, frame, html,
        words,
    },
};

/// What can be asked for in a tap: a code of the funds' purposes, and the words.
const FOR: [(&str, &str); 4] = [
    ("travel", "Travel"),
    ("clothes", "Clothes"),
    ("equipment", "Laptop or phone"),
    ("other", "Something else"),
];

struct Choice {
    code: &'static str,
    words: &'static str,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "young_person/money.html")]
struct MoneyPage {
    frame: Frame,
    /// Who answers, and by when.
    next: String,
    choices: Vec<Choice>,
    words: String,
    amount: String,
    errors: Vec<(&'static str, String)>,
    /// What is asked for and waits.
    waits: Vec<String>,
}

impl MoneyPage {
    fn wrong(&self, field: &str) -> Option<&str> {
        let mut found = self.errors.iter();
        found
            .find(|(name, _)| *name == field)
            .map(|(_, says)| says.as_str())
    }
}

/// Shows the form.
pub(super) async fn show(ctx: OwnCtx, Query(said): Query<Said>) -> Answer {
    page(&ctx, &said, &Form::default(), &Errors::default()).await
}

async fn page(ctx: &OwnCtx, said: &Said, form: &Form, errors: &Errors) -> Answer {
    let mut tx = ctx.read().await?;
    let (council, id) = (ctx.council(), ctx.id());
    let standing = people::own(ctx, &mut tx).await?.standing;
    let workers = accounts::worker_names(&mut tx, council).await?;
    let worker = standing.coach.or(standing.adviser);
    let worker = worker.and_then(|id| workers.get(&id).cloned());
    let worker = worker.unwrap_or_else(|| "Someone in the team".to_owned());
    let by = ctx
        .app()
        .calendar
        .add_working_days(ctx.today(), ANSWER_WORKING_DAYS)
        .unwrap_or(ctx.today() + Days::new(7));
    let mut waits = funds::waiting_for(&mut tx, council, id).await?;
    let asked = wishes::of_person(&mut tx, council, id).await?;
    let open = asked
        .into_iter()
        .filter(|one| one.kind == WishKind::Money && one.answered_at.is_none());
    waits.extend(open.map(|one| one.words));
    let title = if errors.is_empty() {
        "Money"
    } else {
        "Error: Money"
    };
    let fields = ["for", "words", "amount", "file"];
    let errors = fields.into_iter().filter_map(|field| {
        let says = errors.at(field)?;
        Some((field, says.to_owned()))
    });
    Ok(html(&MoneyPage {
        frame: frame(ctx, title, said),
        next: format!(
            "{worker} can see it straight away, and will answer by {}.",
            words::weekday(by)
        ),
        choices: FOR
            .map(|(code, words)| Choice {
                code,
                words,
                is_chosen: form.text("for") == code,
            })
            .into(),
        words: form.owned("words"),
        amount: form.owned("amount"),
        errors: errors.collect(),
        waits,
    }))
}

/// Reads what they ask for.
fn read(ctx: &OwnCtx, upload: &Upload) -> Result<(NewWish, Cost), Errors> {
    let form = &upload.form;
    let mut errors = Errors::default();
    let chosen = FOR.iter().find(|(code, _)| *code == form.text("for"));
    errors.require(chosen.is_some(), "for", "Choose what it is for");
    let said = form.text("words");
    errors.require(
        form.text("for") != "other" || !said.is_empty(),
        "words",
        "Write what it is",
    );
    errors.require(
        said.chars().count() <= LINE,
        "words",
        "Use fewer words: 200 characters or fewer",
    );
    let pence = errors.take("amount", pounds(form.text("amount"), "How much"));
    let photo = if upload.files.is_empty() {
        None
    } else {
        match funds::read_receipt(upload, Some(ctx.id())) {
            Ok(photo) => Some(photo),
            Err(wrong) => {
                errors.add("file", wrong.at("file").unwrap_or_default());
                None
            }
        }
    };
    let (purpose, label) = *chosen.unwrap_or(&FOR[3]);
    let pence = pence.flatten();
    let words = match (purpose, said) {
        ("other", said) => said.to_owned(),
        (_, "") => label.to_owned(),
        (_, said) => format!("{label}: {said}"),
    };
    let new = NewWish {
        kind: WishKind::Money,
        words: match pence {
            Some(pence) => format!("{words}, {}", Pence(pence)),
            None => words,
        },
    };
    errors.or((
        new,
        Cost {
            purpose: purpose.to_owned(),
            pence,
            photo,
        },
    ))
}

/// Records what they ask for: their worker answers, and asks a fund.
pub(super) async fn ask(ctx: OwnCtx, upload: Upload) -> Answer {
    let (new, cost) = match read(&ctx, &upload) {
        Ok(read) => read,
        Err(errors) => return page(&ctx, &Said::default(), &upload.form, &errors).await,
    };
    let (rules, id) = (rules(&ctx).await?, ctx.id());
    let alarm = wishes::Alarm::of(ctx.app());
    ctx.submit(&upload.form, async move |tx: &mut WriteTx| {
        let council = tx.council();
        let before = wishes::of_person(tx, council, id).await?;
        let is_same = |one: &wishes::Wish| one.answered_at.is_none() && one.words == new.words;
        if before.iter().any(is_same) {
            // Already asked, from another tab.
            tx.housekeeping();
        } else {
            let said = wishes::ask_for(tx, id, &new, &cost).await?;
            due::refresh(tx, &rules, id).await?;
            if let Some(said) = said {
                alarm.raise(tx, id, said).await?;
            }
        }
        Ok::<_, Halt>("/my/money?said=asked".to_owned())
    })
    .await
}
