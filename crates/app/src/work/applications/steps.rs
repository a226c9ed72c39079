//! What happened next in an application. Pay is checked again before the young person accepts.

use axum::http::Uri;
use chrono::NaiveDate;
use govuk::{Html, Radios, Select, Textarea};
use policy::Action;
use store::WriteTx;
use values::ApplicationId;

use super::{
    forms::StepForm,
    handlers::{Opened, open},
    model::{NO_NEWS_DAYS, REASONS, Side, Step},
    queries::{self, NewStep},
    telling::tell_of,
};
use crate::{
    shell::{
        choices::Code,
        web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, redirect},
    },
    work::{
        hard_rules::{Asked, HardRules},
        opportunities::{Opportunity, Pay},
    },
};

/// Returns why an offer cannot be accepted yet; nothing if it can.
pub(super) fn refusal(
    one: &Opportunity,
    born: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<String> {
    Pay::of(one, today).refusal(born)
}

fn checked(opened: &Opened, today: NaiveDate) -> Html {
    let (one, born) = (&opened.opportunity, opened.person.fields.born_on);
    if opened.one.step != Step::Offered {
        return Html::default();
    }
    if born.is_none() && one.is_hourly() {
        let text =
            "Their date of birth is not known, so the minimum wage cannot be checked. Ask for it.";
        return Html::paragraph(text);
    }
    let pay = Pay::of(one, today);
    let term = (pay.since, one.checked_until(pay.since));
    let found = pay.minimums(born, term).into_iter();
    let lines = found.map(|(on, rate)| Html::paragraph(pay.line(on, &rate)));
    Html::joined(lines)
}

fn page(ctx: &Ctx, opened: &Opened, form: &StepForm, errors: &Errors) -> Answer {
    let one = &opened.one;
    let mut step = Radios::new("step", "What happened?")
        .selected(&*form.step)
        .error(errors.at("step"));
    for next in one.step.leads_to() {
        let words = match (next, one.step) {
            (Step::Interview, Step::Interview) => "Another interview",
            _ => next.words(),
        };
        step = step.item(next.code(), words);
    }
    let mut reason = Select::new("reason", "If it has ended, why?")
        .blank("Choose")
        .selected(&*form.reason)
        .error(errors.at("reason"));
    for (code, words) in REASONS {
        reason = reason.item(*code, *words);
    }
    let told = Side::parse(&form.said_by).unwrap_or(Side::Worker);
    let mut said_by = Radios::new("said_by", "Who told you?")
        .selected(told.code())
        .inline();
    for (code, words) in Side::CHOICES {
        said_by = said_by.item(*code, *words);
    }
    FormPage::new(ctx, "What happened?")
        .caption(format!(
            "{}, {}",
            opened.person.name(),
            opened.opportunity.title
        ))
        .errors(errors, &["on", "due"])
        .version(form.version)
        .cancel(format!("/applications/{}", one.id))
        .intro(checked(opened, ctx.today()))
        .field(step)
        .field(form.on.field(
            "on",
            "When did it happen? For an interview, when is it?",
            errors,
        ))
        .field(reason)
        .field(
            Textarea::new("words", "Feedback or details (optional)")
                .hint("For an interview, when and where it is. The young person can read this.")
                .rows(3)
                .value(&*form.words)
                .error(errors.at("words")),
        )
        .field(form.due.field(
            "due",
            "When is the next step due? Leave empty for the usual time",
            errors,
        ))
        .field(said_by)
        .show()
}

/// Asks what happened.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<ApplicationId>, uri: Uri) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    if opened.one.step.leads_to().is_empty() {
        return Ok(redirect(&format!("/applications/{id}")));
    }
    let draft = ctx.draft(&uri).await?;
    let blank = || StepForm::blank(&opened.one, ctx.today());
    let form = draft.as_ref().map_or_else(blank, StepForm::typed);
    page(&ctx, &opened, &form, &Errors::default())
}

/// Returns the code of what the page says after a step: what happened, and what is left to do.
fn said(step: Step, is_untold: bool) -> &'static str {
    match step {
        _ if is_untold => "tell-them",
        Step::NoNews => "no-news",
        Step::Interview | Step::Offered => "told-them",
        Step::Unsuccessful | Step::FellThrough => "word-it",
        _ => "application-step",
    }
}

/// Records a step.
pub(super) async fn take(ctx: Ctx, Path(id): Path<ApplicationId>, form: Form) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let typed = StepForm::typed(&form);
    let days = opened.opportunity.answer_days;
    let read = typed.read(&opened.one, days, ctx.today());
    let rules = HardRules::of(&mut ctx.read().await?, &opened.person).await?;
    let read = read.and_then(|new| {
        let reads = ctx.permits(Action::ReadRestricted, &opened.person.standing);
        // What an employer said has happened; what is ours to do is not done where a rule is against it.
        let asked = Asked::of(&opened.opportunity, new.on);
        let is_ours = [Step::Applying, Step::Applied, Step::Accepted].contains(&new.step);
        if let Some(refused) = rules.refusal(&asked, reads).filter(|_| is_ours) {
            return Err(Errors::one("step", refused));
        }
        let born = opened.person.fields.born_on;
        let refused = refusal(&opened.opportunity, born, ctx.today());
        match refused.filter(|_| new.step == Step::Accepted) {
            Some(refused) => Err(Errors::one("step", refused)),
            None => Ok(new),
        }
    });
    let new = match read {
        Ok(new) => new,
        Err(errors) => return page(&ctx, &opened, &typed, &errors),
    };
    let (one, version) = (opened.one.clone(), typed.version);
    let (person, worker) = (opened.person.clone(), ctx.who().name.clone());
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::note_step(tx, &one, version, &new).await?;
            let is_untold = tell_of(tx, &person, &worker, &new).await?;
            let said = said(new.step, is_untold);
            Ok(format!("/applications/{id}?said={said}"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message = "This application has changed. Check it again before you record this";
            page(&ctx, &opened, &typed, &Errors::one("step", message))
        }
        other => Ok(other?),
    }
}

/// Records that there is no news yet. The young person's own pages say so, and the worker checks again within a week.
pub(super) async fn no_news(ctx: Ctx, Path(id): Path<ApplicationId>, form: Form) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    if !opened.one.is_open() {
        return Ok(redirect(&format!("/applications/{id}")));
    }
    let today = ctx.today();
    let new = NewStep {
        step: Step::NoNews,
        on: today,
        reason: String::new(),
        words: String::new(),
        due_on: today.checked_add_days(chrono::Days::new(NO_NEWS_DAYS)),
        waits_for: None,
        said_by: Side::Worker,
    };
    let (one, person) = (opened.one, opened.person);
    let worker = ctx.who().name.clone();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::note_step(tx, &one, one.version, &new).await?;
            let is_untold = tell_of(tx, &person, &worker, &new).await?;
            let said = said(new.step, is_untold);
            Ok(format!("/applications/{id}?said={said}"))
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&format!("/applications/{id}"))),
        other => Ok(other?),
    }
}
