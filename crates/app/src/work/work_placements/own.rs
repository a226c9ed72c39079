//! A young person's own page about their work: the plan to agree to, and the check-in.

use askama::Template;
use store::WriteTx;
use values::{CheckInId, Pence, WorkPlacementId};

use super::{
    forms::read_said,
    lists::{Going, Side},
    model::{CheckIn, Status, TopUpPart},
    queries,
};
use crate::{
    engagement::employers,
    office::library::Library,
    person::{
        due::{self, Rules},
        people,
    },
    post::outbox::{self, Letter},
    shell::{
        outside,
        web::{
            Answer, Form, Frame, Halt, OwnCtx, Query, Said, WebError, frame, html, redirect, words,
        },
    },
};

struct Job {
    id: WorkPlacementId,
    title: String,
    lines: Vec<String>,
    /// The plan that the page shows; may be empty.
    plan_id: String,
    plan: Vec<(String, String)>,
    /// Whether they are asked to agree to the plan.
    agrees: bool,
    agreed: Option<String>,
    /// What the employer shared, the newest first.
    shared: Vec<String>,
}

struct Asks {
    id: CheckInId,
    title: String,
    wrong: Option<String>,
    going: String,
    typed: String,
    shares: bool,
}

#[derive(Template)]
#[template(path = "work_placements/own.html")]
struct JobPage {
    frame: Frame,
    jobs: Vec<Job>,
    asks: Option<Asks>,
    /// Top-ups still owed for work that is over.
    owed: Vec<String>,
}

/// Puts a top-up into words: the next part, and what was paid so far. Empty if there is none.
fn top_up_words(parts: &[&TopUpPart]) -> String {
    let paid = parts.iter().filter(|part| part.paid_on.is_some());
    let paid: i64 = paid.map(|part| part.pence).sum();
    let next = parts.iter().find(|part| part.paid_on.is_none());
    let so_far = match paid {
        0 => String::new(),
        pence => format!("; {} paid so far", Pence(pence)),
    };
    match next {
        Some(part) => format!(
            "Top-up: {} on {}{so_far}",
            Pence(part.pence),
            words::day(part.on)
        ),
        None if paid > 0 => format!("Top-up: {} paid", Pence(paid)),
        None => String::new(),
    }
}

async fn page(ctx: &OwnCtx, said: &Said, form: &Form, wrong: Option<String>) -> Answer {
    let (mut tx, council, today) = (ctx.read().await?, ctx.council(), ctx.today());
    let all = queries::of_person(&mut tx, council, ctx.id()).await?;
    let open: Vec<WorkPlacementId> = all
        .iter()
        .filter(|one| one.ended_on.is_none())
        .map(|one| one.id)
        .collect();
    let asked = queries::due_for_person(&mut tx, council, &open, today).await?;
    let plans = queries::plans(&mut tx, council, &open).await?;
    let check_ins = queries::check_ins(&mut tx, council, &open).await?;
    let every: Vec<WorkPlacementId> = all.iter().map(|one| one.id).collect();
    let top_ups = queries::top_ups(&mut tx, council, &every).await?;
    let owed = all
        .iter()
        .filter(|one| one.ended_on.is_some())
        .flat_map(|one| {
            let own = top_ups.iter().filter(|part| part.placement == one.id);
            own.filter(|part| part.is_due(today, one.ended_on))
                .map(|part| {
                    let title = &one.title;
                    format!(
                        "{} of your top-up for {title} is still to be paid.",
                        Pence(part.pence)
                    )
                })
        });
    let owed: Vec<String> = owed.collect();
    let named = employers::names(&mut tx, council).await?;
    let mut jobs = Vec::new();
    let mut asks = None;
    for one in all.iter().filter(|one| one.ended_on.is_none()) {
        let plan = plans.iter().find(|(of, _)| *of == one.id);
        let plan = plan.map(|(_, plan)| plan.clone());
        let shared = check_ins.iter().rev().filter(|each| {
            each.placement == one.id
                && each.side == Side::Employer
                && each.shares
                && !each.words.is_empty()
        });
        let when = match one.stands(today) {
            Status::Ahead | Status::NotStarted => {
                format!("You start on {}", words::day(one.starts_on))
            }
            _ => format!(
                "Since {}",
                words::day(one.started_on.unwrap_or(one.starts_on))
            ),
        };
        let until = one
            .ends_on
            .map_or(String::new(), |on| format!("Until {}", words::day(on)));
        let parts = top_ups.iter().filter(|part| part.placement == one.id);
        let parts: Vec<&TopUpPart> = parts.collect();
        let lines = [
            named.get(&one.employer).cloned().unwrap_or_default(),
            when,
            until,
            one.pay_words(),
            top_up_words(&parts),
        ];
        let own = asked.as_ref().filter(|each| each.placement == one.id);
        if let Some(each) = own {
            asks = Some(Asks {
                id: each.id,
                title: one.title.clone(),
                wrong: wrong.clone(),
                going: form.owned("going"),
                typed: form.owned("words"),
                shares: form.text("shares") == "yes",
            });
        }
        jobs.push(Job {
            id: one.id,
            title: one.title.clone(),
            lines: lines.into_iter().filter(|line| !line.is_empty()).collect(),
            agrees: plan.as_ref().is_some_and(|plan| plan.agreed_on.is_none()),
            agreed: plan
                .as_ref()
                .and_then(|plan| plan.agreed_on)
                .map(|on| format!("You agreed to this on {}.", words::day(on))),
            plan_id: plan
                .as_ref()
                .map(|plan| plan.id.to_string())
                .unwrap_or_default(),
            plan: plan.map_or_else(Vec::new, |plan| {
                let lines = plan.words.lines();
                lines
                    .map(|(asks, text)| (asks.to_owned(), text.to_owned()))
                    .collect()
            }),
            shared: shared.map(|each| each.words.clone()).collect(),
        });
    }
    let title = if wrong.is_some() {
        "Error: My work"
    } else {
        "My work"
    };
    Ok(html(&JobPage {
        frame: frame(ctx, title, said),
        jobs,
        asks,
        owed,
    }))
}

