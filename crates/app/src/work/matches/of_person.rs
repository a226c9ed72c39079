//! The opportunities for a young person.

use std::cmp::Reverse;

use askama::Template;
use govuk::{Action as LinkAction, Cell, Html, SummaryList, Table};
use matching::taxonomy::Taxonomy;
use policy::Action;
use values::PersonId;

use super::{
    Districts,
    facts::{candidates, open_offers},
    model::{Candidate, Fit, Offer, fits as fits_of},
    wording,
};
use crate::{
    person::{
        assessments,
        frame::{self, Section},
        people::{self, Person},
    },
    shell::{
        choices::Code,
        web::{Answer, Ctx, Layout, Path, Query, Said, html, words},
    },
    work::applications::Step,
};

/// How many similar kinds of work are named.
const NEAR: usize = 6;

#[derive(Template)]
#[template(path = "matches/of_person.html")]
struct MatchesPage {
    layout: Layout,
    name: String,
    known: SummaryList,
    common: String,
    fitting: Option<Table>,
    not_now: Option<Table>,
    has_none: bool,
}

fn named(ctx: &Ctx, offer: &Offer) -> Html {
    let one = &offer.opportunity;
    let about = [
        offer.employer.clone(),
        one.kind_words().to_owned(),
        one.pay_words(),
    ];
    let title = if ctx.may(Action::SeeEmployers) {
        Html::link(format!("/opportunities/{}", one.id), one.title.clone())
    } else {
        one.title.clone().into()
    };
    title.and(Html::paragraph(about.join(", ")))
}

fn act(id: PersonId, offer: &Offer, step: Option<&Step>) -> Html {
    let one = &offer.opportunity;
    match step {
        Some(step) => format!("Application: {}", step.words().to_lowercase()).into(),
        None if offer.free == 0 => "All places filled".into(),
        None => Html::link(
            format!("/people/{id}/applications/new?opportunity={}", one.id),
            Html::from("Start an application").and(Html::hidden(format!(": {}", one.title))),
        ),
    }
}

/// Links to whether they would be better off with the opportunity.
fn money(id: PersonId, offer: &Offer) -> Html {
    let one = &offer.opportunity;
    Html::link(
        format!("/people/{id}/better-off/new?opportunity={}", one.id),
        Html::from("Check if better off").and(Html::hidden(format!(" in work: {}", one.title))),
    )
}

fn way(id: PersonId, offer: &Offer, fit: &Fit, may: bool) -> Html {
    let words = wording::way(fit.wishes.way);
    if !may {
        return words.into();
    }
    let href = format!("/people/{id}/travel?opportunity={}", offer.opportunity.id);
    let link = Html::link(
        href,
        Html::from("Enter the journey time")
            .and(Html::hidden(format!(" to {}", offer.opportunity.title))),
    );
    Html::from(format!("{words}. ")).and(link)
}

fn known(
    ctx: &Ctx,
    person: &Person,
    who: &Candidate,
    dive: &assessments::NewAssessment,
) -> SummaryList {
    let id = person.standing.id;
    let (table, may) = (
        Taxonomy::known(),
        ctx.permits(Action::EditPerson, &person.standing),
    );
    let or = |text: &str, none: &str| {
        if text.is_empty() {
            none.to_owned()
        } else {
            text.to_owned()
        }
    };
    let liked = table
        .interests()
        .iter()
        .filter(|one| who.wanted.interests.contains(one.key.as_str()));
    let liked: Vec<&str> = liked.map(|one| one.label.as_str()).collect();
    let near = table.near(&who.wanted);
    let near: Vec<&str> = near
        .iter()
        .take(NEAR)
        .map(|one| one.occupation.label.as_str())
        .collect();
    let mut list = SummaryList::new()
        .row(
            "They would like",
            or(&dive.work_wanted, "Not known. A deep dive asks about it"),
        )
        .row(
            "What they like about it",
            or(
                &liked.join(", "),
                "Not recognised, so it does not affect the order",
            ),
        )
        .row("Similar work", or(&near.join(", "), "Not known"))
        .row("They are good at", or(&dive.strengths, "Not known"))
        .row(
            "Work they want to leave behind",
            or(&dive.work_to_leave, "Nothing recorded"),
        );
    let seeker = &who.seeker;
    let hours = seeker
        .free_minutes
        .map_or("Not known".to_owned(), |minutes| {
            format!("Up to {} hours", minutes / 60)
        });
    let far = seeker
        .most_travel
        .map_or("Not known".to_owned(), |minutes| {
            format!("Up to {minutes} minutes")
        });
    let edit = format!("/people/{id}/particulars/edit?group=work");
    for (key, text) in [("Hours a week", hours), ("Longest journey", far)] {
        list = if may {
            let hidden = format!(": {}", key.to_lowercase());
            list.row_with_action(
                key,
                text,
                LinkAction::new("Change", edit.clone()).hidden(hidden),
            )
        } else {
            list.row(key, text)
        };
    }
    list.row(
        "Support is funded until",
        words::day_or(seeker.supported_until, "No end date"),
    )
}

