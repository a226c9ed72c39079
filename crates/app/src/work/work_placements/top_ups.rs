//! A top-up: what is due when, and what was paid. The payments themselves are made elsewhere.

use chrono::NaiveDate;
use govuk::{Cell, Html, Table, Tag};
use policy::Action;
use serde::Deserialize;
use store::WriteTx;
use values::{Pence, TopUpId, WorkPlacementId};

use super::{
    handlers::{Opened, open},
    model::TopUpPart,
    queries,
};
use crate::{
    money::funds,
    shell::web::{
        Answer, Ctx, Form, Halt, Path, Query, WebError, form_to, redirect, small_button, words,
    },
};

/// The part that an address names.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct TopUpQuery {
    part: String,
}

/// Returns the parts that a young person has not had yet: after a new start elsewhere, they continue where they were.
pub(super) fn left(parts: Vec<(NaiveDate, i64)>, had: usize) -> Vec<(NaiveDate, i64)> {
    let days: Vec<NaiveDate> = parts.iter().map(|(on, _)| *on).collect();
    let pence = parts.into_iter().map(|(_, pence)| pence).skip(had);
    days.into_iter().zip(pence).collect()
}

/// Shows the parts, each with what is to be done about it; nothing if there is no top-up.
pub(super) fn table(ctx: &Ctx, opened: &Opened, parts: &[TopUpPart], may: bool) -> Option<Table> {
    let mut table = Table::new("Top-up")
        .caption_hidden()
        .column("Due")
        .column("Amount")
        .column("Status");
    for part in parts {
        let day = words::day(part.on);
        let is_over = opened.one.ended_on.is_some_and(|ended| part.on > ended);
        let stands = match part.paid_on {
            Some(on) => format!("Paid, recorded on {}", words::day(on)).into(),
            None if is_over => "Not due: the work ended earlier".into(),
            None if !part.is_due(ctx.today(), None) => "Not yet due".into(),
            None if may => paid_form(ctx, opened, part, &day),
            None => Html::of(Tag::overdue("To be paid")),
        };
        table = table.row([
            Cell::new(day),
            Cell::new(Pence(part.pence).to_string()),
            Cell::new(stands),
        ]);
    }
    (!table.is_empty()).then(|| table.first_cell_is_header().stacking())
}

fn paid_form(ctx: &Ctx, opened: &Opened, part: &TopUpPart, day: &str) -> Html {
    let action = format!("{}/top-up?part={}", opened.path(), part.id);
    form_to(ctx, action, small_button("Mark as paid", day))
}

/// Records that a part was paid.
pub(super) async fn pay(
    ctx: Ctx,
    Path(id): Path<WorkPlacementId>,
    Query(asked): Query<TopUpQuery>,
    form: Form,
) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let part = asked.part.parse::<TopUpId>();
    let part = part.map_err(|_| WebError::NotFound)?;
    let (back, one) = (opened.path(), opened.one);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::pay_top_up(tx, &one, part).await?;
            funds::pay_top_up(tx, part).await?;
            Ok(format!("/work-placements/{id}?said=top-up-paid"))
        })
        .await;
    match done {
        // Someone else has recorded it in the meantime, which is fine.
        Err(Halt::Stale) => Ok(redirect(&back)),
        Err(Halt::Refused(_)) => Ok(redirect(&format!("{back}?said=no-money"))),
        other => Ok(other?),
    }
}
