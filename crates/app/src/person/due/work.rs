//! From what is known to what is written: one young person, or everyone.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use policy::Role;
use programme::StageKey;
use store::{Entry, ReadTx, StoreError, WriteTx};
use values::{AccountId, CouncilId, PersonId, calendar::Calendar};

use super::{
    facts::{self, Item, Known},
    queries::{self, Whose},
};
use crate::{
    App,
    office::library::Library,
    person::{
        enrolments::{self, Enrolment},
        people,
    },
    shell::web::Ctx,
};

/// How many young people are looked at together when it is everybody: what is known of more need not be in memory at once.
const AT_ONCE: usize = 500;

/// What the engine needs besides the facts. Cheap to clone into a write.
#[derive(Clone)]
pub struct Rules {
    /// The council's programmes.
    pub library: Arc<Library>,
    /// Working days.
    pub calendar: Arc<Calendar>,
}

impl Rules {
    /// Combines a council's programmes with the calendar that the program was started with.
    #[must_use]
    pub fn of(app: &App, library: Arc<Library>) -> Self {
        Self {
            library,
            calendar: Arc::clone(&app.calendar),
        }
    }
}

impl Whose {
    /// Returns whose work a worker's list is: their own, that of those they cover, and what no one has in the teams that they manage.
    pub fn of(ctx: &Ctx) -> Self {
        let worker = &ctx.who().worker;
        let manages = worker.is(Role::TeamManager);
        Self {
            workers: ctx.stands_for(),
            organisation: worker.organisation,
            teams: if manages {
                worker.teams.clone()
            } else {
                Vec::new()
            },
        }
    }
}

/// Computes what is due for a young person now, and replaces what was there.
pub async fn refresh(tx: &mut WriteTx, rules: &Rules, person: PersonId) -> Result<(), StoreError> {
    if refresh_some(tx, rules, &[person]).await? == 0 {
        return Err(StoreError::Stale);
    }
    Ok(())
}

/// Does the same for some young people, at most a thousand at once. Returns how many there are.
pub async fn refresh_some(
    tx: &mut WriteTx,
    rules: &Rules,
    people: &[PersonId],
) -> Result<usize, StoreError> {
    let council = tx.council();
    let mut found = BTreeMap::new();
    // In a fixed order, so that a repeated write makes the same rows.
    for (person, known) in queries::known(tx, council, Some(people)).await? {
        let items = facts::work_out(rules, &known)?;
        found.insert(person, (known, items));
    }
    let mut all = Vec::with_capacity(found.len());
    let mut noted = Vec::new();
    for (person, (known, items)) in found {
        noted.extend(to_note(person, &known, &items));
        all.push((person, items));
    }
    let count = all.len();
    queries::replace(tx, all).await?;
    tx.apart();
    for (person, last, next) in noted {
        people::note_due(tx, person, last, next).await?;
    }
    Ok(count)
}

/// Rebuilds a council's whole table, as an act of its own. Returns the number of young people.
pub async fn rebuild(tx: &mut WriteTx, rules: &Rules) -> Result<usize, StoreError> {
    let count = refresh_everybody(tx, rules).await?;
    tx.journal(Entry::new("rebuild-due")).await?;
    Ok(count)
}

async fn refresh_everybody(tx: &mut WriteTx, rules: &Rules) -> Result<usize, StoreError> {
    let council = tx.council();
    let everybody = people::ids(tx, council).await?;
    for some in everybody.chunks(AT_ONCE) {
        refresh_some(tx, rules, some).await?;
    }
    Ok(everybody.len())
}

/// Returns the last contact and the next day to note on the young person, where they have changed.
fn to_note(
    person: PersonId,
    known: &Known,
    items: &[Item],
) -> Option<(PersonId, Option<NaiveDate>, Option<NaiveDate>)> {
    let last = known.last_contact_on();
    let next = items.iter().map(|item| item.on).min();
    ((last, next) != known.noted).then_some((person, last, next))
}

/// Returns the day by which the cadence asks for the contact after one on `on`: what was agreed with the young person, or the stage's own.
/// It is that of the programme in which the worker works with them. `None` where no stage asks for one.
///
/// Errors: [`StoreError::Unreadable`] when the bank holidays of the year are not loaded.
pub async fn next_by_cadence(
    tx: &mut ReadTx,
    rules: &Rules,
    council: CouncilId,
    (person, worker): (PersonId, AccountId),
    on: NaiveDate,
) -> Result<Option<NaiveDate>, StoreError> {
    let enrolments = enrolments::of_person(tx, council, person).await?;
    by_cadence(rules, &enrolments, (worker, on))
}

/// Does the same with the enrolments of a young person that are known.
///
/// Errors: as [`next_by_cadence`].
pub fn by_cadence(
    rules: &Rules,
    enrolments: &[Enrolment],
    (worker, on): (AccountId, NaiveDate),
) -> Result<Option<NaiveDate>, StoreError> {
    let open = enrolments::of_worker(enrolments, worker);
    let Some(open) = open.filter(|one| one.paused_on.is_none()) else {
        return Ok(None);
    };
    let version = rules.library.version(open.programme_version);
    let stage = StageKey::parse(&open.stage_key).ok();
    let stage = version.and_then(|version| version.programme.stage(&stage?));
    let Some(rule) = stage.and_then(|stage| stage.contact.as_ref()) else {
        return Ok(None);
    };
    let agreed = open.own_cadence.map(|every| (every, open.cadence_until));
    let next = programme::by_rhythm(rule.every, agreed, on, &rules.calendar);
    next.map(|(on, _)| Some(on))
        .map_err(|error| StoreError::Unreadable(error.to_string()))
}
