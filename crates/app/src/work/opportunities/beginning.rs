//! Beginning an opportunity: whose it is, and which earlier one it is like.

use govuk::{Html, Select};
use policy::Action;
use values::{EmployerId, OpportunityId};

use super::queries;
use crate::{
    engagement::employers,
    shell::web::{Answer, Ctx, Errors, Form, FormPage, redirect},
};

async fn page(ctx: &Ctx, form: &Form, errors: &Errors) -> Answer {
    let mut tx = ctx.read().await?;
    let mut all = employers::all(&mut tx, ctx.council()).await?;
    all.retain(|one| employers::may_keep(ctx, one.keeper));
    let mut before = queries::newest(&mut tx, ctx.council()).await?;
    before.retain(|one| all.iter().any(|of| of.id == one.employer));
    drop(tx);
    let page = FormPage::new(ctx, "Whose opportunity is it?").cancel("/opportunities");
    if all.is_empty() {
        return page
            .intro(
                Html::paragraph("You do not manage an employer yet.").and(Html::paragraph(
                    Html::link("/employers/new", "Add the employer first"),
                )),
            )
            .without_form()
            .show();
    }
    let mut employer = Select::new("employer", "Employer")
        .item("", "Choose")
        .selected(form.text("employer"))
        .error(errors.at("employer"));
    for one in &all {
        employer = employer.item(one.id.to_string(), one.name.clone());
    }
    let mut copy = Select::new("copy", "Is it like an earlier one? (optional)")
        .hint("Everything but its days is filled in")
        .item("", "No, begin with an empty form")
        .selected(form.text("copy"));
    let name = |id| {
        let of = all.iter().find(|of| of.id == id);
        of.map_or("", |of| of.name.as_str())
    };
    for one in &before {
        let says = format!("{}, {}", one.title, name(one.employer));
        copy = copy.item(one.id.to_string(), says);
    }
    page.errors(errors, &[])
        .field(employer)
        .field(copy)
        .after(Html::paragraph(Html::link(
            "/employers/new",
            "Add an employer who is not here",
        )))
        .button("Continue")
        .show()
}

/// Asks whose it is.
pub(super) async fn ask(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::BringEmployers)?;
    page(&ctx, &Form::default(), &Errors::default()).await
}

/// Leads to the form of that employer. One that is like another is the same employer's, unless another was chosen.
pub(super) async fn go_on(ctx: Ctx, form: Form) -> Answer {
    ctx.decide_office(Action::BringEmployers)?;
    let like = form.text("copy").parse::<OpportunityId>().ok();
    let like = match like {
        Some(id) => queries::find(&mut ctx.read().await?, ctx.council(), id).await?,
        None => None,
    };
    let chosen = form.text("employer").parse::<EmployerId>().ok();
    let Some(of) = chosen.or(like.as_ref().map(|one| one.employer)) else {
        return page(&ctx, &form, &Errors::one("employer", "Choose an employer")).await;
    };
    let new = format!("/employers/{of}/opportunities/new");
    Ok(redirect(&match like {
        Some(like) => format!("{new}?copy={}", like.id),
        None => new,
    }))
}
