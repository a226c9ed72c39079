//! Plans in the database.

use super::super::model::{Goal, Owner, Step};
use chrono::NaiveDate;
use std::collections::HashMap;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{goal, step},
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set, Uuid},
};
use values::{AccountId, ActivityId, ConferenceId, CouncilId, GoalId, PersonId, StepId};

/// A goal to add.
#[derive(Clone, Debug, Default)]
pub(crate) struct NewGoal {
    pub(crate) words: String,
    pub(crate) wanted_on: Option<NaiveDate>,
    pub(crate) agreed_how: String,
    pub(crate) agreed_on: Option<NaiveDate>,
}

/// A step to add.
#[derive(Clone, Debug)]
pub(crate) struct NewStep {
    pub(crate) words: String,
    pub(crate) owner: Owner,
    pub(crate) due_on: Option<NaiveDate>,
    /// The case conference that asked for it.
    pub(crate) conference: Option<ConferenceId>,
    /// The activity by coming to which it is done.
    pub(crate) activity: Option<ActivityId>,
}

/// Adds a goal. The caller refreshes what is due.
pub(crate) async fn add_goal(
    tx: &mut WriteTx,
    person: PersonId,
    new: &NewGoal,
) -> Result<GoalId, StoreError> {
    let id: GoalId = tx.next_id();
    let row = goal::New {
        id: id.into(),
        person_id: person.into(),
        words: tx.seal(person, &new.words),
        wanted_on: new.wanted_on,
        agreed_how: new.agreed_how.clone(),
        agreed_on: new.agreed_on,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        reached_on: None,
        archived_at: None,
        archived_by: None,
        archived_because: tx.seal(person, &String::new()),
        version: 1,
    };
    goal::insert(tx, row).await?;
    tx.journal(Entry::new("add-goal").person(person).subject(id))
        .await?;
    Ok(id)
}

fn owner_of(owner: &Owner) -> (Option<Uuid>, String) {
    match owner {
        Owner::YoungPerson => (None, String::new()),
        Owner::Worker(id) => ((*id).into(), String::new()),
        Owner::Other(name) => (None, name.clone()),
    }
}

/// Adds a step to a goal. The caller refreshes what is due.
pub(crate) async fn add_step(
    tx: &mut WriteTx,
    person: PersonId,
    goal: GoalId,
    new: &NewStep,
) -> Result<StepId, StoreError> {
    let id: StepId = tx.next_id();
    let (owner_id, owner_name) = owner_of(&new.owner);
    let row = step::New {
        id: id.into(),
        goal_id: goal.into(),
        person_id: person.into(),
        words: tx.seal(person, &new.words),
        owner: new.owner.code().to_owned(),
        owner_id,
        owner_name: tx.seal(person, &owner_name),
        due_on: new.due_on,
        outcome: String::new(),
        conference_id: new.conference.map(Uuid::from),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        done_on: None,
        done_at: None,
        done_by: None,
        archived_at: None,
        archived_by: None,
        archived_because: tx.seal(person, &String::new()),
        version: 1,
        activity_id: new.activity.map(Uuid::from),
    };
    step::insert(tx, row).await?;
    tx.journal(Entry::new("add-step").person(person).subject(id))
        .await?;
    Ok(id)
}

pub(super) fn opened_step(tx: &ReadTx, row: &step::Model) -> Result<Step, StoreError> {
    let because = row.archived_at.map(|_| tx.open(&row.archived_because));
    Ok(Step {
        id: row.id.into(),
        goal: row.goal_id.into(),
        person: row.person_id.into(),
        words: tx.open(&row.words)?,
        owner: match row.owner.as_str() {
            "worker" => match row.owner_id {
                Some(id) => Owner::Worker(AccountId(id)),
                None => {
                    return Err(StoreError::Unreadable(
                        "a step of a worker names none".into(),
                    ));
                }
            },
            "other" => Owner::Other(tx.open(&row.owner_name)?),
            _ => Owner::YoungPerson,
        },
        due_on: row.due_on,
        done_on: row.done_on,
        outcome: row.outcome.clone(),
        archived: because.transpose()?,
        activity: row.activity_id.map(Into::into),
        version: row.version,
    })
}

