//! What a young person writes on their own pages.

use store::WriteTx;

use super::{asking, pages};
use crate::{
    care::wishes::{self, FEELINGS, KINDS, NewWish},
    office::library::Library,
    person::due::{self, Rules},
    shell::{
        choices::worded,
        web::{Answer, Form, Halt, OwnCtx, WebError},
    },
};

/// The most characters of what they write.
const LONGEST: usize = 4000;

/// Returns the rules that say what is due.
pub(super) async fn rules(ctx: &OwnCtx) -> Result<Rules, WebError> {
    let library = Library::load(ctx.app(), &mut ctx.read().await?, ctx.council()).await?;
    Ok(Rules::of(ctx.app(), library))
}

/// Records how they are. The person they work with sees it the same day where they would like help.
pub(super) async fn feel(ctx: OwnCtx, form: Form) -> Answer {
    let (answer, words) = (form.owned("answer"), form.owned("words"));
    let wants_help = form.text("help") == "yes";
    if worded(FEELINGS, &answer).is_empty() && !wants_help {
        return pages::home_with(&ctx, "Choose how you are doing", &form).await;
    }
    if words.chars().count() > LONGEST {
        return pages::home_with(&ctx, "Use fewer words", &form).await;
    }
    let (rules, id) = (rules(&ctx).await?, ctx.id());
    ctx.submit(&form, async move |tx: &mut WriteTx| {
        wishes::feel(tx, id, &answer, wants_help, &words).await?;
        due::refresh(tx, &rules, id).await?;
        let said = if wants_help { "help" } else { "thanks" };
        Ok::<_, Halt>(format!("/my?said={said}"))
    })
    .await
}

/// Returns what is wrong in a request: the field, and a sentence.
fn wrong_in(new: &NewWish) -> Option<asking::Wrong> {
    if worded(KINDS, &new.kind).is_empty() {
        Some(("kind", "Choose what it is about"))
    } else if new.words.is_empty() {
        Some(("words", "Write what you would like, in your own words"))
    } else if new.words.chars().count() > LONGEST {
        Some(("words", "Use fewer words"))
    } else {
        None
    }
}

/// Records what they ask for.
pub(super) async fn wish(ctx: OwnCtx, form: Form) -> Answer {
    let new = NewWish {
        kind: form.owned("kind"),
        words: form.owned("words"),
    };
    if let Some(wrong) = wrong_in(&new) {
        return asking::wishes_with(&ctx, &new, wrong).await;
    }
    let (rules, id) = (rules(&ctx).await?, ctx.id());
    ctx.submit(&form, async move |tx: &mut WriteTx| {
        wishes::ask(tx, id, &new).await?;
        due::refresh(tx, &rules, id).await?;
        Ok::<_, Halt>("/my/wishes?said=asked".to_owned())
    })
    .await
}
