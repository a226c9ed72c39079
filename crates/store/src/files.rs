//! Files: sealed rows in pieces, in the same transaction as the record that they belong to.
//!
//! [`uploads`] decides what a file is, and what can be kept of it.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;
use values::{FileId, PersonId};

use crate::{
    Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{file, file_chunk},
};

pub use uploads::{Kind, Refusal, admitted};

/// The largest file, in bytes.
pub const LIMIT: usize = 10 * 1024 * 1024;

/// The size of one piece, in bytes: small enough that no row delays a replica.
const PIECE: usize = 256 * 1024;

/// A file to keep.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// Who it is about; `None` for the council's own file.
    pub person: Option<PersonId>,
    /// The name it came with.
    pub name: String,
    /// What it holds.
    pub content: Vec<u8>,
}

/// Keeps what can be kept of a file; see [`admitted`]. The caller writes the journal entry of the record that the file belongs to.
///
/// Errors: [`StoreError::TooLarge`] above [`LIMIT`], [`StoreError::Unreadable`] when the content cannot be kept.
pub async fn put(tx: &mut WriteTx, new: &NewFile) -> Result<FileId, StoreError> {
    if new.content.len() > LIMIT {
        return Err(StoreError::TooLarge { limit: LIMIT });
    }
    let (kind, content) =
        admitted(&new.content).map_err(|refusal| StoreError::Unreadable(refusal.to_string()))?;
    let id: FileId = tx.next_id();
    let of = new.person.map_or(tx.council().into(), Uuid::from);
    let row = file::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id.into()),
        person_id: Set(new.person.map(Uuid::from)),
        name: Set(tx.seal(of, &new.name)),
        content_type: Set(kind.content_type().into()),
        bytes: Set(i64::try_from(content.len()).expect("the limit is far below this")),
        hash: Set(blake3::hash(&content).as_bytes().to_vec()),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
    };
    file::Entity::insert(row).exec_in(tx).await?;
    for (place, piece) in (0..).zip(content.chunks(PIECE)) {
        let piece = file_chunk::ActiveModel {
            council_id: Set(tx.council().into()),
            id: Set(tx.next_id()),
            file_id: Set(id.into()),
            place: Set(place),
            content: Set(tx.seal(of, &piece.to_vec())),
        };
        file_chunk::Entity::insert(piece).exec_in(tx).await?;
    }
    Ok(id)
}

/// Reads the content of a file.
///
/// Errors: [`StoreError::Unreadable`] when what is stored differs from what was saved.
pub async fn content(tx: &mut ReadTx, row: &file::Model) -> Result<Vec<u8>, StoreError> {
    let pieces = file_chunk::Entity::find()
        .filter(file_chunk::Column::CouncilId.eq(row.council_id))
        .filter(file_chunk::Column::FileId.eq(row.id))
        .order_by_asc(file_chunk::Column::Place)
        .order_by_asc(file_chunk::Column::Id)
        .all_in(tx)
        .await?;
    let mut content = Vec::with_capacity(usize::try_from(row.bytes).unwrap_or(0));
    for piece in &pieces {
        content.extend(tx.open(&piece.content)?);
    }
    if blake3::hash(&content).as_bytes().as_slice() != row.hash {
        return Err(StoreError::Unreadable("the content of a file".into()));
    }
    Ok(content)
}

/// Finds a file of a council.
pub async fn find(
    tx: &mut ReadTx,
    council: Uuid,
    id: FileId,
) -> Result<Option<file::Model>, StoreError> {
    file::Entity::find_by_id((council, id.into()))
        .one_in(tx)
        .await
}
