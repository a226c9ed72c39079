//! What falls due for a young person, as the engine says, written where lists read it.
//!
//! [`refresh`] runs in the transaction that changed what the engine looks at; [`rebuild`] makes the whole table anew, and a test holds the
//! two to the same result.

use std::{collections::HashMap, sync::Arc};

use chrono::NaiveDate;
use programme::{EnrolmentFacts, Programme};
use store::{
    Entry, StoreError, WriteTx,
    entities::{due, person, referral},
    orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set, Uuid},
};
use values::{EnrolmentId, PersonId, ReferralId, calendar::Calendar};

use super::{
    funding::told_of,
    model::{self, Enrolment},
    queries,
};
use crate::{App, people, programmes::Library};

/// What the engine needs besides the facts. Cheap to clone into a write.
#[derive(Clone)]
pub struct Rules {
    /// The council's programmes.
    pub library: Arc<Library>,
    /// Working days.
    pub calendar: Arc<Calendar>,
}

impl Rules {
    /// Puts a council's programmes beside the calendar that the program was started with.
    #[must_use]
    pub fn of(app: &App, library: Arc<Library>) -> Self {
        Self {
            library,
            calendar: Arc::clone(&app.calendar),
        }
    }
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
    /// The young person has not been told of the referral yet.
    is_untold: bool,
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

/// What the engine looks at for one young person.
#[derive(Default)]
struct Known {
    /// Each enrolment with its stretches.
    enrolments: Vec<(Enrolment, Vec<model::Stretch>)>,
    waiting: Vec<Waiting>,
    last_contact_on: Option<NaiveDate>,
    /// What they were told about the end of their funding.
    told: queries::Told,
    /// A death, custody, a move abroad or a rest: nothing is due.
    is_stopped: bool,
    /// The day on which the last such stop ended.
    reminders_from: Option<NaiveDate>,
}

/// Says what is due.
fn work_out(rules: &Rules, known: &Known) -> Result<Vec<Item>, StoreError> {
    let last = known.last_contact_on;
    let mut items = Vec::new();
    if known.is_stopped {
        return Ok(items);
    }
    for (enrolment, stretches) in &known.enrolments {
        items.extend(of_enrolment(rules, enrolment, stretches, known)?);
    }
    for waiting in &known.waiting {
        let Some(version) = rules.library.latest(&waiting.programme_key) else {
            continue;
        };
        let mut facts = EnrolmentFacts::referred(waiting.received_on);
        facts.last_contact_on = last;
        facts.reminders_from = known.reminders_from;
        let none = EnrolmentId::NONE;
        let mut own = asked(rules, &version.programme, &facts, none, waiting.id)?;
        if waiting.is_untold {
            for item in &mut own {
                item.reason = format!("Tell them of the referral first. {}", item.reason);
            }
        }
        items.extend(own);
    }
    Ok(items)
}

/// Computes what is due for a young person now, and writes it in place of what was there.
pub async fn refresh(tx: &mut WriteTx, rules: &Rules, person: PersonId) -> Result<(), StoreError> {
    let council = tx.council();
    let mut known = Known {
        last_contact_on: queries::last_contact(tx, council, person).await?,
        is_stopped: queries::is_stopped(tx, council, person).await?,
        reminders_from: queries::stops_ended(tx, council, Some(person))
            .await?
            .remove(&person),
        told: queries::told(tx, council, Some(person)).await?,
        ..Known::default()
    };
    for enrolment in queries::of_person(tx, council, person).await? {
        let stretches = queries::stretches_of(tx, council, enrolment.id).await?;
        known.enrolments.push((enrolment, stretches));
    }
    let referrals = queries::open_referrals(tx, council, Some(person)).await?;
    known.waiting = waiting(&referrals, &known.enrolments);
    let items = work_out(rules, &known)?;
    people::note_due(tx, person, known.last_contact_on, next(&items)).await?;
    let own = due::Column::PersonId.eq(Uuid::from(person));
    remove(tx, Condition::all().add(own)).await?;
    insert(tx, items.into_iter().map(|item| (person, item))).await
}

fn of_enrolment(
    rules: &Rules,
    enrolment: &Enrolment,
    stretches: &[model::Stretch],
    known: &Known,
) -> Result<Vec<Item>, StoreError> {
    let unreadable =
        |what: &str| StoreError::Unreadable(format!("{what} of enrolment {}", enrolment.id));
    let version = rules
        .library
        .version(enrolment.programme_version)
        .ok_or_else(|| unreadable("the programme"))?;
    let history = model::history(stretches).ok_or_else(|| unreadable("the history"))?;
    let joined = programme::joining_year(enrolment.enrolled_on);
    let window = version.programme.last_funding(joined);
    let told_on = window.and_then(|window| told_of(&known.told, enrolment.id, window.until));
    let mut facts = model::facts(enrolment, &history, known.last_contact_on, told_on);
    facts.reminders_from = known.reminders_from;
    asked(
        rules,
        &version.programme,
        &facts,
        enrolment.id,
        ReferralId::NONE,
    )
}

/// Returns the referrals of one young person that have not led to one of their enrolments.
fn waiting<'a>(
    referrals: impl IntoIterator<Item = &'a referral::Model>,
    enrolments: &[(Enrolment, Vec<model::Stretch>)],
) -> Vec<Waiting> {
    let has_led_on = |row: &referral::Model| {
        enrolments.iter().any(|(one, _)| {
            one.programme_key == row.programme_key
                && one.ended_on.is_none_or(|ended| ended >= row.received_on)
        })
    };
    referrals
        .into_iter()
        .filter(|row| !has_led_on(row))
        .map(|row| Waiting {
            id: row.id.into(),
            programme_key: row.programme_key.clone(),
            received_on: row.received_on,
            is_untold: row.told == "not-yet",
        })
        .collect()
}

