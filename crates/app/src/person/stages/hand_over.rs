//! Who takes over when somebody moves on: allocated at once by whoever may, and otherwise proposed to them. Whoever has to act hears of it.

use govuk::{Html, Select};
use policy::{Action, Role};
use store::{StoreError, WriteTx};
use values::{AccountId, PersonId};

use super::forms::MoveForm;
use crate::{
    office::accounts,
    person::people::{self, Allocation, Person},
    post::outbox::{self, Letter},
    shell::web::{Ctx, Errors, WebError},
};

/// Who takes over, and what follows.
#[derive(Clone)]
pub(super) struct TakenOver {
    coach: AccountId,
    /// Whether it is decided, and not proposed.
    is_decided: bool,
    /// What their allocation becomes.
    allocation: Allocation,
    version: i32,
    /// The letters to those who have to act.
    letters: Vec<Letter>,
}

/// Asks who takes over.
pub(super) async fn field(
    ctx: &Ctx,
    person: &Person,
    form: &MoveForm,
    errors: &Errors,
) -> Result<Html, WebError> {
    let mut tx = ctx.read().await?;
    let coaches = accounts::workers_with(&mut tx, ctx.council(), &[Role::Coach]).await?;
    let decides = ctx.permits(Action::AllocatePerson, &person.standing);
    let (label, hint) = if decides {
        (
            "Who will work with them from then?",
            "You only need to answer if they are moving to another stage. The new worker will be told, and their first task is to meet the young person.",
        )
    } else {
        (
            "Who do you propose as their coach from then?",
            "You only need to answer if they are moving to another stage. The team manager decides, and will see this on Today.",
        )
    };
    let mut select = Select::new("takes_over", label)
        .hint(hint)
        .item("", "The same as before")
        .selected(&*form.takes_over)
        .error(errors.at("takes_over"));
    for one in coaches {
        if Some(one.id) != person.standing.coach {
            select = select.item(one.id.to_string(), one.name);
        }
    }
    Ok(Html::of(select))
}

/// Reads who takes over; `None` for the same as before.
pub(super) async fn read(
    ctx: &Ctx,
    person: &Person,
    form: &MoveForm,
) -> Result<Result<Option<TakenOver>, Errors>, WebError> {
    if form.takes_over.is_empty() {
        return Ok(Ok(None));
    }
    let mut tx = ctx.read().await?;
    let council = ctx.council();
    let coaches = accounts::workers_with(&mut tx, council, &[Role::Coach]).await?;
    let mut coaches = coaches.into_iter();
    let Some(coach) = coaches.find(|one| one.id.to_string() == form.takes_over) else {
        let message = "Choose someone from the list";
        return Ok(Err(Errors::one("takes_over", message)));
    };
    let is_decided = ctx.permits(Action::AllocatePerson, &person.standing);
    let to = if is_decided {
        let email = accounts::email_of(&mut tx, council, coach.id).await?;
        vec![(coach.id, coach.name, email.unwrap_or_default())]
    } else {
        accounts::answering_for(&mut tx, council, person.standing.team).await?
    };
    let address = ctx.app().config.public_url();
    let id = person.standing.id;
    let letters = to.into_iter().map(|(account, name, email)| {
        let (subject, says) = if is_decided {
            (
                "A young person has been handed over to you",
                format!("You are now working with a young person. Your first task is to meet them:\n\n{address}/people/{id}"),
            )
        } else {
            (
                "A colleague has proposed a new coach",
                format!("A colleague has proposed a new coach for a young person in your team. Agree, or choose someone else:\n\n{address}/people/{id}/allocate"),
            )
        };
        Letter {
            account: Some(account),
            recipient: email,
            subject: subject.into(),
            body: format!("Hello {name},\n\n{says}\n"),
        }
    });
    Ok(Ok(Some(TakenOver {
        coach: coach.id,
        is_decided,
        allocation: Allocation {
            coach: Some(coach.id),
            ..Allocation::from(person.standing)
        },
        version: person.version,
        letters: letters.collect(),
    })))
}

/// Hands over, or proposes it. Returns what the page says afterwards.
pub(super) async fn hand_over(
    tx: &mut WriteTx,
    person: PersonId,
    to: &TakenOver,
) -> Result<&'static str, StoreError> {
    let said = if to.is_decided {
        people::allocate(tx, person, to.version, &to.allocation, "hand-over").await?;
        "handed-over"
    } else {
        people::propose_coach(tx, person, to.coach).await?;
        "coach-proposed"
    };
    for letter in &to.letters {
        outbox::post(tx, letter.clone()).await?;
    }
    Ok(said)
}
