//! Putting a young person on a stage: a first start, a move, or a return.

use chrono::NaiveDate;
use programme::{Event, PersonFacts, StageKey};
use store::{ReadTx, StoreError, WriteTx};
use values::{CouncilId, PersonId};

use crate::{
    office::library::Version,
    person::{
        due::{self, Rules},
        enrolments::{self, Enrol, Following, model},
        people, referrals,
    },
    shell::web::{Errors, Halt, WebError},
};

/// Where a young person is placed, and why.
#[derive(Clone)]
pub struct Place {
    /// The version for a first start. Someone already enrolled stays on their own.
    pub version: Version,
    /// The stage.
    pub stage: StageKey,
    /// The first day there.
    pub on: NaiveDate,
    /// Why, in the worker's words.
    pub reason: String,
}

/// Puts a young person on a stage as the engine allows, and computes what is due. Nothing happens if they are already there.
///
/// Errors: [`Halt::Refused`] at `stage` with the engine's reason.
pub async fn place(
    tx: &mut WriteTx,
    rules: &Rules,
    person: PersonId,
    to: &Place,
) -> Result<(), Halt> {
    let council = tx.council();
    let enrolments = enrolments::of_person(tx, council, person).await?;
    let of_programme = |one: &&model::Enrolment| one.programme_key == to.version.key;
    let open = enrolments.iter().find(|one| one.ended_on.is_none());
    let Some(before) = open.or(enrolments.iter().rev().find(of_programme)) else {
        return start(tx, rules, person, to).await;
    };
    if open.is_some() && before.programme_key != to.version.key {
        let message = "They are on another programme. End that first, or choose one of its stages";
        return Err(Errors::one("stage", message).into());
    }
    if before.stage_key == to.stage.as_str() {
        tx.housekeeping();
        return Ok(());
    }
    let unreadable = || StoreError::Unreadable("a history".into());
    let version = rules
        .library
        .version(before.programme_version)
        .ok_or_else(unreadable)?;
    let stretches = enrolments::stretches_of(tx, council, before.id).await?;
    let history = model::history(&stretches).ok_or_else(unreadable)?;
    let (event, code) = if open.is_some() {
        (Event::MoveTo(to.stage.clone()), "move")
    } else {
        (Event::Return(to.stage.clone()), "return")
    };
    let step = version
        .programme
        .advance(&history, event, to.on)
        .map_err(|refusal| Errors::one("stage", refusal.to_string()))?;
    let code = format!("{code}:{}", to.stage);
    enrolments::move_on(tx, before, &step, (&to.reason, None), &code).await?;
    Ok(due::refresh(tx, rules, person).await?)
}

/// Refuses a programme that is not for somebody of that age on the first day.
///
/// Errors: [`Halt::Refused`] at `stage` with the reason.
pub(super) async fn check_age(
    tx: &mut ReadTx,
    person: PersonId,
    (version, on): (&Version, NaiveDate),
    council: CouncilId,
) -> Result<(), Halt> {
    let Some(person) = people::find(tx, council, person).await? else {
        return Ok(());
    };
    let facts = PersonFacts {
        born_on: person.fields.born_on,
        care_status: Some(person.fields.care_status),
        ehcp: person.fields.ehcp.answer(),
    };
    match programme::age_refusal(&version.programme, &facts, on) {
        Some(refused) => Err(Errors::one("stage", refused.trim_end_matches('.').to_owned()).into()),
        None => Ok(()),
    }
}

async fn start(tx: &mut WriteTx, rules: &Rules, person: PersonId, to: &Place) -> Result<(), Halt> {
    let council = tx.council();
    check_age(tx, person, (&to.version, to.on), council).await?;
    let step = to
        .version
        .programme
        .start(&to.stage, to.on)
        .map_err(|refusal| Errors::one("stage", refusal.to_string()))?;
    let new = Enrol {
        person,
        version: to.version.id,
        programme_key: to.version.key.clone(),
        referred_on: referrals::received_on(tx, council, person, &to.version.key).await?,
        on: to.on,
        step,
        reason: to.reason.clone(),
        lead: None,
    };
    enrolments::enrol(tx, &new).await?;
    due::refresh(tx, rules, person)
        .await
        .map_err(WebError::from)?;
    Ok(())
}

/// Switches an enrolment to another version of its programme, and computes what is due by it. If the version replaces their stage with
/// another, that stage begins today.
///
/// Errors: [`Halt::Stale`] when it was moved since it was read, [`Halt::Refused`] at `enrolment` when the version has no stage for it.
pub async fn follow(
    tx: &mut WriteTx,
    rules: &Rules,
    following: &Following,
    to: &Version,
) -> Result<(), Halt> {
    let (council, unreadable) = (tx.council(), || {
        StoreError::Unreadable("an enrolment".into())
    });
    let before = enrolments::find(tx, council, following.id)
        .await?
        .filter(|found| found.version == following.row_version)
        .ok_or(StoreError::Stale)?;
    let from = rules.library.version(before.programme_version);
    let from = from.ok_or_else(unreadable)?;
    let successors = programme::successors(&from.programme, &to.programme)
        .map_err(|reasons| Errors::one("enrolment", reasons.join(" ")))?;
    let stretches = enrolments::stretches_of(tx, council, before.id).await?;
    let history = model::history(&stretches).ok_or_else(unreadable)?;
    let step = to
        .programme
        .take_over(&history, &successors, tx.today())
        .map_err(|refusal| Errors::one("enrolment", refusal.to_string()))?;
    enrolments::set_version(tx, &before, to.id, &step).await?;
    Ok(due::refresh(tx, rules, before.person).await?)
}
