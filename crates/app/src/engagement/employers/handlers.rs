//! Adding an employer, changing its details, and stopping or resuming contact.

use axum::http::Uri;
use govuk::{Html, Input, Select, Textarea, Width};
use policy::Action;
use store::{ReadTx, WriteTx};
use values::{AccountId, EmployerId};

use super::{forms::EmployerForm, model::Employer, queries};
use crate::{
    office::directory::InCouncil,
    shell::{
        choices::SECTORS,
        web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError},
    },
};

/// Finds an employer that the reader may change.
pub(super) async fn open(ctx: &Ctx, id: EmployerId) -> Result<Employer, WebError> {
    ctx.decide_office(Action::BringEmployers)?;
    let one = queries::find(&mut ctx.read().await?, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    super::decide_kept(ctx, one.keeper)?;
    Ok(one)
}

/// Lists who can look after an employer: coaches, advisers, the reader, and the person who does it now.
async fn keepers(
    ctx: &Ctx,
    tx: &mut ReadTx,
    now: Option<AccountId>,
) -> Result<Vec<(AccountId, String)>, WebError> {
    let directory = ctx.directory(tx).await?;
    let mut keepers = directory.coaches.clone();
    for id in [Some(ctx.me()), now].into_iter().flatten() {
        if !keepers.iter().any(|(known, _)| *known == id) {
            keepers.insert(0, (id, directory.worker(id, "Someone")));
        }
    }
    Ok(keepers)
}

/// What the form is about: a known employer, or a new one.
struct Frame<'a> {
    of: Option<&'a Employer>,
    keepers: &'a [(AccountId, String)],
}

fn page(ctx: &Ctx, frame: &Frame<'_>, form: &EmployerForm, errors: &Errors) -> Answer {
    let (heading, back) = match frame.of {
        Some(one) => ("Change the employer", format!("/employers/{}", one.id)),
        None => ("Add an employer", "/employers".to_owned()),
    };
    let mut sector = Select::new("sector", "What do they work in?")
        .blank("Choose")
        .selected(&*form.sector)
        .error(errors.at("sector"));
    for (code, words) in SECTORS {
        sector = sector.item(*code, *words);
    }
    let mut keeper = Select::new("keeper", "Who looks after them?")
        .selected(&*form.keeper)
        .error(errors.at("keeper"));
    for (id, name) in frame.keepers {
        keeper = keeper.item(id.to_string(), name.clone());
    }
    FormPage::new(ctx, heading)
        .errors(errors, &[])
        .version(form.version)
        .cancel(back)
        .field(
            Input::new("name", "Name")
                .value(&*form.name)
                .error(errors.at("name")),
        )
        .field(sector)
        .field(keeper)
        .field(
            Input::new("rhythm_weeks", "How often should you check in, in weeks?")
                .hint("For example, 13 for once a quarter")
                .whole_number()
                .width(Width::Characters3)
                .value(&*form.rhythm_weeks)
                .error(errors.at("rhythm_weeks")),
        )
        .field(
            Input::new("website", "Website (optional)")
                .hint("For example, https://works.example")
                .value(&*form.website)
                .error(errors.at("website")),
        )
        .show()
}

/// Asks for the details of a new employer.
pub(super) async fn ask(ctx: Ctx, uri: Uri) -> Answer {
    ctx.decide_office(Action::BringEmployers)?;
    let keepers = keepers(&ctx, &mut ctx.read().await?, None).await?;
    let draft = ctx.draft(&uri).await?;
    let blank = || EmployerForm::blank(ctx.me());
    let form = draft.as_ref().map_or_else(blank, EmployerForm::typed);
    let frame = Frame {
        of: None,
        keepers: &keepers,
    };
    page(&ctx, &frame, &form, &Errors::default())
}

