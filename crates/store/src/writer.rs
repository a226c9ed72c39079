//! Where writes run: on threads of their own, in groups on SQLite, side by side on PostgreSQL.
//!
//! On SQLite one task writes, and commits together what waits together. Each write has its own savepoint, so that one that fails does not
//! affect the others. No caller is told that a write was kept before the commit that holds it is on disk.
//!
//! On PostgreSQL a write is serializable, and runs again where it conflicts. One about a single young person holds that person's row instead:
//! those about others go on beside it, even where their rows stand on the same page of an index.
//!
//! What a write does is an async closure that borrows what it was given. Such a future cannot promise that it may move between threads, so it
//! is made and driven on one.

use std::{
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex},
};

use futures_util::{FutureExt, future::LocalBoxFuture};
use rusqlite::Connection;
use sqlx::PgPool;
use tokio::sync::{mpsc, oneshot};
use tokio_util::task::LocalPoolHandle;

use crate::{
    Backend, ReadTx, Stamp, StoreError, Watch, WriteError, WriteTx,
    server::{self, Server},
    sqlite::{self, Embedded},
    tx::{self, Conn},
};

/// The most writes that share a commit. A commit costs about as much as thirty small writes, so more gains little.
const GROUP: usize = 64;

/// Threads that write to PostgreSQL, each many at a time: they mostly wait for the server.
const THREADS: usize = 4;

/// How often a write is retried on conflict: enough for many at one row, few enough to end.
const TRIES: u32 = 12;

/// What a write does, without its type, so that all that surrounds it is compiled once. Every async closure that [`Store::write`](crate::Store::write)
/// takes is one.
pub trait Act<T, E>: Send {
    /// Runs it once.
    fn run<'t>(&'t self, tx: &'t mut WriteTx) -> LocalBoxFuture<'t, Result<T, E>>;
}

impl<T, E, F> Act<T, E> for F
where
    F: AsyncFn(&mut WriteTx) -> Result<T, E> + Send,
{
    fn run<'t>(&'t self, tx: &'t mut WriteTx) -> LocalBoxFuture<'t, Result<T, E>> {
        Box::pin(self(tx))
    }
}

/// A write that has run, and waits to hear whether the commit that holds it succeeded.
type Told = Box<dyn FnOnce(Result<(), StoreError>)>;

/// A write: runs in the transaction it is given and returns who to tell after the commit.
type Write = Box<dyn FnOnce(Result<ReadTx, StoreError>) -> LocalBoxFuture<'static, Told> + Send>;

/// What carries writes out. Cheap to clone; its threads end with the last clone.
#[derive(Clone)]
pub(crate) struct Writer {
    threads: LocalPoolHandle,
    way: Way,
    watch: Watch,
}

#[derive(Clone)]
enum Way {
    /// One task commits what waits together.
    Grouped(mpsc::Sender<Write>),
    /// Each write has a connection of its own.
    Pooled(Pool),
}

#[derive(Clone)]
struct Pool {
    connections: PgPool,
    /// Writes that conflicted run again one after the other: many that run again at once would conflict again.
    again: Arc<tokio::sync::Mutex<()>>,
    watch: Watch,
}

impl Writer {
    /// One task on one thread, for SQLite's one writing connection.
    pub(crate) fn grouped(connection: Connection, watch: Watch) -> Self {
        let (sender, mut waiting) = mpsc::channel::<Write>(1024);
        let threads = LocalPoolHandle::new(1);
        let line = Line {
            connection: Arc::new(Mutex::new(connection)),
            watch: watch.clone(),
        };
        threads.spawn_pinned(|| async move {
            let mut group = Vec::with_capacity(GROUP);
            while waiting.recv_many(&mut group, GROUP).await > 0 {
                line.commit(&mut group).await;
            }
        });
        Self {
            threads,
            way: Way::Grouped(sender),
            watch,
        }
    }

    /// A connection for each write, for PostgreSQL, which commits groups itself.
    pub(crate) fn pooled(connections: PgPool, watch: Watch) -> Self {
        Self {
            threads: LocalPoolHandle::new(THREADS),
            way: Way::Pooled(Pool {
                connections,
                again: Arc::default(),
                watch: watch.clone(),
            }),
            watch,
        }
    }

    /// Returns what sees the statements.
    pub(crate) fn watch(&self) -> &Watch {
        &self.watch
    }

    pub(crate) fn backend(&self) -> Backend {
        match self.way {
            Way::Grouped(_) => Backend::Sqlite,
            Way::Pooled(_) => Backend::Postgres,
        }
    }

