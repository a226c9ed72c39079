//! A young person's own page about work: opportunities, their applications, and their answers.

use std::collections::HashMap;

use askama::Template;
use chrono::NaiveDate;
use store::WriteTx;
use values::{ApplicationId, OpportunityId};

use super::{
    model::{Application, Document, MockInterview, Step, next_of},
    queries::{self, NewApplication, NewStep, Papers},
    steps::refusal,
};
use crate::{
    engagement::employers,
    person::people,
    post::outbox::{self, Letter},
    shell::{
        outside,
        web::{
            Answer, Form, Frame, Halt, OwnCtx, Query, Said, WebError, frame, html, redirect, words,
        },
    },
    work::opportunities::{self, Opportunity},
};

struct Mine {
    id: ApplicationId,
    title: String,
    says: String,
    /// The news at each step: the day and the words.
    news: Vec<String>,
    /// The answers they can give: the code and the button.
    answers: Vec<(&'static str, &'static str)>,
    /// The version that the page shows.
    version: i32,
    /// What would be shared, while they have not agreed.
    to_agree: Option<String>,
    /// Its documents: the address, and the title.
    documents: Vec<(String, String)>,
}

struct Job {
    id: OpportunityId,
    title: String,
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "applications/own.html")]
struct WorkPage {
    frame: Frame,
    mine: Vec<Mine>,
    jobs: Vec<Job>,
    practised: Vec<(String, String)>,
}

async fn jobs(ctx: &OwnCtx) -> Result<Vec<(Opportunity, String)>, WebError> {
    let mut tx = ctx.read().await?;
    let mut open = opportunities::open_on(&mut tx, ctx.council(), ctx.today()).await?;
    open.retain(Opportunity::is_published);
    let named = employers::names(&mut tx, ctx.council()).await?;
    let with = |one: Opportunity| {
        let employer = named.get(&one.employer).cloned().unwrap_or_default();
        (one, employer)
    };
    Ok(open.into_iter().map(with).collect())
}

fn mine(
    one: &Application,
    today: NaiveDate,
    titles: &HashMap<OpportunityId, String>,
    (steps, documents): (&[Step], &[Document]),
) -> Mine {
    let answers: Vec<(&str, &str)> = match one.step.as_str() {
        "offered" => vec![
            ("accepted", "Yes, I would like it"),
            ("declined", "No, thank you"),
        ],
        _ if one.is_open() && next_of(&one.step).contains(&"withdrawn") => {
            vec![("withdrawn", "I have changed my mind")]
        }
        _ => vec![],
    };
    let news = steps.iter().filter_map(|step| {
        let says = match (step.step.as_str(), step.said_by.as_str()) {
            ("no-news", _) => "No news yet. We have not forgotten you.".to_owned(),
            ("interview", _) => format!("Interview on {}. {}", words::day(step.on), step.words),
            (_, "employer") if !step.words.is_empty() => {
                format!("The employer says: {}", step.words)
            }
            _ if !step.words.is_empty() => step.words.clone(),
            _ => return None,
        };
        Some(format!(
            "{}: {says}",
            words::day(crate::shell::clock::london_day(step.at))
        ))
    });
    let papers = [one.cv.as_str(), &one.answers];
    let papers: Vec<&str> = papers.into_iter().filter(|text| !text.is_empty()).collect();
    let is_new = |each: &Document| each.application == one.id && !each.is_agreed;
    let is_more = one.agreed_on.is_none() || documents.iter().any(is_new);
    let waits = is_more && one.is_open() && !one.cv.is_empty();
    Mine {
        id: one.id,
        version: one.version,
        title: titles.get(&one.opportunity).cloned().unwrap_or_default(),
        says: one.own_words(today),
        news: news.collect(),
        answers,
        to_agree: waits.then(|| papers.join("\n\n")),
        documents: documents
            .iter()
            .filter(|each| each.application == one.id)
            .map(|each| {
                let href = format!("/my/work/document?document={}", each.id);
                (href, each.title.clone())
            })
            .collect(),
    }
}

fn practised(one: &MockInterview) -> (String, String) {
    let work_on = if one.work_on.is_empty() {
        String::new()
    } else {
        format!(" To work on: {}", one.work_on)
    };
    (
        words::day(one.on),
        format!(
            "Went well: {}.{work_on}",
            one.went_well.trim_end_matches('.')
        ),
    )
}

