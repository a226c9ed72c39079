//! Imports in the database.

use super::super::{
    bundle::Options,
    model::{Kind, Report},
    plan::{Coded, Here, Step},
};
use crate::person::{
    due::{self, Rules},
    people::{self, Newcomer, OuterIds},
};
use chrono::{DateTime, Utc};
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::import_run,
    files::{self, NewFile},
    fold,
    orm::{ColumnTrait, Expr, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Set, Uuid},
};
use values::{AccountId, CouncilId, FileId, ImportRunId, PersonId};

/// Reads the existing records.
pub(in super::super) async fn here(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Here, StoreError> {
    Ok(Here {
        ids: people::outer_ids(tx, council).await?,
        records: people::records(tx, council).await?,
        seen: people::names_seen(tx, council).await?,
    })
}

/// Writes some steps of a plan, with what then falls due, and returns how often names have changed by then. `seen` is how often they had when the
/// plan was made, or after the part before this one.
///
/// Errors: [`StoreError::Stale`] when someone changed or added one of the young people since.
pub(in super::super) async fn apply(
    tx: &mut WriteTx,
    (kind, steps): (Kind, &[Step]),
    rules: &Rules,
    seen: i64,
) -> Result<i64, StoreError> {
    let (council, source) = (tx.council(), kind.code());
    // Ids are sealed, so that all of them are read where anyone else has written one since.
    let ids = if people::names_seen(tx, council).await? == seen {
        OuterIds::new()
    } else {
        people::outer_ids(tx, council).await?
    };
    let (mut newcomers, mut about) = (Vec::new(), Vec::new());
    for step in steps {
        match step {
            Step::Make(new, coded, brought) => {
                let council_ref = ("council", new.fields.council_ref.as_str());
                if is_here(&ids, council_ref) || is_here(&ids, ("ssda903", &new.ssda903_child)) {
                    return Err(StoreError::Stale);
                }
                newcomers.push(Newcomer {
                    person: (**new).clone(),
                    on: coded.on,
                    activity: coded.activity,
                    accommodation: coded.accommodation,
                    brought: brought.clone(),
                });
            }
            Step::Fill(id, version, filling, coded, brought) => {
                people::fill(tx, *id, *version, filling).await?;
                record(tx, *id, coded, source).await?;
                people::note_brought(tx, *id, source, brought).await?;
                about.push(*id);
            }
        }
    }
    about.extend(people::add_many(tx, &newcomers, source).await?);
    // An imported date of birth, status or home may make something due.
    due::refresh_some(tx, rules, &about).await?;
    // Each young person has an entry of their own by now; the last part is followed by one about the whole.
    tx.housekeeping();
    people::names_seen(tx, council).await
}

/// Notes that some steps of an import have been written, so that a later try knows.
pub(in super::super) async fn note_done(
    tx: &mut WriteTx,
    id: ImportRunId,
    steps: usize,
) -> Result<(), StoreError> {
    let more = i64::try_from(steps).unwrap_or(i64::MAX);
    import_run::change(tx.council())
        .col_expr(
            import_run::Column::Done,
            Expr::col(import_run::Column::Done).add(more),
        )
        .filter(import_run::Column::Id.eq(Uuid::from(id)))
        .exec_in(tx)
        .await?;
    Ok(())
}

fn is_here(ids: &OuterIds, (system, id): (&str, &str)) -> bool {
    !id.is_empty() && ids.contains_key(&(system.to_owned(), fold(id)))
}

async fn record(
    tx: &mut WriteTx,
    id: PersonId,
    coded: &Coded,
    source: &str,
) -> Result<(), StoreError> {
    if let Some(activity) = coded.activity {
        people::recode_eet(tx, id, activity, coded.on, source).await?;
    }
    if let Some(accommodation) = coded.accommodation {
        people::recode_accommodation(tx, id, accommodation, coded.on, source).await?;
    }
    Ok(())
}

/// An import.
pub(in super::super) struct Run {
    pub(in super::super) id: ImportRunId,
    pub(in super::super) list: String,
    pub(in super::super) file: FileId,
    pub(in super::super) state: String,
    pub(in super::super) options: Options,
    /// Steps that have been written, by this try or one before it.
    pub(in super::super) done: i64,
    pub(in super::super) rows: i64,
    pub(in super::super) made: i64,
    pub(in super::super) changed: i64,
    pub(in super::super) same: i64,
    pub(in super::super) refused: i64,
    pub(in super::super) report: String,
    pub(in super::super) wanted_at: DateTime<Utc>,
    pub(in super::super) wanted_by: Option<AccountId>,
}

fn opened(tx: &ReadTx, row: import_run::Model) -> Result<Run, StoreError> {
    Ok(Run {
        id: row.id.into(),
        file: row.file_id.into(),
        report: tx.open(&row.report)?,
        options: serde_json::from_str(&row.options).unwrap_or_default(),
        list: row.list,
        state: row.state,
        done: row.done,
        rows: row.rows,
        made: row.made,
        changed: row.changed,
        same: row.same,
        refused: row.refused,
        wanted_at: row.wanted_at.into(),
        wanted_by: row.wanted_by.map(Into::into),
    })
}

/// The result of checking a list.
pub(in super::super) struct Tried {
    pub(in super::super) kind: Kind,
    pub(in super::super) rows: usize,
    /// `None` where the columns have to be matched first.
    pub(in super::super) report: Option<Report>,
}

/// Stores the files of a list, so that it can be checked again.
pub(in super::super) async fn keep(
    tx: &mut WriteTx,
    packed: &[u8],
    options: &Options,
    tried: &Tried,
) -> Result<ImportRunId, StoreError> {
    let row = became(tx, options, tried);
    let id = insert(tx, packed, row).await?;
    tx.journal(tried_entry(id, tried)).await?;
    Ok(id)
}

/// Keeps the file of a list of another slice until its columns have been matched.
pub(in super::super) async fn keep_for(
    tx: &mut WriteTx,
    of: &'static str,
    packed: &[u8],
    rows: usize,
) -> Result<ImportRunId, StoreError> {
    let tried = Tried {
        kind: Kind::Own,
        rows,
        report: None,
    };
    let row = import_run::ActiveModel {
        list: Set(of.into()),
        ..became(tx, &Options::default(), &tried)
    };
    let id = insert(tx, packed, row).await?;
    tx.journal(Entry::new("try-list").subject(id).reason(of))
        .await?;
    Ok(id)
}

async fn insert(
    tx: &mut WriteTx,
    packed: &[u8],
    row: import_run::ActiveModel,
) -> Result<ImportRunId, StoreError> {
    let new = NewFile {
        person: None,
        name: "list".into(),
        content: packed.to_vec(),
    };
    let file = files::put(tx, &new).await?;
    let id: ImportRunId = tx.next_id();
    let row = import_run::ActiveModel {
        id: Set(id.into()),
        file_id: Set(file.into()),
        done: Set(0),
        wanted_at: Set(tx.at().into()),
        wanted_by: Set(tx.by_id()),
        applied_at: Set(None),
        ..row
    };
    import_run::insert_row(tx, row).await?;
    Ok(id)
}

/// Stores the result of checking a list again.
///
/// Errors: [`StoreError::Stale`] when it is being imported, or has been.
pub(in super::super) async fn try_again(
    tx: &mut WriteTx,
    id: ImportRunId,
    options: &Options,
    tried: &Tried,
) -> Result<(), StoreError> {
    let written = import_run::change(tx.council())
        .set(became(tx, options, tried))
        .filter(import_run::Column::Id.eq(Uuid::from(id)))
        .filter(import_run::Column::State.is_in(["matching", "tried"]))
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    tx.journal(tried_entry(id, tried)).await
}

fn tried_entry(id: ImportRunId, tried: &Tried) -> Entry {
    let entry = Entry::new("try-list").subject(id);
    match &tried.report {
        Some(report) => entry.reason(report.counts(tried.kind)),
        None => entry.reason("matching"),
    }
}

fn became(tx: &WriteTx, options: &Options, tried: &Tried) -> import_run::ActiveModel {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let nothing = Report::default();
    let report = tried.report.as_ref().unwrap_or(&nothing);
    let (state, text) = match &tried.report {
        Some(report) => ("tried", report.to_string()),
        None => ("matching", String::new()),
    };
    import_run::ActiveModel {
        list: Set(tried.kind.code().into()),
        state: Set(state.into()),
        rows: Set(count(tried.rows)),
        made: Set(count(report.made)),
        changed: Set(count(report.changed)),
        same: Set(count(report.same)),
        refused: Set(count(report.refused + report.duplicates + report.asked)),
        report: Set(tx.seal(tx.council(), &text)),
        options: Set(serde_json::to_string(options).expect("texts can be written as JSON")),
        ..Default::default()
    }
}

/// Finds an import.
pub(in super::super) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: ImportRunId,
) -> Result<Option<Run>, StoreError> {
    let row = import_run::find(council, id).one_in(tx).await?;
    row.map(|row| opened(tx, row)).transpose()
}

