//! What the headings of lists were matched with, in the database.

use std::collections::{BTreeMap, BTreeSet};

use lists::{List, heading};
use store::{
    Entry, Fetch, ReadTx, StoreError, WriteTx,
    entities::column_match,
    orm::{ColumnTrait, QueryFilter, QueryOrder},
};
use values::CouncilId;

/// What the columns of lists of young people are kept under.
pub(in crate::person::imports) const PEOPLE: &str = "people";

/// Returns where a list comes from: a hash of its headings, in any order.
fn source(list: &List) -> String {
    let headings: BTreeSet<String> = list.headings.iter().map(|name| heading(name)).collect();
    let joined: Vec<String> = headings.into_iter().collect();
    blake3::hash(joined.join("\n").as_bytes()).to_hex()[..32].to_owned()
}

/// Returns how the headings of these lists were last matched, in lists with the same headings.
pub(in crate::person::imports) async fn remembered(
    tx: &mut ReadTx,
    council: CouncilId,
    of: &str,
    lists: &[&List],
) -> Result<BTreeMap<String, String>, StoreError> {
    let sources = lists.iter().map(|list| source(list));
    let rows = column_match::of(council)
        .filter(column_match::Column::List.eq(of))
        .filter(column_match::Column::Source.is_in(sources))
        .order_by_asc(column_match::Column::MadeAt)
        .order_by_asc(column_match::Column::Id)
        .all_in(tx)
        .await?;
    // A newer match replaces an older one.
    let rows = rows.into_iter().map(|row| (row.heading, row.column_name));
    Ok(rows.collect())
}

/// Remembers what the headings of a list were matched with.
pub(in crate::person::imports) async fn remember(
    tx: &mut WriteTx,
    of: &str,
    list: &List,
    columns: &BTreeMap<String, String>,
) -> Result<(), StoreError> {
    let source = source(list);
    let mut rows = Vec::new();
    for (heading, column) in columns {
        rows.push(column_match::New {
            id: tx.next_id(),
            list: of.into(),
            source: source.clone(),
            heading: heading.clone(),
            column_name: column.clone(),
            made_at: tx.at().into(),
            made_by: tx.by_id(),
        });
    }
    if rows.is_empty() {
        return Ok(());
    }
    column_match::insert_all(tx, rows).await?;
    tx.journal(Entry::new("match-columns").reason(source)).await
}
