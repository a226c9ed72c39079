//! What the engine looks at, from the database: for some young people, or for a whole council at once.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate};
use programme::DutyFacts;
use store::{
    KeptQuery, ReadTx, StoreError, Together,
    entities::{appointment, check_in, contact, life_event, person, referral},
    orm::{
        ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Uuid, sea_query::LockType,
    },
};
use values::{AccountId, CouncilId, PersonId, codes::CareStatus};

use super::{
    super::facts::{Known, Waiting},
    stays,
};
use crate::{
    person::{enrolments, people::StoppedAs},
    shell::{choices::Code, clock},
};

/// Gathers what is known about some young people, or about each in a council.
pub(in crate::person::due) async fn known(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
) -> Result<HashMap<PersonId, Known>, StoreError> {
    static KNOWN: Together = Together::new();

    let mut all = people(tx, council, only).await?;
    if let Some([person]) = only {
        tx.together(&KNOWN, council, *person).await?;
    }
    for (person, own) in enrolments::of_everybody(tx, council, only).await? {
        if let Some(known) = all.get_mut(&person) {
            known.enrolments = own;
        }
    }
    let mut told = enrolments::told(tx, council, only).await?;
    for known in all.values_mut() {
        for (enrolment, _) in &known.enrolments {
            known.told.extend(told.remove_entry(&enrolment.id));
        }
    }
    referrals(tx, council, only, &mut all).await?;
    contacts(tx, council, only, &mut all).await?;
    check_ins(tx, council, only, &mut all).await?;
    arranged(tx, council, only, &mut all).await?;
    stops_ended(tx, council, only, &mut all).await?;
    stays::add(tx, council, only, &mut all).await?;
    Ok(all)
}

async fn people(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
) -> Result<HashMap<PersonId, Known>, StoreError> {
    use person::Column as P;

    // Nobody else works out what is due for them meanwhile, on what was known before.
    static PEOPLE: KeptQuery = KeptQuery::new(|about| {
        person::of(about.owner())
            .filter(about.are(P::Id))
            .lock(LockType::Update)
            .select_only()
            .columns([P::Id, P::BornOn, P::CareStatus, P::MadeAt, P::StoppedAs])
            .columns([P::LastContactOn, P::NextDueOn, P::CoachId, P::AdviserId])
            .order_by_asc(P::Id)
            .into_query()
    });
    type Row = (
        Uuid,
        Option<NaiveDate>,
        String,
        store::At,
        String,
        Option<NaiveDate>,
        Option<NaiveDate>,
        Option<Uuid>,
        Option<Uuid>,
    );
    let rows: Vec<Row> = PEOPLE.of_some(tx, council, only).await?;
    let known = |(id, born_on, care, made_at, stopped_as, last, next, coach, adviser): Row| {
        let made_on = clock::london_day(DateTime::from(made_at));
        let mut duty = DutyFacts::known(made_on);
        duty.born_on = born_on;
        duty.care_status = CareStatus::parse(&care).unwrap_or(CareStatus::NotKnown);
        let known = Known {
            enrolments: Vec::new(),
            referrals: Vec::new(),
            told: enrolments::Told::new(),
            arranged_on: None,
            visited_on: None,
            lives_there_since: None,
            contacts_of: HashMap::new(),
            with: [coach, adviser].map(|id| id.map(AccountId)),
            is_stopped: !stopped_as.is_empty(),
            duty,
            noted: (last, next),
        };
        (PersonId(id), known)
    };
    Ok(rows.into_iter().map(known).collect())
}

/// Adds the referrals that are waiting or were accepted.
async fn referrals(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
    all: &mut HashMap<PersonId, Known>,
) -> Result<(), StoreError> {
    use referral::Column as R;

    static OPEN: KeptQuery = KeptQuery::new(|about| {
        referral::of(about.owner())
            .filter(about.are(R::PersonId))
            .filter(R::Decision.is_in(["", "accepted"]))
            .order_by_asc(R::Id)
            .into_query()
    });
    let rows: Vec<referral::Model> = OPEN.of_some(tx, council, only).await?;
    for row in rows {
        if let Some(known) = all.get_mut(&row.person_id.into()) {
            known.referrals.push(Waiting {
                id: row.id.into(),
                programme_key: row.programme_key,
                received_on: row.received_on,
                is_untold: row.told == "not-yet",
                accepted_on: row
                    .decided_at
                    .filter(|_| row.decision == "accepted")
                    .map(|at| clock::london_day(at.into())),
            });
        }
    }
    Ok(())
}