fn opened_goal(tx: &ReadTx, row: &goal::Model) -> Result<Goal, StoreError> {
    let because = row.archived_at.map(|_| tx.open(&row.archived_because));
    Ok(Goal {
        id: row.id.into(),
        person: row.person_id.into(),
        words: tx.open(&row.words)?,
        wanted_on: row.wanted_on,
        agreed_how: row.agreed_how.clone(),
        agreed_on: row.agreed_on,
        reached_on: row.reached_on,
        archived: because.transpose()?,
        steps: Vec::new(),
        version: row.version,
    })
}

/// Lists the goals of a young person with their steps, the oldest first.
pub(crate) async fn goals(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Goal>, StoreError> {
    let (owner, id) = (Uuid::from(council), Uuid::from(person));
    let rows = goal::of(owner)
        .filter(goal::Column::PersonId.eq(id))
        .order_by_asc(goal::Column::Id)
        .all_in(tx)
        .await?;
    let mut goals: Vec<Goal> = rows
        .iter()
        .map(|row| opened_goal(tx, row))
        .collect::<Result<_, _>>()?;
    let steps = step::of(owner)
        .filter(step::Column::PersonId.eq(id))
        .order_by_asc(step::Column::Id)
        .all_in(tx)
        .await?;
    for row in &steps {
        let step = opened_step(tx, row)?;
        if let Some(goal) = goals.iter_mut().find(|goal| goal.id == step.goal) {
            goal.steps.push(step);
        }
    }
    Ok(goals)
}

/// Finds a goal, without its steps.
pub(in super::super) async fn find_goal(
    tx: &mut ReadTx,
    council: CouncilId,
    id: GoalId,
) -> Result<Option<Goal>, StoreError> {
    let row = goal::find(council, id).one_in(tx).await?;
    row.map(|row| opened_goal(tx, &row)).transpose()
}

/// Finds a step.
pub(in super::super) async fn find_step(
    tx: &mut ReadTx,
    council: CouncilId,
    id: StepId,
) -> Result<Option<Step>, StoreError> {
    let row = step::find(council, id).one_in(tx).await?;
    row.map(|row| opened_step(tx, &row)).transpose()
}

pub(super) async fn set_step(
    tx: &mut WriteTx,
    before: &Step,
    mut change: step::ActiveModel,
    action: &'static str,
) -> Result<(), StoreError> {
    change.version = Set(before.version + 1);
    let written = step::change(tx.council())
        .set(change)
        .filter(step::Column::Id.eq(Uuid::from(before.id)))
        .filter(step::Column::Version.eq(before.version))
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    tx.journal(Entry::new(action).person(before.person).subject(before.id))
        .await
}

/// Finishes a step, with what it led to by code. The caller refreshes what is due.
///
/// Errors: [`StoreError::Stale`] when it was changed since it was read.
pub(in super::super) async fn finish_step(
    tx: &mut WriteTx,
    before: &Step,
    on: NaiveDate,
    outcome: &str,
) -> Result<(), StoreError> {
    let change = step::ActiveModel {
        done_on: Set(Some(on)),
        done_at: Set(Some(tx.at().into())),
        done_by: Set(tx.by_id()),
        outcome: Set(outcome.to_owned()),
        ..Default::default()
    };
    set_step(tx, before, change, "finish-step").await
}

/// Changes a step: the old one is archived and a new one replaces it, so that nothing is overwritten.
///
/// Errors: [`StoreError::Stale`] when it was changed since it was read.
pub(in super::super) async fn change_step(
    tx: &mut WriteTx,
    before: &Step,
    new: &NewStep,
) -> Result<StepId, StoreError> {
    archive_step(tx, before, "Changed").await?;
    let new = NewStep {
        activity: new.activity.or(before.activity),
        ..new.clone()
    };
    add_step(tx, before.person, before.goal, &new).await
}

/// Archives a step that is no longer wanted, with the reason. The caller refreshes what is due.
///
/// Errors: [`StoreError::Stale`] when it was changed since it was read.
pub(in super::super) async fn archive_step(
    tx: &mut WriteTx,
    before: &Step,
    because: &str,
) -> Result<(), StoreError> {
    let change = step::ActiveModel {
        archived_at: Set(Some(tx.at().into())),
        archived_by: Set(tx.by_id()),
        archived_because: Set(tx.seal(before.person, &because.to_owned())),
        ..Default::default()
    };
    set_step(tx, before, change, "archive-step").await
}

/// Ends a goal: reached on a day, or archived with a reason. Its open steps are archived with it. The caller refreshes what is due.
///
/// Errors: [`StoreError::Stale`] when it was changed since it was read.
pub(in super::super) async fn end_goal(
    tx: &mut WriteTx,
    before: &Goal,
    reached_on: Option<NaiveDate>,
    because: &str,
) -> Result<(), StoreError> {
    let mut change = goal::ActiveModel {
        version: Set(before.version + 1),
        ..Default::default()
    };
    if reached_on.is_some() {
        change.reached_on = Set(reached_on);
    } else {
        change.archived_at = Set(Some(tx.at().into()));
        change.archived_by = Set(tx.by_id());
        change.archived_because = Set(tx.seal(before.person, &because.to_owned()));
    }
    let written = goal::change(tx.council())
        .set(change)
        .filter(goal::Column::Id.eq(Uuid::from(before.id)))
        .filter(goal::Column::Version.eq(before.version))
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    let because = if reached_on.is_some() {
        "The goal was reached"
    } else {
        "The goal was archived"
    };
    step::change(tx.council())
        .set(step::ActiveModel {
            archived_at: Set(Some(tx.at().into())),
            archived_by: Set(tx.by_id()),
            archived_because: Set(tx.seal(before.person, &because.to_owned())),
            ..Default::default()
        })
        .filter(step::Column::GoalId.eq(Uuid::from(before.id)))
        .filter(step::Column::DoneAt.is_null())
        .filter(step::Column::ArchivedAt.is_null())
        .exec_in(tx)
        .await?;
    let code = if reached_on.is_some() {
        "reached"
    } else {
        "archived"
    };
    tx.journal(
        Entry::new("end-goal")
            .person(before.person)
            .subject(before.id)
            .reason(code),
    )
    .await
}

/// Returns a goal of each young person that is neither reached nor archived, the newest.
pub(crate) async fn open_goals(
    tx: &mut ReadTx,
    council: CouncilId,
    people: &[PersonId],
) -> Result<HashMap<PersonId, GoalId>, StoreError> {
    let mut open = HashMap::new();
    // A statement holds a limited number of values.
    for some in people.chunks(5000) {
        let rows: Vec<(Uuid, Uuid)> = goal::of(council)
            .select_only()
            .columns([goal::Column::PersonId, goal::Column::Id])
            .filter(goal::Column::PersonId.is_in(some.iter().map(|id| Uuid::from(*id))))
            .filter(goal::Column::ReachedOn.is_null())
            .filter(goal::Column::ArchivedAt.is_null())
            .order_by_asc(goal::Column::Id)
            .rows_in(tx)
            .await?;
        open.extend(
            rows.into_iter()
                .map(|(person, id)| (PersonId(person), GoalId(id))),
        );
    }
    Ok(open)
}

/// Returns the next open step of each young person, in their words.
pub(crate) async fn next_steps(
    tx: &mut ReadTx,
    council: CouncilId,
    people: &[PersonId],
) -> Result<HashMap<PersonId, String>, StoreError> {
    let mut next = HashMap::new();
    // A statement holds a limited number of values.
    for some in people.chunks(5000) {
        let rows = step::of(council)
            .filter(step::Column::PersonId.is_in(some.iter().map(|id| Uuid::from(*id))))
            .filter(step::Column::DoneAt.is_null())
            .filter(step::Column::ArchivedAt.is_null())
            .order_by_asc(step::Column::Id)
            .all_in(tx)
            .await?;
        let mut rows = rows;
        rows.sort_by_key(|row| (row.due_on.is_none(), row.due_on, row.id));
        for row in &rows {
            let person = PersonId(row.person_id);
            if let std::collections::hash_map::Entry::Vacant(e) = next.entry(person) {
                e.insert(tx.open(&row.words)?);
            }
        }
    }
    Ok(next)
}
