//! Changes in a work placement: events, a moved last day, and swapped rotations.

use axum::http::Uri;
use govuk::{Html, Input, Radios, Textarea, Width};
use policy::Action;
use serde::Deserialize;
use store::WriteTx;
use values::{RotationId, WorkEventId, WorkPlacementId};

use super::{
    forms::{needed, read_event, with_day},
    handlers::{Opened, open, rule},
    lists::EventKind,
    model::{Rotation, rotate as rotated},
    queries,
};
use crate::{
    care::plans::{self, NewGoal},
    office::directory::InCouncil,
    shell::{
        choices::Code,
        web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, Query, WebError, redirect},
    },
};

/// The record within a work placement that an address names.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ChangeQuery {
    event: String,
    rotation: String,
    kind: String,
}

fn event_page(ctx: &Ctx, opened: &Opened, form: &Form, errors: &Errors) -> Answer {
    let mut kind = Radios::new("kind", "What is this about?")
        .selected(form.text("kind"))
        .error(errors.at("kind"));
    for (code, words) in EventKind::CHOICES {
        kind = kind.item(*code, *words);
    }
    let area = |name: &'static str, label: &'static str, hint: &'static str| {
        Textarea::new(name, label)
            .hint(hint)
            .rows(3)
            .value(form.owned(name))
            .error(errors.at(name))
    };
    FormPage::new(ctx, "What happened at work?")
        .action(format!("{}/event", opened.path()))
        .caption(opened.caption())
        .errors(errors, &["on", "look", "ends"])
        .version(opened.one.version)
        .cancel(opened.path())
        .intro(Html::paragraph(
            "If something went wrong, record it without blame, and say what was agreed. At the half-way talk, plan the next job. What you agree becomes a goal in their plan.",
        ))
        .field(kind)
        .field(form.date("on").field("on", "When did it happen?", errors))
        .field(area("words", "What happened?", "Describe it as both sides would."))
        .field(area("agreed", "What was agreed? (optional)", "For a half-way talk, what they would like to do next."))
        .field(form.date("look").field("look", "When will you check if it helped? (optional)", errors))
        .field(form.date("ends").field("ends", "New last day, if it has moved", errors))
        .show()
}

/// Shows the form for what happened.
pub(super) async fn ask_event(
    ctx: Ctx,
    Path(id): Path<WorkPlacementId>,
    Query(asked): Query<ChangeQuery>,
    uri: Uri,
) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let draft = ctx.draft(&uri).await?;
    let begin = || with_day("on", Some(ctx.today())).with([("kind".to_owned(), asked.kind)]);
    event_page(
        &ctx,
        &opened,
        &draft.unwrap_or_else(begin),
        &Errors::default(),
    )
}

/// Records what happened. A moved last day moves the check-ins with it; what was agreed half-way becomes a goal.
pub(super) async fn record_event(ctx: Ctx, Path(id): Path<WorkPlacementId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let (new, ends) = match read_event(&form, &opened.one, ctx.today()) {
        Ok(read) => read,
        Err(errors) => return event_page(&ctx, &opened, &form, &errors),
    };
    let library = ctx.library(&mut tx).await?;
    let rule = rule(&library, &mut tx, &opened.person).await?;
    drop(tx);
    let started = opened.one.started_on;
    let days = match (started, ends) {
        (Some(from), Some(_)) => rule.check_ins(from, ends),
        _ => Vec::new(),
    };
    let goal = (new.kind == EventKind::HalfWay && !new.agreed.is_empty()).then(|| NewGoal {
        words: new.agreed.clone(),
        wanted_on: opened.one.ends_on,
        agreed_how: "in-person".into(),
        agreed_on: Some(new.on),
    });
    let (one, version) = (opened.one.clone(), form.version());
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::add_event(tx, &one, &new).await?;
            if let Some(ends) = ends {
                queries::extend(tx, &one, version, ends).await?;
                queries::schedule(tx, &one, &days).await?;
            }
            if let Some(goal) = goal.clone() {
                plans::add_goal(tx, one.person, &goal).await?;
            }
            Ok(format!("/work-placements/{id}?said=work-noted"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message = "Someone else has changed this work placement. Check it again";
            event_page(&ctx, &opened, &form, &Errors::one("ends", message))
        }
        other => Ok(other?),
    }
}

/// Records that a worker checked whether what was agreed helped.
pub(super) async fn look(
    ctx: Ctx,
    Path(id): Path<WorkPlacementId>,
    Query(asked): Query<ChangeQuery>,
    form: Form,
) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let event = asked.event.parse::<WorkEventId>();
    let event = event.map_err(|_| WebError::NotFound)?;
    let one = opened.one;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::looked(tx, &one, event).await?;
            Ok(format!("/work-placements/{id}?said=agreed-checked"))
        })
        .await;
    Ok(done?)
}

fn rotations_page(ctx: &Ctx, opened: &Opened, form: &Form, errors: &Errors) -> Answer {
    FormPage::new(ctx, "Add rotations")
        .caption(opened.caption())
        .errors(errors, &["from"])
        .cancel(opened.path())
        .field(
            Textarea::new("places", "Which services or teams?")
                .hint("Put each one on a new line, in order.")
                .rows(12)
                .value(form.owned("places"))
                .error(errors.at("places")),
        )
        .field(
            Input::new("weeks", "How many weeks in each?")
                .whole_number()
                .width(Width::Characters3)
                .value(form.text("weeks"))
                .error(errors.at("weeks")),
        )
        .field(
            form.date("from")
                .field("from", "When does the first one start?", errors),
        )
        .show()
}

