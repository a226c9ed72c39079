//! Steps that are done by coming to an activity.

use chrono::NaiveDate;
use store::{
    Fetch, StoreError, WriteTx,
    entities::step,
    orm::{ColumnTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{ActivityId, PersonId};

use super::{
    super::model::Step,
    plans::{finish_step, opened_step, set_step},
};

/// Says by coming to which activity a step is done.
///
/// Errors: [`StoreError::Stale`] when it was changed since it was read.
pub(crate) async fn done_by_coming_to(
    tx: &mut WriteTx,
    before: &Step,
    activity: ActivityId,
) -> Result<(), StoreError> {
    let change = step::ActiveModel {
        activity_id: Set(Some(activity.into())),
        ..Default::default()
    };
    set_step(tx, before, change, "tie-step").await
}

/// Finishes the steps that are done by coming to an activity, or opens them again where it turns out that they did not come. The caller refreshes
/// what is due.
pub(crate) async fn came(
    tx: &mut WriteTx,
    person: PersonId,
    activity: ActivityId,
    came_on: Option<NaiveDate>,
) -> Result<(), StoreError> {
    let rows = step::of(tx.council())
        .filter(step::Column::PersonId.eq(Uuid::from(person)))
        .filter(step::Column::ActivityId.eq(Uuid::from(activity)))
        .order_by_asc(step::Column::Id)
        .all_in(tx)
        .await?;
    for row in &rows {
        let one = opened_step(tx, row)?;
        match came_on {
            Some(on) if one.is_open() => finish_step(tx, &one, on, "").await?,
            None if one.done_on.is_some() => {
                let change = step::ActiveModel {
                    done_on: Set(None),
                    done_at: Set(None),
                    done_by: Set(None),
                    outcome: Set(String::new()),
                    ..Default::default()
                };
                set_step(tx, &one, change, "reopen-step").await?;
            }
            _ => {}
        }
    }
    Ok(())
}
