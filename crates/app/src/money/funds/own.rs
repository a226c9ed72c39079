//! What a young person reads about funds: what comes next, what waits for money, and what they have on loan.

use std::collections::HashMap;

use chrono::NaiveDate;
use store::{ReadTx, StoreError};
use values::{CouncilId, FundRequestId, PersonId};

use super::{
    model::{Decision, Payment, Request},
    queries::{payments, stock},
};
use crate::shell::web::words;

/// What is still to come of an approved request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Coming {
    /// Whether the next part waits for money that is not confirmed.
    pub(crate) waits: bool,
    /// The next part: its day, and how much.
    pub(crate) next: Option<(NaiveDate, i64)>,
    /// How many parts follow it.
    pub(crate) more: u64,
}

fn of(parts: &[Payment]) -> Coming {
    let mut open = parts.iter().filter(|one| one.is_to_come());
    let next = open.next();
    Coming {
        waits: next.is_some_and(|one| one.paid_on.is_none() && one.committed_on.is_none()),
        next: next.map(|one| (one.due_on, one.pence)),
        more: open.count() as u64,
    }
}

/// Lists what is still to come to a young person, by request.
pub(crate) async fn coming(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<HashMap<FundRequestId, Coming>, StoreError> {
    let all = payments::with_payments(tx, council, person).await?;
    let is_open = |one: &Request| one.decided_as == Some(Decision::Yes) && one.ended_on.is_none();
    let open = all.iter().filter(|(one, _)| is_open(one));
    Ok(open.map(|(one, parts)| (one.id, of(parts))).collect())
}

/// Lists what a young person has on loan, in words for them.
pub(crate) async fn lent_to(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<String>, StoreError> {
    let all = stock::lent_to(tx, council, person).await?;
    let says = all.into_iter().map(|one| match one.back_due_on {
        Some(on) => format!("{}, to bring back by {}", one.name, words::day(on)),
        None => format!("{}, for as long as you need it", one.name),
    });
    Ok(says.collect())
}
