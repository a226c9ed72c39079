//! One employer on one page.

use askama::Template;
use govuk::{Html, SummaryList, Tag};
use policy::Action;
use values::{EmployerId, phones};

use crate::{
    engagement::{
        employers::{self, Employer},
        pledges, requests,
    },
    office::directory::{Directory, InCouncil},
    shell::{
        choices::{MENU, SECTORS, worded},
        web::{Answer, Ctx, Layout, Path, Query, Said, WebError, html, words},
    },
    work::opportunities,
};

struct Entry {
    title: String,
    byline: String,
    words: String,
}

struct Place {
    name: String,
    says: Vec<String>,
    visit: String,
}

struct Somebody {
    name: String,
    post: String,
    phone: String,
    /// The phone number as a link.
    ring: String,
    email: String,
    leave: String,
}

#[derive(Template)]
#[template(path = "employer_page/show.html")]
struct EmployerPage {
    layout: Layout,
    id: EmployerId,
    name: String,
    stopped: Option<String>,
    about: SummaryList,
    contacts: Vec<Somebody>,
    sites: Vec<Place>,
    offers: Vec<(&'static str, String)>,
    given: Option<String>,
    opportunities: Vec<(String, String, Html)>,
    appetites: Vec<String>,
    pledges: Vec<(String, String, Tag)>,
    log: Vec<Entry>,
    may_keep: bool,
    may_pledge: bool,
    may_write: bool,
    stop: &'static str,
}

fn about(ctx: &Ctx, one: &Employer, directory: &Directory) -> SummaryList {
    let next: Html = match one.next_on {
        None => "Nothing planned".into(),
        Some(on) => {
            let tag = words::due_tag(on, ctx.today());
            let says = format!("{}, {} ", one.next_words(), words::day(on));
            Html::joined([says.into(), Html::of(tag)])
        }
    };
    let rhythm = match one.rhythm_weeks {
        1 => "Every week".to_owned(),
        weeks => format!("Every {weeks} weeks"),
    };
    let mut list = SummaryList::new()
        .row("Works in", worded(SECTORS, &one.sector))
        .row(
            "Looked after by",
            directory.worker(one.keeper, "Nobody yet"),
        )
        .row("Check-ins", rhythm)
        .row("Next", next);
    if !one.website.is_empty() {
        list = list.row("Website", Html::link(&one.website, one.website.clone()));
    }
    list
}

/// Shows an employer: who to ring, what they offer, and what was agreed.
pub(super) async fn show(ctx: Ctx, Path(id): Path<EmployerId>, Query(said): Query<Said>) -> Answer {
    ctx.decide_office(Action::SeeEmployers)?;
    let mut tx = ctx.read().await?;
    let council = ctx.council();
    let one = employers::find(&mut tx, council, id)
        .await?
        .ok_or(WebError::NotFound)?;
    let directory = ctx.directory(&mut tx).await?;
    let contacts = employers::contacts(&mut tx, council, id).await?;
    let sites = employers::sites(&mut tx, council, id).await?;
    let offers = employers::offers(&mut tx, council, Some(id)).await?;
    let appetites = employers::appetites(&mut tx, council, id).await?;
    let log = employers::engagements(&mut tx, council, id).await?;
    let pledged = pledges::of_employer(&mut tx, council, id).await?;
    let given = requests::given(&mut tx, council, id).await?;
    let given = given
        .iter()
        .map(|(kind, number)| format!("{number} × {}", worded(MENU, kind)))
        .collect::<Vec<_>>()
        .join(", ");
    let places = opportunities::of_employer(&mut tx, council, id).await?;
    let may_keep = employers::may_keep(&ctx, one.keeper);
    Ok(html(&EmployerPage {
        layout: ctx
            .layout(one.name.clone())
            .back("/employers")
            .said(said.said.as_deref()),
        id,
        stopped: one.stopped_on.map(|on| {
            format!(
                "Not to be contacted since {}: {}.",
                words::day(on),
                one.stopped_why
            )
        }),
        about: about(&ctx, &one, &directory),
        contacts: contacts
            .into_iter()
            .map(|somebody| Somebody {
                leave: format!("/employers/{id}/contacts/leave?contact={}", somebody.id),
                name: somebody.name,
                post: somebody.post,
                ring: phones::link(&somebody.phone).unwrap_or_default(),
                phone: somebody.phone,
                email: somebody.email,
            })
            .collect(),
        sites: sites
            .into_iter()
            .map(|site| Place {
                visit: format!("/employers/{id}/sites?site={}", site.id),
                says: [
                    site.address,
                    site.visited_on.map_or("Not visited yet".into(), |on| {
                        format!("Visited {}", words::day(on))
                    }),
                    site.risks,
                ]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect(),
                name: site.name,
            })
            .collect(),
        offers: offers
            .into_iter()
            .map(|(_, offer)| (worded(MENU, &offer.kind), offer.words))
            .collect(),
        opportunities: places
            .into_iter()
            .map(|one| {
                let tags = opportunities::tags(&one, ctx.today());
                let words = format!("{}, {}", one.title, one.kind_words().to_lowercase());
                (format!("/opportunities/{}", one.id), words, tags)
            })
            .collect(),
        given: (!given.is_empty()).then_some(given),
        appetites: appetites
            .into_iter()
            .map(|one| {
                let more = if one.words.is_empty() {
                    String::new()
                } else {
                    format!(": {}", one.words)
                };
                format!("{}, {}{more}", one.year, one.places)
            })
            .collect(),
        pledges: pledged
            .iter()
            .map(|pledge| {
                let tag = pledges::tag(pledge.stands(ctx.today()));
                (format!("/pledges/{}", pledge.id), pledge.progress(), tag)
            })
            .collect(),
        log: log
            .into_iter()
            .map(|entry| Entry {
                title: format!(
                    "{}, {}",
                    worded(employers::ENGAGEMENTS, &entry.kind),
                    words::day(entry.held_on)
                ),
                byline: directory.worker(entry.by, "Someone"),
                words: entry.words,
            })
            .collect(),
        may_keep,
        may_pledge: ctx.may(Action::KeepEmployers),
        may_write: may_keep && one.stopped_on.is_none(),
        stop: if one.stopped_on.is_some() {
            "Get back in touch"
        } else {
            "Do not contact them"
        },
        name: one.name,
    }))
}