/// Shows their applications, and the opportunities.
pub(super) async fn show(ctx: OwnCtx, Query(said): Query<Said>) -> Answer {
    let open = jobs(&ctx).await?;
    let mut tx = ctx.read().await?;
    let (council, id) = (ctx.council(), ctx.id());
    let all = queries::of_person(&mut tx, council, id).await?;
    let ids: Vec<_> = all.iter().map(|one| one.opportunity).collect();
    let named = opportunities::find_all(&mut tx, council, &ids).await?;
    let titles = named
        .iter()
        .map(|one| (one.id, one.title.clone()))
        .collect();
    let own: Vec<_> = all.iter().map(|one| one.id).collect();
    let documents = queries::documents_of(&mut tx, council, &own).await?;
    let mut steps: HashMap<ApplicationId, Vec<Step>> = HashMap::new();
    for (id, step) in queries::steps_of(&mut tx, council, &own).await? {
        steps.entry(id).or_default().push(step);
    }
    let interviews = queries::interviews_of(&mut tx, council, id).await?;
    let goes_for = |one: &Opportunity| {
        let mut own = all.iter().filter(|known| known.opportunity == one.id);
        own.any(Application::is_open)
    };
    Ok(html(&WorkPage {
        frame: frame(&ctx, "Work and learning", &said),
        mine: all
            .iter()
            .map(|one| {
                mine(
                    one,
                    ctx.today(),
                    &titles,
                    (
                        steps.get(&one.id).map_or(&[][..], Vec::as_slice),
                        &documents,
                    ),
                )
            })
            .collect(),
        jobs: open
            .iter()
            .filter(|(one, _)| !goes_for(one))
            .map(|(one, employer)| Job {
                id: one.id,
                title: one.title.clone(),
                lines: [
                    format!("{}, {employer}", one.kind_words()),
                    one.pay_words(),
                    one.hours_words(),
                    one.place.clone(),
                    format!("What you need: {}", one.needs_words()),
                    one.closes_on
                        .map_or(String::new(), |on| format!("Apply by {}", words::day(on))),
                ]
                .into_iter()
                .filter(|line| !line.is_empty())
                .collect(),
            })
            .collect(),
        practised: interviews.iter().map(practised).collect(),
    }))
}

/// Records that they are interested. Their worker sees it, and acts within a week.
pub(super) async fn interest(ctx: OwnCtx, form: Form) -> Answer {
    let chosen = form.text("opportunity").parse::<OpportunityId>().ok();
    let open = jobs(&ctx).await?;
    let Some((one, _)) = open.into_iter().find(|(one, _)| Some(one.id) == chosen) else {
        return Ok(redirect("/my/work"));
    };
    let standing = people::own(&ctx, &mut ctx.read().await?).await?.standing;
    let owner = standing.coach.or(standing.adviser);
    let new = NewApplication {
        person: ctx.id(),
        opportunity: one.id,
        owner: owner.unwrap_or(one.keeper),
        guaranteed: one.guaranteed,
        cv: String::new(),
        first: NewStep::usual("interested", ctx.today(), one.answer_days, "young-person"),
    };
    ctx.submit(&form, async move |tx: &mut WriteTx| {
        queries::add(tx, &new).await?;
        Ok::<_, Halt>("/my/work?said=interested".to_owned())
    })
    .await
}

/// Records their answer to an application: yes or no to an offer, a change of mind, or that it may be shared.
pub(super) async fn answer(ctx: OwnCtx, form: Form) -> Answer {
    let id = form.text("application").parse::<ApplicationId>().ok();
    let id = id.ok_or(WebError::NotFound)?;
    let mut tx = ctx.read().await?;
    let one = queries::find(&mut tx, ctx.council(), id).await?;
    let one = one.filter(|one| one.person == ctx.id());
    let one = one.ok_or(WebError::NotFound)?;
    drop(tx);
    let (answer, today) = (form.owned("answer"), ctx.today());
    let agrees = answer == "agreed" && one.is_open() && !one.cv.is_empty();
    let is_theirs = ["accepted", "declined", "withdrawn"].contains(&&*answer);
    let can = is_theirs && next_of(&one.step).contains(&&*answer);
    if !agrees && !can {
        return Ok(redirect("/my/work"));
    }
    // They agree to what they have read, and not to anything written since.
    if agrees && form.version() != one.version {
        return Ok(redirect("/my/work?said=changed"));
    }
    let mut new = NewStep::usual(&answer, today, 0, "young-person");
    let mut led = "/my/work?said=work";
    if answer == "accepted" {
        let mut tx = ctx.read().await?;
        let opportunity = opportunities::find(&mut tx, ctx.council(), one.opportunity).await?;
        let born = people::own(&ctx, &mut tx).await?.fields.born_on;
        // Their yes is never lost: if the pay is too low it waits for the worker, who asks the employer today.
        if opportunity.is_some_and(|offer| refusal(&offer, born, today).is_some()) {
            new = NewStep::usual("said-yes", today, 0, "young-person");
            new.waits_for = "worker".into();
            led = "/my/work?said=pay";
        }
    } else {
        new.reason = "other".into();
    }
    // Whatever they say, the worker acts on it today.
    if answer == "accepted" {
        new.due_on = Some(today);
    }
    let mut tx = ctx.read().await?;
    let standing = people::own(&ctx, &mut tx).await?.standing;
    let holders = [Some(one.owner), standing.coach, standing.adviser];
    let ring = outside::reach_first(&mut tx, ctx.council(), &holders).await?;
    drop(tx);
    let letter = Letter {
        account: Some(one.owner),
        recipient: ring.email,
        subject: "A young person has answered".into(),
        body: format!(
            "Hello {},\n\nA young person has answered on their own pages about an application that you own:\n\n{}/applications/{}\n",
            ring.name,
            ctx.app().config.public_url(),
            one.id
        ),
    };
    ctx.submit(&form, async move |tx: &mut WriteTx| {
        if !letter.recipient.is_empty() {
            outbox::post(tx, letter.clone()).await?;
        }
        if agrees {
            let papers = Papers {
                cv: one.cv.clone(),
                answers: one.answers.clone(),
                agreed_on: Some(tx.today()),
                meets_criteria: one.meets_criteria.clone(),
                agrees: true,
            };
            queries::keep_papers(tx, &one, one.version, &papers).await?;
        } else {
            queries::note_step(tx, &one, one.version, &new).await?;
        }
        Ok::<_, Halt>(led.to_owned())
    })
    .await
}
