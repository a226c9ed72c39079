//! Case conferences in the database.

use std::collections::HashMap;

use chrono::NaiveDate;
use store::{
    Entry, Fetch, ReadTx, StoreError, WriteTx,
    entities::conference,
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Uuid},
};
use values::{AccountId, ConferenceId, CouncilId, PersonId};

/// A case conference, opened.
#[derive(Clone, Debug)]
pub(super) struct Conference {
    pub(super) held_on: NaiveDate,
    pub(super) attendees: String,
    pub(super) agenda: String,
    pub(super) note: String,
    pub(super) by: Option<AccountId>,
}

/// Records a conference.
pub(super) async fn record(
    tx: &mut WriteTx,
    person: PersonId,
    new: &Conference,
) -> Result<ConferenceId, StoreError> {
    let id: ConferenceId = tx.next_id();
    let row = conference::New {
        id: id.into(),
        person_id: person.into(),
        held_on: new.held_on,
        attendees: tx.seal(person, &new.attendees),
        agenda: tx.seal(person, &new.agenda),
        note: tx.seal(person, &new.note),
        recorded_at: tx.at().into(),
        recorded_by: tx.by_id(),
    };
    conference::insert(tx, row).await?;
    tx.journal(Entry::new("hold-conference").person(person).subject(id))
        .await?;
    Ok(id)
}

/// Lists the conferences about a young person, the newest first.
pub(super) async fn of_person(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Conference>, StoreError> {
    let rows = conference::of(council)
        .filter(conference::Column::PersonId.eq(Uuid::from(person)))
        .order_by_desc(conference::Column::HeldOn)
        .order_by_desc(conference::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Conference {
                held_on: row.held_on,
                attendees: tx.open(&row.attendees)?,
                agenda: tx.open(&row.agenda)?,
                note: tx.open(&row.note)?,
                by: row.recorded_by.map(Into::into),
            })
        })
        .collect()
}

/// Returns the day of the last conference about each young person of a council.
pub(super) async fn last(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashMap<PersonId, NaiveDate>, StoreError> {
    let rows: Vec<(Uuid, NaiveDate)> = conference::of(council)
        .select_only()
        .column(conference::Column::PersonId)
        .column_as(conference::Column::HeldOn.max(), "last_on")
        .group_by(conference::Column::PersonId)
        .rows_in(tx)
        .await?;
    Ok(rows.into_iter().map(|(id, on)| (id.into(), on)).collect())
}
