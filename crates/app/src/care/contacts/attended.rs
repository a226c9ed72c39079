//! Coming to something is being met.

use chrono::NaiveDate;
use programme::{AttendanceRule, Effect, Happening};
use store::{StoreError, WriteTx};
use values::{ActivityId, PersonId};

use super::{
    Facts, NewContact, NoteKind, Outcome,
    queries::{record_attendance, take_back_attendance},
};
use crate::person::{
    due::{self, Rules},
    enrolments,
};

/// What a young person came to.
pub(crate) struct Met<'a> {
    /// What it is, by the code that a programme file has for it.
    pub(crate) kind: &'a str,
    /// The day.
    pub(crate) on: NaiveDate,
    /// What stands in the history.
    pub(crate) words: &'a str,
    /// The activity; nothing for a meeting with a mentor.
    pub(crate) activity: Option<ActivityId>,
}

/// Records that they were met by coming, where their programme says that this counts, or takes it back. What is due is worked out anew, also for what
/// else follows from coming.
pub(crate) async fn met_by_coming(
    tx: &mut WriteTx,
    rules: &Rules,
    person: PersonId,
    (met, came): (&Met<'_>, bool),
) -> Result<(), StoreError> {
    match met.activity {
        _ if came => count(tx, rules, person, met).await?,
        Some(activity) => take_back_attendance(tx, person, activity).await?,
        None => {}
    }
    due::refresh(tx, rules, person).await
}

async fn count(
    tx: &mut WriteTx,
    rules: &Rules,
    person: PersonId,
    met: &Met<'_>,
) -> Result<(), StoreError> {
    let council = tx.council();
    let enrolments = enrolments::of_person(tx, council, person).await?;
    let open = enrolments::main(&enrolments);
    let version = open.and_then(|one| rules.library.version(one.programme_version));
    let usual = AttendanceRule::default();
    let rule = version.map_or(&usual, |version| &version.programme.definition().attendance);
    if !Happening::Attended.changes(Effect::ContactMade) || !rule.counts(met.kind) {
        return Ok(());
    }
    let new = NewContact {
        kind: if met.activity.is_some() {
            "activity".into()
        } else {
            "mentor".into()
        },
        facts: Facts::unarranged(Outcome::Held),
        held_on: met.on,
        note: met.words.to_owned(),
        note_kind: NoteKind::Partners,
        agreed: String::new(),
    };
    record_attendance(tx, person, open.map(|one| one.id), met.activity, &new).await?;
    Ok(())
}
