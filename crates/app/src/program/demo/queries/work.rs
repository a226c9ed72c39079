//! Referrals, enrolments with their histories, and contacts.

use chrono::{Days, NaiveDate};
use store::{
    StoreError, WriteTx,
    entities::{contact, enrolment, funding_notice, pause_span, referral, stage_span},
    orm::Uuid,
};
use values::{EnrolmentId, PersonId, ProgrammeVersionId};

use super::{
    super::{
        Made,
        life::{Enrolled, Life},
    },
    insert, moment,
    office::Office,
};
use crate::{
    care::contacts::{Came, Canceller, NoteKind, Outcome},
    person::enrolments::{self, cadence_text},
    shell::choices::Code,
};

#[derive(Default)]
struct Rows {
    referrals: Vec<referral::New>,
    enrolments: Vec<enrolment::New>,
    stages: Vec<stage_span::New>,
    pauses: Vec<pause_span::New>,
    contacts: Vec<contact::New>,
    notices: Vec<funding_notice::New>,
}

/// What rows of one young person have in common.
struct Of<'a> {
    life: &'a Life,
    id: PersonId,
    enrolment: Option<EnrolmentId>,
    office: &'a Office,
    programme_key: &'a str,
}

pub(super) async fn write(
    tx: &mut WriteTx,
    made: &Made,
    office: &Office,
    ids: &[PersonId],
) -> Result<(), StoreError> {
    let mut rows = Rows::default();
    for (life, id) in made.lives.iter().zip(ids) {
        let of = Of {
            life,
            id: *id,
            enrolment: life.enrolment.as_ref().map(|_| tx.next_id()),
            office,
            programme_key: &made.programme_key,
        };
        rows.add_referral(tx, &of);
        if let (Some(enrolled), Some(id)) = (&life.enrolment, of.enrolment) {
            let enrolled = (id, enrolled);
            rows.add_enrolment(&of, enrolled, office.version);
            rows.add_stages(tx, &of, enrolled);
            rows.add_pauses(tx, &of, enrolled);
            rows.add_notice(tx, &of, id);
        }
        rows.add_contacts(tx, &of);
    }
    insert(tx, rows.referrals).await?;
    let enrolled: Vec<PersonId> = rows
        .enrolments
        .iter()
        .map(|row| row.person_id.into())
        .collect();
    insert(tx, rows.enrolments).await?;
    for person in enrolled {
        enrolments::note_stage(tx, person).await?;
    }
    insert(tx, rows.stages).await?;
    insert(tx, rows.pauses).await?;
    insert(tx, rows.notices).await?;
    insert(tx, rows.contacts).await
}

impl Of<'_> {
    fn worker(&self, place: usize) -> Uuid {
        self.office.accounts[place].into()
    }

    /// Returns the worker who moves them through the programme.
    fn mover(&self) -> Option<Uuid> {
        let places = &self.life.places;
        let place = places.coach.or(places.adviser);
        place.map(|place| self.worker(place))
    }
}

impl Rows {
    fn add_referral(&mut self, tx: &mut WriteTx, of: &Of<'_>) {
        let Some(one) = &of.life.referral else {
            return;
        };
        let (decision, reason) = one.decision.map_or(("", ""), |(code, why, _)| (code, why));
        let decided_by = one.decision.map(|_| of.worker(one.decided_by));
        self.referrals.push(referral::New {
            id: tx.next_id(),
            person_id: of.id.into(),
            programme_key: of.programme_key.into(),
            route: one.route.clone(),
            referrer_id: Some(of.worker(one.referrer)),
            organisation_id: None,
            outside_referrer: tx.seal(of.id, &String::new()),
            reason: tx.seal(of.id, &one.reason),
            told: one.told.into(),
            received_on: one.on,
            received_at: moment(tx, one.on).into(),
            decided_at: one.decision.map(|(_, _, on)| moment(tx, on).into()),
            decided_by,
            decision: decision.into(),
            decision_reason: reason.into(),
            version: 1,
        });
    }

    fn add_notice(&mut self, tx: &mut WriteTx, of: &Of<'_>, enrolment: EnrolmentId) {
        let Some((until, told_on)) = of.life.funding_told else {
            return;
        };
        self.notices.push(funding_notice::New {
            id: tx.next_id(),
            enrolment_id: enrolment.into(),
            person_id: of.id.into(),
            until_on: until,
            told_on,
            recorded_at: moment(tx, told_on).into(),
            recorded_by: of.mover(),
        });
    }

