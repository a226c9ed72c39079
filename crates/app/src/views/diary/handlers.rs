//! The diary.

use askama::Template;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use policy::Action;
use store::ReadTx;

use crate::{
    care::{appointments, drop_ins},
    person::people::{self},
    shell::{
        clock,
        web::{Answer, Ctx, Layout, Names, WebError, html, words},
    },
    work::{activities, applications},
};

/// Something in the diary.
struct Line {
    name: String,
    href: String,
    what: String,
    is_past: bool,
    is_out: bool,
}

#[derive(Template)]
#[template(path = "diary/diary.html")]
struct DiaryPage {
    layout: Layout,
    /// Visits from which they are overdue: the link, and its words.
    late: Vec<(String, String)>,
    /// What was before this week, and nobody has said how it went.
    before: Vec<Day>,
    /// The days of this week, from Monday; a weekend where something is on it.
    week: Vec<Day>,
    /// What comes after this week.
    after: Vec<Day>,
}

/// A day: its heading, whether it is today, and what is on it.
struct Day {
    on: NaiveDate,
    heading: String,
    is_today: bool,
    lines: Vec<Line>,
}

/// How far ahead the diary looks, in days.
const AHEAD: u64 = 28;

/// Lines with their day and the time that sorts them within it.
type Lines = Vec<(NaiveDate, String, Line)>;

/// Adds the appointments. Returns the visits from which they are overdue.
async fn add_appointments(
    ctx: &Ctx,
    tx: &mut ReadTx,
    names: &Names,
    (until, lines): (NaiveDate, &mut Lines),
) -> Result<Vec<(String, String)>, WebError> {
    let all = appointments::of_workers(tx, ctx.council(), &ctx.stands_for(), until).await?;
    let ids: Vec<_> = all.iter().map(|one| one.person).collect();
    let admitted = people::listed(ctx, tx, &ids).await?;
    let now = clock::london(ctx.now());
    let mut late = Vec::new();
    for one in all {
        if !admitted.contains_key(&one.person) {
            continue;
        }
        let name = names.name(one.person);
        if one.is_late_back(now) {
            late.push((
                format!("/appointments/{}", one.id),
                format!("the visit to {name}, back by {}", one.back_words()),
            ));
        }
        let time = one.time().map_or("Time not set".to_owned(), |time| {
            time.format("%-I:%M%P").to_string()
        });
        let place = if one.place.is_empty() {
            String::new()
        } else {
            format!(", {}", one.place)
        };
        let line = Line {
            name,
            href: format!("/appointments/{}", one.id),
            what: format!("{time}: {}{place}", one.how()),
            is_past: one.on < ctx.today() && one.is_open(),
            is_out: one.is_out(),
        };
        lines.push((one.on, one.begins, line));
    }
    Ok(late)
}

/// Adds the interviews that young people have, and those of the last days of which nobody has asked how they went.
async fn add_interviews(
    ctx: &Ctx,
    tx: &mut ReadTx,
    names: &Names,
    (until, lines): (NaiveDate, &mut Lines),
) -> Result<(), WebError> {
    let today = ctx.today();
    let from = today
        .checked_sub_days(Days::new(AHEAD))
        .unwrap_or(NaiveDate::MIN);
    let days = (from, until);
    let mut all =
        applications::interviews_between(tx, ctx.council(), &ctx.stands_for(), days).await?;
    all.retain(|one| one.since_on >= today || one.is_unasked());
    let ids: Vec<_> = all.iter().map(|one| one.person).collect();
    let admitted = people::listed(ctx, tx, &ids).await?;
    let seen = all.iter().filter(|one| admitted.contains_key(&one.person));
    lines.extend(seen.map(|one| {
        let line = Line {
            name: names.name(one.person),
            href: format!("/applications/{}", one.id),
            what: "has an interview".into(),
            is_past: one.since_on < today,
            is_out: false,
        };
        (one.since_on, String::new(), line)
    }));
    Ok(())
}

/// Adds the activities that they organise, and the days of their drop-ins.
async fn add_groups(
    ctx: &Ctx,
    tx: &mut ReadTx,
    (until, lines): (NaiveDate, &mut Lines),
) -> Result<(), WebError> {
    let (workers, today) = (ctx.stands_for(), ctx.today());
    for one in activities::kept_by(tx, ctx.council(), &workers, (today, until)).await? {
        let line = Line {
            name: one.title.clone(),
            href: format!("/activities/{}", one.id),
            what: format!("{}, {}", one.hours(), one.place),
            is_past: false,
            is_out: false,
        };
        lines.push((one.on, one.begins, line));
    }
    for one in drop_ins::of_workers(tx, ctx.council(), &workers, today).await? {
        for day in one.days(today, until, &ctx.app().calendar) {
            let line = Line {
                name: "Drop-in".into(),
                href: format!("/drop-ins/{}?on={day}", one.id),
                what: format!("{}, {}", one.hours(), one.place),
                is_past: false,
                is_out: false,
            };
            lines.push((day, one.begins.format("%H:%M").to_string(), line));
        }
    }
    Ok(())
}

/// Shows what a worker has arranged, and those whom they cover for: this week as a week, and what comes after it.
pub(super) async fn diary(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::SeeOwnWork)?;
    let today = ctx.today();
    let until = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let mut lines = Lines::new();
    let late = add_appointments(&ctx, &mut tx, &names, (until, &mut lines)).await?;
    add_interviews(&ctx, &mut tx, &names, (until, &mut lines)).await?;
    add_groups(&ctx, &mut tx, (until, &mut lines)).await?;
    lines.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    let monday = today.week(Weekday::Mon).first_day();
    let next_monday = monday + Days::new(7);
    let day = |on: NaiveDate| Day {
        on,
        heading: format!("{} {}", on.format("%A"), words::day(on)),
        is_today: on == today,
        lines: Vec::new(),
    };
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut week: Vec<Day> = (0..7).map(|ahead| day(monday + Days::new(ahead))).collect();
    for (on, _, line) in lines {
        if let Some(own) = week.iter_mut().find(|own| own.on == on) {
            own.lines.push(line);
            continue;
        }
        let days: &mut Vec<Day> = if on < next_monday {
            &mut before
        } else {
            &mut after
        };
        if days.last().is_none_or(|last| last.on != on) {
            days.push(day(on));
        }
        if let Some(last) = days.last_mut() {
            last.lines.push(line);
        }
    }
    week.retain(|own| {
        let is_weekend = matches!(own.on.weekday(), Weekday::Sat | Weekday::Sun);
        !is_weekend || own.is_today || !own.lines.is_empty()
    });
    Ok(html(&DiaryPage {
        layout: ctx.layout("Diary"),
        late,
        before,
        week,
        after,
    }))
}
