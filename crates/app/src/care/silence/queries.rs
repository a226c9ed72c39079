//! Records of lost contact in the database.

use std::collections::HashMap;

use chrono::NaiveDate;
use store::{
    Entry, Fetch, ReadTx, StoreError, WriteTx,
    entities::lost_touch,
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Uuid},
};
use values::{CouncilId, PersonId};

/// Records why a young person lost touch, and what they were offered. The caller refreshes what is due.
pub(super) async fn record(
    tx: &mut WriteTx,
    person: PersonId,
    why: &str,
    way_back: &str,
    words: &str,
) -> Result<(), StoreError> {
    let row = lost_touch::New {
        id: tx.next_id(),
        person_id: person.into(),
        why: why.to_owned(),
        words: tx.seal(person, &words.to_owned()),
        way_back: way_back.to_owned(),
        asked_on: tx.today(),
        recorded_at: tx.at().into(),
        recorded_by: tx.by_id(),
    };
    lost_touch::insert(tx, row).await?;
    tx.journal(
        Entry::new("ask-why-silent")
            .person(person)
            .reason(why.to_owned()),
    )
    .await
}

/// Returns when each young person was last asked, with the codes of why and of the way back.
pub(crate) async fn last_asked(
    tx: &mut ReadTx,
    council: CouncilId,
    people: &[PersonId],
) -> Result<HashMap<PersonId, (NaiveDate, String, String)>, StoreError> {
    let people = people.iter().map(|id| Uuid::from(*id));
    let rows: Vec<(Uuid, NaiveDate, String, String)> = lost_touch::of(council)
        .select_only()
        .columns([
            lost_touch::Column::PersonId,
            lost_touch::Column::AskedOn,
            lost_touch::Column::Why,
            lost_touch::Column::WayBack,
        ])
        .filter(lost_touch::Column::PersonId.is_in(people))
        .order_by_asc(lost_touch::Column::AskedOn)
        .order_by_asc(lost_touch::Column::Id)
        .rows_in(tx)
        .await?;
    let last = rows
        .into_iter()
        .map(|(person, on, why, way)| (person.into(), (on, why, way)));
    Ok(last.collect())
}
