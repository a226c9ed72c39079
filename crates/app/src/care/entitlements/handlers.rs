//! What a young person can get, and what has happened about each.

use askama::Template;
use axum::http::Uri;
use chrono::NaiveDate;
use govuk::{Colour, Html, Radios, Tag, Textarea};
use policy::Action;
use serde::Deserialize;
use store::WriteTx;
use values::PersonId;

use super::{
    model::{self, Entitlement, Reader, State, Theirs},
    queries::{self, Claim},
};
use crate::{
    office::directory::InCouncil,
    person::{
        frame::{self, Section},
        people::{self, Person},
    },
    shell::{
        choices::Code,
        web::{Answer, Ctx, Errors, Form, FormPage, Layout, Path, Query, WebError, html, words},
    },
};

struct Line {
    title: String,
    tag: Tag,
    /// Why they can get it, or what has to be asked.
    why: String,
    how: String,
    when: String,
    /// What was last recorded about it.
    said: String,
    source: String,
    say: Option<String>,
}

#[derive(Template)]
#[template(path = "entitlements/list.html")]
struct ListPage {
    layout: Layout,
    name: String,
    lines: Vec<Line>,
    on: String,
}

/// What was just done, and the entitlement in the address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct EntitlementQuery {
    said: String,
    what: String,
}

/// How many days ahead a last day counts as near: half a year.
const NEAR: i64 = 183;

/// Says when they can get it.
pub(super) fn when(one: &Entitlement, born: Option<NaiveDate>, today: NaiveDate) -> String {
    let (ready, last) = born.map_or((None, None), |born| one.days(born));
    let mut says = Vec::new();
    if let Some(ready) = ready.filter(|ready| *ready > today) {
        says.push(format!("It can be prepared from {}.", words::day(ready)));
    }
    if let Some(last) = last.filter(|last| *last >= today) {
        let days = (last - today).num_days();
        let soon = if days <= NEAR {
            format!(", in {}", words::count(days.unsigned_abs(), "day", "days"))
        } else {
            String::new()
        };
        says.push(format!("Until {}{soon}.", words::day(last)));
    }
    says.join(" ")
}

fn state_tag(theirs: &Theirs, claim: Option<&Claim>) -> Tag {
    match (claim.map(|claim| claim.state), theirs) {
        (Some(State::Got), _) => Tag::new("They have it").colour(Colour::Green),
        (Some(State::Asked), _) => Tag::new("Asked for").colour(Colour::Blue),
        (Some(State::Refused), _) => Tag::new("Refused").colour(Colour::Orange),
        (Some(State::NotTheirs), _) => Tag::new("Not for them").colour(Colour::Grey),
        (None, Theirs::Yes(_)) => Tag::new("Not asked for yet").colour(Colour::Yellow),
        (None, Theirs::Ask(_) | Theirs::No) => Tag::new("Ask first").colour(Colour::Grey),
    }
}

/// Lists what a young person can get, unclaimed entitlements first.
pub(super) async fn list(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<EntitlementQuery>,
) -> Answer {
    let (mut tx, today) = (ctx.read().await?, ctx.today());
    let person = people::open(&ctx, &mut tx, id, Action::ReadPerson).await?;
    let claims = queries::of_people(&mut tx, ctx.council(), &[id])
        .await?
        .remove(&id)
        .unwrap_or_default();
    let directory = ctx.directory(&mut tx).await?;
    let may = ctx.permits(Action::RecordContact, &person.standing);
    let mut lines: Vec<(u8, Line)> = Vec::new();
    for one in model::all() {
        let theirs = one.theirs(&person, today, Reader::Worker);
        let claim = claims.iter().find(|claim| claim.entitlement == one.key);
        if theirs == Theirs::No && claim.is_none() {
            continue;
        }
        let order = match (&theirs, claim.map(|claim| claim.state)) {
            (Theirs::Yes(_), None) => 0,
            (Theirs::Ask(_), None) => 1,
            (_, Some(State::Asked | State::Refused)) => 2,
            (_, Some(State::Got | State::NotTheirs)) | (Theirs::No, None) => 3,
        };
        let why = match &theirs {
            Theirs::Yes(why) => format!("Because {why}."),
            Theirs::Ask(questions) => questions.clone(),
            Theirs::No => String::new(),
        };
        let said = claim.map_or_else(String::new, |claim| {
            let words = claim.state.words();
            let note = if claim.note.is_empty() {
                String::new()
            } else {
                format!(": {}", claim.note)
            };
            let by = directory.worker(claim.made_by, "someone");
            format!("{words}{note} ({by}, {})", words::day(claim.said_on))
        });
        let line = Line {
            title: one.title.clone(),
            tag: state_tag(&theirs, claim),
            why,
            how: format!(
                "Who pays: {}. {} Who arranges it: {}.",
                one.who_pays, one.how, one.team
            ),
            when: when(one, person.fields.born_on, today),
            said,
            source: format!("{}, {}. {}", one.source, one.as_at, one.sure.words())
                .trim_end()
                .to_owned(),
            say: may.then(|| format!("/people/{id}/entitlements/say?what={}", one.key)),
        };
        lines.push((order, line));
    }
    lines.sort_by_key(|(order, _)| *order);
    Ok(html(&ListPage {
        layout: ctx
            .layout("What they can get")
            .record(frame::frame(&ctx, &mut tx, &person, Section::Money).await?)
            .said(Some(asked.said.as_str()).filter(|said| !said.is_empty())),
        name: person.name(),
        lines: lines.into_iter().map(|(_, line)| line).collect(),
        on: words::day(today),
    }))
}

