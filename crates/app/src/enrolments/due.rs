//! What falls due for a young person, as the engine says, written where lists read it.
//!
//! [`refresh`] runs in the transaction that changed what the engine looks at; [`rebuild`] makes the whole table anew, and a test holds the
//! two to the same result.

use chrono::NaiveDate;
use programme::{EnrolmentFacts, Programme};
use store::{
    Entry, ReadTx, StoreError, WriteTx,
    entities::{contact, due, enrolment, person, referral},
    orm::{
        ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Set,
        Uuid,
    },
};
use values::{CouncilId, EnrolmentId, PersonId, ReferralId, calendar::Calendar};

use super::{
    model::{self, Enrolment},
    queries,
};
use crate::programmes::Library;

/// What the engine needs besides the facts. Cheap to clone into a write.
#[derive(Clone)]
pub struct Rules {
    /// The council's programmes.
    pub library: std::sync::Arc<Library>,
    /// Working days.
    pub calendar: std::sync::Arc<Calendar>,
}

struct Item {
    enrolment: EnrolmentId,
    referral: ReferralId,
    kind: &'static str,
    on: NaiveDate,
    role: String,
    reason: String,
}

/// A referral that has not led to an enrolment yet.
struct Waiting {
    id: ReferralId,
    programme_key: String,
    received_on: NaiveDate,
}

fn asked(
    rules: &Rules,
    programme: &Programme,
    facts: &EnrolmentFacts,
    enrolment: EnrolmentId,
    referral: ReferralId,
) -> Result<Vec<Item>, StoreError> {
    let items = programme::due(programme, facts, &rules.calendar)
        .map_err(|error| StoreError::Unreadable(error.to_string()))?;
    Ok(items
        .into_iter()
        .map(|item| Item {
            enrolment,
            referral,
            kind: item.kind.code(),
            on: item.on,
            role: item.role.to_string(),
            reason: item.reason,
        })
        .collect())
}

/// Computes what is due for a young person now, and writes it in place of what was there.
pub async fn refresh(tx: &mut WriteTx, rules: &Rules, person: PersonId) -> Result<(), StoreError> {
    let council = tx.council();
    let last = last_contact(tx, council, person).await?;
    let mut items = Vec::new();
    for mut enrolment in queries::of_person(tx, council, person).await? {
        if enrolment.last_contact_on != last && enrolment.ended_on.is_none() {
            enrolment.last_contact_on = last;
        }
        let stretches = queries::stretches_of(tx, council, enrolment.id).await?;
        let found = of_enrolment(rules, &enrolment, &stretches)?;
        let next = found.iter().map(|item| item.on).min();
        queries::note_due(tx, &enrolment, next).await?;
        items.extend(found);
    }
    for waiting in waiting_referrals(tx, council, person).await? {
        let Some(version) = rules.library.latest(&waiting.programme_key) else {
            continue;
        };
        let mut facts = EnrolmentFacts::referred(waiting.received_on);
        facts.last_contact_on = last;
        items.extend(asked(
            rules,
            &version.programme,
            &facts,
            EnrolmentId::NONE,
            waiting.id,
        )?);
    }
    replace(tx, person, items).await
}

fn of_enrolment(
    rules: &Rules,
    enrolment: &Enrolment,
    stretches: &[model::Stretch],
) -> Result<Vec<Item>, StoreError> {
    let unreadable =
        |what: &str| StoreError::Unreadable(format!("{what} of enrolment {}", enrolment.id));
    let version = rules
        .library
        .version(enrolment.programme_version)
        .ok_or_else(|| unreadable("the programme"))?;
    let history = model::history(stretches).ok_or_else(|| unreadable("the history"))?;
    asked(
        rules,
        &version.programme,
        &model::facts(enrolment, &history),
        enrolment.id,
        ReferralId::NONE,
    )
}

/// Returns the day of the last contact that took place. Attempts and corrected contacts do not count.
async fn last_contact(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Option<NaiveDate>, StoreError> {
    let row = contact::Entity::find()
        .filter(
            contact::Column::CouncilId
                .eq(Uuid::from(council))
                .and(contact::Column::PersonId.eq(Uuid::from(person))),
        )
        .filter(
            contact::Column::Outcome
                .eq("held")
                .and(contact::Column::SupersededAt.is_null()),
        )
        .order_by_desc(contact::Column::HeldOn)
        .order_by_desc(contact::Column::Id)
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| row.held_on))
}

async fn waiting_referrals(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Waiting>, StoreError> {
    let owner = Uuid::from(council);
    let rows = referral::Entity::find()
        .filter(
            referral::Column::CouncilId
                .eq(owner)
                .and(referral::Column::PersonId.eq(Uuid::from(person))),
        )
        .filter(
            Condition::any()
                .add(referral::Column::Decision.eq(""))
                .add(referral::Column::Decision.eq("accepted")),
        )
        .order_by_asc(referral::Column::Id)
        .all(tx.conn())
        .await?;
    let enrolled = enrolment::Entity::find()
        .filter(
            enrolment::Column::CouncilId
                .eq(owner)
                .and(enrolment::Column::PersonId.eq(Uuid::from(person))),
        )
        .all(tx.conn())
        .await?;
    let has_led_on = |row: &referral::Model| {
        enrolled.iter().any(|one| {
            one.programme_key == row.programme_key
                && one.ended_on.is_none_or(|ended| ended >= row.received_on)
        })
    };
    Ok(rows
        .into_iter()
        .filter(|row| !has_led_on(row))
        .map(|row| Waiting {
            id: row.id.into(),
            programme_key: row.programme_key,
            received_on: row.received_on,
        })
        .collect())
}

async fn replace(tx: &mut WriteTx, person: PersonId, items: Vec<Item>) -> Result<(), StoreError> {
    let owner = Uuid::from(tx.council());
    due::Entity::delete_many()
        .filter(
            due::Column::CouncilId
                .eq(owner)
                .and(due::Column::PersonId.eq(Uuid::from(person))),
        )
        .exec(tx.conn())
        .await?;
    let mut rows = Vec::with_capacity(items.len());
    for item in items {
        rows.push(due::ActiveModel {
            council_id: Set(owner),
            id: Set(tx.next_id()),
            person_id: Set(person.into()),
            enrolment_id: Set(item.enrolment.into()),
            referral_id: Set(item.referral.into()),
            kind: Set(item.kind.into()),
            due_on: Set(item.on),
            role: Set(item.role),
            reason: Set(item.reason),
        });
    }
    if !rows.is_empty() {
        due::Entity::insert_many(rows)
            .exec_without_returning(tx.conn())
            .await?;
    }
    Ok(())
}

/// Makes the whole table of a council anew. Returns for how many young people.
pub async fn rebuild(tx: &mut WriteTx, rules: &Rules) -> Result<usize, StoreError> {
    let owner = Uuid::from(tx.council());
    let people: Vec<Uuid> = person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::CouncilId.eq(owner))
        .order_by_asc(person::Column::Id)
        .into_tuple()
        .all(tx.conn())
        .await?;
    for id in &people {
        refresh(tx, rules, (*id).into()).await?;
    }
    tx.journal(Entry::new("rebuild-due")).await?;
    Ok(people.len())
}
