//! Particulars in the database.

use super::super::model::{Entry, Field, Topic};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::{BTreeMap, HashMap};
use store::{
    Fetch, KeptQuery, ReadTx, StoreError,
    entities::{
        accommodation_span, circle_member, eet_span, fact, life_event, phone, qualification,
        unsafe_place,
    },
    orm::{ColumnTrait, QueryFilter, QueryOrder, QueryTrait, Select, Uuid},
};
use values::{AccountId, CouncilId, PersonId};

/// A fact, or one of the facts before it.
pub(in super::super) struct Fact {
    pub(in super::super) field: String,
    pub(in super::super) value: String,
    pub(in super::super) at: DateTime<Utc>,
    pub(in super::super) by: Option<AccountId>,
    pub(in super::super) is_current: bool,
}

/// An entry: a number, a qualification, a period, a person around them.
pub(in super::super) struct Line {
    pub(in super::super) entry: Entry,
    pub(in super::super) id: Uuid,
    /// The stored texts by the names of the entry's fields.
    pub(in super::super) stored: BTreeMap<&'static str, String>,
    pub(in super::super) by: Option<AccountId>,
    pub(in super::super) is_current: bool,
}

impl Line {
    /// Returns whether only some may read it.
    pub(in super::super) fn is_restricted(&self) -> bool {
        let code = self.stored.get("part").or(self.stored.get("code"));
        self.entry.restricts(code.map_or("", String::as_str))
    }
}

/// Counts the facts ever recorded in some fields. It grows with every change, so that a form knows whether it is up to date.
pub(in super::super) fn version_of(facts: &[Fact], fields: &[Field]) -> i32 {
    let own = facts
        .iter()
        .filter(|fact| fields.iter().any(|field| field.name == fact.field));
    own.map(|fact| if fact.is_current { 1 } else { 2 }).sum()
}

/// Lists the facts about a young person, the newest first.
pub(in super::super) async fn facts(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
) -> Result<Vec<Fact>, StoreError> {
    static FACTS: KeptQuery = KeptQuery::new(|about| {
        fact::of(about.owner())
            .filter(about.are(fact::Column::PersonId))
            .order_by_desc(fact::Column::RecordedAt)
            .order_by_desc(fact::Column::Id)
            .into_query()
    });
    let rows: Vec<fact::Model> = FACTS.of(tx, council, id).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Fact {
                value: tx.open(&row.value)?,
                field: row.field,
                at: row.recorded_at.into(),
                by: row.recorded_by.map(Into::into),
                is_current: row.superseded_at.is_none(),
            })
        })
        .collect()
}

fn day(on: Option<NaiveDate>) -> String {
    on.map(|on| on.to_string()).unwrap_or_default()
}

macro_rules! lines {
    ($tx:ident, $lines:ident, $entry:expr, $table:ident, $council:ident, $id:ident, $row:ident => $current:expr, { $($name:literal: $value:expr),* $(,)? }) => {
        let rows = $table::of($council)
            .filter($table::Column::PersonId.eq(Uuid::from($id)))
            .order_by_desc($table::Column::Id)
            .all_in($tx)
            .await?;
        for $row in rows {
            let stored = BTreeMap::from([$(($name, $value)),*]);
            $lines.push(Line {
                entry: $entry,
                id: $row.id,
                stored,
                by: $row.recorded_by.map(Into::into),
                is_current: $current,
            });
        }
    };
}

