//! Documents of applications in the database.

use chrono::NaiveDate;
use store::{
    At, Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{application, application_document},
    files::{self, NewFile},
    orm::{ColumnTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{ApplicationDocumentId, ApplicationId, CouncilId};

use super::super::model::{Application, Document};

fn opened(tx: &ReadTx, row: application_document::Model) -> Result<Document, StoreError> {
    Ok(Document {
        id: row.id.into(),
        application: row.application_id.into(),
        file: row.file_id.into(),
        title: tx.open(&row.title)?,
        is_agreed: row.agreed_on.is_some(),
    })
}

/// Lists the documents of applications, the oldest first, without removed ones.
pub(in crate::work::applications) async fn documents_of(
    tx: &mut ReadTx,
    council: CouncilId,
    of: &[ApplicationId],
) -> Result<Vec<Document>, StoreError> {
    let rows = application_document::of(council)
        .filter(
            application_document::Column::ApplicationId.is_in(of.iter().map(|id| Uuid::from(*id))),
        )
        .filter(application_document::Column::RemovedAt.is_null())
        .order_by_asc(application_document::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Finds a document that has not been removed.
pub(in crate::work::applications) async fn document(
    tx: &mut ReadTx,
    council: CouncilId,
    id: ApplicationDocumentId,
) -> Result<Option<Document>, StoreError> {
    let row = application_document::find(council, id).one_in(tx).await?;
    let row = row.filter(|row| row.removed_at.is_none());
    row.map(|row| opened(tx, row)).transpose()
}

/// Reads a document: its content type, its original name, and the bytes.
///
/// Errors: [`StoreError::Unreadable`] if the file is not what was stored.
pub(in crate::work::applications) async fn document_content(
    tx: &mut ReadTx,
    council: CouncilId,
    of: &Document,
) -> Result<(String, String, Vec<u8>), StoreError> {
    let row = files::find(tx, council.into(), of.file).await?;
    let row = row.ok_or_else(|| StoreError::Unreadable("a document without its file".into()))?;
    let content = files::content(tx, &row).await?;
    let name = tx.open(&row.name)?;
    Ok((row.content_type, name, content))
}

/// Adds a document. It is not shared until the young person has agreed to it.
///
/// Errors: [`StoreError::Stale`] when someone else has changed the application in the meantime, and those of [`files::put`].
pub(in crate::work::applications) async fn add_document(
    tx: &mut WriteTx,
    one: &Application,
    version: i32,
    title: &str,
    new: &NewFile,
) -> Result<(), StoreError> {
    let file = files::put(tx, new).await?;
    let row = application_document::New {
        id: tx.next_id(),
        application_id: one.id.into(),
        person_id: one.person.into(),
        file_id: file.into(),
        title: tx.seal(one.person, &title.to_owned()),
        agreed_on: None,
        removed_at: None,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    application_document::insert(tx, row).await?;
    // They have read an older version: a form that they have open is now out of date.
    super::set(tx, one, version, application::ActiveModel::default()).await?;
    let entry = Entry::new("application-papers").person(one.person);
    tx.journal(entry.subject(one.id)).await
}

/// Records that the young person agreed to every document of an application. The caller's own journal entry says so.
pub(super) async fn agree_to_documents(
    tx: &mut WriteTx,
    of: &Application,
    on: NaiveDate,
) -> Result<(), StoreError> {
    application_document::change(tx.council())
        .set(application_document::ActiveModel {
            agreed_on: Set(Some(on)),
            ..Default::default()
        })
        .filter(application_document::Column::ApplicationId.eq(Uuid::from(of.id)))
        .filter(application_document::Column::AgreedOn.is_null())
        .filter(application_document::Column::RemovedAt.is_null())
        .exec_in(tx)
        .await?;
    Ok(())
}

/// Removes a document. It stays in the database, and is no longer shown to anyone.
pub(in crate::work::applications) async fn remove_document(
    tx: &mut WriteTx,
    one: &Application,
    id: ApplicationDocumentId,
) -> Result<(), StoreError> {
    application_document::change(tx.council())
        .set(application_document::ActiveModel {
            removed_at: Set(Some(At::from(tx.at()))),
            ..Default::default()
        })
        .filter(application_document::Column::Id.eq(Uuid::from(id)))
        .filter(application_document::Column::ApplicationId.eq(Uuid::from(one.id)))
        .filter(application_document::Column::RemovedAt.is_null())
        .exec_in(tx)
        .await?;
    let entry = Entry::new("application-papers").person(one.person);
    tx.journal(entry.subject(one.id)).await
}
