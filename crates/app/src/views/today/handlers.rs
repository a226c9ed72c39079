//! One worker's day.

use std::collections::HashSet;

use askama::Template;
use chrono::Days;
use govuk::{Html, Tag};
use policy::Action;
use programme::DueKind;
use serde::Deserialize;
use store::{ReadTx, WriteTx};
use values::{ContactId, PersonId};

use super::{
    arranged::arranged,
    people::{self as shown, Item, LATER},
    rows::{self, Filter, Reason, Row},
    watched, work,
};
use crate::{
    care::{
        appointments::{self, Appointment},
        concerns, messages, onward_referrals,
    },
    office::{accounts, directory::InCouncil, setting_up},
    person::{
        due::{self, DueRow, Whose},
        people, referrals,
    },
    shell::{
        clock,
        task::Task,
        web::{
            Answer, Ctx, Form, Layout, Names, Path, Query, WebError, form_to, html, small_button,
            words,
        },
    },
};

/// How far ahead the page looks, in days.
const AHEAD: u64 = 7;

/// How many young people the page shows at first: two screens of a phone.
const FIRST: usize = 10;

/// How many it shows at most: more than a worker can do in a day.
pub(super) const MOST: usize = 100;

/// What the page is asked to show.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct TodayQuery {
    said: Option<String>,
    show: String,
    /// The contact that was just logged.
    contact: String,
}

/// A figure on top: its number, its words, where it leads, and whether the page shows it now.
struct Figure {
    count: usize,
    words: &'static str,
    href: String,
    is_current: bool,
}

#[derive(Template)]
#[template(path = "today/today.html")]
struct TodayPage {
    layout: Layout,
    day: String,
    covering: Option<String>,
    waiting: Option<String>,
    concerns: Option<String>,
    /// Takes back the contact that was just logged.
    undo: Option<Html>,
    /// Changes to accounts to know about, or to agree to.
    standing: Vec<String>,
    /// Who should be back from a home visit: address and words.
    late: Vec<(String, String)>,
    /// Messages that may not have arrived: the address to settle each, and its recipient.
    uncertain: Vec<(String, String)>,
    figures: Vec<Figure>,
    /// What is arranged for today: address, when and how, and with whom in words.
    arranged: Vec<(String, String, String)>,
    /// How many young people something is to be done for.
    count: usize,
    items: Vec<Item>,
    /// How many are not shown, and where all are.
    more: Option<(usize, String)>,
    /// How many are put off.
    put_off: usize,
    is_filtered: bool,
    /// What reaches others than the worker whose task it is: a heading, and the lines.
    watched: Vec<(&'static str, Vec<watched::Line>)>,
    /// Employers to contact, and other work that gets young people into jobs.
    checking_in: Vec<(String, String, Tag)>,
}

/// Shows what is to be done: a row for each young person, the most urgent first.
pub(super) async fn today(ctx: Ctx, Query(asked): Query<TodayQuery>) -> Answer {
    ctx.decide_office(Action::SeeOwnWork)?;
    let (scope, today) = (ctx.scope(Action::ListPeople), ctx.today());
    let until = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let whose = Whose::of(&ctx);
    let mut due = due::due_of_workers(&mut tx, &scope, &whose, until).await?;
    // Promises from one worker to one young person on one day share one line, which names each of them.
    let mut seen = HashSet::new();
    due.retain(|row| {
        let is_promise = row.kind == Some(DueKind::Promise);
        !is_promise || seen.insert((row.person(), row.due_on, row.owner()))
    });
    let urgent = shown::unanswered(&ctx, &mut tx, &due).await?;
    let arranged = arranged(&ctx, &mut tx, &names, until).await?;
    let tasks = work::lines(&ctx, &mut tx, (&whose, until, &arranged.interviews)).await?;
    let put_off = due::put_off_by(&mut tx, ctx.council(), &ctx.stands_for(), today).await?;
    let is_told = |row: &&DueRow| {
        let is_said = row.kind == Some(DueKind::HelpWanted);
        !is_said || !urgent.iter().any(|one| one.person == row.person())
    };
    let reasons = due
        .iter()
        .filter(is_told)
        .map(|row| Reason::due(row, today))
        .chain(urgent.iter().map(|one| Reason::said(one, today)))
        .chain(tasks.iter().filter_map(|one| Reason::task(one, today)));
    let all = rows::together(reasons, &put_off);
    let (later, now): (Vec<&Row<'_>>, Vec<&Row<'_>>) =
        all.iter().partition(|row| row.put_off_until.is_some());
    let figures = figures(&now, arranged.today.len(), &asked.show);
    let filter = filter(&asked.show);
    let wanted: Vec<&Row<'_>> = match asked.show.as_str() {
        "put-off" => later.clone(),
        "meetings" => Vec::new(),
        _ => now
            .iter()
            .copied()
            .filter(|row| filter.is_none_or(|filter| row.is(filter)))
            .collect(),
    };
    let is_filtered = !matches!(asked.show.as_str(), "" | "all");
    let first = if asked.show.is_empty() { FIRST } else { MOST };
    let items = &wanted[..wanted.len().min(first)];
    let items = shown::items(&ctx, &mut tx, &names, items).await?;
    let left = wanted.len().saturating_sub(first);
    let more = (left > 0).then(|| {
        let href = if asked.show.is_empty() {
            "/today?show=all"
        } else {
            "/people?show=overdue"
        };
        (left, href.to_owned())
    });
    let waiting = referrals::waiting_count(&mut tx, &ctx.scope(Action::DecideReferral)).await?;
    let waiting = (waiting > 0).then(|| {
        words::count(
            waiting,
            "referral is waiting for an answer",
            "referrals are waiting for an answer",
        )
    });
    let concerns = concerns::open_count(&mut tx, &ctx.scope(Action::ReadRestricted)).await?;
    let concerns = (concerns > 0).then(|| words::count(concerns, "open concern", "open concerns"));
    let standing = if ctx.may(Action::AgreeStanding) {
        accounts::changes_to_see(&ctx, &mut tx).await?
    } else {
        Vec::new()
    };
    let covers = ctx.who().worker.covers.len() as u64;
    let covering = (covers > 0).then(|| {
        format!(
            "You are covering for {} today. Their work is on this list too.",
            words::count(covers, "colleague", "colleagues")
        )
    });
    let besides = tasks.iter().filter(|one| one.person.is_none());
    let checking_in = besides.map(|one: &Task| {
        let when = words::due_tag(one.on, today);
        (one.href.clone(), one.says.clone(), when)
    });
    Ok(html(&TodayPage {
        layout: ctx.layout("Today").said(asked.said.as_deref()),
        day: words::weekday(today),
        covering,
        waiting,
        concerns,
        undo: undo(&ctx, &asked),
        standing,
        uncertain: uncertain(&ctx, &mut tx, &names).await?,
        late: late_back(&ctx, &mut tx, &names).await?,
        figures,
        arranged: arranged.today,
        count: now.len(),
        items,
        more,
        put_off: later.len(),
        is_filtered,
        watched: watched_by(&ctx, &mut tx, &names).await?,
        checking_in: checking_in.collect(),
    }))
}

