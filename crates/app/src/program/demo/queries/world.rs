//! A council with everyone in it, and where it is found again.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use programme::Programme;
use store::{
    Entry, Fetch, ReadTx, StoreError, WriteTx,
    entities::{account, council, message, person},
    fold,
    orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder},
};
use values::{AccountId, CouncilId, PersonId};

use super::{
    days, dives, employers, into_work, money,
    office::{self, Office},
    people, work,
};
use crate::office::programmes::{self, PublishError};
use crate::program::demo::{DemoError, Made};

/// Finds a council by its name.
pub(in crate::program::demo) async fn council_named(
    tx: &mut ReadTx,
    name: &str,
) -> Result<Option<CouncilId>, StoreError> {
    let rows = council::Entity::find().all_in(tx).await?;
    let found = rows.iter().find(|row| fold(&row.name) == fold(name));
    Ok(found.map(|row| row.council_id.into()))
}

/// Returns the open accounts of the council by the hash of their address.
pub(in crate::program::demo) async fn accounts_by_address(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashMap<String, AccountId>, StoreError> {
    let rows = account::of(council)
        .filter(account::Column::LeftAt.is_null())
        .all_in(tx)
        .await?;
    let pair = |row: account::Model| (row.email_hash, row.id.into());
    Ok(rows.into_iter().map(pair).collect())
}

/// Finds a young person by their name.
pub(in crate::program::demo) async fn person_named(
    tx: &mut ReadTx,
    council: CouncilId,
    name: &str,
) -> Result<Option<PersonId>, StoreError> {
    let rows = person::of(council).all_in(tx).await?;
    for row in rows {
        let own = format!(
            "{} {}",
            tx.open(&row.given_name)?,
            tx.open(&row.family_name)?
        );
        if own == name {
            return Ok(Some(row.id.into()));
        }
    }
    Ok(None)
}

/// Finds the link that begins so in the newest letter to an address.
pub(in crate::program::demo) async fn link_in_letter(
    tx: &mut ReadTx,
    council: CouncilId,
    (address, begins): (&str, &str),
) -> Result<Option<String>, StoreError> {
    let rows = message::of(council)
        .order_by_desc(message::Column::MadeAt)
        .order_by_desc(message::Column::Id);
    for row in rows.all_in(tx).await? {
        if tx.open(&row.recipient)? != address {
            continue;
        }
        let body = tx.open(&row.body)?;
        let mut words = body.split_whitespace();
        let link = words.find_map(|word| word.find(begins).map(|start| word[start..].to_owned()));
        if link.is_some() {
            return Ok(link);
        }
    }
    Ok(None)
}

/// Opens a council: its programme, its teams and those who work for it.
pub(in crate::program::demo) async fn open(
    tx: &mut WriteTx,
    made: &Made,
) -> Result<Office, DemoError> {
    office::council(tx, made).await?;
    let (file, text) = made.source.programme()?;
    let version = programmes::publish(tx, file, text).await?;
    let office = office::staff(tx, made, version).await?;
    tx.journal(Entry::new("demo-made")).await?;
    Ok(office)
}

/// Writes everyone in a council whose story is not played, except what is due.
pub(in crate::program::demo) async fn write(
    tx: &mut WriteTx,
    made: &Made,
    office: &Office,
) -> Result<(), DemoError> {
    let (file, text) = made.source.programme()?;
    let ids: Vec<_> = made.lives.iter().map(|_| tx.next_id()).collect();
    office::particulars(tx, made, office, &ids).await?;
    people::write(tx, made, office, &ids).await?;
    work::write(tx, made, office, &ids).await?;
    dives::write(tx, made, office, &ids).await?;
    let programme = Programme::parse(file, text).map_err(PublishError::Faults)?;
    days::write(tx, made, office, &programme, &ids).await?;
    let employers = employers::write(tx, made, office).await?;
    into_work::write(tx, made, office, &ids, &employers).await?;
    money::write(tx, made, office, &ids).await?;
    tx.names_changed(ids).await?;
    tx.journal(Entry::new("demo-made")).await?;
    Ok(())
}

/// Returns a moment in the afternoon of a day, or nine in the morning of the day on which it is written.
pub(super) fn moment(tx: &WriteTx, on: NaiveDate) -> DateTime<Utc> {
    let afternoon = NaiveTime::from_hms_opt(14, 30, 0).expect("half past two is a time of day");
    on.and_time(afternoon).and_utc().min(tx.at())
}
