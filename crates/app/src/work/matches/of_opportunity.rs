//! The young people for an opportunity, as far as the worker may see them.

use std::cmp::Reverse;

use askama::Template;
use govuk::{Cell, Html, Pagination, Table};
use policy::Action;
use serde::Deserialize;
use values::OpportunityId;

use super::{
    Districts,
    facts::{candidates, offers},
    model::{Candidate, Fit, fits as fits_of},
    wording,
};
use crate::{
    care::cohort::{self, CohortQuery as Everybody},
    person::people::{self, Person},
    shell::{
        choices::Code,
        web::{Answer, Ctx, Layout, Names, Path, Query, WebError, html, words},
    },
    work::opportunities,
};

/// How many young people are included: the first by name.
const MOST: usize = 5000;

/// How many young people are on a page.
const PAGE: usize = 50;

/// Which page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct MatchesQuery {
    page: String,
}

#[derive(Template)]
#[template(path = "matches/of_opportunity.html")]
struct MatchesPage {
    layout: Layout,
    title: String,
    employer: String,
    free: String,
    counted: String,
    common: String,
    people: Option<Table>,
    pages: Option<Pagination>,
}

fn row(
    (ctx, common): (&Ctx, &[&str]),
    names: &Names,
    (to, free): (OpportunityId, u32),
    person: &Person,
    who: &Candidate,
    fit: &Fit,
) -> Vec<Cell> {
    let (id, name) = (who.person, names.name(who.person));
    let matches = format!("/people/{id}/matches");
    let next = match who.goes_for.get(&to) {
        Some(step) => format!("Application: {}", step.words().to_lowercase()).into(),
        None if !fit.is_possible() => wording::changes(fit).into(),
        None if free == 0 => "All places filled".into(),
        None if ctx.permits(Action::RecordContact, &person.standing) => Html::link(
            format!("/people/{id}/applications/new?opportunity={to}"),
            Html::from("Start an application").and(Html::hidden(format!(": {name}"))),
        ),
        None => "Ask the worker who supports them".into(),
    };
    let first = if fit.is_possible() {
        wording::asked(fit, common)
    } else {
        wording::refused(fit)
    };
    vec![
        Cell::new(Html::link(matches, name)),
        Cell::new(wording::how(fit)),
        Cell::new(first),
        Cell::new(next),
    ]
}

/// Shows the young people whom an opportunity fits, the best fit first; those ruled out come last.
pub(super) async fn show(
    ctx: Ctx,
    Path(id): Path<OpportunityId>,
    Query(asked): Query<MatchesQuery>,
) -> Answer {
    ctx.scope(Action::ListPeople);
    if !ctx.may(Action::SeeEmployers) {
        return Err(WebError::NotFound);
    }
    let everybody = Everybody {
        eet: "all".into(),
        ..Everybody::default()
    };
    // It does its own reading, and no request holds two connections at once.
    let (members, names) = cohort::wanted(&ctx, &everybody).await?;
    let mut tx = ctx.read().await?;
    let one = opportunities::find(&mut tx, ctx.council(), id).await?;
    let one = one.filter(|one| one.is_open(ctx.today()));
    let offers = offers(&ctx, &mut tx, one.into_iter().collect()).await?;
    let offer = offers.first().ok_or(WebError::NotFound)?;
    let members = members
        .into_iter()
        .filter(|member| member.stopped_as.is_none());
    let mut ids: Vec<_> = members.map(|member| member.standing.id).collect();
    let is_cut = ids.len() > MOST;
    ids.truncate(MOST);
    let people = people::find_all(&mut tx, ctx.council(), &ids).await?;
    let all = candidates(&ctx, &mut tx, &people).await?;
    let districts = ctx.app().part::<Districts>();
    let mut fits: Vec<_> = people
        .iter()
        .zip(&all)
        .filter_map(|(person, who)| {
            let fit = fits_of(who, &offers, &districts).pop()?;
            Some((person, who, fit))
        })
        .collect();
    fits.sort_by_cached_key(|(_, who, fit)| {
        (
            !fit.is_possible(),
            Reverse(fit.wishes.score()),
            names.place(who.person),
        )
    });
    let fitting = || fits.iter().filter(|(.., fit)| fit.is_possible());
    let (possible, common) = (
        fitting().count(),
        wording::common(fitting().map(|(.., fit)| fit)),
    );
    let last = fits.len().div_ceil(PAGE).max(1);
    let number = asked.page.parse::<usize>().unwrap_or(1).clamp(1, last);
    let mut table = Table::new("Young people, best fit first")
        .column("Young person")
        .column("How it fits")
        .column("Ask first, or what rules it out")
        .column("Next");
    for (person, who, fit) in fits.iter().skip((number - 1) * PAGE).take(PAGE) {
        table = table.row(row(
            (&ctx, &common),
            &names,
            (id, offer.free),
            person,
            who,
            fit,
        ));
    }
    Ok(html(&MatchesPage {
        layout: ctx
            .layout("Young people who fit")
            .back(format!("/opportunities/{id}")),
        title: offer.opportunity.title.clone(),
        employer: offer.employer.clone(),
        free: words::count(offer.free.into(), "place", "places"),
        counted: format!(
            "It fits {} of {}. {}",
            possible,
            words::count(fits.len() as u64, "young person", "young people"),
            if is_cut {
                wording::cut(MOST)
            } else {
                String::new()
            }
        ),
        common: common.join(" "),
        people: (!table.is_empty()).then(|| table.first_cell_is_header().stacking()),
        pages: (last > 1).then(|| {
            Pagination::of(number, last, |page| {
                format!("/opportunities/{id}/matches?page={page}")
            })
        }),
    }))
}
