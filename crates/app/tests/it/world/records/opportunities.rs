//! Opportunities at an employer.

use store::{
    Execute, StoreError, WriteTx,
    entities::opportunity,
    orm::{EntityTrait, Set, Uuid},
};
use values::AccountId;

use super::employers::employing;

/// An opportunity at an employer of its own.
pub(super) async fn offering(tx: &mut WriteTx, worker: AccountId) -> Result<Uuid, StoreError> {
    let (employer, id) = (employing(tx, worker).await?, tx.next_id());
    let blank = || Set(String::new());
    let row = opportunity::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        employer_id: Set(employer),
        title: Set("Parks team".into()),
        kind: Set("job".into()),
        sector: Set("other".into()),
        occupation: blank(),
        about: blank(),
        places: Set(1),
        kept_places: Set(1),
        hourly_pence: Set(1500),
        pay_kind: Set("hourly".into()),
        exemption: blank(),
        weekly_minutes: Set(960),
        pattern: blank(),
        starts_on: Set(None),
        ends_on: Set(None),
        closes_on: Set(None),
        place: Set("The park".into()),
        district: blank(),
        youngest: Set(18),
        oldest: Set(0),
        needs: blank(),
        needs_kind: Set("none".into()),
        needs_dbs: Set(false),
        adjustments: blank(),
        guaranteed: Set(false),
        criteria: blank(),
        benefits: blank(),
        legal_basis: blank(),
        answer_days: Set(14),
        keeper_id: Set(worker.into()),
        source: Set("hand".into()),
        outer_key: blank(),
        published_at: Set(None),
        ended_on: Set(None),
        ended_why: blank(),
        version: Set(1),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
    };
    opportunity::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}
