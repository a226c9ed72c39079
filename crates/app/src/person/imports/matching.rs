//! Questions to answer before a list is imported: which of our columns each heading is, and what doubtful rows mean.

use std::sync::Arc;

use govuk::{Checkboxes, Choice};
use store::WriteTx;
use values::ImportRunId;

use super::{
    bundle::{self, Options},
    choosing::{Answers, columns_page, guessed},
    columns::{self, COLUMNS},
    handlers::{ended, open, tried},
    queries::{self, Run},
    reading::Sent,
};
use crate::shell::web::{Answer, Ctx, Errors, Form, Path, WebError, redirect};

/// Reads the files of a list that is waiting for an answer.
async fn waiting(ctx: &Ctx, id: ImportRunId) -> Result<Option<(Run, Vec<Sent>)>, WebError> {
    let run = open(ctx, id).await?;
    if !matches!(run.state.as_str(), "matching" | "tried") {
        return Ok(None);
    }
    let bytes = queries::bundle(&mut ctx.read().await?, ctx.council(), run.file).await?;
    let sent = tokio::task::spawn_blocking(move || bundle::open(&bytes));
    let sent = sent.await.map_err(WebError::broken)?;
    Ok(sent.map(|sent| (run, sent)))
}

/// Asks which of our columns each heading of a list is.
pub(super) async fn ask_columns(ctx: Ctx, Path(id): Path<ImportRunId>) -> Answer {
    let Some((run, sent)) = waiting(&ctx, id).await? else {
        return Ok(redirect(&format!("/imports/{id}")));
    };
    let [one] = sent.as_slice() else {
        return Ok(redirect(&format!("/imports/{id}")));
    };
    let chosen = guessed(&one.list, |name| {
        let known = run.options.columns.get(&lists::heading(name)).cloned();
        let own = || COLUMNS.named(name).or_else(|| columns::nearest(name));
        known.unwrap_or_else(|| own().unwrap_or_default().to_owned())
    });
    columns_page(&ctx, &one.list, &COLUMNS, &chosen, &Errors::default())
}

/// Matches the columns of a list, remembers the matches, and checks the list.
pub(super) async fn match_columns(ctx: Ctx, Path(id): Path<ImportRunId>, form: Form) -> Answer {
    let Some((run, sent)) = waiting(&ctx, id).await? else {
        return Ok(redirect(&format!("/imports/{id}")));
    };
    let [one] = sent.as_slice() else {
        return Ok(redirect(&format!("/imports/{id}")));
    };
    let list = one.list.clone();
    let Answers {
        chosen,
        by_hand,
        mut errors,
    } = Answers::typed(&form, &list, &COLUMNS);
    let options = Options {
        columns: by_hand.clone(),
        ..run.options
    };
    if errors.is_empty()
        && let Some(fault) = columns::matched(&list, &by_hand).faults.into_iter().next()
    {
        errors.add("", fault);
    }
    if !errors.is_empty() {
        return columns_page(&ctx, &list, &COLUMNS, &chosen, &errors);
    }
    let tried = match tried(&ctx, sent, options.clone()).await? {
        Ok(tried) => tried,
        Err(why) => {
            return columns_page(&ctx, &list, &COLUMNS, &chosen, &Errors::one("", why));
        }
    };
    let kept = Arc::new((list, by_hand, options, tried));
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let (list, by_hand, options, tried) = &*kept;
            queries::remember(tx, queries::PEOPLE, list, by_hand).await?;
            queries::try_again(tx, id, options, tried).await?;
            Ok(format!("/imports/{id}"))
        })
        .await;
    ended(id, done)
}

/// Checks a list again with the questions in its report answered.
pub(super) async fn answer(ctx: Ctx, Path(id): Path<ImportRunId>, form: Form) -> Answer {
    let Some((run, sent)) = waiting(&ctx, id).await? else {
        return Ok(redirect(&format!("/imports/{id}")));
    };
    let has = |code: &str| form.all("answers").any(|one| one == code);
    let options = Options {
        takes_duplicates: has("duplicates"),
        takes_doubtful: has("doubtful"),
        ..run.options
    };
    let Ok(tried) = tried(&ctx, sent, options.clone()).await? else {
        return Ok(redirect(&format!("/imports/{id}")));
    };
    let kept = Arc::new((options, tried));
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::try_again(tx, id, &kept.0, &kept.1).await?;
            Ok(format!("/imports/{id}"))
        })
        .await;
    ended(id, done)
}

/// Returns what a report asks, where it asks something or has been answered.
pub(super) fn questions(run: &Run) -> Option<Checkboxes> {
    let (duplicates, doubtful) = (
        run.options.takes_duplicates || run.report.contains("duplicate?"),
        run.options.takes_doubtful || run.report.contains("  question"),
    );
    let mut answers = Checkboxes::new("answers", "Answer the questions in the report");
    if duplicates {
        answers = answers.choice(
            Choice::new(
                "duplicates",
                "I have checked the possible duplicates. Add them as new people",
            )
            .chosen(run.options.takes_duplicates),
        );
    }
    if doubtful {
        answers = answers.choice(
            Choice::new("doubtful", "The dates of birth in the questions are right")
                .hint("A two-digit year is read as the most likely year. A date that Excel writes for an empty cell is left out.")
                .chosen(run.options.takes_doubtful),
        );
    }
    (duplicates || doubtful).then_some(answers)
}