/// Lists all of a young person's entries, current and earlier.
pub(in super::super) async fn lines(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
) -> Result<Vec<Line>, StoreError> {
    let mut lines = Vec::new();
    lines!(tx, lines, Entry::Phone, phone, council, id, row => row.superseded_at.is_none(), {
        "number": tx.open(&row.number)?,
        "safe_times": tx.open(&row.safe_times)?,
        "may_text": (if row.may_text { "yes" } else { "no" }).to_owned(),
    });
    lines!(tx, lines, Entry::Qualification, qualification, council, id, row => row.superseded_at.is_none(), {
        "kind": row.kind.clone(),
        "name": tx.open(&row.name)?,
        "achieved_on": day(row.achieved_on),
    });
    lines!(tx, lines, Entry::Activity, eet_span, council, id, row => row.superseded_at.is_none(), {
        "code": row.code.clone(),
        "from_on": row.from_on.to_string(),
    });
    lines!(tx, lines, Entry::Accommodation, accommodation_span, council, id, row => row.superseded_at.is_none(), {
        "code": row.code.clone(),
        "from_on": row.from_on.to_string(),
    });
    lines!(tx, lines, Entry::Circle, circle_member, council, id, row => row.superseded_at.is_none(), {
        "name": tx.open(&row.name)?,
        "part": row.part.clone(),
        "reach": tx.open(&row.reach)?,
        "does": tx.open(&row.does)?,
        "shares": tx.open(&row.shares)?,
        "tell_meetings": Topic::Meetings.said(&row.topics),
        "tell_activities": Topic::Activities.said(&row.topics),
        "tell_work": Topic::Work.said(&row.topics),
        "agreed_on": day(row.agreed_on),
        "shares_until_on": day(row.shares_until_on),
    });
    lines!(tx, lines, Entry::UnsafePlace, unsafe_place, council, id, row => row.superseded_at.is_none(), {
        "place": tx.open(&row.place)?,
        "why": tx.open(&row.why)?,
    });
    lines!(tx, lines, Entry::LifeEvent, life_event, council, id, row => row.ended_at.is_none(), {
        "kind": row.kind.clone(),
        "from_on": row.from_on.to_string(),
    });
    lines.sort_by_key(|line| line.entry);
    Ok(lines)
}

/// Lists what a worker must know before getting in touch: the name they like, other numbers, safe times, and ways not to use.
pub async fn before_contact(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
) -> Result<Vec<(&'static str, String)>, StoreError> {
    let facts = facts(tx, council, id).await?;
    let of = |field: &str| {
        let found = facts
            .iter()
            .find(|fact| fact.is_current && fact.field == field);
        found.map(|fact| fact.value.clone())
    };
    let mut known = Vec::new();
    for (label, field) in [
        ("Likes to be called", "known_as"),
        ("Safe times", "safe_times"),
        ("How not to contact them", "not_by"),
        ("Interpreter", "interpreter"),
    ] {
        known.extend(of(field).map(|value| (label, value)));
    }
    for row in numbers(tx, council, id).await? {
        let (number, safe) = (tx.open(&row.number)?, tx.open(&row.safe_times)?);
        let texts = if row.may_text { "" } else { ", no texts" };
        let safe = if safe.is_empty() {
            String::new()
        } else {
            format!(", {safe}")
        };
        known.push(("Another number", format!("{number}{safe}{texts}")));
    }
    Ok(known)
}

/// Lists a young person's other numbers, as they were added.
pub(super) async fn numbers(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
) -> Result<Vec<phone::Model>, StoreError> {
    static NUMBERS: KeptQuery = KeptQuery::new(|about| {
        phone::of(about.owner())
            .filter(about.are(phone::Column::PersonId))
            .filter(phone::Column::SupersededAt.is_null())
            .order_by_asc(phone::Column::Id)
            .into_query()
    });
    NUMBERS.of(tx, council, id).await
}

/// Returns the current facts in some fields for some young people: the stored text by the field's name.
pub(crate) async fn current(
    tx: &mut ReadTx,
    council: CouncilId,
    people: &[PersonId],
    fields: &[&str],
) -> Result<HashMap<PersonId, HashMap<String, String>>, StoreError> {
    let about = fact::Column::PersonId.is_in(people.iter().map(|id| Uuid::from(*id)));
    current_of(tx, fact::of(council).filter(about), fields).await
}

/// Returns the same for everyone in a council for whom there are any.
pub(crate) async fn everybodys(
    tx: &mut ReadTx,
    council: CouncilId,
    fields: &[&str],
) -> Result<HashMap<PersonId, HashMap<String, String>>, StoreError> {
    current_of(tx, fact::of(council), fields).await
}

async fn current_of(
    tx: &mut ReadTx,
    facts: Select<fact::Entity>,
    fields: &[&str],
) -> Result<HashMap<PersonId, HashMap<String, String>>, StoreError> {
    let rows = facts
        .filter(fact::Column::Field.is_in(fields.iter().copied()))
        .filter(fact::Column::SupersededAt.is_null())
        .order_by_asc(fact::Column::Id)
        .all_in(tx)
        .await?;
    let mut said: HashMap<PersonId, HashMap<String, String>> = HashMap::new();
    for row in rows {
        let value = tx.open(&row.value)?;
        let own = said.entry(row.person_id.into()).or_default();
        own.insert(row.field, value);
    }
    Ok(said)
}

