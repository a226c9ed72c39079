//! Requests and feelings, and the answers.

use askama::Template;
use axum::http::Uri;
use govuk::{Button, Html, Radios, Textarea};
use policy::Action;
use store::{ReadTx, WriteTx};
use values::{FeelingId, PersonId, WishId};

use super::{
    FEELINGS,
    forms::WishForm,
    model::{Feeling, Wish, WishKind},
    on_it::on_it_since,
    queries::{self, NewWish},
};
use crate::{
    office::directory::InCouncil,
    person::{
        due::{self, Rules},
        frame::{self, Section},
        people::{self, Person},
    },
    shell::{
        choices::{Code, code_or_empty, worded},
        web::{
            Answer, Ctx, Errors, Form, FormPage, Halt, Layout, Path, Query, Said, WebError, html,
            redirect, words,
        },
    },
};

struct WishCard {
    words: String,
    says: String,
    answer: Option<String>,
    act: Option<String>,
    /// Where their photo is.
    photo: Option<String>,
}

struct Felt {
    says: String,
    words: String,
    wants_help: bool,
    /// Who is on it.
    on_it: Option<String>,
    see: Option<String>,
}

#[derive(Template)]
#[template(path = "wishes/list.html")]
struct ListPage {
    layout: Layout,
    name: String,
    feelings: Vec<Felt>,
    wishes: Vec<WishCard>,
    add: Option<String>,
    form_key: String,
    see: Html,
}

/// Lists what a young person asked for, and how they said they are.
pub(super) async fn list(ctx: Ctx, Path(id): Path<PersonId>, Query(said): Query<Said>) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::ReadPerson).await?;
    let may = ctx.permits(Action::RecordContact, &person.standing);
    let wishes = queries::of_person(&mut tx, ctx.council(), id).await?;
    let feelings = queries::feelings(&mut tx, ctx.council(), id).await?;
    let directory = ctx.directory(&mut tx).await?;
    let asked = |one: &Wish| {
        let day = words::day(one.made_on);
        let by = if one.made_by.is_none() {
            String::new()
        } else {
            format!(", recorded by {}", directory.worker(one.made_by, "someone"))
        };
        WishCard {
            words: one.words.clone(),
            says: format!("{}, {day}{by}", one.kind.words()),
            answer: one.answered_at.map(|at| {
                let by = directory.worker(one.answered_by, "someone");
                format!("{by}, {}: {}", words::moment(at), one.answer)
            }),
            act: (may && one.answered_at.is_none()).then(|| format!("/wishes/{}/answer", one.id)),
            photo: one
                .photo
                .filter(|_| may)
                .map(|_| format!("/wishes/{}/photo", one.id)),
        }
    };
    let felt = |one: &Feeling| Felt {
        says: format!(
            "{}: {}",
            words::moment(one.told_at),
            worded(FEELINGS, &one.answer)
        ),
        words: one.words.clone(),
        wants_help: one.wants_help,
        on_it: on_it_since(
            &ctx,
            &directory,
            one.taken.filter(|_| one.seen_at.is_none()),
        ),
        see: (may && one.seen_at.is_none()).then(|| format!("/feelings/{}/seen", one.id)),
    };
    Ok(html(&ListPage {
        layout: ctx
            .layout("Requests and feelings")
            .record(frame::frame(&ctx, &mut tx, &person, Section::Plan).await?)
            .said(said.said.as_deref()),
        name: person.name(),
        feelings: feelings.iter().map(felt).collect(),
        wishes: wishes.iter().map(asked).collect(),
        add: may.then(|| format!("/people/{id}/wishes/new")),
        form_key: ctx.form_key(),
        see: Html::of(
            Button::new("I have been in touch about this")
                .secondary()
                .prevent_double_click(),
        ),
    }))
}

fn page(ctx: &Ctx, person: &Person, typed: &WishForm, errors: &Errors) -> Answer {
    let mut kind = Radios::new("kind", "What is it?")
        .selected(code_or_empty(typed.kind))
        .error(errors.at("kind"))
        .small();
    // A message comes from the young person alone, and money is asked for from a fund.
    let written_down = WishKind::ALL
        .iter()
        .filter(|one| !matches!(one, WishKind::Message | WishKind::Money));
    for one in written_down {
        kind = kind.item(one.code(), one.words());
    }
    FormPage::new(ctx, "Record a request")
        .caption(person.name())
        .errors(errors, &[])
        .cancel(format!("/people/{}/asked", person.standing.id))
        .field(kind)
        .field(
            Textarea::new("words", "In their words")
                .rows(3)
                .value(&*typed.words)
                .error(errors.at("words")),
        )
        .show()
}

/// Asks what they requested.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<PersonId>, uri: Uri) -> Answer {
    let person = people::open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let draft = ctx.draft(&uri).await?;
    let typed = draft
        .as_ref()
        .map_or_else(WishForm::default, WishForm::typed);
    page(&ctx, &person, &typed, &Errors::default())
}

