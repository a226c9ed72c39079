//! Drafts: what a worker had typed when their sign-in ended. Only the same account can open one.

use axum::http::{Uri, uri::PathAndQuery};
use store::{
    Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::draft,
    orm::{ColumnTrait, QueryFilter},
};
use uuid::Uuid;
use values::{AccountId, CouncilId, DraftId};

use super::{Ctx, Form, WebError};

/// How long a draft is kept, in hours: a working day and the morning after.
pub const KEPT_HOURS: i64 = 24;

/// Returns the path and the query of a form, without what only says where the worker came from.
pub(crate) fn address_of(uri: &Uri) -> String {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or("").as_bytes());
    let kept = pairs.filter(|(name, _)| !matches!(&**name, "draft" | "said"));
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(kept)
        .finish();
    if query.is_empty() {
        uri.path().to_owned()
    } else {
        format!("{}?{query}", uri.path())
    }
}

/// Saves what was typed at an address: a path, and perhaps a query.
pub(crate) async fn keep(
    tx: &mut WriteTx,
    account: AccountId,
    address: &str,
    body: &[u8],
) -> Result<DraftId, StoreError> {
    let id: DraftId = tx.next_id();
    let row = draft::New {
        id: id.into(),
        account_id: account.into(),
        path: address.to_owned(),
        body: tx.seal(account, &String::from_utf8_lossy(body).into_owned()),
        made_at: tx.at().into(),
    };
    draft::insert(tx, row).await?;
    tx.housekeeping();
    Ok(id)
}

/// Finds the path and the text of an account's own draft.
async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    account: AccountId,
    id: DraftId,
) -> Result<Option<(String, String)>, StoreError> {
    let row = draft::find(council, id)
        .filter(draft::Column::AccountId.eq(Uuid::from(account)))
        .one_in(tx)
        .await?;
    row.map(|row| Ok((row.path, tx.open(&row.body)?)))
        .transpose()
}

/// Returns the path of an account's own draft, with the draft's id in its query: the form that shows it again.
pub(crate) async fn way_back(
    tx: &mut ReadTx,
    council: CouncilId,
    account: AccountId,
    id: DraftId,
) -> Result<Option<String>, StoreError> {
    Ok(find(tx, council, account, id).await?.map(|(address, _)| {
        let sign = if address.contains('?') { '&' } else { '?' };
        format!("{address}{sign}draft={id}")
    }))
}

/// Removes drafts that no one came back for.
pub async fn forget(tx: &mut WriteTx) -> Result<u64, StoreError> {
    let before = tx.at() - chrono::TimeDelta::hours(KEPT_HOURS);
    let gone = draft::remove(tx.council())
        .filter(draft::Column::MadeAt.lt(store::At::from(before)))
        .exec_in(tx)
        .await?;
    tx.housekeeping();
    Ok(gone)
}

impl Ctx {
    /// Returns what this worker had typed into the form of this path before their sign-in ended, where the address names a draft.
    pub async fn draft(&self, uri: &Uri) -> Result<Option<Form>, WebError> {
        let query = uri
            .path_and_query()
            .and_then(PathAndQuery::query)
            .unwrap_or("");
        let Some(id) = Form::parse(query.as_bytes())
            .text("draft")
            .parse::<DraftId>()
            .ok()
        else {
            return Ok(None);
        };
        let mut tx = self.read().await?;
        let found = find(&mut tx, self.council(), self.me(), id).await?;
        Ok(found
            .filter(|(address, _)| address.split('?').next() == Some(self.path()))
            .map(|(_, body)| Form::parse(body.as_bytes())))
    }
}