/// Adds the contacts that took place. Attempts and corrected contacts do not count.
async fn contacts(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
    all: &mut HashMap<PersonId, Known>,
) -> Result<(), StoreError> {
    use contact::Column as C;

    static CONTACT: KeptQuery = KeptQuery::new(|about| {
        contact::of(about.owner())
            .filter(about.are(C::PersonId))
            .select_only()
            .columns([C::PersonId, C::HeldOn, C::Kind, C::EnrolmentId])
            .filter(C::Outcome.eq("held"))
            .filter(C::SupersededAt.is_null())
            .order_by_asc(C::HeldOn)
            .order_by_asc(C::Id)
            .into_query()
    });
    let rows: Vec<(Uuid, NaiveDate, String, Option<Uuid>)> =
        CONTACT.of_some(tx, council, only).await?;
    for (person, on, kind, enrolment) in rows {
        if let Some(known) = all.get_mut(&person.into()) {
            known.met_on(on, enrolment.map(Into::into));
            if kind == "home-visit" {
                known.visited_on = Some(on);
            }
        }
    }
    Ok(())
}

/// Adds the days on which they said how their work is going: that is being in touch, too.
async fn check_ins(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
    all: &mut HashMap<PersonId, Known>,
) -> Result<(), StoreError> {
    use check_in::Column as C;

    static CHECK_IN: KeptQuery = KeptQuery::new(|about| {
        check_in::of(about.owner())
            .filter(about.are(C::PersonId))
            .select_only()
            .columns([C::PersonId, C::AnsweredAt])
            .filter(C::AnsweredAt.is_not_null())
            .filter(C::Side.eq("young-person"))
            .order_by_asc(C::Id)
            .into_query()
    });
    let rows: Vec<(Uuid, store::At)> = CHECK_IN.of_some(tx, council, only).await?;
    for (person, at) in rows {
        if let Some(known) = all.get_mut(&person.into()) {
            known.met_on(clock::london_day(at.into()), None);
            known.duty.contacts.sort_unstable();
        }
    }
    Ok(())
}

/// Adds the next contact that was arranged.
async fn arranged(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
    all: &mut HashMap<PersonId, Known>,
) -> Result<(), StoreError> {
    use appointment::Column as A;

    static APPOINTMENT: KeptQuery = KeptQuery::new(|about| {
        appointment::of(about.owner())
            .filter(about.are(A::PersonId))
            .select_only()
            .columns([A::PersonId, A::HeldOn])
            .filter(A::EndedAt.is_null())
            .order_by_asc(A::HeldOn)
            .order_by_asc(A::Id)
            .into_query()
    });
    let rows: Vec<(Uuid, NaiveDate)> = APPOINTMENT.of_some(tx, council, only).await?;
    for (person, on) in rows {
        if let Some(known) = all.get_mut(&person.into()) {
            known.arranged_on.get_or_insert(on);
        }
    }
    Ok(())
}

/// Adds the day on which a stop last ended. A death recorded in error does not count.
async fn stops_ended(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
    all: &mut HashMap<PersonId, Known>,
) -> Result<(), StoreError> {
    use life_event::Column as L;

    static LIFE_EVENT: KeptQuery = KeptQuery::new(|about| {
        life_event::of(about.owner())
            .filter(about.are(L::PersonId))
            .select_only()
            .column(L::PersonId)
            .column_as(L::EndedOn.max(), "last_on")
            .filter(L::EndedOn.is_not_null())
            .filter(L::Kind.ne(StoppedAs::Died.code()))
            .group_by(L::PersonId)
            .into_query()
    });
    let rows: Vec<(Uuid, NaiveDate)> = LIFE_EVENT.of_some(tx, council, only).await?;
    for (person, on) in rows {
        if let Some(known) = all.get_mut(&person.into()) {
            known.duty.reminders_from = Some(on);
        }
    }
    Ok(())
}