/// Lists what reaches others than the worker whose task it is.
async fn watched_by(
    ctx: &Ctx,
    tx: &mut ReadTx,
    names: &Names,
) -> Result<Vec<(&'static str, Vec<watched::Line>)>, WebError> {
    let mut watched = vec![
        (
            "For you as their manager",
            watched::of_team(ctx, tx, names).await?,
        ),
        (
            "Referred to you",
            onward_referrals::waiting(ctx, tx, names).await?,
        ),
        (
            "Proposed for your young people",
            watched::stages(ctx, tx, names).await?,
        ),
        (
            "Promised to your young people by others",
            watched::of_adviser(ctx, tx, names).await?,
        ),
    ];
    watched.retain(|(_, lines)| !lines.is_empty());
    Ok(watched)
}

/// The figures that filter: what the address asks for, its words, and what it keeps.
const FIGURES: [(&str, &str, Option<Filter>); 4] = [
    ("overdue", "overdue", Some(Filter::Overdue)),
    ("call", "to call", Some(Filter::Call)),
    ("meetings", "meetings", None),
    ("replies", "to answer", Some(Filter::Reply)),
];

fn filter(show: &str) -> Option<Filter> {
    let (.., filter) = FIGURES.iter().find(|(code, ..)| *code == show)?;
    *filter
}

