//! The pages. Short sentences; nothing that blames.

use std::collections::HashMap;

use askama::Template;
use values::{AccountId, FundRequestId};

use super::{
    ending,
    next::{self, Coming},
    promises, support,
};
use crate::{
    care::{
        appointments,
        commitments::{self, Commitment},
        contacts::{self, NoteKind},
        drop_ins, plans, wishes,
    },
    money::funds,
    person::{particulars, people},
    shell::web::{Answer, Form, Frame, OwnCtx, Query, Said, WebError, frame, html, words},
    work::{
        activities::{self, Invitation},
        applications::{self, ToKnow},
    },
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

/// Lists what they should see first: offers and answers, and what they are invited to.
fn news(known: &[ToKnow], invited: &[Invitation]) -> Vec<News> {
    let steps = known.iter().filter(|one| one.interview_on.is_none());
    let steps = steps.map(|one| News {
        title: one.title.clone(),
        says: one.says.clone(),
        href: "/my/work",
        link: "See more, and answer",
    });
    let invited = invited.iter().filter(|one| !one.has_place);
    let invited = invited.map(|one| News {
        says: format!("You are invited: {}.", one.when),
        title: one.title.clone(),
        href: "/my/activities",
        link: "Say yes or no",
    });
    steps.chain(invited).collect()
}

/// Something that others owe them.
struct Owed {
    words: String,
    when: String,
    /// The promise that they can say has not come.
    promise: Option<String>,
    /// The request that they can say has had no answer.
    asked: Option<String>,
}

impl Owed {
    fn says(words: String, when: String) -> Self {
        Self {
            words,
            when,
            promise: None,
            asked: None,
        }
    }
}

/// Lists what waits for others: promises, money and answers, and employers.
fn owed(
    ctx: &OwnCtx,
    (promised, coming): (&[Commitment], &HashMap<FundRequestId, funds::Coming>),
    wished: &[wishes::Wish],
    (waiting, workers): (&[applications::Waiting], &HashMap<AccountId, String>),
) -> Vec<Owed> {
    let today = ctx.today();
    let open = promised.iter().filter(|one| one.is_open());
    let mut owed: Vec<Owed> = open
        .map(|one| Owed {
            promise: promises::to_miss(one, wished, today).then(|| one.id.to_string()),
            ..Owed::says(one.words.clone(), promises::short(one, coming, today))
        })
        .collect();
    let chase = promises::to_chase(wished, ctx);
    owed.extend(chase.into_iter().map(|words| Owed {
        asked: Some(words.clone()),
        ..Owed::says(words, "no answer yet".to_owned())
    }));
    owed.extend(waiting.iter().map(|one| {
        let asks = workers
            .get(&one.owner)
            .map_or("Someone in the team", String::as_str);
        let when = match one.due_on {
            Some(on) if on < today => {
                let late = words::count((today - on).num_days().unsigned_abs(), "day", "days");
                format!("the employer is {late} late; {asks} is asking them")
            }
            Some(on) => format!("the employer will answer {}", when(on, today)),
            None => "waiting for the employer".to_owned(),
        };
        Owed::says(one.title.clone(), when)
    }));
    owed
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
    next: Option<Coming>,
    /// What comes after it: what, and when.
    after: Vec<(String, String)>,
    mine: Vec<Step>,
    owed: Vec<Owed>,
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

async fn goals(ctx: &OwnCtx) -> Result<(Vec<plans::Goal>, HashMap<AccountId, String>), WebError> {
    let mut tx = ctx.read().await?;
    let goals = plans::goals(&mut tx, ctx.council(), ctx.id()).await?;
    let workers = crate::office::accounts::worker_names(&mut tx, ctx.council()).await?;
    Ok((goals, workers))
}

fn step(one: &plans::Step, ctx: &OwnCtx, workers: &HashMap<AccountId, String>) -> Step {
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
    let (known, waiting) = applications::news(ctx).await?;
    let invited = activities::invitations(ctx).await?;
    let rules = super::writing::rules(ctx).await?;
    let mut tx = ctx.read().await?;
    let arranged = appointments::of_person(&mut tx, ctx.council(), ctx.id()).await?;
    let mut ahead = next::all(ctx.today(), &arranged, &known, &invited).into_iter();
    let wished = wishes::of_person(&mut tx, ctx.council(), ctx.id()).await?;
    let promised = commitments::of_person(&mut tx, ctx.council(), ctx.id()).await?;
    let coming = funds::coming(&mut tx, ctx.council(), ctx.id()).await?;
    let called = particulars::known_as(&mut tx, ctx.council(), ctx.id()).await?;
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
        name: called.unwrap_or_else(|| person.fields.given_name.clone()),
        heard: support::heard(ctx, &mut tx, &person, &workers).await?.says,
        news: news(&known, &invited),
        next: ahead.next(),
        after: ahead.map(|one| (one.title, one.when)).collect(),
        mine: mine.map(|one| step(one, ctx, &workers)).collect(),
        owed: owed(ctx, (&promised, &coming), &wished, (&waiting, &workers)),
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
