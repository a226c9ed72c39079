//! Lists of applications: a worker's own, a young person's, and guaranteed interviews that were not given.

use std::collections::HashMap;

use askama::Template;
use chrono::NaiveDate;
use govuk::{Cell, Html, SummaryCard, SummaryList, Table};
use policy::Action;
use store::ReadTx;
use values::{ApplicationId, OpportunityId, PersonId};

use super::{
    mock_interview::{MockInterview, marks_of},
    model::{Application, is_not_given},
    queries,
};
use crate::{
    engagement::employers,
    person::{
        frame::{self, Section},
        people,
    },
    shell::web::{Answer, Ctx, Layout, Path, Query, Said, WebError, html, words},
    work::opportunities,
};

#[derive(Template)]
#[template(path = "applications/list.html")]
struct ListPage {
    layout: Layout,
    heading: &'static str,
    intro: &'static str,
    none: &'static str,
    applications: Option<Table>,
    sees_team: bool,
}

/// Returns the status of an application in words, and when the next thing is due.
pub(super) fn stands(one: &Application, today: NaiveDate) -> Html {
    let words = one.stands();
    match one.due_on.filter(|_| one.is_open() || one.is_unworded()) {
        Some(on) => Html::from(format!("{words} ")).and(Html::of(words::due_tag(on, today))),
        None => words.into(),
    }
}

/// Returns the opportunities of applications: the title, and the employer.
async fn titles(
    ctx: &Ctx,
    tx: &mut ReadTx,
    all: &[Application],
) -> Result<HashMap<OpportunityId, String>, WebError> {
    let ids: Vec<_> = all.iter().map(|one| one.opportunity).collect();
    let found = opportunities::find_all(tx, ctx.council(), &ids).await?;
    let employers = employers::names(tx, ctx.council()).await?;
    let title = |one: &opportunities::Opportunity| {
        let employer = employers.get(&one.employer).cloned().unwrap_or_default();
        (one.id, format!("{}, {employer}", one.title))
    };
    Ok(found.iter().map(title).collect())
}

/// Keeps the applications of young people that the worker may see, checking each again.
async fn admitted(
    ctx: &Ctx,
    tx: &mut ReadTx,
    mut all: Vec<Application>,
) -> Result<Vec<Application>, WebError> {
    let ids: Vec<_> = all.iter().map(|one| one.person).collect();
    let standings = people::standings(tx, ctx.council(), &ids).await?;
    all.retain(|one| {
        let standing = standings.iter().find(|who| who.id == one.person);
        standing.is_some_and(|who| ctx.permits(Action::ListPeople, who))
    });
    Ok(all)
}

async fn table(
    ctx: &Ctx,
    tx: &mut ReadTx,
    caption: &'static str,
    all: &[Application],
) -> Result<Option<Table>, WebError> {
    let (titles, names) = (titles(ctx, tx, all).await?, ctx.names().await?);
    let mut table = Table::new(caption)
        .caption_hidden()
        .column("Young person")
        .column("Opportunity")
        .column("Status");
    for one in all {
        let name = names.name(one.person);
        let title = titles.get(&one.opportunity).cloned().unwrap_or_default();
        let stands = stands(one, ctx.today());
        table = table.row([
            Cell::new(Html::link(format!("/people/{}", one.person), name.clone())),
            Cell::new(Html::link(
                format!("/applications/{}", one.id),
                Html::from(title).and(Html::hidden(format!(", {name}"))),
            )),
            Cell::new(stands),
        ]);
    }
    Ok((!table.is_empty()).then(|| table.stacking()))
}

/// Lists the open applications that the worker owns or covers, the earliest due first.
pub(super) async fn list(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::SeeOwnWork)?;
    ctx.scope(Action::ListPeople);
    let mut tx = ctx.read().await?;
    let all = queries::due_of(&mut tx, ctx.council(), &ctx.stands_for(), None).await?;
    let all = admitted(&ctx, &mut tx, all).await?;
    Ok(html(&ListPage {
        layout: ctx.layout("Applications").back("/today"),
        heading: "Applications",
        intro: "The applications that you own, the most overdue first. If there is no news, tell the young person so.",
        none: "There are no open applications. Open a young person’s record and choose an opportunity with them.",
        applications: table(&ctx, &mut tx, "Applications", &all).await?,
        sees_team: ctx.may(Action::SeeTeam),
    }))
}

