//! Calculations in the database.

use std::collections::HashMap;

use better_off::question::Question;
use chrono::NaiveDate;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::calculation,
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set, Uuid},
};
use values::{AccountId, CalculationId, CouncilId, OpportunityId, PersonId, Scope};

use super::fields::Fields;
use crate::person::people;

/// A calculation for an offer, decrypted.
#[derive(Clone, Debug)]
pub(crate) struct Calculation {
    pub(crate) id: CalculationId,
    pub(crate) person: PersonId,
    /// The opportunity; `None` for another offer.
    pub(crate) opportunity: Option<OpportunityId>,
    /// The title of the offer.
    pub(crate) offer: String,
    /// The answers to the form.
    pub(crate) fields: Fields,
    /// The result: day, why, without the offer and with it in pence.
    pub(crate) outcome: Vec<(String, String, i64, i64)>,
    /// The parameters used.
    pub(crate) parameters: String,
    pub(crate) asked_on: NaiveDate,
    pub(crate) made_by: Option<AccountId>,
}

impl Calculation {
    /// Returns the question; `None` if today's rules no longer accept it.
    pub(crate) fn question(&self) -> Option<Question> {
        self.fields.question(self.asked_on).ok()
    }
}

/// A calculation to store.
#[derive(Clone, Debug)]
pub(super) struct NewCalculation {
    pub(super) opportunity: Option<OpportunityId>,
    pub(super) offer: String,
    pub(super) fields: Fields,
    pub(super) outcome: String,
    pub(super) parameters: String,
    pub(super) asked_on: NaiveDate,
}

fn opened(tx: &ReadTx, row: calculation::Model) -> Result<Calculation, StoreError> {
    let outcome: String = tx.open(&row.outcome)?;
    let fields: String = tx.open(&row.fields)?;
    Ok(Calculation {
        id: row.id.into(),
        person: row.person_id.into(),
        opportunity: row.opportunity_id.map(Into::into),
        offer: tx.open(&row.offer)?,
        fields: Fields::of_json(&fields),
        outcome: serde_json::from_str(&outcome).unwrap_or_default(),
        parameters: row.parameters,
        asked_on: row.asked_on,
        made_by: row.made_by.map(Into::into),
    })
}

/// Stores a calculation for a young person.
pub(super) async fn keep(
    tx: &mut WriteTx,
    person: PersonId,
    new: &NewCalculation,
) -> Result<CalculationId, StoreError> {
    let id: CalculationId = tx.next_id();
    let row = calculation::New {
        id: id.into(),
        person_id: person.into(),
        opportunity_id: new.opportunity.map(Uuid::from),
        offer: tx.seal(person, &new.offer),
        fields: tx.seal(person, &new.fields.to_json()),
        outcome: tx.seal(person, &new.outcome),
        parameters: new.parameters.clone(),
        asked_on: new.asked_on,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        removed_on: None,
    };
    calculation::insert(tx, row).await?;
    tx.journal(Entry::new("work-out-offer").person(person).subject(id))
        .await?;
    Ok(id)
}

/// Removes a calculation: it is no longer shown, but stays in the database.
///
/// Errors: [`StoreError::Stale`] when it has already been removed.
pub(super) async fn remove(tx: &mut WriteTx, one: &Calculation) -> Result<(), StoreError> {
    let removed = calculation::ActiveModel {
        removed_on: Set(Some(tx.today())),
        ..Default::default()
    };
    let written = calculation::change(tx.council())
        .set(removed)
        .filter(calculation::Column::Id.eq(Uuid::from(one.id)))
        .filter(calculation::Column::RemovedOn.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    let entry = Entry::new("remove-calculation").person(one.person);
    tx.journal(entry.subject(one.id)).await
}

/// Finds a calculation that has not been removed.
pub(super) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: CalculationId,
) -> Result<Option<Calculation>, StoreError> {
    let row = calculation::find(council, id)
        .filter(calculation::Column::RemovedOn.is_null())
        .one_in(tx)
        .await?;
    row.map(|row| opened(tx, row)).transpose()
}

/// Lists a young person's calculations, the newest first.
pub(super) async fn of_person(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Calculation>, StoreError> {
    let rows = calculation::of(council)
        .filter(calculation::Column::PersonId.eq(Uuid::from(person)))
        .filter(calculation::Column::RemovedOn.is_null())
        .order_by_desc(calculation::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists with whom an offer was worked out and kept between two days in a scope, once for each time.
pub(crate) async fn kept_between(
    tx: &mut ReadTx,
    scope: &Scope,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<PersonId>, StoreError> {
    let people: Vec<Uuid> = calculation::of(scope.council)
        .select_only()
        .column(calculation::Column::PersonId)
        .filter(people::is_in(scope, calculation::Column::PersonId))
        .filter(calculation::Column::AskedOn.between(from, until))
        .rows_in(tx)
        .await?;
    Ok(people.into_iter().map(PersonId).collect())
}

/// Returns the latest calculation of each of some young people.
pub(crate) async fn latest_of(
    tx: &mut ReadTx,
    council: CouncilId,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Calculation>, StoreError> {
    let rows = calculation::of(council)
        .filter(calculation::Column::PersonId.is_in(people.iter().map(|id| Uuid::from(*id))))
        .filter(calculation::Column::RemovedOn.is_null())
        .order_by_asc(calculation::Column::Id)
        .all_in(tx)
        .await?;
    let newest: HashMap<Uuid, calculation::Model> =
        rows.into_iter().map(|row| (row.person_id, row)).collect();
    let opened = |row| opened(tx, row).map(|one| (one.person, one));
    newest.into_values().map(opened).collect()
}
