//! What an employer sees through a link: the employment plan to write, and the check-in.

use std::sync::Arc;

use axum::extract::State;
use govuk::{Checkboxes, Radios, SummaryList, Textarea};
use store::WriteTx;
use values::{CheckInId, WorkPlacementId};

use super::{
    forms::{read_plan, read_said},
    lists::{Going, Side, Writer},
    model::{CheckIn, WorkPlacement},
    plans, queries,
};
use crate::{
    App,
    person::people::{self, Person},
    post::outbox::{self, Letter},
    shell::{
        choices::Code,
        outside::{self, Asking, Outside, Reach, Visit},
        web::{Answer, Errors, Form, Halt, Origin, Path, Query, Said, WebError, words},
    },
};

struct Opened {
    visit: Visit,
    one: WorkPlacement,
    person: Person,
    ring: Reach,
}

async fn opened(visit: Visit, id: WorkPlacementId) -> Result<Opened, WebError> {
    let (mut tx, council) = (visit.read().await?, visit.council());
    let one = queries::find(&mut tx, council, id).await?;
    let one = one.ok_or(WebError::NotFound)?;
    let person = people::find(&mut tx, council, one.person).await?;
    let person = person.filter(|person| !person.has_died());
    let person = person.ok_or(WebError::LinkEnded)?;
    let standing = person.standing;
    let holders = [Some(one.keeper), standing.coach, standing.adviser];
    let ring = outside::reach_first(&mut tx, council, &holders).await?;
    drop(tx);
    visit.see(&person.standing).await?;
    Ok(Opened {
        visit,
        one,
        person,
        ring,
    })
}

fn letter(opened: &Opened, subject: &str, line: &str) -> Letter {
    let address = opened.visit.public_url();
    Letter {
        account: Some(opened.one.keeper),
        recipient: opened.ring.email.clone(),
        subject: subject.to_owned(),
        body: format!(
            "Hello {},\n\n{line}\n\n{address}/work-placements/{}\n",
            opened.ring.name, opened.one.id
        ),
    }
}

fn plan_page(opened: &Opened, said: &str, form: &Form, errors: &Errors) -> Answer {
    let one = &opened.one;
    let name = &opened.person.fields.given_name;
    let about = SummaryList::new()
        .row("Name", name.clone())
        .row("Work", one.title.clone())
        .row("First day", words::day(one.starts_on));
    let page = Outside::new(
        &opened.visit,
        format!("Before {name} starts"),
        opened.ring.clone(),
    )
    .errors(errors, &[])
    .about(about);
    if one.ended_on.is_some() {
        return page.says("This work placement is over. Thank you.").show();
    }
    let page = if said == "thanks" {
        page.says("Thank you. They will read it before the first day. You can change it here.")
    } else {
        page.says(
            "Seven short questions. They will read your answers, so write as you would speak to them.",
        )
    };
    let asking = plans::fields(form, errors)
        .into_iter()
        .fold(Asking::new("plan", "Send the plan"), Asking::field);
    page.asking(asking).show()
}

/// Shows the plan to write.
pub(super) async fn ask_plan(
    State(app): State<Arc<App>>,
    Path(token): Path<String>,
    Query(said): Query<Said>,
) -> Answer {
    let visit = Visit::open(&app, "work-plan", &token).await?;
    let id = WorkPlacementId(visit.record());
    let opened = opened(visit, id).await?;
    let plan = queries::plan(&mut opened.visit.read().await?, opened.visit.council(), id).await?;
    let form = plans::begin(plan.as_ref());
    plan_page(&opened, said.code(), &form, &Errors::default())
}

/// Saves the plan. The worker is told, and the young person is asked to agree to it again.
pub(super) async fn write_plan(
    State(app): State<Arc<App>>,
    origin: Origin,
    Path(token): Path<String>,
    form: Form,
) -> Answer {
    let visit = Visit::open(&app, "work-plan", &token).await?;
    let id = WorkPlacementId(visit.record());
    let opened = opened(visit, id).await?;
    if opened.one.ended_on.is_some() {
        return plan_page(&opened, "", &form, &Errors::default());
    }
    let plan = match read_plan(&form) {
        Ok(plan) => plan,
        Err(errors) => return plan_page(&opened, "", &form, &errors),
    };
    let letter = letter(
        &opened,
        "The employment plan has been written",
        "The employer has written the employment plan. Read it with the young person, who has to agree to it before the start:",
    );
    let one = opened.one.clone();
    let done = opened
        .visit
        .submit(&origin, &form, async move |tx: &mut WriteTx| {
            queries::write_plan(tx, &one, &plan, Writer::Employer).await?;
            if !letter.recipient.is_empty() {
                outbox::post(tx, letter.clone()).await?;
            }
            Ok("?said=thanks".to_owned())
        })
        .await;
    Visit::or_page(done)
}

