//! Funds with money and stock, requests, entitlements, and an offer that was worked out.

use chrono::NaiveDate;
use policy::Role;
use store::{
    Execute, Fetch, StoreError, WriteTx,
    entities::{self, activity, fund_request, fund_year, person},
    orm::{ColumnTrait, QueryFilter, Set, Uuid},
};
use values::{AccountId, FundId, PersonId};

use super::{super::Made, office::Office};
use crate::money::funds::{
    self, Fund, NewRequest, Purpose, Rhythm, StockMove, financial_year, groups::NewGroupRequest,
};

/// What the fund that pays for what stands in the way is called.
const BARRIERS: &str = "Travel, clothes and laptops";

/// Returns the first account with a role.
fn holder(made: &Made, office: &Office, role: Role) -> AccountId {
    let place = made.staff.iter().position(|one| one.role == role);
    office.accounts[place.expect("the demo has a worker in each role")]
}

fn fund(id: FundId, name: &str, purpose: Purpose, owner: AccountId, is_stock: bool) -> Fund {
    Fund {
        id,
        name: name.to_owned(),
        about: String::new(),
        is_stock,
        purpose,
        owner,
        programme: String::new(),
        funder: "The programme’s grant".to_owned(),
        who: "Young people on the programme, and care leavers looking for work".to_owned(),
        youngest: 16,
        oldest: 24,
        person_cap: 0,
        item_cap: 0,
        coach_limit: 5_000,
        team_limit: 20_000,
        needs_receipt: true,
        effect: "none".to_owned(),
        in_stock: 0,
        given: 0,
        ended_on: None,
        version: 0,
    }
}

fn wanted(fund: FundId, (item, purpose): (&str, Purpose), pence: i64, on: NaiveDate) -> NewRequest {
    NewRequest {
        fund,
        item: item.to_owned(),
        reason: String::new(),
        pence,
        number: 1,
        rhythm: Rhythm::Once,
        wanted_on: on,
        activity: None,
        purpose,
    }
}

/// Returns the fund that pays for what stands in the way: the one of a story, where a story is played.
async fn barriers(tx: &mut WriteTx, owner: AccountId) -> Result<FundId, StoreError> {
    let known = entities::fund::of(tx.council())
        .filter(entities::fund::Column::Name.eq(BARRIERS))
        .one_in(tx)
        .await?;
    if let Some(known) = known {
        return Ok(known.id.into());
    }
    let new = fund(tx.next_id(), BARRIERS, Purpose::Equipment, owner, false);
    funds::add(tx, &new).await
}

pub(super) async fn write(
    tx: &mut WriteTx,
    made: &Made,
    office: &Office,
    ids: &[PersonId],
) -> Result<(), StoreError> {
    let owner = holder(made, office, Role::FundHolder);
    let (year, today) = (financial_year(tx.today()), tx.today());
    let barriers = barriers(tx, owner).await?;
    let this_year = fund_year::of(tx.council())
        .filter(fund_year::Column::FundId.eq(Uuid::from(barriers)))
        .filter(fund_year::Column::FromOn.lte(today))
        .filter(fund_year::Column::UntilOn.gte(today));
    if this_year.one_in(tx).await?.is_none() {
        funds::add_year(tx, barriers, year, (600_000, 250_000)).await?;
    }
    let top_up = fund(tx.next_id(), "Top-ups", Purpose::TopUp, owner, false);
    let top_ups = funds::add(tx, &top_up).await?;
    funds::add_year(tx, top_ups, year, (500_000, 0)).await?;
    let pack = fund(
        tx.next_id(),
        "Suitcases and packs",
        Purpose::Other,
        owner,
        true,
    );
    let packs = funds::add(tx, &pack).await?;
    funds::move_stock(tx, packs, None, (StockMove::In, 60)).await?;
    funds::move_stock(tx, packs, None, (StockMove::Given, 16)).await?;
    for number in 1..=3 {
        funds::add_device(tx, packs, "14-inch laptop", &format!("FH-2026-{number:03}")).await?;
    }
    let asked = [
        (("A laptop for college", Purpose::Equipment), 34_900),
        (
            ("Travel in the first month of work", Purpose::Travel),
            8_640,
        ),
        (
            ("Shoes and a coat for an interview", Purpose::Clothes),
            9_500,
        ),
    ];
    let enrolled = made
        .lives
        .iter()
        .zip(ids)
        .filter(|(life, _)| life.enrolment.is_some());
    for ((item, pence), (_, who)) in asked.into_iter().zip(enrolled.clone().step_by(7)) {
        let asked = funds::ask(tx, *who, &wanted(barriers, item, pence, today)).await?;
        // Their coach has asked.
        let row = person::find(tx.council(), *who).one_in(tx).await?;
        let by_coach = fund_request::ActiveModel {
            made_by: Set(row.and_then(|row| row.coach_id)),
            ..Default::default()
        };
        fund_request::change(tx.council())
            .set(by_coach)
            .filter(fund_request::Column::Id.eq(Uuid::from(asked)))
            .exec_in(tx)
            .await?;
    }
    let event = activity::of(tx.council()).one_in(tx).await?;
    if let Some(event) = event {
        let stall = NewGroupRequest {
            fund: barriers,
            activity: event.id.into(),
            item: "Goods for a market stall".to_owned(),
            pence: 6_000,
        };
        funds::groups::ask(tx, &stall).await?;
    }
    Ok(())
}
