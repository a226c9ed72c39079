//! Migrations, in order.
//!
//! One that has been committed is never changed: a test knows the hash of the tables that each leaves behind. A change is a new one, in a file
//! `mNNNN_what_it_does.rs` of its own, with sample rows in `samples` and the hash in the test. It gives every existing row a value, because
//! SQLite adds no constraint later: an empty text or 0 for a new column (`ADD COLUMN … NOT NULL DEFAULT`), and a table that
//! needs more than that is made anew and filled from the old one.

mod embedded;
mod m0001_first;
mod m0002_stage_on_person;
mod m0003_name_version;
mod m0004_journal_by_month;
mod m0005_found_by_whose;
mod m0006_one_thread;
mod m0007_nobody_between;
mod m0008_own_rhythm;
mod m0009_circle_topics;
mod m0010_step_by_coming;
mod m0011_slot_with_guests;
mod m0012_partners_act;
mod m0013_kind_of_purchase;
mod m0014_parallel_programmes;
mod m0015_managers_forum;
mod m0016_slot_for_somebody;
mod m0017_heard_first;
mod m0018_money_asked;
mod tables;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use sea_orm_migration::prelude::*;

use crate::StoreError;

/// Runs the migrations that a database still needs.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_first::Migration),
            Box::new(m0002_stage_on_person::Migration),
            Box::new(m0003_name_version::Migration),
            Box::new(m0004_journal_by_month::Migration),
            Box::new(m0005_found_by_whose::Migration),
            Box::new(m0006_one_thread::Migration),
            Box::new(m0007_nobody_between::Migration),
            Box::new(m0008_own_rhythm::Migration),
            Box::new(m0009_circle_topics::Migration),
            Box::new(m0010_step_by_coming::Migration),
            Box::new(m0011_slot_with_guests::Migration),
            Box::new(m0012_partners_act::Migration),
            Box::new(m0013_kind_of_purchase::Migration),
            Box::new(m0014_parallel_programmes::Migration),
            Box::new(m0015_managers_forum::Migration),
            Box::new(m0016_slot_for_somebody::Migration),
            Box::new(m0017_heard_first::Migration),
            Box::new(m0018_money_asked::Migration),
        ]
    }
}

/// Returns the name of each migration, in order.
pub fn names() -> Vec<String> {
    Migrator::migrations()
        .iter()
        .map(|migration| migration.name().to_owned())
        .collect()
}

/// Applies the migrations that a database of SQLite still needs, all or none. Returns whether there were any.
pub(crate) async fn up_sqlite(file: &str) -> Result<bool, StoreError> {
    let connection = embedded::connect(file).await?;
    connection.execute_unprepared("BEGIN IMMEDIATE").await?;
    let waiting = Migrator::get_pending_migrations(&connection).await?.len();
    let done = Migrator::up(&connection, None).await;
    let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
    connection.execute_unprepared(end).await?;
    done?;
    Ok(waiting > 0)
}

/// Applies the migrations that a database of PostgreSQL still needs. Returns whether there were any.
pub(crate) async fn up_postgres(pool: &DatabaseConnection) -> Result<bool, StoreError> {
    let waiting = Migrator::get_pending_migrations(pool).await?.len();
    Migrator::up(pool, None).await?;
    Ok(waiting > 0)
}

/// Applies the next migration to a database, and returns a connection to it. For the test that runs each over the rows left by the earlier ones.
pub async fn apply_next(url: &str) -> Result<DatabaseConnection, StoreError> {
    let connection = match crate::connection::file_of(url) {
        Some(file) => embedded::connect(file).await?,
        None => {
            let mut options = ConnectOptions::new(url);
            options.max_connections(1).sqlx_logging(false);
            Database::connect(options).await?
        }
    };
    Migrator::up(&connection, Some(1)).await?;
    Ok(connection)
}
