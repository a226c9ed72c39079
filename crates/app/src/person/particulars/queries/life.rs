//! Events that stop everything, noted on the young person in the same write, so that no more reminders are computed.

use chrono::NaiveDate;
use store::{
    At, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{account, life_event, person},
    orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{CouncilId, PersonId};

use crate::{
    person::people::StoppedAs,
    post::outbox::{self, Letter},
    shell::choices::Code,
};

/// Begins an event. A death, once recorded, outweighs every other event.
pub(super) async fn begin(
    tx: &mut WriteTx,
    id: PersonId,
    kind: &str,
    from_on: NaiveDate,
) -> Result<(), StoreError> {
    let row = life_event::New {
        id: tx.next_id(),
        person_id: id.into(),
        kind: kind.to_owned(),
        from_on,
        recorded_at: tx.at().into(),
        recorded_by: tx.by_id(),
        ended_on: None,
        ended_at: None,
        ended_by: None,
    };
    life_event::insert(tx, row).await?;
    note(tx, id).await
}

/// Ends an event, and returns how many ended.
pub(super) async fn finish(tx: &mut WriteTx, id: PersonId, row: Uuid) -> Result<u64, StoreError> {
    let ended = life_event::change(tx.council())
        .set(life_event::ActiveModel {
            ended_on: Set(Some(tx.today())),
            ended_at: Set(Some(At::from(tx.at()))),
            ended_by: Set(tx.by_id()),
            ..Default::default()
        })
        .filter(life_event::Column::Id.eq(row))
        .filter(
            life_event::Column::PersonId
                .eq(Uuid::from(id))
                .and(life_event::Column::EndedAt.is_null()),
        )
        .exec_in(tx)
        .await?;
    note(tx, id).await?;
    Ok(ended)
}

/// Returns the event that stops everything now: kind and first day.
async fn open_event(
    tx: &mut ReadTx,
    council: CouncilId,
    id: PersonId,
) -> Result<Option<(String, NaiveDate)>, StoreError> {
    let rows = life_event::of(council)
        .filter(life_event::Column::PersonId.eq(Uuid::from(id)))
        .filter(life_event::Column::EndedAt.is_null())
        .order_by_desc(life_event::Column::FromOn)
        .order_by_desc(life_event::Column::Id)
        .all_in(tx)
        .await?;
    let died = rows.iter().find(|row| row.kind == StoppedAs::Died.code());
    let now = died.or(rows.first());
    Ok(now.map(|row| (row.kind.clone(), row.from_on)))
}

async fn note(tx: &mut WriteTx, id: PersonId) -> Result<(), StoreError> {
    let council = tx.council();
    let kind = open_event(tx, council, id).await?.map(|(kind, _)| kind);
    let row = person::ActiveModel {
        stopped_as: Set(kind.unwrap_or_default()),
        ..person::row(council, id)
    };
    person::Entity::update(row).exec_in(tx).await?;
    Ok(())
}

/// Tells everyone who works with a young person that something has happened. The email does not say who or what.
pub(in crate::person::particulars) async fn tell_team(
    tx: &mut WriteTx,
    id: PersonId,
    address: &str,
) -> Result<(), StoreError> {
    let owner = Uuid::from(tx.council());
    let Some(row) = person::find(owner, id).one_in(tx).await? else {
        return Ok(());
    };
    let workers = [row.coach_id, row.adviser_id, row.social_worker_id];
    let accounts = account::of(owner)
        .filter(account::Column::Id.is_in(workers))
        .filter(account::Column::LeftAt.is_null())
        .order_by_asc(account::Column::Id)
        .all_in(tx)
        .await?;
    let writer = Uuid::from(tx.worker()?);
    for account in accounts.iter().filter(|account| account.id != writer) {
        let name = tx.open(&account.name)?;
        let letter = Letter {
            account: Some(account.id.into()),
            recipient: tx.open(&account.email)?,
            subject: "Something important about someone you work with".into(),
            body: format!(
                "Hello {name},\n\nSomething important has been recorded about a young person you work with. Reminders and messages to them \
                 have stopped.\n\nPlease read it when you have a quiet moment:\n\n{address}/people/{id}\n\nIf it is hard news, your team is there for \
                 you too.\n"
            ),
        };
        outbox::post(tx, letter).await?;
    }
    Ok(())
}
