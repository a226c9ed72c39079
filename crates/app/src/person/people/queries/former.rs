//! What a record was known by before: names, and ids of other systems.

use store::{
    StoreError, WriteTx,
    entities::{former_name, outer_id},
    orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, Set, Uuid},
};
use values::PersonId;

use super::add_outer_id;

pub(super) async fn keep_former_name(
    tx: &mut WriteTx,
    id: PersonId,
    name: &str,
) -> Result<(), StoreError> {
    let row = former_name::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(tx.next_id()),
        person_id: Set(id.into()),
        name: Set(tx.seal(id, &name.to_owned())),
        until_at: Set(tx.at().into()),
    };
    former_name::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// Replaces an id of another system; the one before stays as a revision of its field.
pub(super) async fn replace_outer_id(
    tx: &mut WriteTx,
    id: PersonId,
    system: &str,
    value: &str,
) -> Result<(), StoreError> {
    outer_id::Entity::delete_many()
        .filter(
            outer_id::Column::CouncilId
                .eq(Uuid::from(tx.council()))
                .and(outer_id::Column::PersonId.eq(Uuid::from(id))),
        )
        .filter(outer_id::Column::System.eq(system))
        .exec(tx.conn())
        .await?;
    if value.is_empty() {
        Ok(())
    } else {
        add_outer_id(tx, id, system, value).await
    }
}
