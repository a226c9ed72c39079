//! A young person's own page about work: opportunities, their applications, and their answers.

use std::collections::HashMap;

use askama::Template;
use chrono::NaiveDate;
use store::{ReadTx, WriteTx};
use values::{ApplicationId, OpportunityId};

use super::{
    mock_interview::MockInterview,
    model::{Application, Document, Side, Step, StepTaken},
    queries::{self, NewApplication, NewStep, Papers},
    steps::refusal,
};
use crate::{
    engagement::employers,
    person::people,
    post::outbox::{self, Letter},
    shell::{
        choices::Code,
        outside,
        web::{
            Answer, Form, Frame, Halt, OwnCtx, Query, Said, WebError, frame, html, redirect, words,
        },
    },
    work::{
        hard_rules::{Asked, HardRules},
        opportunities::{self, Opportunity},
    },
};

struct Mine {
    id: ApplicationId,
    title: String,
    says: String,
    /// The news at each step: the day and the words.
    news: Vec<String>,
    /// The answers they can give: the step, the button, and the words that go with it.
    answers: Vec<(Step, &'static str, &'static str)>,
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
    let person = people::own(ctx, &mut tx).await?;
    let rules = HardRules::of(&mut tx, &person).await?;
    let ids: Vec<_> = open.iter().map(|one| one.id).collect();
    let taken = queries::taken(&mut tx, ctx.council(), &ids).await?;
    // Nobody is offered what they could not take, or what has no place left.
    open.retain(|one| {
        let taken = taken.get(&one.id).copied().unwrap_or(0);
        let is_free = u32::try_from(one.places).is_ok_and(|places| taken < places);
        let refused = rules.refusal(&Asked::of(one, ctx.today()), false);
        one.is_published() && is_free && refused.is_none()
    });
    let named = employers::names(&mut tx, ctx.council()).await?;
    let with = |one: Opportunity| {
        let employer = named.get(&one.employer).cloned().unwrap_or_default();
        (one, employer)
    };
    Ok(open.into_iter().map(with).collect())
}

/// What they can say about an interview in one tap.
const WENT: [&str; 4] = [
    "It went well",
    "It was okay",
    "It was hard",
    "I could not go",
];

