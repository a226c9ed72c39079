//! How young people prefer to be contacted.

use std::collections::HashMap;

use chrono::NaiveDate;
use store::{
    Fetch, ReadTx, StoreError,
    entities::{circle_member, fact},
    orm::{ColumnTrait, ExprTrait, QueryFilter, QueryOrder, Uuid},
};
use values::{CouncilId, PersonId, phones};

use super::{super::model::Topic, numbers};
use crate::shell::web::form::is_email;

/// Returns a current fact for each of the given young people; those without one are left out.
async fn facts_of(
    tx: &mut ReadTx,
    council: CouncilId,
    ids: &[PersonId],
    field: &str,
) -> Result<HashMap<PersonId, String>, StoreError> {
    let rows = fact::of(council)
        .filter(fact::Column::PersonId.is_in(ids.iter().map(|id| Uuid::from(*id))))
        .filter(fact::Column::Field.eq(field))
        .filter(fact::Column::SupersededAt.is_null())
        .all_in(tx)
        .await?;
    rows.into_iter()
        .map(|row| Ok((row.person_id.into(), tx.open(&row.value)?)))
        .collect()
}

/// Returns a current fact; empty where nothing is known.
async fn fact_of(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
    field: &str,
) -> Result<String, StoreError> {
    let mut found = facts_of(tx, council, &[id], field).await?;
    Ok(found.remove(&id).unwrap_or_default())
}

/// Returns when it is safe to contact a young person, in words; empty where not known.
pub async fn safe_times(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
) -> Result<String, StoreError> {
    fact_of(tx, council, id, "safe_times").await
}

/// Returns when it is safe to contact each of the given young people; those for whom it is not known are left out.
pub async fn safe_times_of(
    tx: &mut ReadTx,
    council: CouncilId,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, String>, StoreError> {
    facts_of(tx, council, ids, "safe_times").await
}

/// Returns whether a young person chose that messages may say what they are about.
pub async fn may_name_care(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
) -> Result<bool, StoreError> {
    Ok(fact_of(tx, council, id, "may_name_care").await? == "yes")
}

/// Lists the other numbers that may be texted.
pub async fn numbers_to_text(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
) -> Result<Vec<String>, StoreError> {
    let rows = numbers(tx, council, id).await?;
    let to_text = rows.iter().filter(|row| row.may_text);
    to_text.map(|row| tx.open(&row.number)).collect()
}

/// Returns the name that a young person likes to be called, where they said one.
pub async fn known_as(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
) -> Result<Option<String>, StoreError> {
    let name = fact_of(tx, council, id, "known_as").await?;
    Ok((!name.is_empty()).then_some(name))
}

/// Somebody around a young person who is told about something, as the young person agreed.
pub struct Supporter {
    /// The entry that says so.
    pub id: Uuid,
    /// Their name.
    pub name: String,
    /// Their number or address.
    pub reach: String,
    /// What they are told about.
    pub told: Vec<Topic>,
}

/// Returns who around each of the given young people is told about something on a day. Who has no number or address is left out.
pub async fn supporters_of(
    tx: &mut ReadTx,
    council: CouncilId,
    ids: &[PersonId],
    today: NaiveDate,
) -> Result<HashMap<PersonId, Vec<Supporter>>, StoreError> {
    let in_force = circle_member::Column::SharesUntilOn
        .is_null()
        .or(circle_member::Column::SharesUntilOn.gte(today));
    let rows = circle_member::of(council)
        .filter(circle_member::Column::PersonId.is_in(ids.iter().map(|id| Uuid::from(*id))))
        .filter(circle_member::Column::SupersededAt.is_null())
        .filter(circle_member::Column::AgreedOn.lte(today))
        .filter(circle_member::Column::Topics.ne(""))
        .filter(in_force)
        .order_by_asc(circle_member::Column::Id)
        .all_in(tx)
        .await?;
    let mut supporters: HashMap<PersonId, Vec<Supporter>> = HashMap::new();
    for row in rows {
        let written = tx.open(&row.reach)?;
        let reach =
            phones::first_to_text(&written).or_else(|| is_email(&written).then_some(written));
        let Some(reach) = reach else { continue };
        let told = Topic::all_in(&row.topics);
        let own = supporters.entry(row.person_id.into()).or_default();
        // Two entries may be of the same person.
        match own.iter_mut().find(|one| one.reach == reach) {
            Some(known) => known.told.extend(told),
            None => own.push(Supporter {
                id: row.id,
                name: tx.open(&row.name)?,
                reach,
                told: told.collect(),
            }),
        }
    }
    Ok(supporters)
}
