//! Group commit on SQLite: one task writes, and commits together what waits together.
//!
//! Each write has its own savepoint, so that one that fails does not affect the others. No caller is told that a write was kept
//! before the commit that holds it is on disk.
//!
//! Absent on purpose: PostgreSQL, which commits groups itself.

use std::panic::AssertUnwindSafe;

use futures_util::{FutureExt, future::BoxFuture};
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use tokio::sync::mpsc;

use crate::StoreError;

/// The most writes that share a commit. A commit costs about as much as thirty small writes, so more gains little.
const GROUP: usize = 64;

/// A write that has run, and waits to hear whether the commit that holds it succeeded.
pub(crate) type Told = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// A write: runs in the transaction it is given and returns who to tell after the commit.
pub(crate) type Write =
    Box<dyn for<'t> FnOnce(&'t DatabaseTransaction) -> BoxFuture<'t, Told> + Send>;

/// Starts the task that writes. It ends when every sender is gone.
pub(crate) fn start(connection: DatabaseConnection) -> mpsc::Sender<Write> {
    let (sender, mut waiting) = mpsc::channel::<Write>(1024);
    tokio::spawn(async move {
        let mut group = Vec::with_capacity(GROUP);
        while waiting.recv_many(&mut group, GROUP).await > 0 {
            commit(&connection, &mut group).await;
        }
    });
    sender
}

async fn commit(connection: &DatabaseConnection, group: &mut Vec<Write>) {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    };
    let transaction = match connection.begin_with_options(options).await {
        Ok(transaction) => transaction,
        Err(error) => {
            // Dropping the writes closes their reply channels, and each caller hears that the writer stopped.
            tracing::error!(%error, writes = group.len(), "no transaction could be opened");
            group.clear();
            return;
        }
    };
    let mut waiting = Vec::with_capacity(group.len());
    for write in group.drain(..) {
        match AssertUnwindSafe(write(&transaction)).catch_unwind().await {
            Ok(told) => waiting.push(told),
            Err(_) => {
                // Its savepoint may be half done and cannot be separated from the others', so none of the group is kept.
                tracing::error!(
                    writes = waiting.len() + 1,
                    "a write panicked; its group was undone"
                );
                drop(transaction);
                tell(waiting, || Err(StoreError::Conflict));
                return;
            }
        }
    }
    match transaction.commit().await {
        Ok(()) => tell(waiting, || Ok(())),
        Err(error) => {
            tracing::error!(%error, writes = waiting.len(), "a commit failed");
            tell(waiting, || Err(StoreError::Stopped));
        }
    }
}

fn tell(waiting: Vec<Told>, outcome: impl Fn() -> Result<(), StoreError>) {
    for told in waiting {
        told(outcome());
    }
}
