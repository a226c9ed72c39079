//! What the engine looks at, as it stands in the database: of one young person, or of a whole council at once.

use std::collections::HashMap;

use chrono::NaiveDate;
use store::{
    ReadTx, StoreError,
    entities::{contact, life_event, person, referral},
    orm::{
        ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Uuid,
    },
};
use values::{CouncilId, PersonId};

/// Returns whether something stops every reminder about a young person.
pub(in super::super) async fn is_stopped(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<bool, StoreError> {
    let row = person::Entity::find_by_id((council.into(), person.into()))
        .one(tx.conn())
        .await?;
    Ok(row.is_some_and(|row| !row.stopped_as.is_empty()))
}

/// Returns the day on which a stop last ended: of one young person, or of each in the council. A death that is taken back never was one.
pub(in super::super) async fn stops_ended(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<PersonId>,
) -> Result<HashMap<PersonId, NaiveDate>, StoreError> {
    let mut query = life_event::Entity::find()
        .select_only()
        .column(life_event::Column::PersonId)
        .column_as(life_event::Column::EndedOn.max(), "last_on")
        .filter(life_event::Column::CouncilId.eq(Uuid::from(council)))
        .filter(life_event::Column::EndedOn.is_not_null())
        .filter(life_event::Column::Kind.ne("died"));
    if let Some(person) = only {
        query = query.filter(life_event::Column::PersonId.eq(Uuid::from(person)));
    }
    let rows: Vec<(Uuid, NaiveDate)> = query
        .group_by(life_event::Column::PersonId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|(id, on)| (id.into(), on)).collect())
}

/// Returns the day of the last contact that took place. Attempts and corrected contacts do not count.
pub(in super::super) async fn last_contact(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Option<NaiveDate>, StoreError> {
    let row = contact::Entity::find()
        .filter(
            contact::Column::CouncilId
                .eq(Uuid::from(council))
                .and(contact::Column::PersonId.eq(Uuid::from(person))),
        )
        .filter(
            contact::Column::Outcome
                .eq("held")
                .and(contact::Column::SupersededAt.is_null()),
        )
        .order_by_desc(contact::Column::HeldOn)
        .order_by_desc(contact::Column::Id)
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| row.held_on))
}

/// Returns the day of the last contact that took place with each young person of a council.
pub(in super::super) async fn last_contacts(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashMap<PersonId, NaiveDate>, StoreError> {
    let rows: Vec<(Uuid, NaiveDate)> = contact::Entity::find()
        .select_only()
        .column(contact::Column::PersonId)
        .column_as(contact::Column::HeldOn.max(), "last_on")
        .filter(contact::Column::CouncilId.eq(Uuid::from(council)))
        .filter(
            contact::Column::Outcome
                .eq("held")
                .and(contact::Column::SupersededAt.is_null()),
        )
        .group_by(contact::Column::PersonId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|(id, on)| (id.into(), on)).collect())
}

/// Lists the referrals that wait or were accepted: those of one young person, or of the whole council.
pub(in super::super) async fn open_referrals(
    tx: &mut ReadTx,
    council: CouncilId,
    only: Option<PersonId>,
) -> Result<Vec<referral::Model>, StoreError> {
    let mut query = referral::Entity::find()
        .filter(referral::Column::CouncilId.eq(Uuid::from(council)))
        .filter(
            Condition::any()
                .add(referral::Column::Decision.eq(""))
                .add(referral::Column::Decision.eq("accepted")),
        );
    if let Some(person) = only {
        query = query.filter(referral::Column::PersonId.eq(Uuid::from(person)));
    }
    let query = query.order_by_asc(referral::Column::Id);
    Ok(query.all(tx.conn()).await?)
}
