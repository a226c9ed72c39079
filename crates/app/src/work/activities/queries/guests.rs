//! Who is invited to activities, who comes, and what came of it.

use chrono::NaiveDate;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{activity, activity_guest},
    orm::{ColumnTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{AccountId, ActivityGuestId, ActivityId, CouncilId, PersonId};

use super::{
    super::model::{Activity, Came, CameOf, Guest, Reply, answer_of_yes},
    activities::{find, from_day},
};
use crate::{person::people, shell::choices::Code};

fn opened_guest(tx: &ReadTx, row: activity_guest::Model) -> Result<Guest, StoreError> {
    Ok(Guest {
        id: row.id.into(),
        activity: row.activity_id.into(),
        person: row.person_id.into(),
        answer: Reply::stored_if_any(&row.answer)?,
        came: Came::stored_if_any(&row.came)?,
        came_of: CameOf::stored_if_any(&row.came_of)?,
        words: tx.open(&row.words)?,
        counted: row.counted,
        is_told: row.is_told,
    })
}

/// Lists the young people of some workers whom no message could tell of an activity from a day on: that they are invited, that they have a place now,
/// or that it is called off. Each with the activity.
pub(crate) async fn untold(
    tx: &mut ReadTx,
    council: CouncilId,
    (workers, from): (&[AccountId], NaiveDate),
) -> Result<Vec<(PersonId, Activity)>, StoreError> {
    use activity_guest::Column as G;

    let ahead = from_day(tx, council, from).await?;
    if ahead.is_empty() {
        return Ok(Vec::new());
    }
    let invited = activity_guest::of(council)
        .filter(G::ActivityId.is_in(ahead.iter().map(|one| Uuid::from(one.id))))
        .filter(G::IsTold.eq(false))
        .filter(G::Answer.ne(Reply::No.code()));
    let mut found = Vec::new();
    for way in people::of_their_people(&invited, (G::CouncilId, G::PersonId), workers) {
        for row in way.all_in(tx).await? {
            let known = ahead
                .iter()
                .find(|one| Uuid::from(one.id) == row.activity_id);
            found.extend(known.map(|one| (row.person_id.into(), one.clone())));
        }
    }
    found.sort_by_key(|(person, one)| (one.on, one.id, *person));
    found.dedup_by_key(|(person, one)| (*person, one.id));
    Ok(found)
}

/// Lists those who are invited to activities or signed up, in order.
pub(crate) async fn guests(
    tx: &mut ReadTx,
    council: CouncilId,
    of: &[ActivityId],
) -> Result<Vec<Guest>, StoreError> {
    let rows = activity_guest::of(council)
        .filter(activity_guest::Column::ActivityId.is_in(of.iter().map(|id| Uuid::from(*id))))
        .order_by_asc(activity_guest::Column::Id)
        .all_in(tx)
        .await?;
    let mut rows = rows;
    // The databases sort missing answers differently: here they come last.
    rows.sort_by_key(|row| (row.answered_at.is_none(), row.answered_at, row.id));
    rows.into_iter().map(|row| opened_guest(tx, row)).collect()
}

/// Lists the activities that a young person is invited to.
pub(in super::super) async fn of_person(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Guest>, StoreError> {
    let rows = activity_guest::of(council)
        .filter(activity_guest::Column::PersonId.eq(Uuid::from(person)))
        .order_by_asc(activity_guest::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened_guest(tx, row)).collect()
}

/// Invites young people, each with whether a message about it went out. No one is invited twice.
pub(in super::super) async fn invite(
    tx: &mut WriteTx,
    of: ActivityId,
    people: &[(PersonId, bool)],
) -> Result<(), StoreError> {
    let council = tx.council();
    let known = guests(tx, council, &[of]).await?;
    let mut rows = Vec::new();
    for (person, is_told) in people {
        if known.iter().any(|guest| guest.person == *person) {
            continue;
        }
        let id: ActivityGuestId = tx.next_id();
        rows.push(activity_guest::New {
            id: id.into(),
            activity_id: of.into(),
            person_id: (*person).into(),
            invited_on: Some(tx.today()),
            answer: String::new(),
            answered_at: None,
            came: String::new(),
            came_of: String::new(),
            counted: false,
            words: tx.seal(*person, &String::new()),
            made_at: tx.at().into(),
            made_by: tx.by_id(),
            is_told: *is_told,
        });
    }
    if !rows.is_empty() {
        activity_guest::insert_all(tx, rows).await?;
    }
    let people = people.iter().map(|(person, _)| *person);
    tx.journal(Entry::new("invite").subject(of).subjects(people))
        .await
}

async fn set(
    tx: &mut WriteTx,
    one: &Guest,
    change: activity_guest::ActiveModel,
    action: &'static str,
) -> Result<(), StoreError> {
    activity_guest::change(tx.council())
        .set(change)
        .filter(activity_guest::Column::Id.eq(Uuid::from(one.id)))
        .exec_in(tx)
        .await?;
    let entry = Entry::new(action).person(one.person);
    tx.journal(entry.subject(one.activity)).await
}

/// Records a young person's answer. A yes gets a place while there is one, and otherwise goes on the waiting list; a no makes
/// room for the first on it, who is returned. Two who answer at once meet in the activity's row, and one of them is tried again.
///
/// Errors: [`StoreError::Conflict`] when two meet.
pub(in super::super) async fn answer(
    tx: &mut WriteTx,
    of: &Activity,
    person: PersonId,
    says_yes: bool,
) -> Result<Option<PersonId>, StoreError> {
    let council = tx.council();
    let now = find(tx, council, of.id).await?.ok_or(StoreError::Stale)?;
    let written = activity::change(council)
        .set(activity::ActiveModel {
            version: Set(now.version + 1),
            ..Default::default()
        })
        .filter(activity::Column::Id.eq(Uuid::from(of.id)))
        .filter(activity::Column::Version.eq(now.version))
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Conflict);
    }
    let all = guests(tx, council, &[of.id]).await?;
    let taken = all
        .iter()
        .filter(|one| one.answer == Some(Reply::Yes) && one.person != person)
        .count();
    let Some(own) = all.iter().find(|one| one.person == person) else {
        tx.housekeeping();
        return Ok(None);
    };
    let answer = if says_yes {
        answer_of_yes(of.places, taken)
    } else {
        Reply::No
    };
    // Whoever answers has been told, and whoever moves up has not yet.
    let change = |answer: Reply, at, is_told| activity_guest::ActiveModel {
        answer: Set(answer.code().to_owned()),
        answered_at: Set(Some(at)),
        is_told: Set(is_told),
        ..Default::default()
    };
    let at = tx.at().into();
    set(tx, own, change(answer, at, true), "answer-invitation").await?;
    let waits = all
        .iter()
        .find(|one| one.answer == Some(Reply::Waiting) && one.person != person);
    match waits {
        Some(next) if answer == Reply::No && answer_of_yes(of.places, taken) == Reply::Yes => {
            set(tx, next, change(Reply::Yes, at, false), "move-up").await?;
            Ok(Some(next.person))
        }
        _ => Ok(None),
    }
}

