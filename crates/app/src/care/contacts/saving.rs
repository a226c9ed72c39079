//! Saving a contact, with all that follows from it; and taking back one that was saved a moment ago.

use axum::response::Response;
use chrono::{NaiveDate, TimeDelta};
use store::WriteTx;
use values::{ContactId, PersonId};

use super::{forms::Read, queries};
use crate::{
    care::{
        appointments::{self, Appointment, NewAppointment},
        commitments::{self, NewCommitment, Promiser},
    },
    person::{
        due::{self, Rules},
        enrolments,
    },
    shell::web::{Ctx, Form, Halt},
};

/// For how long a contact can be taken back as if it had not been saved, in minutes. Later it is corrected.
const TAKEN_BACK_MINUTES: i64 = 60;

/// What a form saves.
pub(super) struct Saving {
    /// The appointment that the contact was.
    pub(super) appointment: Option<Appointment>,
    /// The day by which the cadence asks for the next contact.
    pub(super) by_cadence: Option<NaiveDate>,
    /// What the form says.
    pub(super) read: Read,
    /// Until when the worker puts the young person off, after a try that reached nobody.
    pub(super) put_off_until: Option<NaiveDate>,
    /// What is due.
    pub(super) rules: Rules,
}

pub(super) fn ended_as(is_held: bool) -> &'static str {
    if is_held { "held" } else { "not-held" }
}

/// Records a contact, says how the appointment for it ended, arranges the next one if a day other than the cadence's was agreed, and
/// works out what is due. Leads where `then` says.
pub(super) async fn save(
    ctx: &Ctx,
    id: PersonId,
    form: &Form,
    saving: Saving,
    then: fn(PersonId, ContactId) -> String,
) -> Result<Response, Halt> {
    let Saving {
        appointment,
        by_cadence,
        read,
        put_off_until,
        rules,
    } = saving;
    let (council, worker) = (ctx.council(), ctx.me());
    let is_other_day = read.next_on != by_cadence || !read.next_time.is_empty();
    let next = read
        .next_on
        .filter(|_| is_other_day)
        .map(|on| NewAppointment {
            kind: read.contact.kind.clone(),
            on,
            begins: read.next_time.clone(),
            minutes: appointments::USUAL_MINUTES,
            place: String::new(),
            attends: String::new(),
            expected_back: String::new(),
            drop_in: None,
        });
    let contact = read.contact;
    let promise = read.promise.map(|(words, due_on)| NewCommitment {
        words,
        promised_on: contact.held_on,
        due_on,
        owner: worker,
        promised_by: Promiser::Staff,
        said_at: contact.kind.clone(),
        employer: None,
        request: None,
    });
    ctx.submit_about(id, form, async move |tx: &mut WriteTx| {
        let all = enrolments::of_person(tx, council, id).await?;
        let enrolment = enrolments::of_worker(&all, worker).map(|one| one.id);
        let of = appointment.as_ref().map(|one| one.id);
        if let Some(one) = &appointment {
            appointments::finish(tx, one, ended_as(contact.facts.is_held()), "").await?;
        }
        let recorded = queries::record(tx, id, enrolment, of, &contact).await?;
        if let Some(next) = &next {
            appointments::arrange(tx, id, worker, None, next).await?;
        }
        if let Some(promise) = &promise {
            commitments::make(tx, id, promise).await?;
        }
        if let Some(until) = put_off_until {
            due::put_off(tx, id, until).await?;
        }
        due::refresh(tx, &rules, id).await?;
        Ok(then(id, recorded))
    })
    .await
}

/// Takes back a contact that the worker saved a moment ago, with what was arranged and put off in the same act. It stays in the history.
pub(super) async fn take_back(
    ctx: &Ctx,
    (id, person): (ContactId, PersonId),
    form: &Form,
    rules: Rules,
) -> Result<Response, Halt> {
    let since = ctx.now() - TimeDelta::minutes(TAKEN_BACK_MINUTES);
    ctx.submit_about(person, form, async move |tx: &mut WriteTx| {
        let (at, appointment) = queries::take_back(tx, id, since.into()).await?;
        if let Some(appointment) = appointment {
            appointments::reopen(tx, appointment).await?;
        }
        appointments::call_off_made_at(tx, person, at).await?;
        due::take_back_put_off(tx, person, at).await?;
        due::refresh(tx, &rules, person).await?;
        Ok("/today?said=taken-back".to_owned())
    })
    .await
}
