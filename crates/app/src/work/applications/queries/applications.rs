//! Applications in the database.

use super::super::model::{Application, MeetsCriteria, Side, Step, StepTaken};
use crate::{
    person::people,
    shell::choices::{Code, code_or_empty},
};
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use store::{
    At, Entry, Execute, Fetch, KeptQuery, ReadTx, StoreError, WriteTx,
    entities::{application, application_step},
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set, Uuid},
};
use values::{
    AccountId, ApplicationId, ApplicationStepId, CouncilId, OpportunityId, PersonId, Scope,
};

/// How many applications in which something is due are read.
const MOST_DUE: usize = 500;

pub(super) fn opened(tx: &ReadTx, row: application::Model) -> Result<Application, StoreError> {
    Ok(Application {
        id: row.id.into(),
        person: row.person_id.into(),
        opportunity: row.opportunity_id.into(),
        step: Step::stored(&row.step)?,
        since_on: row.since_on,
        due_on: row.due_on,
        waits_for: Side::stored_if_any(&row.waits_for)?,
        owner: row.owner_id.into(),
        cv: tx.open(&row.cv)?,
        answers: tx.open(&row.answers)?,
        agreed_on: row.agreed_on,
        guaranteed: row.guaranteed,
        meets_criteria: MeetsCriteria::stored_if_any(&row.meets_criteria)?,
        ended_on: row.ended_on,
        version: row.version,
        promised_on: row.promised_on,
    })
}

/// A step to record.
#[derive(Clone, Debug)]
pub(crate) struct NewStep {
    /// Which.
    pub(crate) step: Step,
    /// The day.
    pub(crate) on: NaiveDate,
    /// Why it ended; empty if it continues.
    pub(crate) reason: String,
    /// More about it.
    pub(crate) words: String,
    /// When the next thing is due.
    pub(crate) due_on: Option<NaiveDate>,
    /// Who acts next.
    pub(crate) waits_for: Option<Side>,
    /// Who said so.
    pub(crate) said_by: Side,
}

impl NewStep {
    /// Returns the day by which the employer has promised to answer.
    fn promised_on(&self) -> Option<NaiveDate> {
        let waits = self.waits_for == Some(Side::Employer);
        self.due_on.filter(|_| waits)
    }

    /// A step with the usual day for the next one.
    pub(crate) fn usual(step: Step, on: NaiveDate, answer_days: i32, said_by: Side) -> Self {
        let (due_on, waits_for) = step.after(on, answer_days);
        Self {
            step,
            on,
            reason: String::new(),
            words: String::new(),
            due_on,
            waits_for,
            said_by,
        }
    }
}

