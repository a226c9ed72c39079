//! The end of a work placement, recorded once and without blame, and what came next.

use std::sync::Arc;

use axum::http::Uri;
use chrono::Days;
use govuk::{Html, Radios, Select, Textarea};
use policy::Action;
use programme::{Effect, Happening, activity_at};
use store::{ReadTx, WriteTx};
use values::WorkPlacementId;

use super::{
    forms::{read_ending, with_day},
    handlers::{Opened, open, rule},
    lists::{CameNext, EndReason, SIDES},
    queries::{self, NewPlacement, Works},
    starting::begin_work,
};
use crate::{
    money::funds,
    office::directory::InCouncil,
    person::{
        consequences::{Follows, Proposal, follow},
        due::Rules,
    },
    shell::{
        choices::Code,
        web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError, redirect},
    },
};

fn select(name: &'static str, label: &'static str, list: &[(&str, &str)], now: &str) -> Select {
    let mut select = Select::new(name, label).blank("Choose").selected(now);
    for (code, words) in list {
        select = select.item(*code, *words);
    }
    select
}

fn page(
    ctx: &Ctx,
    (opened, proposal): (&Opened, &Proposal),
    form: &Form,
    errors: &Errors,
) -> Answer {
    let mut side = Radios::new("side", "Whose decision was it?")
        .selected(form.text("side"))
        .error(errors.at("side"));
    for (code, words) in SIDES {
        side = side.item(*code, *words);
    }
    FormPage::new(ctx, "How did it end?")
        .caption(opened.caption())
        .errors(errors, &["on"])
        .version(opened.one.version)
        .cancel(opened.path())
        .intro(Html::paragraph(
            "Support continues, without a new referral. What went well stays on record.",
        ))
        .field(form.date("on").field("on", "When did it end?", errors))
        .field(
            select("reason", "Why?", EndReason::CHOICES, form.text("reason"))
                .error(errors.at("reason")),
        )
        .field(side)
        .field(
            Textarea::new("words", "More about it (optional)")
                .hint("What they have gained from it. Do not blame anyone.")
                .rows(3)
                .value(form.owned("words"))
                .error(errors.at("words")),
        )
        .field(
            select(
                "next",
                "What will they do next? (optional)",
                CameNext::CHOICES,
                form.text("next"),
            )
            .error(errors.at("next")),
        )
        .field(proposal.fields(form, errors))
        .show()
}

/// Works out what the end changes: what they do, and the stage that fits.
async fn proposal(ctx: &Ctx, tx: &mut ReadTx, opened: &Opened) -> Result<Proposal, WebError> {
    let library = ctx.library(tx).await?;
    let about = (&opened.person, Happening::Ended);
    Proposal::of(ctx, tx, &library, about, None).await
}

/// Asks how it ended.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<WorkPlacementId>, uri: Uri) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(&ctx, &mut tx, id, Action::RecordContact).await?;
    if opened.one.ended_on.is_some() {
        return Ok(redirect(&opened.path()));
    }
    let proposal = proposal(&ctx, &mut tx, &opened).await?;
    drop(tx);
    let draft = ctx.draft(&uri).await?;
    let last = opened.one.ends_on.unwrap_or(ctx.today()).min(ctx.today());
    let form = draft.unwrap_or_else(|| with_day("on", Some(last)));
    page(&ctx, (&opened, &proposal), &form, &Errors::default())
}

