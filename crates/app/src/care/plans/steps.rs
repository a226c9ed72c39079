//! Steps: adding, changing, finishing and archiving one.

use axum::http::Uri;
use store::{ReadTx, WriteTx};
use values::{AccountId, GoalId, StepId};

use super::{
    forms::{DoneForm, EndForm, StepForm},
    handlers::{back, frame, open_goal, person, rules, stale},
    model::Step,
    pages, queries,
};
use crate::{
    office::directory::InCouncil,
    person::{
        due,
        people::{self, Person},
    },
    shell::web::{Answer, Ctx, Errors, Form, Halt, Path, WebError, form::TypedDate},
};

/// Lists who can take a step: those who work with the young person, and the reader.
async fn workers(
    ctx: &Ctx,
    tx: &mut ReadTx,
    person: &Person,
) -> Result<Vec<(AccountId, String)>, WebError> {
    let directory = ctx.directory(tx).await?;
    let standing = &person.standing;
    let all = [
        Some(ctx.me()),
        standing.coach,
        standing.adviser,
        standing.social_worker,
    ];
    let mut workers: Vec<(AccountId, String)> = Vec::new();
    for id in all.into_iter().flatten() {
        if !workers.iter().any(|(known, _)| *known == id) {
            let name = directory.worker(id, "Someone");
            let name = if id == ctx.me() {
                format!("{name} (you)")
            } else {
                name
            };
            workers.push((id, name));
        }
    }
    Ok(workers)
}

async fn open_step(ctx: &Ctx, tx: &mut ReadTx, id: StepId) -> Result<(Step, Person), WebError> {
    let step = queries::find_step(tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let person = person(ctx, tx, step.person).await?;
    Ok((step, person))
}

/// Asks for a step.
pub(super) async fn ask_step(ctx: Ctx, Path(id): Path<GoalId>, uri: Uri) -> Answer {
    let mut tx = ctx.read().await?;
    let (_, person) = open_goal(&ctx, &mut tx, id).await?;
    let workers = workers(&ctx, &mut tx, &person).await?;
    drop(tx);
    let draft = ctx.draft(&uri).await?;
    let form = draft
        .as_ref()
        .map_or_else(StepForm::default, StepForm::typed);
    pages::step(
        &ctx,
        "Add a step",
        &frame(&person),
        &workers,
        &form,
        &Errors::default(),
    )
    .show()
}

/// Adds a step.
pub(super) async fn make_step(ctx: Ctx, Path(id): Path<GoalId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let (goal, person) = open_goal(&ctx, &mut tx, id).await?;
    let workers = workers(&ctx, &mut tx, &person).await?;
    let typed = StepForm::typed(&form);
    let frame = frame(&person);
    let new = match typed.read(ctx.today(), &workers) {
        Ok(new) => new,
        Err(errors) => {
            return pages::step(&ctx, "Add a step", &frame, &workers, &typed, &errors).show();
        }
    };
    let rules = rules(&ctx, &mut tx).await?;
    drop(tx);
    let about = goal.person;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::add_step(tx, about, id, &new).await?;
            due::refresh(tx, &rules, about).await?;
            Ok(format!("{}?said=step", back(about)))
        })
        .await;
    Ok(done?)
}

/// Asks for the changes to a step.
pub(super) async fn ask_change(ctx: Ctx, Path(id): Path<StepId>, uri: Uri) -> Answer {
    let mut tx = ctx.read().await?;
    let (step, person) = open_step(&ctx, &mut tx, id).await?;
    let workers = workers(&ctx, &mut tx, &person).await?;
    drop(tx);
    let draft = ctx.draft(&uri).await?;
    let form = draft
        .as_ref()
        .map_or_else(|| StepForm::of(&step), StepForm::typed);
    pages::step(
        &ctx,
        "Change a step",
        &frame(&person),
        &workers,
        &form,
        &Errors::default(),
    )
    .show()
}

