//! Mentors and young people, and when they met.

use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{mentor_meeting, mentoring},
    orm::{ColumnTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{CouncilId, MentorId, MentorMeetingId, MentoringId, PersonId};

use super::{
    super::model::{Meeting, Mentoring},
    NewMeeting,
};

/// Brings a mentor and a young person together.
///
/// Errors: [`StoreError::Stale`] when the mentor can no longer take anyone on, or the young person has a mentor.
pub(in crate::work::mentors) async fn begin(
    tx: &mut WriteTx,
    mentor: MentorId,
    person: PersonId,
    why: &str,
) -> Result<(), StoreError> {
    let (council, today) = (tx.council(), tx.today());
    let now = super::find(tx, council, mentor).await?;
    let has_one = of_person(tx, council, person).await?;
    let has_one = has_one.iter().any(|one| one.ended_on.is_none());
    if has_one || now.is_none_or(|now| now.refusal(today).is_some()) {
        return Err(StoreError::Stale);
    }
    let id: MentoringId = tx.next_id();
    let row = mentoring::New {
        id: id.into(),
        mentor_id: mentor.into(),
        person_id: person.into(),
        why: tx.seal(person, &why.to_owned()),
        from_on: tx.today(),
        ended_on: None,
        ended_why: tx.seal(person, &String::new()),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    mentoring::insert(tx, row).await?;
    let entry = Entry::new("begin-mentoring").person(person);
    tx.journal(entry.subject(mentor)).await
}

/// Ends the mentoring.
pub(in crate::work::mentors) async fn part(
    tx: &mut WriteTx,
    mentoring: &Mentoring,
    why: &str,
) -> Result<(), StoreError> {
    let person = mentoring.person;
    mentoring::change(tx.council())
        .set(mentoring::ActiveModel {
            ended_on: Set(Some(tx.today())),
            ended_why: Set(tx.seal(person, &why.to_owned())),
            ..Default::default()
        })
        .filter(mentoring::Column::Id.eq(Uuid::from(mentoring.id)))
        .filter(mentoring::Column::EndedOn.is_null())
        .exec_in(tx)
        .await?;
    let entry = Entry::new("end-mentoring").person(person);
    tx.journal(entry.subject(mentoring.mentor)).await
}

/// Records a meeting.
pub(in crate::work::mentors) async fn meet(
    tx: &mut WriteTx,
    mentoring: &Mentoring,
    new: &NewMeeting,
) -> Result<(), StoreError> {
    let id: MentorMeetingId = tx.next_id();
    let person = mentoring.person;
    let row = mentor_meeting::New {
        id: id.into(),
        mentoring_id: mentoring.id.into(),
        person_id: person.into(),
        held_on: new.on,
        kind: new.kind.clone(),
        words: tx.seal(person, &new.words),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    mentor_meeting::insert(tx, row).await?;
    let entry = Entry::new("mentor-meeting").person(person);
    tx.journal(entry.subject(mentoring.mentor)).await
}

fn opened(tx: &ReadTx, row: mentoring::Model) -> Result<Mentoring, StoreError> {
    Ok(Mentoring {
        id: row.id.into(),
        mentor: row.mentor_id.into(),
        person: row.person_id.into(),
        why: tx.open(&row.why)?,
        from_on: row.from_on,
        ended_on: row.ended_on,
        ended_why: tx.open(&row.ended_why)?,
    })
}

/// Lists a young person's mentors over time, the newest first.
pub(in crate::work::mentors) async fn of_person(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Mentoring>, StoreError> {
    let rows = mentoring::of(council)
        .filter(mentoring::Column::PersonId.eq(Uuid::from(person)))
        .order_by_desc(mentoring::Column::FromOn)
        .order_by_desc(mentoring::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists the young people whom a mentor is with now, the longest first.
pub(in crate::work::mentors) async fn of_mentor(
    tx: &mut ReadTx,
    council: CouncilId,
    mentor: MentorId,
) -> Result<Vec<Mentoring>, StoreError> {
    let rows = mentoring::of(council)
        .filter(mentoring::Column::MentorId.eq(Uuid::from(mentor)))
        .filter(mentoring::Column::EndedOn.is_null())
        .order_by_asc(mentoring::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists every mentor and young person of a council who are or were together.
pub(crate) async fn every_pair(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<Mentoring>, StoreError> {
    let rows = mentoring::of(council)
        .order_by_asc(mentoring::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Lists the meetings of mentors with young people, the newest first.
pub(crate) async fn meetings(
    tx: &mut ReadTx,
    council: CouncilId,
    of: &[MentoringId],
) -> Result<Vec<Meeting>, StoreError> {
    let rows = mentor_meeting::of(council)
        .filter(mentor_meeting::Column::MentoringId.is_in(of.iter().map(|id| Uuid::from(*id))))
        .order_by_desc(mentor_meeting::Column::HeldOn)
        .order_by_desc(mentor_meeting::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Meeting {
                mentoring: row.mentoring_id.into(),
                on: row.held_on,
                kind: row.kind,
                words: tx.open(&row.words)?,
            })
        })
        .collect()
}
