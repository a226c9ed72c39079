//! Employers in the database.

use super::super::model::{Employer, USUAL_WEEKS};
use chrono::NaiveDate;
use std::collections::HashMap;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::employer,
    fold,
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set, Uuid},
};
use values::{AccountId, CouncilId, EmployerId};

/// An employer's details.
#[derive(Clone, Debug)]
pub(in super::super) struct NewEmployer {
    pub(in super::super) name: String,
    pub(in super::super) sector: String,
    pub(in super::super) website: String,
    pub(in super::super) keeper: AccountId,
    pub(in super::super) rhythm_weeks: i32,
}

fn opened(row: employer::Model) -> Employer {
    Employer {
        id: row.id.into(),
        name: row.name,
        sector: row.sector,
        website: row.website,
        keeper: row.keeper_id.map(Into::into),
        rhythm_weeks: row.rhythm_weeks,
        next_on: row.next_on,
        next_act: row.next_act,
        stopped_on: row.stopped_on,
        stopped_why: row.stopped_why,
        version: row.version,
    }
}

/// Adds an employer. The first contact is due within a fortnight.
pub(in super::super) async fn add(
    tx: &mut WriteTx,
    new: &NewEmployer,
) -> Result<EmployerId, StoreError> {
    let id: EmployerId = tx.next_id();
    let row = employer::New {
        id: id.into(),
        name: new.name.clone(),
        folded: fold(&new.name),
        sector: new.sector.clone(),
        website: new.website.clone(),
        keeper_id: new.keeper.into(),
        rhythm_weeks: new.rhythm_weeks,
        next_on: Some(tx.today() + chrono::Days::new(14)),
        next_act: "Ask what they can offer".into(),
        stopped_on: None,
        stopped_why: String::new(),
        version: 1,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    employer::insert(tx, row).await?;
    tx.journal(Entry::new("add-employer").subject(id)).await?;
    Ok(id)
}

/// Adds an employer of which only the name is known, looked after by a worker.
pub(crate) async fn add_named(
    tx: &mut WriteTx,
    name: &str,
    keeper: AccountId,
) -> Result<EmployerId, StoreError> {
    let new = NewEmployer {
        name: name.to_owned(),
        sector: String::new(),
        website: String::new(),
        keeper,
        rhythm_weeks: USUAL_WEEKS,
    };
    add(tx, &new).await
}

async fn set(
    tx: &mut WriteTx,
    id: EmployerId,
    version: i32,
    change: employer::ActiveModel,
) -> Result<(), StoreError> {
    let written = employer::change(tx.council())
        .set(employer::ActiveModel {
            version: Set(version + 1),
            ..change
        })
        .filter(employer::Column::Id.eq(Uuid::from(id)))
        .filter(employer::Column::Version.eq(version))
        .exec_in(tx)
        .await?;
    if written == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

/// Changes an employer's details.
///
/// Errors: [`StoreError::Stale`] when someone else has changed it in the meantime.
pub(in super::super) async fn change(
    tx: &mut WriteTx,
    id: EmployerId,
    version: i32,
    new: &NewEmployer,
) -> Result<(), StoreError> {
    let change = employer::ActiveModel {
        name: Set(new.name.clone()),
        folded: Set(fold(&new.name)),
        sector: Set(new.sector.clone()),
        website: Set(new.website.clone()),
        keeper_id: Set(new.keeper.into()),
        rhythm_weeks: Set(new.rhythm_weeks),
        ..Default::default()
    };
    set(tx, id, version, change).await?;
    tx.journal(Entry::new("change-employer").subject(id)).await
}

/// Stops contact with a reason, or resumes it; the log says why.
///
/// Errors: [`StoreError::Stale`] when someone else has changed it in the meantime.
pub(in super::super) async fn stop(
    tx: &mut WriteTx,
    one: &Employer,
    why: Option<&str>,
) -> Result<(), StoreError> {
    let change = match why {
        Some(why) => employer::ActiveModel {
            stopped_on: Set(Some(tx.today())),
            stopped_why: Set(why.to_owned()),
            next_on: Set(None),
            next_act: Set(String::new()),
            ..Default::default()
        },
        None => employer::ActiveModel {
            stopped_on: Set(None),
            stopped_why: Set(String::new()),
            next_on: Set(Some(tx.today())),
            next_act: Set("Get back in touch".into()),
            ..Default::default()
        },
    };
    set(tx, one.id, one.version, change).await?;
    let (action, words) = match why {
        Some(why) => ("stop-employer", format!("Do not contact: {why}")),
        None => ("resume-employer", "They can be contacted again.".to_owned()),
    };
    super::log::write_down(tx, one.id, tx.today(), "decision", &words).await?;
    tx.journal(Entry::new(action).subject(one.id)).await
}

/// Sets the day and purpose of the next contact.
pub(in super::super) async fn set_next(
    tx: &mut WriteTx,
    id: EmployerId,
    on: NaiveDate,
    act: &str,
) -> Result<(), StoreError> {
    employer::change(tx.council())
        .set(employer::ActiveModel {
            next_on: Set(Some(on)),
            next_act: Set(act.to_owned()),
            ..Default::default()
        })
        .filter(employer::Column::Id.eq(Uuid::from(id)))
        .filter(employer::Column::StoppedOn.is_null())
        .exec_in(tx)
        .await?;
    Ok(())
}

/// Finds an employer.
pub(crate) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: EmployerId,
) -> Result<Option<Employer>, StoreError> {
    let row = employer::find(council, id).one_in(tx).await?;
    Ok(row.map(opened))
}

/// Lists a council's employers by name.
pub(crate) async fn all(tx: &mut ReadTx, council: CouncilId) -> Result<Vec<Employer>, StoreError> {
    let rows = employer::of(council)
        .order_by_asc(employer::Column::Folded)
        .order_by_asc(employer::Column::Id)
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(opened).collect())
}

/// Returns the name of each employer of a council.
pub(crate) async fn names(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashMap<EmployerId, String>, StoreError> {
    let found: Vec<(Uuid, String)> = employer::of(council)
        .select_only()
        .columns([employer::Column::Id, employer::Column::Name])
        .rows_in(tx)
        .await?;
    Ok(found
        .into_iter()
        .map(|(id, name)| (id.into(), name))
        .collect())
}

/// Lists the employers with a name, compared folded.
pub(crate) async fn named(
    tx: &mut ReadTx,
    council: CouncilId,
    name: &str,
) -> Result<Vec<Employer>, StoreError> {
    let rows = employer::of(council)
        .filter(employer::Column::Folded.eq(fold(name)))
        .order_by_asc(employer::Column::Id)
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(opened).collect())
}

/// Lists the employers that workers should contact by a day, the earliest first; at most a hundred.
pub(crate) async fn due_of(
    tx: &mut ReadTx,
    council: CouncilId,
    workers: &[AccountId],
    until: NaiveDate,
) -> Result<Vec<Employer>, StoreError> {
    let workers = workers.iter().map(|id| Uuid::from(*id));
    let rows = employer::of(council)
        .filter(employer::Column::KeeperId.is_in(workers))
        .filter(employer::Column::NextOn.lte(until))
        .order_by_asc(employer::Column::NextOn)
        .order_by_asc(employer::Column::Id)
        .limit(100)
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(opened).collect())
}
