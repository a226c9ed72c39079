//! Drafts: what a worker had typed when their sign-in ended, or is typing now. Only the same account can open one.

use axum::{
    http::{StatusCode, Uri, uri::PathAndQuery},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use store::{
    Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{draft, form_key},
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect},
};
use uuid::Uuid;
use values::{AccountId, CouncilId, DraftId};

use super::{Ctx, Form, WebError};

/// How long a draft is kept, in hours: a working day and the morning after.
pub const KEPT_HOURS: i64 = 24;

/// Returns the path and the query of a form, without what only says where the worker came from.
pub(crate) fn address_of(uri: &Uri) -> String {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or("").as_bytes());
    let kept = pairs.filter(|(name, _)| !matches!(&**name, "draft" | "said" | "fresh"));
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

/// The longest draft, in bytes: many pages of text.
const LONGEST: usize = 64 * 1024;

/// Keeps what is being typed, in place of what was kept of the same form before; nothing once the form has been carried out.
///
/// It is no act on a record: it is sealed under the account that typed it, and goes with the form, or after [`KEPT_HOURS`].
pub(crate) async fn keep_now(ctx: Ctx, form: Form) -> Result<Response, WebError> {
    let address = form.owned("draft");
    let typed = form
        .fields()
        .filter(|(name, _)| !matches!(*name, "form_key" | "draft"));
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(typed)
        .finish();
    if !address.starts_with('/') || address.len() > 1000 || body.len() > LONGEST {
        return Err(WebError::Malformed);
    }
    let (account, key) = (ctx.me(), form.key().ok_or(WebError::Expired)?);
    ctx.write(async move |tx: &mut WriteTx| {
        // What was sent while the form was being carried out comes too late.
        if form_key::find(tx.council(), key)
            .one_in(tx)
            .await?
            .is_some()
        {
            tx.housekeeping();
            return Ok::<_, StoreError>(());
        }
        done(tx, account, &address).await?;
        keep(tx, account, &address, body.as_bytes()).await?;
        Ok(())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Removes what was kept of a form that has been carried out, by its address.
pub(crate) async fn done(
    tx: &mut WriteTx,
    account: AccountId,
    address: &str,
) -> Result<(), StoreError> {
    draft::remove(tx.council())
        .filter(draft::Column::AccountId.eq(Uuid::from(account)))
        .filter(draft::Column::Path.eq(address))
        .exec_in(tx)
        .await?;
    tx.housekeeping();
    Ok(())
}

/// What a form knows of its draft.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    /// The address under which what is typed is kept. The form sends it along once there is a draft, so that it goes with the form.
    pub(crate) at: String,
    /// Whether there is a draft.
    pub(crate) is_there: bool,
    /// When it was typed, where the form is filled in from it.
    pub(crate) from: Option<DateTime<Utc>>,
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
    /// Returns what this worker had typed into the form of this address and not saved: the draft that the address names, else the newest.
    /// Nothing where the address asks for a fresh form.
    pub async fn draft(&self, uri: &Uri) -> Result<Option<Form>, WebError> {
        let query = uri
            .path_and_query()
            .and_then(PathAndQuery::query)
            .unwrap_or("");
        let asked = Form::parse(query.as_bytes());
        let at = address_of(uri);
        let kept = |from: Option<DateTime<Utc>>| Kept {
            at: at.clone(),
            is_there: from.is_some(),
            from,
        };
        self.keeps(kept(None));
        if !asked.text("fresh").is_empty() {
            return Ok(None);
        }
        let mut mine = draft::of(self.council())
            .filter(draft::Column::AccountId.eq(Uuid::from(self.me())))
            .order_by_desc(draft::Column::Id);
        mine = match asked.text("draft").parse::<DraftId>() {
            Ok(id) => mine.filter(draft::Column::Id.eq(Uuid::from(id))),
            Err(_) => mine.filter(draft::Column::Path.eq(at.as_str())),
        };
        let tx = self.read().await?;
        let row = mine.limit(1).one_in(&tx).await?;
        let row = row.filter(|row| row.path.split('?').next() == Some(self.path()));
        let Some(row) = row else {
            return Ok(None);
        };
        self.keeps(kept(Some(row.made_at.into())));
        Ok(Some(Form::parse(tx.open(&row.body)?.as_bytes())))
    }
}
