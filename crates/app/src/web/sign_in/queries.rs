//! Links and sign-ins in the database.

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use policy::{Role, Worker};
use store::{
    At, Entry, ReadTx, StoreError, WriteTx,
    entities::{
        account, account_role, account_team, calendar_feed, council, cover, sign_in, sign_in_link,
    },
    orm::{
        ColumnTrait, EntityTrait, Expr, ExprTrait, FromQueryResult, Query, QueryFilter, QueryOrder,
        Set, Uuid, sea_orm,
    },
};
use values::{AccountId, CouncilId, LinkId, OrganisationId, PersonId, SignInId, TeamId};

use super::super::{SignedIn, WebError, cookie::Token};
use crate::App;

/// A sign-in, with the two counters of its council.
#[derive(FromQueryResult)]
pub(crate) struct SignInRow {
    pub(crate) council_id: Uuid,
    pub(crate) id: Uuid,
    pub(crate) account_id: Uuid,
    secret_hash: Vec<u8>,
    pub(crate) seen_at: At,
    pub(crate) expires_at: At,
    pub(crate) ended_at: Option<At>,
    pub(crate) rights_version: i64,
    pub(crate) name_version: i64,
}

/// Finds the sign-in that a cookie opens: one look-up for every request.
pub(crate) async fn find(tx: &mut ReadTx, token: &Token) -> Result<Option<SignInRow>, StoreError> {
    use sign_in::Column;

    let mut query = Query::select();
    for column in [
        Column::CouncilId,
        Column::Id,
        Column::AccountId,
        Column::SecretHash,
        Column::SeenAt,
        Column::ExpiresAt,
        Column::EndedAt,
    ] {
        query.column((sign_in::Entity, column));
    }
    query
        .columns([
            (council::Entity, council::Column::RightsVersion),
            (council::Entity, council::Column::NameVersion),
        ])
        .from(sign_in::Entity)
        .inner_join(
            council::Entity,
            Expr::col((council::Entity, council::Column::CouncilId))
                .equals((sign_in::Entity, Column::CouncilId)),
        )
        .and_where(Expr::col((sign_in::Entity, Column::CouncilId)).eq(Uuid::from(token.council)))
        .and_where(Expr::col((sign_in::Entity, Column::Id)).eq(token.id));
    let row = SignInRow::find_by_statement(store::build(tx, &query))
        .one(tx.conn())
        .await?;
    Ok(row.filter(|row| token.opens(&row.secret_hash)))
}

/// Reads what a worker may do. `None` when the account is closed.
pub(crate) async fn rights(
    tx: &mut ReadTx,
    council: CouncilId,
    account: AccountId,
    today: NaiveDate,
) -> Result<Option<SignedIn>, StoreError> {
    let owner = Uuid::from(council);
    let Some(row) = account::Entity::find_by_id((owner, account.into()))
        .one(tx.conn())
        .await?
    else {
        return Ok(None);
    };
    let council_name = council::Entity::find_by_id(owner)
        .one(tx.conn())
        .await?
        .map(|row| row.name)
        .unwrap_or_default();
    if row.left_at.is_some() {
        return Ok(None);
    }
    let roles = account_role::Entity::find()
        .filter(account_role::Column::CouncilId.eq(owner))
        .filter(account_role::Column::AccountId.eq(row.id))
        .all(tx.conn())
        .await?;
    let teams = account_team::Entity::find()
        .filter(account_team::Column::CouncilId.eq(owner))
        .filter(account_team::Column::AccountId.eq(row.id))
        .all(tx.conn())
        .await?;
    let covers = cover::Entity::find()
        .filter(cover::Column::CouncilId.eq(owner))
        .filter(cover::Column::StandInId.eq(row.id))
        .filter(cover::Column::EndedAt.is_null())
        .filter(
            cover::Column::FromOn
                .lte(today)
                .and(cover::Column::UntilOn.gte(today)),
        )
        .all(tx.conn())
        .await?;
    let worker = Worker {
        council,
        account,
        roles: roles
            .iter()
            .filter_map(|role| Role::parse(&role.role))
            .collect(),
        teams: teams.iter().map(|team| TeamId(team.team_id)).collect(),
        covers: covers
            .iter()
            .map(|cover| AccountId(cover.absent_id))
            .collect(),
        organisation: OrganisationId(row.organisation_id),
        own_person: PersonId(row.person_id),
    };
    Ok(Some(SignedIn::new(
        tx.open(&row.name)?,
        council_name,
        worker,
    )))
}

/// Notes that a sign-in is in use.
pub(crate) async fn touch(
    app: &Arc<App>,
    council: CouncilId,
    account: AccountId,
    id: Uuid,
) -> Result<(), WebError> {
    app.store
        .write(
            app.clock.stamp(council, account),
            move |tx: &mut WriteTx| {
                Box::pin(async move {
                    tx.housekeeping();
                    let seen = sign_in::ActiveModel {
                        council_id: Set(council.into()),
                        id: Set(id),
                        seen_at: Set(tx.at().into()),
                        ..Default::default()
                    };
                    sign_in::Entity::update(seen).exec(tx.conn()).await?;
                    Ok::<_, StoreError>(())
                })
            },
        )
        .await?;
    Ok(())
}

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
        .all(tx.conn())
        .await?;
    let councils = council::Entity::find()
        .filter(council::Column::CouncilId.is_in(accounts.iter().map(|account| account.council_id)))
        .all(tx.conn())
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

