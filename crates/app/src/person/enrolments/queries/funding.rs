//! Who was told when the funding of their support ends.

use std::collections::HashMap;

use chrono::NaiveDate;
use store::{
    Entry, ReadTx, StoreError, WriteTx,
    entities::funding_notice,
    orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{CouncilId, EnrolmentId, PersonId};

use super::super::Enrolment;

/// The ends of funding that young people were told about, and the days on which they were told.
pub type Told = HashMap<EnrolmentId, Vec<(NaiveDate, NaiveDate)>>;

/// Lists what one young person was told, or everyone in a council.
pub async fn told(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<PersonId>,
) -> Result<Told, StoreError> {
    let mut query = funding_notice::Entity::find()
        .filter(funding_notice::Column::CouncilId.eq(Uuid::from(council)));
    if let Some(person) = only {
        query = query.filter(funding_notice::Column::PersonId.eq(Uuid::from(person)));
    }
    let rows = query
        .order_by_asc(funding_notice::Column::Id)
        .all(tx.conn())
        .await?;
    let mut told = Told::new();
    for row in rows {
        let of = told.entry(row.enrolment_id.into()).or_default();
        of.push((row.until_on, row.told_on));
    }
    Ok(told)
}

/// Notes that a young person was told when the funding of their support ends.
pub(crate) async fn note_told(
    tx: &mut WriteTx,
    enrolment: &Enrolment,
    until_on: NaiveDate,
    told_on: NaiveDate,
) -> Result<(), StoreError> {
    let row = funding_notice::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(tx.next_id()),
        enrolment_id: Set(enrolment.id.into()),
        person_id: Set(enrolment.person.into()),
        until_on: Set(until_on),
        told_on: Set(told_on),
        recorded_at: Set(tx.at().into()),
        recorded_by: Set(tx.by().into()),
    };
    funding_notice::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    tx.journal(
        Entry::new("funding-told")
            .person(enrolment.person)
            .subject(enrolment.id),
    )
    .await
}
