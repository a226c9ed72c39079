//! Deep dives side by side, and a blank one to print.

use askama::Template;
use govuk::{Action as LinkAction, Cell, Html, SummaryCard, SummaryList, Table};
use policy::Action;
use programme::{AnswerKind, Barrier, Rating, Readiness};
use values::PersonId;

use super::{
    handlers::{AssessmentQuery, open, part_of},
    model::{Assessment, Kind},
    pages,
    parts::Part,
    queries,
};
use crate::{
    office::{
        directory::{Directory, InCouncil},
        library::Version,
    },
    person::frame::{self, Section},
    shell::web::{Answer, Ctx, Layout, Path, Query, Said, WebError, html, words},
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
    /// The whole form on one page, to type in what was written on paper.
    whole: Option<String>,
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

/// Returns how ready somebody is, as they would say it.
fn in_own_words(readiness: Readiness) -> &'static str {
    match readiness {
        Readiness::NotNow => "I am not thinking about work or learning now",
        Readiness::WantsTo => "I want to, but something is in the way",
        Readiness::Close => "I am ready to start, or nearly",
        Readiness::WantsBetter => "I am in work or learning, and want something else",
        Readiness::Settled => "I am in work or learning, and happy there",
    }
}

/// A programme that ends by this age is for those at school.
const FROM_SCHOOL: u8 = 17;

#[derive(Template)]
#[template(path = "assessments/workbook.html")]
struct WorkbookPage {
    layout: Layout,
    programme: String,
    asked: Vec<&'static str>,
    readiness: Vec<&'static str>,
    questions: Vec<(String, Vec<String>)>,
}

/// Lists the questions of a programme, each with what there is to choose from.
fn own_questions(version: &Version) -> Vec<(String, Vec<String>)> {
    let questions = version.programme.definition().questions.iter();
    let asked = questions.map(|one| {
        let choices = match one.answer {
            AnswerKind::YesNo => vec!["Yes".to_owned(), "No".to_owned()],
            _ => one.choices.clone(),
        };
        (one.asks.clone(), choices)
    });
    asked.collect()
}

fn or_skipped(text: &str) -> String {
    if text.is_empty() {
        "Skipped".into()
    } else {
        text.to_owned()
    }
}

/// What the reader may do with the latest deep dive, and see of all.
#[derive(Clone, Copy)]
struct May {
    choose: bool,
    go_on: bool,
    read_restricted: bool,
}

fn card(assessment: &Assessment, directory: &Directory, may: May) -> SummaryCard {
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
    for (barrier, words) in &said.about {
        if may.read_restricted || !barrier.is_restricted() {
            list = list.row(barrier.label(), words.clone());
        }
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
    } else if may.choose {
        let href = format!("/deep-dives/{}/stage", assessment.id);
        Html::link(href, "Choose the stage")
    } else {
        "Not chosen yet".into()
    };
    list = list.row("Chosen stage", chosen);
    let on = words::day_or(said.held_on, "");
    let by = directory.worker(assessment.by, "someone");
    let card = SummaryCard::new(format!("{}, {on}, with {by}", said.kind.label()), list);
    match next_part(assessment).filter(|_| may.go_on && assessment.is_open()) {
        Some(part) => card.action(LinkAction::new(
            "Go on with it",
            part_of(assessment.id, part),
        )),
        None => card,
    }
}

/// Returns the first part in which nothing has been answered; the first of all where each has something.
fn next_part(assessment: &Assessment) -> Option<Part> {
    let said = &assessment.said;
    let parts = Part::of(said.kind);
    let is_answered = |part: &Part| match part {
        Part::Wants => true,
        Part::More => !said.own_words.is_empty() || !said.answers.is_empty(),
        part => part
            .asked(said.kind)
            .any(|one| said.ratings.contains_key(&one) || said.about.contains_key(&one)),
    };
    let open = parts.iter().find(|part| !is_answered(part));
    open.or(parts.first()).copied()
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
    let shows_restricted = may(Action::ReadRestricted);
    let form = |kind: Kind| format!("/people/{id}/deep-dives/new?kind={}", kind.code());
    let (may_assess, may_choose) = (may(Action::AssessPerson), may(Action::Enrol));
    Ok(html(&ListPage {
        layout: ctx
            .layout("Deep dives")
            .record(frame::frame(&ctx, &mut tx, &opened.person, Section::Plan).await?)
            .said(said.said.as_deref()),
        name: opened.person.name(),
        said: assessments
            .iter()
            .rev()
            .enumerate()
            .map(|(place, one)| {
                let may = May {
                    choose: may_choose && place == 0,
                    go_on: may_assess && place == 0,
                    read_restricted: shows_restricted,
                };
                card(one, &directory, may)
            })
            .collect(),
        ratings: ratings(&assessments, shows_restricted),
        is_partly_hidden: !shows_restricted,
        full: may_assess.then(|| form(Kind::Full)),
        short: may_assess.then(|| form(Kind::Short)),
        whole: may_assess.then(|| format!("{}&part=all", form(Kind::Full))),
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
    let questions = opened.version.map(|version| own_questions(&version));
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

/// Shows a programme's questions as a workbook to print and hand out. It is about nobody, and asks nothing about what gets in the way: that is a
/// conversation.
pub(super) async fn workbook(ctx: Ctx, Path(key): Path<String>) -> Answer {
    ctx.decide_office(Action::ReadProgrammes)?;
    let library = ctx.library(&mut ctx.read().await?).await?;
    let version = library.latest(&key).ok_or(WebError::NotFound)?;
    // Whoever is at school is asked about school.
    let is_for_school = version.programme.definition().eligibility.below_age <= FROM_SCHOOL;
    let kind = if is_for_school {
        Kind::Short
    } else {
        Kind::Full
    };
    Ok(html(&WorkbookPage {
        layout: ctx
            .layout("Workbook to print")
            .back(format!("/programmes/{key}")),
        programme: version.programme.definition().name.clone(),
        asked: (0..4).map(|place| pages::asked(place, kind)).collect(),
        readiness: Readiness::ALL.iter().copied().map(in_own_words).collect(),
        questions: own_questions(version),
    }))
}
