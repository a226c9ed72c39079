//! The pages about onward referrals.

use askama::Template;
use axum::http::Uri;
use govuk::{Checkboxes, Colour, Html, Input, Radios, Select, Tag, Textarea};
use policy::Action;
use store::{ReadTx, WriteTx};
use values::{OnwardReferralId, OrganisationId, PersonId};

use super::{
    forms::{self, OUTCOMES, PURPOSES, USUAL_DAYS},
    partner,
    queries::{self, OnwardReferral},
};
use crate::{
    office::{accounts, directory::InCouncil},
    person::{
        frame::{self, Section},
        people::{self, Person},
    },
    shell::{
        choices::{Choices, worded},
        web::{
            Answer, Ctx, Errors, Form, FormPage, Halt, Layout, Path, Query, Said, WebError,
            form::TypedDate, html, redirect, words,
        },
    },
};

struct Line {
    title: String,
    says: String,
    tag: Tag,
    settle: Option<String>,
}

#[derive(Template)]
#[template(path = "onward_referrals/list.html")]
struct ListPage {
    layout: Layout,
    name: String,
    add: Option<String>,
    lines: Vec<Line>,
}

/// Returns whether the reader may see a referral.
fn may_read(ctx: &Ctx, one: &OnwardReferral, person: &Person) -> bool {
    ctx.may_read(one.is_restricted(), one.made_by, &person.standing)
}

/// Lists where a young person was referred, and what came of it.
pub(super) async fn list(ctx: Ctx, Path(id): Path<PersonId>, Query(said): Query<Said>) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::ReadPerson).await?;
    let mut all = queries::of_person(&mut tx, ctx.council(), id).await?;
    all.retain(|one| may_read(&ctx, one, &person));
    let directory = ctx.directory(&mut tx).await?;
    let may = ctx.permits(Action::RecordContact, &person.standing);
    let line = |one: &OnwardReferral| {
        let by = directory.worker(one.made_by, "Someone");
        let mut says = format!("{by}, {}", words::day(one.sent_on));
        for text in [&one.words, &one.outcome_words] {
            if !text.is_empty() {
                says = format!("{says}. {text}");
            }
        }
        let tag = match one.outcome_on {
            None => words::due_tag(one.answer_due_on, ctx.today()),
            Some(on) => {
                let text = format!("{}, {}", worded(OUTCOMES, &one.outcome), words::day(on));
                Tag::new(text).colour(if one.outcome == "helped" {
                    Colour::Green
                } else {
                    Colour::Grey
                })
            }
        };
        Line {
            title: format!("{}: {}", one.to_whom, worded(PURPOSES, &one.purpose)),
            says,
            tag,
            settle: (may && one.outcome_on.is_none())
                .then(|| format!("/onward-referrals/{}/outcome", one.id)),
        }
    };
    Ok(html(&ListPage {
        layout: ctx
            .layout("Referrals to other services")
            .record(frame::frame(&ctx, &mut tx, &person, Section::About).await?)
            .said(said.said.as_deref()),
        name: person.name(),
        add: may.then(|| format!("/people/{id}/onward-referrals/new")),
        lines: all.iter().map(line).collect(),
    }))
}

pub(super) fn radios(
    id: &'static str,
    legend: &'static str,
    all: Choices,
    form: &Form,
    errors: &Errors,
) -> Radios {
    let radios = Radios::new(id, legend)
        .selected(form.text(id))
        .error(errors.at(id));
    all.iter()
        .fold(radios, |radios, (code, words)| radios.item(*code, *words))
}

pub(super) fn area(label: &'static str, form: &Form, errors: &Errors) -> Textarea {
    Textarea::new("words", label)
        .rows(2)
        .value(form.owned("words"))
        .error(errors.at("words"))
}

fn day(form: &Form, field: &'static str, otherwise: chrono::NaiveDate) -> TypedDate {
    let typed = form.date(field);
    if typed.is_blank() {
        TypedDate::of(Some(otherwise))
    } else {
        typed
    }
}