/// Ends the links to an account that nobody has used, but for those of the demo.
async fn end_links(tx: &mut WriteTx, account: Uuid) -> Result<(), StoreError> {
    sign_in_link::Entity::update_many()
        .col_expr(
            sign_in_link::Column::ExpiresAt,
            Expr::value(At::from(tx.at())),
        )
        .filter(sign_in_link::Column::CouncilId.eq(Uuid::from(tx.council())))
        .filter(sign_in_link::Column::AccountId.eq(account))
        .filter(sign_in_link::Column::UsedAt.is_null())
        .filter(sign_in_link::Column::Reusable.eq(false))
        .filter(sign_in_link::Column::ExpiresAt.gt(At::from(tx.at())))
        .exec(tx.conn())
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
    let row = sign_in_link::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id.into()),
        account_id: Set(account.into()),
        secret_hash: Set(token.hash()),
        made_at: Set(tx.at().into()),
        expires_at: Set((tx.at() + life).into()),
        used_at: Set(None),
        reusable: Set(reusable),
    };
    sign_in_link::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    tx.journal(Entry::new("link-made").subject(account)).await?;
    Ok(token.encode())
}

/// Finds the link that a token opens, if it may still be used.
pub(crate) async fn find_link(
    tx: &mut ReadTx,
    token: &Token,
    now: At,
) -> Result<Option<sign_in_link::Model>, StoreError> {
    let row = sign_in_link::Entity::find_by_id((token.council.into(), token.id))
        .one(tx.conn())
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
    let row = account::Entity::find_by_id((owner, account.into()))
        .filter(account::Column::LeftAt.is_null())
        .one(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let council_row = council::Entity::find_by_id(owner).one(tx.conn()).await?;
    Ok(Some(Door {
        council,
        council_name: council_row.map(|row| row.name).unwrap_or_default(),
        account,
        name: tx.open(&row.name)?,
        email: tx.open(&row.email)?,
    }))
}

/// Uses a link up. Returns whether it was still to be used.
pub(crate) async fn use_link(tx: &mut WriteTx, token: &Token) -> Result<bool, StoreError> {
    let now = At::from(tx.at());
    let Some(row) = find_link(tx, token, now).await? else {
        return Ok(false);
    };
    let used = sign_in_link::ActiveModel {
        council_id: Set(row.council_id),
        id: Set(row.id),
        used_at: Set(Some(now)),
        ..Default::default()
    };
    sign_in_link::Entity::update(used).exec(tx.conn()).await?;
    crate::messages::blank_of_account(tx, row.account_id.into()).await?;
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
    let row = sign_in::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id.into()),
        account_id: Set(account.into()),
        secret_hash: Set(token.hash()),
        started_at: Set(tx.at().into()),
        seen_at: Set(tx.at().into()),
        expires_at: Set((tx.at() + TimeDelta::hours(hours)).into()),
        ended_at: Set(None),
    };
    sign_in::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    tx.journal(Entry::new("signed-in").subject(account)).await?;
    Ok(token)
}

/// Ends one sign-in.
pub(crate) async fn end(tx: &mut WriteTx, id: Uuid) -> Result<(), StoreError> {
    let row = sign_in::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        ended_at: Set(Some(tx.at().into())),
        ..Default::default()
    };
    sign_in::Entity::update(row).exec(tx.conn()).await?;
    tx.journal(Entry::new("signed-out").subject(tx.by())).await
}

/// Ends every sign-in of an account, every link that could open another, and its calendar's address.
pub(crate) async fn end_all(tx: &mut WriteTx, account: AccountId) -> Result<(), StoreError> {
    let now = Some(At::from(tx.at()));
    let (owner, account) = (Uuid::from(tx.council()), Uuid::from(account));
    sign_in::Entity::update_many()
        .col_expr(sign_in::Column::EndedAt, Expr::value(now))
        .filter(
            sign_in::Column::CouncilId
                .eq(owner)
                .and(sign_in::Column::AccountId.eq(account)),
        )
        .filter(sign_in::Column::EndedAt.is_null())
        .exec(tx.conn())
        .await?;
    sign_in_link::Entity::update_many()
        .col_expr(sign_in_link::Column::Reusable, Expr::value(false))
        .filter(sign_in_link::Column::CouncilId.eq(owner))
        .filter(sign_in_link::Column::AccountId.eq(account))
        .exec(tx.conn())
        .await?;
    end_links(tx, account).await?;
    calendar_feed::Entity::update_many()
        .col_expr(calendar_feed::Column::EndedAt, Expr::value(now))
        .filter(calendar_feed::Column::CouncilId.eq(owner))
        .filter(calendar_feed::Column::AccountId.eq(account))
        .filter(calendar_feed::Column::EndedAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(())
}
