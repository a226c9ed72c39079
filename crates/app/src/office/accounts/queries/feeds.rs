//! Calendar links, with which workers' own calendars read their appointments.

use chrono::{DateTime, TimeDelta, Utc};
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{account, calendar_feed},
    orm::{ColumnTrait, QueryFilter, Set, Uuid},
};
use values::{AccountId, CalendarFeedId, CouncilId};

use crate::shell::web::Token;

/// Makes a worker's feed, ends the one before it, and returns the token that opens it.
pub(crate) async fn make_feed(tx: &mut WriteTx, secret: [u8; 32]) -> Result<String, StoreError> {
    end_feeds(tx).await?;
    let id: CalendarFeedId = tx.next_id();
    let token = Token {
        council: tx.council(),
        id: id.into(),
        secret,
    };
    let row = calendar_feed::New {
        id: id.into(),
        account_id: tx.worker()?.into(),
        secret_hash: token.hash(),
        made_at: tx.at().into(),
        ended_at: None,
        used_at: Some(tx.at().into()),
    };
    calendar_feed::insert(tx, row).await?;
    tx.journal(Entry::new("make-feed").subject(id)).await?;
    Ok(token.encode())
}

/// Ends the writer's own feeds.
pub(crate) async fn end_feeds(tx: &mut WriteTx) -> Result<(), StoreError> {
    let own = tx.worker()?;
    end_feeds_of(tx, own).await
}

/// Ends the feeds of an account.
pub(crate) async fn end_feeds_of(tx: &mut WriteTx, account: AccountId) -> Result<(), StoreError> {
    calendar_feed::change(tx.council())
        .set(calendar_feed::ActiveModel {
            ended_at: Set(Some(tx.at().into())),
            ..Default::default()
        })
        .filter(calendar_feed::Column::AccountId.eq(Uuid::from(account)))
        .filter(calendar_feed::Column::EndedAt.is_null())
        .exec_in(tx)
        .await?;
    tx.journal(Entry::new("end-feed").subject(account)).await
}

/// Returns whether a worker has a feed.
pub(crate) async fn has_feed(
    tx: &mut ReadTx,
    council: CouncilId,
    account: AccountId,
) -> Result<bool, StoreError> {
    let row = calendar_feed::of(council)
        .filter(calendar_feed::Column::AccountId.eq(Uuid::from(account)))
        .filter(calendar_feed::Column::EndedAt.is_null())
        .one_in(tx)
        .await?;
    Ok(row.is_some())
}

/// Days after which an unused feed ends.
const UNUSED_DAYS: i64 = 90;

/// Finds whose feed a token opens: of an open account, and used in the last 90 days. Also returns whether today's use is still to be noted.
pub(crate) async fn open_feed(
    tx: &mut ReadTx,
    token: &Token,
    now: DateTime<Utc>,
) -> Result<Option<(AccountId, bool)>, StoreError> {
    let row = calendar_feed::find(token.council, token.id)
        .filter(calendar_feed::Column::EndedAt.is_null())
        .one_in(tx)
        .await?;
    let Some(row) = row.filter(|row| token.opens(&row.secret_hash)) else {
        return Ok(None);
    };
    let used: DateTime<Utc> = row.used_at.unwrap_or(row.made_at).into();
    let owner = account::find(row.council_id, row.account_id)
        .filter(account::Column::LeftAt.is_null())
        .one_in(tx)
        .await?;
    if owner.is_none() || now - used > TimeDelta::days(UNUSED_DAYS) {
        return Ok(None);
    }
    let is_new_day = row.used_at.is_none() || now - used >= TimeDelta::days(1);
    Ok(Some((row.account_id.into(), is_new_day)))
}

/// Notes that a feed is in use.
pub(crate) async fn note_use(tx: &mut WriteTx, id: Uuid) -> Result<(), StoreError> {
    tx.housekeeping();
    calendar_feed::change(tx.council())
        .set(calendar_feed::ActiveModel {
            used_at: Set(Some(tx.at().into())),
            ..Default::default()
        })
        .filter(calendar_feed::Column::Id.eq(id))
        .exec_in(tx)
        .await?;
    Ok(())
}
