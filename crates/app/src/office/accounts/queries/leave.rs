//! Leavers: in one write their account is closed, their sign-ins end, and their young people are handed over.

use std::collections::BTreeSet;

use store::{
    At, Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{account, allocation, person},
    orm::{ColumnTrait, EntityTrait, Expr, ExprTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{AccountId, CouncilId, PersonId};

use super::{
    super::{
        model::{Handover, Held, Holding},
        sign_in::queries::end_all,
    },
    accounts::{self, LAST_ADMINISTRATOR},
    cover, lists, standing,
};
use crate::shell::web::{Errors, Halt, WebError};

/// How many rows one statement writes: each takes up to nine of the parameters that a database allows.
const BATCH: usize = 500;

fn column(holding: Holding) -> person::Column {
    match holding {
        Holding::Coach => person::Column::CoachId,
        Holding::Adviser => person::Column::AdviserId,
        Holding::SocialWorker => person::Column::SocialWorkerId,
    }
}

/// Lists the young people that a worker holds.
pub(crate) async fn held(
    tx: &mut ReadTx,
    council: CouncilId,
    worker: AccountId,
) -> Result<Held, StoreError> {
    let id = Uuid::from(worker);
    let anyhow = Holding::ALL
        .into_iter()
        .map(|holding| column(holding).eq(id))
        .reduce(ExprTrait::or)
        .expect("there are three holdings");
    let rows = person::of(council)
        .filter(anyhow)
        .order_by_asc(person::Column::Id)
        .all_in(tx)
        .await?;
    let mut held = Held::new();
    for row in rows {
        let holders = [row.coach_id, row.adviser_id, row.social_worker_id];
        for (holding, holder) in Holding::ALL.into_iter().zip(holders) {
            if holder == Some(id) {
                held.entry(holding).or_default().push(row.id.into());
            }
        }
    }
    Ok(held)
}

/// Closes a leaver's account.
///
/// Errors: [`Halt::Refused`] when a rule is against it or something changed since the form was made, and [`WebError::Forbidden`] when
/// it is the writer's own account.
pub(crate) async fn leave(
    tx: &mut WriteTx,
    leaver: AccountId,
    handovers: &[Handover],
) -> Result<(), Halt> {
    let council = tx.council();
    let account = accounts::find(tx, council, leaver)
        .await?
        .filter(|account| account.left_at.is_none())
        .ok_or(WebError::NotFound)?;
    if Some(leaver) == tx.by() {
        return Err(WebError::Forbidden.into());
    }
    if accounts::is_last_administrator(tx, council, leaver).await? {
        return Err(Errors::one("", LAST_ADMINISTRATOR).into());
    }
    let held = held(tx, council, leaver).await?;
    check(tx, leaver, &held, handovers).await?;
    for handover in handovers {
        if let Some(people) = held.get(&handover.holding) {
            hand_over(tx, leaver, *handover, people).await?;
        }
    }
    close(tx, leaver, account.version).await?;
    standing::keep_a_second_person(tx, &account.roles, "").await?;
    end_all(tx, leaver).await?;
    cover::end_all(tx, leaver).await?;
    tx.rights_changed().await?;
    journal(tx, leaver, &held, handovers).await?;
    Ok(())
}

/// Checks that each holding has a successor, and that each successor works here in the role.
async fn check(
    tx: &mut WriteTx,
    leaver: AccountId,
    held: &Held,
    handovers: &[Handover],
) -> Result<(), Halt> {
    let council = tx.council();
    let successors = handovers.iter().filter_map(|handover| handover.successor);
    let able = lists::open_among(tx, council, successors.collect()).await?;
    let mut errors = Errors::default();
    for holding in held.keys() {
        let chosen = handovers
            .iter()
            .find(|handover| handover.holding == *holding);
        let takes_over = chosen.is_some_and(|handover| {
            handover.successor.is_none()
                || able.iter().any(|account| {
                    Some(account.id) == handover.successor
                        && account.id != leaver
                        && account.roles.contains(&holding.role())
                })
        });
        let message = format!(
            "Something has changed. Choose again who takes over as {}",
            holding.words()
        );
        errors.require(takes_over, holding.code(), &message);
    }
    Ok(errors.or(())?)
}

/// Hands young people over; the allocations still show who held them until now.
async fn hand_over(
    tx: &mut WriteTx,
    leaver: AccountId,
    handover: Handover,
    people: &[PersonId],
) -> Result<(), StoreError> {
    let (owner, now) = (Uuid::from(tx.council()), At::from(tx.at()));
    for batch in people.chunks(BATCH) {
        let ids = || batch.iter().map(|person| Uuid::from(*person));
        allocation::change(owner)
            .col_expr(allocation::Column::UntilAt, Expr::value(Some(now)))
            .filter(allocation::Column::PersonId.is_in(ids()))
            .filter(allocation::Column::Role.eq(handover.holding.code()))
            .filter(allocation::Column::HolderId.eq(Uuid::from(leaver)))
            .filter(allocation::Column::UntilAt.is_null())
            .exec_in(tx)
            .await?;
        person::change(owner)
            .col_expr(
                column(handover.holding),
                Expr::value(handover.successor.map(Uuid::from)),
            )
            .col_expr(person::Column::ChangedAt, Expr::value(now))
            .col_expr(person::Column::ChangedBy, Expr::value(tx.by_id()))
            .col_expr(
                person::Column::Version,
                Expr::col(person::Column::Version).add(1),
            )
            .filter(person::Column::Id.is_in(ids()))
            .exec_in(tx)
            .await?;
        if handover.successor.is_some() {
            allocate(tx, handover, batch).await?;
        }
    }
    Ok(())
}

async fn allocate(
    tx: &mut WriteTx,
    handover: Handover,
    people: &[PersonId],
) -> Result<(), StoreError> {
    let rows: Vec<_> = people
        .iter()
        .map(|person| allocation::New {
            id: tx.next_id(),
            person_id: (*person).into(),
            role: handover.holding.code().into(),
            holder_id: handover.successor.map(Uuid::from),
            from_at: tx.at().into(),
            from_by: tx.by_id(),
            until_at: None,
            reason: "handed-over".into(),
        })
        .collect();
    allocation::insert_all(tx, rows).await?;
    Ok(())
}

async fn close(tx: &mut WriteTx, leaver: AccountId, version: i32) -> Result<(), StoreError> {
    let row = account::ActiveModel {
        // The address is free again: a worker who comes back gets a new account.
        email_hash: Set(format!("left:{leaver}")),
        left_at: Set(Some(tx.at().into())),
        version: Set(version + 1),
        ..account::row(tx.council(), leaver)
    };
    account::Entity::update(row).exec_in(tx).await?;
    Ok(())
}

async fn journal(
    tx: &mut WriteTx,
    leaver: AccountId,
    held: &Held,
    handovers: &[Handover],
) -> Result<(), StoreError> {
    let successors = handovers.iter().filter_map(|one| one.successor);
    tx.journal(
        Entry::new("account-left")
            .subject(leaver)
            .subjects(successors),
    )
    .await?;
    let people: BTreeSet<PersonId> = held.values().flatten().copied().collect();
    if people.is_empty() {
        return Ok(());
    }
    let fields = held.keys().map(|holding| holding.code());
    let entry = Entry::new("handed-over").subjects(people).fields(fields);
    tx.journal(entry.reason("account-left")).await
}
