//! Adding and changing a mentor, checks, and the end.

use axum::http::Uri;
use govuk::{Html, Input, Radios, Select, Width};
use policy::Action;
use store::WriteTx;
use values::MentorId;

use super::{
    forms::{CheckForm, MentorForm},
    model::{CHECKS, Mentor, NEEDED},
    queries,
};
use crate::{
    engagement::employers::{self, Employer},
    shell::{
        choices::SECTORS,
        web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, WebError},
    },
};

pub(super) async fn open(ctx: &Ctx, id: MentorId) -> Result<Mentor, WebError> {
    ctx.decide_office(Action::KeepEmployers)?;
    let found = queries::find(&mut ctx.read().await?, ctx.council(), id).await?;
    let found = found.filter(|one| one.ended_on.is_none());
    found.ok_or(WebError::NotFound)
}

fn page(
    ctx: &Ctx,
    of: Option<&Mentor>,
    employers: &[Employer],
    form: &MentorForm,
    errors: &Errors,
) -> Answer {
    let (heading, back) = match of {
        Some(one) => ("Change the mentor", format!("/mentors/{}", one.id)),
        None => ("Add a mentor", "/mentors".to_owned()),
    };
    let mut sector = Select::new("sector", "What kind of work do they know?")
        .blank("Choose")
        .selected(&*form.sector)
        .error(errors.at("sector"));
    for (code, words) in SECTORS {
        sector = sector.item(*code, *words);
    }
    let mut employer = Select::new("employer", "Where do they work? (optional)")
        .item("", "Somewhere else")
        .selected(&*form.employer);
    for one in employers {
        employer = employer.item(one.id.to_string(), one.name.clone());
    }
    let input = |id: &'static str, label: &'static str, value: &str| {
        Input::new(id, label).value(value).error(errors.at(id))
    };
    FormPage::new(ctx, heading)
        .errors(errors, &[])
        .version(form.version)
        .cancel(back)
        .field(input("name", "Name", &form.name).spellcheck(false))
        .field(
            input("phone", "Phone number", &form.phone)
                .telephone()
                .width(Width::Characters20),
        )
        .field(input("email", "Email address", &form.email).email())
        .field(sector)
        .field(employer)
        .field(
            input("about", "What do they do? (optional)", &form.about)
                .hint("For example, runs a parks team, was in care herself"),
        )
        .field(
            input(
                "capacity",
                "How many young people can they mentor at once?",
                &form.capacity,
            )
            .whole_number()
            .width(Width::Characters3),
        )
        .show()
}

/// Shows the form to add a mentor.
pub(super) async fn ask(ctx: Ctx, uri: Uri) -> Answer {
    ctx.decide_office(Action::KeepEmployers)?;
    let employers = employers::all(&mut ctx.read().await?, ctx.council()).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft
        .as_ref()
        .map_or_else(MentorForm::blank, MentorForm::typed);
    page(&ctx, None, &employers, &form, &Errors::default())
}

/// Adds a mentor.
pub(super) async fn make(ctx: Ctx, form: Form) -> Answer {
    ctx.decide_office(Action::KeepEmployers)?;
    let employers = employers::all(&mut ctx.read().await?, ctx.council()).await?;
    let typed = MentorForm::typed(&form);
    let new = match typed.read(&employers) {
        Ok(new) => new,
        Err(errors) => return page(&ctx, None, &employers, &typed, &errors),
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let id = queries::add(tx, &new).await?;
            Ok(format!("/mentors/{id}?said=mentor"))
        })
        .await;
    Ok(done?)
}

/// Shows the form to change a mentor.
pub(super) async fn ask_edit(ctx: Ctx, Path(id): Path<MentorId>, uri: Uri) -> Answer {
    let one = open(&ctx, id).await?;
    let employers = employers::all(&mut ctx.read().await?, ctx.council()).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft
        .as_ref()
        .map_or_else(|| MentorForm::of(&one), MentorForm::typed);
    page(&ctx, Some(&one), &employers, &form, &Errors::default())
}

