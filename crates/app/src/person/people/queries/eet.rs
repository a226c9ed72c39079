//! Education, employment and training over time.

use store::{
    At, Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{eet_span, person},
    orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, Set, Uuid},
};
use values::{CouncilId, PersonId, codes::Activity};

/// Records education, employment or training from a given day. What was recorded for the same day is superseded, not overwritten.
pub async fn recode_eet(
    tx: &mut WriteTx,
    id: PersonId,
    activity: Activity,
    from_on: chrono::NaiveDate,
    source: &str,
) -> Result<(), StoreError> {
    let owner = Uuid::from(tx.council());
    eet_span::change(owner)
        .set(eet_span::ActiveModel {
            superseded_at: Set(Some(At::from(tx.at()))),
            ..Default::default()
        })
        .filter(eet_span::Column::PersonId.eq(Uuid::from(id)))
        .filter(
            eet_span::Column::FromOn
                .eq(from_on)
                .and(eet_span::Column::SupersededAt.is_null()),
        )
        .exec_in(tx)
        .await?;
    let row = eet_span::New {
        id: tx.next_id(),
        person_id: id.into(),
        code: activity.code().into(),
        from_on,
        source: source.into(),
        recorded_at: tx.at().into(),
        recorded_by: tx.by_id(),
        superseded_at: None,
    };
    eet_span::insert(tx, row).await?;
    note_newest(tx, id).await?;
    tx.journal(
        Entry::new("record-eet")
            .person(id)
            .fields(["eet_activity"])
            .reason(source),
    )
    .await
}

/// Returns what a young person did before they began what they do now.
pub(crate) async fn activity_before(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
) -> Result<Option<Activity>, StoreError> {
    let mut rows = eet_span::of(council)
        .filter(eet_span::Column::PersonId.eq(Uuid::from(id)))
        .filter(eet_span::Column::SupersededAt.is_null())
        .all_in(tx)
        .await?;
    rows.sort_by_key(|row| (row.from_on, row.id));
    let now = rows.pop().map(|row| row.code);
    let before = rows
        .into_iter()
        .rev()
        .find(|row| Some(&row.code) != now.as_ref());
    Ok(before.and_then(|row| Activity::parse(&row.code).ok()))
}

/// Notes what the young person does now on their row, for lists.
pub(crate) async fn note_newest(tx: &mut WriteTx, id: PersonId) -> Result<(), StoreError> {
    let owner = Uuid::from(tx.council());
    let newest = eet_span::of(owner)
        .filter(eet_span::Column::PersonId.eq(Uuid::from(id)))
        .filter(eet_span::Column::SupersededAt.is_null())
        .all_in(tx)
        .await?;
    let now = newest
        .iter()
        .max_by_key(|row| (row.from_on, row.id))
        .map_or("0", |row| &row.code)
        .to_owned();
    let current = person::ActiveModel {
        eet_code: Set(now),
        ..person::row(owner, id)
    };
    person::Entity::update(current).exec_in(tx).await?;
    Ok(())
}
