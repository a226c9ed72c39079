//! What stands first on a young person's own pages about their applications.

use super::{model::Step, queries};
use crate::{
    shell::web::{OwnCtx, WebError},
    work::opportunities,
};

/// What a young person should see first: an offer, an answer, an interview.
pub(crate) struct ToKnow {
    /// What it is for.
    pub(crate) title: String,
    /// Where it stands, in words.
    pub(crate) says: String,
}

/// Lists what they should see first.
pub(crate) async fn to_know(ctx: &OwnCtx) -> Result<Vec<ToKnow>, WebError> {
    let mut tx = ctx.read().await?;
    let (council, today) = (ctx.council(), ctx.today());
    let mut all = queries::of_person(&mut tx, council, ctx.id()).await?;
    all.retain(|one| {
        one.step == Step::Offered && one.is_open()
            || one.is_unworded()
            || one.interview_on().is_some_and(|on| on >= today)
            || one.is_unasked()
    });
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<_> = all.iter().map(|one| one.opportunity).collect();
    let named = opportunities::find_all(&mut tx, council, &ids).await?;
    let known = all.iter().map(|one| {
        let found = named.iter().find(|known| known.id == one.opportunity);
        ToKnow {
            title: found.map_or_else(String::new, |found| found.title.clone()),
            says: one.own_words(today),
        }
    });
    Ok(known.collect())
}
