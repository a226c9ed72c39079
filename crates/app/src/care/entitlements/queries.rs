//! Claims to entitlements in the database.

use std::collections::HashMap;

use chrono::NaiveDate;
use store::{
    At, Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::claim,
    orm::{ColumnTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{AccountId, CouncilId, PersonId};

use super::model::State;
use crate::shell::choices::Code;

/// What has happened about an entitlement.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub(crate) entitlement: String,
    /// What has happened.
    pub(crate) state: State,
    pub(crate) said_on: NaiveDate,
    pub(crate) note: String,
    pub(crate) made_by: Option<AccountId>,
}

/// Returns the latest claim about each entitlement of some young people.
pub(crate) async fn of_people(
    tx: &mut ReadTx,
    council: CouncilId,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Vec<Claim>>, StoreError> {
    let rows = claim::of(council)
        .filter(claim::Column::PersonId.is_in(people.iter().map(|id| Uuid::from(*id))))
        .filter(claim::Column::SupersededAt.is_null())
        .order_by_desc(claim::Column::Id)
        .all_in(tx)
        .await?;
    let mut of: HashMap<PersonId, Vec<Claim>> = HashMap::new();
    for row in rows {
        let one = Claim {
            entitlement: row.entitlement,
            state: State::stored(&row.state)?,
            said_on: row.said_on,
            note: tx.open(&row.note)?,
            made_by: row.made_by.map(Into::into),
        };
        of.entry(row.person_id.into()).or_default().push(one);
    }
    Ok(of)
}

/// Records what has happened about an entitlement; earlier entries stay in the history.
pub(super) async fn say(
    tx: &mut WriteTx,
    person: PersonId,
    (entitlement, state): (&str, State),
    (said_on, note): (NaiveDate, &str),
) -> Result<(), StoreError> {
    claim::change(tx.council())
        .set(claim::ActiveModel {
            superseded_at: Set(Some(At::from(tx.at()))),
            ..Default::default()
        })
        .filter(claim::Column::PersonId.eq(Uuid::from(person)))
        .filter(claim::Column::Entitlement.eq(entitlement))
        .filter(claim::Column::SupersededAt.is_null())
        .exec_in(tx)
        .await?;
    let row = claim::New {
        id: tx.next_id(),
        person_id: person.into(),
        entitlement: entitlement.to_owned(),
        state: state.code().to_owned(),
        said_on,
        note: tx.seal(person, &note.to_owned()),
        superseded_at: None,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    claim::insert(tx, row).await?;
    let entry = Entry::new("say-claim").person(person);
    tx.journal(entry.reason(entitlement.to_owned())).await
}