async fn insert_step(
    tx: &mut WriteTx,
    id: ApplicationId,
    person: PersonId,
    new: &NewStep,
) -> Result<(), StoreError> {
    let step: ApplicationStepId = tx.next_id();
    let row = application_step::New {
        id: step.into(),
        application_id: id.into(),
        person_id: person.into(),
        step: new.step.code().to_owned(),
        held_on: new.on,
        reason: new.reason.clone(),
        words: tx.seal(person, &new.words),
        due_on: new.due_on,
        waits_for: code_or_empty(new.waits_for).to_owned(),
        source: new.said_by.code().to_owned(),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    application_step::insert(tx, row).await?;
    Ok(())
}

/// A young person applying for an opportunity: who, for what, and who owns it.
#[derive(Clone, Debug)]
pub(in super::super) struct NewApplication {
    pub(in super::super) person: PersonId,
    pub(in super::super) opportunity: OpportunityId,
    pub(in super::super) owner: AccountId,
    pub(in super::super) guaranteed: bool,
    pub(in super::super) cv: String,
    pub(in super::super) first: NewStep,
}

/// Starts an application. If they are already applying for it, that application is returned.
pub(in super::super) async fn add(
    tx: &mut WriteTx,
    new: &NewApplication,
) -> Result<ApplicationId, StoreError> {
    let council = tx.council();
    let known = of_person(tx, council, new.person).await?;
    let same = known
        .iter()
        .find(|one| one.opportunity == new.opportunity && one.is_open());
    if let Some(one) = same {
        tx.housekeeping();
        return Ok(one.id);
    }
    let id: ApplicationId = tx.next_id();
    let row = application::New {
        id: id.into(),
        person_id: new.person.into(),
        opportunity_id: new.opportunity.into(),
        step: new.first.step.code().to_owned(),
        since_on: new.first.on,
        due_on: new.first.due_on,
        waits_for: code_or_empty(new.first.waits_for).to_owned(),
        owner_id: new.owner.into(),
        cv: tx.seal(new.person, &new.cv),
        answers: tx.seal(new.person, &String::new()),
        agreed_on: None,
        guaranteed: new.guaranteed,
        meets_criteria: String::new(),
        ended_on: None,
        version: 1,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        promised_on: None,
    };
    application::insert(tx, row).await?;
    insert_step(tx, id, new.person, &new.first).await?;
    let entry = Entry::new("begin-application").person(new.person);
    tx.journal(entry.subject(id)).await?;
    Ok(id)
}

pub(super) async fn set(
    tx: &mut WriteTx,
    one: &Application,
    version: i32,
    change: application::ActiveModel,
) -> Result<(), StoreError> {
    let written = application::change(tx.council())
        .set(application::ActiveModel {
            version: Set(version + 1),
            ..change
        })
        .filter(application::Column::Id.eq(Uuid::from(one.id)))
        .filter(application::Column::Version.eq(version))
        .exec_in(tx)
        .await?;
    if written == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

/// Records a step. One outside the ladder, such as having no news, does not move it, and leaves the day that the employer promised.
///
/// Errors: [`StoreError::Stale`] when it has moved in the meantime.
pub(crate) async fn note_step(
    tx: &mut WriteTx,
    one: &Application,
    version: i32,
    new: &NewStep,
) -> Result<(), StoreError> {
    let waits_for = code_or_empty(new.waits_for);
    let mut change = application::ActiveModel {
        due_on: Set(new.due_on),
        ..Default::default()
    };
    if new.waits_for.is_some() {
        change.waits_for = Set(waits_for.to_owned());
    }
    if !new.step.is_aside() {
        change.step = Set(new.step.code().to_owned());
        change.since_on = Set(new.on);
        change.waits_for = Set(waits_for.to_owned());
        // The day that they promised stays, however often there is no news until then.
        change.promised_on = Set(new.promised_on());
    }
    if new.step.is_end() {
        change.ended_on = Set(Some(new.on));
    }
    set(tx, one, version, change).await?;
    insert_step(tx, one.id, one.person, new).await?;
    let entry = Entry::new("application-step").person(one.person);
    tx.journal(entry.subject(one.id)).await
}

/// What is shared with the employer.
#[derive(Clone, Debug)]
pub(in super::super) struct Papers {
    pub(in super::super) cv: String,
    pub(in super::super) answers: String,
    pub(in super::super) agreed_on: Option<NaiveDate>,
    pub(in super::super) meets_criteria: Option<MeetsCriteria>,
    /// Whether they now agree to everything in it, including the documents.
    pub(in super::super) agrees: bool,
}

/// Saves what is shared with the employer.
///
/// Errors: [`StoreError::Stale`] when someone else has changed it in the meantime.
pub(in super::super) async fn keep_papers(
    tx: &mut WriteTx,
    one: &Application,
    version: i32,
    new: &Papers,
) -> Result<(), StoreError> {
    let change = application::ActiveModel {
        cv: Set(tx.seal(one.person, &new.cv)),
        answers: Set(tx.seal(one.person, &new.answers)),
        agreed_on: Set(new.agreed_on),
        meets_criteria: Set(code_or_empty(new.meets_criteria).to_owned()),
        ..Default::default()
    };
    set(tx, one, version, change).await?;
    if let Some(on) = new.agreed_on.filter(|_| new.agrees) {
        super::documents::agree_to_documents(tx, one, on).await?;
    }
    let entry = Entry::new("application-papers").person(one.person);
    tx.journal(entry.subject(one.id)).await
}

/// Finds an application.
pub(crate) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: ApplicationId,
) -> Result<Option<Application>, StoreError> {
    let row = application::find(council, id).one_in(tx).await?;
    row.map(|row| opened(tx, row)).transpose()
}

/// Lists a young person's applications, the newest first.
pub(crate) async fn of_person(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Application>, StoreError> {
    static APPLICATIONS: KeptQuery = KeptQuery::new(|about| {
        application::of(about.owner())
            .filter(about.are(application::Column::PersonId))
            .order_by_desc(application::Column::Id)
            .into_query()
    });
    let rows: Vec<application::Model> = APPLICATIONS.of(tx, council, person).await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists the applications in which something is due, that workers own or whose young people they work with, the earliest due first; if a day is
/// given, those due by then. One that has ended is among them until the young person has been told in words of the worker's own.
pub(crate) async fn due_of(
    tx: &mut ReadTx,
    council: CouncilId,
    workers: &[AccountId],
    until: Option<NaiveDate>,
) -> Result<Vec<Application>, StoreError> {
    use application::Column as A;

    let mut query = application::of(council).filter(A::DueOn.is_not_null());
    if let Some(until) = until {
        query = query.filter(A::DueOn.lte(until));
    }
    let ids = workers.iter().map(|id| Uuid::from(*id));
    let own = query.clone().filter(A::OwnerId.is_in(ids));
    let theirs = people::of_their_people(&query, (A::CouncilId, A::PersonId), workers);
    let mut found = BTreeMap::new();
    for way in std::iter::once(own).chain(theirs) {
        let rows = way.all_in(tx).await?;
        found.extend(rows.into_iter().map(|row| ((row.due_on, row.id), row)));
    }
    let rows = found.into_values().take(MOST_DUE);
    rows.map(|row| opened(tx, row)).collect()
}

/// Lists the applications with an interview between two days, that workers own or whose young people they work with, the earliest first.
pub(crate) async fn interviews_between(
    tx: &mut ReadTx,
    council: CouncilId,
    workers: &[AccountId],
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<Application>, StoreError> {
    use application::Column as A;

    let query = application::of(council)
        .filter(A::Step.eq(Step::Interview.code()))
        .filter(A::SinceOn.between(from, until));
    let ids = workers.iter().map(|id| Uuid::from(*id));
    let own = query.clone().filter(A::OwnerId.is_in(ids));
    let theirs = people::of_their_people(&query, (A::CouncilId, A::PersonId), workers);
    let mut found = BTreeMap::new();
    for way in std::iter::once(own).chain(theirs) {
        let rows = way.all_in(tx).await?;
        found.extend(rows.into_iter().map(|row| ((row.since_on, row.id), row)));
    }
    let rows = found.into_values();
    rows.map(|row| opened(tx, row)).collect()
}

/// Lists the applications with a guaranteed interview that ended without success.
pub(in super::super) async fn guaranteed_and_refused(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<Application>, StoreError> {
    let rows = application::of(council)
        .filter(application::Column::Guaranteed.eq(true))
        .filter(application::Column::Step.eq(Step::Unsuccessful.code()))
        .order_by_desc(application::Column::Id)
        .limit(500)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists the applications of a scope that were begun since a moment, the oldest first.
pub(in super::super) async fn made_since(
    tx: &mut ReadTx,
    scope: &Scope,
    from: DateTime<Utc>,
) -> Result<Vec<Application>, StoreError> {
    let rows = application::of(scope.council)
        .filter(people::is_in(scope, application::Column::PersonId))
        .filter(application::Column::MadeAt.gte(At::from(from)))
        .order_by_asc(application::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists the steps of applications, the oldest first, each with its application.
pub(in super::super) async fn steps_of(
    tx: &mut ReadTx,
    council: CouncilId,
    ids: &[ApplicationId],
) -> Result<Vec<(ApplicationId, StepTaken)>, StoreError> {
    let rows = application_step::of(council)
        .filter(application_step::Column::ApplicationId.is_in(ids.iter().map(|id| Uuid::from(*id))))
        .order_by_asc(application_step::Column::MadeAt)
        .order_by_asc(application_step::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter()
        .map(|row| {
            let step = StepTaken {
                step: Step::stored(&row.step)?,
                on: row.held_on,
                reason: row.reason,
                words: tx.open(&row.words)?,
                due_on: row.due_on,
                said_by: Side::stored(&row.source)?,
                at: row.made_at.into(),
                by: row.made_by.map(Into::into),
            };
            Ok((row.application_id.into(), step))
        })
        .collect()
}