fn mine(
    one: &Application,
    today: NaiveDate,
    titles: &HashMap<OpportunityId, String>,
    (steps, documents): (&[StepTaken], &[Document]),
) -> Mine {
    let answers = match one.step {
        Step::Offered => vec![
            (Step::Accepted, "Yes, I would like it", ""),
            (Step::Declined, "No, thank you", ""),
        ],
        Step::Interview if one.is_unasked() && one.since_on <= today => WENT
            .iter()
            .map(|words| (Step::HowItWent, *words, *words))
            .chain([(Step::Withdrawn, "I have changed my mind", "")])
            .collect(),
        _ if one.is_open() && one.step.leads_to().contains(&Step::Withdrawn) => {
            vec![(Step::Withdrawn, "I have changed my mind", "")]
        }
        _ => vec![],
    };
    let is_worded = one.is_unworded() || steps.iter().any(|step| step.step == Step::Worded);
    let news = steps.iter().filter_map(|step| {
        let says = match (step.step, step.said_by) {
            (Step::NoNews, _) => "No news yet. We have not forgotten you.".to_owned(),
            // What an employer says at the end is put into words by their worker first.
            (ended, Side::Employer) if ended.is_end() && is_worded => return None,
            (Step::Interview, _) => format!("Interview on {}. {}", words::day(step.on), step.words),
            (_, Side::Employer) if !step.words.is_empty() => {
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
    let mut steps: HashMap<ApplicationId, Vec<StepTaken>> = HashMap::new();
    for (id, step) in queries::steps_of(&mut tx, council, &own).await? {
        steps.entry(id).or_default().push(step);
    }
    let interviews = queries::interviews_of(&mut tx, council, id).await?;
    // What they are going for is above, and what they said no to is not offered again.
    let goes_for = |one: &Opportunity| {
        let mut own = all.iter().filter(|known| known.opportunity == one.id);
        own.any(|known| known.is_open() || known.step == Step::Declined)
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
        first: NewStep::usual(
            Step::Interested,
            ctx.today(),
            one.answer_days,
            Side::YoungPerson,
        ),
    };
    ctx.submit(&form, async move |tx: &mut WriteTx| {
        queries::add(tx, &new).await?;
        Ok::<_, Halt>("/my/work?said=interested".to_owned())
    })
    .await
}

/// What a young person can say.
const THEIRS: [Step; 4] = [
    Step::Accepted,
    Step::Declined,
    Step::Withdrawn,
    Step::HowItWent,
];

/// Returns the step that their answer takes.
async fn said(
    ctx: &OwnCtx,
    tx: &mut ReadTx,
    one: &Application,
    step: Step,
) -> Result<NewStep, WebError> {
    let today = ctx.today();
    let mut new = NewStep::usual(step, today, 0, Side::YoungPerson);
    if step == Step::Accepted {
        let opportunity = opportunities::find(tx, ctx.council(), one.opportunity).await?;
        let person = people::own(ctx, tx).await?;
        let born = person.fields.born_on;
        let rules = HardRules::of(tx, &person).await?;
        let is_refused = |offer: &Opportunity| {
            let asked = Asked::of(offer, today);
            refusal(offer, born, today).is_some() || rules.refusal(&asked, false).is_some()
        };
        // Their yes is never lost: if something has to be settled first it waits for the worker, who sees to it today.
        if opportunity.as_ref().is_some_and(is_refused) {
            new = NewStep::usual(Step::SaidYes, today, 0, Side::YoungPerson);
            new.waits_for = Some(Side::Worker);
        }
        // Whatever the pay is, the worker acts on it today.
        new.due_on = Some(today);
    } else if step != Step::HowItWent {
        new.reason = "other".into();
    }
    Ok(new)
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
    let agrees = form.text("answer") == "agreed" && one.is_open() && !one.cv.is_empty();
    let step = Step::parse(form.text("answer"));
    let says_how = one.is_unasked() && one.since_on <= ctx.today();
    let step = step.filter(|step| match step {
        Step::HowItWent => says_how && WENT.contains(&form.text("words")),
        step => THEIRS.contains(step) && one.step.leads_to().contains(step),
    });
    if !agrees && step.is_none() {
        return Ok(redirect("/my/work"));
    }
    // They agree to what they have read, and not to anything written since.
    if agrees && form.version() != one.version {
        return Ok(redirect("/my/work?said=changed"));
    }
    let mut tx = ctx.read().await?;
    let new = match step {
        Some(step) => {
            let mut new = said(&ctx, &mut tx, &one, step).await?;
            new.words = form.owned("words").chars().take(40).collect();
            Some(new)
        }
        None => None,
    };
    let waits = new.as_ref().is_some_and(|new| new.step == Step::SaidYes);
    let led = if waits {
        "/my/work?said=pay"
    } else {
        "/my/work?said=work"
    };
    let standing = people::own(&ctx, &mut tx).await?.standing;
    let holders = [Some(one.owner), standing.coach, standing.adviser];
    let ring = outside::reach_first(&mut tx, ctx.council(), &holders).await?;
    drop(tx);
    let letter = Letter {
        account: Some(one.owner),
        recipient: ring.email,
        subject: "A young person has answered".into(),
        body: format!(
            "Hello {},\n\nA young person has answered on their own pages about an application you manage:\n\n{}/applications/{}\n",
            ring.name,
            ctx.app().config.public_url(),
            one.id
        ),
    };
    ctx.submit(&form, async move |tx: &mut WriteTx| {
        if !letter.recipient.is_empty() {
            outbox::post(tx, letter.clone()).await?;
        }
        if let Some(new) = &new {
            queries::note_step(tx, &one, one.version, new).await?;
        } else {
            let papers = Papers {
                cv: one.cv.clone(),
                answers: one.answers.clone(),
                agreed_on: Some(tx.today()),
                meets_criteria: one.meets_criteria,
                agrees: true,
            };
            queries::keep_papers(tx, &one, one.version, &papers).await?;
        }
        Ok::<_, Halt>(led.to_owned())
    })
    .await
}
