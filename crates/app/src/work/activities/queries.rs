//! Activities in the database.

use chrono::NaiveDate;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{activity, activity_guest},
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set, Uuid},
};
use values::{ActivityGuestId, ActivityId, CouncilId, EmployerId, FundId, PersonId, PledgeId};

use super::model::{Activity, Came, CameOf, Guest, Reply, answer_of_yes};
use crate::shell::choices::Code;

/// An activity to hold.
#[derive(Clone, Debug)]
pub(super) struct NewActivity {
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) host: Option<EmployerId>,
    pub(super) pledge: Option<PledgeId>,
    pub(super) on: NaiveDate,
    pub(super) begins: String,
    pub(super) ends: String,
    pub(super) place: String,
    pub(super) places: i32,
    pub(super) words: String,
    pub(super) fund: Option<FundId>,
    pub(super) voucher_pence: i64,
}

fn opened(row: activity::Model) -> Activity {
    Activity {
        id: row.id.into(),
        title: row.title,
        kind: row.kind,
        host: row.employer_id.map(Into::into),
        pledge: row.pledge_id.map(Into::into),
        on: row.held_on,
        begins: row.begins,
        ends: row.ends,
        place: row.place,
        places: row.places,
        words: row.words,
        fund: row.fund_id.map(Into::into),
        voucher_pence: row.voucher_pence,
        keeper: row.keeper_id.into(),
        called_off: row.called_off_on.map(|on| (on, row.reason)),
        version: row.version,
    }
}

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
    })
}

/// Adds an activity.
pub(super) async fn add(tx: &mut WriteTx, new: &NewActivity) -> Result<ActivityId, StoreError> {
    let id: ActivityId = tx.next_id();
    let row = activity::New {
        id: id.into(),
        title: new.title.clone(),
        kind: new.kind.clone(),
        employer_id: new.host.map(Uuid::from),
        pledge_id: new.pledge.map(Uuid::from),
        held_on: new.on,
        begins: new.begins.clone(),
        ends: new.ends.clone(),
        place: new.place.clone(),
        places: new.places,
        words: new.words.clone(),
        keeper_id: tx.worker()?.into(),
        called_off_on: None,
        reason: String::new(),
        version: 1,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        fund_id: new.fund.map(Uuid::from),
        voucher_pence: new.voucher_pence,
    };
    activity::insert(tx, row).await?;
    tx.journal(Entry::new("add-activity").subject(id)).await?;
    Ok(id)
}

/// Calls an activity off.
///
/// Errors: [`StoreError::Stale`] when it has already been called off.
pub(super) async fn call_off(
    tx: &mut WriteTx,
    id: ActivityId,
    reason: &str,
) -> Result<(), StoreError> {
    let written = activity::change(tx.council())
        .set(activity::ActiveModel {
            called_off_on: Set(Some(tx.today())),
            reason: Set(reason.to_owned()),
            ..Default::default()
        })
        .filter(activity::Column::Id.eq(Uuid::from(id)))
        .filter(activity::Column::CalledOffOn.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    tx.journal(Entry::new("call-off-activity").subject(id))
        .await
}

/// Finds an activity.
pub(crate) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: ActivityId,
) -> Result<Option<Activity>, StoreError> {
    let row = activity::find(council, id).one_in(tx).await?;
    Ok(row.map(opened))
}

/// Finds more than one activity.
pub(crate) async fn find_all(
    tx: &mut ReadTx,
    council: CouncilId,
    ids: &[ActivityId],
) -> Result<Vec<Activity>, StoreError> {
    let rows = activity::of(council)
        .filter(activity::Column::Id.is_in(ids.iter().map(|id| Uuid::from(*id))))
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(opened).collect())
}

/// Lists activities, the latest day first; at most two hundred.
pub(super) async fn newest(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<Activity>, StoreError> {
    let rows = activity::of(council)
        .order_by_desc(activity::Column::HeldOn)
        .order_by_desc(activity::Column::Id)
        .limit(200)
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(opened).collect())
}

/// Lists the activities from a day on, the earliest first.
pub(super) async fn from_day(
    tx: &mut ReadTx,
    council: CouncilId,
    day: NaiveDate,
) -> Result<Vec<Activity>, StoreError> {
    let rows = activity::of(council)
        .filter(activity::Column::HeldOn.gte(day))
        .order_by_asc(activity::Column::HeldOn)
        .order_by_asc(activity::Column::Id)
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(opened).collect())
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
pub(super) async fn of_person(
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

/// Invites young people. No one is invited twice.
pub(super) async fn invite(
    tx: &mut WriteTx,
    of: ActivityId,
    people: &[PersonId],
) -> Result<(), StoreError> {
    let council = tx.council();
    let known = guests(tx, council, &[of]).await?;
    let mut rows = Vec::new();
    for person in people {
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
        });
    }
    if !rows.is_empty() {
        activity_guest::insert_all(tx, rows).await?;
    }
    let people = people.iter().copied();
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
/// room for the first on it. Two who answer at once meet in the activity's row, and one of them is tried again.
///
/// Errors: [`StoreError::Conflict`] when two meet.
pub(super) async fn answer(
    tx: &mut WriteTx,
    of: &Activity,
    person: PersonId,
    says_yes: bool,
) -> Result<(), StoreError> {
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
        return Ok(());
    };
    let answer = if says_yes {
        answer_of_yes(of.places, taken)
    } else {
        Reply::No
    };
    let change = |answer: Reply, at| activity_guest::ActiveModel {
        answer: Set(answer.code().to_owned()),
        answered_at: Set(Some(at)),
        ..Default::default()
    };
    let at = tx.at().into();
    set(tx, own, change(answer, at), "answer-invitation").await?;
    let waits = all
        .iter()
        .find(|one| one.answer == Some(Reply::Waiting) && one.person != person);
    match waits {
        Some(next) if answer == Reply::No && answer_of_yes(of.places, taken) == Reply::Yes => {
            set(tx, next, change(Reply::Yes, at), "move-up").await
        }
        _ => Ok(()),
    }
}

/// Records who came.
pub(super) async fn attend(tx: &mut WriteTx, one: &Guest, came: bool) -> Result<(), StoreError> {
    let came = if came { Came::Yes } else { Came::No };
    let change = activity_guest::ActiveModel {
        came: Set(came.code().to_owned()),
        ..Default::default()
    };
    set(tx, one, change, "attend-activity").await
}

/// Records what came of it for a young person.
pub(super) async fn set_result(
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
pub(super) async fn count(tx: &mut WriteTx, one: &Guest) -> Result<bool, StoreError> {
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