/// Lists the guaranteed interviews that were not given, since a day: each with the young person.
pub(crate) async fn not_given_since(
    ctx: &Ctx,
    tx: &mut ReadTx,
    from: NaiveDate,
) -> Result<Vec<Application>, WebError> {
    let mut all = queries::guaranteed_and_refused(tx, ctx.council()).await?;
    all.retain(|one| one.ended_on.is_some_and(|on| on >= from));
    if all.is_empty() {
        return Ok(all);
    }
    let ids: Vec<ApplicationId> = all.iter().map(|one| one.id).collect();
    let steps = queries::steps_of(tx, ctx.council(), &ids).await?;
    let mut all = admitted(ctx, tx, all).await?;
    all.retain(|one| {
        let own = steps.iter().filter(|(id, _)| *id == one.id);
        let own: Vec<_> = own.map(|(_, step)| step.clone()).collect();
        is_not_given(one, &own)
    });
    Ok(all)
}

/// Lists the guaranteed interviews that were not given.
pub(super) async fn not_given(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::SeeTeam)?;
    let mut tx = ctx.read().await?;
    let all = not_given_since(&ctx, &mut tx, NaiveDate::MIN).await?;
    Ok(html(&ListPage {
        layout: ctx
            .layout("Guaranteed interviews not given")
            .back("/applications"),
        heading: "Guaranteed interviews not given",
        intro: "These young people met the criteria for a guaranteed interview, and were turned down without one.",
        none: "There are none.",
        applications: table(&ctx, &mut tx, "Guaranteed interviews", &all).await?,
        sees_team: false,
    }))
}

#[derive(Template)]
#[template(path = "applications/of_person.html")]
struct PersonPage {
    layout: Layout,
    name: String,
    applications: Vec<(String, String, Html)>,
    interviews: Vec<SummaryCard>,
    acts: Vec<(String, &'static str)>,
}

fn card(one: &MockInterview, for_what: Option<&String>) -> SummaryCard {
    let mut list = SummaryList::new().row("Who asked", one.panel.clone());
    if let Some(title) = for_what {
        list = list.row("Opportunity", title.clone());
    }
    for (criterion, mark) in marks_of(&one.marks) {
        list = list.row(criterion, mark);
    }
    list = list.row("What went well", one.went_well.clone());
    if !one.work_on.is_empty() {
        list = list.row("What to work on", one.work_on.clone());
    }
    let again = if one.again_of.is_none() {
        ""
    } else {
        ", another try"
    };
    SummaryCard::new(format!("{}{again}", words::day(one.on)), list)
}

/// Shows a young person's applications and mock interviews.
pub(super) async fn of_person(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(said): Query<Said>,
) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::ReadPerson).await?;
    let all = queries::of_person(&mut tx, ctx.council(), id).await?;
    let titles = titles(&ctx, &mut tx, &all).await?;
    let interviews = queries::interviews_of(&mut tx, ctx.council(), id).await?;
    let title = |one: &Application| titles.get(&one.opportunity);
    let of = |application: Option<ApplicationId>| {
        let found = all.iter().find(|one| Some(one.id) == application);
        found.and_then(title)
    };
    let may = ctx.permits(Action::RecordContact, &person.standing);
    let mut acts = vec![
        (
            format!("/people/{id}/applications/new"),
            "Start an application",
        ),
        (
            format!("/people/{id}/mock-interviews/new"),
            "Record a mock interview",
        ),
    ];
    if ctx.may(Action::BringEmployers) {
        let href = format!("/requests/new?kind=mock-interview&person={id}");
        acts.push((href, "Ask an employer for a mock interview"));
    }
    Ok(html(&PersonPage {
        layout: ctx
            .layout("Their applications")
            .record(frame::frame(&ctx, &mut tx, &person, Section::Work).await?)
            .said(said.said.as_deref()),
        name: person.name(),
        applications: all
            .iter()
            .map(|one| {
                let title = title(one).cloned().unwrap_or_default();
                let href = format!("/applications/{}", one.id);
                (href, title, stands(one, ctx.today()))
            })
            .collect(),
        interviews: interviews
            .iter()
            .map(|one| card(one, of(one.application)))
            .collect(),
        acts: if may { acts } else { Vec::new() },
    }))
}
