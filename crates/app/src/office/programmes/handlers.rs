//! The pages of programmes.

use askama::Template;
use govuk::{Cell, Html, SummaryCard, SummaryList, Table};
use policy::Action;
use programme::{Programme, Stage};

use super::{pages, queries};
use crate::{
    office::directory::InCouncil,
    shell::{
        clock,
        web::{Answer, Ctx, Layout, Path, Query, Said, WebError, html, words},
    },
};

#[derive(Template)]
#[template(path = "programmes/list.html")]
struct ListPage {
    layout: Layout,
    programmes: Vec<(String, String, String)>,
    drafts: Vec<(String, String)>,
    may_write: bool,
}

#[derive(Template)]
#[template(path = "programmes/show.html")]
struct ShowPage {
    layout: Layout,
    key: String,
    name: String,
    version: i32,
    about: String,
    pathway: Html,
    stages: Vec<SummaryCard>,
    versions: Table,
    moves: Option<String>,
}

/// Lists the council's programmes.
pub(super) async fn list(ctx: Ctx, Query(said): Query<Said>) -> Answer {
    ctx.decide_office(Action::ReadProgrammes)?;
    let mut tx = ctx.read().await?;
    let directory = ctx.directory(&mut tx).await?;
    let may_write = ctx.may(Action::PublishProgrammes);
    let drafts = if may_write {
        queries::drafts(&mut tx, ctx.council()).await?
    } else {
        Vec::new()
    };
    let drafts = drafts.into_iter().map(|(id, at, by)| {
        let by = directory.worker(by, "someone");
        let words = format!("Changed on {} by {by}", words::moment(at));
        (format!("/programmes/drafts/{id}"), words)
    });
    let programmes = directory.library.current().map(|version| {
        let definition = version.programme.definition();
        (
            format!("/programmes/{}", version.key),
            definition.name.clone(),
            definition.about.clone(),
        )
    });
    Ok(html(&ListPage {
        layout: ctx.layout("Programmes").said(said.said.as_deref()),
        programmes: programmes.collect(),
        drafts: drafts.collect(),
        may_write,
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
            if stage.is_final {
                "Support can end when"
            } else {
                "Ready to move on when"
            },
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

/// Shows one programme: its pathway as a picture, each stage, and every version.
pub(super) async fn show(ctx: Ctx, Path(key): Path<String>, Query(said): Query<Said>) -> Answer {
    ctx.decide_office(Action::ReadProgrammes)?;
    let mut tx = ctx.read().await?;
    let directory = ctx.directory(&mut tx).await?;
    let version = directory.library.latest(&key).ok_or(WebError::NotFound)?;
    let definition = version.programme.definition();
    let mut versions = Table::new("Versions")
        .column("Version")
        .column("Published on")
        .column("By");
    for one in queries::versions(&mut tx, ctx.council(), &key).await? {
        versions = versions.row([
            Cell::new(one.number.to_string()),
            Cell::new(words::day(clock::london(one.at).date())),
            Cell::new(directory.worker(one.by, "The command line")),
        ]);
    }
    Ok(html(&ShowPage {
        layout: ctx
            .layout(definition.name.clone())
            .back("/programmes")
            .said(said.said.as_deref()),
        key: key.clone(),
        name: definition.name.clone(),
        version: version.number,
        about: definition.about.clone(),
        pathway: pages::picture(&version.programme),
        stages: definition
            .stages
            .iter()
            .map(|stage| card(&version.programme, stage))
            .collect(),
        versions: versions.stacking(),
        moves: ctx
            .may(Action::PublishProgrammes)
            .then(|| format!("/programmes/{key}/move")),
    }))
}
