//! Single accounts: adding and changing them, and their sign-ins.

use chrono::{DateTime, Utc};
use policy::Role;
use store::{
    At, Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{account, account_role, account_team, sign_in},
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set, Uuid},
};
use values::{AccountId, CouncilId, TeamId};

use super::{
    super::{
        address_hash,
        model::{Account, Change, NewAccount, SeenSignIn, Standing, gives_up_administration},
        sign_in::queries::end_all,
    },
    lists,
    standing::{self, HeldBack},
};
use crate::shell::web::{Errors, Halt, WebError};

/// The error where an address belongs to another account.
pub(crate) const ADDRESS_TAKEN: &str = "Someone in your council already uses this email address";

/// The error where no administrator would be left.
pub(crate) const LAST_ADMINISTRATOR: &str =
    "This is the last administrator. Make someone else an administrator first";

/// Makes an account.
///
/// Errors: [`StoreError::Exists`] when an open account of the council has the address.
pub async fn create(
    tx: &mut WriteTx,
    key: &[u8; 32],
    new: &NewAccount,
) -> Result<AccountId, StoreError> {
    let hash = address_hash(key, &new.email);
    // Asked before, because PostgreSQL ends the whole transaction at a row that exists.
    if holder_of(tx, &hash).await?.is_some() {
        return Err(StoreError::Exists);
    }
    let id: AccountId = tx.next_id();
    let row = account::New {
        id: id.into(),
        name: tx.seal(id, &new.name),
        email: tx.seal(id, &new.email),
        email_hash: hash,
        organisation_id: new.organisation.map(Uuid::from),
        person_id: new.own_person.map(Uuid::from),
        capacity: new.capacity,
        left_at: None,
        version: 1,
    };
    account::insert(tx, row).await?;
    add_roles(tx, id, &new.roles).await?;
    add_teams(tx, id, &new.teams).await?;
    let entry = Entry::new("account-made")
        .subject(id)
        .subjects(new.teams.iter().copied());
    tx.rights_changed().await?;
    tx.journal(entry.person(new.own_person)).await?;
    Ok(id)
}

/// Finds the council's account that an address belongs to.
pub(super) async fn holder_of(
    tx: &mut WriteTx,
    hash: &str,
) -> Result<Option<AccountId>, StoreError> {
    let row = account::of(tx.council())
        .filter(account::Column::EmailHash.eq(hash))
        .one_in(tx)
        .await?;
    Ok(row.map(|row| row.id.into()))
}

pub(super) async fn add_roles(
    tx: &mut WriteTx,
    id: AccountId,
    roles: &[Role],
) -> Result<(), StoreError> {
    let rows: Vec<_> = roles
        .iter()
        .map(|role| account_role::New {
            id: tx.next_id(),
            account_id: id.into(),
            role: role.code().into(),
        })
        .collect();
    if !rows.is_empty() {
        account_role::insert_all(tx, rows).await?;
    }
    Ok(())
}

async fn add_teams(tx: &mut WriteTx, id: AccountId, teams: &[TeamId]) -> Result<(), StoreError> {
    let rows: Vec<_> = teams
        .iter()
        .map(|team| account_team::New {
            id: tx.next_id(),
            account_id: id.into(),
            team_id: (*team).into(),
        })
        .collect();
    if !rows.is_empty() {
        account_team::insert_all(tx, rows).await?;
    }
    Ok(())
}

/// Finds an account of the council, open or closed.
pub(crate) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: AccountId,
) -> Result<Option<Account>, StoreError> {
    let row = account::find(council, id).one_in(tx).await?;
    let found = lists::opened(tx, council, row.into_iter().collect(), Some(id)).await?;
    Ok(found.into_iter().next())
}

/// Returns the address of an account that is open.
pub(crate) async fn email_of(
    tx: &mut ReadTx,
    council: CouncilId,
    id: AccountId,
) -> Result<Option<String>, StoreError> {
    let row = account::find(council, id)
        .filter(account::Column::LeftAt.is_null())
        .one_in(tx)
        .await?;
    row.map(|row| tx.open(&row.email)).transpose()
}

/// Returns whether an account is the only open administrator's.
pub(crate) async fn is_last_administrator(
    tx: &mut ReadTx,
    council: CouncilId,
    id: AccountId,
) -> Result<bool, StoreError> {
    let administrators = account_role::of(council)
        .select_only()
        .column(account_role::Column::AccountId)
        .filter(account_role::Column::Role.eq(Role::Administrator.code()))
        .into_query();
    let open: Vec<_> = account::of(council)
        .filter(account::Column::LeftAt.is_null())
        .filter(account::Column::Id.in_subquery(administrators))
        .all_in(tx)
        .await?;
    Ok(open.iter().all(|row| row.id == id.0) && !open.is_empty())
}

