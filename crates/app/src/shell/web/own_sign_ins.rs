//! Which young person a cookie signs in, and how their sign-ins and links end.
//!
//! Absent on purpose: how a sign-in begins. That is in [`crate::own::young_person`].

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use store::{
    At, Entry, Execute, Fetch, StoreError, WriteTx,
    entities::{council, own_link, own_sign_in, person},
    orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, Set, Uuid},
};
use values::{CouncilId, PersonId};

use super::Token;
use crate::App;

/// How long a sign-in lasts without a visit, in days.
pub(crate) const IDLE_DAYS: i64 = 14;

/// Ends the unused links of a young person, except those of the demo.
pub(crate) async fn end_links(tx: &mut WriteTx, person: PersonId) -> Result<(), StoreError> {
    own_link::change(tx.council())
        .set(own_link::ActiveModel {
            expires_at: Set(tx.at().into()),
            ..Default::default()
        })
        .filter(own_link::Column::PersonId.eq(Uuid::from(person)))
        .filter(own_link::Column::UsedAt.is_null())
        .filter(own_link::Column::Reusable.eq(false))
        .filter(own_link::Column::ExpiresAt.gt(At::from(tx.at())))
        .exec_in(tx)
        .await?;
    Ok(())
}

/// Ends the sign-ins of a young person, except one.
pub(crate) async fn end_sign_ins(
    tx: &mut WriteTx,
    person: PersonId,
    but: Option<Uuid>,
) -> Result<(), StoreError> {
    own_sign_in::change(tx.council())
        .set(own_sign_in::ActiveModel {
            ended_at: Set(Some(tx.at().into())),
            ..Default::default()
        })
        .filter(own_sign_in::Column::PersonId.eq(Uuid::from(person)))
        .filter(own_sign_in::Column::EndedAt.is_null())
        .filter(Condition::all().add_option(but.map(|id| own_sign_in::Column::Id.ne(id))))
        .exec_in(tx)
        .await?;
    Ok(())
}

/// Ends every link and every sign-in of a young person: an old phone or number then shows nothing.
pub(crate) async fn end_all(
    tx: &mut WriteTx,
    person: PersonId,
    why: &'static str,
) -> Result<(), StoreError> {
    end_links(tx, person).await?;
    end_sign_ins(tx, person, None).await?;
    tx.journal(Entry::new("own-sign-out").person(person).reason(why))
        .await
}

/// Finds the young person whose sign-in a cookie opens: the sign-in, the council's name, and them. Not one who has died.
pub(crate) async fn find(
    app: &Arc<App>,
    token: &Token,
) -> Result<Option<(Uuid, String, PersonId)>, StoreError> {
    let tx = app.store.read().await?;
    let row = own_sign_in::find(token.council, token.id)
        .filter(own_sign_in::Column::EndedAt.is_null())
        .one_in(&tx)
        .await?;
    let (now, idle) = (app.clock.now(), TimeDelta::days(IDLE_DAYS));
    let Some(row) = row.filter(|row| {
        token.opens(&row.secret_hash)
            && row.expires_at > At::from(now)
            && DateTime::<Utc>::from(row.seen_at) + idle > now
    }) else {
        return Ok(None);
    };
    let person = person::find(token.council, row.person_id)
        .one_in(&tx)
        .await?;
    let Some(person) = person.filter(|person| person.stopped_as != "died") else {
        return Ok(None);
    };
    let council = council::Entity::find_by_id(Uuid::from(token.council))
        .one_in(&tx)
        .await?;
    drop(tx);
    if now - DateTime::<Utc>::from(row.seen_at) > TimeDelta::hours(1) {
        touch(app, token.council, row.id).await?;
    }
    let name = council.map(|row| row.name).unwrap_or_default();
    Ok(Some((row.id, name, person.id.into())))
}

async fn touch(app: &Arc<App>, council: CouncilId, id: Uuid) -> Result<(), StoreError> {
    app.store
        .write(
            app.clock.stamp(council, None),
            async move |tx: &mut WriteTx| {
                own_sign_in::change(tx.council())
                    .set(own_sign_in::ActiveModel {
                        seen_at: Set(tx.at().into()),
                        ..Default::default()
                    })
                    .filter(own_sign_in::Column::Id.eq(id))
                    .exec_in(tx)
                    .await?;
                tx.housekeeping();
                Ok::<_, StoreError>(())
            },
        )
        .await
}
