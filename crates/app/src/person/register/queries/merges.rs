//! Merging two records that turned out to be one young person's, and separating them again.
//!
//! A merge moves the rows of one record to the other and remembers each, so that undoing it is exact. Nothing is deleted, and the record
//! that was merged stays with its names, so that it is still found by them.

use store::{
    At, Entry, Execute, Fetch, KeptQuery, ReadTx, StoreError, WriteTx,
    entities::{enrolment, merge, merged_row, outer_id, person},
    orm::{
        ColumnTrait, EntityTrait, Expr, ExprTrait, Query, QueryFilter, QueryOrder, QuerySelect,
        QueryTrait, Set, Uuid, sea_query::Alias,
    },
};
use values::{CouncilId, MergeId, PersonId};

use crate::person::{enrolments, people};

/// The tables whose rows move. Ids of other systems move separately, where they do not clash.
const TABLES: &[&str] = &[
    "former_name",
    "revision",
    "eet_span",
    "accommodation_span",
    "allocation",
    "referral",
    "enrolment",
    "stage_span",
    "pause_span",
    "rhythm",
    "coach_proposal",
    "stage_proposal",
    "contact",
    "file",
    "fact",
    "phone",
    "qualification",
    "unsafe_place",
    "circle_member",
    "life_event",
    "assessment",
    "list_row",
    "funding_notice",
    "appointment",
    "goal",
    "step",
    "review",
    "commitment",
    "concern",
    "telling",
    "conference",
    "lost_touch",
    "feeling",
    "wish",
    "snooze",
    "own_link",
    "own_sign_in",
    "number_check",
    "message",
    "outside_link",
    "application",
    "application_step",
    "application_document",
    "travel_time",
    "top_up",
    "calculation",
    "fund_request",
    "fund_payment",
    "stock_entry",
    "device",
    "device_loan",
    "claim",
    "onward_referral",
    "mock_interview",
    "activity_guest",
    "slot_request",
    "work_placement",
    "employment_plan",
    "rotation",
    "check_in",
    "work_event",
    "sustained_proof",
    "mentoring",
    "mentor_meeting",
    "due",
];

/// How many rows are remembered at once.
const AT_ONCE: usize = 1000;

/// Why two records are not merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotMerged {
    /// Both are enrolled; one enrolment has to end first.
    BothEnrolled,
    /// One of them has already been merged.
    Merged,
}

/// Returns why two records cannot be merged now.
pub(crate) async fn why_not(
    tx: &mut ReadTx,
    council: CouncilId,
    kept: PersonId,
    other: PersonId,
) -> Result<Option<NotMerged>, StoreError> {
    let owner = Uuid::from(council);
    let pair = [Uuid::from(kept), Uuid::from(other)];
    let merged = person::of(owner)
        .filter(person::Column::Id.is_in(pair))
        .filter(person::Column::MergedIntoId.is_not_null())
        .count_in(tx)
        .await?;
    if merged > 0 {
        return Ok(Some(NotMerged::Merged));
    }
    let mut enrolled: Vec<Uuid> = enrolment::of(owner)
        .select_only()
        .column(enrolment::Column::PersonId)
        .filter(enrolment::Column::PersonId.is_in(pair))
        .filter(enrolment::Column::EndedOn.is_null())
        .rows_in(tx)
        .await?;
    enrolled.dedup();
    Ok((enrolled.len() > 1).then_some(NotMerged::BothEnrolled))
}

/// Moves everything of `other` to `kept`. The caller computes what is due for both.
pub(crate) async fn merge_into(
    tx: &mut WriteTx,
    kept: PersonId,
    other: PersonId,
) -> Result<MergeId, StoreError> {
    let id: MergeId = tx.next_id();
    let row = merge::New {
        id: id.into(),
        kept_id: kept.into(),
        merged_id: other.into(),
        reason: "same-person".into(),
        merged_at: tx.at().into(),
        merged_by: tx.by_id(),
        undone_at: None,
        undone_by: None,
    };
    merge::insert(tx, row).await?;
    for table in TABLES {
        let rows = rows_of(tx, table, other).await?;
        hand_over(tx, id, (table, &rows), (other, kept)).await?;
    }
    let ids = outer_ids_that_fit(tx, kept, other).await?;
    hand_over(tx, id, ("outer_id", &ids), (other, kept)).await?;
    point(tx, other, Some(kept)).await?;
    people::note_newest_eet(tx, kept).await?;
    enrolments::note_stage(tx, kept).await?;
    enrolments::note_stage(tx, other).await?;
    tx.names_changed([kept, other]).await?;
    tx.journal(
        Entry::new("merge-people")
            .person(kept)
            .subject(other)
            .subject(id),
    )
    .await
    .map(|()| id)
}

