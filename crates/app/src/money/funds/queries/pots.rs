//! Funds and their years.

use std::collections::HashMap;

use chrono::NaiveDate;
use store::{
    Entry as JournalEntry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{fund, fund_year},
    orm::{ColumnTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{CouncilId, FundId, FundYearId};

use super::{
    super::{
        Fund,
        model::{Holding, Purpose, Sums, Year},
    },
    ledger::{Entry, book},
};
use crate::shell::choices::Code;

fn read(row: fund::Model) -> Result<Fund, StoreError> {
    Ok(Fund {
        id: row.id.into(),
        name: row.name,
        about: row.about,
        is_stock: Holding::stored(&row.kind)? == Holding::Stock,
        purpose: Purpose::stored(&row.purpose)?,
        owner: row.owner_id.into(),
        programme: row.programme_key,
        funder: row.funder,
        who: row.who,
        youngest: row.youngest,
        oldest: row.oldest,
        person_cap: row.person_cap_pence,
        item_cap: row.item_cap_pence,
        coach_limit: row.coach_limit_pence,
        team_limit: row.team_limit_pence,
        needs_receipt: row.needs_receipt,
        effect: row.effect,
        in_stock: row.in_stock,
        given: row.given,
        ended_on: row.ended_on,
        version: row.version,
    })
}

fn year(row: fund_year::Model) -> Year {
    Year {
        id: row.id.into(),
        from: row.from_on,
        until: row.until_on,
        sums: Sums {
            confirmed: row.confirmed_pence,
            unconfirmed: row.unconfirmed_pence,
            committed: row.committed_pence,
            spent: row.spent_pence,
        },
    }
}

/// Lists the funds, by name.
pub(crate) async fn all(tx: &mut ReadTx, council: CouncilId) -> Result<Vec<Fund>, StoreError> {
    let rows = fund::of(council)
        .order_by_asc(fund::Column::Id)
        .all_in(tx)
        .await?;
    let mut all = rows
        .into_iter()
        .map(read)
        .collect::<Result<Vec<Fund>, _>>()?;
    all.sort_by_key(|fund| fund.name.to_lowercase());
    Ok(all)
}

/// Finds a fund.
pub(crate) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: FundId,
) -> Result<Option<Fund>, StoreError> {
    let row = fund::find(council, id).one_in(tx).await?;
    row.map(read).transpose()
}

/// Lists the years of every fund, or of one, earliest first.
pub(crate) async fn years(
    tx: &mut ReadTx,
    council: CouncilId,
    of: Option<FundId>,
) -> Result<HashMap<FundId, Vec<Year>>, StoreError> {
    let mut query = fund_year::of(council)
        .order_by_asc(fund_year::Column::FromOn)
        .order_by_asc(fund_year::Column::Id);
    if let Some(of) = of {
        query = query.filter(fund_year::Column::FundId.eq(Uuid::from(of)));
    }
    let mut years: HashMap<FundId, Vec<Year>> = HashMap::new();
    for row in query.all_in(tx).await? {
        let of = years.entry(row.fund_id.into()).or_default();
        of.push(year(row));
    }
    Ok(years)
}

fn row(fund: &Fund) -> fund::ActiveModel {
    fund::ActiveModel {
        name: Set(fund.name.clone()),
        about: Set(fund.about.clone()),
        purpose: Set(fund.purpose.code().to_owned()),
        owner_id: Set(fund.owner.into()),
        programme_key: Set(fund.programme.clone()),
        funder: Set(fund.funder.clone()),
        who: Set(fund.who.clone()),
        youngest: Set(fund.youngest),
        oldest: Set(fund.oldest),
        person_cap_pence: Set(fund.person_cap),
        item_cap_pence: Set(fund.item_cap),
        coach_limit_pence: Set(fund.coach_limit),
        team_limit_pence: Set(fund.team_limit),
        needs_receipt: Set(fund.needs_receipt),
        effect: Set(fund.effect.clone()),
        ended_on: Set(fund.ended_on),
        version: Set(fund.version + 1),
        ..Default::default()
    }
}

/// Adds a fund.
pub(crate) async fn add(tx: &mut WriteTx, new: &Fund) -> Result<FundId, StoreError> {
    let id = new.id;
    let row = fund::ActiveModel {
        id: Set(id.into()),
        kind: Set(new.holding().code().to_owned()),
        in_stock: Set(0),
        given: Set(0),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
        ..row(new)
    };
    fund::insert_row(tx, row).await?;
    tx.journal(JournalEntry::new("add-fund").subject(id))
        .await?;
    Ok(id)
}

/// Changes a fund's rules.
///
/// Errors: [`StoreError::Stale`] when they were changed since.
pub(crate) async fn change(tx: &mut WriteTx, new: &Fund) -> Result<(), StoreError> {
    let written = fund::change(tx.council())
        .set(row(new))
        .filter(fund::Column::Id.eq(Uuid::from(new.id)))
        .filter(fund::Column::Version.eq(new.version))
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    tx.journal(JournalEntry::new("change-fund").subject(new.id))
        .await
}

/// Adds a year to a fund, with its money.
pub(crate) async fn add_year(
    tx: &mut WriteTx,
    of: FundId,
    (from, until): (NaiveDate, NaiveDate),
    (confirmed, unconfirmed): (i64, i64),
) -> Result<FundYearId, StoreError> {
    let id: FundYearId = tx.next_id();
    let row = fund_year::New {
        id: id.into(),
        fund_id: of.into(),
        from_on: from,
        until_on: until,
        confirmed_pence: 0,
        unconfirmed_pence: 0,
        committed_pence: 0,
        spent_pence: 0,
    };
    fund_year::insert(tx, row).await?;
    bring(tx, of, id, (confirmed, unconfirmed)).await?;
    Ok(id)
}

/// Adds money to a year, confirmed and expected, or takes it out. Returns whether that much was free.
pub(crate) async fn bring(
    tx: &mut WriteTx,
    of: FundId,
    year: FundYearId,
    (confirmed, unconfirmed): (i64, i64),
) -> Result<bool, StoreError> {
    let entry = Entry {
        year,
        of: None,
        kind: if confirmed < 0 || unconfirmed < 0 {
            "out"
        } else {
            "bring"
        },
        by: Sums {
            confirmed,
            unconfirmed,
            ..Sums::default()
        },
        needs: if confirmed < 0 {
            -confirmed
        } else {
            i64::MIN / 4
        },
    };
    let is_there = book(tx, of, &entry).await?;
    if is_there {
        tx.journal(JournalEntry::new("fund-money").subject(of))
            .await?;
    }
    Ok(is_there)
}

/// Confirms expected money.
///
/// Errors: [`StoreError::Stale`] when less is expected than that.
pub(crate) async fn confirm(
    tx: &mut WriteTx,
    of: FundId,
    year: FundYearId,
    pence: i64,
) -> Result<(), StoreError> {
    let entry = Entry {
        year,
        of: None,
        kind: "confirm",
        by: Sums {
            confirmed: pence,
            unconfirmed: -pence,
            ..Sums::default()
        },
        needs: i64::MIN / 4,
    };
    if !book(tx, of, &entry).await? {
        return Err(StoreError::Stale);
    }
    tx.journal(JournalEntry::new("confirm-fund").subject(of))
        .await
}
