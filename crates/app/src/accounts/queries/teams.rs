//! Teams in the database.

use std::collections::HashMap;

use store::{
    Entry, ReadTx, StoreError, WriteTx,
    entities::team,
    orm::{ColumnTrait, EntityTrait, QueryFilter, Set, Uuid},
};
use values::{CouncilId, TeamId};

/// Makes a team.
pub(crate) async fn make(tx: &mut WriteTx, name: &str) -> Result<TeamId, StoreError> {
    let id: TeamId = tx.next_id();
    let row = team::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id.into()),
        name: Set(name.to_owned()),
        closed_at: Set(None),
        version: Set(1),
    };
    team::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    tx.journal(Entry::new("team-made").subject(id)).await?;
    Ok(id)
}

/// Lists the name of every team, closed ones too.
pub(crate) async fn names(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashMap<TeamId, String>, StoreError> {
    let rows = team::Entity::find()
        .filter(team::Column::CouncilId.eq(Uuid::from(council)))
        .all(tx.conn())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.into(), row.name))
        .collect())
}
