//! Programmes in the database.

use chrono::{DateTime, Utc};
use programme::{Faults, Programme};
use store::{
    At, Entry, Execute, Fetch, ReadTx, StoreError, WriteError, WriteTx,
    entities::{programme_draft, programme_version},
    orm::{ColumnTrait, ExprTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{AccountId, CouncilId, ProgrammeDraftId, ProgrammeVersionId};

/// Why a programme was not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The file has faults.
    #[error("{0}")]
    Faults(Faults),
    /// A stage of the previous version has gone, and nothing replaces it.
    #[error("{}", .0.join(" "))]
    Gone(Vec<String>),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl WriteError for PublishError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Store(StoreError::Conflict))
    }
}

/// Publishes a programme file as the next version. The current text is not published again.
///
/// Errors: [`PublishError::Faults`] when the file does not pass its checks, [`PublishError::Gone`] when it leaves a young person without a stage.
pub async fn publish(
    tx: &mut WriteTx,
    file_name: &str,
    text: &str,
) -> Result<ProgrammeVersionId, PublishError> {
    let programme = Programme::parse(file_name, text).map_err(PublishError::Faults)?;
    let key = programme.definition().key.to_string();
    let newest = programme_version::of(tx.council())
        .filter(programme_version::Column::Key.eq(key.as_str()))
        .order_by_desc(programme_version::Column::Number)
        .order_by_desc(programme_version::Column::Id)
        .one_in(tx)
        .await?;
    let hash = blake3::hash(text.as_bytes()).as_bytes().to_vec();
    if let Some(same) = newest.as_ref().filter(|row| row.hash == hash) {
        tx.housekeeping();
        return Ok(same.id.into());
    }
    if let Some(before) = newest
        .as_ref()
        .and_then(|row| Programme::parse(file_name, &row.text).ok())
    {
        programme::successors(&before, &programme).map_err(PublishError::Gone)?;
    }
    let id: ProgrammeVersionId = tx.next_id();
    let row = programme_version::New {
        id: id.into(),
        key,
        number: newest.map_or(1, |row| row.number + 1),
        text: text.to_owned(),
        hash,
        published_at: tx.at().into(),
        published_by: tx.by_id(),
    };
    programme_version::insert(tx, row).await?;
    tx.rights_changed().await?;
    tx.journal(Entry::new("publish-programmes").subject(id))
        .await?;
    Ok(id)
}

/// Returns the exact text of a published version.
pub(super) async fn text_of(
    tx: &mut ReadTx,
    council: CouncilId,
    id: ProgrammeVersionId,
) -> Result<Option<String>, StoreError> {
    let row = programme_version::find(council, id).one_in(tx).await?;
    Ok(row.map(|row| row.text))
}

/// A published version, for the list of them.
pub(super) struct Published {
    pub(super) number: i32,
    pub(super) at: DateTime<Utc>,
    pub(super) by: Option<AccountId>,
}

/// Lists the versions of a programme, the newest first.
pub(super) async fn versions(
    tx: &mut ReadTx,
    council: CouncilId,
    key: &str,
) -> Result<Vec<Published>, StoreError> {
    let rows = programme_version::of(council)
        .filter(programme_version::Column::Key.eq(key))
        .order_by_desc(programme_version::Column::Number)
        .order_by_desc(programme_version::Column::Id)
        .all_in(tx)
        .await?;
    let published = rows.into_iter().map(|row| Published {
        number: row.number,
        at: row.published_at.into(),
        by: row.published_by.map(Into::into),
    });
    Ok(published.collect())
}

/// Begins a draft.
pub(super) async fn begin_draft(
    tx: &mut WriteTx,
    text: &str,
) -> Result<ProgrammeDraftId, StoreError> {
    let id: ProgrammeDraftId = tx.next_id();
    let row = programme_draft::New {
        id: id.into(),
        key: String::new(),
        text: text.to_owned(),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        changed_at: tx.at().into(),
        changed_by: tx.by_id(),
        ended_at: None,
        version: 1,
    };
    programme_draft::insert(tx, row).await?;
    tx.journal(Entry::new("begin-programme").subject(id))
        .await?;
    Ok(id)
}

/// Finds a draft that is still being written: its text and the version of its row.
pub(super) async fn draft(
    tx: &mut ReadTx,
    council: CouncilId,
    id: ProgrammeDraftId,
) -> Result<Option<(String, i32)>, StoreError> {
    let row = programme_draft::find(council, id)
        .filter(programme_draft::Column::EndedAt.is_null())
        .one_in(tx)
        .await?;
    Ok(row.map(|row| (row.text, row.version)))
}

/// Lists the drafts of a council, last changed first.
pub(super) async fn drafts(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<(ProgrammeDraftId, DateTime<Utc>, Option<AccountId>)>, StoreError> {
    let rows = programme_draft::of(council)
        .filter(programme_draft::Column::EndedAt.is_null())
        .order_by_desc(programme_draft::Column::ChangedAt)
        .order_by_desc(programme_draft::Column::Id)
        .all_in(tx)
        .await?;
    let drafts = rows.into_iter().map(|row| {
        (
            row.id.into(),
            row.changed_at.into(),
            row.changed_by.map(Into::into),
        )
    });
    Ok(drafts.collect())
}

/// Saves the text of a draft.
///
/// Errors: [`StoreError::Stale`] when someone else changed it since `version` was read.
pub(super) async fn save_draft(
    tx: &mut WriteTx,
    id: ProgrammeDraftId,
    version: i32,
    text: &str,
) -> Result<(), StoreError> {
    let row = programme_draft::ActiveModel {
        text: Set(text.to_owned()),
        changed_at: Set(tx.at().into()),
        changed_by: Set(tx.by_id()),
        version: Set(version + 1),
        ..Default::default()
    };
    change_draft(tx, id, version, row, "write-programme").await
}

/// Ends a draft.
///
/// Errors: [`StoreError::Stale`] when someone else changed it since `version` was read.
pub(super) async fn end_draft(
    tx: &mut WriteTx,
    id: ProgrammeDraftId,
    version: i32,
) -> Result<(), StoreError> {
    let row = programme_draft::ActiveModel {
        ended_at: Set(Some(At::from(tx.at()))),
        version: Set(version + 1),
        ..Default::default()
    };
    change_draft(tx, id, version, row, "end-programme-draft").await
}

async fn change_draft(
    tx: &mut WriteTx,
    id: ProgrammeDraftId,
    version: i32,
    row: programme_draft::ActiveModel,
    action: &'static str,
) -> Result<(), StoreError> {
    let written = programme_draft::change(tx.council())
        .set(row)
        .filter(programme_draft::Column::Id.eq(Uuid::from(id)))
        .filter(
            programme_draft::Column::Version
                .eq(version)
                .and(programme_draft::Column::EndedAt.is_null()),
        )
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    tx.journal(Entry::new(action).subject(id)).await
}
