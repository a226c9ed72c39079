//! A plan on the screen and on paper.

use askama::Template;
use govuk::{Html, Tag, Textarea};
use policy::Action;
use serde::Deserialize;
use values::{AccountId, PersonId, codes::Activity};

use super::{
    model::{AGREED, Goal, OUTCOMES, Step, plain_text},
    queries,
};
use crate::{
    office::directory::{Directory, InCouncil},
    person::{
        assessments,
        frame::{self, Section},
        people,
    },
    shell::{
        choices::worded,
        web::{Answer, Ctx, Layout, Path, Query, Said, html, words},
    },
};

struct StepLine {
    words: String,
    who: String,
    when: Html,
    led_to: String,
    acts: Vec<(String, &'static str)>,
}

struct GoalBlock {
    words: String,
    facts: Vec<String>,
    steps: Vec<StepLine>,
    acts: Vec<(String, &'static str)>,
}

#[derive(Template)]
#[template(path = "plans/show.html")]
struct PlanPage {
    layout: Layout,
    name: String,
    open: Vec<GoalBlock>,
    past: Vec<GoalBlock>,
    reviews: Vec<String>,
    add: Option<String>,
    look: Option<String>,
    pathway: Option<String>,
    paper: String,
    for_pathway: String,
    text: Option<Textarea>,
}

#[derive(Template)]
#[template(path = "plans/paper.html")]
struct PaperPage {
    layout: Layout,
    heading: String,
    intro: &'static str,
    facts: Vec<(&'static str, String)>,
    goals: Vec<GoalBlock>,
    none: &'static str,
}

/// What it is printed for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PrintQuery {
    r#for: String,
}

fn line(ctx: &Ctx, step: &Step, directory: &Directory, you: &str, may_change: bool) -> StepLine {
    let worker = |id: AccountId| directory.worker(id, "someone");
    let when: Html = match (step.done_on, step.due_on) {
        (Some(on), _) => format!("Done {}", words::day(on)).into(),
        (None, Some(on)) if on < ctx.today() => Html::of(Tag::overdue(words::due(on, ctx.today()))),
        (None, Some(on)) => format!("By {}", words::day(on)).into(),
        (None, None) => "No date".into(),
    };
    let led_to = worded(OUTCOMES, &step.outcome);
    let led_to = if step.outcome.is_empty() {
        String::new()
    } else if led_to.is_empty() {
        let activity = Activity::parse(&step.outcome).map(Activity::meaning);
        activity.unwrap_or_default().to_owned()
    } else {
        led_to.to_owned()
    };
    let acts = if may_change && step.is_open() {
        let to = |act: &str| format!("/steps/{}/{act}", step.id);
        vec![
            (to("done"), "Done"),
            (to("change"), "Change"),
            (to("archive"), "Archive"),
        ]
    } else {
        Vec::new()
    };
    StepLine {
        words: step.words.clone(),
        who: step.owner.words(you, worker),
        when,
        led_to,
        acts,
    }
}

fn block(ctx: &Ctx, goal: &Goal, directory: &Directory, you: &str, may_change: bool) -> GoalBlock {
    let mut facts = Vec::new();
    facts.extend(goal.wanted_on.map(|on| format!("By {}", words::day(on))));
    let agreed = worded(AGREED, &goal.agreed_how);
    facts.push(match goal.agreed_on {
        Some(on) => format!("Agreed {}: {}", words::day(on), agreed.to_lowercase()),
        None => "Not agreed with them yet".to_owned(),
    });
    facts.extend(
        goal.reached_on
            .map(|on| format!("Reached {}", words::day(on))),
    );
    facts.extend(
        goal.archived
            .as_ref()
            .map(|why| format!("No longer wanted: {why}")),
    );
    let shown = goal.steps.iter().filter(|step| step.archived.is_none());
    let may_change = may_change && goal.is_open();
    GoalBlock {
        words: goal.words.clone(),
        facts,
        steps: shown
            .map(|step| line(ctx, step, directory, you, may_change))
            .collect(),
        acts: if may_change {
            vec![
                (format!("/goals/{}/steps/new", goal.id), "Add a step"),
                (format!("/goals/{}/end", goal.id), "Close goal"),
            ]
        } else {
            Vec::new()
        },
    }
}

fn review_words(kind: &str) -> &'static str {
    match kind {
        "plan" => "Plan reviewed",
        "pathway" => "Pathway plan reviewed",
        "age" => "Talked about what changes at a birthday",
        _ => "Status confirmed",
    }
}

/// Shows the plan.
pub(super) async fn show(ctx: Ctx, Path(id): Path<PersonId>, Query(said): Query<Said>) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::ReadPerson).await?;
    let may_change = ctx.permits(Action::RecordContact, &person.standing);
    let goals = queries::goals(&mut tx, ctx.council(), id).await?;
    let reviews = queries::last_reviews(&mut tx, ctx.council(), id).await?;
    let directory = ctx.directory(&mut tx).await?;
    let (open, past): (Vec<_>, Vec<_>) = goals
        .iter()
        .map(|goal| {
            (
                goal.is_open(),
                block(&ctx, goal, &directory, "Young person’s step", may_change),
            )
        })
        .partition(|(is_open, _)| *is_open);
    let blocks = |all: Vec<(bool, GoalBlock)>| all.into_iter().map(|(_, one)| one).collect();
    let text = plain_text(&goals, |worker| directory.worker(worker, "someone"));
    let link = |path: &str| may_change.then(|| format!("/people/{id}/plan/{path}"));
    Ok(html(&PlanPage {
        layout: ctx
            .layout("Plan")
            .record(frame::frame(&ctx, &mut tx, &person, Section::Plan).await?)
            .said(said.said.as_deref()),
        name: person.name(),
        open: blocks(open),
        past: blocks(past),
        reviews: reviews
            .iter()
            .map(|(kind, on)| format!("{}: {}", review_words(kind), words::day(*on)))
            .collect(),
        add: link("goals/new"),
        look: link("reviews/new?kind=plan"),
        pathway: link("reviews/new?kind=pathway"),
        paper: format!("/people/{id}/plan/paper"),
        for_pathway: format!("/people/{id}/plan/paper?for=pathway"),
        text: (!text.is_empty()).then(|| {
            Textarea::new("text", "For the council’s own case record")
                .hint("Select and copy this, so that you do not have to type it twice")
                .rows(5)
                .value(text)
        }),
    }))
}

