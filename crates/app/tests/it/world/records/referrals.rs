//! Referrals to a programme.

use store::{
    Execute, StoreError, WriteTx,
    entities::referral,
    orm::{EntityTrait, Set, Uuid},
};
use values::{AccountId, PersonId, ReferralId};

use crate::world::Published;

/// A referral of the day that nobody has decided.
pub(super) async fn referred(
    tx: &mut WriteTx,
    person: PersonId,
    by: Option<AccountId>,
    programme: &Published,
) -> Result<ReferralId, StoreError> {
    let id: ReferralId = tx.next_id();
    let row = referral::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id.into()),
        person_id: Set(person.into()),
        programme_key: Set(programme.key.clone()),
        route: Set(programme.route.clone()),
        referrer_id: Set(by.map(Uuid::from)),
        organisation_id: Set(None),
        outside_referrer: Set(tx.seal(person, &String::new())),
        reason: Set(tx.seal(person, &"Would like to work with animals.".to_owned())),
        told: Set("knows".into()),
        received_on: Set(tx.today()),
        received_at: Set(tx.at().into()),
        decided_at: Set(None),
        decided_by: Set(None),
        decision: Set(String::new()),
        decision_reason: Set(String::new()),
        version: Set(1),
    };
    referral::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}
