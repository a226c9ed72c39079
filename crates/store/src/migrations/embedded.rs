//! Migrations on the embedded database: the mapper's connection, on top of ours. Nothing else uses it.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex},
};

use rusqlite::{Connection, types::ValueRef};
use sea_orm::{
    Database, DatabaseConnection, DbBackend, DbErr, ProxyDatabaseTrait, ProxyExecResult, ProxyRow,
    RuntimeErr, Statement, Value,
};

use crate::{StoreError, Watch, sqlite};

struct Embedded(Mutex<Connection>);

impl fmt::Debug for Embedded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Embedded")
    }
}

/// Opens the file for migrations.
pub(super) async fn connect(file: &str) -> Result<DatabaseConnection, StoreError> {
    let embedded = Embedded(Mutex::new(sqlite::open_writing(file)?));
    Ok(Database::connect_proxy(DbBackend::Sqlite, Arc::new(Box::new(embedded))).await?)
}

#[sea_orm_migration::async_trait::async_trait]
impl ProxyDatabaseTrait for Embedded {
    async fn query(&self, statement: Statement) -> Result<Vec<ProxyRow>, DbErr> {
        let mut found = Vec::new();
        let connection = sqlite::held(&self.0);
        sqlite::each(&connection, &statement, &Watch::default(), &mut |row| {
            let columns: BTreeMap<String, Value> = (0..row.as_ref().column_count())
                .map(|place| {
                    let name = row.as_ref().column_name(place)?.to_owned();
                    Ok((name, value(row.get_ref(place)?)))
                })
                .collect::<Result<_, rusqlite::Error>>()?;
            found.push(ProxyRow::new(columns));
            Ok(())
        })
        .map_err(told)?;
        Ok(found)
    }

    async fn execute(&self, statement: Statement) -> Result<ProxyExecResult, DbErr> {
        let connection = sqlite::held(&self.0);
        let changed = sqlite::execute(&connection, &statement, &Watch::default()).map_err(told)?;
        Ok(ProxyExecResult::new(0, changed))
    }
}

fn value(column: ValueRef<'_>) -> Value {
    match column {
        ValueRef::Null => Value::String(None),
        ValueRef::Integer(number) => Value::BigInt(Some(number)),
        ValueRef::Real(number) => Value::Double(Some(number)),
        ValueRef::Text(text) => Value::String(Some(String::from_utf8_lossy(text).into_owned())),
        ValueRef::Blob(bytes) => Value::Bytes(Some(bytes.to_vec())),
    }
}

fn told(error: StoreError) -> DbErr {
    DbErr::Query(RuntimeErr::Internal(error.to_string()))
}
