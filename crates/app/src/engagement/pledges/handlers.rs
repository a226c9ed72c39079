//! The pages about pledges.

use axum::http::Uri;
use govuk::{Cell, Html, Input, Select, SummaryList, Table, Textarea, Width};
use policy::Action;
use serde::Deserialize;
use store::WriteTx;
use values::{EmployerId, PledgeDeliveryId, PledgeId};

use super::{
    Pledge,
    forms::{DeliveryForm, PledgeForm},
    model::Delivery,
    pages::{Line, ListPage, PledgePage, tag},
    queries,
};
use crate::{
    engagement::employers::{self, Employer},
    shell::{
        choices::{MENU, worded},
        web::{
            Answer, Ctx, Errors, Form, FormPage, Halt, Path, Query, WebError, html, redirect, words,
        },
    },
};

/// What was just done, and the delivery in the address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PledgeQuery {
    said: Option<String>,
    delivery: String,
}

/// Lists the pledges, delivered against pledged.
pub(super) async fn list(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::SeeEmployers)?;
    let mut tx = ctx.read().await?;
    let all = queries::all(&mut tx, ctx.council()).await?;
    let named = employers::names(&mut tx, ctx.council()).await?;
    let mut table = Table::new("Pledges")
        .caption_hidden()
        .column("Employer")
        .column("Pledged")
        .column("Until")
        .numeric_column("Delivered")
        .numeric_column("On time")
        .column("Status");
    for one in &all {
        table = table.row([
            Cell::new(Html::link(
                format!("/employers/{}", one.employer),
                named.get(&one.employer).cloned().unwrap_or_default(),
            )),
            Cell::new(Html::link(format!("/pledges/{}", one.id), one.words())),
            Cell::new(words::day(one.until_on)),
            Cell::new(format!("{} of {}", one.delivered(), one.number)).numeric(),
            Cell::new(one.in_time().to_string()).numeric(),
            Cell::new(Html::of(tag(one.stands(ctx.today())))),
        ]);
    }
    let standing = all.iter().filter(|one| one.withdrawn_on.is_none());
    let (delivered, pledged) = standing.fold((0, 0), |(delivered, pledged), one| {
        (delivered + one.delivered(), pledged + one.number)
    });
    Ok(html(&ListPage {
        layout: ctx.layout("Pledges").back("/employers"),
        counted: (!all.is_empty()).then(|| format!("{delivered} of {pledged} delivered")),
        pledges: (!all.is_empty()).then(|| table.first_cell_is_header().stacking()),
    }))
}

