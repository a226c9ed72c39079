//! Telling a young person when their funding ends.

use govuk::Html;
use policy::Action;
use store::{StoreError, WriteTx};
use values::EnrolmentId;

use crate::{
    office::directory::InCouncil,
    person::{
        due::{self, Rules},
        enrolments::{self, Enrolment, FundingEnd, funding_end},
        people,
    },
    shell::web::{Answer, Ctx, Errors, Form, FormPage, Path, WebError, form::TypedDate, words},
};

fn page(
    ctx: &Ctx,
    name: &str,
    enrolment: &Enrolment,
    end: &FundingEnd,
    on: &TypedDate,
    errors: &Errors,
) -> Answer {
    let says = format!(
        "Support for those who joined in the year from April {} is funded until {}. Tell them clearly, explain what continues afterwards, and keep any promises.",
        end.joined,
        words::day(end.until)
    );
    FormPage::new(ctx, "Tell them when funding ends")
        .caption(name.to_owned())
        .errors(errors, &["on"])
        .cancel(format!("/people/{}", enrolment.person))
        .intro(Html::paragraph(says))
        .field(on.field("on", "When did you tell them?", errors))
        .button("We have told them")
        .show()
}

async fn open(
    ctx: &Ctx,
    id: EnrolmentId,
) -> Result<(Enrolment, FundingEnd, String, Rules), WebError> {
    let mut tx = ctx.read().await?;
    let enrolment = enrolments::find(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let person = people::open(ctx, &mut tx, enrolment.person, Action::RecordContact).await?;
    let library = ctx.library(&mut tx).await?;
    let told = enrolments::told(&mut tx, ctx.council(), Some(&[enrolment.person])).await?;
    let end = funding_end(&library, &enrolment, &told).ok_or(WebError::NotFound)?;
    let rules = Rules::of(ctx.app(), library);
    Ok((enrolment, end, person.name(), rules))
}

/// Asks when the young person was told.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<EnrolmentId>) -> Answer {
    let (enrolment, end, name, _) = open(&ctx, id).await?;
    let today = TypedDate::of(Some(ctx.today()));
    page(&ctx, &name, &enrolment, &end, &today, &Errors::default())
}

/// Notes that the young person was told.
pub(super) async fn note(ctx: Ctx, Path(id): Path<EnrolmentId>, form: Form) -> Answer {
    let (enrolment, end, name, rules) = open(&ctx, id).await?;
    let typed = form.date("on");
    let mut errors = Errors::default();
    let on = errors.take("on", typed.read("Day")).flatten();
    errors.require(
        on.is_some() || errors.at("on").is_some(),
        "on",
        "Enter the day",
    );
    if on.is_some_and(|on| on > ctx.today()) {
        errors.add("on", "Day must be today or in the past");
    }
    if on.is_some_and(|on| on < enrolment.enrolled_on) {
        errors.add("on", "Day must be on or after the day they enrolled");
    }
    let Some(on) = on.filter(|_| errors.is_empty()) else {
        return page(&ctx, &name, &enrolment, &end, &typed, &errors);
    };
    let until = end.until;
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let person = enrolment.person;
            enrolments::note_told(tx, &enrolment, until, on).await?;
            due::refresh(tx, &rules, person)
                .await
                .map_err(|error: StoreError| WebError::from(error))?;
            Ok(format!("/people/{person}?said=told"))
        })
        .await;
    Ok(done?)
}
