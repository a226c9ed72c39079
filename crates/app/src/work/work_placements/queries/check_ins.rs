//! Check-ins in the database: each side is asked separately.

use chrono::NaiveDate;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::check_in as row_of,
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Select, Set, Uuid},
};
use values::{CheckInId, CouncilId, WorkPlacementId};

use super::super::{
    lists::{Going, Side},
    model::{CheckIn, WorkPlacement},
};
use crate::shell::choices::Code;

fn opened(tx: &ReadTx, row: row_of::Model) -> Result<CheckIn, StoreError> {
    Ok(CheckIn {
        id: row.id.into(),
        placement: row.work_placement_id.into(),
        person: row.person_id.into(),
        side: Side::stored(&row.side)?,
        due_on: row.due_on,
        asked_on: row.asked_on,
        answered_at: row.answered_at.map(Into::into),
        answer: Going::stored_if_any(&row.answer)?,
        words: tx.open(&row.words)?,
        shares: row.shares,
        seen_at: row.seen_at.map(Into::into),
    })
}

/// Schedules the check-ins of both sides; ones already scheduled stay. The caller journals.
pub(in crate::work::work_placements) async fn schedule(
    tx: &mut WriteTx,
    of: &WorkPlacement,
    days: &[NaiveDate],
) -> Result<(), StoreError> {
    let council = tx.council();
    let known = check_ins(tx, council, &[of.id]).await?;
    let mut rows = Vec::new();
    for day in days {
        for side in Side::ALL {
            if known
                .iter()
                .any(|one| one.due_on == *day && one.side == *side)
            {
                continue;
            }
            let id: CheckInId = tx.next_id();
            rows.push(row_of::New {
                id: id.into(),
                work_placement_id: of.id.into(),
                person_id: of.person.into(),
                side: side.code().to_owned(),
                due_on: *day,
                asked_on: None,
                answered_at: None,
                answer: String::new(),
                words: tx.seal(of.person, &String::new()),
                shares: false,
                seen_at: None,
                seen_by: None,
                made_at: tx.at().into(),
                made_by: tx.by_id(),
            });
        }
    }
    if !rows.is_empty() {
        row_of::insert_all(tx, rows).await?;
    }
    Ok(())
}

/// What one side says.
#[derive(Clone, Debug)]
pub(in crate::work::work_placements) struct Answered {
    pub(in crate::work::work_placements) answer: Going,
    pub(in crate::work::work_placements) words: String,
    pub(in crate::work::work_placements) shares: bool,
}

/// Records how one side says it is going. If it has been answered in the meantime, this becomes a check-in of its own:
/// nothing that anyone says is lost.
pub(in crate::work::work_placements) async fn answer(
    tx: &mut WriteTx,
    one: &CheckIn,
    said: &Answered,
) -> Result<(), StoreError> {
    let answered = |tx: &WriteTx| row_of::ActiveModel {
        answered_at: Set(Some(tx.at().into())),
        answer: Set(said.answer.code().to_owned()),
        words: Set(tx.seal(one.person, &said.words)),
        shares: Set(said.shares),
        ..Default::default()
    };
    let written = row_of::change(tx.council())
        .set(answered(tx))
        .filter(row_of::Column::Id.eq(Uuid::from(one.id)))
        .filter(row_of::Column::AnsweredAt.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        let id: CheckInId = tx.next_id();
        let row = row_of::ActiveModel {
            id: Set(id.into()),
            work_placement_id: Set(one.placement.into()),
            person_id: Set(one.person.into()),
            side: Set(one.side.code().to_owned()),
            due_on: Set(tx.today()),
            asked_on: Set(None),
            seen_at: Set(None),
            seen_by: Set(None),
            made_at: Set(tx.at().into()),
            made_by: Set(tx.by_id()),
            ..answered(tx)
        };
        row_of::insert_row(tx, row).await?;
    }
    let entry = Entry::new("answer-check-in").person(one.person);
    tx.journal(entry.subject(one.id)).await
}

/// Records that a side was asked.
pub(in crate::work::work_placements) async fn mark_asked(
    tx: &mut WriteTx,
    one: &CheckIn,
) -> Result<(), StoreError> {
    row_of::change(tx.council())
        .set(row_of::ActiveModel {
            asked_on: Set(Some(tx.today())),
            ..Default::default()
        })
        .filter(row_of::Column::Id.eq(Uuid::from(one.id)))
        .exec_in(tx)
        .await?;
    let entry = Entry::new("ask-check-in").person(one.person);
    tx.journal(entry.subject(one.id)).await
}