/// Changes a step.
pub(super) async fn change(ctx: Ctx, Path(id): Path<StepId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let (step, person) = open_step(&ctx, &mut tx, id).await?;
    let workers = workers(&ctx, &mut tx, &person).await?;
    let typed = StepForm::typed(&form);
    let frame = frame(&person);
    let page =
        |errors: &Errors| pages::step(&ctx, "Change a step", &frame, &workers, &typed, errors);
    let new = match typed.read(ctx.today(), &workers) {
        Ok(new) => new,
        Err(errors) => return page(&errors).show(),
    };
    let rules = rules(&ctx, &mut tx).await?;
    drop(tx);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::change_step(tx, &step, &new).await?;
            due::refresh(tx, &rules, step.person).await?;
            Ok(format!("{}?said=step", back(step.person)))
        })
        .await;
    match done {
        Err(Halt::Stale) => stale(page, "words"),
        other => Ok(other?),
    }
}

/// Asks when a step was done, and what it led to.
pub(super) async fn ask_done(ctx: Ctx, Path(id): Path<StepId>, uri: Uri) -> Answer {
    let (step, person) = open_step(&ctx, &mut ctx.read().await?, id).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft.as_ref().map_or_else(
        || DoneForm {
            on: TypedDate::of(Some(ctx.today())),
            ..DoneForm::default()
        },
        DoneForm::typed,
    );
    pages::done(
        &ctx,
        &frame(&person),
        &step.words,
        &form,
        &Errors::default(),
    )
    .show()
}

/// Finishes a step, and records what they do now if that has changed.
pub(super) async fn finish(ctx: Ctx, Path(id): Path<StepId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let (step, person) = open_step(&ctx, &mut tx, id).await?;
    let typed = DoneForm::typed(&form);
    let frame = frame(&person);
    let words = step.words.clone();
    let page = |errors: &Errors| pages::done(&ctx, &frame, &words, &typed, errors);
    let (on, outcome, activity) = match typed.read(ctx.today()) {
        Ok(read) => read,
        Err(errors) => return page(&errors).show(),
    };
    let rules = rules(&ctx, &mut tx).await?;
    drop(tx);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let led_to = match activity {
                Some(activity) if outcome.is_empty() => activity.code(),
                _ => &outcome,
            };
            queries::finish_step(tx, &step, on, led_to).await?;
            if let Some(activity) = activity {
                people::recode_eet(tx, step.person, activity, on, "").await?;
            }
            due::refresh(tx, &rules, step.person).await?;
            Ok(format!("{}?said=step-done", back(step.person)))
        })
        .await;
    match done {
        Err(Halt::Stale) => stale(page, "outcome"),
        other => Ok(other?),
    }
}

/// Asks why a step is archived.
pub(super) async fn ask_archive(ctx: Ctx, Path(id): Path<StepId>, uri: Uri) -> Answer {
    let (step, person) = open_step(&ctx, &mut ctx.read().await?, id).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft.as_ref().map_or_else(EndForm::default, EndForm::typed);
    pages::archive(
        &ctx,
        &frame(&person),
        &step.words,
        &form,
        &Errors::default(),
    )
    .show()
}

/// Archives a step.
pub(super) async fn archive(ctx: Ctx, Path(id): Path<StepId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let (step, person) = open_step(&ctx, &mut tx, id).await?;
    let typed = EndForm::typed(&form);
    let frame = frame(&person);
    let words = step.words.clone();
    let page = |errors: &Errors| pages::archive(&ctx, &frame, &words, &typed, errors);
    if let Err(errors) = typed.read_step() {
        return page(&errors).show();
    }
    let (rules, because) = (rules(&ctx, &mut tx).await?, typed.because.clone());
    drop(tx);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::archive_step(tx, &step, &because).await?;
            due::refresh(tx, &rules, step.person).await?;
            Ok(format!("{}?said=archived", back(step.person)))
        })
        .await;
    match done {
        Err(Halt::Stale) => stale(page, "because"),
        other => Ok(other?),
    }
}
