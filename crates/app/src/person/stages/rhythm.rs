//! How often somebody is in touch with one young person: as their stage says, or as was agreed with them, with a reason and an end.

use axum::http::Uri;
use chrono::NaiveDate;
use govuk::{Html, Radios, Textarea};
use programme::{Cadence, ContactRule};
use store::WriteTx;
use values::EnrolmentId;

use super::handlers::{Opened, open};
use crate::{
    office::directory::{Directory, InCouncil},
    person::{
        due::{self, Rules},
        enrolments::{self, Rhythm, cadence_text},
    },
    shell::{
        clock,
        web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError, form::TypedDate, words},
    },
};

/// What is typed about a rhythm.
struct Typed {
    every: String,
    reason: String,
    until: TypedDate,
}

impl Typed {
    fn of(form: &Form) -> Self {
        Self {
            every: form.owned("every"),
            reason: form.owned("reason"),
            until: form.date("until"),
        }
    }
}

/// Returns what the current stage says about contact; nothing where it asks for none.
fn rule(opened: &Opened) -> Option<ContactRule> {
    let version = opened.library.version(opened.enrolment.programme_version)?;
    let stage = opened.history.current()?;
    version.programme.stage(&stage.stage)?.contact.clone()
}

fn before(all: &[Rhythm], directory: &Directory, today: NaiveDate) -> Html {
    let lines = all.iter().map(|one| {
        let every = one
            .every
            .map_or("as the stage says".to_owned(), |every| every.to_string());
        let until = one
            .until_on
            .map_or(String::new(), |on| format!(", until {}", words::day(on)));
        let is_over = one.until_on.is_some_and(|until| until < today);
        let now = if one.holds && !is_over {
            "Now"
        } else {
            "Before"
        };
        let since = words::day(clock::london_day(one.made_at.into()));
        let by = directory.worker(one.by, "someone");
        Html::paragraph(format!(
            "{now}: {every}{until}. {} ({since}, {by})",
            one.reason
        ))
    });
    Html::joined(lines)
}

async fn page(ctx: &Ctx, opened: &Opened, typed: &Typed, errors: &Errors) -> Answer {
    let mut tx = ctx.read().await?;
    let enrolment = &opened.enrolment;
    let all = enrolments::rhythms(&mut tx, ctx.council(), enrolment.id).await?;
    let directory = ctx.directory(&mut tx).await?;
    let page = FormPage::new(ctx, "How often are you in touch?")
        .caption(opened.person.name())
        .errors(errors, &["until"])
        .version(enrolment.version)
        .cancel(format!("/people/{}", enrolment.person));
    let Some(rule) = rule(opened) else {
        let text = "The stage they are in does not need regular contact.";
        return page.intro(Html::paragraph(text)).without_form().show();
    };
    let mut every = Radios::new("every", "How often?")
        .selected(&*typed.every)
        .error(errors.at("every"))
        .item("stage", format!("As the stage says: {}", rule.every));
    for own in &rule.per_person {
        every = every.item(cadence_text(Some(*own)), own.to_string());
    }
    page.intro(before(&all, &directory, ctx.today()))
        .field(every)
        .field(
            Textarea::new("reason", "Why?")
                .hint("In a sentence, in their own words if you can.")
                .rows(2)
                .value(&*typed.reason)
                .error(errors.at("reason")),
        )
        .field(
            typed
                .until
                .field("until", "Until when? Leave empty if it has no end", errors),
        )
        .show()
}

/// Asks how often.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<EnrolmentId>, uri: Uri) -> Answer {
    let opened = open(&ctx, id).await?;
    let own = cadence_text(opened.enrolment.own_cadence);
    let typed = Typed {
        every: if own.is_empty() { "stage".into() } else { own },
        reason: String::new(),
        until: TypedDate::of(
            opened
                .enrolment
                .cadence_until
                .filter(|on| *on > ctx.today()),
        ),
    };
    let draft = ctx.draft(&uri).await?;
    let typed = draft.as_ref().map_or(typed, Typed::of);
    page(&ctx, &opened, &typed, &Errors::default()).await
}

/// Agrees it.
pub(super) async fn agree(ctx: Ctx, Path(id): Path<EnrolmentId>, form: Form) -> Answer {
    let opened = open(&ctx, id).await?;
    let typed = Typed::of(&form);
    let rule = rule(&opened).ok_or(WebError::NotFound)?;
    let is_known = |one: &&Cadence| cadence_text(Some(**one)) == typed.every;
    let own = rule.per_person.iter().find(is_known).copied();
    let mut errors = Errors::default();
    errors.require(
        own.is_some() || typed.every == "stage",
        "every",
        "Choose how often",
    );
    errors.require(!typed.reason.is_empty(), "reason", "Enter why");
    let is_short = typed.reason.chars().count() <= 2000;
    errors.require(is_short, "reason", "Use 2,000 characters or fewer");
    let until = errors.take("until", typed.until.read("Day")).flatten();
    errors.require(
        until.is_none_or(|on| on > ctx.today()),
        "until",
        "Day must be in the future",
    );
    if !errors.is_empty() {
        return page(&ctx, &opened, &typed, &errors).await;
    }
    let rules = Rules::of(ctx.app(), opened.library.clone());
    let mut enrolment = opened.enrolment.clone();
    enrolment.version = form.version();
    let until = until.filter(|_| own.is_some());
    let (person, reason) = (enrolment.person, typed.reason.clone());
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            enrolments::agree_rhythm(tx, &enrolment, (own, until), &reason).await?;
            due::refresh(tx, &rules, person).await?;
            Ok(format!("/people/{person}?said=moved"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message =
                "Someone else changed this while you were choosing. Check it, then choose again";
            let errors = Errors::one("every", message);
            page(&ctx, &open(&ctx, id).await?, &typed, &errors).await
        }
        other => Ok(other?),
    }
}
