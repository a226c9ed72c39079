//! Records that may be the same young person's, by name and by number.

use policy::Action;
use store::{NameHit, ReadTx};
use values::{
    CouncilId, PersonId,
    names::{Births, Name},
    phones,
};

use super::{Person, queries};
use crate::shell::web::{Ctx, Names, WebError};

/// How many records that may be the same are offered.
pub(crate) const MOST_ALIKE: usize = 10;

/// How many records with a similar name are considered, the most similar first.
const LOOKED_AT: usize = 50;

/// What is known of someone who may already have a record.
pub struct Likeness<'a> {
    /// Their name, as given.
    pub name: &'a str,
    /// A phone number, or empty.
    pub phone: &'a str,
    /// Date of birth.
    pub born_on: Option<chrono::NaiveDate>,
}

/// Finds the council's records that may be the same young person's, the most similar first, by [`values::names`] or by phone number.
/// What the worker may read is not considered: the caller decides what to show.
pub(crate) async fn alike_anywhere(
    tx: &mut ReadTx,
    names: &Names,
    council: CouncilId,
    sought: &Likeness<'_>,
) -> Result<Vec<Person>, WebError> {
    let wanted = Name::of(sought.name, "");
    let mut found = names.find_alike(&wanted);
    let numbers = phones::read(sought.phone).numbers;
    for number in &numbers {
        let by_phone = names.find(number).into_iter();
        found.extend(
            by_phone
                .filter(|(_, hit)| *hit == NameHit::Phone)
                .map(|(id, _)| id),
        );
    }
    // By sound and first letters too, as the search finds them.
    found.extend(names.find(sought.name).into_iter().map(|(id, _)| id));
    let mut ids: Vec<PersonId> = Vec::new();
    for id in found {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.truncate(LOOKED_AT);
    let mut alike = queries::find_all(tx, council, &ids).await?;
    alike.retain(|other| {
        let fields = &other.fields;
        let births = Births::of(sought.born_on, fields.born_on);
        let has_number = phones::read(&fields.phone)
            .numbers
            .iter()
            .any(|number| numbers.contains(number));
        births != Births::Differ || has_number
    });
    alike.sort_by_key(|one| ids.iter().position(|id| *id == one.standing.id));
    Ok(alike)
}

/// Finds the records that may be the same young person's, among those for which the worker may do `action`.
pub async fn alike(
    ctx: &Ctx,
    tx: &mut ReadTx,
    names: &Names,
    sought: &Likeness<'_>,
    action: Action,
) -> Result<Vec<Person>, WebError> {
    let mut alike = alike_anywhere(tx, names, ctx.council(), sought).await?;
    alike.retain(|other| ctx.permits(action, &other.standing));
    alike.truncate(MOST_ALIKE);
    for one in &alike {
        // Taking the name notes that they were shown.
        names.name(one.standing.id);
    }
    Ok(alike)
}
