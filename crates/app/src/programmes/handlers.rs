//! The pages of programmes.

use askama::Template;
use govuk::{
    Html, SummaryCard, SummaryList,
    chart::{StepState, Steps},
};
use policy::Action;
use programme::{Programme, Stage};

use crate::web::{Answer, Ctx, Layout, Path, WebError, html};

#[derive(Template)]
#[template(path = "programmes/list.html")]
struct ListPage {
    layout: Layout,
    programmes: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "programmes/show.html")]
struct ShowPage {
    layout: Layout,
    name: String,
    version: i32,
    about: String,
    pathway: Steps,
    stages: Vec<SummaryCard>,
}

/// Lists the council's programmes.
pub(super) async fn list(ctx: Ctx) -> Answer {
    ctx.decide_office(Action::ReadProgrammes)?;
    let library = ctx.library(&mut ctx.read().await?).await?;
    let programmes = library.current().map(|version| {
        let definition = version.programme.definition();
        (
            format!("/programmes/{}", version.key),
            definition.name.clone(),
            definition.about.clone(),
        )
    });
    Ok(html(&ListPage {
        layout: ctx.layout("Programmes"),
        programmes: programmes.collect(),
    }))
}

fn cadence(programme: &Programme, stage: &Stage) -> String {
    let Some(rule) = &stage.contact else {
        return "No regular contact".into();
    };
    let role = programme
        .role(&rule.role)
        .map_or_else(|| rule.role.to_string(), |role| role.label.clone());
    format!("{role}, {}", rule.every)
}

fn card(programme: &Programme, stage: &Stage) -> SummaryCard {
    let lines = |texts: Vec<String>| {
        if texts.is_empty() {
            "Nothing set".into()
        } else {
            Html::joined(texts.into_iter().map(Html::paragraph))
        }
    };
    let offers = stage.offers.iter().map(|offer| {
        let team = programme
            .team(&offer.team)
            .map_or_else(|| offer.team.to_string(), |team| team.label.clone());
        format!("{} ({team})", offer.label)
    });
    let weeks = stage.usual_weeks.map_or_else(
        || "As long as it takes".to_owned(),
        |weeks| format!("About {weeks} weeks"),
    );
    let list = SummaryList::new()
        .row("About", stage.about.clone())
        .row("Usual length", weeks)
        .row("Contact", cadence(programme, stage))
        .row("What is offered", lines(offers.collect()))
        .row(
            "Ready to start when",
            lines(
                stage
                    .entry_tests
                    .iter()
                    .map(|test| test.says.clone())
                    .collect(),
            ),
        )
        .row(
            "Ready to move on when",
            lines(
                stage
                    .exit_tests
                    .iter()
                    .map(|test| test.says.clone())
                    .collect(),
            ),
        );
    SummaryCard::new(stage.label.clone(), list)
}

/// Shows one programme: its pathway as a picture, and each stage.
pub(super) async fn show(ctx: Ctx, Path(key): Path<String>) -> Answer {
    ctx.decide_office(Action::ReadProgrammes)?;
    let library = ctx.library(&mut ctx.read().await?).await?;
    let version = library.latest(&key).ok_or(WebError::NotFound)?;
    let definition = version.programme.definition();
    let mut pathway = Steps::new("pathway", format!("The way through {}", definition.name));
    for stage in &definition.stages {
        pathway = pathway.step(
            stage.label.clone(),
            cadence(&version.programme, stage),
            StepState::Plain,
        );
    }
    Ok(html(&ShowPage {
        layout: ctx.layout(definition.name.clone()).back("/programmes"),
        name: definition.name.clone(),
        version: version.number,
        about: definition.about.clone(),
        pathway,
        stages: definition
            .stages
            .iter()
            .map(|stage| card(&version.programme, stage))
            .collect(),
    }))
}
