//! Opportunities in the database.

use std::collections::HashSet;

use chrono::NaiveDate;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::opportunity,
    orm::{ColumnTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Set, Uuid},
};
use values::{CouncilId, EmployerId, OpportunityId};

use super::model::{Exemption, NeedsKind, Opportunity, PayKind};
use crate::shell::{
    choices::{Code, code_or_empty},
    clock::london_day,
};

fn opened(row: opportunity::Model) -> Result<Opportunity, StoreError> {
    Ok(Opportunity {
        id: row.id.into(),
        employer: row.employer_id.into(),
        title: row.title,
        kind: row.kind,
        sector: row.sector,
        occupation: row.occupation,
        about: row.about,
        places: row.places,
        kept_places: row.kept_places,
        pay_kind: PayKind::stored(&row.pay_kind)?,
        hourly_pence: row.hourly_pence,
        exemption: Exemption::stored_if_any(&row.exemption)?,
        weekly_minutes: row.weekly_minutes,
        pattern: row.pattern,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        closes_on: row.closes_on,
        place: row.place,
        district: row.district,
        youngest: row.youngest,
        oldest: row.oldest,
        needs_kind: NeedsKind::stored(&row.needs_kind)?,
        needs: row.needs,
        needs_dbs: row.needs_dbs,
        adjustments: row.adjustments,
        guaranteed: row.guaranteed,
        criteria: row.criteria,
        benefits: row.benefits,
        legal_basis: row.legal_basis,
        answer_days: row.answer_days,
        keeper: row.keeper_id.into(),
        published_on: row.published_at.map(|at| london_day(at.into())),
        ended: row.ended_on.map(|on| (on, row.ended_why)),
        version: row.version,
    })
}

/// The databases sort missing closing dates differently: here they come last.
fn by_closing(rows: Vec<opportunity::Model>) -> Result<Vec<Opportunity>, StoreError> {
    let mut all = rows
        .into_iter()
        .map(opened)
        .collect::<Result<Vec<_>, _>>()?;
    all.sort_by_key(|one| (one.closes_on.is_none(), one.closes_on, one.id));
    Ok(all)
}

/// The fields of the form, as columns.
fn columns(one: &Opportunity) -> opportunity::ActiveModel {
    opportunity::ActiveModel {
        employer_id: Set(one.employer.into()),
        title: Set(one.title.clone()),
        kind: Set(one.kind.clone()),
        sector: Set(one.sector.clone()),
        occupation: Set(one.occupation.clone()),
        about: Set(one.about.clone()),
        places: Set(one.places),
        kept_places: Set(one.kept_places),
        hourly_pence: Set(one.hourly_pence),
        pay_kind: Set(one.pay_kind.code().to_owned()),
        exemption: Set(code_or_empty(one.exemption).to_owned()),
        weekly_minutes: Set(one.weekly_minutes),
        pattern: Set(one.pattern.clone()),
        starts_on: Set(one.starts_on),
        ends_on: Set(one.ends_on),
        closes_on: Set(one.closes_on),
        place: Set(one.place.clone()),
        district: Set(one.district.clone()),
        youngest: Set(one.youngest),
        oldest: Set(one.oldest),
        needs: Set(one.needs.clone()),
        needs_kind: Set(one.needs_kind.code().to_owned()),
        needs_dbs: Set(one.needs_dbs),
        adjustments: Set(one.adjustments.clone()),
        guaranteed: Set(one.guaranteed),
        criteria: Set(one.criteria.clone()),
        benefits: Set(one.benefits.clone()),
        legal_basis: Set(one.legal_basis.clone()),
        answer_days: Set(one.answer_days),
        ..Default::default()
    }
}

/// Adds an opportunity, managed by the worker who adds it. It is not published yet.
pub(super) async fn add(
    tx: &mut WriteTx,
    one: &Opportunity,
    source: &str,
    outer: &str,
) -> Result<OpportunityId, StoreError> {
    let id = one.id;
    let row = opportunity::ActiveModel {
        id: Set(id.into()),
        keeper_id: Set(one.keeper.into()),
        source: Set(source.to_owned()),
        outer_key: Set(outer.to_owned()),
        published_at: Set(None),
        ended_on: Set(None),
        ended_why: Set(String::new()),
        version: Set(1),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
        ..columns(one)
    };
    opportunity::insert_row(tx, row).await?;
    tx.journal(Entry::new("add-opportunity").subject(id))
        .await?;
    Ok(id)
}

