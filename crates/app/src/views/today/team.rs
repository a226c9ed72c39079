//! The team page: who has how many young people, what is overdue, and who has had no contact.

use askama::Template;
use chrono::Days;
use govuk::{Cell, Colour, Html, Table, Tag};
use policy::{Action, Role};

use super::queries::{self, Load};
use crate::{
    care::commitments,
    office::{accounts, directory::InCouncil},
    shell::web::{Answer, Ctx, Layout, html, words},
};

/// After how many days without contact a young person is counted.
const SILENT_DAYS: u64 = 28;

#[derive(Template)]
#[template(path = "today/team.html")]
struct TeamPage {
    layout: Layout,
    people: String,
    overdue: u64,
    silent: u64,
    nobody: u64,
    /// How well promises are kept.
    promises: String,
    may_report: bool,
    may_export: bool,
    workers: Option<Table>,
}

/// Shows the coaches of the young people the manager may see.
pub(super) async fn show(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::SeeTeam)?;
    let (scope, today) = (ctx.scope(Action::ListPeople), ctx.today());
    let since = today
        .checked_sub_days(Days::new(SILENT_DAYS))
        .unwrap_or(today);
    let mut tx = ctx.read().await?;
    let loads = queries::loads(&mut tx, &scope, today, since).await?;
    let coaches = accounts::workers_with(&mut tx, ctx.council(), &[Role::Coach]).await?;
    let directory = ctx.directory(&mut tx).await?;
    let promises = commitments::kept_in(&ctx, &mut tx).await?;
    let sum = |part: fn(&Load) -> i64| {
        loads
            .iter()
            .map(|load| u64::try_from(part(load)).unwrap_or(0))
            .sum::<u64>()
    };
    let nobody = loads
        .iter()
        .find(|load| load.coach_id.is_none())
        .map_or(0, |load| u64::try_from(load.people).unwrap_or(0));
    let mut table = Table::new("Coaches and their young people")
        .column("Coach")
        .numeric_column("Young people")
        .numeric_column("Can take")
        .numeric_column("Overdue")
        .numeric_column(format!("No contact for {SILENT_DAYS} days"))
        .column("Change");
    let mut with_somebody: Vec<_> = loads
        .iter()
        .filter_map(|load| load.coach_id.map(|id| (values::AccountId(id), load)))
        .collect();
    with_somebody.sort_by_key(|(id, load)| (std::cmp::Reverse(load.overdue), *id));
    for (id, load) in with_somebody {
        let name = directory.worker(id, "Not known");
        let capacity = coaches
            .iter()
            .find(|coach| coach.id == id)
            .map_or(0, |coach| i64::from(coach.capacity));
        let room: Html = match capacity {
            0 => "Not set".into(),
            capacity if load.people > capacity => Html::of(
                Tag::new(format!("{} over {capacity}", load.people - capacity))
                    .colour(Colour::Orange),
            ),
            capacity => (capacity - load.people).into(),
        };
        table = table.row([
            Cell::new(Html::link(format!("/people?worker={id}"), name.clone())),
            Cell::new(load.people),
            Cell::new(room),
            Cell::new(load.overdue),
            Cell::new(load.silent),
            Cell::new(Html::link(
                format!("/cohort/assign?all_of={id}"),
                Html::from("Hand over").and(Html::hidden(format!(" the young people of {name}"))),
            )),
        ]);
    }
    Ok(html(&TeamPage {
        layout: ctx.layout("Team"),
        people: words::count(sum(|load| load.people), "young person", "young people"),
        overdue: sum(|load| load.overdue),
        silent: sum(|load| load.silent),
        nobody,
        promises,
        may_report: ctx.may(Action::ReadReports),
        may_export: ctx.may(Action::ExportPeople),
        workers: (!table.is_empty()).then(|| table.first_cell_is_header().stacking().sortable()),
    }))
}
