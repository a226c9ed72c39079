//! The photo that a young person sent with a request, as a download.

use policy::Action;
use store::files;
use values::WishId;

use super::queries;
use crate::{
    person::people,
    shell::web::{Answer, Ctx, Path, WebError, download},
};

/// Returns the photo.
pub(super) async fn show(ctx: Ctx, Path(id): Path<WishId>) -> Answer {
    let mut tx = ctx.read().await?;
    let wish = queries::find(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    people::open(&ctx, &mut tx, wish.person, Action::RecordContact).await?;
    let file = wish.photo.ok_or(WebError::NotFound)?;
    let row = files::find(&mut tx, ctx.council().into(), file).await?;
    let row = row.ok_or(WebError::NotFound)?;
    let content = files::content(&mut tx, &row).await?;
    let ending = match row.content_type.as_str() {
        "image/png" => "png",
        "image/jpeg" => "jpg",
        _ => "pdf",
    };
    download(&row.content_type, &format!("photo-{id}.{ending}"), content)
}