/// Changes an account; what needs a second person has to wait; see [`standing`].
///
/// Errors: [`Halt::Stale`] when someone else changed it since `version`, [`Halt::Refused`] by a rule, and
/// [`WebError::Forbidden`] when workers change what they themselves may do.
pub(crate) async fn change(
    tx: &mut WriteTx,
    key: &[u8; 32],
    id: AccountId,
    version: i32,
    change: &Change,
) -> Result<HeldBack, Halt> {
    let council = tx.council();
    let account = find(tx, council, id)
        .await?
        .filter(|account| account.left_at.is_none())
        .ok_or(WebError::NotFound)?;
    if account.version != version {
        return Err(Halt::Stale);
    }
    let (mut change, mut held) = (change.clone(), HeldBack::default());
    if let Some(standing) = &mut change.standing {
        check_standing(tx, key, &account, standing).await?;
        held = standing::hold_back(tx, &account, standing).await?;
    }
    let mut row = account::ActiveModel {
        name: Set(tx.seal(id, &change.name)),
        capacity: Set(change.capacity),
        version: Set(version + 1),
        ..Default::default()
    };
    if let Some(standing) = &change.standing {
        row.email = Set(tx.seal(id, &standing.email));
        row.email_hash = Set(address_hash(key, &standing.email));
        row.organisation_id = Set(standing.organisation.map(Uuid::from));
        row.person_id = Set(standing
            .own_person
            .after(account.own_person)
            .map(Uuid::from));
    }
    let changed = account::change(council)
        .set(row)
        .filter(account::Column::Id.eq(Uuid::from(id)))
        .filter(account::Column::Version.eq(version))
        .exec_in(tx)
        .await?;
    if changed == 0 {
        return Err(Halt::Stale);
    }
    if let Some(standing) = &change.standing {
        apply_standing(tx, &account, standing).await?;
        standing::keep_a_second_person(tx, &account.roles, "roles").await?;
    }
    standing::ask(tx, key, id, &held, "roles").await?;
    tx.rights_changed().await?;
    tx.journal(entry(&account, &change)).await?;
    Ok(held)
}

async fn check_standing(
    tx: &mut WriteTx,
    key: &[u8; 32],
    account: &Account,
    standing: &Standing,
) -> Result<(), Halt> {
    if Some(account.id) == tx.by() {
        return Err(WebError::Forbidden.into());
    }
    let hash = address_hash(key, &standing.email);
    let holder = holder_of(tx, &hash).await?;
    if holder.is_some_and(|holder| holder != account.id) {
        return Err(Errors::one("email", ADDRESS_TAKEN).into());
    }
    let council = tx.council();
    if gives_up_administration(&account.roles, &standing.roles)
        && is_last_administrator(tx, council, account.id).await?
    {
        return Err(Errors::one("roles", LAST_ADMINISTRATOR).into());
    }
    Ok(())
}

async fn apply_standing(
    tx: &mut WriteTx,
    account: &Account,
    standing: &Standing,
) -> Result<(), StoreError> {
    let (owner, id) = (Uuid::from(tx.council()), account.id);
    let given_up = account
        .roles
        .iter()
        .filter(|role| !standing.roles.contains(role));
    account_role::remove(owner)
        .filter(account_role::Column::AccountId.eq(Uuid::from(id)))
        .filter(account_role::Column::Role.is_in(given_up.map(|role| role.code())))
        .exec_in(tx)
        .await?;
    let left = account
        .teams
        .iter()
        .filter(|team| !standing.teams.contains(team));
    account_team::remove(owner)
        .filter(account_team::Column::AccountId.eq(Uuid::from(id)))
        .filter(account_team::Column::TeamId.is_in(left.map(|team| Uuid::from(*team))))
        .exec_in(tx)
        .await?;
    add_roles(tx, id, &added(&account.roles, &standing.roles)).await?;
    add_teams(tx, id, &added(&account.teams, &standing.teams)).await?;
    if account.email != standing.email {
        // A link still in the old mailbox must not sign anyone in.
        end_all(tx, id).await?;
    }
    Ok(())
}

fn added<T: Copy + PartialEq>(before: &[T], after: &[T]) -> Vec<T> {
    let new = after.iter().filter(|one| !before.contains(one));
    new.copied().collect()
}

/// Returns the entry of a change: which fields changed, and never to what.
fn entry(account: &Account, change: &Change) -> Entry {
    let mut fields = Vec::new();
    let mut note = |changed: bool, field: &'static str| {
        if changed {
            fields.push(field);
        }
    };
    note(account.name != change.name, "name");
    note(account.capacity != change.capacity, "capacity");
    let mut entry = Entry::new("account-changed").subject(account.id);
    if let Some(standing) = &change.standing {
        let own_person = standing.own_person.after(account.own_person);
        note(account.email != standing.email, "email");
        note(account.roles != standing.roles, "roles");
        note(account.teams != standing.teams, "teams");
        note(
            account.organisation != standing.organisation,
            "organisation",
        );
        note(account.own_person != own_person, "own-person");
        if account.own_person != own_person {
            // Where the link goes, the entry names the record that it led to.
            entry = entry.person(own_person.or(account.own_person));
        }
    }
    entry.fields(fields)
}

/// Lists the newest sign-ins of an account, newest first.
pub(crate) async fn sign_ins(
    tx: &mut ReadTx,
    council: CouncilId,
    id: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<SeenSignIn>, StoreError> {
    let rows = sign_in::of(council)
        .filter(sign_in::Column::AccountId.eq(Uuid::from(id)))
        .order_by_desc(sign_in::Column::StartedAt)
        .order_by_desc(sign_in::Column::Id)
        .limit(10)
        .all_in(tx)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| SeenSignIn {
            started_at: row.started_at.into(),
            seen_at: row.seen_at.into(),
            is_open: row.ended_at.is_none() && At::from(now) < row.expires_at,
        })
        .collect())
}