/// Notes who has been told of what changed for them, and who has not.
pub(in super::super) async fn note_told(
    tx: &mut WriteTx,
    of: ActivityId,
    told: &[(PersonId, bool)],
) -> Result<(), StoreError> {
    for (person, is_told) in told {
        activity_guest::change(tx.council())
            .set(activity_guest::ActiveModel {
                is_told: Set(*is_told),
                ..Default::default()
            })
            .filter(activity_guest::Column::ActivityId.eq(Uuid::from(of)))
            .filter(activity_guest::Column::PersonId.eq(Uuid::from(*person)))
            .exec_in(tx)
            .await?;
        let entry = Entry::new("tell-of-activity").person(*person);
        tx.journal(entry.subject(of)).await?;
    }
    Ok(())
}

/// Records who came.
pub(in super::super) async fn attend(
    tx: &mut WriteTx,
    one: &Guest,
    came: bool,
) -> Result<(), StoreError> {
    let came = if came { Came::Yes } else { Came::No };
    let change = activity_guest::ActiveModel {
        came: Set(came.code().to_owned()),
        ..Default::default()
    };
    set(tx, one, change, "attend-activity").await
}

/// Records what came of it for a young person.
pub(in super::super) async fn set_result(
    tx: &mut WriteTx,
    one: &Guest,
    came_of: CameOf,
    words: &str,
) -> Result<(), StoreError> {
    let change = activity_guest::ActiveModel {
        came_of: Set(came_of.code().to_owned()),
        words: Set(tx.seal(one.person, &words.to_owned())),
        ..Default::default()
    };
    set(tx, one, change, "result-of-activity").await
}

/// Marks an offer as counted. Returns whether it had not been.
pub(in super::super) async fn count(tx: &mut WriteTx, one: &Guest) -> Result<bool, StoreError> {
    let written = activity_guest::change(tx.council())
        .set(activity_guest::ActiveModel {
            counted: Set(true),
            ..Default::default()
        })
        .filter(activity_guest::Column::Id.eq(Uuid::from(one.id)))
        .filter(activity_guest::Column::Counted.eq(false))
        .exec_in(tx)
        .await?;
    Ok(written == 1)
}
