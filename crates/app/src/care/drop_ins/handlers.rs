//! The drop-ins of a council: listing, adding and ending them.

use askama::Template;
use axum::http::Uri;
use govuk::{Cell, Html, Table};
use policy::Action;
use store::WriteTx;
use values::{AccountId, DropInId};

use super::{model::DropIn, pages::DropInForm, queries};
use crate::{
    office::directory::InCouncil,
    shell::web::{
        Answer, Ctx, Errors, Form, FormPage, Halt, Layout, Path, Query, Said, WebError,
        form::TypedDate, html, redirect, words,
    },
};

#[derive(Template)]
#[template(path = "drop_ins/list.html")]
struct ListPage {
    layout: Layout,
    may_add: bool,
    drop_ins: Option<Table>,
}

/// Lists the drop-ins that are not over, through the week.
pub(super) async fn list(ctx: Ctx, Query(said): Query<Said>) -> Answer {
    ctx.decide_office(Action::SeeOwnWork)?;
    let mut tx = ctx.read().await?;
    let all = queries::all(&mut tx, ctx.council(), ctx.today()).await?;
    let directory = ctx.directory(&mut tx).await?;
    let mut table = Table::new("Weekly drop-ins")
        .column("Where")
        .column("When")
        .column("Who is there")
        .column("Next")
        .column("Last")
        .column("Change");
    for one in &all {
        let next = one.next(ctx.today(), &ctx.app().calendar);
        let on = |day| Html::link(format!("/drop-ins/{}?on={day}", one.id), words::day(day));
        let next = next.map_or("None".into(), on);
        let before = one.previous(ctx.today(), &ctx.app().calendar);
        let before = before.map_or("None".into(), on);
        let end = if one.until_on.is_none() && may_change(&ctx, one.worker) {
            Html::link(
                format!("/drop-ins/{}/end", one.id),
                Html::from("End").and(Html::hidden(format!(" the drop-in at {}", one.place))),
            )
        } else {
            one.until_on.map_or(Html::default(), |on| {
                format!("Ends {}", words::day(on)).into()
            })
        };
        table = table.row([
            Cell::new(one.place.clone()),
            Cell::new(one.when()),
            Cell::new(directory.worker(one.worker, "Someone")),
            Cell::new(next),
            Cell::new(before),
            Cell::new(end),
        ]);
    }
    Ok(html(&ListPage {
        layout: ctx
            .layout("Drop-ins")
            .back("/diary")
            .said(said.said.as_deref()),
        may_add: ctx.may(Action::HoldDropIns),
        drop_ins: (!table.is_empty()).then(|| table.first_cell_is_header().stacking()),
    }))
}

/// Returns whether the reader may change a drop-in: their own, or any if they may see the team.
fn may_change(ctx: &Ctx, worker: AccountId) -> bool {
    ctx.may(Action::HoldDropIns) && (ctx.stands_for().contains(&worker) || ctx.may(Action::SeeTeam))
}

/// Lists the workers for whom the reader may add a drop-in: themselves and, if they may see the team, coaches and advisers.
async fn workers(ctx: &Ctx) -> Result<Vec<(AccountId, String)>, WebError> {
    let directory = ctx.directory(&mut ctx.read().await?).await?;
    let mut workers = directory.coaches.clone();
    workers.retain(|(id, _)| may_change(ctx, *id));
    if !workers.iter().any(|(id, _)| *id == ctx.me()) {
        workers.insert(0, (ctx.me(), directory.worker(ctx.me(), "You")));
    }
    Ok(workers)
}

/// Asks for a drop-in.
pub(super) async fn ask(ctx: Ctx, uri: Uri) -> Answer {
    ctx.decide_office(Action::HoldDropIns)?;
    let workers = workers(&ctx).await?;
    let draft = ctx.draft(&uri).await?;
    let blank = || DropInForm::blank(ctx.today(), ctx.me());
    let form = draft.as_ref().map_or_else(blank, DropInForm::typed);
    form.page(&ctx, &workers, &Errors::default()).show()
}

/// Adds a drop-in.
pub(super) async fn make(ctx: Ctx, form: Form) -> Answer {
    ctx.decide_office(Action::HoldDropIns)?;
    let workers = workers(&ctx).await?;
    let typed = DropInForm::typed(&form);
    let new = match typed.read(ctx.today(), &workers) {
        Ok(new) => new,
        Err(errors) => return typed.page(&ctx, &workers, &errors).show(),
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::add(tx, &new).await?;
            Ok("/drop-ins?said=drop-in".to_owned())
        })
        .await;
    Ok(done?)
}

pub(crate) async fn open(ctx: &Ctx, id: DropInId) -> Result<DropIn, WebError> {
    ctx.decide_office(Action::SeeOwnWork)?;
    queries::find(&mut ctx.read().await?, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)
}

async fn open_to_change(ctx: &Ctx, id: DropInId) -> Result<DropIn, WebError> {
    ctx.decide_office(Action::HoldDropIns)?;
    let one = open(ctx, id).await?;
    if may_change(ctx, one.worker) {
        Ok(one)
    } else {
        Err(WebError::Forbidden)
    }
}

fn end_page(ctx: &Ctx, one: &DropIn, until: &TypedDate, errors: &Errors) -> Answer {
    FormPage::new(ctx, "End the drop-in")
        .caption(format!("{}, {}", one.place, one.when()))
        .errors(errors, &["until"])
        .cancel("/drop-ins")
        .field(until.field("until", "What is the last day?", errors))
        .warning_button("End it")
        .show()
}

/// Asks which day is the last.
pub(super) async fn ask_end(ctx: Ctx, Path(id): Path<DropInId>) -> Answer {
    let one = open_to_change(&ctx, id).await?;
    let today = TypedDate::of(Some(ctx.today()));
    end_page(&ctx, &one, &today, &Errors::default())
}

/// Ends a drop-in.
pub(super) async fn end(ctx: Ctx, Path(id): Path<DropInId>, form: Form) -> Answer {
    let one = open_to_change(&ctx, id).await?;
    let typed = form.date("until");
    let mut errors = Errors::default();
    let until = errors.take("until", typed.read("Last day")).flatten();
    if until.is_none() && errors.at("until").is_none() {
        errors.add("until", "Enter the last day");
    }
    let is_past = until.is_some_and(|until| until < ctx.today());
    errors.require(!is_past, "until", "Last day must be today or later");
    let Some(until) = until.filter(|_| errors.is_empty()) else {
        return end_page(&ctx, &one, &typed, &errors);
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::end(tx, id, until).await?;
            Ok("/drop-ins?said=drop-in-ends".to_owned())
        })
        .await;
    match done {
        // Someone else has already ended it, and the list shows the last day.
        Err(Halt::Stale) => Ok(redirect("/drop-ins")),
        other => Ok(other?),
    }
}
