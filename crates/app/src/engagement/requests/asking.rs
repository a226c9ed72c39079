//! Asking employers for something on a day and time.

use std::sync::Arc;

use askama::Template;
use axum::http::Uri;
use govuk::{Checkboxes, Choice, Html, Input, Textarea, Width};
use policy::Action;
use serde::Deserialize;
use store::{ReadTx, StoreError, WriteTx};
use values::EmployerId;

use super::{
    forms::RequestForm,
    model::{KINDS, OPEN_DAYS, SlotRequest},
    queries::{self, NewRequest},
};
use crate::{
    engagement::employers::{self, Employer, EmployerContact},
    person::people::{self, Person},
    post::outbox::{self, Letter},
    shell::{
        choices::{MENU, worded},
        outside::{self, NewLink, Reach},
        web::{Answer, Ctx, Errors, Form, FormPage, Layout, Query, WebError, html, random, words},
    },
};

/// What is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sought {
    kind: String,
    /// For whom, where it is for somebody.
    person: String,
}

/// Finds the young person for whom it is, where one is named.
async fn sought_for(ctx: &Ctx, tx: &mut ReadTx, id: &str) -> Result<Option<Person>, WebError> {
    let Ok(id) = id.parse() else { return Ok(None) };
    let found = people::open(ctx, tx, id, Action::RecordContact).await?;
    Ok(Some(found))
}

/// An employer who offers something, and the contact to ask.
pub(super) type Offering = (Employer, Option<EmployerContact>);

