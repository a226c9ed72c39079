//! Reviews of plans in the database.

use chrono::NaiveDate;
use store::{
    Entry, Fetch, ReadTx, StoreError, WriteTx,
    entities::review,
    orm::{ColumnTrait, QueryFilter, QueryOrder, Uuid},
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
    let row = review::New {
        id: tx.next_id(),
        person_id: person.into(),
        kind: kind.to_owned(),
        held_on: on,
        agreed_how: agreed_how.to_owned(),
        note: tx.seal(person, &note.to_owned()),
        recorded_at: tx.at().into(),
        recorded_by: tx.by_id(),
    };
    review::insert(tx, row).await?;
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
    let rows = review::of(council)
        .filter(review::Column::PersonId.eq(Uuid::from(person)))
        .order_by_desc(review::Column::HeldOn)
        .order_by_desc(review::Column::Id)
        .all_in(tx)
        .await?;
    let mut last: Vec<(String, NaiveDate)> = Vec::new();
    for row in rows {
        if !last.iter().any(|(kind, _)| *kind == row.kind) {
            last.push((row.kind, row.held_on));
        }
    }
    Ok(last)
}