async fn set(
    tx: &mut WriteTx,
    id: OpportunityId,
    version: i32,
    change: opportunity::ActiveModel,
) -> Result<(), StoreError> {
    let written = opportunity::change(tx.council())
        .set(opportunity::ActiveModel {
            version: Set(version + 1),
            ..change
        })
        .filter(opportunity::Column::Id.eq(Uuid::from(id)))
        .filter(opportunity::Column::Version.eq(version))
        .exec_in(tx)
        .await?;
    if written == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

/// Changes an opportunity.
///
/// Errors: [`StoreError::Stale`] when someone else has changed it in the meantime.
pub(super) async fn change(
    tx: &mut WriteTx,
    id: OpportunityId,
    version: i32,
    one: &Opportunity,
) -> Result<(), StoreError> {
    set(tx, id, version, columns(one)).await?;
    tx.journal(Entry::new("change-opportunity").subject(id))
        .await
}

/// Publishes an opportunity, or takes it off again.
///
/// Errors: [`StoreError::Stale`] when someone else has changed it in the meantime.
pub(super) async fn publish(
    tx: &mut WriteTx,
    one: &Opportunity,
    version: i32,
) -> Result<(), StoreError> {
    let published_at = (!one.is_published()).then(|| tx.at().into());
    let change = opportunity::ActiveModel {
        published_at: Set(published_at),
        ..Default::default()
    };
    set(tx, one.id, version, change).await?;
    let action = if one.is_published() {
        "take-off-opportunity"
    } else {
        "publish-opportunity"
    };
    tx.journal(Entry::new(action).subject(one.id)).await
}

/// Closes an opportunity, with the reason.
///
/// Errors: [`StoreError::Stale`] when someone else has changed it in the meantime.
pub(super) async fn end(
    tx: &mut WriteTx,
    id: OpportunityId,
    version: i32,
    why: &str,
) -> Result<(), StoreError> {
    let change = opportunity::ActiveModel {
        ended_on: Set(Some(tx.today())),
        ended_why: Set(why.to_owned()),
        published_at: Set(None),
        ..Default::default()
    };
    set(tx, id, version, change).await?;
    tx.journal(Entry::new("end-opportunity").subject(id)).await
}

/// Finds an opportunity.
pub(crate) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: OpportunityId,
) -> Result<Option<Opportunity>, StoreError> {
    let row = opportunity::find(council, id).one_in(tx).await?;
    row.map(opened).transpose()
}

/// Finds more than one opportunity, in no order.
pub(crate) async fn find_all(
    tx: &mut ReadTx,
    council: CouncilId,
    ids: &[OpportunityId],
) -> Result<Vec<Opportunity>, StoreError> {
    let rows = opportunity::of(council)
        .filter(opportunity::Column::Id.is_in(ids.iter().map(|id| Uuid::from(*id))))
        .all_in(tx)
        .await?;
    rows.into_iter().map(opened).collect()
}

/// Lists a council's opportunities that have not been closed, in the order in which applications close.
pub(super) async fn all(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<Opportunity>, StoreError> {
    let rows = opportunity::of(council)
        .filter(opportunity::Column::EndedOn.is_null())
        .order_by_asc(opportunity::Column::Id)
        .all_in(tx)
        .await?;
    by_closing(rows)
}

/// How many earlier opportunities a new one can be like.
const NEWEST: u64 = 50;

/// Lists a council's newest opportunities, closed ones too.
pub(super) async fn newest(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<Opportunity>, StoreError> {
    let rows = opportunity::of(council)
        .order_by_desc(opportunity::Column::Id)
        .limit(NEWEST)
        .all_in(tx)
        .await?;
    rows.into_iter().map(opened).collect()
}

/// Lists those open for applications on a day, in the order in which they close.
pub(crate) async fn open_on(
    tx: &mut ReadTx,
    council: CouncilId,
    today: NaiveDate,
) -> Result<Vec<Opportunity>, StoreError> {
    let is_open = opportunity::Column::ClosesOn
        .is_null()
        .or(opportunity::Column::ClosesOn.gte(today));
    let rows = opportunity::of(council)
        .filter(opportunity::Column::EndedOn.is_null())
        .filter(is_open)
        .order_by_asc(opportunity::Column::Id)
        .all_in(tx)
        .await?;
    by_closing(rows)
}

/// Lists the opportunities of an employer, closed ones too, the newest first.
pub(crate) async fn of_employer(
    tx: &mut ReadTx,
    council: CouncilId,
    employer: EmployerId,
) -> Result<Vec<Opportunity>, StoreError> {
    let rows = opportunity::of(council)
        .filter(opportunity::Column::EmployerId.eq(Uuid::from(employer)))
        .order_by_desc(opportunity::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(opened).collect()
}

/// Lists the ids of the opportunities imported from a source.
pub(super) async fn brought_in(
    tx: &mut ReadTx,
    council: CouncilId,
    source: &str,
) -> Result<HashSet<String>, StoreError> {
    let rows = opportunity::of(council)
        .filter(opportunity::Column::Source.eq(source))
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(|row| row.outer_key).collect())
}
