//! Many young people at once: what `add` does for one, in a statement for each table.

use chrono::NaiveDate;
use store::{
    Entry, StoreError, WriteTx,
    entities::{accommodation_span, eet_span, list_row, outer_id, person},
};
use values::{
    PersonId,
    codes::{Accommodation, Activity},
};

use super::super::model::NewPerson;

/// A new young person, with what a list says of a given day. No one works with them yet.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// Who they are, without an allocation.
    pub person: NewPerson,
    /// The day from which the codes hold.
    pub on: NaiveDate,
    /// What they do, where it is known.
    pub activity: Option<Activity>,
    /// Where they live, where it is known.
    pub accommodation: Option<Accommodation>,
    /// What the list said, form-encoded.
    pub brought: String,
}

/// Adds young people, at most a thousand at once: a statement holds a limited number of values. Returns them in the same order.
pub async fn add_many(
    tx: &mut WriteTx,
    newcomers: &[Newcomer],
    source: &str,
) -> Result<Vec<PersonId>, StoreError> {
    if newcomers.is_empty() {
        return Ok(Vec::new());
    }
    let (mut people, mut ids) = (Vec::new(), Vec::new());
    let mut added = Vec::new();
    let (mut activities, mut homes) = (Vec::new(), Vec::new());
    let (mut entries, mut brought) = (Vec::new(), Vec::new());
    for one in newcomers {
        let id: PersonId = tx.next_id();
        added.push(id);
        let mut row = super::row_of(tx, id, &one.person);
        if let Some(activity) = one.activity {
            row.eet_code = activity.code().into();
            activities.push(eet_span::New {
                id: tx.next_id(),
                person_id: id.into(),
                code: activity.code().into(),
                from_on: one.on,
                source: source.into(),
                recorded_at: tx.at().into(),
                recorded_by: tx.by_id(),
                superseded_at: None,
            });
        }
        if let Some(accommodation) = one.accommodation {
            homes.push(accommodation_span::New {
                id: tx.next_id(),
                person_id: id.into(),
                code: accommodation.code().into(),
                from_on: one.on,
                source: source.into(),
                recorded_at: tx.at().into(),
                recorded_by: tx.by_id(),
                superseded_at: None,
            });
        }
        for (system, value) in super::outer_ids_of(&one.person) {
            ids.push(outer_id::New {
                id: tx.next_id(),
                person_id: id.into(),
                system: system.into(),
                value: tx.seal(id, value),
                made_at: tx.at().into(),
            });
        }
        brought.push(list_row::New {
            id: tx.next_id(),
            person_id: id.into(),
            list: source.to_owned(),
            brought: tx.seal(id, &one.brought),
            seen_at: tx.at().into(),
        });
        people.push(row);
        entries.push(Entry::new("add-person").person(id).reason(source));
    }
    person::insert_all(tx, people).await?;
    if !ids.is_empty() {
        outer_id::insert_all(tx, ids).await?;
    }
    if !activities.is_empty() {
        eet_span::insert_all(tx, activities).await?;
    }
    if !homes.is_empty() {
        accommodation_span::insert_all(tx, homes).await?;
    }
    list_row::insert_all(tx, brought).await?;
    tx.names_changed(added.iter().copied()).await?;
    tx.journal_all(&entries).await?;
    Ok(added)
}
