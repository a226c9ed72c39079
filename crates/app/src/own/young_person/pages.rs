//! The pages. Short sentences; nothing that blames.

use askama::Template;

use super::{ending, promises, support};
use crate::{
    care::contacts::NoteKind,
    care::{appointments, commitments, contacts, drop_ins, messages, plans},
    money::funds,
    person::{particulars, people},
    post::outbox::Purpose,
    shell::web::{Answer, Form, Frame, OwnCtx, Query, Said, WebError, frame, html, words},
    work::{activities, applications},
};

struct Step {
    words: String,
    who: String,
    when: String,
}

struct Goal {
    words: String,
    steps: Vec<Step>,
}

/// Something to see first.
struct News {
    title: String,
    says: String,
    href: &'static str,
    link: &'static str,
}

/// Lists what they should see first: offers, answers and interviews, and what they are invited to.
async fn news(ctx: &OwnCtx) -> Result<Vec<News>, WebError> {
    let steps = applications::to_know(ctx).await?.into_iter();
    let steps = steps.map(|one| News {
        title: one.title,
        says: one.says,
        href: "/my/work",
        link: "See more, and answer",
    });
    let invited = activities::invitations(ctx).await?.into_iter();
    let invited = invited.map(|one| News {
        says: if one.has_place {
            format!("You have a place: {}.", one.when)
        } else {
            format!("You are invited: {}.", one.when)
        },
        title: one.title,
        href: "/my/activities",
        link: if one.has_place {
            "See more"
        } else {
            "Say yes or no"
        },
    });
    Ok(steps.chain(invited).collect())
}

#[derive(Template)]
#[template(path = "young_person/home.html")]
struct HomePage {
    frame: Frame,
    name: String,
    /// Who sees what they said, where it cannot wait.
    heard: Option<String>,
    /// What they should see first: a heading, what it says, where it leads, and the words of the link.
    news: Vec<News>,
    next: Option<(String, String)>,
    mine: Vec<Step>,
    promises: Vec<(String, String)>,
    /// When support ends, where that is near.
    ends: Option<String>,
    worker: Option<String>,
    wrong: Option<&'static str>,
    /// What they had chosen and written.
    answer: String,
    wants_help: bool,
    typed: String,
}

#[derive(Template)]
#[template(path = "young_person/plan.html")]
struct PlanPage {
    frame: Frame,
    goals: Vec<Goal>,
    reached: Vec<String>,
    notes: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "young_person/lines.html")]
struct LinesPage {
    frame: Frame,
    intro: Vec<&'static str>,
    none: &'static str,
    lines: Vec<(String, String)>,
}

/// Says when, relative to today.
pub(super) fn when(on: chrono::NaiveDate, today: chrono::NaiveDate) -> String {
    match (on - today).num_days() {
        0 => "today".into(),
        1 => "tomorrow".into(),
        _ => format!("by {}", words::day(on)),
    }
}

async fn goals(
    ctx: &OwnCtx,
) -> Result<
    (
        Vec<plans::Goal>,
        std::collections::HashMap<values::AccountId, String>,
    ),
    WebError,
> {
    let mut tx = ctx.read().await?;
    let goals = plans::goals(&mut tx, ctx.council(), ctx.id()).await?;
    let workers = crate::office::accounts::worker_names(&mut tx, ctx.council()).await?;
    Ok((goals, workers))
}

fn step(
    one: &plans::Step,
    ctx: &OwnCtx,
    workers: &std::collections::HashMap<values::AccountId, String>,
) -> Step {
    let named = |id| {
        workers
            .get(&id)
            .cloned()
            .unwrap_or_else(|| "Someone".into())
    };
    Step {
        words: one.words.clone(),
        who: one.owner.words("You", named),
        when: match (one.done_on, one.due_on) {
            (Some(on), _) => format!("done {}", words::day(on)),
            (None, Some(on)) => when(on, ctx.today()),
            (None, None) => String::new(),
        },
    }
}

/// Shows the home page.
pub(super) async fn home(ctx: OwnCtx, Query(said): Query<Said>) -> Answer {
    home_said(&ctx, &said, None, &Form::default()).await
}

/// Shows the home page with what was wrong in what they sent.
pub(super) async fn home_with(ctx: &OwnCtx, wrong: &'static str, form: &Form) -> Answer {
    home_said(ctx, &Said::default(), Some(wrong), form).await
}

