//! Check-ins recorded by workers: what one side said by phone, and that a worry was read.

use govuk::{Checkboxes, Radios, Textarea};
use policy::Action;
use serde::Deserialize;
use store::WriteTx;
use values::{CheckInId, WorkPlacementId};

use super::{
    forms::read_said,
    handlers::{Opened, open},
    lists::{Going, Side},
    model::CheckIn,
    queries,
};
use crate::{
    office::directory::InCouncil,
    person::due::{self, Rules},
    shell::{
        choices::Code,
        web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, Query, WebError, redirect, words},
    },
};

/// The check-in that an address names.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct CheckInQuery {
    one: String,
}

async fn open_one(
    ctx: &Ctx,
    id: WorkPlacementId,
    asked: &CheckInQuery,
) -> Result<(Opened, CheckIn), WebError> {
    let mut tx = ctx.read().await?;
    let opened = open(ctx, &mut tx, id, Action::RecordContact).await?;
    let one = asked
        .one
        .parse::<CheckInId>()
        .map_err(|_| WebError::NotFound)?;
    let one = queries::check_in(&mut tx, ctx.council(), one).await?;
    let one = one.filter(|one| one.placement == id);
    Ok((opened, one.ok_or(WebError::NotFound)?))
}

fn page(ctx: &Ctx, opened: &Opened, one: &CheckIn, form: &Form, errors: &Errors) -> Answer {
    let (heading, other) = match one.side {
        Side::Employer => (
            "How does the employer say it is going?",
            "They want the young person to know this",
        ),
        Side::YoungPerson => (
            "How do they say it is going?",
            "They want the employer to know this",
        ),
    };
    let mut going = Radios::new("going", heading)
        .selected(form.text("going"))
        .error(errors.at("going"));
    for (code, words) in Going::CHOICES {
        going = going.item(*code, *words);
    }
    FormPage::new(ctx, heading)
        .action(format!("{}/check-in?one={}", opened.path(), one.id))
        .caption(format!("{}, {}", opened.caption(), words::day(one.due_on)))
        .errors(errors, &[])
        .cancel(opened.path())
        .field(going)
        .field(
            Textarea::new("words", "What did they say? (optional)")
                .rows(3)
                .value(form.owned("words"))
                .error(errors.at("words")),
        )
        .field(
            Checkboxes::bare("shares")
                .item("yes", other)
                .selected([form.text("shares")])
                .small(),
        )
        .show()
}

/// Shows the form for what one side said.
pub(super) async fn ask(
    ctx: Ctx,
    Path(id): Path<WorkPlacementId>,
    Query(asked): Query<CheckInQuery>,
) -> Answer {
    let (opened, one) = open_one(&ctx, id, &asked).await?;
    if one.answered_at.is_some() {
        return Ok(redirect(&opened.path()));
    }
    page(&ctx, &opened, &one, &Form::default(), &Errors::default())
}

/// Records what one side said.
pub(super) async fn write_down(
    ctx: Ctx,
    Path(id): Path<WorkPlacementId>,
    Query(asked): Query<CheckInQuery>,
    form: Form,
) -> Answer {
    let (opened, one) = open_one(&ctx, id, &asked).await?;
    let said = match read_said(&form) {
        Ok(said) => said,
        Err(errors) => return page(&ctx, &opened, &one, &form, &errors),
    };
    let rules = Rules::of(ctx.app(), ctx.library(&mut ctx.read().await?).await?);
    let person = opened.one.person;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::answer(tx, &one, &said).await?;
            due::refresh(tx, &rules, person).await?;
            Ok(format!("/work-placements/{id}?said=check-in"))
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&opened.path())),
        other => Ok(other?),
    }
}

/// Records that the worker has read a worry, and is in touch.
pub(super) async fn see(
    ctx: Ctx,
    Path(id): Path<WorkPlacementId>,
    Query(asked): Query<CheckInQuery>,
    form: Form,
) -> Answer {
    let (_, one) = open_one(&ctx, id, &asked).await?;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::see(tx, &one).await?;
            Ok(format!("/work-placements/{id}?said=seen"))
        })
        .await;
    Ok(done?)
}
