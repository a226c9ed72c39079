//! What matters now, as three cards: what they want, how things stand, and what we owe them.

use chrono::NaiveDate;
use govuk::{Html, Tag};
use policy::Action;
use programme::Barrier;
use store::ReadTx;

use super::show::Read;
use crate::{
    care::commitments::{self, Commitment},
    money::funds,
    person::{
        assessments::{self, Assessment, most_in_the_way},
        people::Person,
    },
    shell::web::{Ctx, WebError, words},
    work::{
        applications::{self, Application},
        opportunities,
        work_placements::{self, Current},
    },
};

/// How many barriers the card names, worst first.
const BARRIERS: usize = 3;

/// A card: its heading, its lines, and where there is more.
pub(super) struct Card {
    pub(super) heading: &'static str,
    pub(super) lines: Vec<Html>,
    pub(super) href: String,
    pub(super) more: &'static str,
}

/// What the cards are made from.
pub(super) struct Now {
    dive: Option<Assessment>,
    /// Open applications, each with what it is for.
    applications: Vec<(Application, String)>,
    current: Option<Current>,
    promises: Vec<Commitment>,
    /// Money that was asked for and waits.
    waiting: Vec<String>,
    /// Whether the reader may read what is restricted.
    shows_restricted: bool,
}

/// Reads what the cards show.
pub(super) async fn read(ctx: &Ctx, tx: &mut ReadTx, person: &Person) -> Result<Now, WebError> {
    let (council, id) = (ctx.council(), person.standing.id);
    let mut open = applications::of_person(tx, council, id).await?;
    open.retain(Application::is_open);
    let ids: Vec<_> = open.iter().map(|one| one.opportunity).collect();
    let found = if ids.is_empty() {
        Vec::new()
    } else {
        opportunities::find_all(tx, council, &ids).await?
    };
    let title = |one: &Application| {
        let of = found.iter().find(|each| each.id == one.opportunity);
        of.map_or_else(String::new, |of| of.title.clone())
    };
    let sees_money = ctx.permits(Action::RecordContact, &person.standing);
    Ok(Now {
        shows_restricted: ctx.permits(Action::ReadRestricted, &person.standing),
        dive: assessments::latest_of(tx, council, id).await?,
        current: work_placements::current(tx, council, (id, ctx.today())).await?,
        promises: commitments::of_person(tx, council, id).await?,
        waiting: if sees_money {
            funds::waiting_for(tx, council, id).await?
        } else {
            Vec::new()
        },
        applications: open
            .into_iter()
            .map(|one| {
                let title = title(&one);
                (one, title)
            })
            .collect(),
    })
}

/// Draws the cards.
pub(super) fn cards(read: &Read, now: &Now, today: NaiveDate) -> [Card; 3] {
    let record = format!("/people/{}", read.person.standing.id);
    [
        wants(now, &record),
        stands(read, now, &record, today),
        owed(now, &record, today),
    ]
}

fn fact(label: &str, says: impl Into<Html>) -> Html {
    Html::joined([
        Html::literal("<strong>"),
        label.into(),
        Html::literal("</strong> "),
        says.into(),
    ])
}

fn wants(now: &Now, record: &str) -> Card {
    let mut lines = Vec::new();
    if let Some(dive) = &now.dive {
        let said = &dive.said;
        let texts = [
            ("Would like:", &said.work_wanted),
            ("Not again:", &said.work_to_leave),
        ];
        let told = texts.into_iter().filter(|(_, text)| !text.is_empty());
        lines.extend(told.map(|(label, text)| fact(label, text.as_str())));
        let barriers = most_in_the_way(&said.ratings).into_iter();
        let shown = barriers.filter(|(one, _)| now.shows_restricted || !one.is_restricted());
        lines.extend(shown.take(BARRIERS).map(|(one, _)| in_the_way(one, dive)));
        if !said.own_words.is_empty() {
            lines.push(fact("In their words:", said.own_words.as_str()));
        }
    }
    if lines.is_empty() {
        lines.push("What they want has not been recorded yet. Ask them in a deep dive.".into());
    }
    Card {
        heading: "What they want",
        lines,
        href: format!("{record}/deep-dives"),
        more: "Deep dives",
    }
}

fn in_the_way(barrier: Barrier, dive: &Assessment) -> Html {
    let says = dive
        .said
        .about
        .get(&barrier)
        .filter(|says| !says.is_empty());
    match says {
        Some(says) => fact("In the way:", format!("{}. {says}", barrier.label())),
        None => fact("In the way:", barrier.label()),
    }
}

fn stands(read: &Read, now: &Now, record: &str, today: NaiveDate) -> Card {
    let mut lines = vec![fact("Doing:", read.person.activity.meaning())];
    if let Some(current) = &now.current {
        let href = format!("/work-placements/{}", current.id);
        let says = format!(", {}", current.says);
        let link = Html::link(href, current.title.as_str()).and(says);
        lines.push(fact("Work:", link));
    }
    for (one, title) in &now.applications {
        let link = Html::link(format!("/applications/{}", one.id), title.as_str());
        let says = format!(", {}", words::begin_low(&one.stands()));
        lines.push(fact("Application:", link.and(says)));
    }
    lines.push(fact("Last contact:", read.last_contact(today)));
    let next = read.arranged.iter().find(|one| one.on >= today).map(|one| {
        let href = format!("/appointments/{}", one.id);
        Html::link(href, format!("{}: {}", one.how(), one.when()))
    });
    lines.push(fact(
        "Next:",
        next.unwrap_or_else(|| "nothing is arranged".into()),
    ));
    Card {
        heading: "Now",
        lines,
        href: format!("{record}/applications"),
        more: "Applications and work",
    }
}

fn owed(now: &Now, record: &str, today: NaiveDate) -> Card {
    let open = now.promises.iter().filter(|one| one.is_open());
    let mut lines: Vec<Html> = open
        .map(|one| {
            let when: Tag = words::due_tag(one.due_on, today);
            Html::from(format!("{} ", one.words)).and(Html::of(when))
        })
        .collect();
    let waiting = now.waiting.iter();
    lines.extend(waiting.map(|item| Html::from(format!("{item}: asked for, no answer yet"))));
    if lines.is_empty() {
        lines.push("Nothing is promised at the moment.".into());
    }
    Card {
        heading: "What we owe them",
        lines,
        href: format!("{record}/promises"),
        more: "Promises",
    }
}
