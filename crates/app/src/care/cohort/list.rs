//! The cohort page.

use std::ops::Range;

use askama::Template;
use chrono::NaiveDate;
use govuk::{Html, Pagination, Tag};
use policy::{Action, Role};
use programme::{Barrier, Rating, Readiness};
use store::Place;
use values::codes::Activity;

use super::{
    CohortQuery,
    filter::{self, Groups},
    model::{Member, Part},
    queries,
};
use crate::{
    office::directory::{Directory, InCouncil},
    person::people::{Standing, StoppedAs},
    shell::web::{Answer, Ctx, Layout, Names, Query, WebError, html, words},
};

/// How many rows a page has.
const PAGE: usize = 50;

/// A line of the page.
pub(super) struct Line {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) age: String,
    pub(super) out: String,
    pub(super) stage: String,
    pub(super) readiness: &'static str,
    pub(super) in_the_way: String,
    pub(super) work_to_leave: String,
    pub(super) level_2: &'static str,
    pub(super) heard: Html,
    pub(super) ratings: Vec<&'static str>,
}

#[derive(Template)]
#[template(path = "cohort/list.html")]
struct CohortPage {
    layout: Layout,
    counted: String,
    filter: Html,
    views: Vec<(String, String, String)>,
    keep: String,
    /// The filter, to come back to.
    query: String,
    groups: Option<Groups>,
    barriers: Vec<&'static str>,
    lines: Vec<Line>,
    pages: Option<Pagination>,
    may_assign: bool,
    csv: Option<String>,
    caseload: Option<String>,
    matches: Option<String>,
}

/// The young people who match, in no order, with what is needed to show them.
pub(super) struct Wanted {
    pub(super) members: Vec<Member>,
    pub(super) names: Names,
    pub(super) directory: std::sync::Arc<Directory>,
    /// What was read of all of them.
    read: Vec<Part>,
}

