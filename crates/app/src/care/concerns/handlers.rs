//! The pages about concerns.

use askama::Template;
use axum::http::Uri;
use govuk::{Html, Radios, SummaryCard, SummaryList, Textarea, WarningText};
use policy::Action;
use serde::Deserialize;
use store::WriteTx;
use values::{ConcernId, PersonId};

use super::{
    forms::ConcernForm,
    model::{Agrees, Answers, Concern, Danger, Kind, PARTS, Telling, steps},
    queries,
};
use crate::{
    office::directory::InCouncil,
    person::{
        frame::{self, Section},
        people::{self, Person},
    },
    shell::{
        choices::{Code, Coded, worded},
        web::{
            Answer, Ctx, Errors, Form, FormPage, Layout, Path, Query, Said, WebError, html, words,
        },
    },
};

#[derive(Template)]
#[template(path = "concerns/list.html")]
struct ListPage {
    layout: Layout,
    heading: String,
    none: &'static str,
    concerns: Vec<(String, String, &'static str)>,
    raise: Option<String>,
}

#[derive(Template)]
#[template(path = "concerns/show.html")]
struct ConcernPage {
    layout: Layout,
    name: String,
    heading: String,
    steps: Vec<String>,
    about: SummaryList,
    told: Vec<SummaryCard>,
    tell: Option<String>,
    close: Option<String>,
}

fn state(concern: &Concern) -> &'static str {
    if concern.closed_at.is_some() {
        "Closed"
    } else {
        "Open"
    }
}

/// Lists the open concerns that the worker may read.
pub(super) async fn list(ctx: Ctx) -> Answer {
    let scope = ctx.scope(Action::ReadRestricted);
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let all = queries::open_ones(&mut tx, &scope).await?;
    let ids: Vec<_> = all.iter().map(|one| one.person).collect();
    let standings = people::standings(&mut tx, ctx.council(), &ids).await?;
    let admitted = |one: &&Concern| {
        let standing = standings.iter().find(|who| who.id == one.person);
        standing.is_some_and(|who| ctx.permits(Action::ReadRestricted, who))
    };
    let concerns = all.iter().filter(admitted).map(|one| {
        let raised = words::moment(one.raised_at);
        let what = format!("{}, raised {raised}", names.name(one.person));
        (format!("/concerns/{}", one.id), what, state(one))
    });
    Ok(html(&ListPage {
        concerns: concerns.collect(),
        layout: ctx.layout("Concerns"),
        heading: "Open concerns".into(),
        none: "There are no open concerns. You can raise one from a young person’s page.",
        raise: None,
    }))
}

/// Lists the concerns about one young person.
pub(super) async fn of_person(ctx: Ctx, Path(id): Path<PersonId>) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::ReadRestricted).await?;
    let all = queries::of_person(&mut tx, ctx.council(), id).await?;
    let concerns = all.iter().map(|one| {
        let what = format!("Raised {}", words::moment(one.raised_at));
        (format!("/concerns/{}", one.id), what, state(one))
    });
    Ok(html(&ListPage {
        layout: ctx
            .layout("Concerns about them")
            .record(frame::frame(&ctx, &mut tx, &person, Section::Safety).await?),
        heading: format!("Concerns about {}", person.name()),
        none: "No concerns have been raised.",
        concerns: concerns.collect(),
        raise: ctx
            .permits(Action::RecordContact, &person.standing)
            .then(|| format!("/people/{id}/concerns/new")),
    }))
}

pub(super) fn radios(
    id: &'static str,
    legend: &str,
    choices: &[Coded],
    chosen: &str,
    errors: &Errors,
) -> Html {
    let mut radios = Radios::new(id, legend.to_owned())
        .selected(chosen)
        .error(errors.at(id));
    for (code, words) in choices {
        radios = radios.item(*code, *words);
    }
    Html::of(radios)
}

fn raise_page(ctx: &Ctx, person: &Person, form: &ConcernForm, errors: &Errors) -> Answer {
    let first = Html::of(WarningText::new(
        "If anyone is in danger now, ring 999 first.",
    ));
    FormPage::new(ctx, "Raise a concern about safety")
        .caption(person.name())
        .errors(errors, &[])
        .cancel(format!("/people/{}", person.standing.id))
        .intro(first.and(Html::paragraph(
            "This goes to the safeguarding leads, not into the notes. It does not replace the council’s own referral.",
        )))
        .field(radios("danger", "Is anyone in danger now?", Danger::CHOICES, &form.danger, errors))
        .field(radios("kind", "What is it about?", Kind::CHOICES, &form.kind, errors))
        .field(
            Textarea::new("words", "What did you see or hear?")
                .hint("Give facts, and their own words. Keep what you think separate from what you know.")
                .rows(6)
                .value(&*form.words)
                .error(errors.at("words")),
        )
        .field(radios("agrees", "Do they agree to you passing it on?", Agrees::CHOICES, &form.agrees, errors))
        .button("Raise it and see what to do")
        .show()
}

