//! What a council has published: a list and a page for each opportunity, open to anyone, and a data feed.
//!
//! Search engines read it as a `JobPosting` of schema.org. Nothing here is about a young person or says who applied.

use std::{str::FromStr, sync::Arc};

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use govuk::{Html, SummaryList};
use serde::Deserialize;
use serde_json::{Value, json};
use store::ReadTx;
use values::{CouncilId, EmployerId, OpportunityId};

use super::{model::Opportunity, offer::better_off_address, pages, queries};
use crate::{
    App,
    engagement::employers,
    office::accounts::council_name,
    shell::{
        outside::{self, Reach},
        web::{Answer, Layout, Path, Query, WebError, html, words},
    },
};

/// The address of a published opportunity: whose it is, and which.
pub(super) struct Place {
    pub(super) council: CouncilId,
    pub(super) opportunity: OpportunityId,
}

impl Place {
    pub(super) fn path(&self) -> String {
        format!("/job/{}.{}", self.council, self.opportunity)
    }
}

impl FromStr for Place {
    type Err = WebError;

    fn from_str(text: &str) -> Result<Self, WebError> {
        let (council, opportunity) = text.split_once('.').ok_or(WebError::NotFound)?;
        Ok(Self {
            council: council.parse().map_err(|_| WebError::NotFound)?,
            opportunity: opportunity.parse().map_err(|_| WebError::NotFound)?,
        })
    }
}

#[derive(Template)]
#[template(path = "opportunities/public_list.html")]
struct ListPage {
    layout: Layout,
    council: String,
    jobs: Vec<Job>,
    feed: String,
}

struct Job {
    href: String,
    title: String,
    says: String,
}

#[derive(Template)]
#[template(path = "opportunities/public.html")]
struct JobPage {
    layout: Layout,
    council: String,
    title: String,
    employer: String,
    text: String,
    about: SummaryList,
    /// Where anyone can work out whether they would be better off.
    better_off: Option<String>,
    ring: Reach,
    posting: Html,
}

