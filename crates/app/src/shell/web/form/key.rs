//! The one-use key of a form: an id, and the proof that it was made for the sender.

use chrono::{DateTime, Utc};
use store::{Act, Fetch, Stamp, Store, StoreError, WriteTx, entities::form_key};
use uuid::Uuid;

use super::{
    super::{Halt, WebError},
    Form,
};
use crate::{App, shell::clock};

/// Makes a key: an id, and the proof that it was made for this sender: an account, a young person or the holder of a link.
pub(crate) fn new_key(secret: &[u8; 32], sender: impl Into<Uuid>, now: DateTime<Utc>) -> String {
    let id = clock::random_id(now);
    format!(
        "{}{}",
        id.simple(),
        &proof(secret, sender.into(), id).to_hex()[..32]
    )
}

fn proof(secret: &[u8; 32], sender: Uuid, id: Uuid) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new_keyed(secret);
    hasher
        .update(b"form")
        .update(sender.as_bytes())
        .update(id.as_bytes());
    hasher.finalize()
}

pub(crate) fn checked_key(secret: &[u8; 32], sender: impl Into<Uuid>, text: &str) -> Option<Uuid> {
    let (id, given) = text.split_at_checked(32)?;
    let id = Uuid::try_parse(id).ok()?;
    let made = proof(secret, sender.into(), id).to_hex();
    // Comparing hashes of both takes the same time wherever they differ.
    (blake3::hash(given.as_bytes()) == blake3::hash(&made.as_bytes()[..32])).then_some(id)
}

/// The one time that a form is carried out: its key, who sends it, and the page it belongs to.
pub(crate) struct OneUse {
    key: Uuid,
    sender: Uuid,
    place: String,
}

impl OneUse {
    /// Takes a form whose key was checked when it came in.
    ///
    /// Errors: [`WebError::Expired`] where it was not.
    pub(crate) fn checked(
        form: &Form,
        sender: impl Into<Uuid>,
        place: String,
    ) -> Result<Self, WebError> {
        Ok(Self {
            key: form.key().ok_or(WebError::Expired)?,
            sender: sender.into(),
            place,
        })
    }

    /// Checks the key of a form that comes from outside.
    ///
    /// Errors: [`WebError::Expired`] for a form that is too old or was made for someone else.
    pub(crate) fn check(
        app: &App,
        form: &Form,
        sender: impl Into<Uuid>,
        place: String,
    ) -> Result<Self, WebError> {
        let sender = sender.into();
        let key = checked_key(&app.key, sender, form.text("form_key"));
        Ok(Self {
            key: key.ok_or(WebError::Expired)?,
            sender,
            place,
        })
    }

    /// Carries the form out, and returns where it leads; a repeat leads to the same place and changes nothing.
    ///
    /// Errors: those of `act`, and [`WebError::Expired`] when the key was used on another page; that answer says nothing about this form.
    pub(crate) async fn submit(
        self,
        store: &Store,
        stamp: Stamp,
        act: impl AsyncFn(&mut WriteTx) -> Result<String, Halt> + Send + 'static,
    ) -> Result<String, Halt> {
        self.carry_out(store, stamp, Box::new(act)).await
    }

    async fn carry_out(
        self,
        store: &Store,
        stamp: Stamp,
        act: Box<dyn Act<String, Halt>>,
    ) -> Result<String, Halt> {
        store
            .write(stamp, async move |tx: &mut WriteTx| {
                if let Some(led) = self.spent(tx).await? {
                    tx.housekeeping();
                    return Ok(led);
                }
                let led = act.run(tx).await?;
                self.spend(tx, &led).await?;
                Ok(led)
            })
            .await
    }

    /// Returns where the form led, if it has been sent before.
    async fn spent(&self, tx: &mut WriteTx) -> Result<Option<String>, Halt> {
        let row = form_key::find(tx.council(), self.key).one_in(tx).await?;
        match row {
            Some(row) if row.path != self.place => Err(WebError::Expired.into()),
            row => Ok(row.map(|row| row.answer)),
        }
    }

    /// Saves where the form led.
    ///
    /// Errors: [`StoreError::Conflict`] when the same form is being sent twice at once; the second then finds it used.
    async fn spend(&self, tx: &mut WriteTx, led: &str) -> Result<(), StoreError> {
        let row = form_key::New {
            id: self.key,
            sender_id: self.sender,
            used_at: tx.at().into(),
            path: self.place.clone(),
            answer: led.to_owned(),
        };
        match form_key::insert(tx, row).await {
            Err(StoreError::Exists) => Err(StoreError::Conflict),
            other => other.map(|_| ()),
        }
    }
}

#[cfg(test)]
mod tests {
    use values::AccountId;

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