/// Moves back everything that a merge moved, and returns both records: the one that was kept, and the other.
///
/// Errors: [`StoreError::Stale`] when it has already been undone.
pub(crate) async fn take_apart(
    tx: &mut WriteTx,
    id: MergeId,
) -> Result<(PersonId, PersonId), StoreError> {
    let owner = Uuid::from(tx.council());
    let found = merge::find(owner, id)
        .filter(merge::Column::UndoneAt.is_null())
        .one_in(tx)
        .await?
        .ok_or(StoreError::Stale)?;
    let rows = merged_row::of(owner)
        .filter(merged_row::Column::MergeId.eq(found.id))
        .order_by_asc(merged_row::Column::Id)
        .all_in(tx)
        .await?;
    for table in TABLES.iter().chain(&["outer_id"]) {
        let ids: Vec<Uuid> = rows
            .iter()
            .filter(|row| row.kind == *table)
            .map(|row| row.row_id)
            .collect();
        set_person(tx, table, &ids, (found.kept_id, found.merged_id)).await?;
    }
    follow_enrolments(tx, found.merged_id).await?;
    let undone = merge::ActiveModel {
        undone_at: Set(Some(At::from(tx.at()))),
        undone_by: Set(tx.by_id()),
        ..merge::row(owner, found.id)
    };
    merge::Entity::update(undone).exec_in(tx).await?;
    let (kept, other) = (PersonId(found.kept_id), PersonId(found.merged_id));
    point(tx, other, None).await?;
    people::note_newest_eet(tx, kept).await?;
    people::note_newest_eet(tx, other).await?;
    enrolments::note_stage(tx, kept).await?;
    enrolments::note_stage(tx, other).await?;
    tx.names_changed([kept, other]).await?;
    tx.journal(
        Entry::new("take-people-apart")
            .person(kept)
            .subject(other)
            .subject(id),
    )
    .await?;
    Ok((kept, other))
}

/// Lists the merges into a record that still hold: the merge and the record that was merged.
pub(crate) async fn merges_of(
    tx: &mut ReadTx,
    council: CouncilId,
    kept: PersonId,
) -> Result<Vec<(MergeId, PersonId)>, StoreError> {
    static MERGES: KeptQuery = KeptQuery::new(|about| {
        merge::of(about.owner())
            .filter(about.are(merge::Column::KeptId))
            .filter(merge::Column::UndoneAt.is_null())
            .order_by_asc(merge::Column::Id)
            .into_query()
    });
    let rows: Vec<merge::Model> = MERGES.of(tx, council, kept).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.into(), row.merged_id.into()))
        .collect())
}

async fn rows_of(tx: &WriteTx, table: &str, person: PersonId) -> Result<Vec<Uuid>, StoreError> {
    let query = Query::select()
        .column(Alias::new("id"))
        .from(Alias::new(table))
        .and_where(Expr::col(Alias::new("council_id")).eq(Uuid::from(tx.council())))
        .and_where(Expr::col(Alias::new("person_id")).eq(Uuid::from(person)))
        .to_owned();
    store::rows(tx, &query).await
}

/// Returns the ids of those other systems for which the kept record has none.
async fn outer_ids_that_fit(
    tx: &mut WriteTx,
    kept: PersonId,
    other: PersonId,
) -> Result<Vec<Uuid>, StoreError> {
    let rows = outer_id::of(tx.council())
        .filter(outer_id::Column::PersonId.is_in([Uuid::from(kept), Uuid::from(other)]))
        .order_by_asc(outer_id::Column::Id)
        .all_in(tx)
        .await?;
    let has = |system: &str| {
        rows.iter()
            .any(|row| row.person_id == Uuid::from(kept) && row.system == system)
    };
    Ok(rows
        .iter()
        .filter(|row| row.person_id == Uuid::from(other) && !has(&row.system))
        .map(|row| row.id)
        .collect())
}

async fn hand_over(
    tx: &mut WriteTx,
    merge: MergeId,
    (table, rows): (&str, &[Uuid]),
    (from, to): (PersonId, PersonId),
) -> Result<(), StoreError> {
    for some in rows.chunks(AT_ONCE) {
        let mut remembered = Vec::with_capacity(some.len());
        for row in some {
            remembered.push(merged_row::New {
                id: tx.next_id(),
                merge_id: merge.into(),
                kind: table.to_owned(),
                row_id: *row,
            });
        }
        merged_row::insert_all(tx, remembered).await?;
    }
    set_person(tx, table, rows, (from.into(), to.into())).await
}

async fn set_person(
    tx: &WriteTx,
    table: &str,
    rows: &[Uuid],
    (from, to): (Uuid, Uuid),
) -> Result<(), StoreError> {
    for some in rows.chunks(AT_ONCE) {
        let update = Query::update()
            .table(Alias::new(table))
            .value(Alias::new("person_id"), to)
            .and_where(Expr::col(Alias::new("council_id")).eq(Uuid::from(tx.council())))
            .and_where(Expr::col(Alias::new("id")).is_in(some.iter().copied()))
            // A device that has since been lent to someone else stays with them.
            .and_where(Expr::col(Alias::new("person_id")).eq(from))
            .to_owned();
        store::execute(tx, &update).await?;
    }
    Ok(())
}

/// Gives a young person the stages and pauses of their enrolments, also those that were recorded while the records were one.
async fn follow_enrolments(tx: &WriteTx, person: Uuid) -> Result<(), StoreError> {
    let council = Uuid::from(tx.council());
    for table in ["stage_span", "pause_span"] {
        let own = enrolment::of(council)
            .select_only()
            .column(enrolment::Column::Id)
            .filter(enrolment::Column::PersonId.eq(person))
            .into_query();
        let update = Query::update()
            .table(Alias::new(table))
            .value(Alias::new("person_id"), person)
            .and_where(Expr::col(Alias::new("council_id")).eq(council))
            .and_where(Expr::col(Alias::new("enrolment_id")).in_subquery(own))
            .to_owned();
        store::execute(tx, &update).await?;
    }
    Ok(())
}

async fn point(tx: &mut WriteTx, person: PersonId, to: Option<PersonId>) -> Result<(), StoreError> {
    let row = person::ActiveModel {
        merged_into_id: Set(to.map(Uuid::from)),
        ..person::row(tx.council(), person)
    };
    person::Entity::update(row).exec_in(tx).await?;
    Ok(())
}
