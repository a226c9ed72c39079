//! Who hears of a step at once.

use programme::Told;
use store::{StoreError, WriteTx};

use super::{model::Step, queries::NewStep};
use crate::{
    care::messages::{News, tell},
    person::people::Person,
};

/// Tells the young person of a step where they hear of it at once. Returns whether somebody has to tell them instead.
pub(super) async fn tell_of(
    tx: &mut WriteTx,
    person: &Person,
    worker: &str,
    new: &NewStep,
) -> Result<bool, StoreError> {
    let hears = |step: Step| {
        step.happening()
            .is_some_and(|one| one.tells(Told::YoungPerson))
    };
    if !hears(new.step) {
        return Ok(false);
    }
    let news = match new.step {
        Step::Interview => News::Interview(new.on),
        Step::Offered => News::Offer,
        _ => News::NoneYet(new.due_on.unwrap_or(new.on)),
    };
    Ok(!tell(tx, person, worker, news).await?)
}
