//! How well promises are kept: by team, by programme, and by employer.

use std::collections::BTreeMap;

use askama::Template;
use chrono::{Months, NaiveDate};
use govuk::{Cell, Html, Table, Tag};
use policy::Action;
use store::ReadTx;

use super::{Commitment, in_scope, model::Kept};
use crate::{
    engagement::{employers, pledges},
    office::directory::InCouncil,
    person::{
        enrolments::{self, Enrolment},
        people::Standing,
    },
    shell::web::{Answer, Ctx, Layout, WebError, html, words},
};

#[derive(Template)]
#[template(path = "commitments/report.html")]
struct ReportPage {
    layout: Layout,
    headline: String,
    teams: Option<Table>,
    programmes: Option<Table>,
    late: Option<Table>,
    pledges: Option<Table>,
}

/// Lists the promises the worker may see that fell due in the last year or are open, and the start of that year.
async fn seen(
    ctx: &Ctx,
    tx: &mut ReadTx,
) -> Result<(Vec<(Standing, Commitment)>, NaiveDate), WebError> {
    let since = ctx.today() - Months::new(12);
    let mut all = in_scope(tx, &ctx.scope(Action::ListPeople), since).await?;
    all.retain(|(standing, _)| ctx.permits(Action::ListPeople, standing));
    Ok((all, since))
}

/// Returns the programme a promise counts towards: the one that supported the young person when it was made, even if it has ended since; else
/// the first they joined later.
fn programme_of<'a>(enrolled: &'a [Enrolment], one: &Commitment) -> Option<&'a str> {
    let on = one.promised_on;
    let was_open =
        |of: &&Enrolment| of.enrolled_on <= on && of.ended_on.is_none_or(|ended| on <= ended);
    let then = enrolled.iter().rev().find(was_open);
    let later = || enrolled.iter().find(|of| of.enrolled_on > on);
    Some(then.or_else(later)?.programme_key.as_str())
}

fn sentence(kept: Kept) -> String {
    match kept.rate() {
        None => "No promises were due in the last year.".to_owned(),
        Some(rate) => format!(
            "{rate}% of promises were kept on time: {} of {} due in the last year.",
            kept.on_time, kept.due
        ),
    }
}

/// Says how well promises were kept in the last year to the young people the worker may see.
pub(crate) async fn kept_in(ctx: &Ctx, tx: &mut ReadTx) -> Result<String, WebError> {
    let (mut kept, (all, since)) = (Kept::default(), seen(ctx, tx).await?);
    for (_, one) in &all {
        kept.count(one, (since, ctx.today()));
    }
    Ok(sentence(kept))
}

/// Counts the promises that fell due in the year to each of some days: how many, and how many were kept on time.
pub(crate) async fn kept_to(
    ctx: &Ctx,
    tx: &mut ReadTx,
    days: &[NaiveDate],
) -> Result<Vec<(u64, u64)>, WebError> {
    let first = days.iter().min().copied().unwrap_or(ctx.today());
    let since = first - Months::new(12);
    let mut all = in_scope(tx, &ctx.scope(Action::ListPeople), since).await?;
    all.retain(|(standing, _)| ctx.permits(Action::ListPeople, standing));
    let to = |day: &NaiveDate| {
        let mut kept = Kept::default();
        for (_, one) in &all {
            kept.count(&one.as_on(*day), (*day - Months::new(12), *day));
        }
        (kept.on_time, kept.due)
    };
    Ok(days.iter().map(to).collect())
}

fn table(caption: &str, first: &str, all: BTreeMap<String, Kept>) -> Option<Table> {
    let mut table = Table::new(caption.to_owned())
        .column(first.to_owned())
        .numeric_column("Kept on time")
        .numeric_column("Due")
        .numeric_column("On time")
        .numeric_column("Late")
        .numeric_column("Withdrawn, reason given")
        .numeric_column("Not kept");
    for (name, kept) in all.into_iter().filter(|(_, kept)| kept.due > 0) {
        let rate = kept
            .rate()
            .map_or_else(String::new, |rate| format!("{rate}%"));
        let numbers = [
            kept.due,
            kept.on_time,
            kept.late,
            kept.withdrawn,
            kept.broken,
        ];
        let mut cells = vec![Cell::new(name), Cell::new(rate).numeric()];
        cells.extend(numbers.map(|number| Cell::new(number.to_string()).numeric()));
        table = table.row(cells);
    }
    (!table.is_empty()).then(|| table.first_cell_is_header().stacking())
}

/// Shows how well promises are kept.
pub(super) async fn show(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::ReadReports)?;
    let names = ctx.names().await?;
    let (mut tx, today) = (ctx.read().await?, ctx.today());
    let (all, since) = seen(&ctx, &mut tx).await?;
    let directory = ctx.directory(&mut tx).await?;
    let enrolled = enrolments::every(&mut tx, ctx.council()).await?;
    let (mut kept, mut teams, mut programmes) = (Kept::default(), BTreeMap::new(), BTreeMap::new());
    let mut late = Table::new("Late now, longest first")
        .column("Young person")
        .column("What")
        .column("Who will keep it")
        .column("Due");
    for (standing, one) in &all {
        kept.count(one, (since, today));
        let team = directory.team(standing.team, "No team");
        let of_team = teams.entry(team).or_insert_with(Kept::default);
        of_team.count(one, (since, today));
        let own = enrolled.get(&standing.id).map_or(&[][..], Vec::as_slice);
        let version = programme_of(own, one).and_then(|key| directory.library.latest(key));
        let programme = version.map_or_else(
            || "No programme".to_owned(),
            |version| version.programme.definition().name.clone(),
        );
        let of_programme = programmes.entry(programme).or_insert_with(Kept::default);
        of_programme.count(one, (since, today));
        if one.is_open() && one.due_on < today && ctx.decide(Action::ListPeople, standing).is_ok() {
            let href = format!("/people/{}/promises", standing.id);
            late = late.row([
                Cell::new(Html::link(href, names.name(standing.id))),
                Cell::new(one.words.clone()),
                Cell::new(directory.worker(one.owner, "Someone")),
                Cell::new(Html::of(words::due_tag(one.due_on, today))),
            ]);
        }
    }
    let pledged = pledges::all(&mut tx, ctx.council()).await?;
    let employers = employers::names(&mut tx, ctx.council()).await?;
    let mut table_of = Table::new("Employers’ pledges")
        .column("Employer")
        .column("Pledge")
        .numeric_column("Delivered")
        .column("Status");
    for one in &pledged {
        let name = employers.get(&one.employer).map_or("", String::as_str);
        let tag: Tag = pledges::tag(one.stands(today));
        let named: Html = if ctx.may(Action::SeeEmployers) {
            Html::link(format!("/pledges/{}", one.id), name)
        } else {
            name.into()
        };
        table_of = table_of.row([
            Cell::new(named),
            Cell::new(format!("{}, by {}", one.contract, words::day(one.until_on))),
            Cell::new(format!("{} of {}", one.delivered(), one.number)).numeric(),
            Cell::new(Html::of(tag)),
        ]);
    }
    Ok(html(&ReportPage {
        layout: ctx.layout("Promises kept").back("/reports"),
        headline: sentence(kept),
        teams: table("By team", "Team", teams),
        programmes: table("By programme", "Programme", programmes),
        late: (!late.is_empty()).then(|| late.first_cell_is_header().stacking()),
        pledges: (!pledged.is_empty()).then(|| table_of.first_cell_is_header().stacking()),
    }))
}
