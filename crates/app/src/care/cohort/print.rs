//! The cohort as CSV, and as a page to print for a caseload meeting.

use askama::Template;
use policy::Action;
use store::WriteTx;

use super::{
    CohortQuery,
    list::{Line, Wanted, line, wanted},
    queries,
};
use crate::{
    care::plans,
    shell::web::{Answer, Ctx, Layout, Query, WebError, download, html, plain_cell, words},
};

fn written(ctx: &Ctx, wanted: &Wanted) -> Result<Vec<u8>, csv::Error> {
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record([
        "Name",
        "Age",
        "Out of work and learning for",
        "Stage",
        "Readiness for work",
        "Main barriers",
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
        file.write_record(cells.map(plain_cell))?;
    }
    file.into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

/// Answers with the list as CSV, and notes in the journal who was in it.
pub(super) async fn csv(ctx: Ctx, Query(asked): Query<CohortQuery>) -> Answer {
    ctx.decide_office(Action::ExportPeople)?;
    let mut wanted = wanted(&ctx, &asked).await?;
    wanted.complete(&ctx).await?;
    let body = written(&ctx, &wanted).map_err(WebError::broken)?;
    let people: Vec<_> = wanted
        .members
        .iter()
        .map(|member| member.person())
        .collect();
    ctx.write(async move |tx: &mut WriteTx| queries::note_export(tx, people.clone()).await)
        .await?;
    let name = format!("cohort-{}.csv", ctx.today());
    download("text/csv; charset=utf-8", &name, body)
}

#[derive(Template)]
#[template(path = "cohort/caseload.html")]
struct CaseloadPage {
    layout: Layout,
    heading: String,
    day: String,
    counted: String,
    /// Each young person, with the next step of their plan, and where what was agreed becomes a task, for whoever may say so.
    lines: Vec<(Line, String, Option<String>)>,
}

/// Shows the young people of one worker who are in neither education, employment nor training, the longest first: for a caseload meeting,
/// on the screen or printed. The reader's own, unless a worker is named.
pub(super) async fn caseload(ctx: Ctx, Query(asked): Query<CohortQuery>) -> Answer {
    ctx.decide_office(Action::Search)?;
    let mut asked = asked;
    if asked.worker.is_empty() {
        asked.worker = ctx.me().to_string();
    }
    let mut wanted = wanted(&ctx, &asked).await?;
    wanted.complete(&ctx).await?;
    let today = ctx.today();
    // The sort is stable: those out for equally long stay in order of name.
    wanted
        .members
        .sort_by_key(|member| std::cmp::Reverse(member.months_out(today)));
    let ids: Vec<_> = wanted.members.iter().map(|one| one.person()).collect();
    let mut tx = ctx.read().await?;
    let steps = plans::next_steps(&mut tx, ctx.council(), &ids).await?;
    let goals = plans::open_goals(&mut tx, ctx.council(), &ids).await?;
    drop(tx);
    let worker = asked.worker.parse().ok();
    let name = wanted.directory.worker(worker, "no one");
    Ok(html(&CaseloadPage {
        layout: ctx
            .layout("Caseload")
            .back(format!("/cohort?{}", asked.query())),
        heading: format!("Caseload: {name}"),
        day: words::day(ctx.today()),
        counted: format!(
            "{}, {} of whom have a next step",
            words::count(wanted.members.len() as u64, "young person", "young people"),
            words::grouped(steps.len() as u64)
        ),
        lines: wanted
            .members
            .iter()
            .map(|member| {
                let next = steps.get(&member.person()).cloned();
                let next = next.unwrap_or_else(|| "None in the plan yet".into());
                let agree = match goals.get(&member.person()) {
                    Some(goal) => format!("/goals/{goal}/steps/new"),
                    None => format!("/people/{}/plan/goals/new", member.person()),
                };
                let may = ctx.permits(Action::RecordContact, &member.standing);
                let agree = may.then_some(agree);
                (line(&ctx, member, &wanted, false), next, agree)
            })
            .collect(),
    }))
}