async fn published(
    app: &App,
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<Opportunity>, WebError> {
    let mut all = queries::open_on(tx, council, app.clock.today()).await?;
    let stopped = employers::all(tx, council).await?;
    let stopped: Vec<EmployerId> = stopped
        .into_iter()
        .filter(|one| one.stopped_on.is_some())
        .map(|one| one.id)
        .collect();
    all.retain(|one| one.is_published() && !stopped.contains(&one.employer));
    Ok(all)
}

/// Returns the name of a council; an unknown council has no page.
async fn named_council(tx: &mut ReadTx, council: CouncilId) -> Result<String, WebError> {
    let name = council_name(tx, council).await?;
    Some(name)
        .filter(|name| !name.is_empty())
        .ok_or(WebError::NotFound)
}

/// Lists what a council has published.
pub(super) async fn list(State(app): State<Arc<App>>, Path(council): Path<CouncilId>) -> Answer {
    let mut tx = app.store.read().await?;
    let name = named_council(&mut tx, council).await?;
    let named = employers::names(&mut tx, council).await?;
    let jobs = published(&app, &mut tx, council).await?;
    let job = |one: &Opportunity| Job {
        href: Place {
            council,
            opportunity: one.id,
        }
        .path(),
        title: one.title.clone(),
        says: [
            one.kind_words().to_owned(),
            named.get(&one.employer).cloned().unwrap_or_default(),
            one.pay_words(),
            one.place.clone(),
        ]
        .join(", "),
    };
    Ok(html(&ListPage {
        layout: Layout::bare(format!("Work and learning, {name}")),
        council: name,
        jobs: jobs.iter().map(job).collect(),
        feed: format!("/jobs.json?council={council}"),
    }))
}

/// Shows one opportunity.
pub(super) async fn show(State(app): State<Arc<App>>, Path(place): Path<String>) -> Answer {
    let place: Place = place.parse()?;
    let mut tx = app.store.read().await?;
    let name = named_council(&mut tx, place.council).await?;
    let jobs = published(&app, &mut tx, place.council).await?;
    let one = jobs.into_iter().find(|one| one.id == place.opportunity);
    let one = one.ok_or(WebError::NotFound)?;
    let named = employers::names(&mut tx, place.council).await?;
    let employer = named.get(&one.employer).cloned().unwrap_or_default();
    let ring = outside::reach(&mut tx, place.council, one.keeper).await?;
    let posting = posting(&app, &place, &one, &employer);
    let text = serde_json::to_string(&posting).map_err(WebError::broken)?;
    Ok(html(&JobPage {
        layout: Layout::bare(one.title.clone()).back(format!("/jobs/{}", place.council)),
        council: name,
        employer,
        about: pages::about(&one),
        better_off: better_off_address(&one, app.clock.today()),
        ring,
        posting: Html::json(&text),
        text: one.about,
        title: one.title,
    }))
}

/// The council whose feed is requested.
#[derive(Deserialize)]
pub(super) struct Whose {
    council: CouncilId,
}

/// Returns everything that a council has published, as `JobPosting`s.
pub(super) async fn feed(State(app): State<Arc<App>>, Query(whose): Query<Whose>) -> Answer {
    let council = whose.council;
    let mut tx = app.store.read().await?;
    named_council(&mut tx, council).await?;
    let named = employers::names(&mut tx, council).await?;
    let all = published(&app, &mut tx, council).await?;
    let postings: Vec<Value> = all
        .iter()
        .map(|one| {
            let place = Place {
                council,
                opportunity: one.id,
            };
            let employer = named.get(&one.employer).map_or("", String::as_str);
            posting(&app, &place, one, employer)
        })
        .collect();
    let text = serde_json::to_string(&postings).map_err(WebError::broken)?;
    Ok(as_json(text))
}

fn as_json(text: String) -> Response {
    let kind = HeaderValue::from_static("application/json; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// Returns the employment type of schema.org.
fn employment_type(one: &Opportunity) -> &'static str {
    match one.kind.as_str() {
        "volunteering" => "VOLUNTEER",
        "internship" | "supported-internship" => "INTERN",
        "sessional" | "taster" | "work-experience" => "TEMPORARY",
        "course" => "OTHER",
        _ if one.ends_on.is_some() => "TEMPORARY",
        _ if one.weekly_minutes >= 35 * 60 => "FULL_TIME",
        _ => "PART_TIME",
    }
}

/// Writes an opportunity as a `JobPosting` of schema.org.
fn posting(app: &App, place: &Place, one: &Opportunity, employer: &str) -> Value {
    let description = if one.about.is_empty() {
        &one.title
    } else {
        &one.about
    };
    let mut posting = json!({
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": one.title,
        "description": description,
        "identifier": one.id.to_string(),
        "url": format!("{}{}", app.config.public_url(), place.path()),
        "hiringOrganization": { "@type": "Organization", "name": employer },
        "employmentType": employment_type(one),
        "jobLocation": { "@type": "Place", "address": one.place },
        "totalJobOpenings": one.places,
        "workHours": one.hours_words(),
        "experienceRequirements": one.needs_words(),
    });
    if one.is_hourly() {
        let pounds = format!("{}.{:02}", one.hourly_pence / 100, one.hourly_pence % 100);
        posting["baseSalary"] = json!({
            "@type": "MonetaryAmount",
            "currency": "GBP",
            "value": { "@type": "QuantitativeValue", "value": pounds, "unitText": "HOUR" },
        });
    }
    for (key, text) in [
        ("jobStartDate", one.starts_on.map(|on| on.to_string())),
        ("datePosted", one.published_on.map(|on| on.to_string())),
        ("validThrough", one.closes_on.map(|on| on.to_string())),
        ("jobBenefits", Some(one.benefits.clone())),
        (
            "specialCommitments",
            (one.kept_places > 0).then(|| {
                words::count(one.kept_places.unsigned_abs().into(), "place", "places")
                    + " reserved for care-experienced young people"
            }),
        ),
    ] {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            posting[key] = Value::String(text);
        }
    }
    posting
}
