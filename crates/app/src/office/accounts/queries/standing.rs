//! Changes of standing in the database: what a worker may open, and where their links go.
//!
//! Easy to get wrong: an administrator adds accounts, and could add one for themselves that opens everything. So two people give a role that
//! opens restricted records or money, and a new address takes effect a day after the old one is told, or when a second person agrees. One
//! person gives the first such role only while the council has no one who could agree, and that is shown; the last who could agree stays.

mod lists;

pub(crate) use lists::{find, since, waiting_of};

use chrono::TimeDelta;
use policy::Role;
use store::{
    At, Entry, Execute, Fetch, StoreError, WriteTx,
    entities::{account, account_role, sign_in, standing_change},
    orm::{ColumnTrait, QueryFilter, Set, Uuid},
};
use values::{AccountId, StandingChangeId};

use super::{
    super::{
        address_hash,
        model::{Account, GUARDED, NewAccount, SECONDS, Standing, StandingChange, What},
        sign_in::queries::end_all,
    },
    accounts::{self, ADDRESS_TAKEN, add_roles, holder_of},
    councils::council_name,
    leave,
};
use crate::{
    post::{
        outbox::{self, Letter},
        queue::{self, JobKind},
    },
    shell::web::{Errors, Halt, WebError},
};

/// Hours after which a new address takes effect without a second person.
const WAIT_HOURS: i64 = 24;

/// The part of a change that has to wait.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct HeldBack {
    roles: Vec<Role>,
    email: Option<String>,
    /// What was given at once, and has to be shown.
    given: Vec<Role>,
    /// Whether it is the first such role of the council.
    is_first: bool,
}

impl HeldBack {
    /// Returns whether something is waiting for a second person.
    pub(crate) fn waits(&self) -> bool {
        !self.roles.is_empty() || self.email.is_some()
    }
}

/// Returns whether the council has a worker who can agree as a second person.
async fn has_second_person(tx: &mut WriteTx) -> Result<bool, StoreError> {
    let codes = SECONDS.iter().map(|role| role.code());
    let holders = account_role::of(tx.council())
        .filter(account_role::Column::Role.is_in(codes))
        .all_in(tx)
        .await?;
    let holders = holders.into_iter().map(|row| row.account_id);
    let open = account::of(tx.council())
        .filter(account::Column::Id.is_in(holders))
        .filter(account::Column::LeftAt.is_null())
        .count_in(tx)
        .await?;
    Ok(open > 0)
}

/// Refuses to leave a council without its last second person: one person alone could then give every role. `roles` are the worker's roles
/// before the change.
///
/// Errors: [`Halt::Refused`] at `field`.
pub(crate) async fn keep_a_second_person(
    tx: &mut WriteTx,
    roles: &[Role],
    field: &'static str,
) -> Result<(), Halt> {
    let could_agree = roles.iter().any(|role| SECONDS.contains(role));
    if could_agree && !has_second_person(tx).await? {
        let message = "They are the last person who can agree to roles that open restricted records or money. Give such a role to someone else first";
        return Err(Errors::one(field, message).into());
    }
    Ok(())
}

/// Takes out the roles that have to wait.
async fn hold_back_roles(
    tx: &mut WriteTx,
    before: &[Role],
    roles: &mut Vec<Role>,
) -> Result<HeldBack, StoreError> {
    let added = |role: &&Role| !before.contains(role);
    let guarded: Vec<Role> = roles
        .iter()
        .filter(added)
        .filter(|role| GUARDED.contains(role))
        .copied()
        .collect();
    let is_first = !guarded.is_empty() && !has_second_person(tx).await?;
    let waiting = if is_first { Vec::new() } else { guarded };
    roles.retain(|role| !waiting.contains(role));
    Ok(HeldBack {
        given: roles.iter().filter(added).copied().collect(),
        roles: waiting,
        email: None,
        is_first,
    })
}

/// Makes an account; the roles that need a second person have to wait.
///
/// Errors: [`StoreError::Exists`] when an open account of the council has the address.
pub(crate) async fn make(
    tx: &mut WriteTx,
    key: &[u8; 32],
    new: &NewAccount,
) -> Result<(AccountId, HeldBack), StoreError> {
    let mut new = new.clone();
    let held = hold_back_roles(tx, &[], &mut new.roles).await?;
    let id = accounts::create(tx, key, &new).await?;
    ask(tx, key, id, &held, "account").await?;
    Ok((id, held))
}

