//! What happened in a work placement, its rotations, and evidence that it lasted.

use chrono::NaiveDate;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{rotation, sustained_proof, work_event},
    orm::{ColumnTrait, Condition, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Set, Uuid},
};
use values::{
    AccountId, CouncilId, PersonId, RotationId, SustainedProofId, WorkEventId, WorkPlacementId,
};

use super::super::{
    lists::{EventKind, Verdict},
    model::{Proof, Rotation, WorkEvent, WorkPlacement},
};
use crate::shell::{choices::Code, clock};

/// Something that happened.
#[derive(Clone, Debug)]
pub(in crate::work::work_placements) struct NewEvent {
    pub(in crate::work::work_placements) kind: EventKind,
    pub(in crate::work::work_placements) on: NaiveDate,
    pub(in crate::work::work_placements) words: String,
    pub(in crate::work::work_placements) agreed: String,
    pub(in crate::work::work_placements) look_on: Option<NaiveDate>,
}

/// Records what happened.
pub(in crate::work::work_placements) async fn add_event(
    tx: &mut WriteTx,
    of: &WorkPlacement,
    new: &NewEvent,
) -> Result<(), StoreError> {
    let id: WorkEventId = tx.next_id();
    let row = work_event::New {
        id: id.into(),
        work_placement_id: of.id.into(),
        person_id: of.person.into(),
        kind: new.kind.code().to_owned(),
        held_on: new.on,
        words: tx.seal(of.person, &new.words),
        agreed: tx.seal(of.person, &new.agreed),
        look_on: new.look_on,
        looked_on: None,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    work_event::insert(tx, row).await?;
    let entry = Entry::new("work-event").person(of.person);
    tx.journal(entry.subject(of.id)).await
}

/// Records that a worker checked whether what was agreed helped.
pub(in crate::work::work_placements) async fn looked(
    tx: &mut WriteTx,
    of: &WorkPlacement,
    id: WorkEventId,
) -> Result<(), StoreError> {
    work_event::change(tx.council())
        .set(work_event::ActiveModel {
            looked_on: Set(Some(tx.today())),
            ..Default::default()
        })
        .filter(work_event::Column::Id.eq(Uuid::from(id)))
        .filter(work_event::Column::WorkPlacementId.eq(Uuid::from(of.id)))
        .filter(work_event::Column::LookedOn.is_null())
        .exec_in(tx)
        .await?;
    let entry = Entry::new("look-at-work-event").person(of.person);
    tx.journal(entry.subject(of.id)).await
}

fn opened(tx: &ReadTx, row: work_event::Model) -> Result<WorkEvent, StoreError> {
    Ok(WorkEvent {
        id: row.id.into(),
        kind: EventKind::stored(&row.kind)?,
        on: row.held_on,
        words: tx.open(&row.words)?,
        agreed: tx.open(&row.agreed)?,
        look_on: row.look_on,
        looked_on: row.looked_on,
    })
}

/// Lists what happened, the newest first.
pub(in crate::work::work_placements) async fn events(
    tx: &mut ReadTx,
    council: CouncilId,
    of: WorkPlacementId,
) -> Result<Vec<WorkEvent>, StoreError> {
    let rows = work_event::of(council)
        .filter(work_event::Column::WorkPlacementId.eq(Uuid::from(of)))
        .order_by_desc(work_event::Column::HeldOn)
        .order_by_desc(work_event::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists the kinds of what happened in some work placements.
pub(in crate::work::work_placements) async fn kinds_of_events(
    tx: &mut ReadTx,
    council: CouncilId,
    of: &[WorkPlacementId],
) -> Result<Vec<(WorkPlacementId, EventKind)>, StoreError> {
    let rows: Vec<(Uuid, String)> = work_event::of(council)
        .select_only()
        .columns([
            work_event::Column::WorkPlacementId,
            work_event::Column::Kind,
        ])
        .filter(work_event::Column::WorkPlacementId.is_in(of.iter().map(|id| Uuid::from(*id))))
        .order_by_asc(work_event::Column::Id)
        .rows_in(tx)
        .await?;
    rows.into_iter()
        .map(|(id, kind)| Ok((id.into(), EventKind::stored(&kind)?)))
        .collect()
}

/// Lists what was agreed in some work placements and is to be checked by a day, and the kinds of event in each.
pub(in crate::work::work_placements) async fn unlooked(
    tx: &mut ReadTx,
    council: CouncilId,
    of: &[WorkPlacementId],
) -> Result<Vec<(WorkPlacementId, WorkEvent)>, StoreError> {
    let rows = work_event::of(council)
        .filter(work_event::Column::WorkPlacementId.is_in(of.iter().map(|id| Uuid::from(*id))))
        .order_by_asc(work_event::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter()
        .map(|row| Ok((row.work_placement_id.into(), opened(tx, row)?)))
        .collect()
}

/// Adds a rotation.
pub(in crate::work::work_placements) async fn add_rotation(
    tx: &mut WriteTx,
    of: &WorkPlacement,
    place: &str,
    (starts_on, ends_on): (NaiveDate, NaiveDate),
) -> Result<(), StoreError> {
    let id: RotationId = tx.next_id();
    let row = rotation::New {
        id: id.into(),
        work_placement_id: of.id.into(),
        person_id: of.person.into(),
        place: place.to_owned(),
        starts_on,
        ends_on,
        swapped_why: tx.seal(of.person, &String::new()),
        dropped_on: None,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    rotation::insert(tx, row).await?;
    let entry = Entry::new("add-rotation").person(of.person);
    tx.journal(entry.subject(of.id)).await
}

/// Swaps a rotation for another place: the row ends with its reason, and another takes the rest of its time.
///
/// Errors: [`StoreError::Stale`] when it has already been swapped.
pub(in crate::work::work_placements) async fn swap(
    tx: &mut WriteTx,
    of: &WorkPlacement,
    one: &Rotation,
    place: &str,
    why: &str,
) -> Result<(), StoreError> {
    let today = tx.today();
    let written = rotation::change(tx.council())
        .set(rotation::ActiveModel {
            dropped_on: Set(Some(today)),
            swapped_why: Set(tx.seal(of.person, &why.to_owned())),
            ..Default::default()
        })
        .filter(rotation::Column::Id.eq(Uuid::from(one.id)))
        .filter(rotation::Column::WorkPlacementId.eq(Uuid::from(of.id)))
        .filter(rotation::Column::DroppedOn.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    let from = Ord::max(one.starts_on, today);
    add_rotation(tx, of, place, (from, one.ends_on)).await
}

/// Lists the rotations, the earliest first.
pub(in crate::work::work_placements) async fn rotations(
    tx: &mut ReadTx,
    council: CouncilId,
    of: WorkPlacementId,
) -> Result<Vec<Rotation>, StoreError> {
    let rows = rotation::of(council)
        .filter(rotation::Column::WorkPlacementId.eq(Uuid::from(of)))
        .order_by_asc(rotation::Column::StartsOn)
        .order_by_asc(rotation::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter()
        .map(|row| {
            let why = tx.open(&row.swapped_why)?;
            Ok(Rotation {
                id: row.id.into(),
                place: row.place,
                starts_on: row.starts_on,
                ends_on: row.ends_on,
                swapped: row.dropped_on.map(|on| (on, why)),
            })
        })
        .collect()
}

/// Evidence to record.
#[derive(Clone, Debug)]
pub(in crate::work::work_placements) struct NewProof {
    pub(in crate::work::work_placements) weeks: u16,
    pub(in crate::work::work_placements) kind: String,
    pub(in crate::work::work_placements) words: String,
}

/// Records evidence.
pub(in crate::work::work_placements) async fn add_proof(
    tx: &mut WriteTx,
    of: &WorkPlacement,
    new: &NewProof,
) -> Result<(), StoreError> {
    let id: SustainedProofId = tx.next_id();
    let row = sustained_proof::New {
        id: id.into(),
        work_placement_id: of.id.into(),
        person_id: of.person.into(),
        weeks: new.weeks.into(),
        kind: new.kind.clone(),
        words: tx.seal(of.person, &new.words),
        checked_at: None,
        checked_by: None,
        holds: String::new(),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    sustained_proof::insert(tx, row).await?;
    let entry = Entry::new("add-proof").person(of.person);
    tx.journal(entry.subject(of.id)).await
}

/// Checks evidence. The worker who recorded it cannot.
///
/// Errors: [`StoreError::Stale`] when it has been checked, or is checked by the worker who recorded it.
pub(in crate::work::work_placements) async fn check_proof(
    tx: &mut WriteTx,
    of: &WorkPlacement,
    id: SustainedProofId,
    verdict: Verdict,
) -> Result<(), StoreError> {
    let written = sustained_proof::change(tx.council())
        .set(sustained_proof::ActiveModel {
            checked_at: Set(Some(tx.at().into())),
            checked_by: Set(tx.by_id()),
            holds: Set(verdict.code().to_owned()),
            ..Default::default()
        })
        .filter(sustained_proof::Column::Id.eq(Uuid::from(id)))
        .filter(sustained_proof::Column::WorkPlacementId.eq(Uuid::from(of.id)))
        .filter(
            Condition::any()
                .add(sustained_proof::Column::MadeBy.is_null())
                .add(sustained_proof::Column::MadeBy.ne(Uuid::from(tx.worker()?))),
        )
        .filter(sustained_proof::Column::CheckedAt.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    let entry = Entry::new("check-proof").person(of.person);
    tx.journal(entry.subject(of.id)).await
}

/// Lists the evidence of a work placement, the earliest first.
pub(in crate::work::work_placements) async fn proofs(
    tx: &mut ReadTx,
    council: CouncilId,
    of: &[WorkPlacementId],
) -> Result<Vec<(WorkPlacementId, Proof)>, StoreError> {
    let rows = sustained_proof::of(council)
        .filter(sustained_proof::Column::WorkPlacementId.is_in(of.iter().map(|id| Uuid::from(*id))))
        .order_by_asc(sustained_proof::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter()
        .map(|row| Ok((row.work_placement_id.into(), opened_proof(tx, row)?)))
        .collect()
}

/// Lists the evidence of a council that nobody has checked, recorded by anybody but one worker: the young person, and the work placement.
pub(in crate::work::work_placements) async fn unchecked(
    tx: &mut ReadTx,
    council: CouncilId,
    but: AccountId,
) -> Result<Vec<(PersonId, WorkPlacementId, NaiveDate)>, StoreError> {
    use sustained_proof::Column as S;

    let rows: Vec<(Uuid, Uuid, store::At)> = sustained_proof::of(council)
        .select_only()
        .columns([S::PersonId, S::WorkPlacementId, S::MadeAt])
        .filter(S::CheckedAt.is_null())
        .filter(S::MadeBy.is_null().or(S::MadeBy.ne(Uuid::from(but))))
        .order_by_asc(S::Id)
        .limit(200)
        .rows_in(tx)
        .await?;
    let one = |(person, of, at): (Uuid, Uuid, store::At)| {
        let on = clock::london_day(at.into());
        (person.into(), of.into(), on)
    };
    Ok(rows.into_iter().map(one).collect())
}

fn opened_proof(tx: &ReadTx, row: sustained_proof::Model) -> Result<Proof, StoreError> {
    Ok(Proof {
        id: row.id.into(),
        weeks: u16::try_from(row.weeks).unwrap_or(0),
        kind: row.kind,
        words: tx.open(&row.words)?,
        by: row.made_by.map(Into::into),
        checked: Verdict::stored_if_any(&row.holds)?
            .map(|verdict| (row.checked_by.map(Into::into), verdict)),
    })
}