fn page(ctx: &Ctx, person: &Person, one: &Entitlement, form: &Form, errors: &Errors) -> Answer {
    let id = person.standing.id;
    let mut radios = Radios::new("state", "What has happened?")
        .selected(form.text("state"))
        .error(errors.at("state"));
    for (code, words) in State::CHOICES {
        radios = radios.item(*code, *words);
    }
    FormPage::new(ctx, one.title.clone())
        .caption(person.name())
        .errors(errors, &["on"])
        .action(format!("/people/{id}/entitlements/say?what={}", one.key))
        .cancel(format!("/people/{id}/entitlements"))
        .intro(Html::paragraph(one.how.clone()))
        .field(radios)
        .field(form.date("on").field("on", "When did it happen?", errors))
        .field(
            Textarea::new("note", "Details (needed if it was refused)")
                .hint("The young person can read this")
                .rows(2)
                .value(form.owned("note"))
                .error(errors.at("note")),
        )
        .show()
}

fn named(asked: &EntitlementQuery) -> Result<&'static Entitlement, WebError> {
    model::find(&asked.what).ok_or(WebError::NotFound)
}

/// Asks what has happened about something.
pub(super) async fn ask(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<EntitlementQuery>,
    uri: Uri,
) -> Answer {
    let person = people::open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let one = named(&asked)?;
    let draft = ctx.draft(&uri).await?;
    let form = draft.unwrap_or_else(|| {
        let today = ctx.today();
        let parts = [
            ("on-day", today.format("%-d")),
            ("on-month", today.format("%-m")),
            ("on-year", today.format("%Y")),
        ];
        Form::default().with(parts.map(|(name, part)| (name.to_owned(), part.to_string())))
    });
    page(&ctx, &person, one, &form, &Errors::default())
}

/// Records what has happened about something.
pub(super) async fn say(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<EntitlementQuery>,
    form: Form,
) -> Answer {
    let person = people::open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let (one, mut errors) = (named(&asked)?, Errors::default());
    let state = State::parse(form.text("state"));
    errors.require(state.is_some(), "state", "Choose what has happened");
    let on = errors.take("on", form.date("on").read("Day")).flatten();
    match on {
        Some(on) if on > ctx.today() => errors.add("on", "Day must be today or in the past"),
        None if errors.at("on").is_none() => errors.add("on", "Enter the day"),
        _ => {}
    }
    let note = form.owned("note");
    errors.require(
        note.chars().count() <= 1000,
        "note",
        "Use 1,000 characters or fewer",
    );
    if state == Some(State::Refused) {
        errors.require(
            !note.is_empty(),
            "note",
            "Enter why it was refused, and what can be done",
        );
    }
    let (Some(state), Some(on)) = (state, on.filter(|_| errors.is_empty())) else {
        return page(&ctx, &person, one, &form, &errors);
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::say(tx, id, (&one.key, state), (on, &note)).await?;
            Ok(format!("/people/{id}/entitlements?said=entitlement"))
        })
        .await;
    Ok(done?)
}
