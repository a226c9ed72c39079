//! The photo that a young person sent with a request, as a download.

use policy::Action;
use values::WishId;

use super::queries;
use crate::{
    person::people,
    shell::web::{Answer, Ctx, Path, WebError, give_file},
};

/// Returns the photo.
pub(super) async fn show(ctx: Ctx, Path(id): Path<WishId>) -> Answer {
    let mut tx = ctx.read().await?;
    let wish = queries::find(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    people::open(&ctx, &mut tx, wish.person, Action::RecordContact).await?;
    give_file(tx, ctx.council(), wish.photo, &format!("photo-{id}")).await
}
