//! Writing a programme in the browser: from a template or from the current version, under the same checks as a file.

use axum::http::Uri;
use govuk::{Choice, Html, Radios, Textarea};
use policy::Action;
use programme::Programme;
use store::WriteTx;
use values::ProgrammeDraftId;

use super::{PublishError, pages, queries};
use crate::{
    office::{directory::InCouncil, library::Library},
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError, redirect},
};

/// What a programme can start from besides the council's own: code, words and text.
const TEMPLATES: &[(&str, &str, &str)] = &[(
    "three-stages",
    "A programme in three stages",
    include_str!("templates/three-stages.toml"),
)];

fn start_page(ctx: &Ctx, library: &Library, errors: &Errors) -> Answer {
    let mut from = Radios::new("from", "What do you want to start from?").error(errors.at("from"));
    for (code, words, _) in TEMPLATES {
        from = from.choice(Choice::new(format!("template/{code}"), *words));
    }
    for version in library.current() {
        let name = &version.programme.definition().name;
        from = from.choice(
            Choice::new(
                format!("own/{}", version.key),
                format!("{name}, current version"),
            )
            .hint("To publish its next version."),
        );
    }
    FormPage::new(ctx, "Write a programme")
        .errors(errors, &[])
        .cancel("/programmes")
        .intro(Html::paragraph(
            "Nothing changes for anyone until you publish it.",
        ))
        .field(from)
        .button("Start")
        .show()
}

/// Asks what a draft should start from.
pub(super) async fn ask(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::PublishProgrammes)?;
    let library = ctx.library(&mut ctx.read().await?).await?;
    start_page(&ctx, &library, &Errors::default())
}

/// Begins a draft.
pub(super) async fn begin(ctx: Ctx, form: Form) -> Answer {
    ctx.decide_office(Action::PublishProgrammes)?;
    let mut tx = ctx.read().await?;
    let library = ctx.library(&mut tx).await?;
    let text = match form.text("from").split_once('/') {
        Some(("template", code)) => TEMPLATES
            .iter()
            .find(|(known, _, _)| *known == code)
            .map(|(_, _, text)| (*text).to_owned()),
        Some(("own", key)) => match library.latest(key) {
            Some(version) => queries::text_of(&mut tx, ctx.council(), version.id).await?,
            None => None,
        },
        _ => None,
    };
    drop(tx);
    let Some(text) = text else {
        let errors = Errors::one("from", "Choose what to start from");
        return start_page(&ctx, &library, &errors);
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let id = queries::begin_draft(tx, &text).await?;
            Ok(format!("/programmes/drafts/{id}"))
        })
        .await;
    Ok(done?)
}

fn faults(text: &str) -> Result<Programme, Vec<String>> {
    Programme::parse("Your draft", text)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

fn draft_page(ctx: &Ctx, text: &str, version: i32, errors: &Errors) -> Answer {
    let (intro, can_publish) = match faults(text) {
        Ok(programme) => (
            Html::paragraph("No faults found. This is how it looks:")
                .and(pages::picture(&programme)),
            true,
        ),
        Err(faults) => (
            Html::paragraph(format!(
                "{} to fix before it can be published:",
                faults.len()
            ))
            .and(Html::joined(faults.into_iter().map(Html::paragraph))),
            false,
        ),
    };
    let mut then = Radios::new("then", "What do you want to do next?")
        .item("check", "Save and check again")
        .error(errors.at("then"));
    if can_publish {
        then = then.item("publish", "Publish it as a new version");
    }
    then = then.item("remove", "Remove this draft");
    FormPage::new(ctx, "Draft programme")
        .errors(errors, &[])
        .version(version)
        .cancel("/programmes")
        .intro(intro)
        .field(
            Textarea::new("text", "The programme file")
                .hint("Every key is explained in the guide to programme files.")
                .rows(30)
                .spellcheck(false)
                .value(text)
                .error(errors.at("text")),
        )
        .field(then.selected("check"))
        .button("Continue")
        .show()
}

/// Shows a draft, with its faults or its pathway.
pub(super) async fn show(ctx: Ctx, Path(id): Path<ProgrammeDraftId>, uri: Uri) -> Answer {
    ctx.decide_office(Action::PublishProgrammes)?;
    let found = queries::draft(&mut ctx.read().await?, ctx.council(), id).await?;
    let Some((text, version)) = found else {
        return Ok(redirect("/programmes"));
    };
    let kept = ctx.draft(&uri).await?;
    let text = kept.map_or(text, |kept| kept.owned("text"));
    draft_page(&ctx, &text, version, &Errors::default())
}

/// Saves, publishes or removes a draft.
pub(super) async fn save(ctx: Ctx, Path(id): Path<ProgrammeDraftId>, form: Form) -> Answer {
    ctx.decide_office(Action::PublishProgrammes)?;
    let (text, version) = (form.owned("text"), form.version());
    let publishes = form.text("then") == "publish";
    let removes = form.text("then") == "remove";
    if publishes && faults(&text).is_err() {
        let errors = Errors::one("text", "Fix the faults before you publish it");
        return draft_page(&ctx, &text, version, &errors);
    }
    // A file ends with a line feed, which a browser removes: the same text must stay the same version.
    let written = format!("{}\n", text.trim_end());
    let key = faults(&text).map(|programme| programme.definition().key.to_string());
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let (text, key) = (written.clone(), key.clone());

            if removes {
                queries::end_draft(tx, id, version).await?;
                return Ok("/programmes?said=draft-removed".into());
            }
            queries::save_draft(tx, id, version, &text).await?;
            if !publishes {
                return Ok(format!("/programmes/drafts/{id}"));
            }
            match queries::publish(tx, "Your draft", &text).await {
                Ok(_) => {}
                Err(PublishError::Store(error)) => return Err(error.into()),
                Err(refused) => {
                    return Err(Errors::one("text", refused.to_string()).into());
                }
            }
            queries::end_draft(tx, id, version + 1).await?;
            let key = key.unwrap_or_default();
            Ok(format!("/programmes/{key}?said=published"))
        })
        .await;
    match done {
        Err(Halt::Refused(errors)) => draft_page(&ctx, &text, version, &errors),
        Err(Halt::Stale) => {
            let found = queries::draft(&mut ctx.read().await?, ctx.council(), id).await?;
            let (theirs, now) = found.ok_or(WebError::NotFound)?;
            let message =
                "Someone else has changed this draft. Your version is shown. Save again to keep it";
            if theirs == text {
                return Ok(redirect(&format!("/programmes/drafts/{id}")));
            }
            draft_page(&ctx, &text, now, &Errors::one("text", message))
        }
        other => Ok(other?),
    }
}
