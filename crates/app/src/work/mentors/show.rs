//! The list of mentors, and one of them.

use askama::Template;
use govuk::{Cell, Colour, Html, SummaryList, Table, Tag};
use policy::Action;
use values::MentorId;

use super::{
    model::{Mentor, check_words},
    queries, soon,
};
use crate::{
    engagement::employers,
    office::directory::InCouncil,
    person::people,
    shell::{
        choices::{SECTORS, worded},
        web::{Answer, Ctx, Layout, Path, Query, Said, WebError, html, words},
    },
};

#[derive(Template)]
#[template(path = "mentors/list.html")]
struct ListPage {
    layout: Layout,
    mentors: Option<Table>,
    may_keep: bool,
}

#[derive(Template)]
#[template(path = "mentors/show.html")]
struct MentorPage {
    layout: Layout,
    id: MentorId,
    name: String,
    about: SummaryList,
    checks: Vec<(String, Tag)>,
    /// Who they mentor: where each leads, and the name.
    with: Vec<(String, String)>,
    /// How many more they mentor, whom the worker does not see.
    others: Option<String>,
    may_keep: bool,
}

fn tag(one: &Mentor, ctx: &Ctx) -> Tag {
    let today = ctx.today();
    if let Some(why) = one.refusal(today) {
        return Tag::new(why).colour(Colour::Orange);
    }
    match one.runs_out(soon(today)).first() {
        Some((what, on)) => {
            Tag::new(format!("{what} until {}", words::day(*on))).colour(Colour::Yellow)
        }
        None => Tag::new("Can take someone on").colour(Colour::Green),
    }
}

/// Lists the mentors.
pub(super) async fn list(ctx: Ctx, Query(said): Query<Said>) -> Answer {
    ctx.decide_office(Action::SeeEmployers)?;
    let mut tx = ctx.read().await?;
    let all = queries::all(&mut tx, ctx.council()).await?;
    let mut table = Table::new("Mentors")
        .caption_hidden()
        .column("Name")
        .column("Kind of work")
        .column("What they do")
        .numeric_column("Mentoring now")
        .numeric_column("Can take")
        .column("Status");
    for one in &all {
        table = table.row([
            Cell::new(Html::link(format!("/mentors/{}", one.id), one.name.clone())),
            Cell::new(worded(SECTORS, &one.sector)),
            Cell::new(one.about.clone()),
            Cell::new(one.with.to_string()).numeric(),
            Cell::new(one.capacity.to_string()).numeric(),
            Cell::new(Html::of(tag(one, &ctx))),
        ]);
    }
    Ok(html(&ListPage {
        layout: ctx
            .layout("Mentors")
            .back("/employers")
            .said(said.said.as_deref()),
        mentors: (!table.is_empty()).then(|| table.first_cell_is_header().stacking()),
        may_keep: ctx.may(Action::KeepEmployers),
    }))
}

/// Shows a mentor. Only those of their young people whom the worker works with are named.
pub(super) async fn show(ctx: Ctx, Path(id): Path<MentorId>, Query(said): Query<Said>) -> Answer {
    ctx.decide_office(Action::SeeEmployers)?;
    let mut tx = ctx.read().await?;
    let one = queries::find(&mut tx, ctx.council(), id)
        .await?
        .ok_or(WebError::NotFound)?;
    let with = queries::of_mentor(&mut tx, ctx.council(), id).await?;
    let ids: Vec<_> = with.iter().map(|one| one.person).collect();
    let standings = people::standings(&mut tx, ctx.council(), &ids).await?;
    let directory = ctx.directory(&mut tx).await?;
    let employer = match one.employer {
        Some(id) => employers::find(&mut tx, ctx.council(), id).await?,
        None => None,
    };
    let names = ctx.names().await?;
    let seen: Vec<_> = standings
        .iter()
        .filter(|who| ctx.permits(Action::ListPeople, *who))
        .map(|who| (format!("/people/{}/mentor", who.id), names.name(who.id)))
        .collect();
    let unseen = with.len() as u64 - seen.len() as u64;
    let mut about = SummaryList::new()
        .row("Status", Html::of(tag(&one, &ctx)))
        .row("Kind of work", worded(SECTORS, &one.sector));
    for (key, text) in [
        ("What they do", &one.about),
        ("Phone", &one.phone),
        ("Email", &one.email),
    ] {
        if !text.is_empty() {
            about = about.row(key, text.clone());
        }
    }
    if let Some(employer) = employer {
        let href = format!("/employers/{}", employer.id);
        about = about.row("Works at", Html::link(href, employer.name));
    }
    let about = about
        .row("Can take", format!("{} at once", one.capacity))
        .row("Managed by", directory.worker(one.keeper, "Someone"));
    let check = |check: &super::model::Check| {
        let until = check.expires_on.map_or("does not expire".into(), |on| {
            format!("expires on {}", words::day(on))
        });
        let says = format!(
            "{}, {}; {until}",
            check_words(&check.kind),
            words::day(check.passed_on)
        );
        let tag = if check.holds(ctx.today()) {
            Tag::new("In date").colour(Colour::Green)
        } else {
            Tag::overdue("Expired")
        };
        (says, tag)
    };
    Ok(html(&MentorPage {
        layout: ctx
            .layout(one.name.clone())
            .back("/mentors")
            .said(said.said.as_deref()),
        id,
        checks: one.checks.iter().map(check).collect(),
        with: seen,
        others: words::unseen(unseen),
        about,
        may_keep: ctx.may(Action::KeepEmployers) && one.ended_on.is_none(),
        name: one.name,
    }))
}