async fn open(ctx: &Ctx, id: PledgeId, action: Action) -> Result<(Pledge, Employer), WebError> {
    ctx.decide_office(action)?;
    let mut tx = ctx.read().await?;
    let one = queries::find(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let employer = employers::find(&mut tx, ctx.council(), one.employer)
        .await?
        .ok_or(WebError::NotFound)?;
    Ok((one, employer))
}

fn delivered(one: &Delivery) -> String {
    let more = if one.words.is_empty() {
        String::new()
    } else {
        format!(": {}", one.words)
    };
    format!("{}, {}{more}", words::day(one.on), one.number)
}

/// Shows a pledge and its deliveries.
pub(super) async fn show(
    ctx: Ctx,
    Path(id): Path<PledgeId>,
    Query(asked): Query<PledgeQuery>,
) -> Answer {
    let (one, employer) = open(&ctx, id, Action::SeeEmployers).await?;
    let may_keep = ctx.may(Action::KeepEmployers);
    let time = format!(
        "{} to {}",
        words::day(one.from_on),
        words::day(one.until_on)
    );
    let counts = format!(
        "{} of {}, {} on time",
        one.delivered(),
        one.number,
        one.in_time()
    );
    let mut about = SummaryList::new()
        .row("What", worded(MENU, &one.kind))
        .row("When", time)
        .row("Delivered", counts)
        .row("Status", Html::of(tag(one.stands(ctx.today()))));
    if !one.kpi.is_empty() {
        about = about.row("How the contract measures it", one.kpi.clone());
    }
    if !one.reason.is_empty() {
        about = about.row("Why it was withdrawn", one.reason.clone());
    }
    let line = |delivery: &Delivery| Line {
        words: delivered(delivery),
        is_late: delivery.on > one.until_on,
        take_back: format!("/pledges/{id}/take-back?delivery={}", delivery.id),
    };
    Ok(html(&PledgePage {
        layout: ctx
            .layout("Pledge")
            .back(format!("/employers/{}", employer.id))
            .said(asked.said.as_deref()),
        heading: one.words(),
        about,
        deliveries: one.deliveries.iter().map(line).collect(),
        change: (may_keep && one.withdrawn_on.is_none()).then(|| {
            (
                format!("/pledges/{id}/deliver"),
                format!("/pledges/{id}/withdraw"),
            )
        }),
        employer: employer.name,
        may_keep,
    }))
}

async fn employer(ctx: &Ctx, id: EmployerId) -> Result<Employer, WebError> {
    ctx.decide_office(Action::KeepEmployers)?;
    employers::find(&mut ctx.read().await?, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)
}

fn page(ctx: &Ctx, of: &Employer, form: &PledgeForm, errors: &Errors) -> Answer {
    let mut kind = Select::new("kind", "What did they pledge?")
        .blank("Choose")
        .selected(&*form.kind)
        .error(errors.at("kind"));
    for (code, words) in MENU {
        kind = kind.item(*code, *words);
    }
    FormPage::new(ctx, "Add a pledge")
        .caption(of.name.clone())
        .errors(errors, &["from", "until"])
        .cancel(format!("/employers/{}", of.id))
        .field(
            Input::new("contract", "Which contract is it under?")
                .value(&*form.contract)
                .error(errors.at("contract")),
        )
        .field(kind)
        .field(
            Input::new("number", "How many?")
                .whole_number()
                .width(Width::Characters5)
                .value(&*form.number)
                .error(errors.at("number")),
        )
        .field(form.from.field("from", "First day", errors))
        .field(form.until.field("until", "Last day", errors))
        .field(
            Input::new("kpi", "How does the contract measure it? (optional)")
                .hint("The name or number of the measure in the contract")
                .value(&*form.kpi)
                .error(errors.at("kpi")),
        )
        .show()
}

/// Asks what was pledged.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<EmployerId>, uri: Uri) -> Answer {
    let of = employer(&ctx, id).await?;
    let draft = ctx.draft(&uri).await?;
    let blank = || PledgeForm::blank(ctx.today());
    let form = draft.as_ref().map_or_else(blank, PledgeForm::typed);
    page(&ctx, &of, &form, &Errors::default())
}

/// Adds a pledge.
pub(super) async fn make(ctx: Ctx, Path(id): Path<EmployerId>, form: Form) -> Answer {
    let of = employer(&ctx, id).await?;
    let typed = PledgeForm::typed(&form);
    let new = match typed.read() {
        Ok(new) => new,
        Err(errors) => return page(&ctx, &of, &typed, &errors),
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let pledge = queries::add(tx, id, &new).await?;
            Ok(format!("/pledges/{pledge}?said=pledge"))
        })
        .await;
    Ok(done?)
}

fn deliver_page(ctx: &Ctx, one: &Pledge, form: &DeliveryForm, errors: &Errors) -> Answer {
    FormPage::new(ctx, "What was delivered?")
        .caption(one.progress())
        .errors(errors, &["on"])
        .cancel(format!("/pledges/{}", one.id))
        .field(form.on.field("on", "When was it?", errors))
        .field(
            Input::new("number", "How many?")
                .whole_number()
                .width(Width::Characters5)
                .value(&*form.number)
                .error(errors.at("number")),
        )
        .field(
            Input::new("words", "What was it? (optional)")
                .hint("Do not name young people")
                .value(&*form.words)
                .error(errors.at("words")),
        )
        .show()
}

/// Asks what was delivered.
pub(super) async fn ask_deliver(ctx: Ctx, Path(id): Path<PledgeId>, uri: Uri) -> Answer {
    let (one, _) = open(&ctx, id, Action::KeepEmployers).await?;
    let draft = ctx.draft(&uri).await?;
    let blank = || DeliveryForm::blank(ctx.today());
    let form = draft.as_ref().map_or_else(blank, DeliveryForm::typed);
    deliver_page(&ctx, &one, &form, &Errors::default())
}

