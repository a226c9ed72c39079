//! Mock interviews in the database.

use chrono::NaiveDate;
use store::{
    Entry, Fetch, ReadTx, StoreError, WriteTx,
    entities::mock_interview,
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Uuid},
};
use values::{ApplicationId, CouncilId, MockInterviewId, PersonId, Scope};

use super::super::mock_interview::MockInterview;
use crate::person::people;

/// A mock interview to record.
#[derive(Clone, Debug)]
pub(in crate::work::applications) struct NewInterview {
    pub(in crate::work::applications) on: NaiveDate,
    pub(in crate::work::applications) application: Option<ApplicationId>,
    pub(in crate::work::applications) panel: String,
    pub(in crate::work::applications) marks: String,
    pub(in crate::work::applications) went_well: String,
    pub(in crate::work::applications) work_on: String,
    pub(in crate::work::applications) again_of: Option<MockInterviewId>,
}

/// Records a mock interview.
pub(in crate::work::applications) async fn record_interview(
    tx: &mut WriteTx,
    person: PersonId,
    new: &NewInterview,
) -> Result<(), StoreError> {
    let id: MockInterviewId = tx.next_id();
    let row = mock_interview::New {
        id: id.into(),
        person_id: person.into(),
        application_id: new.application.map(Uuid::from),
        held_on: new.on,
        panel: tx.seal(person, &new.panel),
        marks: tx.seal(person, &new.marks),
        went_well: tx.seal(person, &new.went_well),
        work_on: tx.seal(person, &new.work_on),
        again_of_id: new.again_of.map(Uuid::from),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    mock_interview::insert(tx, row).await?;
    let entry = Entry::new("mock-interview").person(person);
    tx.journal(entry.subject(id)).await
}

/// Lists a young person's mock interviews, the newest first.
pub(in crate::work::applications) async fn interviews_of(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<MockInterview>, StoreError> {
    let rows = mock_interview::of(council)
        .filter(mock_interview::Column::PersonId.eq(Uuid::from(person)))
        .order_by_desc(mock_interview::Column::HeldOn)
        .order_by_desc(mock_interview::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(MockInterview {
                id: row.id.into(),
                application: row.application_id.map(Into::into),
                on: row.held_on,
                panel: tx.open(&row.panel)?,
                marks: tx.open(&row.marks)?,
                went_well: tx.open(&row.went_well)?,
                work_on: tx.open(&row.work_on)?,
                again_of: row.again_of_id.map(Into::into),
            })
        })
        .collect()
}

/// Lists who practised an interview between two days in a scope, once for each time.
pub(in crate::work::applications) async fn practised(
    tx: &mut ReadTx,
    scope: &Scope,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<PersonId>, StoreError> {
    let people: Vec<Uuid> = mock_interview::of(scope.council)
        .select_only()
        .column(mock_interview::Column::PersonId)
        .filter(people::is_in(scope, mock_interview::Column::PersonId))
        .filter(mock_interview::Column::HeldOn.between(from, until))
        .rows_in(tx)
        .await?;
    Ok(people.into_iter().map(PersonId).collect())
}
