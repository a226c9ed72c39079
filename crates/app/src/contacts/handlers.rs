//! Recording a contact.

use axum::http::Uri;
use govuk::{Html, Radios, Textarea};
use policy::Action;
use store::WriteTx;
use values::{EnrolmentId, PersonId};

use super::{
    forms::ContactForm,
    model::{KINDS, OUTCOMES},
    queries,
};
use crate::{
    enrolments::{self, Rules},
    people::{self, Person},
    web::{Answer, Ctx, Errors, Form, FormPage, Path, WebError},
};

async fn person(ctx: &Ctx, id: PersonId) -> Result<Person, WebError> {
    let person = people::find(&mut ctx.read().await?, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    ctx.decide(Action::RecordContact, &person.standing)?;
    Ok(person)
}

fn radios(
    id: &str,
    legend: &str,
    choices: &[(&'static str, &'static str)],
    chosen: &str,
    errors: &Errors,
) -> Html {
    let mut radios = Radios::new(id, legend.to_owned())
        .selected(chosen)
        .error(errors.at(id))
        .small();
    for (code, words) in choices {
        radios = radios.item(*code, *words);
    }
    Html::of(radios)
}

fn page(ctx: &Ctx, person: &Person, form: &ContactForm, errors: &Errors) -> Answer {
    FormPage::new(ctx, "Record a contact")
        .caption(person.name())
        .errors(errors, &["on"])
        .cancel(format!("/people/{}", person.standing.id))
        .field(radios(
            "kind",
            "How were you in touch?",
            KINDS,
            &form.kind,
            errors,
        ))
        .field(radios(
            "outcome",
            "Did it take place?",
            OUTCOMES,
            &form.outcome,
            errors,
        ))
        .field(form.on.field("on", "On which day?", errors))
        .field(
            Textarea::new("note", "What happened? (optional)")
                .hint("Facts, and their own words.")
                .rows(4)
                .value(&*form.note)
                .error(errors.at("note")),
        )
        .field(
            Textarea::new("agreed", "What did you agree? (optional)")
                .rows(3)
                .value(&*form.agreed)
                .error(errors.at("agreed")),
        )
        .button("Save contact")
        .show()
}

/// Asks about a contact.
pub(super) async fn ask(ctx: Ctx, Path(id): Path<PersonId>, uri: Uri) -> Answer {
    let person = person(&ctx, id).await?;
    let draft = ctx.draft(&uri).await?;
    let form = draft
        .as_ref()
        .map_or_else(|| ContactForm::blank(ctx.today()), ContactForm::typed);
    page(&ctx, &person, &form, &Errors::default())
}

/// Records a contact, and computes what is due next.
pub(super) async fn record(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let person = person(&ctx, id).await?;
    let typed = ContactForm::typed(&form);
    let new = match typed.read(ctx.today(), person.fields.born_on) {
        Ok(new) => new,
        Err(errors) => return page(&ctx, &person, &typed, &errors),
    };
    let library = ctx.library(&mut ctx.read().await?).await?;
    let rules = Rules::of(ctx.app(), library);
    let done = ctx
        .submit(&form, move |tx: &mut WriteTx| {
            let (new, rules) = (new.clone(), rules.clone());
            Box::pin(async move {
                let council = tx.council();
                let open = enrolments::of_person(tx, council, id)
                    .await?
                    .into_iter()
                    .find(|one| one.ended_on.is_none());
                queries::record(tx, id, open.map_or(EnrolmentId::NONE, |one| one.id), &new).await?;
                enrolments::refresh(tx, &rules, id).await?;
                Ok(format!("/people/{id}?said=contact"))
            })
        })
        .await;
    Ok(done?)
}