/// Records what was delivered.
pub(super) async fn deliver(ctx: Ctx, Path(id): Path<PledgeId>, form: Form) -> Answer {
    let (one, _) = open(&ctx, id, Action::KeepEmployers).await?;
    let typed = DeliveryForm::typed(&form);
    let (on, number, words) = match typed.read(one.from_on, ctx.today()) {
        Ok(read) => read,
        Err(errors) => return deliver_page(&ctx, &one, &typed, &errors),
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::deliver(tx, id, on, number, &words).await?;
            Ok(format!("/pledges/{id}?said=delivered"))
        })
        .await;
    Ok(done?)
}

async fn delivery(
    ctx: &Ctx,
    id: PledgeId,
    asked: &PledgeQuery,
) -> Result<(Pledge, Delivery), WebError> {
    let (one, _) = open(ctx, id, Action::KeepEmployers).await?;
    let wanted: PledgeDeliveryId = asked.delivery.parse().map_err(|_| WebError::NotFound)?;
    let found = one.deliveries.iter().find(|one| one.id == wanted).cloned();
    Ok((one, found.ok_or(WebError::NotFound)?))
}

/// Asks whether to remove a delivery recorded by mistake.
pub(super) async fn ask_take_back(
    ctx: Ctx,
    Path(id): Path<PledgeId>,
    Query(asked): Query<PledgeQuery>,
) -> Answer {
    let (one, delivery) = delivery(&ctx, id, &asked).await?;
    FormPage::new(&ctx, "Remove this delivery")
        .caption(one.progress())
        .action(format!("{}?delivery={}", ctx.path(), delivery.id))
        .cancel(format!("/pledges/{id}"))
        .intro(Html::paragraph(delivered(&delivery)))
        .warning_button("Remove it")
        .show()
}

/// Removes a delivery recorded by mistake.
pub(super) async fn take_back(
    ctx: Ctx,
    Path(id): Path<PledgeId>,
    Query(asked): Query<PledgeQuery>,
    form: Form,
) -> Answer {
    let (_, delivery) = delivery(&ctx, id, &asked).await?;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::take_back(tx, id, delivery.id).await?;
            Ok(format!("/pledges/{id}?said=undelivered"))
        })
        .await;
    Ok(done?)
}

fn withdraw_page(ctx: &Ctx, one: &Pledge, reason: &str, errors: &Errors) -> Answer {
    FormPage::new(ctx, "Withdraw the pledge")
        .caption(one.progress())
        .errors(errors, &[])
        .cancel(format!("/pledges/{}", one.id))
        .field(
            Textarea::new("reason", "Why?")
                .rows(2)
                .value(reason.to_owned())
                .error(errors.at("reason")),
        )
        .warning_button("Save")
        .show()
}

/// Asks why a pledge is withdrawn.
pub(super) async fn ask_withdraw(ctx: Ctx, Path(id): Path<PledgeId>) -> Answer {
    let (one, _) = open(&ctx, id, Action::KeepEmployers).await?;
    withdraw_page(&ctx, &one, "", &Errors::default())
}

/// Withdraws a pledge.
pub(super) async fn withdraw(ctx: Ctx, Path(id): Path<PledgeId>, form: Form) -> Answer {
    let (one, _) = open(&ctx, id, Action::KeepEmployers).await?;
    let reason = form.owned("reason");
    let mut errors = Errors::default();
    errors.require(!reason.is_empty(), "reason", "Enter why");
    let is_short = reason.chars().count() <= 200;
    errors.require(is_short, "reason", "Use 200 characters or fewer");
    if !errors.is_empty() {
        return withdraw_page(&ctx, &one, &reason, &errors);
    }
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::withdraw(tx, id, &reason).await?;
            Ok(format!("/pledges/{id}?said=pledge-ended"))
        })
        .await;
    match done {
        // Someone else has already withdrawn it, and the page says why.
        Err(Halt::Stale) => Ok(redirect(&format!("/pledges/{id}"))),
        other => Ok(other?),
    }
}
