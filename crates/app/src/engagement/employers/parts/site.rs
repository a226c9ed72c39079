//! A place of an employer, and what was seen there.

use axum::http::Uri;
use govuk::{Input, Textarea};
use serde::Deserialize;
use store::WriteTx;
use values::{EmployerId, EmployerSiteId};

use super::super::{
    forms::SiteForm,
    handlers::open,
    model::{Employer, Site},
    queries,
};
use crate::shell::web::{Answer, Ctx, Errors, Form, FormPage, Halt, Path, Query, WebError};

/// Which place; none for a new one.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::engagement::employers) struct SiteQuery {
    site: String,
}

/// Finds the employer and the place in the address.
async fn find(
    ctx: &Ctx,
    id: EmployerId,
    asked: &SiteQuery,
) -> Result<(Employer, Option<Site>), WebError> {
    let one = open(ctx, id).await?;
    if asked.site.is_empty() {
        return Ok((one, None));
    }
    let wanted: EmployerSiteId = asked.site.parse().map_err(|_| WebError::NotFound)?;
    let site = queries::site(&mut ctx.read().await?, ctx.council(), id, wanted).await?;
    Ok((one, Some(site.ok_or(WebError::NotFound)?)))
}

fn page(ctx: &Ctx, of: &(Employer, Option<Site>), form: &SiteForm, errors: &Errors) -> Answer {
    let (one, site) = of;
    let heading = if site.is_some() {
        "Record a visit"
    } else {
        "Add a place"
    };
    let action = match site {
        Some(site) => format!("{}?site={}", ctx.path(), site.id),
        None => ctx.path().to_owned(),
    };
    FormPage::new(ctx, heading)
        .caption(one.name.clone())
        .errors(errors, &["visited"])
        .action(action)
        .cancel(format!("/employers/{}", one.id))
        .field(
            Input::new("name", "What is it called?")
                .value(&*form.name)
                .error(errors.at("name")),
        )
        .field(
            Input::new("address", "Where is it? (optional)")
                .hint("Include the postcode")
                .value(&*form.address)
                .error(errors.at("address")),
        )
        .field(form.visited.field("visited", "When did you visit it? (optional)", errors))
        .field(
            Textarea::new("risks", "What did you see? (optional)")
                .hint("For example, the work, the people, any risks and how they are managed, insurance, and how to get there")
                .rows(4)
                .value(&*form.risks)
                .error(errors.at("risks")),
        )
        .button("Save")
        .show()
}

/// Asks for the details of a place.
pub(in crate::engagement::employers) async fn ask(
    ctx: Ctx,
    Path(id): Path<EmployerId>,
    Query(asked): Query<SiteQuery>,
    uri: Uri,
) -> Answer {
    let of = find(&ctx, id, &asked).await?;
    let draft = ctx.draft(&uri).await?;
    let form = match (&draft, &of.1) {
        (Some(draft), _) => SiteForm::typed(draft),
        (None, Some(site)) => SiteForm::of(site),
        (None, None) => SiteForm::default(),
    };
    page(&ctx, &of, &form, &Errors::default())
}

/// Saves a place. What was seen before stays in the history.
pub(in crate::engagement::employers) async fn save(
    ctx: Ctx,
    Path(id): Path<EmployerId>,
    Query(asked): Query<SiteQuery>,
    form: Form,
) -> Answer {
    let of = find(&ctx, id, &asked).await?;
    let typed = SiteForm::typed(&form);
    let new = match typed.read(ctx.today()) {
        Ok(new) => new,
        Err(errors) => return page(&ctx, &of, &typed, &errors),
    };
    let site = of.1.as_ref().map(|site| site.id);
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            match site {
                Some(site) => queries::visit_site(tx, id, site, &new).await?,
                None => queries::add_site(tx, id, &new).await?,
            }
            Ok(format!("/employers/{id}?said=workplace"))
        })
        .await;
    match done {
        Err(Halt::Stale) => {
            let message =
                "Someone else has just updated this place. Check it on the employer’s page";
            page(&ctx, &of, &typed, &Errors::one("name", message))
        }
        other => Ok(other?),
    }
}