/// Changes a mentor.
pub(super) async fn edit(ctx: Ctx, Path(id): Path<MentorId>, form: Form) -> Answer {
    let one = open(&ctx, id).await?;
    let employers = employers::all(&mut ctx.read().await?, ctx.council()).await?;
    let typed = MentorForm::typed(&form);
    let new = match typed.read(&employers) {
        Ok(new) => new,
        Err(errors) => return page(&ctx, Some(&one), &employers, &typed, &errors),
    };
    let version = typed.version;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::change(tx, id, version, &new).await?;
            Ok(format!("/mentors/{id}?said=mentor-changed"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message = "Someone else has changed this mentor. Check it again";
            let errors = Errors::one("name", message);
            page(&ctx, Some(&one), &employers, &typed, &errors)
        }
        other => Ok(other?),
    }
}

fn check_page(ctx: &Ctx, one: &Mentor, form: &CheckForm, errors: &Errors) -> Answer {
    let mut kind = Radios::new("kind", "What did they pass?")
        .selected(&*form.kind)
        .error(errors.at("kind"));
    for (code, words, _) in CHECKS {
        let needed = if NEEDED.contains(code) {
            " (needed before they start)"
        } else {
            ""
        };
        kind = kind.item(*code, format!("{words}{needed}"));
    }
    FormPage::new(ctx, "Record a check or training")
        .caption(one.name.clone())
        .errors(errors, &["passed", "expires"])
        .cancel(format!("/mentors/{}", one.id))
        .intro(Html::paragraph(
            "Record that you saw it, never what a certificate says.",
        ))
        .field(kind)
        .field(
            form.passed
                .field("passed", "When did they pass it?", errors),
        )
        .field(form.expires.field(
            "expires",
            "When does it expire? Leave empty for the usual time",
            errors,
        ))
        .show()
}

/// Asks what they passed.
pub(super) async fn ask_check(ctx: Ctx, Path(id): Path<MentorId>, uri: Uri) -> Answer {
    let one = open(&ctx, id).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft
        .as_ref()
        .map_or_else(CheckForm::default, CheckForm::typed);
    check_page(&ctx, &one, &form, &Errors::default())
}

/// Records what they passed.
pub(super) async fn check(ctx: Ctx, Path(id): Path<MentorId>, form: Form) -> Answer {
    let one = open(&ctx, id).await?;
    let typed = CheckForm::typed(&form);
    let new = match typed.read(ctx.today()) {
        Ok(new) => new,
        Err(errors) => return check_page(&ctx, &one, &typed, &errors),
    };
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::add_check(tx, id, &new).await?;
            Ok(format!("/mentors/{id}?said=mentor-checked"))
        })
        .await;
    Ok(done?)
}

fn end_page(ctx: &Ctx, one: &Mentor, errors: &Errors) -> Answer {
    let page = FormPage::new(ctx, "Have they stopped mentoring?")
        .caption(one.name.clone())
        .errors(errors, &[])
        .version(one.version)
        .cancel(format!("/mentors/{}", one.id));
    if one.with > 0 {
        let text = "They are mentoring someone now. End that first, on the young person’s page, and say who comes next.";
        return page.intro(Html::paragraph(text)).without_form().show();
    }
    page.intro(Html::paragraph("Their record is kept."))
        .warning_button("They have stopped mentoring")
        .show()
}

/// Asks whether they have stopped mentoring.
pub(super) async fn ask_end(ctx: Ctx, Path(id): Path<MentorId>) -> Answer {
    let one = open(&ctx, id).await?;
    end_page(&ctx, &one, &Errors::default())
}

/// Records that they have stopped mentoring.
pub(super) async fn end(ctx: Ctx, Path(id): Path<MentorId>, form: Form) -> Answer {
    let one = open(&ctx, id).await?;
    if one.with > 0 {
        return end_page(&ctx, &one, &Errors::default());
    }
    let version = form.version();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::end(tx, id, version).await?;
            Ok("/mentors?said=mentor-stopped".to_owned())
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let errors = Errors::one("", "Someone else has changed this mentor. Check it again");
            end_page(&ctx, &one, &errors)
        }
        other => Ok(other?),
    }
}