#[derive(Template)]
#[template(path = "requests/kinds.html")]
struct KindsPage {
    layout: Layout,
    kinds: Vec<(String, &'static str, String)>,
}

/// Asks what to request, then when, and which employers to ask.
pub(super) async fn ask(ctx: Ctx, Query(sought): Query<Sought>, uri: Uri) -> Answer {
    ctx.decide_office(Action::BringEmployers)?;
    let mut tx = ctx.read().await?;
    if !KINDS.contains(&&*sought.kind) {
        let mut kinds = Vec::new();
        for (kind, number) in employers::offered(&mut tx, ctx.council()).await? {
            if let Some(known) = KINDS.iter().find(|known| **known == kind) {
                let count = words::count(number, "employer offers it", "employers offer it");
                kinds.push((
                    format!("/requests/new?kind={known}"),
                    worded(MENU, known),
                    count,
                ));
            }
        }
        return Ok(html(&KindsPage {
            layout: ctx.layout("Ask employers").back("/requests"),
            kinds,
        }));
    }
    let whom = sought_for(&ctx, &mut tx, &sought.person).await?;
    let offering = employers::offering(&mut tx, ctx.council(), &sought.kind).await?;
    let reach = outside::reach(&mut tx, ctx.council(), ctx.me()).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft.as_ref().map_or_else(
        || RequestForm::blank(offering.iter().map(|(one, _)| one.id.to_string()).collect()),
        RequestForm::typed,
    );
    let errors = Errors::default();
    page(
        &ctx,
        (&sought.kind, whom.as_ref()),
        &offering,
        &reach,
        (&form, &errors),
    )
}

fn page(
    ctx: &Ctx,
    (kind, whom): (&str, Option<&Person>),
    offering: &[Offering],
    reach: &Reach,
    (form, errors): (&RequestForm, &Errors),
) -> Answer {
    let what = worded(MENU, kind);
    if offering.is_empty() {
        return FormPage::new(ctx, format!("Ask for: {what}"))
            .cancel("/requests/new")
            .intro(Html::paragraph(
                "No employer offers this at the moment. When one agrees to, tick it on their page.",
            ))
            .without_form()
            .show();
    }
    let mut employers = Checkboxes::new("employer", "Who do you want to ask?")
        .selected(form.employers.iter().map(String::as_str))
        .error(errors.at("employer"));
    for (one, contact) in offering {
        let hint = match contact {
            Some(contact) if !contact.email.is_empty() => {
                format!("{} gets an email with a link", contact.name)
            }
            Some(contact) => format!("Ring {}, as we have no email address", contact.name),
            None => "We have no contact there yet, so nothing is sent".to_owned(),
        };
        employers = employers.choice(Choice::new(one.id.to_string(), one.name.clone()).hint(hint));
    }
    let ring = if reach.phone.is_empty() {
        Html::from("They can email you. ").and(Html::link(
            "/work-phone",
            "Add your phone number so they can ring you",
        ))
    } else {
        Html::from(format!("They can ring you on {}. ", reach.phone))
            .and(Html::link("/work-phone", "Change the number"))
    };
    let mut page = FormPage::new(ctx, format!("Ask for: {what}"))
        .action(format!("/requests/new?kind={kind}"))
        .errors(errors, &["on"]);
    page = match whom {
        Some(whom) => page
            .caption(format!(
                "For {}. Employers are not told who it is",
                whom.name()
            ))
            .carry("person", whom.standing.id.to_string())
            .cancel(format!("/people/{}/applications", whom.standing.id)),
        None => page.cancel("/requests/new"),
    };
    page.intro(
        Html::paragraph("The first to say yes gets it. Everyone else is told and thanked.")
            .and(Html::paragraph(ring)),
    )
    .field(form.on.field("on", "When do you need it?", errors))
    .field(
        Input::new("begins", "When does it start?")
            .hint("For example, 10am or 14:30")
            .width(Width::Characters10)
            .value(&*form.begins)
            .error(errors.at("begins")),
    )
    .field(
        Input::new("minutes", "How long will it take, in minutes?")
            .whole_number()
            .width(Width::Characters3)
            .value(&*form.minutes)
            .error(errors.at("minutes")),
    )
    .field(
        Input::new("place", "Where is it, or how do they join?")
            .value(&*form.place)
            .error(errors.at("place")),
    )
    .field(
        Textarea::new("words", "What should they know? (optional)")
            .hint("For example, the kind of work. Do not name young people.")
            .rows(3)
            .value(&*form.words)
            .error(errors.at("words")),
    )
    .field(employers)
    .button("Ask them")
    .show()
}

/// Asks them; each gets their own link.
pub(super) async fn make(ctx: Ctx, Query(sought): Query<Sought>, form: Form) -> Answer {
    ctx.decide_office(Action::BringEmployers)?;
    if !KINDS.contains(&&*sought.kind) {
        return Err(WebError::Malformed);
    }
    let mut tx = ctx.read().await?;
    let whom = sought_for(&ctx, &mut tx, form.text("person")).await?;
    let offering = employers::offering(&mut tx, ctx.council(), &sought.kind).await?;
    let reach = outside::reach(&mut tx, ctx.council(), ctx.me()).await?;
    drop(tx);
    let typed = RequestForm::typed(&form);
    let new = match typed.read(&sought.kind, ctx.today()) {
        Ok(new) => NewRequest {
            person: whom.as_ref().map(|whom| whom.standing.id),
            ..new
        },
        Err(errors) => {
            let sought = (sought.kind.as_str(), whom.as_ref());
            return page(&ctx, sought, &offering, &reach, (&typed, &errors));
        }
    };
    let chosen = offering
        .into_iter()
        .filter(|(one, _)| typed.employers.contains(&one.id.to_string()));
    let chosen: Arc<Vec<Offering>> = Arc::new(chosen.collect());
    let chance: [u8; 32] = random();
    let address = ctx.app().config.public_url().to_owned();
    let council = ctx.who().council_name.clone();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let letter = Wording {
                address: address.clone(),
                council: council.clone(),
                reach: reach.clone(),
            };

            let one = queries::add(tx, &new).await?;
            for (employer, contact) in chosen.iter() {
                let Some(contact) = contact else { continue };
                send(tx, &one, employer.id, contact, chance, &letter).await?;
            }
            Ok(format!("/requests/{}?said=asked-employers", one.id))
        })
        .await;
    Ok(done?)
}

/// What the email to an employer needs.
struct Wording {
    address: String,
    council: String,
    reach: Reach,
}

async fn send(
    tx: &mut WriteTx,
    one: &SlotRequest,
    employer: EmployerId,
    contact: &EmployerContact,
    chance: [u8; 32],
    with: &Wording,
) -> Result<(), StoreError> {
    let asked = queries::ask(tx, one.id, employer, contact.id).await?;
    if contact.email.is_empty() {
        return Ok(());
    }
    let link = NewLink {
        purpose: "offer",
        record: asked.into(),
        person: None,
        holder: contact.id.into(),
        until_on: one.on + chrono::Days::new(OPEN_DAYS),
        chance,
    };
    let token = outside::make(tx, &link).await?;
    let ring = with.reach.words();
    let letter = Letter {
        account: None,
        recipient: contact.email.clone(),
        subject: format!("{} on {}: can you do it?", one.what(), one.short_when()),
        body: format!(
            "Hello {},\n\n{} is looking for this, and you told us that you offer it:\n\n{}\n{}\n\nFollow this link to say yes or no:\n\n{}/offer/{token}\n\nThe \
             first employer to say yes gets it. If you have questions, contact {ring}.\n",
            contact.name,
            with.council,
            one.title(),
            one.place,
            with.address,
        ),
    };
    outbox::post_secret(tx, letter).await
}
