//! What reaches others than the worker whose task it is: to a team manager, what is late beyond their programme's limit, promises a week before they
//! are due, what has not come, and coaches whom colleagues propose; to a personal adviser, what others promised their young people.

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};
use govuk::Tag;
use policy::{Action, Role};
use programme::DueKind;
use store::ReadTx;
use values::{AccountId, PersonId};

use crate::{
    care::wishes,
    office::directory::{Directory, InCouncil},
    person::{
        due::{self, DueRow},
        enrolments,
        people::{self, Outline},
    },
    shell::web::{Ctx, Names, WebError, words},
};

/// A line: its address, its words, and when.
pub(super) type Line = (String, String, Tag);

/// What a manager hears of once it is late beyond the limit.
const LATE: [DueKind; 11] = [
    DueKind::HelpWanted,
    DueKind::WorkEnded,
    DueKind::FirstContact,
    DueKind::HandOver,
    DueKind::Enrol,
    DueKind::DeepDive,
    DueKind::ChooseStage,
    DueKind::FundingNotice,
    DueKind::PauseReview,
    DueKind::WayBack,
    DueKind::Wish,
];

/// How many days ahead promises are shown.
const AHEAD: u64 = 7;

/// How many lines are shown: more than anybody follows up in a day.
const MOST: usize = 50;

/// Lists what reaches a team manager, and to whoever else allocates, the coaches whom colleagues propose.
pub(super) async fn of_team(
    ctx: &Ctx,
    tx: &mut ReadTx,
    names: &Names,
) -> Result<Vec<Line>, WebError> {
    let directory = ctx.directory(tx).await?;
    if !ctx.is_any(&[Role::TeamManager]) {
        // Whoever else allocates sees what nobody's team manager can decide.
        return if ctx.may(Action::SeeTeam) {
            proposals(ctx, tx, names, &directory).await
        } else {
            Ok(Vec::new())
        };
    }
    let today = ctx.today();
    let until = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let kinds: Vec<DueKind> = LATE.into_iter().chain([DueKind::Promise]).collect();
    let scope = ctx.scope(Action::AllocatePerson);
    let mut rows = due::due_of_scope(tx, &scope, &kinds, until).await?;
    // What is theirs already stands among their own tasks.
    rows.retain(|row| row.owner() != Some(ctx.me()));
    let ids: Vec<PersonId> = rows.iter().map(DueRow::person).collect();
    let people = outlines(ctx, tx, &ids).await?;
    let wished: Vec<PersonId> = rows
        .iter()
        .filter(|row| row.kind == Some(DueKind::Wish))
        .map(DueRow::person)
        .collect();
    let not_come = wishes::not_come(tx, ctx.council(), &wished).await?;
    let alone = left_alone(ctx, tx, &rows).await?;
    let mut lines = proposals(ctx, tx, names, &directory).await?;
    let mut seen = HashSet::new();
    for row in rows {
        let person = row.person();
        let outline = people.get(&person);
        let Some(outline) =
            outline.filter(|one| ctx.permits(Action::AllocatePerson, &one.standing))
        else {
            continue;
        };
        let kind = row.kind;
        let has_not_come = kind == Some(DueKind::Wish) && not_come.contains(&person);
        let limit = limit(outline, &directory);
        // What cannot wait is theirs after hours, not days, and only while nobody is on it.
        let is_late = match kind {
            Some(DueKind::HelpWanted) => alone.contains(&person),
            _ => today
                .checked_sub_days(limit)
                .is_some_and(|day| row.due_on <= day),
        };
        let is_shown = kind == Some(DueKind::Promise) || has_not_come || is_late;
        if !is_shown || !seen.insert((person, kind, row.due_on)) {
            continue;
        }
        lines.push(line(
            &row,
            names,
            &directory,
            (outline, has_not_come, today),
        ));
    }
    lines.truncate(MOST);
    Ok(lines)
}

/// Returns who said something that cannot wait, and that nobody is on after the hours for it.
async fn left_alone(
    ctx: &Ctx,
    tx: &mut ReadTx,
    rows: &[DueRow],
) -> Result<HashSet<PersonId>, WebError> {
    let told = rows
        .iter()
        .filter(|row| row.kind == Some(DueKind::HelpWanted));
    let told: Vec<PersonId> = told.map(DueRow::person).collect();
    let all = wishes::unanswered(tx, ctx.council(), &told).await?;
    Ok(wishes::left_alone(&all, &ctx.app().calendar, ctx.now())?)
}

