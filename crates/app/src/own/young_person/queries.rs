//! Links, sign-ins and confirmed numbers of young people in the database.

use chrono::{DateTime, TimeDelta, Utc};
use store::{
    At, Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{number_check, own_link, own_sign_in},
    orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{CouncilId, PersonId, phones};

use crate::{
    App,
    post::outbox,
    shell::web::{
        Token,
        own_sign_ins::{IDLE_DAYS, end_links, end_sign_ins},
    },
};

/// The longest that a sign-in lasts, in days.
const SIGN_IN_DAYS: i64 = 90;

/// How long a number counts as theirs after it was confirmed, in days: six months.
const CONFIRMED_DAYS: i64 = 183;

/// Returns a number as it is dialled, or an address in lower case, as a hash that only this installation can make.
pub(crate) fn reach_hash(app: &App, typed: &str) -> String {
    let folded = if typed.contains('@') {
        typed.trim().to_lowercase()
    } else {
        let dialled = phones::first(typed).unwrap_or_else(|| typed.to_owned());
        let digits: String = dialled.chars().filter(char::is_ascii_digit).collect();
        digits
            .strip_prefix("44")
            .map_or(digits.clone(), |rest| format!("0{rest}"))
    };
    let mut hasher = blake3::Hasher::new_keyed(&app.key);
    hasher.update(b"own-reach").update(folded.as_bytes());
    hasher.finalize().to_hex().to_string()
}

/// Returns on how many phones and computers a young person is signed in, as far as is known.
pub(super) async fn open_sign_ins(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let idle = At::from(now - TimeDelta::days(IDLE_DAYS));
    let count = own_sign_in::of(council)
        .filter(own_sign_in::Column::PersonId.eq(Uuid::from(person)))
        .filter(own_sign_in::Column::EndedAt.is_null())
        .filter(own_sign_in::Column::ExpiresAt.gt(At::from(now)))
        .filter(own_sign_in::Column::SeenAt.gt(idle))
        .count_in(tx)
        .await?;
    Ok(count)
}

/// Makes a link for a young person, ends those before it, and returns the token that opens it.
pub(crate) async fn make_link(
    tx: &mut WriteTx,
    person: PersonId,
    secret: [u8; 32],
    life: TimeDelta,
    reusable: bool,
) -> Result<String, StoreError> {
    end_links(tx, person).await?;
    let id: Uuid = tx.next_id();
    let token = Token {
        council: tx.council(),
        id,
        secret,
    };
    let row = own_link::New {
        id,
        person_id: person.into(),
        secret_hash: token.hash(),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        expires_at: (tx.at() + life).into(),
        used_at: None,
        reusable,
    };
    own_link::insert(tx, row).await?;
    tx.journal(Entry::new("make-own-link").person(person).subject(id))
        .await?;
    Ok(token.encode())
}

/// Finds who a link signs in, where it still works, and whether it is one of the demo's.
pub(super) async fn find_link(
    tx: &mut ReadTx,
    token: &Token,
    now: DateTime<Utc>,
) -> Result<Option<(PersonId, bool)>, StoreError> {
    let row = own_link::find(token.council, token.id).one_in(tx).await?;
    Ok(row
        .filter(|row| token.opens(&row.secret_hash) && row.expires_at > At::from(now))
        .filter(|row| row.reusable || row.used_at.is_none())
        .map(|row| (row.person_id.into(), row.reusable)))
}

/// Begins a sign-in by a link, which uses the link up, and ends the others. `None` where the link was used just before.
pub(super) async fn begin(
    tx: &mut WriteTx,
    link: &Token,
    secret: [u8; 32],
) -> Result<Option<Token>, StoreError> {
    let now = tx.at();
    let Some((person, reusable)) = find_link(tx, link, now).await? else {
        tx.housekeeping();
        return Ok(None);
    };
    own_link::change(tx.council())
        .set(own_link::ActiveModel {
            used_at: Set(Some(now.into())),
            ..Default::default()
        })
        .filter(own_link::Column::Id.eq(link.id))
        .exec_in(tx)
        .await?;
    let id: Uuid = tx.next_id();
    let token = Token {
        council: tx.council(),
        id,
        secret,
    };
    let row = own_sign_in::New {
        id,
        person_id: person.into(),
        secret_hash: token.hash(),
        started_at: now.into(),
        seen_at: now.into(),
        expires_at: (now + TimeDelta::days(SIGN_IN_DAYS)).into(),
        ended_at: None,
    };
    own_sign_in::insert(tx, row).await?;
    tx.journal(Entry::new("own-sign-in").person(person).subject(id))
        .await?;
    if !reusable {
        // An old phone is signed out from now on.
        end_sign_ins(tx, person, Some(id)).await?;
        end_links(tx, person).await?;
        outbox::blank_of_person(tx, person).await?;
    }
    Ok(Some(token))
}

/// Ends a sign-in.
pub(super) async fn end(tx: &mut WriteTx, person: PersonId, id: Uuid) -> Result<(), StoreError> {
    own_sign_in::change(tx.council())
        .set(own_sign_in::ActiveModel {
            ended_at: Set(Some(tx.at().into())),
            ..Default::default()
        })
        .filter(own_sign_in::Column::Id.eq(id))
        .exec_in(tx)
        .await?;
    tx.journal(Entry::new("own-sign-out").person(person).subject(id))
        .await
}

/// Notes that a number or an address was confirmed to be a young person's own. From then on it is no one else's.
pub(super) async fn confirm_reach(
    tx: &mut WriteTx,
    person: PersonId,
    hash: String,
) -> Result<(), StoreError> {
    let row = number_check::New {
        id: tx.next_id(),
        person_id: person.into(),
        number_hash: hash,
        confirmed_at: tx.at().into(),
        confirmed_by: tx.by_id(),
    };
    number_check::insert(tx, row).await?;
    tx.journal(Entry::new("confirm-number").person(person))
        .await
}

/// Finds who a number or address belongs to, by the latest confirmation in each council that is not too old.
pub(super) async fn whose_reach(
    tx: &mut ReadTx,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<Vec<(CouncilId, PersonId)>, StoreError> {
    let rows = number_check::Entity::find()
        .filter(number_check::Column::NumberHash.eq(hash))
        .order_by_asc(number_check::Column::ConfirmedAt)
        .order_by_asc(number_check::Column::Id)
        .all_in(tx)
        .await?;
    let from = At::from(now - TimeDelta::days(CONFIRMED_DAYS));
    let mut last: Vec<(CouncilId, PersonId, At)> = Vec::new();
    for row in rows {
        last.retain(|(council, ..)| Uuid::from(*council) != row.council_id);
        last.push((
            row.council_id.into(),
            row.person_id.into(),
            row.confirmed_at,
        ));
    }
    Ok(last
        .into_iter()
        .filter(|(_, _, at)| *at >= from)
        .map(|(council, person, _)| (council, person))
        .collect())
}

/// Returns when a young person's number or address was last confirmed.
pub(super) async fn confirmed_at(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row = number_check::of(council)
        .filter(number_check::Column::PersonId.eq(Uuid::from(person)))
        .order_by_desc(number_check::Column::ConfirmedAt)
        .order_by_desc(number_check::Column::Id)
        .one_in(tx)
        .await?;
    Ok(row.map(|row| row.confirmed_at.into()))
}