/// Lists the newest imports.
pub(in super::super) async fn newest(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<Run>, StoreError> {
    let rows = import_run::of(council)
        .filter(import_run::Column::List.is_in(Kind::ALL.map(Kind::code)))
        .order_by_desc(import_run::Column::WantedAt)
        .order_by_desc(import_run::Column::Id)
        .limit(50)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Moves an import from one state to the next, with its report.
///
/// Errors: [`StoreError::Stale`] when it is no longer in the state `from`.
pub(in super::super) async fn pass_on(
    tx: &mut WriteTx,
    id: ImportRunId,
    from: &str,
    to: &str,
    report: Option<&str>,
) -> Result<(), StoreError> {
    let mut row = import_run::ActiveModel {
        state: Set(to.to_owned()),
        ..Default::default()
    };
    if to == "applied" {
        row.applied_at = Set(Some(tx.at().into()));
    }
    if let Some(report) = report {
        row.report = Set(tx.seal(tx.council(), &report.to_owned()));
    }
    let written = import_run::change(tx.council())
        .set(row)
        .filter(import_run::Column::Id.eq(Uuid::from(id)))
        .filter(import_run::Column::State.eq(from))
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    let action = if to == "applying" {
        "want-list"
    } else {
        "list-ended"
    };
    tx.journal(Entry::new(action).subject(id).reason(to)).await
}

/// Reads the files of a list again.
pub(in super::super) async fn bundle(
    tx: &mut ReadTx,
    council: CouncilId,
    file: FileId,
) -> Result<Vec<u8>, StoreError> {
    let row = files::find(tx, council.into(), file)
        .await?
        .ok_or_else(|| StoreError::Unreadable("the file of a list".into()))?;
    files::content(tx, &row).await
}