/// Removes what is due for those whom a condition picks out of the council.
async fn remove(tx: &mut WriteTx, whose: Condition) -> Result<(), StoreError> {
    due::Entity::delete_many()
        .filter(due::Column::CouncilId.eq(Uuid::from(tx.council())))
        .filter(whose)
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// How many rows go into the database at once: nine values each, of the 32,766 that SQLite takes.
const AT_ONCE: usize = 1000;

async fn insert(
    tx: &mut WriteTx,
    items: impl IntoIterator<Item = (PersonId, Item)>,
) -> Result<(), StoreError> {
    let owner = Uuid::from(tx.council());
    let mut rows = Vec::new();
    for (person, item) in items {
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
    for chunk in rows.chunks(AT_ONCE) {
        due::Entity::insert_many(chunk.to_vec())
            .exec_without_returning(tx.conn())
            .await?;
    }
    Ok(())
}

/// Makes the whole table of a council anew. Returns for how many young people.
pub async fn rebuild(tx: &mut WriteTx, rules: &Rules) -> Result<usize, StoreError> {
    let council = tx.council();
    let people: Vec<(Uuid, Option<NaiveDate>, Option<NaiveDate>, String)> = person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .column(person::Column::LastContactOn)
        .column(person::Column::NextDueOn)
        .column(person::Column::StoppedAs)
        .filter(person::Column::CouncilId.eq(Uuid::from(council)))
        .order_by_asc(person::Column::Id)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let last = queries::last_contacts(tx, council).await?;
    let stops = queries::stops_ended(tx, council, None).await?;
    let mut told = queries::told(tx, council, None).await?;
    let mut enrolments = queries::of_council(tx, council).await?;
    let mut referrals: HashMap<Uuid, Vec<referral::Model>> = HashMap::new();
    for row in queries::open_referrals(tx, council, None).await? {
        referrals.entry(row.person_id).or_default().push(row);
    }
    let mut items = Vec::new();
    for (id, last_noted, next_noted, stopped_as) in &people {
        let person = PersonId(*id);
        let mut known = Known {
            enrolments: enrolments.remove(&person).unwrap_or_default(),
            waiting: Vec::new(),
            last_contact_on: last.get(&person).copied(),
            is_stopped: !stopped_as.is_empty(),
            reminders_from: stops.get(&person).copied(),
            told: queries::Told::new(),
        };
        known.waiting = waiting(referrals.get(id).into_iter().flatten(), &known.enrolments);
        for (enrolment, _) in &known.enrolments {
            known.told.extend(told.remove_entry(&enrolment.id));
        }
        let found = work_out(rules, &known)?;
        let after = (known.last_contact_on, next(&found));
        if after != (*last_noted, *next_noted) {
            people::note_due(tx, person, after.0, after.1).await?;
        }
        items.extend(found.into_iter().map(|item| (person, item)));
    }
    remove(tx, Condition::all()).await?;
    insert(tx, items).await?;
    tx.journal(Entry::new("rebuild-due")).await?;
    Ok(people.len())
}

/// Returns the earliest day on which something is due.
fn next(items: &[Item]) -> Option<NaiveDate> {
    items.iter().map(|item| item.on).min()
}
