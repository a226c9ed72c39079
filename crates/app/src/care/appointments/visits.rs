//! Setting out for a home visit, and coming back.

use policy::Action;
use store::WriteTx;
use values::AppointmentId;

use super::{handlers::open, queries};
use crate::shell::web::{Answer, Ctx, Form, Path, redirect};

async fn note_way(ctx: Ctx, id: AppointmentId, form: Form, is_back: bool) -> Answer {
    let (one, _) = open(&ctx, id, Action::RecordContact).await?;
    let may = if is_back {
        one.is_out()
    } else {
        one.may_begin(ctx.today())
    };
    if !may {
        return Ok(redirect(&format!("/appointments/{id}")));
    }
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::note_way(tx, &one, is_back).await?;
            let said = if is_back { "back" } else { "out" };
            Ok(format!("/appointments/{}?said={said}", one.id))
        })
        .await;
    Ok(done?)
}

/// Records that a worker has set out for a visit.
pub(super) async fn set_out(ctx: Ctx, Path(id): Path<AppointmentId>, form: Form) -> Answer {
    note_way(ctx, id, form, false).await
}

/// Records that a worker is back.
pub(super) async fn come_back(ctx: Ctx, Path(id): Path<AppointmentId>, form: Form) -> Answer {
    note_way(ctx, id, form, true).await
}
