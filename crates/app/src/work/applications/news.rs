//! What stands first on a young person's own pages about their applications.

use chrono::NaiveDate;
use values::{AccountId, ApplicationId};

use super::{
    model::{Application, Side, Step},
    queries,
};
use crate::{
    shell::web::{OwnCtx, WebError},
    work::opportunities,
};

/// What a young person should see first: an offer, an answer, an interview.
pub(crate) struct ToKnow {
    /// Its id.
    pub(crate) id: ApplicationId,
    /// The day of an interview ahead.
    pub(crate) interview_on: Option<NaiveDate>,
    /// What was said about it: when it begins, and where.
    pub(crate) about: String,
    /// What it is for.
    pub(crate) title: String,
    /// Where it stands, in words.
    pub(crate) says: String,
}

/// An application that an employer has yet to answer.
pub(crate) struct Waiting {
    /// What it is for.
    pub(crate) title: String,
    /// By when they said, or should say.
    pub(crate) due_on: Option<NaiveDate>,
    /// The worker who asks them.
    pub(crate) owner: AccountId,
}

/// What there is to say of their applications: what they should see first, and what waits for an employer.
pub(crate) async fn news(ctx: &OwnCtx) -> Result<(Vec<ToKnow>, Vec<Waiting>), WebError> {
    let mut tx = ctx.read().await?;
    let (council, today) = (ctx.council(), ctx.today());
    let all = queries::of_person(&mut tx, council, ctx.id()).await?;
    if all.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let ids: Vec<_> = all.iter().map(|one| one.opportunity).collect();
    let named = opportunities::find_all(&mut tx, council, &ids).await?;
    let title = |one: &Application| {
        let found = named.iter().find(|known| known.id == one.opportunity);
        found.map_or_else(String::new, |found| found.title.clone())
    };
    let ahead = all.iter().filter(|one| one.interview_on().is_some());
    let ahead: Vec<_> = ahead.map(|one| one.id).collect();
    let steps = if ahead.is_empty() {
        Vec::new()
    } else {
        queries::steps_of(&mut tx, council, &ahead).await?
    };
    let about = |one: &Application| {
        let arranged = steps
            .iter()
            .filter(|(of, step)| *of == one.id && step.step == Step::Interview);
        arranged
            .max_by_key(|(_, step)| step.at)
            .map_or_else(String::new, |(_, step)| step.words.clone())
    };
    let is_first = |one: &&Application| {
        one.step == Step::Offered && one.is_open()
            || one.is_unworded()
            || one.interview_on().is_some_and(|on| on >= today)
            || one.is_unasked()
    };
    let known = all.iter().filter(is_first).map(|one| ToKnow {
        id: one.id,
        interview_on: one.interview_on().filter(|on| *on >= today),
        about: about(one),
        title: title(one),
        says: one.own_words(today),
    });
    let waits = all
        .iter()
        .filter(|one| one.is_open() && one.waits_for == Some(Side::Employer));
    let waits = waits.map(|one| Waiting {
        title: title(one),
        due_on: one.promised_on.or(one.due_on),
        owner: one.owner,
    });
    Ok((known.collect(), waits.collect()))
}