fn page(
    ctx: &Ctx,
    person: &Person,
    partners: &[(OrganisationId, String)],
    (form, errors): (&Form, &Errors),
) -> Answer {
    let agreed = Checkboxes::new("agreed", "Have you asked them?")
        .item("yes", "They agreed to the referral, and to what is shared")
        .error(errors.at("agreed"));
    let is_agreed = form.text("agreed") == "yes";
    let today = ctx.today();
    let mut partner = Select::new("organisation", "Is it a partner who works with us here?")
        .item("", "No")
        .selected(form.text("organisation"))
        .hint("We tell their advisers, who can see what you write here and record the outcome.");
    for (id, name) in partners {
        partner = partner.item(id.to_string(), name.clone());
    }
    let page = FormPage::new(ctx, "Refer to another service")
        .caption(person.name())
        .errors(errors, &["sent", "due"])
        .cancel(format!("/people/{}/onward-referrals", person.standing.id));
    let page = if partners.is_empty() {
        page
    } else {
        page.field(partner)
    };
    page.field(
        Input::new("to_whom", "Who are you referring them to?")
            .hint("For example, a charity, another team or a college")
            .value(form.owned("to_whom"))
            .error(errors.at("to_whom")),
    )
    .field(radios("purpose", "What for?", PURPOSES, form, errors))
    .field(area("Details (optional)", form, errors))
    .field(day(form, "sent", today).field("sent", "When did you refer them?", errors))
    .field(
        day(form, "due", today + USUAL_DAYS)
            .field("due", "When should you have an answer?", errors)
            .hint("It stays on your Today page until someone records the outcome."),
    )
    .field(agreed.selected(is_agreed.then_some("yes")))
    .show()
}

/// Finds a young person who may be referred, and the partners who work with the council here.
async fn open_person(
    ctx: &Ctx,
    id: PersonId,
) -> Result<(Person, Vec<(OrganisationId, String)>), WebError> {
    let mut tx = ctx.read().await?;
    let person = people::open(ctx, &mut tx, id, Action::RecordContact).await?;
    let (directory, here) = (
        ctx.directory(&mut tx).await?,
        accounts::partners(&mut tx, ctx.council()).await?,
    );
    // An organisation without an adviser would hear of nothing.
    let mut partners = directory.organisations.clone();
    partners.retain(|(id, _)| here.contains(id));
    Ok((person, partners))
}

/// Asks where to refer them.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<PersonId>, uri: Uri) -> Answer {
    let (person, partners) = open_person(&ctx, id).await?;
    let draft = ctx.draft(&uri).await?.unwrap_or_default();
    page(&ctx, &person, &partners, (&draft, &Errors::default()))
}

/// Records a referral.
pub(super) async fn make(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let (person, partners) = open_person(&ctx, id).await?;
    let new = match forms::read(&form, &partners, ctx.today()) {
        Ok(new) => new,
        Err(errors) => return page(&ctx, &person, &partners, (&form, &errors)),
    };
    let address = ctx.app().config.public_url().to_owned();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::make(tx, id, &new).await?;
            if let Some(partner) = new.organisation {
                partner::tell(tx, (partner, &new.to_whom), &address).await?;
            }
            Ok(format!("/people/{id}/onward-referrals?said=onward"))
        })
        .await;
    Ok(done?)
}

async fn open(
    ctx: &Ctx,
    tx: &mut ReadTx,
    id: OnwardReferralId,
) -> Result<(OnwardReferral, Person), WebError> {
    let one = queries::find(tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let person = people::open(ctx, tx, one.person, Action::RecordContact).await?;
    if !may_read(ctx, &one, &person) {
        return Err(WebError::NotFound);
    }
    Ok((one, person))
}

fn outcome_page(
    ctx: &Ctx,
    (one, person): (&OnwardReferral, &Person),
    form: &Form,
    errors: &Errors,
) -> Answer {
    let what = format!("{}: {}", one.to_whom, worded(PURPOSES, &one.purpose));
    FormPage::new(ctx, "What was the outcome?")
        .caption(person.name())
        .errors(errors, &["on"])
        .cancel(format!("/people/{}/onward-referrals", one.person))
        .intro(Html::paragraph(what))
        .field(radios(
            "outcome",
            "What was the outcome?",
            OUTCOMES,
            form,
            errors,
        ))
        .field(day(form, "on", ctx.today()).field("on", "When did you find out?", errors))
        .field(area("Details (optional)", form, errors))
        .show()
}

/// Asks what came of it.
pub(super) async fn ask_outcome(ctx: Ctx, Path(id): Path<OnwardReferralId>, uri: Uri) -> Answer {
    let (one, person) = open(&ctx, &mut ctx.read().await?, id).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft.unwrap_or_default();
    outcome_page(&ctx, (&one, &person), &form, &Errors::default())
}

/// Records what came of it.
pub(super) async fn settle(ctx: Ctx, Path(id): Path<OnwardReferralId>, form: Form) -> Answer {
    let (one, person) = open(&ctx, &mut ctx.read().await?, id).await?;
    let outcome = match forms::outcome(&form, one.sent_on, ctx.today()) {
        Ok(outcome) => outcome,
        Err(errors) => return outcome_page(&ctx, (&one, &person), &form, &errors),
    };
    let about = one.person;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::settle(tx, &one, &outcome).await?;
            Ok(format!(
                "/people/{about}/onward-referrals?said=onward-settled"
            ))
        })
        .await;
    match done {
        // Someone else has already done it.
        Err(Halt::Stale) => Ok(redirect(&format!("/people/{about}/onward-referrals"))),
        other => Ok(other?),
    }
}