/// Records a request.
pub(super) async fn write_down(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let typed = WishForm::typed(&form);
    let mut errors = Errors::default();
    errors.require(typed.kind.is_some(), "kind", "Choose what it is");
    errors.require(
        !typed.words.is_empty(),
        "words",
        "Enter what they asked for",
    );
    let is_short = typed.words.chars().count() <= 4000;
    errors.require(is_short, "words", "Use 4,000 characters or fewer");
    let Some(kind) = typed.kind.filter(|_| errors.is_empty()) else {
        return page(&ctx, &person, &typed, &errors);
    };
    let new = NewWish {
        kind,
        words: typed.words,
    };
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    drop(tx);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::ask(tx, id, &new).await?;
            due::refresh(tx, &rules, id).await?;
            Ok(format!("/people/{id}/asked?said=asked"))
        })
        .await;
    Ok(done?)
}

async fn open(ctx: &Ctx, tx: &mut ReadTx, id: WishId) -> Result<(Wish, Person), WebError> {
    let wish = queries::find(tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let person = people::open(ctx, tx, wish.person, Action::RecordContact).await?;
    Ok((wish, person))
}

/// Leads from a request for money to the form that asks a fund for it, which answers the request as well.
fn ways_to_money(wish: &Wish) -> Html {
    if wish.kind != WishKind::Money {
        return Html::default();
    }
    let href = format!("/people/{}/money/new?wish={}", wish.person, wish.id);
    let asks = Html::paragraph(Html::link(href, "Ask a fund for it")).and(Html::paragraph(
        "What they asked for is filled in, and they are told. To say no, or to ask more first, answer here.",
    ));
    match wish.photo {
        Some(_) => asks.and(Html::paragraph(Html::link(
            format!("/wishes/{}/photo", wish.id),
            "Download their photo",
        ))),
        None => asks,
    }
}

fn answer_page(ctx: &Ctx, wish: &Wish, person: &Person, words: &str, errors: &Errors) -> Answer {
    FormPage::new(ctx, wish.kind.words())
        .caption(person.name())
        .errors(errors, &[])
        .cancel(format!("/people/{}/asked", wish.person))
        .intro(Html::paragraph(wish.words.clone()).and(ways_to_money(wish)))
        .field(
            Textarea::new("answer", "Your answer")
                .hint("They can read this on their own pages. Use plain words, and say what happens next, or why not.")
                .rows(4)
                .value(words.to_owned())
                .error(errors.at("answer")),
        )
        .button("Answer")
        .show()
}

/// Asks for an answer.
pub(super) async fn ask_answer(ctx: Ctx, Path(id): Path<WishId>, uri: Uri) -> Answer {
    let (wish, person) = open(&ctx, &mut ctx.read().await?, id).await?;
    let draft = ctx.draft(&uri).await?;
    let words = draft.map(|draft| draft.owned("answer")).unwrap_or_default();
    answer_page(&ctx, &wish, &person, &words, &Errors::default())
}

/// Answers a request.
pub(super) async fn answer(ctx: Ctx, Path(id): Path<WishId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let (wish, person) = open(&ctx, &mut tx, id).await?;
    let words = form.owned("answer");
    let mut errors = Errors::default();
    errors.require(!words.is_empty(), "answer", "Enter your answer");
    let is_short = words.chars().count() <= 4000;
    errors.require(is_short, "answer", "Use 4,000 characters or fewer");
    if !errors.is_empty() {
        return answer_page(&ctx, &wish, &person, &words, &errors);
    }
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    drop(tx);
    let about = wish.person;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::answer(tx, &wish, &words).await?;
            due::refresh(tx, &rules, wish.person).await?;
            Ok(format!("/people/{}/asked?said=answered", wish.person))
        })
        .await;
    match done {
        // Someone else has already answered.
        Err(Halt::Stale) => Ok(redirect(&format!("/people/{about}/asked"))),
        other => Ok(other?),
    }
}

/// Records that a worker has read how a young person is.
pub(super) async fn see(ctx: Ctx, Path(id): Path<FeelingId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let feeling = queries::find_feeling(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    people::open(&ctx, &mut tx, feeling.person, Action::RecordContact).await?;
    let rules = Rules::of(ctx.app(), ctx.library(&mut tx).await?);
    drop(tx);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::see(tx, &feeling).await?;
            due::refresh(tx, &rules, feeling.person).await?;
            Ok(format!("/people/{}/asked?said=seen", feeling.person))
        })
        .await;
    Ok(done?)
}

/// Records that the worker is on what a young person said.
pub(super) async fn take_on(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    drop(tx);
    let back = match form.text("from") {
        "today" => "/today".to_owned(),
        _ => format!("/people/{id}"),
    };
    let done = ctx
        .submit_about(id, &form, async move |tx: &mut WriteTx| {
            queries::take_on(tx, id).await?;
            Ok(format!("{back}?said=on-it"))
        })
        .await;
    Ok(done?)
}