async fn open_check_in(app: &Arc<App>, token: &str) -> Result<(Opened, CheckIn), WebError> {
    let visit = Visit::open(app, "check-in", token).await?;
    let council = visit.council();
    let check_in =
        queries::check_in(&mut visit.read().await?, council, CheckInId(visit.record())).await?;
    let check_in = check_in.ok_or(WebError::NotFound)?;
    let opened = opened(visit, check_in.placement).await?;
    Ok((opened, check_in))
}

/// What the other side shared on the same day.
async fn shared(opened: &Opened, check_in: &CheckIn) -> Result<Option<CheckIn>, WebError> {
    let (mut tx, council) = (opened.visit.read().await?, opened.visit.council());
    let all = queries::check_ins(&mut tx, council, &[check_in.placement]).await?;
    Ok(all
        .into_iter()
        .find(|one| one.due_on == check_in.due_on && one.side == Side::YoungPerson && one.shares))
}

async fn check_in_page(
    opened: &Opened,
    check_in: &CheckIn,
    form: &Form,
    errors: &Errors,
) -> Answer {
    let name = &opened.person.fields.given_name;
    let mut page = Outside::new(
        &opened.visit,
        format!("How is it going with {name}?"),
        opened.ring.clone(),
    )
    .errors(errors, &[]);
    if opened.one.ended_on.is_some() && check_in.answered_at.is_none() {
        return page
            .says("This work placement is over. There is nothing more to answer. Thank you.")
            .show();
    }
    if check_in.answered_at.is_some() {
        page = page.says("Thank you. If anything worries you, ring us early so we can help.");
        if let Some(other) = shared(opened, check_in)
            .await?
            .filter(|one| !one.words.is_empty())
        {
            page = page.says(format!("{name} wants you to know: {}", other.words));
        }
        return page.show();
    }
    let mut going = Radios::new("going", "How is it going?")
        .selected(form.text("going"))
        .error(errors.at("going"));
    for (code, words) in Going::CHOICES {
        going = going.item(*code, *words);
    }
    page.says(format!(
        "It takes a minute. {name} is asked too, and will not see your answer unless you say so."
    ))
    .asking(
        Asking::new("check-in", "Send")
            .field(going)
            .field(
                Textarea::new(
                    "words",
                    "What is going well, and what would help? (optional)",
                )
                .rows(3)
                .value(form.owned("words"))
                .error(errors.at("words")),
            )
            .field(
                Checkboxes::bare("shares")
                    .item("yes", format!("{name} may read this"))
                    .selected([form.text("shares")])
                    .small(),
            ),
    )
    .show()
}

/// Asks the employer how it is going.
pub(super) async fn ask_check_in(State(app): State<Arc<App>>, Path(token): Path<String>) -> Answer {
    let (opened, check_in) = open_check_in(&app, &token).await?;
    check_in_page(&opened, &check_in, &Form::default(), &Errors::default()).await
}

/// Saves how it is going. A worry reaches the worker at once.
pub(super) async fn answer_check_in(
    State(app): State<Arc<App>>,
    origin: Origin,
    Path(token): Path<String>,
    form: Form,
) -> Answer {
    let (opened, check_in) = open_check_in(&app, &token).await?;
    if check_in.answered_at.is_some() || opened.one.ended_on.is_some() {
        return check_in_page(&opened, &check_in, &form, &Errors::default()).await;
    }
    let said = match read_said(&form) {
        Ok(said) => said,
        Err(errors) => return check_in_page(&opened, &check_in, &form, &errors).await,
    };
    let line = format!(
        "The employer’s answer: {}. Contact both of them today:",
        said.answer.words().to_lowercase()
    );
    let letter = letter(&opened, "An employer is worried", &line);
    let done = opened
        .visit
        .submit(&origin, &form, async move |tx: &mut WriteTx| {
            queries::answer(tx, &check_in, &said).await?;
            if said.answer == Going::Worried && !letter.recipient.is_empty() {
                outbox::post(tx, letter.clone()).await?;
            }
            Ok("?said=thanks".to_owned())
        })
        .await;
    match done {
        Err(Halt::Stale) => Err(WebError::Busy),
        other => Visit::or_page(other),
    }
}