/// Takes out of a change what has to wait.
pub(crate) async fn hold_back(
    tx: &mut WriteTx,
    account: &Account,
    standing: &mut Standing,
) -> Result<HeldBack, StoreError> {
    let mut held = hold_back_roles(tx, &account.roles, &mut standing.roles).await?;
    if standing.email != account.email && !is_fresh(tx, account).await? {
        held.email = Some(std::mem::replace(
            &mut standing.email,
            account.email.clone(),
        ));
    }
    Ok(held)
}

/// Returns whether an account opens nothing yet: it has never been signed in to, holds no one, and none of its roles needed two people.
async fn is_fresh(tx: &mut WriteTx, account: &Account) -> Result<bool, StoreError> {
    let council = tx.council();
    if account.roles.iter().any(|role| GUARDED.contains(role)) {
        return Ok(false);
    }
    let sign_ins = sign_in::of(council)
        .filter(sign_in::Column::AccountId.eq(Uuid::from(account.id)))
        .count_in(tx)
        .await?;
    Ok(sign_ins == 0 && leave::held(tx, council, account.id).await?.is_empty())
}

fn codes(roles: &[Role]) -> String {
    let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
    codes.join(",")
}

/// Records what is waiting, and what was given at once. `kind` is what happened: `account` or `roles`.
pub(crate) async fn ask(
    tx: &mut WriteTx,
    key: &[u8; 32],
    account: AccountId,
    held: &HeldBack,
    kind: &'static str,
) -> Result<(), StoreError> {
    if !held.given.is_empty() || kind == "account" {
        let ended = if held.is_first { "set-up" } else { "given" };
        write(tx, account, kind, &codes(&held.given), "", ended).await?;
    }
    if !held.roles.is_empty() {
        write(tx, account, "roles", &codes(&held.roles), "", "").await?;
    }
    if let Some(email) = &held.email {
        let council = tx.council();
        let hash = address_hash(key, email);
        let id = write(tx, account, "email", &hash, email, "").await?;
        let settles = tx.at() + TimeDelta::hours(WAIT_HOURS);
        queue::want_at(tx, JobKind::SettleAddress, id.into(), Some(settles)).await?;
        let old = accounts::email_of(tx, council, account).await?;
        let name = council_name(tx, council).await?;
        let body = format!(
            "Hello,\n\nAn administrator of {name} has asked to send your Foothold sign-in links to another address. The new address takes effect \
             at this time tomorrow, or when a second person agrees.\n\nIf you did not expect this, tell your safeguarding lead today. They can stop \
             it.\n"
        );
        let letter = Letter {
            account: Some(account),
            recipient: old.unwrap_or_default(),
            subject: "Your Foothold email address is about to change".into(),
            body,
        };
        outbox::post(tx, letter).await?;
    }
    Ok(())
}

/// Notes that the people who run the program made a link that opens an account.
pub(crate) async fn note_link(tx: &mut WriteTx, account: AccountId) -> Result<(), StoreError> {
    write(tx, account, "link", "", "", "made").await.map(|_| ())
}

/// Records a change; it replaces one of the same kind that is still waiting. `detail` is the roles, or the hash of the new address.
async fn write(
    tx: &mut WriteTx,
    account: AccountId,
    kind: &'static str,
    detail: &str,
    email: &str,
    ended_as: &'static str,
) -> Result<StandingChangeId, StoreError> {
    let (now, by) = (At::from(tx.at()), tx.by());
    if ended_as.is_empty() {
        standing_change::change(tx.council())
            .set(ended(now, by, "replaced"))
            .filter(standing_change::Column::AccountId.eq(Uuid::from(account)))
            .filter(standing_change::Column::Kind.eq(kind))
            .filter(standing_change::Column::EndedAt.is_null())
            .exec_in(tx)
            .await?;
    }
    let id: StandingChangeId = tx.next_id();
    let is_email = kind == "email";
    let settles = tx.at() + TimeDelta::hours(WAIT_HOURS);
    let row = standing_change::New {
        id: id.into(),
        account_id: account.into(),
        kind: kind.into(),
        roles: if is_email {
            String::new()
        } else {
            detail.to_owned()
        },
        email: tx.seal(account, &email.to_owned()),
        email_hash: if is_email {
            detail.to_owned()
        } else {
            String::new()
        },
        asked_at: now,
        asked_by: by.map(Uuid::from),
        settles_at: is_email.then(|| settles.into()),
        ended_at: (!ended_as.is_empty()).then_some(now),
        ended_by: None,
        ended_as: ended_as.into(),
    };
    standing_change::insert(tx, row).await?;
    tx.journal(
        Entry::new("change-standing")
            .subject(account)
            .subject(id)
            .reason(kind),
    )
    .await?;
    Ok(id)
}

