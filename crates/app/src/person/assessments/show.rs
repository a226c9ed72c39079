//! Deep dives side by side, and a blank one to print.

use askama::Template;
use govuk::{Cell, Html, SummaryCard, SummaryList, Table};
use policy::Action;
use programme::{AnswerKind, Barrier, Rating, Readiness};
use values::PersonId;

use super::{
    handlers::{AssessmentQuery, open},
    model::{Assessment, Kind},
    pages, queries,
};
use crate::{
    office::directory::{Directory, InCouncil},
    shell::web::{Answer, Ctx, Layout, Path, Query, Said, html, words},
};

#[derive(Template)]
#[template(path = "assessments/list.html")]
struct ListPage {
    layout: Layout,
    name: String,
    said: Vec<SummaryCard>,
    ratings: Option<Table>,
    is_partly_hidden: bool,
    full: Option<String>,
    short: Option<String>,
    paper: Option<String>,
}

#[derive(Template)]
#[template(path = "assessments/paper.html")]
struct PaperPage {
    layout: Layout,
    name: String,
    heading: &'static str,
    asked: Vec<&'static str>,
    readiness: Vec<&'static str>,
    barriers: Vec<&'static str>,
    ratings: Vec<&'static str>,
    /// Questions of the programme, with what there is to choose from.
    questions: Vec<(String, Vec<String>)>,
}

fn or_skipped(text: &str) -> String {
    if text.is_empty() {
        "Skipped".into()
    } else {
        text.to_owned()
    }
}

fn card(assessment: &Assessment, directory: &Directory, may_choose: bool) -> SummaryCard {
    let said = &assessment.said;
    let texts = [
        &said.strengths,
        &said.work_wanted,
        &said.work_to_leave,
        &said.own_words,
    ];
    let mut list = SummaryList::new();
    for (place, text) in texts.into_iter().enumerate() {
        list = list.row(pages::asked(place, said.kind), or_skipped(text));
    }
    let readiness = said.readiness.map_or("Skipped", Readiness::label);
    list = list.row("Readiness for work", readiness);
    let version = assessment
        .version
        .and_then(|id| directory.library.version(id));
    let questions = version.map(|version| &version.programme.definition().questions);
    for (key, answer) in &said.answers {
        let asks = questions
            .into_iter()
            .flatten()
            .find(|question| question.key.as_str() == key)
            .map_or_else(|| key.clone(), |question| question.asks.clone());
        list = list.row(asks, answer.clone());
    }
    let label = |stage: &str| match assessment.version.filter(|_| !stage.is_empty()) {
        Some(version) => directory.library.stage_label(version, stage),
        None => "None".to_owned(),
    };
    let mut suggested = vec![Html::paragraph(label(&assessment.suggested_stage))];
    suggested.extend(assessment.because.iter().map(Html::paragraph));
    list = list.row("Suggested stage", Html::joined(suggested));
    let chosen: Html = if !assessment.chosen_stage.is_empty() {
        Html::joined([
            Html::paragraph(label(&assessment.chosen_stage)),
            Html::paragraph(assessment.chosen_because.clone()),
        ])
    } else if may_choose {
        let href = format!("/deep-dives/{}/stage", assessment.id);
        Html::link(href, "Choose the stage")
    } else {
        "Not chosen yet".into()
    };
    list = list.row("Chosen stage", chosen);
    let on = words::day_or(said.held_on, "");
    let by = directory.worker(assessment.by, "someone");
    SummaryCard::new(format!("{}, {on}, with {by}", said.kind.label()), list)
}

/// Returns a table of barriers by day: what they said and what the worker said, side by side.
fn ratings(assessments: &[Assessment], shows_restricted: bool) -> Option<Table> {
    let rated: Vec<&Assessment> = assessments
        .iter()
        .filter(|one| !one.said.ratings.is_empty())
        .collect();
    let mut table = Table::new("What gets in the way, side by side").column("Barrier");
    for one in &rated {
        table = table.column(words::day_or(one.said.held_on, ""));
    }
    let word = |who: &str, rating: Option<Rating>| {
        rating.map(|rating| Html::paragraph(format!("{who}: {}", rating.label())))
    };
    for barrier in Barrier::ALL {
        let is_shown = shows_restricted || !barrier.is_restricted();
        let was_rated = rated
            .iter()
            .any(|one| one.said.ratings.contains_key(barrier));
        if !is_shown || !was_rated {
            continue;
        }
        let mut cells = vec![Cell::new(barrier.label())];
        for one in &rated {
            let ratings = one.said.ratings.get(barrier).copied().unwrap_or_default();
            let said = [
                word("Young person", ratings.own),
                word("Worker", ratings.coach),
            ];
            let said = Html::joined(said.into_iter().flatten());
            cells.push(Cell::new(if said.is_empty() { "–".into() } else { said }));
        }
        table = table.row(cells);
    }
    (!table.is_empty()).then(|| table.first_cell_is_header().scrollable())
}

/// Shows every deep dive with a young person.
pub(super) async fn list(ctx: Ctx, Path(id): Path<PersonId>, Query(said): Query<Said>) -> Answer {
    let opened = open(&ctx, id, Action::ReadPerson).await?;
    let mut tx = ctx.read().await?;
    let assessments = queries::of_person(&mut tx, ctx.council(), id).await?;
    let directory = ctx.directory(&mut tx).await?;
    let may = |action| ctx.permits(action, &opened.person.standing);
    let (shows_restricted, may_choose) = (may(Action::ReadRestricted), may(Action::Enrol));
    let form = |kind: Kind| format!("/people/{id}/deep-dives/new?kind={}", kind.code());
    let may_assess = may(Action::AssessPerson);
    Ok(html(&ListPage {
        layout: ctx
            .layout("Deep dives")
            .back(format!("/people/{id}"))
            .said(said.said.as_deref()),
        name: opened.person.name(),
        said: assessments
            .iter()
            .rev()
            .enumerate()
            .map(|(place, one)| card(one, &directory, may_choose && place == 0))
            .collect(),
        ratings: ratings(&assessments, shows_restricted),
        is_partly_hidden: !shows_restricted,
        full: may_assess.then(|| form(Kind::Full)),
        short: may_assess.then(|| form(Kind::Short)),
        paper: may_assess.then(|| format!("/people/{id}/deep-dives/paper")),
    }))
}

/// Shows a deep dive to fill in by hand.
pub(super) async fn paper(
    ctx: Ctx,
    Path(id): Path<PersonId>,
    Query(asked): Query<AssessmentQuery>,
) -> Answer {
    let opened = open(&ctx, id, Action::AssessPerson).await?;
    let kind = asked.kind();
    let questions = opened.version.map(|version| {
        let questions = &version.programme.definition().questions;
        questions
            .iter()
            .map(|one| {
                let choices = match one.answer {
                    AnswerKind::YesNo => vec!["Yes".to_owned(), "No".to_owned()],
                    _ => one.choices.clone(),
                };
                (one.asks.clone(), choices)
            })
            .collect()
    });
    Ok(html(&PaperPage {
        layout: ctx
            .layout(format!("{} on paper", kind.label()))
            .back(format!("/people/{id}/deep-dives")),
        name: opened.person.name(),
        heading: kind.label(),
        asked: (0..4).map(|place| pages::asked(place, kind)).collect(),
        readiness: Readiness::ALL.iter().map(|one| one.label()).collect(),
        barriers: kind.barriers().into_iter().map(Barrier::label).collect(),
        ratings: Rating::ALL.iter().map(|one| one.label()).collect(),
        questions: questions.unwrap_or_default(),
    }))
}
