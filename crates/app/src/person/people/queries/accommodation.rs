//! Where young people live, by the SSDA903's code.

use chrono::NaiveDate;
use store::{
    At, Entry, Execute, StoreError, WriteTx,
    entities::accommodation_span,
    orm::{ColumnTrait, ExprTrait, QueryFilter, Set, Uuid},
};
use values::{PersonId, codes::Accommodation};

/// Records where a young person lives from a given day. What was recorded for the same day is superseded, not overwritten.
pub async fn recode_accommodation(
    tx: &mut WriteTx,
    id: PersonId,
    accommodation: Accommodation,
    from_on: NaiveDate,
    source: &str,
) -> Result<(), StoreError> {
    let owner = Uuid::from(tx.council());
    accommodation_span::change(owner)
        .set(accommodation_span::ActiveModel {
            superseded_at: Set(Some(At::from(tx.at()))),
            ..Default::default()
        })
        .filter(accommodation_span::Column::PersonId.eq(Uuid::from(id)))
        .filter(
            accommodation_span::Column::FromOn
                .eq(from_on)
                .and(accommodation_span::Column::SupersededAt.is_null()),
        )
        .exec_in(tx)
        .await?;
    let row = accommodation_span::New {
        id: tx.next_id(),
        person_id: id.into(),
        code: accommodation.code().into(),
        from_on,
        source: source.into(),
        recorded_at: tx.at().into(),
        recorded_by: tx.by_id(),
        superseded_at: None,
    };
    accommodation_span::insert(tx, row).await?;
    tx.journal(
        Entry::new("record-accommodation")
            .person(id)
            .fields(["accommodation"])
            .reason(source),
    )
    .await
}
