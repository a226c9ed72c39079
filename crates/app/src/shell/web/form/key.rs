//! The one-use key of a form: an id, and the proof that it was made for the sender.

use chrono::{DateTime, Utc};
use store::{StoreError, WriteTx, entities::form_key};
use uuid::Uuid;
use values::AccountId;

use super::super::{Halt, WebError};
use crate::shell::clock;

/// Makes a key: an id, and the proof that it was made for this account.
pub(crate) fn new_key(secret: &[u8; 32], account: AccountId, now: DateTime<Utc>) -> String {
    let id = clock::random_id(now);
    format!(
        "{}{}",
        id.simple(),
        &proof(secret, account, id).to_hex()[..32]
    )
}

fn proof(secret: &[u8; 32], account: AccountId, id: Uuid) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new_keyed(secret);
    hasher
        .update(b"form")
        .update(Uuid::from(account).as_bytes())
        .update(id.as_bytes());
    hasher.finalize()
}

pub(crate) fn checked_key(secret: &[u8; 32], account: AccountId, text: &str) -> Option<Uuid> {
    let (id, given) = text.split_at_checked(32)?;
    let id = Uuid::try_parse(id).ok()?;
    let made = proof(secret, account, id).to_hex();
    // Comparing hashes of both takes the same time wherever they differ.
    (blake3::hash(given.as_bytes()) == blake3::hash(&made.as_bytes()[..32])).then_some(id)
}

/// Returns where a form led, if it has been sent before.
///
/// Errors: [`WebError::Expired`] when the key was used on another page; that answer says nothing about this form.
pub(crate) async fn spent(tx: &mut WriteTx, key: Uuid, path: &str) -> Result<Option<String>, Halt> {
    let row = form_key::find(tx.council(), key)
        .one(tx.conn())
        .await
        .map_err(StoreError::from)?;
    match row {
        Some(row) if row.path != path => Err(WebError::Expired.into()),
        row => Ok(row.map(|row| row.answer)),
    }
}

/// Saves where a form led.
///
/// Errors: [`StoreError::Conflict`] when the same form is being sent twice at once; the second then finds it used.
pub(crate) async fn spend(
    tx: &mut WriteTx,
    key: Uuid,
    account: AccountId,
    path: &str,
    answer: &str,
) -> Result<(), StoreError> {
    let row = form_key::New {
        id: key,
        account_id: account.into(),
        used_at: tx.at().into(),
        path: path.to_owned(),
        answer: answer.to_owned(),
    };
    match form_key::insert(tx, row).await {
        Err(StoreError::Exists) => Err(StoreError::Conflict),
        other => other.map(|_| ()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::key::*;

    #[test]
    fn a_key_is_good_for_its_own_account_only() {
        let (secret, mine, other) = (
            [1; 32],
            AccountId(Uuid::from_u128(1)),
            AccountId(Uuid::from_u128(2)),
        );
        let key = new_key(&secret, mine, DateTime::UNIX_EPOCH);
        assert!(checked_key(&secret, mine, &key).is_some());
        assert!(checked_key(&secret, other, &key).is_none());
        assert!(checked_key(&secret, mine, &key[1..]).is_none());
        assert!(checked_key(&secret, mine, "").is_none());
    }
}