/// Asks what the concern is.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<PersonId>, uri: Uri) -> Answer {
    let person = people::open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft
        .as_ref()
        .map_or_else(ConcernForm::default, ConcernForm::typed);
    raise_page(&ctx, &person, &form, &Errors::default())
}

/// Raises a concern, and shows what to do.
pub(super) async fn raise(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let person = people::open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let typed = ConcernForm::typed(&form);
    let answers = match typed.read() {
        Ok(answers) => answers,
        Err(errors) => return raise_page(&ctx, &person, &typed, &errors),
    };
    let reads = ctx.permits(Action::ReadRestricted, &person.standing);
    let words = typed.words;
    let address = ctx.app().config.public_url();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let concern = queries::raise(tx, id, &answers, &words, &address).await?;
            // Workers who may not read restricted records still see the steps, but nothing that others wrote.
            Ok(if reads {
                format!("/concerns/{concern}?said=concern")
            } else {
                format!(
                    "/people/{id}/concerns/sent?kind={}&danger={}&agrees={}",
                    answers.kind.code(),
                    answers.danger.code(),
                    answers.agrees.code()
                )
            })
        })
        .await;
    Ok(done?)
}

/// The answers in the address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    kind: String,
    danger: String,
    agrees: String,
}

fn numbered(steps: Vec<String>) -> Html {
    Html::joined(
        std::iter::once(Html::literal(
            "<ol class=\"govuk-list govuk-list--number\">",
        ))
        .chain(
            steps.into_iter().map(|step| {
                Html::joined([Html::literal("<li>"), step.into(), Html::literal("</li>")])
            }),
        )
        .chain([Html::literal("</ol>")]),
    )
}

/// Shows what to do to a worker who raised a concern but may not read it again.
pub(super) async fn sent(ctx: Ctx, Path(id): Path<PersonId>, Query(sent): Query<Sent>) -> Answer {
    let person = people::open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let answers = Answers {
        kind: Kind::parse(&sent.kind).unwrap_or(Kind::Other),
        danger: Danger::parse(&sent.danger).unwrap_or(Danger::NotKnown),
        agrees: Agrees::parse(&sent.agrees).unwrap_or(Agrees::NotAsked),
    };
    let age = person
        .fields
        .born_on
        .map(|born| words::age(born, ctx.today()));
    let is_council = ctx.who().worker.organisation.is_none();
    FormPage::new(&ctx, "Your concern has been raised")
        .caption(person.name())
        .intro(numbered(steps(&answers, age, is_council)))
        .cancel(format!("/people/{id}"))
        .without_form()
        .show()
}

pub(super) async fn open(ctx: &Ctx, id: ConcernId) -> Result<(Concern, Person), WebError> {
    let mut tx = ctx.read().await?;
    let concern = queries::find(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let person = people::open(ctx, &mut tx, concern.person, Action::ReadRestricted).await?;
    Ok((concern, person))
}

fn card(told: &Telling, by: String) -> SummaryCard {
    let when = format!("{} at {}", words::day(told.on), told.time);
    let list = SummaryList::new()
        .row("When", when)
        .row(
            "What they said",
            if told.note.is_empty() {
                "–".to_owned()
            } else {
                told.note.clone()
            },
        )
        .row("Recorded by", by);
    SummaryCard::new(format!("{}: {}", worded(PARTS, &told.part), told.who), list)
}

/// Shows a concern with its steps and who was told.
pub(super) async fn show(ctx: Ctx, Path(id): Path<ConcernId>, Query(said): Query<Said>) -> Answer {
    let (concern, person) = open(&ctx, id).await?;
    let mut tx = ctx.read().await?;
    let tellings = queries::tellings(&mut tx, ctx.council(), id).await?;
    let directory = ctx.directory(&mut tx).await?;
    let age = person
        .fields
        .born_on
        .map(|born| words::age(born, ctx.today()));
    let is_council = ctx.who().worker.organisation.is_none();
    let is_open = concern.closed_at.is_none();
    let answers = &concern.answers;
    let mut about = SummaryList::new()
        .row("Raised by", directory.worker(concern.raised_by, "someone"))
        .row("What was seen or heard", concern.words.clone())
        .row("Danger now?", answers.danger.words())
        .row("Do they agree?", answers.agrees.words());
    if let Some(at) = concern.closed_at {
        let words = format!("{}: {}", words::moment(at), concern.closed_because);
        about = about.row("Closed", words);
    }
    let told = tellings
        .iter()
        .map(|told| card(told, directory.worker(told.by, "someone")));
    Ok(html(&ConcernPage {
        layout: ctx
            .layout("Concern")
            .back(format!("/people/{}/concerns", concern.person))
            .said(said.said.as_deref()),
        name: person.name(),
        heading: answers.kind.words().to_owned(),
        steps: if is_open {
            steps(answers, age, is_council)
        } else {
            Vec::new()
        },
        about,
        told: told.collect(),
        tell: is_open.then(|| format!("/concerns/{id}/tell")),
        close: is_open.then(|| format!("/concerns/{id}/close")),
    }))
}
