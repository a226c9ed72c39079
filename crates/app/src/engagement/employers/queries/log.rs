//! An employer's log, and the next contact.

use std::collections::HashSet;

use chrono::NaiveDate;
use store::{
    Entry, Fetch, ReadTx, StoreError, WriteTx,
    entities::engagement,
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Uuid},
};
use values::{CouncilId, EmployerId, EngagementId};

use super::super::model::{self, Employer, Engagement};

/// A log entry to add.
#[derive(Clone, Debug)]
pub(in crate::engagement::employers) struct NewEngagement {
    pub(in crate::engagement::employers) held_on: NaiveDate,
    pub(in crate::engagement::employers) kind: String,
    pub(in crate::engagement::employers) words: String,
    pub(in crate::engagement::employers) next_on: Option<NaiveDate>,
    pub(in crate::engagement::employers) next_act: String,
}

async fn insert_engagement(
    tx: &mut WriteTx,
    employer: EmployerId,
    new: &NewEngagement,
) -> Result<(), StoreError> {
    let id: EngagementId = tx.next_id();
    let row = engagement::New {
        id: id.into(),
        employer_id: employer.into(),
        held_on: new.held_on,
        kind: new.kind.clone(),
        words: new.words.clone(),
        next_on: new.next_on,
        next_act: new.next_act.clone(),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    engagement::insert(tx, row).await?;
    Ok(())
}

/// Adds a log entry without changing the next contact. The caller journals.
pub(crate) async fn write_down(
    tx: &mut WriteTx,
    employer: EmployerId,
    held_on: NaiveDate,
    kind: &str,
    words: &str,
) -> Result<(), StoreError> {
    let new = NewEngagement {
        held_on,
        kind: kind.to_owned(),
        words: words.to_owned(),
        next_on: None,
        next_act: String::new(),
    };
    insert_engagement(tx, employer, &new).await
}

/// Returns the employers with whom somebody was in touch since a day.
pub(crate) async fn in_touch_since(
    tx: &mut ReadTx,
    council: CouncilId,
    from: NaiveDate,
) -> Result<HashSet<EmployerId>, StoreError> {
    let rows: Vec<(Uuid, String)> = engagement::of(council)
        .select_only()
        .columns([engagement::Column::EmployerId, engagement::Column::Kind])
        .filter(engagement::Column::HeldOn.gte(from))
        .rows_in(tx)
        .await?;
    let heard = rows
        .into_iter()
        .filter(|(_, kind)| model::is_in_touch(kind));
    Ok(heard.map(|(id, _)| id.into()).collect())
}

/// Adds a log entry and sets the next contact: as agreed, otherwise after the usual interval.
pub(in crate::engagement::employers) async fn log(
    tx: &mut WriteTx,
    employer: &Employer,
    new: &NewEngagement,
) -> Result<(), StoreError> {
    insert_engagement(tx, employer.id, new).await?;
    let next = model::next_after(new.held_on, new.next_on, employer.rhythm_weeks);
    // A lesson learnt is not a check-in, and an entry added late does not move a later agreement.
    let is_check_in = model::is_in_touch(&new.kind);
    let moves = is_check_in && employer.next_on.is_none_or(|known| known < next);
    if new.next_on.is_some() || moves {
        super::set_next(tx, employer.id, next, &new.next_act).await?;
    }
    tx.journal(Entry::new("log-employer").subject(employer.id))
        .await
}

/// Lists the log of an employer, the newest first; at most a hundred entries.
pub(crate) async fn engagements(
    tx: &mut ReadTx,
    council: CouncilId,
    employer: EmployerId,
) -> Result<Vec<Engagement>, StoreError> {
    let rows = engagement::of(council)
        .filter(engagement::Column::EmployerId.eq(Uuid::from(employer)))
        .order_by_desc(engagement::Column::HeldOn)
        .order_by_desc(engagement::Column::Id)
        .limit(100)
        .all_in(tx)
        .await?;
    let opened = |row: engagement::Model| Engagement {
        held_on: row.held_on,
        kind: row.kind,
        words: row.words,
        by: row.made_by.map(Into::into),
    };
    Ok(rows.into_iter().map(opened).collect())
}