fn figures(rows: &[&Row<'_>], meetings: usize, show: &str) -> Vec<Figure> {
    let figure = |(code, words, filter): (&str, &'static str, Option<Filter>)| {
        let is_current = code == show;
        Figure {
            count: match filter {
                Some(filter) => rows.iter().filter(|row| row.is(filter)).count(),
                None => meetings,
            },
            words,
            // The one that is shown leads back to everything.
            href: if is_current {
                "/today".to_owned()
            } else {
                format!("/today?show={code}")
            },
            is_current,
        }
    };
    FIGURES.into_iter().map(figure).collect()
}

fn undo(ctx: &Ctx, asked: &TodayQuery) -> Option<Html> {
    let contact: ContactId = asked.contact.parse().ok()?;
    let is_logged = asked.said.as_deref() == Some("logged");
    is_logged.then(|| {
        form_to(
            ctx,
            format!("/contacts/{contact}/take-back"),
            small_button("Undo", "take back the contact that was just saved"),
        )
    })
}

/// Puts a young person off until another day.
pub(super) async fn put_off(ctx: Ctx, Path(id): Path<PersonId>, form: Form) -> Answer {
    let mut tx = ctx.read().await?;
    people::open(&ctx, &mut tx, id, Action::RecordContact).await?;
    drop(tx);
    let days = LATER.iter().find(|(days, _)| *days == form.text("days"));
    let days: u64 = days.and_then(|(days, _)| days.parse().ok()).unwrap_or(1);
    let until = ctx.today() + Days::new(days);
    let done = ctx
        .submit_about(id, &form, async move |tx: &mut WriteTx| {
            due::put_off(tx, id, until).await?;
            Ok("/today?said=put-off".to_owned())
        })
        .await;
    Ok(done?)
}

/// Lists the messages that may not have arrived, for their authors and the recipients' coaches.
async fn uncertain(
    ctx: &Ctx,
    tx: &mut ReadTx,
    names: &Names,
) -> Result<Vec<(String, String)>, WebError> {
    let all = messages::uncertain(tx, ctx.council()).await?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<_> = all.iter().map(|one| one.person).collect();
    let standings = people::standings(tx, ctx.council(), &ids).await?;
    let workers = ctx.stands_for();
    let concerned = |one: &&messages::Message| {
        let standing = standings.iter().find(|who| who.id == one.person);
        standing.is_some_and(|who| {
            let is_theirs = [one.written_by, who.coach]
                .iter()
                .flatten()
                .any(|id| workers.contains(id));
            is_theirs && ctx.permits(Action::RecordContact, who)
        })
    };
    let line = |one: &messages::Message| {
        (
            format!("/messages/{}/settle", one.id),
            names.name(one.person),
        )
    };
    Ok(all.iter().filter(concerned).map(line).collect())
}

/// Says who should be back from a home visit by now: to the worker who went, and to those who see the team.
async fn late_back(
    ctx: &Ctx,
    tx: &mut ReadTx,
    names: &Names,
) -> Result<Vec<(String, String)>, WebError> {
    let out = appointments::out_late(tx, ctx.council(), clock::london(ctx.now())).await?;
    if out.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<_> = out.iter().map(|one| one.person).collect();
    let standings = people::standings(tx, ctx.council(), &ids).await?;
    let directory = ctx.directory(tx).await?;
    let concerned = |one: &&Appointment| {
        let standing = standings.iter().find(|who| who.id == one.person);
        let sees = standing.is_some_and(|who| ctx.permits(Action::ListPeople, who));
        sees && (one.worker == ctx.me() || ctx.may(Action::SeeTeam))
    };
    let words = out.iter().filter(concerned).map(|one| {
        let (name, since) = (names.name(one.person), one.back_words());
        let words = if one.worker == ctx.me() {
            format!("You planned to be back from visiting {name} by {since}. Say that you are back")
        } else {
            let worker = directory.worker(one.worker, "Someone");
            format!("{worker} should have been back from visiting {name} by {since}. Ring them")
        };
        (format!("/appointments/{}", one.id), words)
    });
    Ok(words.collect())
}

impl TodayPage {
    /// Returns whether nothing at all is to be done.
    fn is_empty(&self) -> bool {
        self.arranged.is_empty()
            && self.watched.is_empty()
            && self.checking_in.is_empty()
            && self.items.is_empty()
            && !self.is_filtered
    }

    /// Returns whether nothing waits, so that the time can be used for something else.
    fn is_free(&self) -> bool {
        self.is_empty() && self.concerns.is_none() && self.waiting.is_none() && self.put_off == 0
    }

    fn covering(&self) -> Option<Html> {
        self.covering.as_ref().map(Html::paragraph)
    }
}

/// Redirects to the signed-in worker's home page.
pub(crate) async fn first_page(ctx: Ctx) -> Answer {
    let first = crate::shell::web::first_page(&ctx);
    // Somebody who looks after the accounts alone begins with what a new council needs.
    if first == "/accounts" {
        let mut tx = ctx.read().await?;
        let council = ctx.council();
        if !setting_up::is_finished(&ctx, &mut tx, council).await? {
            return Ok(crate::shell::web::redirect("/setting-up"));
        }
    }
    Ok(crate::shell::web::redirect(first))
}
