//! Who was told when the funding of their support ends.

use std::collections::HashMap;

use chrono::NaiveDate;
use store::{
    Entry, KeptQuery, ReadTx, StoreError, WriteTx,
    entities::funding_notice,
    orm::{QueryFilter, QueryOrder, QueryTrait},
};
use values::{CouncilId, EnrolmentId, PersonId};

use super::super::Enrolment;

/// The ends of funding that young people were told about, and the days on which they were told.
pub type Told = HashMap<EnrolmentId, Vec<(NaiveDate, NaiveDate)>>;

/// Lists what some young people were told, or everyone in a council.
pub async fn told(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<&[PersonId]>,
) -> Result<Told, StoreError> {
    static NOTICES: KeptQuery = KeptQuery::new(|about| {
        funding_notice::of(about.owner())
            .filter(about.are(funding_notice::Column::PersonId))
            .order_by_asc(funding_notice::Column::Id)
            .into_query()
    });
    let rows: Vec<funding_notice::Model> = NOTICES.of_some(tx, council, only).await?;
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
    let row = funding_notice::New {
        id: tx.next_id(),
        enrolment_id: enrolment.id.into(),
        person_id: enrolment.person.into(),
        until_on,
        told_on,
        recorded_at: tx.at().into(),
        recorded_by: tx.by_id(),
    };
    funding_notice::insert(tx, row).await?;
    tx.journal(
        Entry::new("funding-told")
            .person(enrolment.person)
            .subject(enrolment.id),
    )
    .await
}