/// Shows the plan on one page to print: the young person’s copy, or the part about education, work and training for the pathway plan.
pub(super) async fn paper(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<PrintQuery>,
) -> Answer {
    let mut tx = ctx.read().await?;
    let person = people::open(&ctx, &mut tx, id, Action::ReadPerson).await?;
    let goals = queries::goals(&mut tx, ctx.council(), id).await?;
    let directory = ctx.directory(&mut tx).await?;
    let is_statutory = asked.r#for == "pathway";
    let said = assessments::of_person(&mut tx, ctx.council(), id)
        .await?
        .pop();
    let (you, heading, intro) = if is_statutory {
        (
            "Young person",
            format!("Education, training and employment: {}", person.name()),
            "For the pathway plan. It does not replace that plan.",
        )
    } else {
        (
            "You",
            format!("{}’s plan", person.name()),
            "This is yours. You can change it at any time. Tell the person you work with.",
        )
    };
    let mut facts = Vec::new();
    if is_statutory {
        facts.push(("Now", person.activity.meaning().to_owned()));
        if let Some(said) = &said {
            facts.push(("Strengths", said.said.strengths.clone()));
            facts.push(("Work or learning wanted", said.said.work_wanted.clone()));
            facts.push((
                "Work to leave, or not to offer",
                said.said.work_to_leave.clone(),
            ));
        }
        facts.push(("As at", words::day(ctx.today())));
    }
    facts.retain(|(_, text)| !text.is_empty());
    let open = goals.iter().filter(|goal| goal.is_open());
    Ok(html(&PaperPage {
        layout: ctx
            .layout("Plan on paper")
            .back(format!("/people/{id}/plan")),
        heading,
        intro,
        facts,
        goals: open
            .map(|goal| block(&ctx, goal, &directory, you, false))
            .collect(),
        none: if is_statutory {
            "No goals are recorded yet."
        } else {
            "There is nothing in your plan yet. What would you like to do?"
        },
    }))
}
