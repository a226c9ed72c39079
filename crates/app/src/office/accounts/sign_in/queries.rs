//! Links and sign-ins in the database.

use chrono::TimeDelta;
use store::{
    At, Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{account, calendar_feed, council, sign_in, sign_in_link},
    orm::{ColumnTrait, EntityTrait, Expr, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{AccountId, CouncilId, LinkId, SignInId};

use crate::shell::web::cookie::Token;

/// An account that an address may sign in to.
#[derive(Clone)]
pub(crate) struct Door {
    pub(crate) council: CouncilId,
    pub(crate) council_name: String,
    pub(crate) account: AccountId,
    pub(crate) name: String,
    pub(crate) email: String,
}

/// Lists the open accounts of an address, in every council: the one look-up that crosses owners.
pub(crate) async fn doors(tx: &mut ReadTx, email_hash: &str) -> Result<Vec<Door>, StoreError> {
    let accounts = account::Entity::find()
        .filter(account::Column::EmailHash.eq(email_hash))
        .filter(account::Column::LeftAt.is_null())
        .order_by_asc(account::Column::Id)
        .all_in(tx)
        .await?;
    let councils = council::Entity::find()
        .filter(council::Column::CouncilId.is_in(accounts.iter().map(|account| account.council_id)))
        .all_in(tx)
        .await?;
    let named = |id: Uuid| {
        councils
            .iter()
            .find(|council| council.council_id == id)
            .map_or_else(String::new, |council| council.name.clone())
    };
    accounts
        .iter()
        .map(|row| {
            Ok(Door {
                council: row.council_id.into(),
                council_name: named(row.council_id),
                account: row.id.into(),
                name: tx.open(&row.name)?,
                email: tx.open(&row.email)?,
            })
        })
        .collect()
}

/// Ends the unused links to an account, except those of the demo.
async fn end_links(tx: &mut WriteTx, account: Uuid) -> Result<(), StoreError> {
    sign_in_link::change(tx.council())
        .col_expr(
            sign_in_link::Column::ExpiresAt,
            Expr::value(At::from(tx.at())),
        )
        .filter(sign_in_link::Column::AccountId.eq(account))
        .filter(sign_in_link::Column::UsedAt.is_null())
        .filter(sign_in_link::Column::Reusable.eq(false))
        .filter(sign_in_link::Column::ExpiresAt.gt(At::from(tx.at())))
        .exec_in(tx)
        .await?;
    Ok(())
}

/// Makes a link to sign in to an account, ends those before it, and returns the token that opens it.
pub(crate) async fn make_link(
    tx: &mut WriteTx,
    account: AccountId,
    secret: [u8; 32],
    life: TimeDelta,
    reusable: bool,
) -> Result<String, StoreError> {
    end_links(tx, account.into()).await?;
    let id: LinkId = tx.next_id();
    let token = Token {
        council: tx.council(),
        id: id.into(),
        secret,
    };
    let row = sign_in_link::New {
        id: id.into(),
        account_id: account.into(),
        secret_hash: token.hash(),
        made_at: tx.at().into(),
        expires_at: (tx.at() + life).into(),
        used_at: None,
        reusable,
    };
    sign_in_link::insert(tx, row).await?;
    tx.journal(Entry::new("link-made").subject(account)).await?;
    Ok(token.encode())
}

/// Finds the link that a token opens, if it may still be used.
pub(crate) async fn find_link(
    tx: &mut ReadTx,
    token: &Token,
    now: At,
) -> Result<Option<sign_in_link::Model>, StoreError> {
    let row = sign_in_link::find(token.council, token.id)
        .one_in(tx)
        .await?;
    Ok(row.filter(|row| {
        token.opens(&row.secret_hash)
            && now < row.expires_at
            && (row.reusable || row.used_at.is_none())
    }))
}

/// Finds the open account that a link was made for.
pub(crate) async fn door(
    tx: &mut ReadTx,
    council: CouncilId,
    account: AccountId,
) -> Result<Option<Door>, StoreError> {
    let owner = Uuid::from(council);
    let row = account::find(owner, account)
        .filter(account::Column::LeftAt.is_null())
        .one_in(tx)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let council_row = council::Entity::find_by_id(owner).one_in(tx).await?;
    Ok(Some(Door {
        council,
        council_name: council_row.map(|row| row.name).unwrap_or_default(),
        account,
        name: tx.open(&row.name)?,
        email: tx.open(&row.email)?,
    }))
}

/// Uses up a link. Returns whether it was still unused.
pub(crate) async fn use_link(tx: &mut WriteTx, token: &Token) -> Result<bool, StoreError> {
    let now = At::from(tx.at());
    let Some(row) = find_link(tx, token, now).await? else {
        return Ok(false);
    };
    let used = sign_in_link::ActiveModel {
        used_at: Set(Some(now)),
        ..sign_in_link::row(row.council_id, row.id)
    };
    sign_in_link::Entity::update(used).exec_in(tx).await?;
    crate::post::outbox::blank_of_account(tx, row.account_id.into()).await?;
    tx.journal(Entry::new("link-used").subject(row.account_id))
        .await?;
    Ok(true)
}

/// Opens a sign-in, and returns the token for the cookie.
pub(crate) async fn begin(
    tx: &mut WriteTx,
    account: AccountId,
    secret: [u8; 32],
    hours: i64,
) -> Result<Token, StoreError> {
    let id: SignInId = tx.next_id();
    let token = Token {
        council: tx.council(),
        id: id.into(),
        secret,
    };
    let row = sign_in::New {
        id: id.into(),
        account_id: account.into(),
        secret_hash: token.hash(),
        started_at: tx.at().into(),
        seen_at: tx.at().into(),
        expires_at: (tx.at() + TimeDelta::hours(hours)).into(),
        ended_at: None,
    };
    sign_in::insert(tx, row).await?;
    tx.journal(Entry::new("signed-in").subject(account)).await?;
    Ok(token)
}

/// Ends one sign-in.
pub(crate) async fn end(tx: &mut WriteTx, id: Uuid) -> Result<(), StoreError> {
    let row = sign_in::ActiveModel {
        ended_at: Set(Some(tx.at().into())),
        ..sign_in::row(tx.council(), id)
    };
    sign_in::Entity::update(row).exec_in(tx).await?;
    tx.journal(Entry::new("signed-out").subjects(tx.by())).await
}

/// Ends every sign-in of an account, every link that could open another, and its calendar link.
pub(crate) async fn end_all(tx: &mut WriteTx, account: AccountId) -> Result<(), StoreError> {
    let now = Some(At::from(tx.at()));
    let (owner, account) = (Uuid::from(tx.council()), Uuid::from(account));
    sign_in::change(owner)
        .col_expr(sign_in::Column::EndedAt, Expr::value(now))
        .filter(sign_in::Column::AccountId.eq(account))
        .filter(sign_in::Column::EndedAt.is_null())
        .exec_in(tx)
        .await?;
    sign_in_link::change(owner)
        .col_expr(sign_in_link::Column::Reusable, Expr::value(false))
        .filter(sign_in_link::Column::AccountId.eq(account))
        .exec_in(tx)
        .await?;
    end_links(tx, account).await?;
    calendar_feed::change(owner)
        .col_expr(calendar_feed::Column::EndedAt, Expr::value(now))
        .filter(calendar_feed::Column::AccountId.eq(account))
        .filter(calendar_feed::Column::EndedAt.is_null())
        .exec_in(tx)
        .await?;
    Ok(())
}