/// Shows the form for rotations.
pub(super) async fn ask_rotations(ctx: Ctx, Path(id): Path<WorkPlacementId>, uri: Uri) -> Answer {
    let mut tx = ctx.read().await?;
    let opened = open(&ctx, &mut tx, id, Action::RecordContact).await?;
    let known = queries::rotations(&mut tx, ctx.council(), id).await?;
    let last = known.iter().map(|one| one.ends_on).max();
    let from = last.map_or(opened.one.starts_on, |on| on + chrono::Days::new(1));
    let draft = ctx.draft(&uri).await?;
    let begin = || with_day("from", Some(from)).with([("weeks".to_owned(), "8".to_owned())]);
    rotations_page(
        &ctx,
        &opened,
        &draft.unwrap_or_else(begin),
        &Errors::default(),
    )
}

/// Adds rotations, one after the other.
pub(super) async fn rotate(ctx: Ctx, Path(id): Path<WorkPlacementId>, form: Form) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let mut errors = Errors::default();
    let places: Vec<String> = form
        .text("places")
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    let is_some = (1..=24).contains(&places.len());
    errors.require(
        is_some,
        "places",
        "Enter between 1 and 24 services or teams",
    );
    let is_short = places.iter().all(|place| place.chars().count() <= 200);
    errors.require(
        is_short,
        "places",
        "Use 200 characters or fewer on each line",
    );
    let weeks = form.text("weeks").parse::<u16>().ok();
    let weeks = weeks.filter(|weeks| (1..=52).contains(weeks));
    errors.require(
        weeks.is_some(),
        "weeks",
        "Enter a number of weeks from 1 to 52",
    );
    let from = needed(&mut errors, &form, "from", "Enter the first day");
    let (Some(weeks), Some(from), true) = (weeks, from, errors.is_empty()) else {
        return rotations_page(&ctx, &opened, &form, &errors);
    };
    let (one, all) = (opened.one, rotated(&places, from, weeks));
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            for (place, from, until) in &all {
                queries::add_rotation(tx, &one, place, (*from, *until)).await?;
            }
            Ok(format!("/work-placements/{id}?said=rotations"))
        })
        .await;
    Ok(done?)
}

async fn rotation(ctx: &Ctx, opened: &Opened, asked: &str) -> Result<Rotation, WebError> {
    let id = asked
        .parse::<RotationId>()
        .map_err(|_| WebError::NotFound)?;
    let all = queries::rotations(&mut ctx.read().await?, ctx.council(), opened.one.id).await?;
    all.into_iter()
        .find(|one| one.id == id)
        .ok_or(WebError::NotFound)
}

fn swap_page(ctx: &Ctx, opened: &Opened, one: &Rotation, form: &Form, errors: &Errors) -> Answer {
    FormPage::new(ctx, "Swap this rotation")
        .action(format!("{}/swap?rotation={}", opened.path(), one.id))
        .caption(format!("{}, {}", opened.person.name(), one.place))
        .errors(errors, &[])
        .cancel(opened.path())
        .field(
            Input::new("place", "Where will they go instead?")
                .value(form.text("place"))
                .error(errors.at("place")),
        )
        .field(
            Textarea::new("why", "Why?")
                .hint("Without blame, say what was not working, and who for.")
                .rows(3)
                .value(form.owned("why"))
                .error(errors.at("why")),
        )
        .button("Swap")
        .show()
}

/// Asks where they will go instead.
pub(super) async fn ask_swap(
    ctx: Ctx,
    Path(id): Path<WorkPlacementId>,
    Query(asked): Query<ChangeQuery>,
) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let one = rotation(&ctx, &opened, &asked.rotation).await?;
    swap_page(&ctx, &opened, &one, &Form::default(), &Errors::default())
}

/// Swaps a rotation when it isn't working.
pub(super) async fn swap(
    ctx: Ctx,
    Path(id): Path<WorkPlacementId>,
    Query(asked): Query<ChangeQuery>,
    form: Form,
) -> Answer {
    let opened = open(&ctx, &mut ctx.read().await?, id, Action::RecordContact).await?;
    let one = rotation(&ctx, &opened, &asked.rotation).await?;
    let (place, why, mut errors) = (form.owned("place"), form.owned("why"), Errors::default());
    errors.require(
        !place.is_empty(),
        "place",
        "Enter where they will go instead",
    );
    errors.require(!why.is_empty(), "why", "Enter why");
    for (field, text) in [("place", &place), ("why", &why)] {
        let is_short = text.chars().count() <= 200;
        errors.require(is_short, field, "Use 200 characters or fewer");
    }
    if !errors.is_empty() {
        return swap_page(&ctx, &opened, &one, &form, &errors);
    }
    let path = opened.path();
    let of = opened.one;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::swap(tx, &of, &one, &place, &why).await?;
            Ok(format!("/work-placements/{id}?said=rotation-swapped"))
        })
        .await;
    match done {
        Err(Halt::Stale) => Ok(redirect(&path)),
        other => Ok(other?),
    }
}