    /// Carries out a write; see [`Store::write`](crate::Store::write).
    pub(crate) async fn write<T, E>(&self, stamp: Stamp, act: Box<dyn Act<T, E>>) -> Result<T, E>
    where
        T: Send + 'static,
        E: WriteError,
    {
        match &self.way {
            Way::Grouped(sender) => join(sender, stamp, act).await,
            Way::Pooled(pool) => {
                let pool = pool.clone();
                let run = self.threads.spawn_pinned(move || pool.write(stamp, act));
                match run.await {
                    Ok(outcome) => outcome,
                    // As if it had run here.
                    Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
                    Err(_) => Err(StoreError::Stopped.into()),
                }
            }
        }
    }
}

impl Pool {
    async fn write<T, E: WriteError>(self, stamp: Stamp, act: Box<dyn Act<T, E>>) -> Result<T, E> {
        // With the young person's row held there is nothing left to conflict about.
        let how = match stamp.about {
            Some(_) => server::COMMITTED,
            None => server::SERIALIZABLE,
        };
        let begin = async || {
            let begun = Server::begin(&self.connections, how).await;
            begun.map(|server| ReadTx::new(Conn::Postgres(server), self.watch.clone()))
        };
        let mut outcome = attempt(begin().await, stamp, &*act).await;
        let met = |outcome: &Result<T, E>| outcome.as_ref().is_err_and(WriteError::is_conflict);
        if met(&outcome) {
            let _turn = self.again.lock().await;
            for _ in 1..TRIES {
                outcome = attempt(begin().await, stamp, &*act).await;
                if !met(&outcome) {
                    break;
                }
            }
        }
        outcome
    }
}

/// Joins the next group, and waits for its commit.
async fn join<T, E>(
    sender: &mpsc::Sender<Write>,
    stamp: Stamp,
    act: Box<dyn Act<T, E>>,
) -> Result<T, E>
where
    T: Send + 'static,
    E: WriteError,
{
    let (reply, outcome) = oneshot::channel::<Result<T, E>>();
    let write: Write = Box::new(move |begun| {
        Box::pin(async move {
            let result = attempt(begun, stamp, &*act).await;
            let told: Told = Box::new(move |commit| {
                // A caller that has gone needs no answer.
                let _gone = reply.send(commit.map_err(E::from).and(result));
            });
            told
        })
    });
    sender.send(write).await.map_err(|_| StoreError::Stopped)?;
    outcome.await.map_err(|_| StoreError::Stopped)?
}

async fn attempt<T, E: WriteError>(
    begun: Result<ReadTx, impl Into<StoreError>>,
    stamp: Stamp,
    act: &dyn Act<T, E>,
) -> Result<T, E> {
    let mut tx = WriteTx::new(begun.map_err(Into::into)?, stamp);
    let held = tx.hold().await;
    let outcome = match held {
        Ok(()) => act.run(&mut tx).await,
        Err(error) => Err(error.into()),
    };
    tx.finish(outcome).await
}

/// SQLite's one writing connection.
struct Line {
    connection: Arc<Mutex<Connection>>,
    watch: Watch,
}

impl Line {
    fn run(&self, sql: &str) -> Result<(), StoreError> {
        sqlite::run(&sqlite::held(&self.connection), sql)
    }

    /// Begins one write of the group.
    fn begin(&self) -> Result<ReadTx, StoreError> {
        self.run(tx::BEGIN)?;
        let embedded = Embedded::Writing(Arc::clone(&self.connection));
        Ok(ReadTx::new(Conn::Sqlite(embedded), self.watch.clone()))
    }

    async fn commit(&self, group: &mut Vec<Write>) {
        if let Err(error) = self.run("BEGIN IMMEDIATE") {
            // Dropping the writes closes their reply channels, and each caller hears that the writer stopped.
            tracing::error!(%error, writes = group.len(), "no transaction could be opened");
            group.clear();
            return;
        }
        let mut waiting = Vec::with_capacity(group.len());
        for write in group.drain(..) {
            match AssertUnwindSafe(async { write(self.begin()).await })
                .catch_unwind()
                .await
            {
                Ok(told) => waiting.push(told),
                Err(_) => {
                    // Its savepoint may be half done and cannot be separated from the others', so none of the group is kept.
                    tracing::error!(
                        writes = waiting.len() + 1,
                        "a write panicked; its group was undone"
                    );
                    self.undo();
                    tell(waiting, || Err(StoreError::Conflict));
                    return;
                }
            }
        }
        match self.run("COMMIT") {
            Ok(()) => tell(waiting, || Ok(())),
            Err(error) => {
                tracing::error!(%error, writes = waiting.len(), "a commit failed");
                self.undo();
                tell(waiting, || Err(StoreError::Stopped));
            }
        }
    }

    /// Undoes the group. Where SQLite has done so already, it says that there is nothing to undo.
    fn undo(&self) {
        if let Err(error) = self.run("ROLLBACK") {
            tracing::debug!(%error, "nothing was left to undo");
        }
    }
}

fn tell(waiting: Vec<Told>, outcome: impl Fn() -> Result<(), StoreError>) {
    for told in waiting {
        told(outcome());
    }
}
