//! Apprenticeships advertised elsewhere, and adding one as an opportunity.

use askama::Template;
use govuk::{Button, Html};
use policy::Action;
use serde::Deserialize;
use store::{WriteTx, fold};
use values::{AdvertId, Pence};

use super::{
    super::hours,
    display::Source,
    queries::{self, Advert},
};
use crate::{
    engagement::employers,
    shell::web::{Answer, Ctx, Form, Layout, Path, Query, WebError, html, redirect, words},
};

/// How many are shown, those that close first at the top.
const MOST: usize = 200;

/// The words searched for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::work::opportunities) struct SearchQuery {
    words: String,
}

struct Line {
    id: AdvertId,
    title: String,
    lines: Vec<String>,
    url: String,
    /// The opportunity made from it.
    made: Option<String>,
    /// Whether it names the employer.
    has_employer: bool,
}

#[derive(Template)]
#[template(path = "opportunities/adverts/list.html")]
struct AdvertsPage {
    layout: Layout,
    is_set: bool,
    counted: String,
    words: String,
    lines: Vec<Line>,
    take: Html,
    form_key: String,
}

fn line(one: Advert) -> Line {
    let pay = match one.hourly_pence {
        0 => one.wage.clone(),
        pence => format!("{} an hour", Pence(pence.into())),
    };
    let week = match one.weekly_minutes {
        0 => String::new(),
        minutes => format!("{} hours a week", hours(minutes)),
    };
    let day = |says: &str, on: Option<chrono::NaiveDate>| {
        on.map_or(String::new(), |on| format!("{says} {}", words::day(on)))
    };
    let has_employer = !one.employer.is_empty();
    let first = [one.employer, one.place];
    let second = [one.course, pay, week];
    let days = [day("Starts", one.starts_on), day("Closes", one.closes_on)];
    let joined = |parts: &[String]| {
        let said: Vec<&str> = parts
            .iter()
            .map(String::as_str)
            .filter(|text| !text.is_empty())
            .collect();
        said.join(", ")
    };
    Line {
        has_employer,
        id: one.id,
        title: one.title,
        lines: [joined(&first), joined(&second)]
            .into_iter()
            .chain(days)
            .filter(|line| !line.is_empty())
            .collect(),
        url: one.url,
        made: one.opportunity.map(|id| format!("/opportunities/{id}")),
    }
}

/// Lists what is advertised.
pub(in crate::work::opportunities) async fn list(
    ctx: Ctx,
    Query(asked): Query<SearchQuery>,
) -> Answer {
    ctx.decide_office(Action::KeepEmployers)?;
    let mut tx = ctx.read().await?;
    let mut all = queries::current(&mut tx, ctx.council(), ctx.today()).await?;
    drop(tx);
    let sought = fold(&asked.words);
    all.retain(|one| {
        let text = [one.title.as_str(), &one.employer, &one.course, &one.place].join(" ");
        let text = fold(&text);
        sought.split_whitespace().all(|word| text.contains(word))
    });
    let last = all.iter().map(|one| one.seen_on).max();
    let counted = words::count(all.len() as u64, "apprenticeship", "apprenticeships");
    Ok(html(&AdvertsPage {
        layout: ctx
            .layout("Apprenticeships advertised elsewhere")
            .back("/opportunities"),
        is_set: ctx.app().part::<Source>().0.is_some(),
        counted: last.map_or(String::new(), |on| {
            format!("{counted}, as advertised on {}.", words::day(on))
        }),
        words: asked.words,
        lines: all.into_iter().take(MOST).map(line).collect(),
        take: Html::of(
            Button::new("Add as an opportunity")
                .secondary()
                .prevent_double_click(),
        ),
        form_key: ctx.form_key(),
    }))
}

/// Adds the employer of an advert if needed, and shows the opportunity's form filled in from the advert.
pub(in crate::work::opportunities) async fn take(
    ctx: Ctx,
    Path(id): Path<AdvertId>,
    form: Form,
) -> Answer {
    ctx.decide_office(Action::KeepEmployers)?;
    let mut tx = ctx.read().await?;
    let one = queries::find(&mut tx, ctx.council(), id).await?;
    let one = one.ok_or(WebError::NotFound)?;
    if let Some(made) = one.opportunity {
        return Ok(redirect(&format!("/opportunities/{made}")));
    }
    drop(tx);
    let (me, name, council) = (ctx.me(), one.employer.clone(), ctx.council());
    if name.is_empty() {
        return Err(WebError::NotFound);
    }
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            let (name, advert) = (name.clone(), one.id);

            let known = employers::named(tx, council, &name).await?;
            let id = match known.first() {
                Some(known) => {
                    tx.housekeeping();
                    known.id
                }
                None => employers::add_named(tx, &name, me).await?,
            };
            Ok(format!("/employers/{id}/opportunities/new?advert={advert}"))
        })
        .await;
    Ok(done?)
}
