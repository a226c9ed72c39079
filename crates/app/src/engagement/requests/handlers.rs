//! The list of requests, one request, and answers by phone.

use askama::Template;
use govuk::{Cell, Colour, Html, Radios, SummaryList, Table, Tag};
use policy::Action;
use serde::Deserialize;
use store::{ReadTx, WriteTx};
use values::{SlotAskedId, SlotRequestId};

use super::{
    answering,
    model::{AskedEmployer, Outcome, SlotRequest, Status, answer_words},
    queries,
};
use crate::{
    engagement::employers,
    office::directory::InCouncil,
    person::people,
    shell::{
        outside,
        web::{
            Answer, Ctx, Errors, Form, FormPage, Layout, Path, Query, WebError, html, redirect,
            words,
        },
    },
};

/// What was just done, and the answer in the address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct RequestQuery {
    said: Option<String>,
    asked: String,
}

#[derive(Template)]
#[template(path = "requests/list.html")]
struct ListPage {
    layout: Layout,
    counted: Option<String>,
    requests: Option<Table>,
    may_ask: bool,
}

#[derive(Template)]
#[template(path = "requests/show.html")]
struct RequestPage {
    layout: Layout,
    heading: String,
    about: SummaryList,
    /// What can be done now.
    acts: Vec<(String, &'static str)>,
    asked: Option<Table>,
}

fn tag(standing: Status) -> Tag {
    let (words, colour) = match standing {
        Status::Open => ("No one has said yes yet", Colour::Yellow),
        Status::Taken => ("An employer said yes", Colour::Green),
        Status::Past => ("Say how it went", Colour::Yellow),
        Status::Missed => ("No employer said yes", Colour::Orange),
        Status::Given => ("Took place", Colour::Green),
        Status::NotGiven => ("Did not take place", Colour::Orange),
        Status::Withdrawn => ("Withdrawn", Colour::Grey),
    };
    Tag::new(words).colour(colour)
}

/// Lists the requests.
pub(super) async fn list(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::SeeEmployers)?;
    let mut tx = ctx.read().await?;
    let all = queries::newest(&mut tx, ctx.council()).await?;
    let named = employers::names(&mut tx, ctx.council()).await?;
    let directory = ctx.directory(&mut tx).await?;
    let mut table = Table::new("Requests")
        .caption_hidden()
        .column("What and when")
        .column("Status")
        .column("Employer")
        .column("Asked by");
    for one in &all {
        let who = one.taken_by.and_then(|id| named.get(&id));
        let who = who.cloned().unwrap_or("–".into());
        table = table.row([
            Cell::new(Html::link(format!("/requests/{}", one.id), one.title())),
            Cell::new(Html::of(tag(one.stands(ctx.today())))),
            Cell::new(who),
            Cell::new(directory.worker(one.keeper, "Someone")),
        ]);
    }
    let given = all
        .iter()
        .filter(|one| one.outcome == Some(Outcome::Given))
        .count() as u64;
    Ok(html(&ListPage {
        layout: ctx.layout("Requests to employers").back("/employers"),
        counted: (given > 0).then(|| format!("{} took place", words::grouped(given))),
        requests: (!table.is_empty()).then(|| table.first_cell_is_header().stacking()),
        may_ask: ctx.may(Action::BringEmployers),
    }))
}

pub(super) async fn open(
    ctx: &Ctx,
    id: SlotRequestId,
    action: Action,
) -> Result<SlotRequest, WebError> {
    ctx.decide_office(action)?;
    queries::find(&mut ctx.read().await?, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)
}

/// Finds a request that the reader may change.
pub(super) async fn open_kept(ctx: &Ctx, id: SlotRequestId) -> Result<SlotRequest, WebError> {
    let one = open(ctx, id, Action::BringEmployers).await?;
    employers::decide_kept(ctx, Some(one.keeper))?;
    Ok(one)
}

/// Returns for whom it is, where the reader may know.
async fn for_whom(ctx: &Ctx, tx: &mut ReadTx, one: &SlotRequest) -> Result<Option<Html>, WebError> {
    let Some(person) = one.person else {
        return Ok(None);
    };
    let seen = people::listed(ctx, tx, &[person]).await?;
    if !seen.contains_key(&person) {
        return Ok(None);
    }
    let name = ctx.names().await?.name(person);
    Ok(Some(Html::link(format!("/people/{person}"), name)))
}

