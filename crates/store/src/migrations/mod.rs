//! Migrations, in order. A migration is never changed once released; tests run each over sample rows left by the earlier ones.

mod m0001_house;
mod m0002_pathway;
mod m0003_day;
mod m0004_drop_ins;
mod m0005_employers;
mod m0006_mentors_and_requests;
mod m0007_opportunities;
mod m0008_work_placements;
mod m0009_activities;
mod m0010_matches;
mod m0011_better_off;
mod m0012_money;
mod m0013_groups;
mod m0014_outside;
mod tables;

use sea_orm::{ConnectOptions, Database};
use sea_orm_migration::prelude::*;

use crate::StoreError;

/// Runs the migrations that a database still needs.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_house::Migration),
            Box::new(m0002_pathway::Migration),
            Box::new(m0003_day::Migration),
            Box::new(m0004_drop_ins::Migration),
            Box::new(m0005_employers::Migration),
            Box::new(m0006_mentors_and_requests::Migration),
            Box::new(m0007_opportunities::Migration),
            Box::new(m0008_work_placements::Migration),
            Box::new(m0009_activities::Migration),
            Box::new(m0010_matches::Migration),
            Box::new(m0011_better_off::Migration),
            Box::new(m0012_money::Migration),
            Box::new(m0013_groups::Migration),
            Box::new(m0014_outside::Migration),
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

/// Applies the next migration to a database, and returns a connection to it. For the test that runs each over the rows left by the earlier ones.
pub async fn apply_next(url: &str) -> Result<sea_orm::DatabaseConnection, StoreError> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    let connection = Database::connect(options).await?;
    Migrator::up(&connection, Some(1)).await?;
    Ok(connection)
}
