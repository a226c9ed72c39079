//! Each migration runs over the rows that those before it have left: a column that is NOT NULL without a default fails here and not at a
//! council's first start after an update. And each leaves the tables that it left when it was committed.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use store::{
    migrations,
    orm::{
        ConnectionTrait, ExprTrait, SimpleExpr, Uuid,
        sea_orm::{DatabaseConnection, Value},
        sea_query::{Alias, Expr, Order, Query},
    },
};

use crate::world::postgres;

/// The rows that a migration's own sample adds: table, rows, column, value.
type Sample = BTreeMap<String, Vec<BTreeMap<String, Json>>>;

/// The hash of the tables and indexes that each migration leaves behind. A line is added with its migration, and never changed.
const FROZEN: &[(&str, &str)] = &[
    ("m0001_first", "3128988ea7fba054"),
    ("m0002_stage_on_person", "fbd0c0e75bc982f4"),
    ("m0003_name_version", "f129458e3e1646b8"),
    // On PostgreSQL alone.
    ("m0004_journal_by_month", "f129458e3e1646b8"),
    ("m0005_found_by_whose", "f6c7211a9e04b97e"),
    ("m0006_one_thread", "154ba47f02872e52"),
    ("m0007_nobody_between", "3e79effff688445a"),
    ("m0008_own_rhythm", "f3063e5ad744bb63"),
    ("m0009_circle_topics", "395afeb117f4df43"),
    ("m0010_step_by_coming", "3c386d605f18526f"),
    ("m0011_slot_with_guests", "3be458c058f0edbb"),
    ("m0012_partners_act", "5a753faea945e289"),
    ("m0013_kind_of_purchase", "c8f3ab72c52e5a26"),
    ("m0014_parallel_programmes", "2ceb9ed82d66e9db"),
    ("m0015_managers_forum", "9938c99ad147f5c0"),
    ("m0016_slot_for_somebody", "b9b2299356141d53"),
    ("m0017_heard_first", "64589086c9bf4f3f"),
    ("m0018_money_asked", "3c4a01d4718d44de"),
];

#[test]
fn a_migration_that_has_been_committed_never_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("frozen.db");
    let url = format!("sqlite://{}?mode=rwc", path.display());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut left = Vec::new();
        for name in migrations::names() {
            let connection = migrations::apply_next(&url).await.unwrap();
            let mut query = Query::select();
            query
                .column(Alias::new("sql"))
                .from(Alias::new("sqlite_master"))
                .and_where(Expr::col(Alias::new("sql")).is_not_null())
                .and_where(Expr::col(Alias::new("tbl_name")).ne("seaql_migrations"))
                .order_by(Alias::new("name"), Order::Asc);
            let rows = connection.query_all(&query).await.unwrap();
            let sql: Vec<String> = rows
                .iter()
                .map(|row| row.try_get("", "sql").unwrap())
                .collect();
            connection.close().await.unwrap();
            assert!(sql.len() > 200, "{} statements", sql.len());
            let hash = blake3::hash(sql.join("\n").as_bytes()).to_hex();
            left.push((name, hash[..16].to_owned()));
        }
        let left: Vec<(&str, &str)> = left.iter().map(|(name, hash)| (&**name, &**hash)).collect();
        assert_eq!(
            left, FROZEN,
            "databases out there have run it: put it back as it was, and write another migration"
        );
    });
}

#[test]
fn each_migration_runs_over_the_rows_of_those_before_it_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    run(&format!(
        "sqlite://{}?mode=rwc",
        folder.path().join("steps.db").display()
    ));
}

#[test]
fn each_migration_runs_over_the_rows_of_those_before_it_postgres() {
    let database = postgres::Database::bare();
    run(&database.url());
}

fn run(url: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut expected: BTreeMap<String, usize> = BTreeMap::new();
        for name in migrations::names() {
            let connection = migrations::apply_next(url).await.unwrap();
            let sample = sample(&name);
            // A table comes before those that point to it, which the file's own order need not know.
            fill(&connection, sample, &mut expected).await;
            for (table, rows) in &expected {
                assert_eq!(
                    count(&connection, table).await,
                    *rows,
                    "{table} after {name}"
                );
            }
            connection.close().await.unwrap();
        }
    });
}

fn sample(migration: &str) -> Sample {
    let path = format!(
        "{}/../store/src/migrations/samples/{migration}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{migration} has no sample rows at {path}: {error}"));
    serde_json::from_str(&text).unwrap()
}

async fn fill(
    connection: &DatabaseConnection,
    mut sample: Sample,
    expected: &mut BTreeMap<String, usize>,
) {
    while !sample.is_empty() {
        let before = sample.len();
        let mut left = Sample::new();
        for (table, rows) in sample {
            match insert(connection, &table, &rows).await {
                Ok(()) => *expected.entry(table).or_default() += rows.len(),
                Err(_) => drop(left.insert(table, rows)),
            }
        }
        sample = left;
        if sample.len() == before {
            let (table, rows) = sample.iter().next().unwrap();
            panic!(
                "{table}: {}",
                insert(connection, table, rows).await.unwrap_err()
            );
        }
    }
}

async fn insert(
    connection: &DatabaseConnection,
    table: &str,
    rows: &[BTreeMap<String, Json>],
) -> Result<(), String> {
    for row in rows {
        let mut insert = Query::insert();
        insert
            .into_table(Alias::new(table))
            .columns(row.keys().map(Alias::new));
        insert.values_panic(row.iter().map(|(column, value)| value_of(column, value)));
        connection
            .execute(&insert)
            .await
            .map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// A value's type is told by its column's name, as the house names columns, and sealed bytes begin with their format number.
fn value_of(column: &str, value: &Json) -> SimpleExpr {
    let is_day = column.ends_with("_on");
    let is_id =
        column == "id" || column == "by" || column.ends_with("_id") || column.ends_with("_by");
    match value {
        Json::Null if is_id => Expr::val(None::<Uuid>),
        Json::Null if is_day => Expr::val(None::<chrono::NaiveDate>),
        Json::Null => Expr::val(None::<i64>),
        Json::Bool(flag) => Expr::val(*flag),
        Json::Number(number) => Expr::val(number.as_i64().unwrap()),
        Json::String(text) if text.starts_with('\0') => Expr::val(text.as_bytes().to_vec()),
        Json::String(text) if is_id && !text.is_empty() => {
            Expr::val(Uuid::try_parse(text).unwrap())
        }
        Json::String(text) if is_day => Expr::val(text.parse::<chrono::NaiveDate>().unwrap()),
        Json::String(text) => Expr::val(text.clone()),
        other => panic!("{column} holds {other}"),
    }
}

async fn count(connection: &DatabaseConnection, table: &str) -> usize {
    let mut query = Query::select();
    query
        .expr_as(Expr::val(Value::Int(Some(1))).count(), Alias::new("rows"))
        .from(Alias::new(table));
    let row = connection.query_one(&query).await.unwrap().unwrap();
    usize::try_from(row.try_get::<i64>("", "rows").unwrap()).unwrap()
}