/// Adds an employer, unless there is one with the same name.
pub(super) async fn make(ctx: Ctx, form: Form) -> Answer {
    ctx.decide_office(Action::BringEmployers)?;
    let mut tx = ctx.read().await?;
    let keepers = keepers(&ctx, &mut tx, None).await?;
    let typed = EmployerForm::typed(&form);
    let frame = Frame {
        of: None,
        keepers: &keepers,
    };
    let new = match typed.read(&keepers) {
        Ok(new) => new,
        Err(errors) => return page(&ctx, &frame, &typed, &errors),
    };
    drop(tx);
    let council = ctx.council();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            if !queries::named(tx, council, &new.name).await?.is_empty() {
                let message = "An employer with this name is already on the list";
                return Err(Errors::one("name", message).into());
            }
            let id = queries::add(tx, &new).await?;
            Ok(format!("/employers/{id}?said=employer"))
        })
        .await;
    match done {
        Err(Halt::Refused(errors)) => page(&ctx, &frame, &typed, &errors),
        other => Ok(other?),
    }
}

/// Asks for changed details.
pub(super) async fn ask_edit(ctx: Ctx, Path(id): Path<EmployerId>, uri: Uri) -> Answer {
    let one = open(&ctx, id).await?;
    let keepers = keepers(&ctx, &mut ctx.read().await?, one.keeper).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft
        .as_ref()
        .map_or_else(|| EmployerForm::of(&one), EmployerForm::typed);
    let frame = Frame {
        of: Some(&one),
        keepers: &keepers,
    };
    page(&ctx, &frame, &form, &Errors::default())
}

/// Changes an employer's details.
pub(super) async fn edit(ctx: Ctx, Path(id): Path<EmployerId>, form: Form) -> Answer {
    let one = open(&ctx, id).await?;
    let keepers = keepers(&ctx, &mut ctx.read().await?, one.keeper).await?;
    let typed = EmployerForm::typed(&form);
    let frame = Frame {
        of: Some(&one),
        keepers: &keepers,
    };
    let new = match typed.read(&keepers) {
        Ok(new) => new,
        Err(errors) => return page(&ctx, &frame, &typed, &errors),
    };
    let version = typed.version;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::change(tx, id, version, &new).await?;
            Ok(format!("/employers/{id}?said=employer-changed"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message = "Someone else has just changed this employer. Check it and try again";
            page(&ctx, &frame, &typed, &Errors::one("name", message))
        }
        other => Ok(other?),
    }
}

fn stop_page(ctx: &Ctx, one: &Employer, why: &str, errors: &Errors) -> Answer {
    let page = FormPage::new(
        ctx,
        if one.stopped_on.is_some() {
            "Get back in touch"
        } else {
            "Do not contact them"
        },
    )
    .caption(one.name.clone())
    .errors(errors, &[])
    .version(one.version)
    .cancel(format!("/employers/{}", one.id));
    if one.stopped_on.is_some() {
        let words = format!("Contact with them has stopped: {}.", one.stopped_why);
        return page
            .intro(Html::paragraph(words))
            .button("Get back in touch")
            .show();
    }
    page.intro(Html::paragraph(
        "No one will be reminded to contact them until you change this.",
    ))
    .field(
        Textarea::new("why", "Why?")
            .rows(2)
            .value(why.to_owned())
            .error(errors.at("why")),
    )
    .warning_button("Do not contact them")
    .show()
}

/// Asks whether to stop contact, or to resume it.
pub(super) async fn ask_stop(ctx: Ctx, Path(id): Path<EmployerId>) -> Answer {
    let one = open(&ctx, id).await?;
    stop_page(&ctx, &one, "", &Errors::default())
}

/// Stops contact, or resumes it.
pub(super) async fn stop(ctx: Ctx, Path(id): Path<EmployerId>, form: Form) -> Answer {
    let one = open(&ctx, id).await?;
    let why = form.owned("why");
    let stops = one.stopped_on.is_none();
    let mut errors = Errors::default();
    errors.require(
        !stops || !why.is_empty(),
        "why",
        "Enter why they should not be contacted",
    );
    errors.require(
        why.chars().count() <= 200,
        "why",
        "Use 200 characters or fewer",
    );
    if !errors.is_empty() {
        return stop_page(&ctx, &one, &why, &errors);
    }
    let of = Employer {
        version: form.version(),
        ..one.clone()
    };
    let (reason, known) = (why.clone(), of.version == one.version);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::stop(tx, &of, (stops && known).then_some(&*reason)).await?;
            Ok(format!("/employers/{id}?said=employer-contact"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message = "Someone else has just changed this employer. Check it and try again";
            stop_page(&ctx, &one, &why, &Errors::one("why", message))
        }
        other => Ok(other?),
    }
}
