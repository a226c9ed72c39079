//! What a record was known by before: names, and ids of other systems.

use store::{
    Execute, StoreError, WriteTx,
    entities::{former_name, outer_id},
    orm::{ColumnTrait, QueryFilter, Uuid},
};
use values::PersonId;

use super::add_outer_id;

pub(super) async fn keep_former_name(
    tx: &mut WriteTx,
    id: PersonId,
    name: &str,
) -> Result<(), StoreError> {
    let row = former_name::New {
        id: tx.next_id(),
        person_id: id.into(),
        name: tx.seal(id, &name.to_owned()),
        until_at: tx.at().into(),
    };
    former_name::insert(tx, row).await?;
    Ok(())
}

/// Replaces an id of another system; the one before stays as a revision of its field.
pub(super) async fn replace_outer_id(
    tx: &mut WriteTx,
    id: PersonId,
    system: &str,
    value: &str,
) -> Result<(), StoreError> {
    outer_id::remove(tx.council())
        .filter(outer_id::Column::PersonId.eq(Uuid::from(id)))
        .filter(outer_id::Column::System.eq(system))
        .exec_in(tx)
        .await?;
    if value.is_empty() {
        Ok(())
    } else {
        add_outer_id(tx, id, system, value).await
    }
}