async fn home_said(ctx: &OwnCtx, said: &Said, wrong: Option<&'static str>, form: &Form) -> Answer {
    let (goals, workers) = goals(ctx).await?;
    let news = news(ctx).await?;
    let rules = super::writing::rules(ctx).await?;
    let mut tx = ctx.read().await?;
    let arranged = appointments::of_person(&mut tx, ctx.council(), ctx.id()).await?;
    let next = arranged.iter().find(|one| one.on >= ctx.today());
    let promised = commitments::of_person(&mut tx, ctx.council(), ctx.id()).await?;
    let coming = funds::coming(&mut tx, ctx.council(), ctx.id()).await?;
    let known = particulars::known_as(&mut tx, ctx.council(), ctx.id()).await?;
    let person = people::own(ctx, &mut tx).await?;
    let open = goals.iter().filter(|goal| goal.is_open());
    let mine = open
        .flat_map(|goal| &goal.steps)
        .filter(|one| one.is_open() && one.owner == plans::Owner::YoungPerson)
        .take(3);
    let coach = person.standing.coach.or(person.standing.adviser);
    let worker = coach.and_then(|id| workers.get(&id).cloned());
    let known_by = (&person, worker.as_deref());
    let ends = ending::support_ends(ctx, &mut tx, &rules, known_by).await?;
    Ok(html(&HomePage {
        frame: Frame {
            is_home: true,
            ..frame(
                ctx,
                if wrong.is_some() {
                    "Error: My pages"
                } else {
                    "My pages"
                },
                said,
            )
        },
        name: known.unwrap_or_else(|| person.fields.given_name.clone()),
        heard: support::heard(ctx, &mut tx, &person, &workers).await?.says,
        news,
        next: next.map(|one| {
            let place = if one.place.is_empty() {
                String::new()
            } else {
                format!(", {}", one.place)
            };
            (one.when(), format!("{}{place}", one.how()))
        }),
        mine: mine.map(|one| step(one, ctx, &workers)).collect(),
        promises: promised
            .iter()
            .filter(|one| one.is_open())
            .map(|one| {
                (
                    one.words.clone(),
                    promises::short(one, &coming, ctx.today()),
                )
            })
            .collect(),
        ends,
        worker,
        wrong,
        answer: form.owned("answer"),
        wants_help: form.text("help") == "yes",
        typed: form.owned("words"),
    }))
}

/// Shows the plan, and notes that were shared.
pub(super) async fn plan(ctx: OwnCtx, Query(said): Query<Said>) -> Answer {
    let (goals, workers) = goals(&ctx).await?;
    let mut tx = ctx.read().await?;
    let talks = contacts::newest(&mut tx, ctx.council(), ctx.id(), Some(50)).await?;
    let shared = talks
        .iter()
        .filter(|one| one.note_kind == NoteKind::Shared && !one.note.is_empty());
    let open = goals.iter().filter(|goal| goal.is_open());
    Ok(html(&PlanPage {
        frame: frame(&ctx, "My plan", &said),
        goals: open
            .map(|goal| Goal {
                words: goal.words.clone(),
                steps: goal
                    .steps
                    .iter()
                    .filter(|one| one.archived.is_none())
                    .map(|one| step(one, &ctx, &workers))
                    .collect(),
            })
            .collect(),
        reached: goals
            .iter()
            .filter(|goal| goal.reached_on.is_some())
            .map(|goal| goal.words.clone())
            .collect(),
        notes: shared
            .map(|one| (words::day(one.held_on), one.note.clone()))
            .collect(),
    }))
}

/// Shows where they can drop in. A place that is unsafe for them is left out, without saying so.
pub(super) async fn drop_ins(ctx: OwnCtx, Query(said): Query<Said>) -> Answer {
    let mut tx = ctx.read().await?;
    let mut all = drop_ins::all(&mut tx, ctx.council(), ctx.today()).await?;
    let unsafe_places = particulars::unsafe_places(&mut tx, ctx.council(), ctx.id()).await?;
    all.retain(|one| appointments::unsafe_for(&one.place, &unsafe_places).is_empty());
    let calendar = &ctx.app().calendar;
    let line = |one: &drop_ins::DropIn| {
        let next = one.next(ctx.today(), calendar).map(words::day);
        let next = next.map_or(String::new(), |day| format!(" Next: {day}."));
        (
            format!("{}, {}", one.when(), one.place),
            format!("{}{next}", sentence(&one.offers)),
        )
    };
    Ok(html(&LinesPage {
        frame: frame(&ctx, "Places to drop in", &said),
        intro: vec!["You can come without an appointment, and you can bring someone."],
        none: "There are none at the moment. Write to the person you work with.",
        lines: all.iter().map(line).collect(),
    }))
}

/// Ends words as a sentence; nothing for none.
pub(super) fn sentence(words: &str) -> String {
    if words.is_empty() || words.ends_with(['.', '!', '?']) {
        words.to_owned()
    } else {
        format!("{words}.")
    }
}

/// Shows messages.
pub(super) async fn messages(ctx: OwnCtx, Query(said): Query<Said>) -> Answer {
    let mut tx = ctx.read().await?;
    let sent = messages::of_person(&mut tx, ctx.council(), ctx.id()).await?;
    let lines = sent
        .iter()
        .filter(|one| one.purpose != Purpose::OwnLink)
        .filter(|one| !(one.is_in && one.purpose == Purpose::Around))
        .map(|one| {
            let who = match one.purpose {
                Purpose::Around => "To somebody around you, as you agreed",
                _ if one.is_in => "You",
                _ => "We",
            };
            (
                format!("{who}, {}", words::moment(one.made_at)),
                one.body.clone(),
            )
        });
    Ok(html(&LinesPage {
        frame: frame(&ctx, "My messages", &said),
        intro: vec!["You can reply to a text, or write to us under “Ask for something”."],
        none: "No messages yet.",
        lines: lines.collect(),
    }))
}
