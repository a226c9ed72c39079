//! Funding ending soon, by joining year, and who has not been told.

use std::collections::{BTreeMap, HashMap};

use askama::Template;
use chrono::NaiveDate;
use govuk::{Cell, Html, Table, Tag};
use policy::Action;
use values::PersonId;

use crate::{
    care::commitments::{self, Commitment},
    office::directory::InCouncil,
    person::enrolments,
    shell::web::{Answer, Ctx, Layout, Names, html, words},
};

struct End {
    heading: String,
    people: Table,
    /// Open promises affected.
    promises: Option<Table>,
}

#[derive(Template)]
#[template(path = "reports/funding.html")]
struct FundingPage {
    layout: Layout,
    ends: Vec<End>,
}

/// Young people funded until the same day, and when each was told.
type Paid = Vec<(PersonId, Option<NaiveDate>)>;

/// Lists the open promises to young people whose support is paid until a day, with what can be done about each.
fn promises(
    ctx: &Ctx,
    names: &Names,
    people: &Paid,
    open: &HashMap<PersonId, Vec<Commitment>>,
    until: NaiveDate,
) -> Option<Table> {
    let mut table = Table::new("Open promises affected")
        .column("Who for")
        .column("What")
        .column("Due")
        .column("What can be done");
    for (id, _) in people {
        for one in open.get(id).into_iter().flatten() {
            let is_over = until < ctx.today();
            let advice = match (one.due_on > until, one.due_on < ctx.today()) {
                (true, false) if is_over => {
                    "The money has ended. Find another fund, or tell them now and explain why."
                }
                (_, true) => "It is already late. Keep it now, or tell them why it cannot be kept.",
                (true, _) => {
                    "It is due after the money ends. Keep it before then, find another fund, or tell them now and explain why."
                }
                (false, _) => "It is due before the money ends. Keep it by its due date.",
            };
            table = table.row([
                Cell::new(Html::link(
                    format!("/people/{id}/promises"),
                    names.name(*id),
                )),
                Cell::new(one.words.clone()),
                Cell::new(words::day(one.due_on)),
                Cell::new(advice),
            ]);
        }
    }
    (!table.is_empty()).then(|| table.first_cell_is_header().stacking())
}

/// Shows everyone whose support has an end date, by that date.
pub(super) async fn funding(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::ReadReports)?;
    let scope = ctx.scope(Action::ListPeople);
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let directory = ctx.directory(&mut tx).await?;
    let told = enrolments::told(&mut tx, ctx.council(), None).await?;
    let mut open: HashMap<PersonId, Vec<Commitment>> = HashMap::new();
    for (standing, one) in commitments::in_scope(&mut tx, &scope, ctx.today()).await? {
        if one.is_open() {
            open.entry(standing.id).or_default().push(one);
        }
    }
    let mut ends: BTreeMap<(NaiveDate, i32), Paid> = BTreeMap::new();
    for (standing, enrolment) in enrolments::open_in(&mut tx, &scope).await? {
        if !ctx.permits(Action::ListPeople, &standing) {
            continue;
        }
        if let Some(end) = enrolments::funding_end(&directory.library, &enrolment, &told) {
            let of = ends.entry((end.until, end.joined)).or_default();
            of.push((standing.id, end.told_on));
        }
    }
    let ends = ends.into_iter().map(|((until, joined), mut people)| {
        people.sort_by_key(|(id, told)| (told.is_some(), names.place(*id)));
        let untold = people.iter().filter(|(_, told)| told.is_none()).count();
        let count = words::count(people.len() as u64, "young person", "young people");
        let title = format!("Joined in {joined}, paid until {}", words::day(until));
        let mut table = Table::new(title)
            .caption_hidden()
            .column("Name")
            .column("Told?");
        let promises = promises(&ctx, &names, &people, &open, until);
        for (id, told_on) in people {
            let told: Html = match told_on {
                Some(on) => words::day(on).into(),
                None => Html::of(Tag::overdue("Not told yet")),
            };
            let name = Html::link(format!("/people/{id}"), names.name(id));
            table = table.row([Cell::new(name), Cell::new(told)]);
        }
        let days = (until - ctx.today()).num_days();
        let when = match days {
            0.. => format!("ends in {}", words::count(days.unsigned_abs(), "day", "days")),
            _ => "has ended".to_owned(),
        };
        End {
            heading: format!(
                "Joined in the year from April {joined}: funding {when}, on {}. {count}, {untold} not told yet",
                words::day(until)
            ),
            people: table.first_cell_is_header().stacking(),
            promises,
        }
    });
    Ok(html(&FundingPage {
        ends: ends.collect(),
        layout: ctx.layout("Funding ending soon").back("/reports"),
    }))
}