fn tables(
    ctx: &Ctx,
    who: &Candidate,
    (fits, common): (&[(Fit, &Offer)], &[&str]),
    may: bool,
) -> (Option<Table>, Option<Table>) {
    let id = who.person;
    let mut fitting = Table::new("What fits, best fit first")
        .column("Opportunity")
        .column("How it fits")
        .column("Ask first")
        .column("Journey");
    let mut not_now = Table::new("Ruled out for now")
        .column("Opportunity")
        .column("What rules it out")
        .column("What would change it");
    if may {
        fitting = fitting.column("Next");
    }
    for (fit, offer) in fits {
        if fit.is_possible() {
            let mut cells = vec![
                Cell::new(named(ctx, offer)),
                Cell::new(wording::how(fit)),
                Cell::new(wording::asked(fit, common)),
                Cell::new(way(id, offer, fit, may)),
            ];
            if may {
                let step = who.goes_for.get(&offer.opportunity.id);
                let next = Html::paragraph(act(id, offer, step));
                let pays = offer.opportunity.is_hourly();
                cells.push(Cell::new(if pays {
                    next.and(Html::paragraph(money(id, offer)))
                } else {
                    next
                }));
            }
            fitting = fitting.row(cells);
        } else {
            let (refused, changes) = (wording::refused(fit), wording::changes(fit));
            let way = way(id, offer, fit, may);
            not_now = not_now.row([
                Cell::new(named(ctx, offer)),
                Cell::new(refused),
                Cell::new(
                    Html::paragraph(changes)
                        .and(Html::from("Journey: "))
                        .and(way),
                ),
            ]);
        }
    }
    let shown = |table: Table| (!table.is_empty()).then(|| table.stacking());
    (shown(fitting), shown(not_now))
}

/// Shows what fits a young person, and what is ruled out for now.
pub(super) async fn show(ctx: Ctx, Path(id): Path<PersonId>, Query(said): Query<Said>) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::ReadPerson).await?;
    let dives = assessments::latest(&mut tx, ctx.council(), Some(&[id])).await?;
    let dive = dives
        .get(&id)
        .map(|dive| dive.said.clone())
        .unwrap_or_default();
    let all = candidates(&ctx, &mut tx, std::slice::from_ref(&person)).await?;
    let who = &all[0];
    let offers = open_offers(&ctx, &mut tx).await?;
    let judged = fits_of(who, &offers, &ctx.app().part::<Districts>());
    let mut fits: Vec<(Fit, &Offer)> = judged.into_iter().zip(&offers).collect();
    fits.sort_by_key(|(fit, offer)| (Reverse(fit.wishes.score()), offer.opportunity.id));
    let may = ctx.permits(Action::RecordContact, &person.standing);
    let possible = fits.iter().filter(|(fit, _)| fit.is_possible());
    let common = wording::common(possible.map(|(fit, _)| fit));
    let (fitting, not_now) = tables(&ctx, who, (&fits, &common), may);
    Ok(html(&MatchesPage {
        layout: ctx
            .layout("Opportunities that fit")
            .record(frame::frame(&ctx, &mut tx, &person, Section::Work).await?)
            .said(said.said.as_deref()),
        name: person.name(),
        known: known(&ctx, &person, who, &dive),
        common: common.join(" "),
        has_none: fits.is_empty(),
        fitting,
        not_now,
    }))
}