/// Ends it. If they stay on in a job, that job is recorded at once.
pub(super) async fn end(ctx: Ctx, Path(id): Path<WorkPlacementId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let library = ctx.library(&mut tx).await?;
    let rules = Rules::of(ctx.app(), Arc::clone(&library));
    let rule = rule(&library, &mut tx, &opened.person).await?;
    let proposal = proposal(&ctx, &mut tx, &opened).await?;
    let frame = (&opened, &proposal);
    drop(tx);
    if opened.one.ended_on.is_some() {
        return Ok(redirect(&opened.path()));
    }
    let mut errors = Errors::default();
    let mut follows = proposal.read(&form, &mut errors);
    let read = read_ending(&form, &opened.one, ctx.today()).and_then(|new| errors.or(new));
    let mut new = match read {
        Ok(new) => new,
        Err(errors) => return page(&ctx, frame, &form, &errors),
    };
    let stays = new.reason == EndReason::Converted;
    if stays && opened.one.started_on.is_none() {
        let message = "Choose another reason: they have not started, so they cannot stay on";
        return page(&ctx, frame, &form, &Errors::one("reason", message));
    }
    if stays && new.came_next.is_none() {
        new.came_next = Some(CameNext::SameEmployer);
    }
    let one = opened.one.clone();
    let from = new.on + Days::new(1);
    let job = NewPlacement {
        place: one.place.clone(),
        person: one.person,
        works: Works::At(one.employer),
        application: None,
        kind: "job".into(),
        title: one.title.clone(),
        starts_on: from,
        ends_on: None,
        hourly_pence: one.hourly_pence,
        weekly_minutes: one.weekly_minutes,
        keeper: one.keeper,
        contact: one.contact,
    };
    let days = rule.check_ins(from, None);
    let mut happening = Happening::Ended;
    if stays {
        happening = Happening::StayedOn;
        follows = Follows::by_itself(activity_at(&job.kind, one.weekly_minutes));
    }
    // What they do now holds from the day after, and never from a day to come.
    let (since, why) = (from.min(ctx.today()), format!("Ended: {}", one.title));
    let (version, council) = (form.version(), ctx.council());
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::end(tx, &one, version, &new).await?;
            let parts = queries::top_ups(tx, council, &[one.id]).await?;
            let left = parts.iter().filter(|part| part.on > new.on);
            let left: Vec<_> = left.map(|part| part.id).collect();
            funds::stop_top_ups(tx, &left).await?;
            if happening.changes(Effect::WorrySettled) {
                for worry in queries::alarms(tx, council, &[one.id]).await? {
                    queries::see(tx, &worry).await?;
                }
            }
            follow(tx, &rules, (one.person, since), (&follows, &why)).await?;
            if !happening.changes(Effect::CheckInsBegin) {
                return Ok(format!("/work-placements/{id}?said=work-ended"));
            }
            let id = queries::add(tx, &job).await?;
            if let Some(job) = queries::find(tx, council, id).await? {
                begin_work(tx, &job, job.version, (from, job.contact), &days).await?;
            }
            Ok(format!("/work-placements/{id}?said=stays-on"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message = "Someone else has changed this work placement. Check it again";
            page(&ctx, frame, &form, &Errors::one("reason", message))
        }
        Err(Halt::Refused(errors)) => page(&ctx, frame, &form, &errors),
        other => Ok(other?),
    }
}

fn next_page(ctx: &Ctx, opened: &Opened, errors: &Errors) -> Answer {
    let mut next = Radios::new("next", "What came next?").error(errors.at("next"));
    for (code, words) in CameNext::CHOICES {
        next = next.item(*code, *words);
    }
    FormPage::new(ctx, "What came next?")
        .caption(opened.caption())
        .errors(errors, &[])
        .version(opened.one.version)
        .cancel(opened.path())
        .field(next)
        .show()
}

/// Asks what came next.
pub(super) async fn ask_next(ctx: Ctx, Path(id): Path<WorkPlacementId>) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    if opened.one.ended_on.is_none() {
        return Ok(redirect(&opened.path()));
    }
    next_page(&ctx, &opened, &Errors::default())
}

/// Records what came next.
pub(super) async fn say_next(ctx: Ctx, Path(id): Path<WorkPlacementId>, form: Form) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let next = CameNext::parse(form.text("next"));
    let Some(next) = next.filter(|_| opened.one.ended_on.is_some()) else {
        return next_page(
            &ctx,
            &opened,
            &Errors::one("next", "Choose what they did next"),
        );
    };
    let (path, one, version) = (opened.path(), opened.one, form.version());
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::set_next(tx, &one, version, next).await?;
            Ok(format!("/work-placements/{id}?said=came-next"))
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&path)),
        other => Ok(other?),
    }
}
