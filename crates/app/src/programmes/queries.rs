//! Programmes in the database.

use programme::{Faults, Programme};
use store::{
    Entry, StoreError, WriteError, WriteTx,
    entities::programme_version,
    orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::ProgrammeVersionId;

/// Why a programme was not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The file has faults.
    #[error("{0}")]
    Faults(Faults),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl WriteError for PublishError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Store(StoreError::Conflict))
    }
}

/// Publishes a programme file as the next version. The text that is current already is not published again.
///
/// Errors: [`PublishError::Faults`] when the file does not pass its checks.
pub async fn publish(
    tx: &mut WriteTx,
    file_name: &str,
    text: &str,
) -> Result<ProgrammeVersionId, PublishError> {
    let programme = Programme::parse(file_name, text).map_err(PublishError::Faults)?;
    let key = programme.definition().key.to_string();
    let newest = programme_version::Entity::find()
        .filter(programme_version::Column::CouncilId.eq(Uuid::from(tx.council())))
        .filter(programme_version::Column::Key.eq(key.as_str()))
        .order_by_desc(programme_version::Column::Number)
        .order_by_desc(programme_version::Column::Id)
        .one(tx.conn())
        .await
        .map_err(StoreError::from)?;
    let hash = blake3::hash(text.as_bytes()).as_bytes().to_vec();
    if let Some(same) = newest.as_ref().filter(|row| row.hash == hash) {
        tx.housekeeping();
        return Ok(same.id.into());
    }
    let id: ProgrammeVersionId = tx.next_id();
    let row = programme_version::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id.into()),
        key: Set(key),
        number: Set(newest.map_or(1, |row| row.number + 1)),
        text: Set(text.to_owned()),
        hash: Set(hash),
        published_at: Set(tx.at().into()),
        published_by: Set(tx.by().into()),
    };
    programme_version::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await
        .map_err(StoreError::from)?;
    tx.rights_changed().await?;
    tx.journal(Entry::new("publish-programmes").subject(id))
        .await?;
    Ok(id)
}