fn ended(at: At, by: Option<AccountId>, ended_as: &str) -> standing_change::ActiveModel {
    standing_change::ActiveModel {
        ended_at: Set(Some(at)),
        ended_by: Set(by.map(Uuid::from)),
        ended_as: Set(ended_as.to_owned()),
        ..Default::default()
    }
}

/// Answers a waiting change, as a second person.
///
/// Errors: [`WebError::Forbidden`] for the one who asked or the one it is about, [`Halt::Stale`] when it is already answered.
pub(crate) async fn answer(
    tx: &mut WriteTx,
    key: &[u8; 32],
    id: StandingChangeId,
    agrees: bool,
) -> Result<(), Halt> {
    let council = tx.council();
    let change = find(tx, council, id).await?.ok_or(WebError::NotFound)?;
    if !change.may_be_answered_by(tx.worker()?) {
        return Err(WebError::Forbidden.into());
    }
    end(tx, &change, if agrees { "agreed" } else { "refused" }).await?;
    if agrees {
        apply(tx, key, &change).await?;
    }
    Ok(())
}

/// Makes a new address take effect that no one has stopped. Safe to run twice.
pub(crate) async fn settle(
    tx: &mut WriteTx,
    key: &[u8; 32],
    id: StandingChangeId,
) -> Result<(), Halt> {
    let council = tx.council();
    let change = find(tx, council, id).await?;
    let is_due = |one: &StandingChange| one.settles_at.is_some_and(|at| at <= tx.at());
    let Some(change) = change.filter(|one| one.ended_at.is_none() && is_due(one)) else {
        tx.housekeeping();
        return Ok(());
    };
    end(tx, &change, "settled").await?;
    match apply(tx, key, &change).await {
        // The account has been closed or the address taken; that it had no effect is recorded.
        Err(Halt::Refused(_)) => Ok(()),
        other => other,
    }
}

async fn end(
    tx: &mut WriteTx,
    change: &StandingChange,
    ended_as: &'static str,
) -> Result<(), Halt> {
    let written = standing_change::change(tx.council())
        .set(ended(tx.at().into(), tx.by(), ended_as))
        .filter(standing_change::Column::Id.eq(Uuid::from(change.id)))
        .filter(standing_change::Column::EndedAt.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(Halt::Stale);
    }
    let entry = Entry::new("agree-standing").subject(change.account);
    tx.journal(entry.subject(change.id).reason(ended_as))
        .await?;
    Ok(())
}

async fn apply(tx: &mut WriteTx, key: &[u8; 32], change: &StandingChange) -> Result<(), Halt> {
    let council = tx.council();
    let account = accounts::find(tx, council, change.account).await?;
    let Some(account) = account.filter(|account| account.left_at.is_none()) else {
        return Err(Errors::one("", "The account has since been closed").into());
    };
    match &change.what {
        What::Roles(roles) => {
            let new: Vec<Role> = roles
                .iter()
                .copied()
                .filter(|role| !account.roles.contains(role))
                .collect();
            add_roles(tx, account.id, &new).await?;
        }
        What::Email(email) => {
            let hash = address_hash(key, email);
            let holder = holder_of(tx, &hash).await?;
            if holder.is_some_and(|holder| holder != account.id) {
                return Err(Errors::one("", ADDRESS_TAKEN).into());
            }
            account::change(council)
                .set(account::ActiveModel {
                    email: Set(tx.seal(account.id, email)),
                    email_hash: Set(hash),
                    version: Set(account.version + 1),
                    ..Default::default()
                })
                .filter(account::Column::Id.eq(Uuid::from(account.id)))
                .exec_in(tx)
                .await?;
            // A link still in the old mailbox must not sign anyone in.
            end_all(tx, account.id).await?;
        }
        What::Account(_) | What::Link => {}
    }
    tx.rights_changed().await?;
    Ok(())
}
