//! What a young person writes on their own pages.

use store::WriteTx;

use super::{asking, messages, pages};
use crate::{
    care::wishes::{self, Alarm, FEELINGS, NewWish, WishForm, WishKind},
    office::library::Library,
    person::due::{self, Rules},
    shell::{
        choices::worded,
        web::{Answer, Form, Halt, OwnCtx, Said, WebError},
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
    let (rules, id, alarm) = (rules(&ctx).await?, ctx.id(), Alarm::of(ctx.app()));
    ctx.submit(&form, async move |tx: &mut WriteTx| {
        let said = wishes::feel(tx, id, &answer, wants_help, &words).await?;
        due::refresh(tx, &rules, id).await?;
        let Some(said) = said else {
            return Ok::<_, Halt>("/my?said=thanks".to_owned());
        };
        alarm.raise(tx, id, said).await?;
        Ok("/my/support?said=heard".to_owned())
    })
    .await
}

/// Reads a request.
///
/// Errors: the field that is wrong, and a sentence.
fn read(typed: &WishForm) -> Result<NewWish, asking::Wrong> {
    let Some(kind) = typed.kind else {
        return Err(("kind", "Choose what it is about"));
    };
    if typed.words.is_empty() {
        return Err(("words", "Write what you would like, in your own words"));
    }
    if typed.words.chars().count() > LONGEST {
        return Err(("words", "Use fewer words"));
    }
    Ok(NewWish {
        kind,
        words: typed.words.clone(),
    })
}

/// Records what they ask for.
pub(super) async fn wish(ctx: OwnCtx, form: Form) -> Answer {
    let typed = WishForm::typed(&form);
    let new = match read(&typed) {
        Ok(new) => new,
        Err((_, says)) if typed.kind == Some(WishKind::Message) => {
            return messages::page(&ctx, &Said::default(), &typed.words, Some(says)).await;
        }
        Err(wrong) => return asking::wishes_with(&ctx, &typed, wrong).await,
    };
    let then = match new.kind {
        WishKind::Message => "/my/messages?said=asked",
        _ => "/my/wishes?said=asked",
    };
    ask_for(&ctx, &form, new, then).await
}

/// Records what they ask for, and tells whoever works with them where it cannot wait.
pub(super) async fn ask_for(ctx: &OwnCtx, form: &Form, new: NewWish, then: &'static str) -> Answer {
    let (rules, id, alarm) = (rules(ctx).await?, ctx.id(), Alarm::of(ctx.app()));
    ctx.submit(form, async move |tx: &mut WriteTx| {
        let said = wishes::ask(tx, id, &new).await?;
        due::refresh(tx, &rules, id).await?;
        if let Some(said) = said {
            alarm.raise(tx, id, said).await?;
        }
        Ok::<_, Halt>(match said {
            Some(programme::Said::Worrying) => "/my/support?said=heard".to_owned(),
            _ => then.to_owned(),
        })
    })
    .await
}
