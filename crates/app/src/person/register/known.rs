//! Whether somebody whom a partner's adviser meets is known here: asked by name and date of birth, and answered with whom to ask.

use govuk::{Html, Input, InsetText};
use policy::Action;
use store::{Entry, WriteTx};
use values::names::Name;

use crate::{
    office::directory::InCouncil,
    person::people,
    shell::web::{Answer, Ctx, Errors, Form, FormPage, WebError},
};

fn page(ctx: &Ctx, form: &Form, errors: &Errors, found: Option<Html>) -> Answer {
    let intro = Html::paragraph(
        "If you meet someone who is not on your list, you can ask whether the council knows them. You will only see who to contact. \
         Your search is recorded in the journal.",
    );
    let input = |name: &'static str, label: &'static str| {
        Input::new(name, label)
            .value(form.owned(name))
            .error(errors.at(name))
    };
    FormPage::new(ctx, "Are they known to us?")
        .errors(errors, &["born"])
        .cancel("/people")
        .intro(match found {
            Some(found) => Html::of(InsetText::new(found)).and(intro),
            None => intro,
        })
        .field(input("given_name", "First name"))
        .field(input("family_name", "Last name"))
        .field(form.date("born").field("born", "Date of birth", errors))
        .button("Ask")
        .show()
}

/// Asks for the name and the date of birth.
pub(super) async fn ask(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::AskIfKnown)?;
    page(&ctx, &Form::default(), &Errors::default(), None)
}

/// Says whether somebody is known, and whom to ask.
pub(super) async fn answer(ctx: Ctx, form: Form) -> Answer {
    ctx.decide_office(Action::AskIfKnown)?;
    let mut errors = Errors::default();
    let (given, family) = (form.owned("given_name"), form.owned("family_name"));
    errors.require(!given.is_empty(), "given_name", "Enter their first name");
    errors.require(!family.is_empty(), "family_name", "Enter their last name");
    let born = errors.take("born", form.date("born").read("Date of birth"));
    let born = born.flatten();
    errors.require(
        born.is_some() || errors.at("born").is_some(),
        "born",
        "Enter their date of birth",
    );
    let (Some(born), true) = (born, errors.is_empty()) else {
        return page(&ctx, &form, &errors, None);
    };
    let alike = ctx.names().await?.find_alike(&Name::of(&given, &family));
    let mut tx = ctx.read().await?;
    let found = people::find_all(&mut tx, ctx.council(), &alike).await?;
    let found = found
        .into_iter()
        .find(|one| one.fields.born_on == Some(born) && !one.has_died());
    let directory = ctx.directory(&mut tx).await?;
    drop(tx);
    let person = found.as_ref().map(|one| one.standing.id);
    ctx.write(async move |tx: &mut WriteTx| {
        let entry = Entry::new("ask-if-known");
        let entry = match person {
            Some(person) => entry.person(person),
            None => entry.reason("not-known"),
        };
        tx.journal(entry).await
    })
    .await
    .map_err(WebError::from)?;
    let says = match found {
        None => Html::paragraph("We do not know anyone with this name and date of birth.").and(
            Html::paragraph(Html::link("/referrals/new", "Refer them, if they agree")),
        ),
        Some(one) => {
            let worker = one.standing.coach.or(one.standing.adviser);
            let whom = match worker {
                Some(worker) => directory.worker(worker, "the leaving care team"),
                None => "the leaving care team".to_owned(),
            };
            Html::paragraph(format!("Yes, they are known to us. Ask {whom}."))
        }
    };
    page(&ctx, &form, &errors, Some(says))
}
