//! Which worker a cookie signs in, and what they may do: one look-up for every request.
//!
//! Absent on purpose: how a sign-in begins. That is in [`crate::office::accounts`].

use std::sync::Arc;

use chrono::NaiveDate;
use policy::{Role, Worker};
use store::{
    At, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{account, account_role, account_team, council, cover, sign_in},
    orm::{ColumnTrait, EntityTrait, Expr, ExprTrait, Query, QueryFilter, Set, Uuid},
};
use values::{AccountId, CouncilId, OrganisationId, PersonId, TeamId};

use super::{SignedIn, WebError, cookie::Token, ctx::Counters};
use crate::App;

/// Who a cookie belongs to.
pub(crate) enum Found {
    /// A worker who is signed in.
    Worker {
        /// Who they are.
        who: Arc<SignedIn>,
        /// Their sign-in.
        id: uuid::Uuid,
        /// The council's current counters.
        counters: Counters,
    },
    /// A worker whose sign-in has ended.
    Ended {
        /// The council the account belongs to.
        council: CouncilId,
        /// The account.
        account: AccountId,
    },
    /// Unknown.
    Nobody,
}

/// Finds the worker a cookie belongs to.
pub(crate) async fn find(app: &Arc<App>, token: &Token) -> Result<Found, WebError> {
    let Some(row) = row_of(&mut app.store.glance()?, token).await? else {
        return Ok(Found::Nobody);
    };
    let (council, account) = (CouncilId(row.council_id), AccountId(row.account_id));
    let (now, seen) = (app.clock.now(), chrono::DateTime::from(row.seen_at));
    let idle = chrono::TimeDelta::minutes(app.config.idle_minutes);
    if row.ended_at.is_some() || now >= chrono::DateTime::from(row.expires_at) || now - seen >= idle
    {
        return Ok(Found::Ended { council, account });
    }
    let today = app.clock.today();
    let who = match app.rights.get(account, row.rights_version, today) {
        Some(who) => who,
        None => {
            // Rights that have changed in between are kept under the counter from before, and read again.
            let mut tx = app.store.read().await?;
            let Some(who) = rights(&mut tx, council, account, today).await? else {
                return Ok(Found::Ended { council, account });
            };
            app.rights
                .keep(account, row.rights_version, today, Arc::new(who))
        }
    };
    if now - seen >= chrono::TimeDelta::minutes(5) {
        touch(app, council, account, row.id).await?;
    }
    Ok(Found::Worker {
        who,
        id: row.id,
        counters: Counters {
            rights: row.rights_version,
            names: row.name_version,
        },
    })
}

store::row! {
    /// A sign-in, with the two counters of its council.
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
}

/// Finds the sign-in that a cookie opens: one look-up for every request.
pub(crate) async fn row_of(
    tx: &mut ReadTx,
    token: &Token,
) -> Result<Option<SignInRow>, StoreError> {
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
    let found: Vec<SignInRow> = store::rows(tx, &query).await?;
    Ok(found.into_iter().find(|row| token.opens(&row.secret_hash)))
}

/// Reads what a worker may do. `None` when the account is closed.
async fn rights(
    tx: &mut ReadTx,
    council: CouncilId,
    account: AccountId,
    today: NaiveDate,
) -> Result<Option<SignedIn>, StoreError> {
    let owner = Uuid::from(council);
    let Some(row) = account::find(owner, account).one_in(tx).await? else {
        return Ok(None);
    };
    let council_name = council::Entity::find_by_id(owner)
        .one_in(tx)
        .await?
        .map(|row| row.name)
        .unwrap_or_default();
    if row.left_at.is_some() {
        return Ok(None);
    }
    let roles = account_role::of(owner)
        .filter(account_role::Column::AccountId.eq(row.id))
        .all_in(tx)
        .await?;
    let teams = account_team::of(owner)
        .filter(account_team::Column::AccountId.eq(row.id))
        .all_in(tx)
        .await?;
    let covers = cover::of(owner)
        .filter(cover::Column::StandInId.eq(row.id))
        .filter(cover::Column::EndedAt.is_null())
        .filter(
            cover::Column::FromOn
                .lte(today)
                .and(cover::Column::UntilOn.gte(today)),
        )
        .all_in(tx)
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
        organisation: row.organisation_id.map(OrganisationId),
        own_person: row.person_id.map(PersonId),
    };
    Ok(Some(SignedIn::new(
        tx.open(&row.name)?,
        council_name,
        worker,
    )))
}

/// Notes that a sign-in is in use.
async fn touch(
    app: &Arc<App>,
    council: CouncilId,
    account: AccountId,
    id: Uuid,
) -> Result<(), WebError> {
    app.store
        .write(
            app.clock.stamp(council, account),
            async move |tx: &mut WriteTx| {
                tx.housekeeping();
                let seen = sign_in::ActiveModel {
                    seen_at: Set(tx.at().into()),
                    ..sign_in::row(council, id)
                };
                sign_in::Entity::update(seen).exec_in(tx).await?;
                Ok::<_, StoreError>(())
            },
        )
        .await?;
    Ok(())
}
