//! One opportunity.

use askama::Template;
use govuk::{Html, SummaryList};
use policy::Action;
use values::OpportunityId;

use super::{
    checks::Finding,
    handlers::{findings, open},
    model::next_steps,
    offer::better_off_address,
    pages,
    public::Place,
};
use crate::{
    engagement::employers,
    office::directory::InCouncil,
    shell::web::{Answer, Ctx, Layout, Path, Query, Said, html, words},
};

#[derive(Template)]
#[template(path = "opportunities/show.html")]
struct OpportunityPage {
    layout: Layout,
    id: OpportunityId,
    title: String,
    employer: String,
    employer_href: String,
    tags: Html,
    ended: Option<String>,
    text: String,
    about: SummaryList,
    office: SummaryList,
    findings: Vec<Html>,
    next: String,
    /// Where anyone can work out whether they would be better off.
    better_off: Option<String>,
    /// Where the public sees it.
    public: Option<String>,
    may_keep: bool,
    may_copy: bool,
    may_match: bool,
}

/// Shows an opportunity, and what the rules say about it.
pub(super) async fn show(
    ctx: Ctx,
    Path(id): Path<OpportunityId>,
    Query(said): Query<Said>,
) -> Answer {
    let mut tx = ctx.read().await?;
    let (one, of) = open(&ctx, &mut tx, id, Action::SeeEmployers).await?;
    let directory = ctx.directory(&mut tx).await?;
    let found: Vec<Finding> = findings(&ctx, &of, &one);
    let mut office = SummaryList::new().row("Managed by", directory.worker(one.keeper, "Someone"));
    if !one.legal_basis.is_empty() {
        office = office.row("Places reserved under", one.legal_basis.clone());
    }
    let place = Place {
        council: ctx.council(),
        opportunity: id,
    };
    Ok(html(&OpportunityPage {
        layout: ctx
            .layout(one.title.clone())
            .back("/opportunities")
            .said(said.said.as_deref()),
        id,
        employer: of.name,
        employer_href: format!("/employers/{}", of.id),
        tags: pages::tags(&one, ctx.today()),
        ended: one
            .ended
            .as_ref()
            .map(|(on, why)| format!("Closed on {}: {why}", words::day(*on))),
        about: pages::about(&one),
        office,
        findings: found.iter().map(pages::finding).collect(),
        next: next_steps(&one.kind).join(", ").to_lowercase(),
        better_off: better_off_address(&one, ctx.today()),
        public: one.is_published().then(|| place.path()),
        may_copy: employers::may_keep(&ctx, of.keeper),
        may_match: one.is_open(ctx.today()),
        may_keep: employers::may_keep(&ctx, Some(one.keeper)) && one.ended.is_none(),
        text: one.about,
        title: one.title,
    }))
}
