//! Reviews of plans in the database.

use chrono::NaiveDate;
use store::{
    Entry, ReadTx, StoreError, WriteTx,
    entities::review,
    orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{CouncilId, PersonId};

/// Records a review. The caller refreshes what is due.
pub(in crate::care::plans) async fn record_review(
    tx: &mut WriteTx,
    person: PersonId,
    kind: &str,
    on: NaiveDate,
    agreed_how: &str,
    note: &str,
) -> Result<(), StoreError> {
    let row = review::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(tx.next_id()),
        person_id: Set(person.into()),
        kind: Set(kind.to_owned()),
        held_on: Set(on),
        agreed_how: Set(agreed_how.to_owned()),
        note: Set(tx.seal(person, &note.to_owned())),
        recorded_at: Set(tx.at().into()),
        recorded_by: Set(tx.by().into()),
    };
    review::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    tx.journal(
        Entry::new("review-plan")
            .person(person)
            .reason(kind.to_owned()),
    )
    .await
}

/// Returns the last review of each kind: kind and day.
pub(in crate::care::plans) async fn last_reviews(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<(String, NaiveDate)>, StoreError> {
    let rows = review::Entity::find()
        .filter(review::Column::CouncilId.eq(Uuid::from(council)))
        .filter(review::Column::PersonId.eq(Uuid::from(person)))
        .order_by_desc(review::Column::HeldOn)
        .order_by_desc(review::Column::Id)
        .all(tx.conn())
        .await?;
    let mut last: Vec<(String, NaiveDate)> = Vec::new();
    for row in rows {
        if !last.iter().any(|(kind, _)| *kind == row.kind) {
            last.push((row.kind, row.held_on));
        }
    }
    Ok(last)
}
