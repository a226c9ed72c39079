//! Funds, requests to them, their devices, and what was asked for a group.

use store::{
    Execute, StoreError, WriteTx,
    entities::{device, fund, fund_payment, fund_request, group_request},
    orm::{EntityTrait, Set, Uuid},
};
use values::{AccountId, PersonId};

/// A fund for travel.
pub(super) async fn funded(tx: &mut WriteTx, worker: AccountId) -> Result<Uuid, StoreError> {
    let id: Uuid = tx.next_id();
    let row = fund::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        name: Set("Travel".into()),
        about: Set(String::new()),
        kind: Set("money".into()),
        purpose: Set("travel".into()),
        owner_id: Set(worker.into()),
        programme_key: Set(String::new()),
        funder: Set(String::new()),
        who: Set(String::new()),
        youngest: Set(16),
        oldest: Set(0),
        person_cap_pence: Set(0),
        item_cap_pence: Set(0),
        coach_limit_pence: Set(5_000),
        team_limit_pence: Set(20_000),
        needs_receipt: Set(true),
        effect: Set("none".into()),
        in_stock: Set(0),
        given: Set(0),
        ended_on: Set(None),
        made_at: Set(tx.at().into()),
        made_by: Set(worker.into()),
        version: Set(1),
    };
    fund::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

/// A request to a fund that nobody has decided, with its one payment.
pub(super) async fn asked_for(
    tx: &mut WriteTx,
    person: PersonId,
    worker: AccountId,
    pot: Uuid,
) -> Result<Uuid, StoreError> {
    let id: Uuid = tx.next_id();
    let nothing = tx.seal(person, &String::new());
    let row = fund_request::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        fund_id: Set(pot),
        person_id: Set(person.into()),
        item: Set(tx.seal(person, &"Travel in the first month".to_owned())),
        reason: Set(nothing.clone()),
        pence: Set(4_000),
        number: Set(1),
        rhythm: Set("once".into()),
        wanted_on: Set(Some(tx.today())),
        decided_on: Set(None),
        decided_as: Set(String::new()),
        decided_by: Set(None),
        answer: Set(nothing),
        ended_on: Set(None),
        ended_as: Set(String::new()),
        made_on: Set(tx.today()),
        made_at: Set(tx.at().into()),
        made_by: Set(worker.into()),
        version: Set(1),
        activity_id: Set(None),
        purpose: Set("travel".into()),
    };
    fund_request::Entity::insert(row).exec_in(tx).await?;
    let row = fund_payment::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(tx.next_id()),
        request_id: Set(id),
        fund_id: Set(pot),
        person_id: Set(person.into()),
        due_on: Set(tx.today()),
        pence: Set(4_000),
        fund_year_id: Set(None),
        committed_on: Set(None),
        paid_on: Set(None),
        paid_pence: Set(0),
        paid_by: Set(None),
        handed_on: Set(None),
        receipt_id: Set(None),
        receipt_on: Set(None),
        returned_pence: Set(0),
        written_off_on: Set(None),
        stopped_on: Set(None),
        top_up_id: Set(None),
        made_at: Set(tx.at().into()),
        made_by: Set(worker.into()),
    };
    fund_payment::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

/// A device of a fund that the young person has.
pub(super) async fn lent(
    tx: &mut WriteTx,
    person: PersonId,
    worker: AccountId,
    pot: Uuid,
) -> Result<Uuid, StoreError> {
    let id: Uuid = tx.next_id();
    let row = device::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        fund_id: Set(pot),
        name: Set("Laptop".into()),
        serial: Set(format!("SN-{id}")),
        person_id: Set(person.into()),
        lent_on: Set(Some(tx.today())),
        back_due_on: Set(None),
        gone_on: Set(None),
        made_at: Set(tx.at().into()),
        made_by: Set(worker.into()),
        version: Set(1),
    };
    device::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}

/// What was asked for the group at an activity.
pub(super) async fn for_group(tx: &mut WriteTx, pot: Uuid, at: Uuid) -> Result<Uuid, StoreError> {
    let id = tx.next_id();
    let row = group_request::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        fund_id: Set(pot),
        activity_id: Set(at),
        item: Set("Goods for a market stall".into()),
        pence: Set(6_000),
        made_on: Set(tx.today()),
        decided_on: Set(None),
        decided_as: Set(String::new()),
        decided_by: Set(None),
        answer: Set(String::new()),
        fund_year_id: Set(None),
        returned_pence: Set(0),
        receipt_id: Set(None),
        receipt_on: Set(None),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
    };
    group_request::Entity::insert(row).exec_in(tx).await?;
    Ok(id)
}