/// Lists the places that are unsafe for a young person, each with why.
pub async fn unsafe_places(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
) -> Result<Vec<(String, String)>, StoreError> {
    static PLACES: KeptQuery = KeptQuery::new(|about| {
        unsafe_place::of(about.owner())
            .filter(about.are(unsafe_place::Column::PersonId))
            .filter(unsafe_place::Column::SupersededAt.is_null())
            .order_by_asc(unsafe_place::Column::Id)
            .into_query()
    });
    let rows: Vec<unsafe_place::Model> = PLACES.of(tx, council, id).await?;
    rows.iter()
        .map(|row| Ok((tx.open(&row.place)?, tx.open(&row.why)?)))
        .collect()
}

/// Lists the places that are unsafe for the young people of a council, each with why, by young person.
pub async fn all_unsafe_places(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashMap<PersonId, Vec<(String, String)>>, StoreError> {
    let rows = unsafe_place::of(council)
        .filter(unsafe_place::Column::SupersededAt.is_null())
        .order_by_asc(unsafe_place::Column::Id)
        .all_in(tx)
        .await?;
    let mut places: HashMap<PersonId, Vec<(String, String)>> = HashMap::new();
    for row in &rows {
        let one = (tx.open(&row.place)?, tx.open(&row.why)?);
        places.entry(row.person_id.into()).or_default().push(one);
    }
    Ok(places)
}

/// Lists what a worker should read before a home visit.
pub async fn before_a_visit(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
) -> Result<Vec<String>, StoreError> {
    let facts = facts(tx, council, id).await?;
    let risks = facts
        .iter()
        .filter(|fact| fact.is_current && fact.field == "visit_risks");
    let mut said: Vec<String> = risks.map(|fact| fact.value.clone()).collect();
    for (place, why) in unsafe_places(tx, council, id).await? {
        said.push(format!("Not safe for them: {place}. {why}"));
    }
    Ok(said)
}

/// A person around a young person, for the card that says who does what.
#[derive(Clone, Debug)]
pub struct Circle {
    /// Their name.
    pub name: String,
    /// Who they are, by code.
    pub part: String,
    /// What they do.
    pub does: String,
    /// What they may be told on a day; empty for nothing, or where the agreement has ended.
    pub shares: String,
    /// What they are told by itself on a day; nothing where the agreement has ended.
    pub told: Vec<Topic>,
    /// Until when.
    pub shares_until_on: Option<NaiveDate>,
}

/// Lists the people around a young person, with what each may be told on a day; restricted ones only for those who may read them.
pub async fn circle(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
    today: NaiveDate,
    shows_restricted: bool,
) -> Result<Vec<Circle>, StoreError> {
    static CIRCLE: KeptQuery = KeptQuery::new(|about| {
        circle_member::of(about.owner())
            .filter(about.are(circle_member::Column::PersonId))
            .filter(circle_member::Column::SupersededAt.is_null())
            .order_by_asc(circle_member::Column::Id)
            .into_query()
    });
    let rows: Vec<circle_member::Model> = CIRCLE.of(tx, council, id).await?;
    rows.into_iter()
        .filter(|row| shows_restricted || !Entry::Circle.restricts(&row.part))
        .map(|row| {
            let has_ended = row.shares_until_on.is_some_and(|until| until < today);
            Ok(Circle {
                name: tx.open(&row.name)?,
                does: tx.open(&row.does)?,
                shares: if has_ended {
                    String::new()
                } else {
                    tx.open(&row.shares)?
                },
                told: if has_ended {
                    Vec::new()
                } else {
                    Topic::all_in(&row.topics).collect()
                },
                part: row.part,
                shares_until_on: row.shares_until_on,
            })
        })
        .collect()
}

/// Lists the kinds of qualification of everyone in a council who has any.
pub async fn qualifications_of(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
) -> Result<BTreeMap<PersonId, Vec<String>>, StoreError> {
    let mut query = qualification::of(council);
    if let Some(people) = only {
        let people = people.iter().map(|id| Uuid::from(*id));
        query = query.filter(qualification::Column::PersonId.is_in(people));
    }
    let rows = query
        .filter(qualification::Column::SupersededAt.is_null())
        .order_by_asc(qualification::Column::Id)
        .all_in(tx)
        .await?;
    let mut kinds: BTreeMap<PersonId, Vec<String>> = BTreeMap::new();
    for row in rows {
        kinds
            .entry(row.person_id.into())
            .or_default()
            .push(row.kind);
    }
    Ok(kinds)
}

/// Returns whether these kinds of qualification hold both English and maths at Level 2.
pub fn has_level_2(kinds: &[String]) -> bool {
    ["english-2", "maths-2"]
        .iter()
        .all(|needed| kinds.iter().any(|kind| kind == needed))
}