/// Records that a worker has read a worry.
pub(in crate::work::work_placements) async fn see(
    tx: &mut WriteTx,
    one: &CheckIn,
) -> Result<(), StoreError> {
    row_of::change(tx.council())
        .set(row_of::ActiveModel {
            seen_at: Set(Some(tx.at().into())),
            seen_by: Set(tx.by_id()),
            ..Default::default()
        })
        .filter(row_of::Column::Id.eq(Uuid::from(one.id)))
        .filter(row_of::Column::SeenAt.is_null())
        .exec_in(tx)
        .await?;
    let entry = Entry::new("see-check-in").person(one.person);
    tx.journal(entry.subject(one.id)).await
}

/// Finds a check-in.
pub(in crate::work::work_placements) async fn check_in(
    tx: &mut ReadTx,
    council: CouncilId,
    id: CheckInId,
) -> Result<Option<CheckIn>, StoreError> {
    let row = row_of::find(council, id).one_in(tx).await?;
    row.map(|row| opened(tx, row)).transpose()
}

fn rows_of(council: CouncilId, placements: &[WorkPlacementId]) -> Select<row_of::Entity> {
    row_of::of(council)
        .filter(row_of::Column::WorkPlacementId.is_in(placements.iter().map(|id| Uuid::from(*id))))
}

/// Lists the check-ins of work placements, the earliest first.
pub(in crate::work::work_placements) async fn check_ins(
    tx: &mut ReadTx,
    council: CouncilId,
    of: &[WorkPlacementId],
) -> Result<Vec<CheckIn>, StoreError> {
    let rows = rows_of(council, of)
        .order_by_asc(row_of::Column::DueOn)
        .order_by_asc(row_of::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Finds the check-in that a young person can answer: the newest that is due by a day and not answered, of work that has not ended.
pub(in crate::work::work_placements) async fn due_for_person(
    tx: &mut ReadTx,
    council: CouncilId,
    open: &[WorkPlacementId],
    today: NaiveDate,
) -> Result<Option<CheckIn>, StoreError> {
    let row = rows_of(council, open)
        .filter(row_of::Column::Side.eq(Side::YoungPerson.code()))
        .filter(row_of::Column::DueOn.lte(today))
        .filter(row_of::Column::AnsweredAt.is_null())
        .order_by_desc(row_of::Column::DueOn)
        .order_by_desc(row_of::Column::Id)
        .one_in(tx)
        .await?;
    row.map(|row| opened(tx, row)).transpose()
}

/// Lists the worries of some work placements that no worker has read.
pub(in crate::work::work_placements) async fn alarms(
    tx: &mut ReadTx,
    council: CouncilId,
    of: &[WorkPlacementId],
) -> Result<Vec<CheckIn>, StoreError> {
    let mut rows = rows_of(council, of)
        .filter(row_of::Column::Answer.eq(Going::Worried.code()))
        .filter(row_of::Column::SeenAt.is_null())
        .all_in(tx)
        .await?;
    // Sorted here: an order in the query would be served by going through every check-in of the council.
    rows.sort_by_key(|row| row.id);
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// A check-in that nobody has answered.
pub(in crate::work::work_placements) struct Unanswered {
    pub(in crate::work::work_placements) placement: WorkPlacementId,
    pub(in crate::work::work_placements) side: Side,
    pub(in crate::work::work_placements) due_on: NaiveDate,
}

/// Returns the unanswered check-ins of some work placements that are due by a day, in no order.
pub(in crate::work::work_placements) async fn unanswered(
    tx: &mut ReadTx,
    council: CouncilId,
    of: &[WorkPlacementId],
    today: NaiveDate,
) -> Result<Vec<Unanswered>, StoreError> {
    let rows: Vec<(Uuid, String, NaiveDate)> = rows_of(council, of)
        .select_only()
        .column(row_of::Column::WorkPlacementId)
        .column(row_of::Column::Side)
        .column(row_of::Column::DueOn)
        .filter(row_of::Column::DueOn.lte(today))
        .filter(row_of::Column::AnsweredAt.is_null())
        .rows_in(tx)
        .await?;
    let one = |(placement, side, due_on): (Uuid, String, NaiveDate)| {
        Ok(Unanswered {
            placement: placement.into(),
            side: Side::stored(&side)?,
            due_on,
        })
    };
    rows.into_iter().map(one).collect()
}

/// Lists the check-ins of some work placements that are due by a day and that employers have not been asked for yet, the earliest first.
pub(in crate::work::work_placements) async fn employer_due(
    tx: &mut ReadTx,
    council: CouncilId,
    of: &[WorkPlacementId],
    today: NaiveDate,
) -> Result<Vec<CheckIn>, StoreError> {
    let rows = rows_of(council, of)
        .filter(row_of::Column::Side.eq(Side::Employer.code()))
        .filter(row_of::Column::DueOn.lte(today))
        .filter(row_of::Column::AnsweredAt.is_null())
        .filter(row_of::Column::AskedOn.is_null())
        .order_by_asc(row_of::Column::DueOn)
        .order_by_asc(row_of::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}
