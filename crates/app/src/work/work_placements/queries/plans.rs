//! Employment plans in the database.

use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::employment_plan,
    orm::{ColumnTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{CouncilId, EmploymentPlanId, WorkPlacementId};

use super::super::{
    lists::Writer,
    model::{EmploymentPlan, PlanWords, WorkPlacement},
};
use crate::shell::choices::Code;

/// Saves an employment plan. Earlier ones stay; the newest counts, and has to be agreed to again.
pub(in crate::work::work_placements) async fn write_plan(
    tx: &mut WriteTx,
    of: &WorkPlacement,
    words: &PlanWords,
    source: Writer,
) -> Result<(), StoreError> {
    let id: EmploymentPlanId = tx.next_id();
    let sealed = |text: &String| tx.seal(of.person, text);
    let [
        tasks,
        hours,
        practices,
        supervisor,
        buddy,
        adjustments,
        staggered,
    ] = &words.0;
    let row = employment_plan::New {
        id: id.into(),
        work_placement_id: of.id.into(),
        person_id: of.person.into(),
        tasks: sealed(tasks),
        hours: sealed(hours),
        practices: sealed(practices),
        supervisor: sealed(supervisor),
        buddy: sealed(buddy),
        adjustments: sealed(adjustments),
        staggered: sealed(staggered),
        source: source.code().to_owned(),
        agreed_on: None,
        agreed_how: String::new(),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    employment_plan::insert(tx, row).await?;
    let entry = Entry::new("write-employment-plan").person(of.person);
    tx.journal(entry.subject(of.id)).await
}

/// Records that the young person agreed to a plan.
pub(in crate::work::work_placements) async fn agree(
    tx: &mut WriteTx,
    of: &WorkPlacement,
    plan: EmploymentPlanId,
    how: &str,
) -> Result<(), StoreError> {
    employment_plan::change(tx.council())
        .set(employment_plan::ActiveModel {
            agreed_on: Set(Some(tx.today())),
            agreed_how: Set(how.to_owned()),
            ..Default::default()
        })
        .filter(employment_plan::Column::Id.eq(Uuid::from(plan)))
        .filter(employment_plan::Column::WorkPlacementId.eq(Uuid::from(of.id)))
        .filter(employment_plan::Column::AgreedOn.is_null())
        .exec_in(tx)
        .await?;
    let entry = Entry::new("agree-employment-plan").person(of.person);
    tx.journal(entry.subject(of.id)).await
}

/// Finds the employment plan that counts.
pub(in crate::work::work_placements) async fn plan(
    tx: &mut ReadTx,
    council: CouncilId,
    of: WorkPlacementId,
) -> Result<Option<EmploymentPlan>, StoreError> {
    let found = plans(tx, council, &[of]).await?;
    Ok(found.into_iter().next().map(|(_, plan)| plan))
}

/// Lists the employment plans of work placements, the newest first: the first of each counts.
pub(in crate::work::work_placements) async fn plans(
    tx: &mut ReadTx,
    council: CouncilId,
    of: &[WorkPlacementId],
) -> Result<Vec<(WorkPlacementId, EmploymentPlan)>, StoreError> {
    let rows = employment_plan::of(council)
        .filter(employment_plan::Column::WorkPlacementId.is_in(of.iter().map(|id| Uuid::from(*id))))
        .order_by_desc(employment_plan::Column::MadeAt)
        .order_by_desc(employment_plan::Column::Id)
        .all_in(tx)
        .await?;
    let opened = rows.into_iter().map(|row| {
        let words = [
            tx.open(&row.tasks)?,
            tx.open(&row.hours)?,
            tx.open(&row.practices)?,
            tx.open(&row.supervisor)?,
            tx.open(&row.buddy)?,
            tx.open(&row.adjustments)?,
            tx.open(&row.staggered)?,
        ];
        let plan = EmploymentPlan {
            id: row.id.into(),
            words: PlanWords(words),
            source: Writer::stored(&row.source)?,
            agreed_on: row.agreed_on,
            made_at: row.made_at.into(),
        };
        Ok((row.work_placement_id.into(), plan))
    });
    opened.collect()
}
