//! One worker's day.

use std::collections::{HashMap, HashSet};

use askama::Template;
use chrono::{Days, NaiveDate};
use govuk::{Html, Tag};
use policy::Action;
use programme::DueKind;
use store::ReadTx;
use values::PersonId;

use super::{arranged::arranged, watched, work};
use crate::{
    care::{
        appointments::{self, Appointment},
        commitments::{self, Commitment},
        concerns, messages, onward_referrals,
    },
    office::{accounts, directory::InCouncil},
    person::{
        due::{self, DueRow, Whose},
        people, referrals,
    },
    shell::{
        clock,
        web::{Answer, Ctx, Layout, Names, WebError, html, words},
    },
};

/// How far ahead the page looks, in days.
const AHEAD: u64 = 7;

/// How many items of one section the page shows: more than a worker can do in a day.
const MOST: usize = 100;

struct Item {
    name: String,
    href: String,
    what: &'static str,
    reason: String,
    when: Tag,
    act: &'static str,
    act_href: String,
}

#[derive(Template)]
#[template(path = "today/today.html")]
struct TodayPage {
    layout: Layout,
    day: String,
    covering: Option<String>,
    waiting: Option<String>,
    concerns: Option<String>,
    /// Changes to accounts to know about, or to agree to.
    standing: Vec<String>,
    /// Who should be back from a home visit: address and words.
    late: Vec<(String, String)>,
    /// Messages that may not have arrived: the address to settle each, and its recipient.
    uncertain: Vec<(String, String)>,
    /// What is arranged for today: address, when and how, and with whom in words.
    arranged: Vec<(String, String, String)>,
    sections: [Section; 3],
    /// What reaches others than the worker whose task it is: a heading, and the lines.
    watched: Vec<(&'static str, Vec<watched::Line>)>,
    /// Employers to contact, and other work that gets young people into jobs.
    checking_in: Vec<(String, String, Tag)>,
}

/// What is due within some days.
struct Section {
    heading: &'static str,
    count: usize,
    items: Vec<Item>,
    /// How many are not shown.
    more: usize,
}

/// The open promises to those on the page, by young person, each with what was promised.
type Promised = HashMap<PersonId, Vec<Commitment>>;

fn item(
    row: &DueRow,
    names: &Names,
    promised: &Promised,
    (today, may_decide): (NaiveDate, bool),
) -> Item {
    let person = row.person();
    let kind = row.kind;
    let mut act = super::words::act(kind, person, row.enrolment());
    let mut reason = row.reason.clone();
    let of = promised.get(&person).into_iter().flatten();
    let is_here = |one: &&Commitment| (one.due_on, Some(one.owner)) == (row.due_on, row.owner());
    let of: Vec<_> = of.filter(is_here).collect();
    if kind == Some(DueKind::Promise) && !of.is_empty() {
        let said: Vec<&str> = of.iter().map(|one| one.words.as_str()).collect();
        reason = format!("{}. {reason}", said.join("; "));
    }
    // What a fund approved is bought and handed over on the page it was asked for.
    if let (Some(DueKind::Promise), [one]) = (kind, of.as_slice())
        && let Some(request) = one.request.filter(|_| may_decide)
    {
        act.words = "Buy it and hand it over";
        act.href = format!("/fund-requests/{request}");
    }
    Item {
        name: names.name(person),
        href: format!("/people/{person}"),
        what: act.what,
        reason,
        when: words::due_tag(row.due_on, today),
        act: act.words,
        act_href: act.href,
    }
}

/// Returns whether something is for today: what is due by then, and anyone who asked for help and was told that someone will be in touch.
fn is_for_today(row: &DueRow, today: NaiveDate) -> bool {
    row.due_on <= today || row.kind == Some(DueKind::HelpWanted)
}

/// Shows what is overdue, due today and due within a week.
pub(super) async fn today(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::SeeOwnWork)?;
    let (scope, today) = (ctx.scope(Action::ListPeople), ctx.today());
    let until = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let names = ctx.names().await?;
    let mut tx = ctx.read().await?;
    let whose = Whose::of(&ctx);
    let mut rows = due::due_of_workers(&mut tx, &scope, &whose, until).await?;
    // Promises from one worker to one young person on one day share one line, which names each of them.
    let mut seen = HashSet::new();
    rows.retain(|row| {
        let is_promise = row.kind == Some(DueKind::Promise);
        !is_promise || seen.insert((row.person(), row.due_on, row.owner()))
    });
    let yesterday = today.pred_opt().unwrap_or(today);
    let (late, ahead): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.due_on <= yesterday);
    let (now, soon): (Vec<_>, Vec<_>) = ahead.into_iter().partition(|row| is_for_today(row, today));
    let parts = [
        ("Overdue", late),
        ("Today", now),
        ("In the next 7 days", soon),
    ];
    // The scope has narrowed the rows in SQL; each young person is checked once more before they are shown.
    let shown = parts.iter().flat_map(|(_, rows)| rows.iter().take(MOST));
    let ids: Vec<_> = shown.map(|row| row.person()).collect();
    let standings = people::standings(&mut tx, ctx.council(), &ids).await?;
    let standings: HashMap<_, _> = standings.iter().map(|one| (one.id, one)).collect();
    let admitted = |row: &&&DueRow| {
        let standing = standings.get(&row.person()).copied();
        standing.is_some_and(|standing| ctx.permits(Action::ListPeople, standing))
    };
    let is_promise = |row: &&&DueRow| row.kind == Some(DueKind::Promise);
    let shown = parts.iter().flat_map(|(_, rows)| rows.iter().take(MOST));
    let about: Vec<_> = shown.filter(is_promise).map(|row| row.person()).collect();
    let promised = commitments::open_of(&mut tx, ctx.council(), &about).await?;
    let sections = parts.map(|(heading, rows)| Section {
        heading,
        count: rows.len(),
        items: rows
            .iter()
            .take(MOST)
            .filter(admitted)
            .map(|row| {
                let standing = standings.get(&row.person());
                let may = standing.is_some_and(|who| ctx.permits(Action::DecideRequest, *who));
                item(row, &names, &promised, (today, may))
            })
            .collect(),
        more: rows.len().saturating_sub(MOST),
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
    let uncertain = uncertain(&ctx, &mut tx, &names).await?;
    let arranged = arranged(&ctx, &mut tx, &names, until).await?;
    let ahead = &arranged.interviews;
    let checking_in = work::lines(&ctx, &mut tx, &names, (&whose, until, ahead)).await?;
    let mut watched = vec![
        (
            "For you as their manager",
            watched::of_team(&ctx, &mut tx, &names).await?,
        ),
        (
            "Put forward to you",
            onward_referrals::waiting(&ctx, &mut tx, &names).await?,
        ),
        (
            "Proposed for your young people",
            watched::stages(&ctx, &mut tx, &names).await?,
        ),
        (
            "Promised to your young people by others",
            watched::of_adviser(&ctx, &mut tx, &names).await?,
        ),
    ];
    watched.retain(|(_, lines)| !lines.is_empty());
    let late = late_back(&ctx, &mut tx, &names).await?;
    let covers = ctx.who().worker.covers.len() as u64;
    let covering = (covers > 0).then(|| {
        format!(
            "You are covering for {} today. Their work is on this list too.",
            words::count(covers, "colleague", "colleagues")
        )
    });
    let layout = ctx.layout("Today");
    Ok(html(&TodayPage {
        layout,
        day: words::day(today),
        covering,
        waiting,
        concerns,
        standing,
        uncertain,
        late,
        arranged: arranged.today,
        sections,
        watched,
        checking_in,
    }))
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
    fn is_empty(&self) -> bool {
        self.arranged.is_empty()
            && self.watched.is_empty()
            && self.checking_in.is_empty()
            && self.sections.iter().all(|one| one.items.is_empty())
    }

    fn covering(&self) -> Option<Html> {
        self.covering.as_ref().map(Html::paragraph)
    }
}

/// Redirects to the signed-in worker's home page.
pub(crate) async fn first_page(ctx: Ctx) -> Answer {
    Ok(crate::shell::web::redirect(crate::shell::web::first_page(
        &ctx,
    )))
}
