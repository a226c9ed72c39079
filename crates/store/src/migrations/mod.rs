//! Migrations, in order. A migration is never changed once it has been released; each runs over sample rows left by those before it.

mod m0001_house;

use sea_orm_migration::prelude::*;

/// Runs the migrations that a database still lacks.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m0001_house::Migration)]
    }
}
