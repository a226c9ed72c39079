//! What an employer sees when they open the link: one request, and one tap to answer it.

use std::sync::Arc;

use axum::extract::State;
use govuk::SummaryList;
use store::WriteTx;
use values::SlotAskedId;

use super::{
    model::{AskedEmployer, SlotRequest, Status},
    queries,
};
use crate::{
    App,
    engagement::employers::{self, EmployerContact},
    post::outbox::{self, Letter},
    shell::{
        outside::{self, Asking, Outside, Reach, Visit},
        web::{Answer, Form, Halt, Origin, Path, Query, Said, WebError},
    },
};

struct Opened {
    visit: Visit,
    asked: AskedEmployer,
    one: SlotRequest,
    ring: Reach,
}

async fn open(app: &Arc<App>, token: &str) -> Result<Opened, WebError> {
    let visit = Visit::open(app, "offer", token).await?;
    let (mut tx, council) = (visit.read().await?, visit.council());
    let asked = queries::asked(&mut tx, council, SlotAskedId(visit.record())).await?;
    let asked = asked.ok_or(WebError::NotFound)?;
    let one = queries::find(&mut tx, council, asked.request).await?;
    let one = one.ok_or(WebError::NotFound)?;
    let ring = outside::reach(&mut tx, council, one.keeper).await?;
    Ok(Opened {
        visit,
        asked,
        one,
        ring,
    })
}

/// Shows the request.
pub(super) async fn ask(
    axum::extract::State(app): State<Arc<App>>,
    Path(token): Path<String>,
    Query(said): Query<Said>,
) -> Answer {
    let Opened {
        visit,
        asked,
        one,
        ring,
    } = open(&app, &token).await?;
    let mut about = SummaryList::new()
        .row("What", one.what())
        .row("When", one.when())
        .row("How long", format!("{} minutes", one.minutes))
        .row("Where", one.place.clone());
    if !one.words.is_empty() {
        about = about.row("Good to know", one.words.clone());
    }
    let has_it = one.taken_by == Some(asked.employer) && asked.answer == "yes";
    let page = Outside::new(&visit, one.title(), ring).about(about);
    let yes = Asking::new("yes", "Yes, we can do this");
    let no = Asking::second("no", "Not this time");
    let page = match one.stands(visit.today()) {
        Status::Withdrawn => page.says("This is no longer needed. Thank you for offering."),
        Status::Given if has_it => page.says("This took place. Thank you. It made a difference."),
        Status::Taken if has_it => page
            .says("Thank you for saying yes. There is nothing more to do until the day.")
            .asking(Asking::second("no", "We cannot do it after all")),
        Status::Taken if said.code() == "late" || asked.answer == "late" => page
            .says("Thank you. Another employer said yes just before you. We will ask you again."),
        Status::Taken => page.says("Another employer has said yes. Thank you for looking."),
        Status::Open if asked.answer == "no" => page
            .says("You said not this time. That is fine.")
            .asking(Asking::second("yes", "We can do it after all")),
        Status::Open => page
            .says("You told us that you offer this. The first employer to say yes gets it.")
            .asking(yes)
            .asking(no),
        _ => page.says("The day has passed. Thank you for looking."),
    };
    page.show()
}

/// Records the answer.
pub(super) async fn send(
    State(app): State<Arc<App>>,
    origin: Origin,
    Path(token): Path<String>,
    form: Form,
) -> Answer {
    let Opened {
        visit,
        asked,
        one,
        ring,
    } = open(&app, &token).await?;
    let says_yes = match form.text("answer") {
        "yes" => true,
        "no" => false,
        _ => return Err(WebError::Malformed),
    };
    let is_over = matches!(
        one.stands(visit.today()),
        Status::Withdrawn | Status::Missed | Status::Past | Status::Given | Status::NotGiven
    );
    let done = visit
        .submit(&origin, &form, async move |tx: &mut WriteTx| {
            if is_over {
                tx.housekeeping();
                return Ok(String::new());
            }
            let has_it = answer(tx, &asked, &one, says_yes, &ring).await?;
            Ok(match (says_yes, has_it) {
                (true, true) => "?said=yes",
                (true, false) => "?said=late",
                (false, _) => "?said=no",
            }
            .to_owned())
        })
        .await;
    Visit::or_page(done)
}

/// Records an answer, and emails the employer who has the request and the worker who asked. Returns whether the employer has it.
pub(super) async fn answer(
    tx: &mut WriteTx,
    asked: &AskedEmployer,
    one: &SlotRequest,
    says_yes: bool,
    ring: &Reach,
) -> Result<bool, Halt> {
    let had_it = one.taken_by == Some(asked.employer);
    if says_yes && had_it {
        tx.housekeeping();
        return Ok(true);
    }
    if !says_yes {
        queries::decline(tx, asked).await?;
        if had_it {
            let words =
                "They cannot do it after all. It is open again, so you can ask another employer.";
            tell_keeper(tx, one, ring, asked, words).await?;
        }
        return Ok(false);
    }
    let has_it = queries::take(tx, asked).await?;
    if has_it {
        let council = tx.council();
        let contact = employers::contact(tx, council, asked.contact).await?;
        if let Some(contact) = contact.filter(|contact| !contact.email.is_empty()) {
            confirm(tx, one, &contact, ring).await?;
        }
        tell_keeper(tx, one, ring, asked, "They have said yes.").await?;
    }
    Ok(has_it)
}

async fn confirm(
    tx: &mut WriteTx,
    one: &SlotRequest,
    contact: &EmployerContact,
    ring: &Reach,
) -> Result<(), Halt> {
    let letter = Letter {
        account: None,
        recipient: contact.email.clone(),
        subject: format!("Confirmed: {} on {}", one.what(), one.short_when()),
        body: format!(
            "Hello {},\n\nThank you for saying yes to this:\n\n{}\n{}\n\nIf something comes up, you can still use the link in our first email. If you have questions, contact {}.\n",
            contact.name,
            one.title(),
            one.place,
            ring.words(),
        ),
    };
    Ok(outbox::post(tx, letter).await?)
}

async fn tell_keeper(
    tx: &mut WriteTx,
    one: &SlotRequest,
    ring: &Reach,
    asked: &AskedEmployer,
    words: &str,
) -> Result<(), Halt> {
    if ring.email.is_empty() || Some(one.keeper) == tx.by() {
        return Ok(());
    }
    let council = tx.council();
    let employer = employers::find(tx, council, asked.employer).await?;
    let letter = Letter {
        account: Some(one.keeper),
        recipient: ring.email.clone(),
        subject: format!("{} on {}", one.what(), one.short_when()),
        body: format!(
            "Hello {},\n\n{}: {words}\n\n{}\n",
            ring.name,
            employer.map(|one| one.name).unwrap_or_default(),
            one.title(),
        ),
    };
    Ok(outbox::post(tx, letter).await?)
}
