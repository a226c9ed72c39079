//! Jobs in the database.

use chrono::{DateTime, TimeDelta, Utc};
use store::{
    At, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::job,
    orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set, Uuid},
};
use values::{CouncilId, JobId};

use super::JobKind;

/// How often a job is tried: with the waits below, for more than four hours.
const TRIES: i32 = 10;

/// How long a worker may take for one job, in minutes.
const TAKEN_MINUTES: i64 = 5;

/// Queues a job to run as soon as this write is committed.
pub async fn want(tx: &mut WriteTx, kind: JobKind, subject: Uuid) -> Result<(), StoreError> {
    want_at(tx, kind, subject, None).await
}

/// Queues a job, not to run before a moment where one is given.
pub async fn want_at(
    tx: &mut WriteTx,
    kind: JobKind,
    subject: Uuid,
    not_before: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let id: JobId = tx.next_id();
    let row = job::New {
        id: id.into(),
        kind: kind.code().into(),
        subject_id: subject,
        wanted_at: tx.at().into(),
        run_at: not_before.unwrap_or(tx.at()).max(tx.at()).into(),
        tries: 0,
        taken_until: None,
        done_at: None,
        failed_at: None,
        failure: String::new(),
    };
    job::insert(tx, row).await?;
    Ok(())
}

fn waiting(now: At) -> Condition {
    Condition::all()
        .add(job::Column::DoneAt.is_null())
        .add(job::Column::FailedAt.is_null())
        .add(job::Column::RunAt.lte(now))
        .add(
            Condition::any()
                .add(job::Column::TakenUntil.is_null())
                .add(job::Column::TakenUntil.lt(now)),
        )
}

/// Returns whether a job of a kind has been wanted since a moment, whatever became of it.
pub(crate) async fn is_wanted_since(
    tx: &mut ReadTx,
    council: CouncilId,
    kind: JobKind,
    since: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let row = job::of(council)
        .filter(job::Column::Kind.eq(kind.code()))
        .filter(job::Column::WantedAt.gte(At::from(since)))
        .one_in(tx)
        .await?;
    Ok(row.is_some())
}

/// Lists the jobs of some kinds that are due, of every council.
pub(crate) async fn due(
    tx: &mut ReadTx,
    kinds: &[JobKind],
    now: DateTime<Utc>,
) -> Result<Vec<job::Model>, StoreError> {
    let query = job::Entity::find()
        .filter(waiting(now.into()))
        .filter(job::Column::Kind.is_in(kinds.iter().map(|kind| kind.code())))
        .order_by_asc(job::Column::RunAt)
        .order_by_asc(job::Column::Id)
        .limit(50);
    query.all_in(tx).await
}

/// Takes a job, unless another worker has. Returns whether it was taken.
pub(crate) async fn take(tx: &mut WriteTx, id: Uuid) -> Result<bool, StoreError> {
    tx.housekeeping();
    let until = At::from(tx.at() + TimeDelta::minutes(TAKEN_MINUTES));
    let taken = job::change(tx.council())
        .set(job::ActiveModel {
            taken_until: Set(Some(until)),
            ..Default::default()
        })
        .filter(job::Column::Id.eq(id))
        .filter(waiting(tx.at().into()))
        .exec_in(tx)
        .await?;
    Ok(taken == 1)
}

/// Records that a job is done, or when to try it again.
pub(crate) async fn finish(
    tx: &mut WriteTx,
    id: Uuid,
    failure: Option<String>,
) -> Result<(), StoreError> {
    tx.housekeeping();
    let Some(row) = job::find(tx.council(), id).one_in(tx).await? else {
        return Ok(());
    };
    let now = Some(At::from(tx.at()));
    let mut change = job::ActiveModel {
        tries: Set(row.tries + 1),
        taken_until: Set(None),
        ..job::row(row.council_id, row.id)
    };
    match failure {
        None => change.done_at = Set(now),
        Some(failure) => {
            change.failure = Set(failure);
            // One minute, two, four, eight …: long enough to outlast a provider's bad afternoon.
            change.run_at = Set((tx.at() + TimeDelta::minutes(1 << row.tries.min(7))).into());
            if row.tries + 1 >= TRIES {
                change.failed_at = Set(now);
            }
        }
    }
    job::Entity::update(change).exec_in(tx).await?;
    Ok(())
}
