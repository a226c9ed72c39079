//! The ends of funding that lie ahead, joining year by joining year, and who has not been told.

use std::collections::BTreeMap;

use askama::Template;
use chrono::NaiveDate;
use govuk::{Cell, Html, Table, Tag};
use policy::Action;
use values::PersonId;

use crate::{
    enrolments,
    web::{Answer, Ctx, Layout, html, words},
};

struct End {
    heading: String,
    people: Table,
}

#[derive(Template)]
#[template(path = "reports/funding.html")]
struct FundingPage {
    layout: Layout,
    ends: Vec<End>,
}

/// Who is paid until the same day, and when each was told.
type Paid = Vec<(PersonId, Option<NaiveDate>)>;

/// Shows everybody whose support is paid until a day, by that day.
pub(super) async fn funding(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::ReadReports)?;
    let scope = ctx.scope(Action::ListPeople);
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let directory = ctx.directory(&mut tx).await?;
    let told = enrolments::told(&mut tx, ctx.council(), None).await?;
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
            people: table.first_cell_is_header().scrollable(),
        }
    });
    Ok(html(&FundingPage {
        ends: ends.collect(),
        layout: ctx.layout("Ends of funding").back("/reports"),
    }))
}