/// Shows their work.
pub(super) async fn show(ctx: OwnCtx, Query(said): Query<Said>) -> Answer {
    page(&ctx, &said, &Form::default(), None).await
}

/// Records that they agree to the plan.
pub(super) async fn agree(ctx: OwnCtx, form: Form) -> Answer {
    let id = form.text("placement").parse::<WorkPlacementId>().ok();
    let (mut tx, council) = (ctx.read().await?, ctx.council());
    let one = queries::find(&mut tx, council, id.ok_or(WebError::NotFound)?).await?;
    let one = one
        .filter(|one| one.person == ctx.id())
        .ok_or(WebError::NotFound)?;
    let plan = queries::plan(&mut tx, council, one.id).await?;
    drop(tx);
    let Some(plan) = plan.filter(|plan| plan.agreed_on.is_none()) else {
        return Ok(redirect("/my/job"));
    };
    // They agree to what they have read, and not to anything written since.
    if plan.id.to_string() != form.text("plan") {
        return Ok(redirect("/my/job?said=changed"));
    }
    ctx.submit(&form, async move |tx: &mut WriteTx| {
        let (one, plan) = (one.clone(), plan.id);

        queries::agree(tx, &one, plan, "own-pages").await?;
        Ok::<_, Halt>("/my/job?said=work".to_owned())
    })
    .await
}

/// Finds the check-in that a form answers, if it is theirs.
async fn theirs(ctx: &OwnCtx, form: &Form) -> Result<CheckIn, WebError> {
    let id = form.text("check_in").parse::<CheckInId>().ok();
    let id = id.ok_or(WebError::NotFound)?;
    let one = queries::check_in(&mut ctx.read().await?, ctx.council(), id).await?;
    let one = one.filter(|one| one.person == ctx.id() && one.side == Side::YoungPerson);
    one.ok_or(WebError::NotFound)
}

/// Saves how it is going. A worry reaches the worker who manages it at once.
pub(super) async fn answer(ctx: OwnCtx, form: Form) -> Answer {
    let check_in = theirs(&ctx, &form).await?;
    let said = match read_said(&form) {
        Ok(said) => said,
        Err(errors) => {
            let wrong = errors.at("going").or(errors.at("words"));
            let wrong = wrong.unwrap_or("Check your answer").to_owned();
            return page(&ctx, &Said::default(), &form, Some(wrong)).await;
        }
    };
    let (mut tx, council) = (ctx.read().await?, ctx.council());
    let one = queries::find(&mut tx, council, check_in.placement).await?;
    let one = one.ok_or(WebError::NotFound)?;
    let standing = people::own(&ctx, &mut tx).await?.standing;
    let holders = [Some(one.keeper), standing.coach, standing.adviser];
    let ring = outside::reach_first(&mut tx, council, &holders).await?;
    drop(tx);
    let letter = Letter {
        account: Some(one.keeper),
        recipient: ring.email,
        subject: "A young person is worried about their work".into(),
        body: format!(
            "Hello {},\n\nA young person whose work placement you manage is worried that it may end. Contact them today:\n\n{}/work-placements/{}\n",
            ring.name,
            ctx.app().config.public_url(),
            one.id
        ),
    };
    let library = Library::load(ctx.app(), &mut ctx.read().await?, ctx.council()).await?;
    let (rules, person) = (Rules::of(ctx.app(), library), ctx.id());
    ctx.submit(&form, async move |tx: &mut WriteTx| {
        queries::answer(tx, &check_in, &said).await?;
        // Saying how it is going is being in touch.
        due::refresh(tx, &rules, person).await?;
        if said.answer == Going::Worried && !letter.recipient.is_empty() {
            outbox::post(tx, letter.clone()).await?;
            return Ok::<_, Halt>("/my/job?said=worried".to_owned());
        }
        Ok("/my/job?said=thanks".to_owned())
    })
    .await
}
