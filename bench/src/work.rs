//! The way into work: a hundred opportunities, a quarter of the young people applying for one, and a fifth at work with check-ins.

use chrono::{Days, NaiveDate};
use store::{
    Execute, StoreError, WriteTx,
    entities::{application, check_in, employer, opportunity, work_placement},
    orm::{EntityTrait, Set},
};
use uuid::Uuid;
use values::{AccountId, PersonId};

/// How many opportunities there are, each at an employer of its own and with ten places.
pub(crate) const OPPORTUNITIES: usize = 100;

/// Adds the employers and their opportunities.
pub(crate) async fn offer(tx: &mut WriteTx, keeper: AccountId) -> Result<Vec<Uuid>, StoreError> {
    let sectors = ["animals-outdoors", "care", "retail", "building", "digital"];
    let mut made = Vec::new();
    for number in 0..OPPORTUNITIES {
        let (works, id): (Uuid, Uuid) = (tx.next_id(), tx.next_id());
        let (sector, blank) = (sectors[number % sectors.len()], || Set(String::new()));
        let name = format!("Employer {number}");
        let row = employer::ActiveModel {
            council_id: Set(tx.council().into()),
            id: Set(works),
            name: Set(name.clone()),
            folded: Set(name.to_lowercase()),
            sector: Set(sector.into()),
            website: blank(),
            keeper_id: Set(keeper.into()),
            rhythm_weeks: Set(13),
            next_on: Set(Some(tx.today() + Days::new(60))),
            next_act: blank(),
            stopped_on: Set(None),
            stopped_why: blank(),
            version: Set(1),
            made_at: Set(tx.at().into()),
            made_by: Set(tx.by_id()),
        };
        employer::Entity::insert(row).exec_in(tx).await?;
        let row = opportunity::ActiveModel {
            council_id: Set(tx.council().into()),
            id: Set(id),
            employer_id: Set(works),
            title: Set(format!("Opportunity {number}")),
            kind: Set("work-placement".into()),
            sector: Set(sector.into()),
            occupation: blank(),
            about: blank(),
            places: Set(10),
            kept_places: Set(10),
            hourly_pence: Set(1500),
            pay_kind: Set("hourly".into()),
            exemption: blank(),
            weekly_minutes: Set(960),
            pattern: blank(),
            starts_on: Set(None),
            ends_on: Set(None),
            closes_on: Set(None),
            place: Set("By the canal".into()),
            district: blank(),
            youngest: Set(if number % 3 == 0 { 21 } else { 18 }),
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
            keeper_id: Set(keeper.into()),
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
        made.push(works);
        made.push(id);
    }
    Ok(made)
}

/// Makes a young person apply for an opportunity, start work at an employer, or neither.
pub(crate) async fn lead(
    tx: &mut WriteTx,
    (person, number): (PersonId, usize),
    worker: AccountId,
    offered: &[Uuid],
    today: NaiveDate,
) -> Result<(), StoreError> {
    let at = number % OPPORTUNITIES;
    let (works, opportunity) = (offered[2 * at], offered[2 * at + 1]);
    match number % 20 {
        0..5 => applied(tx, (person, number), worker, opportunity, today).await,
        5..9 => placed(tx, (person, number), worker, works, today).await,
        _ => Ok(()),
    }
}

async fn applied(
    tx: &mut WriteTx,
    (person, number): (PersonId, usize),
    worker: AccountId,
    opportunity: Uuid,
    today: NaiveDate,
) -> Result<(), StoreError> {
    let sealed = Set(tx.seal(person, &"Reliable, and good with people".to_owned()));
    let row = application::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(tx.next_id()),
        person_id: Set(person.into()),
        opportunity_id: Set(opportunity),
        step: Set("applied".into()),
        since_on: Set(today),
        due_on: Set(Some(today + Days::new((number % 28) as u64))),
        waits_for: Set("employer".into()),
        owner_id: Set(worker.into()),
        cv: sealed.clone(),
        answers: sealed,
        agreed_on: Set(Some(today)),
        guaranteed: Set(false),
        meets_criteria: Set(String::new()),
        ended_on: Set(None),
        version: Set(1),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
        promised_on: Set(None),
    };
    application::Entity::insert(row).exec_in(tx).await?;
    Ok(())
}

async fn placed(
    tx: &mut WriteTx,
    (person, number): (PersonId, usize),
    worker: AccountId,
    works: Uuid,
    today: NaiveDate,
) -> Result<(), StoreError> {
    let (id, began): (Uuid, _) = (tx.next_id(), today - Days::new((number % 200) as u64));
    let empty = tx.seal(person, &String::new());
    let row = work_placement::ActiveModel {
        council_id: Set(tx.council().into()),
        id: Set(id),
        person_id: Set(person.into()),
        employer_id: Set(works),
        application_id: Set(None),
        kind: Set("work-placement".into()),
        title: Set("Gardener".into()),
        starts_on: Set(began),
        ends_on: Set(Some(began + Days::new(300))),
        hourly_pence: Set(1500),
        weekly_minutes: Set(960),
        keeper_id: Set(worker.into()),
        contact_id: Set(None),
        started_on: Set(Some(began)),
        ended_on: Set(None),
        end_reason: Set(String::new()),
        end_side: Set(String::new()),
        end_words: Set(empty.clone()),
        came_next: Set(String::new()),
        version: Set(1),
        made_at: Set(tx.at().into()),
        made_by: Set(tx.by_id()),
        place: Set("The park".into()),
    };
    work_placement::Entity::insert(row).exec_in(tx).await?;
    for (weeks, side) in (1..11).flat_map(|weeks| [(weeks, "employer"), (weeks, "young-person")]) {
        let due_on = began + Days::new(weeks * 28);
        let is_past = due_on < today - Days::new(20);
        let row = check_in::ActiveModel {
            council_id: Set(tx.council().into()),
            id: Set(tx.next_id()),
            work_placement_id: Set(id),
            person_id: Set(person.into()),
            side: Set(side.into()),
            due_on: Set(due_on),
            asked_on: Set(is_past.then_some(due_on)),
            answered_at: Set(is_past.then(|| tx.at().into())),
            answer: Set(if is_past {
                "good".into()
            } else {
                String::new()
            }),
            words: Set(empty.clone()),
            shares: Set(false),
            seen_at: Set(None),
            seen_by: Set(None),
            made_at: Set(tx.at().into()),
            made_by: Set(tx.by_id()),
        };
        check_in::Entity::insert(row).exec_in(tx).await?;
    }
    Ok(())
}
