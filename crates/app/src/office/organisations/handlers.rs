//! Listing and adding organisations.

use askama::Template;
use axum::http::Uri;
use govuk::{Cell, Input, Radios, Table};
use policy::Action;
use store::WriteTx;

use super::{
    forms::OrganisationForm,
    model::KINDS,
    queries::{self, Organisation},
};
use crate::shell::{
    choices::worded_or,
    web::{Answer, Ctx, Errors, Form, FormPage, Halt, Layout, Query, Said, html},
};

#[derive(Template)]
#[template(path = "organisations/list.html")]
struct ListPage {
    layout: Layout,
    organisations: Option<Table>,
}

/// Lists the organisations.
pub(super) async fn list(ctx: Ctx, Query(said): Query<Said>) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let all = queries::all(&mut ctx.read().await?, ctx.council()).await?;
    let mut table = Table::new("Organisations")
        .caption_hidden()
        .column("Name")
        .column("Kind")
        .column("Works in");
    for one in &all {
        let sector = if one.sector.is_empty() {
            "Not given"
        } else {
            &one.sector
        };
        table = table.row([
            Cell::new(one.name.clone()),
            Cell::new(worded_or(KINDS, &one.kind, &one.kind)),
            Cell::new(sector),
        ]);
    }
    let organisations =
        (!all.is_empty()).then(|| table.first_cell_is_header().stacking().sortable());
    Ok(html(&ListPage {
        layout: ctx.layout("Organisations").said(said.said.as_deref()),
        organisations,
    }))
}

fn page(ctx: &Ctx, form: &OrganisationForm, errors: &Errors) -> Answer {
    let mut kind = Radios::new("kind", "What kind of organisation is it?")
        .selected(&*form.kind)
        .error(errors.at("kind"));
    for (code, words) in KINDS {
        kind = kind.item(*code, *words);
    }
    FormPage::new(ctx, "Add an organisation")
        .errors(errors, &[])
        .cancel("/organisations")
        .field(
            Input::new("name", "Name")
                .value(&*form.name)
                .error(errors.at("name")),
        )
        .field(kind)
        .field(
            Input::new("sector", "Which sector does it work in? (optional)")
                .value(&*form.sector)
                .error(errors.at("sector")),
        )
        .show()
}

/// Shows the form for an organisation.
pub(super) async fn ask(ctx: Ctx, uri: Uri) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let form = ctx
        .draft(&uri)
        .await?
        .as_ref()
        .map_or_else(OrganisationForm::default, OrganisationForm::typed);
    page(&ctx, &form, &Errors::default())
}

/// Adds an organisation. One of the same name is refused, ignoring case, accents and punctuation.
pub(super) async fn make(ctx: Ctx, form: Form) -> Answer {
    ctx.decide_office(Action::ManageAccounts)?;
    let typed = OrganisationForm::typed(&form);
    let new = match typed.read() {
        Ok(new) => new,
        Err(errors) => return page(&ctx, &typed, &errors),
    };
    let made = ctx.submit(&form, async move |tx: &mut WriteTx| {
        let new: Organisation = new.clone();

        let council = tx.council();
        let is_known = queries::all(tx, council)
            .await?
            .iter()
            .any(|one| store::fold(&one.name) == store::fold(&new.name));
        if is_known {
            return Err(
                Errors::one("name", "There is already an organisation with this name").into(),
            );
        }
        queries::add(tx, &new).await?;
        Ok("/organisations?said=organisation".to_owned())
    });
    match made.await {
        Err(Halt::Refused(errors)) => page(&ctx, &typed, &errors),
        other => Ok(other?),
    }
}