impl Wanted {
    /// Returns some of the members by name, with what a line shows: their places are counted among all.
    pub(super) async fn page(
        &self,
        ctx: &Ctx,
        which: Range<usize>,
    ) -> Result<Vec<Member>, WebError> {
        let mut places: Vec<(Place<'_>, &Member)> = Vec::with_capacity(self.members.len());
        let place = |member| (self.names.place(Member::person(member)), member);
        places.extend(self.members.iter().map(place));
        // Nobody sorts tens of thousands to show fifty of them.
        if which.end < places.len() {
            places.select_nth_unstable_by_key(which.end, |(place, _)| *place);
            places.truncate(which.end);
        }
        if which.start < places.len() {
            places.select_nth_unstable_by_key(which.start, |(place, _)| *place);
        }
        let mut page = places.split_off(which.start.min(places.len()));
        page.sort_unstable_by_key(|(place, _)| *place);
        let mut page: Vec<Member> = page.into_iter().map(|(_, member)| member.clone()).collect();
        self.fill(ctx, &mut page).await?;
        Ok(page)
    }

    /// Reads what a line shows of all members, and puts them in order of name.
    pub(super) async fn complete(&mut self, ctx: &Ctx) -> Result<(), WebError> {
        let mut members = std::mem::take(&mut self.members);
        self.fill(ctx, &mut members).await?;
        self.members = by_name(members, &self.names);
        Ok(())
    }

    async fn fill(&self, ctx: &Ctx, members: &mut [Member]) -> Result<(), WebError> {
        let mut rest = Part::ALL.to_vec();
        rest.retain(|part| !self.read.contains(part));
        let (mut tx, wanted) = (ctx.read().await?, (&*rest, ctx.today()));
        queries::fill(&mut tx, ctx.council(), members, wanted).await?;
        Ok(())
    }
}

/// Puts members in order of name.
pub(super) fn by_name(mut members: Vec<Member>, names: &Names) -> Vec<Member> {
    members.sort_by_cached_key(|member| names.place(member.person()));
    members
}

/// Reads the young people who match and may be shown.
pub(super) async fn wanted(ctx: &Ctx, asked: &CohortQuery) -> Result<Wanted, WebError> {
    let (scope, today) = (ctx.scope(Action::ListPeople), ctx.today());
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let directory = ctx.directory(&mut tx).await?;
    let mut members = queries::members(&mut tx, &scope).await?;
    // The scope has narrowed the rows in SQL; each is checked once more before it is shown.
    members.retain(|member| {
        asked.takes_row(member, today) && ctx.permits(Action::ListPeople, &member.standing)
    });
    let read = asked.looks_at();
    queries::fill(&mut tx, ctx.council(), &mut members, (&read, today)).await?;
    members.retain(|member| asked.takes_rest(member, |one| shows_restricted(ctx, one), today));
    Ok(Wanted {
        members,
        names,
        directory,
        read,
    })
}

/// A young person on the list, as other slices ask for them.
pub(crate) struct Listed {
    /// Who works with them.
    pub(crate) standing: Standing,
    /// Date of birth.
    pub(crate) born_on: Option<NaiveDate>,
    /// Their activity.
    pub(crate) activity: Activity,
    /// For how many whole months they have been out of education, employment and training, where that was asked for.
    pub(crate) months_out: Option<i32>,
    /// What stops everything, if anything does.
    pub(crate) stopped_as: Option<StoppedAs>,
    /// The last contact that took place.
    pub(crate) last_contact_on: Option<NaiveDate>,
}

/// Returns the young people who match and may be shown, by name, with the names.
pub(crate) async fn chosen(
    ctx: &Ctx,
    asked: &CohortQuery,
) -> Result<(Vec<Listed>, Names), WebError> {
    let wanted = wanted(ctx, asked).await?;
    let listed = |member: Member| Listed {
        months_out: member.months_out(ctx.today()),
        standing: member.standing,
        born_on: member.born_on,
        activity: member.activity,
        stopped_as: member.stopped_as,
        last_contact_on: member.last_contact_on,
    };
    let members = by_name(wanted.members, &wanted.names);
    Ok((members.into_iter().map(listed).collect(), wanted.names))
}

/// Returns the young people who may be shown and have been out of education, employment and training for this many months or more, by
/// name, with the names.
pub(crate) async fn out_for(ctx: &Ctx, months: i32) -> Result<(Vec<Listed>, Names), WebError> {
    let asked = CohortQuery {
        months: months.to_string(),
        ..CohortQuery::default()
    };
    chosen(ctx, &asked).await
}

/// Returns whether the reader may see restricted barriers of one young person.
pub(super) fn shows_restricted(ctx: &Ctx, member: &Member) -> bool {
    ctx.permits(Action::ReadRestricted, &member.standing)
}

fn months(member: &Member, ctx: &Ctx) -> String {
    match member.months_out(ctx.today()) {
        None => "Not now".into(),
        Some(0) => "Less than a month".into(),
        Some(months) => words::count(u64::try_from(months).unwrap_or(0), "month", "months"),
    }
}

fn heard(member: &Member, ctx: &Ctx) -> Html {
    let last = words::day_or(member.last_contact_on, "No contact yet");
    if member.stopped_as.is_some() {
        return Html::joined([
            last.into(),
            " ".into(),
            Html::of(Tag::new("Contact is paused")),
        ]);
    }
    if !member.is_silent(ctx.today()) {
        return last.into();
    }
    let why = match &member.attempts {
        Some((count, outcome)) => {
            let tries = words::count(u64::from(*count), "attempt", "attempts");
            format!("{tries} since. Last: {outcome}")
        }
        None => "No attempts since".into(),
    };
    Html::joined([
        last.into(),
        " ".into(),
        Html::of(Tag::overdue("Lost contact")),
        Html::paragraph(why),
    ])
}

/// Writes one line. This counts as showing the name.
pub(super) fn line(ctx: &Ctx, member: &Member, wanted: &Wanted, every_barrier: bool) -> Line {
    let shows_restricted = shows_restricted(ctx, member);
    let worst = member.in_the_way(|_| shows_restricted);
    let ratings = Barrier::ALL.iter().map(|barrier| {
        if barrier.is_restricted() && !shows_restricted {
            return "Hidden";
        }
        let rated = member.ratings.get(barrier).and_then(|one| one.highest());
        rated.map_or("–", Rating::label)
    });
    Line {
        id: member.person().to_string(),
        name: wanted.names.name(member.person()),
        age: member.born_on.map_or("Not known".into(), |born| {
            words::age(born, ctx.today()).to_string()
        }),
        out: months(member, ctx),
        stage: member
            .stage
            .as_ref()
            .map_or("Not enrolled".into(), |(version, stage)| {
                wanted.directory.library.stage_label(*version, stage)
            }),
        readiness: match (member.readiness, member.is_assessed) {
            (Some(readiness), _) => Readiness::label(readiness),
            (None, true) => "Not said",
            (None, false) => "No deep dive yet",
        },
        in_the_way: worst
            .iter()
            .map(|(barrier, _)| barrier.label())
            .collect::<Vec<_>>()
            .join(", "),
        work_to_leave: member.work_to_leave.clone(),
        level_2: if member.has_level_2 {
            "Recorded"
        } else {
            "Missing"
        },
        heard: heard(member, ctx),
        ratings: if every_barrier {
            ratings.collect()
        } else {
            Vec::new()
        },
    }
}

/// Shows the cohort.
pub(super) async fn list(ctx: Ctx, Query(asked): Query<CohortQuery>) -> Answer {
    ctx.decide_office(Action::Search)?;
    let wanted = wanted(&ctx, &asked).await?;
    let mut tx = ctx.read().await?;
    let views = queries::views(&mut tx, ctx.council(), ctx.me()).await?;
    drop(tx);
    let sees_all = wanted
        .members
        .first()
        .is_none_or(|member| shows_restricted(&ctx, member));
    let every_barrier = asked.show == "barriers";
    let last = wanted.members.len().div_ceil(PAGE).max(1);
    let number = asked.page.parse::<usize>().unwrap_or(1).clamp(1, last);
    let which = (number - 1) * PAGE..(number * PAGE).min(wanted.members.len());
    let shown = wanted.page(&ctx, which).await?;
    let lines = shown
        .iter()
        .map(|member| line(&ctx, member, &wanted, every_barrier))
        .collect();
    let query = asked.query();
    let with = |page: usize| {
        let query = asked.with("page", &page.to_string());
        format!("/cohort?{query}")
    };
    Ok(html(&CohortPage {
        layout: ctx
            .layout("Not in work or learning")
            .said(asked.said.as_deref()),
        counted: words::count(wanted.members.len() as u64, "young person", "young people"),
        filter: filter::filter(&asked, &wanted.directory, sees_all),
        views: views
            .into_iter()
            .map(|view| {
                let (open, end) = (
                    format!("/cohort?{}", view.query),
                    format!("/cohort/views/{}/end", view.id),
                );
                (view.name, open, end)
            })
            .collect(),
        keep: format!("/cohort/views/new?{query}"),
        groups: filter::groups(&asked, &wanted.members, &wanted.directory, |member| {
            shows_restricted(&ctx, member)
        }),
        barriers: if every_barrier {
            Barrier::ALL.iter().map(|barrier| barrier.label()).collect()
        } else {
            Vec::new()
        },
        lines,
        pages: (last > 1).then(|| Pagination::of(number, last, with)),
        may_assign: ctx.is_any(&[Role::TeamManager, Role::ProgrammeManager]),
        csv: ctx
            .may(Action::ExportPeople)
            .then(|| format!("/cohort/list.csv?{query}")),
        matches: ctx
            .may(Action::SeeEmployers)
            .then(|| format!("/matches?{query}")),
        query: query.clone(),
        caseload: (!asked.worker.is_empty() && asked.worker != "none")
            .then(|| format!("/cohort/caseload?{query}")),
    }))
}
