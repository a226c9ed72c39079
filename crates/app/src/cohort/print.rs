//! Taking the cohort along: as CSV, and as a page to print for a caseload meeting.

use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::IntoResponse,
};
use policy::Action;
use store::WriteTx;

use super::{
    list::{Line, Wanted, line, wanted},
    model::Asked,
    queries,
};
use crate::web::{Answer, Ctx, Layout, Query, WebError, html, words};

/// Returns a cell that no spreadsheet takes for a formula.
fn plain(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn written(ctx: &Ctx, wanted: &Wanted) -> Result<Vec<u8>, csv::Error> {
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record([
        "Name",
        "Age",
        "Out of work and learning for",
        "Stage",
        "Where they stand",
        "Much in the way",
        "Wants to leave",
        "English and maths at Level 2",
        "Last contact",
        "Coach",
        "Id",
    ])?;
    for member in &wanted.members {
        let line = line(ctx, member, wanted, false);
        let last = member.last_contact_on.map(|on| on.to_string());
        let coach = wanted.directory.worker(member.standing.coach, "");
        let cells = [
            &line.name,
            &line.age,
            &line.out,
            &line.stage,
            line.readiness,
            &line.in_the_way,
            &line.work_to_leave,
            line.level_2,
            &last.unwrap_or_default(),
            &coach,
            &line.id,
        ];
        file.write_record(cells.map(plain))?;
    }
    file.into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

/// Answers with the list as CSV, and notes in the journal who was in it.
pub(super) async fn csv(ctx: Ctx, Query(asked): Query<Asked>) -> Answer {
    ctx.decide_office(Action::ExportPeople)?;
    let wanted = wanted(&ctx, &asked).await?;
    let body = written(&ctx, &wanted).map_err(WebError::broken)?;
    let people: Vec<_> = wanted
        .members
        .iter()
        .map(|member| member.person())
        .collect();
    ctx.write(move |tx: &mut WriteTx| {
        let people = people.clone();
        Box::pin(async move { queries::note_export(tx, people).await })
    })
    .await?;
    let named = format!("attachment; filename=\"cohort-{}.csv\"", ctx.today());
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    let named = HeaderValue::try_from(named).map_err(WebError::broken)?;
    Ok((
        [
            (header::CONTENT_TYPE, kind),
            (header::CONTENT_DISPOSITION, named),
        ],
        body,
    )
        .into_response())
}

#[derive(Template)]
#[template(path = "cohort/caseload.html")]
struct CaseloadPage {
    layout: Layout,
    heading: String,
    day: String,
    counted: String,
    lines: Vec<Line>,
}

/// Shows the young people of one worker, to print for a caseload meeting; one's own where nobody is named.
pub(super) async fn caseload(ctx: Ctx, Query(asked): Query<Asked>) -> Answer {
    ctx.decide_office(Action::Search)?;
    let mut asked = asked;
    if asked.eet.is_empty() {
        asked.eet = "all".into();
    }
    if asked.worker.is_empty() {
        asked.worker = ctx.me().to_string();
    }
    let wanted = wanted(&ctx, &asked).await?;
    let worker = asked.worker.parse().ok();
    let name = worker.map_or("nobody".into(), |id| wanted.directory.worker(id, "nobody"));
    Ok(html(&CaseloadPage {
        layout: ctx
            .layout("Caseload")
            .back(format!("/cohort?{}", asked.query())),
        heading: format!("Caseload of {name}"),
        day: words::day(ctx.today()),
        counted: words::count(wanted.members.len() as u64, "young person", "young people"),
        lines: wanted
            .members
            .iter()
            .map(|member| line(&ctx, member, &wanted, false))
            .collect(),
    }))
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_cell_is_a_formula() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("@sum", "'@sum"),
            ("Ada", "Ada"),
            ("", ""),
        ] {
            assert_eq!(super::plain(cell), written);
        }
    }
}
