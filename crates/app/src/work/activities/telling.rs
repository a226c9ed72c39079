//! Who hears of an activity at once: those who are invited, who move up from the waiting list, and whose place is called off.

use chrono::NaiveDate;
use programme::{Happening, Told};
use store::{StoreError, WriteTx};
use values::{AccountId, PersonId};

use crate::{
    care::messages::{self, News},
    office::accounts,
    person::people,
};

/// Tells young people of an activity on a day, each in the name of the worker they know, or else of `by`. Returns each with whether a message went
/// out; their worker tells the others.
pub(super) async fn tell(
    tx: &mut WriteTx,
    (happening, on): (Happening, NaiveDate),
    people: &[PersonId],
    by: AccountId,
) -> Result<Vec<(PersonId, bool)>, StoreError> {
    let news = match happening {
        Happening::Invited => News::Invitation(on),
        Happening::PlaceFree => News::Place(on),
        _ => News::CalledOff(on),
    };
    let council = tx.council();
    let workers = accounts::worker_names(tx, council).await?;
    let mut told = Vec::with_capacity(people.len());
    for id in people {
        let person = people::find(tx, council, *id).await?;
        let Some(person) = person.filter(|_| happening.tells(Told::YoungPerson)) else {
            continue;
        };
        let standing = person.standing;
        let known = [standing.coach, standing.adviser, Some(by)];
        let worker = known.into_iter().flatten().find_map(|id| workers.get(&id));
        let worker = worker.map_or("", String::as_str);
        told.push((*id, messages::tell(tx, &person, worker, news).await?));
    }
    Ok(told)
}