/// Shows a request, and who answered what.
pub(super) async fn show(
    ctx: Ctx,
    Path(id): Path<SlotRequestId>,
    Query(said): Query<RequestQuery>,
) -> Answer {
    let one = open(&ctx, id, Action::SeeEmployers).await?;
    let mut tx = ctx.read().await?;
    let asked = queries::asked_of(&mut tx, ctx.council(), id).await?;
    let named = employers::names(&mut tx, ctx.council()).await?;
    let contacts = employers::contacts_by_id(&mut tx, ctx.council()).await?;
    let directory = ctx.directory(&mut tx).await?;
    let standing = one.stands(ctx.today());
    let mut about = SummaryList::new()
        .row("Status", Html::of(tag(standing)))
        .row("How long", format!("{} minutes", one.minutes))
        .row("Where", one.place.clone())
        .row("Asked by", directory.worker(one.keeper, "Someone"));
    if let Some(whom) = for_whom(&ctx, &mut tx, &one).await? {
        about = about.row("For", whom);
    }
    for (key, text) in [
        ("Good to know", &one.words),
        ("How it went", &one.outcome_words),
    ] {
        if !text.is_empty() {
            about = about.row(key, text.clone());
        }
    }
    if let Some((on, why)) = &one.withdrawn {
        about = about.row(
            "Why it is no longer needed",
            format!("{}: {why}", words::day(*on)),
        );
    }
    let may_keep = employers::may_keep(&ctx, Some(one.keeper));
    let can_answer = may_keep && matches!(standing, Status::Open | Status::Taken);
    let mut table = Table::new("Who was asked")
        .caption_hidden()
        .column("Employer")
        .column("Who")
        .column("Answer")
        .column("By phone");
    for each in &asked {
        let employer = named.get(&each.employer).cloned().unwrap_or_default();
        let contact = contacts.get(&each.contact);
        let reached = contact.map_or(String::new(), |who| {
            let reach = [&who.name, &who.phone, &who.email];
            let known: Vec<&str> = reach.iter().map(|text| text.as_str()).collect();
            known
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(", ")
        });
        let act = if can_answer {
            Html::link(
                format!("/requests/{id}/answer?asked={}", each.id),
                Html::from("Record their answer").and(Html::hidden(format!(": {employer}"))),
            )
        } else {
            "–".into()
        };
        table = table.row([
            Cell::new(Html::link(
                format!("/employers/{}", each.employer),
                employer,
            )),
            Cell::new(reached),
            Cell::new(answer_words(&each.answer)),
            Cell::new(act),
        ]);
    }
    let acts = match standing {
        _ if !may_keep => vec![],
        Status::Past => vec![
            (format!("/requests/{id}/outcome"), "Say how it went"),
            (format!("/requests/{id}/who"), "Who came"),
        ],
        Status::Taken => vec![
            (format!("/requests/{id}/who"), "Choose who comes"),
            (format!("/requests/{id}/withdraw"), "Withdraw the request"),
        ],
        Status::Open | Status::Missed => {
            vec![(format!("/requests/{id}/withdraw"), "Withdraw the request")]
        }
        _ => vec![],
    };
    Ok(html(&RequestPage {
        layout: ctx
            .layout(one.what())
            .back("/requests")
            .said(said.said.as_deref()),
        heading: one.title(),
        about,
        acts,
        asked: (!table.is_empty()).then(|| table.first_cell_is_header().stacking()),
    }))
}

async fn open_asked(ctx: &Ctx, one: &SlotRequest, asked: &str) -> Result<AskedEmployer, WebError> {
    let id = asked
        .parse::<SlotAskedId>()
        .map_err(|_| WebError::NotFound)?;
    let found = queries::asked(&mut ctx.read().await?, ctx.council(), id).await?;
    let found = found.filter(|asked| asked.request == one.id);
    found.ok_or(WebError::NotFound)
}

fn answer_page(ctx: &Ctx, one: &SlotRequest, asked: SlotAskedId, errors: &Errors) -> Answer {
    FormPage::new(ctx, "What did they say?")
        .caption(one.title())
        .action(format!("/requests/{}/answer?asked={asked}", one.id))
        .errors(errors, &[])
        .cancel(format!("/requests/{}", one.id))
        .field(
            Radios::new("answer", "Their answer by phone")
                .item("yes", "Yes, they can do it")
                .item("no", "Not this time")
                .error(errors.at("answer")),
        )
        .show()
}

/// Asks what an employer said by phone.
pub(super) async fn ask_answer(
    ctx: Ctx,
    Path(id): Path<SlotRequestId>,
    Query(said): Query<RequestQuery>,
) -> Answer {
    let one = open_kept(&ctx, id).await?;
    let asked = open_asked(&ctx, &one, &said.asked).await?;
    answer_page(&ctx, &one, asked.id, &Errors::default())
}

/// Records what an employer said by phone.
pub(super) async fn answer(
    ctx: Ctx,
    Path(id): Path<SlotRequestId>,
    Query(said): Query<RequestQuery>,
    form: Form,
) -> Answer {
    let one = open_kept(&ctx, id).await?;
    let asked = open_asked(&ctx, &one, &said.asked).await?;
    let says_yes = match form.text("answer") {
        "yes" => true,
        "no" => false,
        _ => {
            let errors = Errors::one("answer", "Choose what they said");
            return answer_page(&ctx, &one, asked.id, &errors);
        }
    };
    if !matches!(one.stands(ctx.today()), Status::Open | Status::Taken) {
        return Ok(redirect(&format!("/requests/{id}")));
    }
    let ring = outside::reach(&mut ctx.read().await?, ctx.council(), one.keeper).await?;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            answering::answer(tx, &asked, &one, says_yes, &ring).await?;
            Ok(format!("/requests/{id}?said=employer-said"))
        })
        .await;
    Ok(done?)
}