async fn outlines(
    ctx: &Ctx,
    tx: &mut ReadTx,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, Outline>, WebError> {
    let all = people::outlines(tx, ctx.council(), ids).await?;
    Ok(all.into_iter().map(|one| (one.standing.id, one)).collect())
}

/// Returns after how many days a manager hears of what is late.
fn limit(outline: &Outline, directory: &Directory) -> Days {
    let version = outline.programme_version;
    let version = version.and_then(|id| directory.library.version(id));
    let usual = programme::ESCALATE_AFTER_DAYS;
    let days = version.map_or(usual, |version| {
        version.programme.definition().escalate_after_days
    });
    Days::new(days.into())
}

fn line(
    row: &DueRow,
    names: &Names,
    directory: &Directory,
    (outline, has_not_come, today): (&Outline, bool, NaiveDate),
) -> Line {
    let person = row.person();
    let kind = row.kind;
    let standing = outline.standing;
    let whose = row.owner().or(standing.coach).or(standing.adviser);
    let whose = directory.worker(whose, "nobody yet");
    let what = super::words::act(kind, person, row.enrolment()).what;
    let (what, href) = match kind {
        Some(DueKind::HelpWanted) => (
            "Urgent message, and no one has picked it up",
            format!("/people/{person}/asked"),
        ),
        Some(DueKind::HandOver) => ("Handed over, not met yet", format!("/people/{person}")),
        Some(DueKind::Promise) => (what, format!("/people/{person}/promises")),
        Some(DueKind::Wish) if has_not_come => (
            "They say that it has not come",
            format!("/people/{person}/asked"),
        ),
        _ => (what, format!("/people/{person}")),
    };
    let says = format!("{}: {}, with {whose}", names.name(person), lower(what));
    (href, says, words::due_tag(row.due_on, today))
}

/// Writes the first letter small, within a sentence.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// Lists the stages that partners propose for young people whom the reader works with or manages.
pub(super) async fn stages(
    ctx: &Ctx,
    tx: &mut ReadTx,
    names: &Names,
) -> Result<Vec<Line>, WebError> {
    let all = enrolments::open_stage_proposals(tx, ctx.council()).await?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<PersonId> = all.iter().map(|one| one.person).collect();
    let people = outlines(ctx, tx, &ids).await?;
    let directory = ctx.directory(tx).await?;
    let workers = ctx.stands_for();
    let mut lines = Vec::new();
    for one in &all {
        let Some(outline) = people.get(&one.person) else {
            continue;
        };
        let standing = outline.standing;
        let coach = standing.coach.or(standing.adviser);
        let is_theirs = coach.map_or(ctx.may(Action::SeeTeam), |id| workers.contains(&id));
        let version = outline.programme_version;
        let (true, Some(version)) = (
            is_theirs && ctx.permits(Action::MoveStage, &standing),
            version,
        ) else {
            continue;
        };
        let says = format!(
            "{}: {} proposes {}. Move them, or say why not now",
            names.name(one.person),
            directory.worker(one.by, "A colleague"),
            directory.library.stage_label(version, &one.stage)
        );
        let href = format!("/people/{}/proposed-stage", one.person);
        lines.push((href, says, Tag::new("Decide")));
    }
    Ok(lines)
}

async fn proposals(
    ctx: &Ctx,
    tx: &mut ReadTx,
    names: &Names,
    directory: &Directory,
) -> Result<Vec<Line>, WebError> {
    let all = people::coach_proposals(tx, ctx.council()).await?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<PersonId> = all.iter().map(|one| one.person).collect();
    let standings = people::standings(tx, ctx.council(), &ids).await?;
    let admitted = |one: &&people::CoachProposal| {
        let standing = standings.iter().find(|who| who.id == one.person);
        standing.is_some_and(|who| ctx.permits(Action::AllocatePerson, who))
    };
    let lines = all.iter().filter(admitted).map(|one| {
        let says = format!(
            "{}: {} has proposed {} as their coach. Agree, or choose someone else",
            names.name(one.person),
            directory.worker(one.by, "A colleague"),
            directory.worker(one.coach, "Someone")
        );
        let href = format!("/people/{}/allocate?coach={}", one.person, one.coach);
        (href, says, Tag::new("Decide"))
    });
    Ok(lines.collect())
}

/// Lists what others promised the young people of a personal adviser.
pub(super) async fn of_adviser(
    ctx: &Ctx,
    tx: &mut ReadTx,
    names: &Names,
) -> Result<Vec<Line>, WebError> {
    if !ctx.is_any(&[Role::PersonalAdviser]) {
        return Ok(Vec::new());
    }
    let today = ctx.today();
    let until = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let scope = ctx.scope(Action::ListPeople);
    let mut rows = due::due_of_scope(tx, &scope, &[DueKind::Promise], until).await?;
    let own: Vec<AccountId> = ctx.stands_for();
    rows.retain(|row| row.owner().is_none_or(|owner| !own.contains(&owner)));
    let ids: Vec<PersonId> = rows.iter().map(DueRow::person).collect();
    let people = outlines(ctx, tx, &ids).await?;
    let directory = ctx.directory(tx).await?;
    let mut seen = HashSet::new();
    let mut lines = Vec::new();
    for row in rows {
        let outline = people.get(&row.person());
        let Some(outline) = outline.filter(|one| {
            let is_theirs = one.standing.adviser.is_some_and(|id| own.contains(&id));
            is_theirs && ctx.permits(Action::ListPeople, &one.standing)
        }) else {
            continue;
        };
        if seen.insert((row.person(), row.due_on)) {
            lines.push(line(&row, names, &directory, (outline, false, today)));
        }
    }
    lines.truncate(MOST);
    Ok(lines)
}