    fn add_enrolment(
        &mut self,
        of: &Of<'_>,
        (id, enrolled): (EnrolmentId, &Enrolled),
        version: ProgrammeVersionId,
    ) {
        let history = &enrolled.history;
        let current = history.current();
        let began = history.began_on();
        let since = current.map_or(history.stages().last().map(|span| span.from), |span| {
            Some(span.from)
        });
        self.enrolments.push(enrolment::New {
            lead_id: None,
            id: id.into(),
            person_id: of.id.into(),
            programme_version_id: version.into(),
            programme_key: of.programme_key.into(),
            stage_key: current.map_or_else(String::new, |span| span.stage.to_string()),
            since_on: since.unwrap_or(began),
            referred_on: of.life.referral.as_ref().map(|one| one.on),
            enrolled_on: began,
            paused_on: history.current_pause().map(|pause| pause.from),
            ended_on: history.exited().map(|(_, on)| on),
            own_cadence: cadence_text(enrolled.own_cadence),
            cadence_until: None,
            version: 1,
        });
    }

    fn add_stages(
        &mut self,
        tx: &mut WriteTx,
        of: &Of<'_>,
        (id, enrolled): (EnrolmentId, &Enrolled),
    ) {
        let reasons = enrolled.reasons.iter();
        for (place, (span, reason)) in enrolled.history.stages().iter().zip(reasons).enumerate() {
            let exit = span.exit.as_ref().map(ToString::to_string);
            self.stages.push(stage_span::New {
                id: tx.next_id(),
                enrolment_id: id.into(),
                person_id: of.id.into(),
                place: i32::try_from(place).unwrap_or(i32::MAX),
                stage_key: span.stage.to_string(),
                from_on: span.from,
                until_on: span.until,
                exit_key: exit.unwrap_or_default(),
                reason: tx.seal(of.id, reason),
                recorded_at: moment(tx, span.from).into(),
                recorded_by: of.mover(),
                ended_at: span.until.map(|on| moment(tx, on).into()),
                ended_by: ender(of, span.until),
            });
        }
    }

    fn add_pauses(
        &mut self,
        tx: &mut WriteTx,
        of: &Of<'_>,
        (id, enrolled): (EnrolmentId, &Enrolled),
    ) {
        for (place, span) in enrolled.history.pauses().iter().enumerate() {
            self.pauses.push(pause_span::New {
                id: tx.next_id(),
                enrolment_id: id.into(),
                person_id: of.id.into(),
                place: i32::try_from(place).unwrap_or(i32::MAX),
                reason_key: span.reason.to_string(),
                from_on: span.from,
                until_on: span.until,
                recorded_at: moment(tx, span.from).into(),
                recorded_by: of.mover(),
                ended_at: span.until.map(|on| moment(tx, on).into()),
                ended_by: ender(of, span.until),
                // Each pause that lasts is looked at again in the next days.
                review_on: span.until.is_none().then(|| tx.today() + Days::new(9)),
            });
        }
    }

    fn add_contacts(&mut self, tx: &mut WriteTx, of: &Of<'_>) {
        for talk in &of.life.contacts {
            let worker = of.worker(talk.worker);
            let (outcome, came, canceller) = told_apart(&talk.outcome);
            self.contacts.push(contact::New {
                id: tx.next_id(),
                person_id: of.id.into(),
                enrolment_id: of.enrolment.map(Uuid::from),
                worker_id: worker,
                kind: talk.kind.clone(),
                held_on: talk.on,
                outcome: outcome.code().to_owned(),
                came: came.code().to_owned(),
                why: String::new(),
                canceller: canceller.code().to_owned(),
                note: tx.seal(of.id, &talk.note),
                note_kind: NoteKind::Staff.code().to_owned(),
                agreed: tx.seal(of.id, &talk.agreed),
                appointment_id: None,
                recorded_at: moment(tx, talk.on).into(),
                recorded_by: Some(worker),
                superseded_at: None,
                activity_id: None,
            });
        }
    }
}

/// Returns what the demo's word for an outcome means: whether it took place, whether they came, and who cancelled.
fn told_apart(outcome: &str) -> (Outcome, Came, Canceller) {
    match outcome {
        "held" => (Outcome::Held, Came::NotArranged, Canceller::NoOne),
        "no-answer" => (Outcome::NoAnswer, Came::NotArranged, Canceller::NoOne),
        "cancelled-by-them" => (Outcome::NotHeld, Came::NotArranged, Canceller::Them),
        "cancelled-by-us" => (Outcome::NotHeld, Came::NotArranged, Canceller::Us),
        _ => (Outcome::NotHeld, Came::No, Canceller::NoOne),
    }
}

/// Returns who ended a stretch, once it has ended.
fn ender(of: &Of<'_>, until: Option<NaiveDate>) -> Option<Uuid> {
    until.and_then(|_| of.mover())
}
