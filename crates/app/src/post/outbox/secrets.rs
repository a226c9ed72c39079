//! Secret links in stored messages: blanked once sent, used or expired.
//!
//! The link is in the recipient's mailbox; what is stored here says that a link was sent, and opens nothing.

use chrono::{DateTime, TimeDelta, Utc};
use store::{
    At, Execute, Fetch, StoreError, WriteTx,
    entities::message,
    orm::{ColumnTrait, EntityTrait, QueryFilter, Set, Uuid},
};
use values::{AccountId, PersonId};

use super::Purpose;
use crate::shell::{choices::Code, web::Token};

/// Days after which no link in a message still works: none lasts longer.
const LONGEST_LIFE_DAYS: i64 = 15;

/// Returns a text without the secrets of its links.
pub(crate) fn blanked(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for (place, line) in text.split('\n').enumerate() {
        if place > 0 {
            kept.push('\n');
        }
        for (place, word) in line.split(' ').enumerate() {
            if place > 0 {
                kept.push(' ');
            }
            let path = word.split('?').next().unwrap_or(word);
            match path.rsplit_once('/') {
                Some((_, last)) if Token::decode(last.trim_end_matches(['.', ','])).is_some() => {
                    kept.push_str("(the link is not kept)");
                }
                _ => kept.push_str(word),
            }
        }
    }
    kept
}

async fn blank(tx: &mut WriteTx, rows: Vec<message::Model>) -> Result<(), StoreError> {
    for row in rows {
        let body = tx.open(&row.body)?;
        let clean = blanked(&body);
        if clean == body {
            continue;
        }
        let whose = row.person_id.or(row.account_id);
        let subject = whose.unwrap_or(row.council_id);
        let change = message::ActiveModel {
            body: Set(tx.seal(subject, &clean)),
            ..message::row(row.council_id, row.id)
        };
        message::Entity::update(change).exec_in(tx).await?;
    }
    Ok(())
}

/// Blanks the links to their own pages in the messages to a young person, once one of them has been used.
pub(crate) async fn blank_of_person(tx: &mut WriteTx, person: PersonId) -> Result<(), StoreError> {
    let rows = message::of(tx.council())
        .filter(message::Column::PersonId.eq(Uuid::from(person)))
        .filter(message::Column::Purpose.eq(Purpose::OwnLink.code()))
        .all_in(tx)
        .await?;
    blank(tx, rows).await
}

/// Blanks the sign-in links in the mails to a worker, once one of them has been used.
pub(crate) async fn blank_of_account(
    tx: &mut WriteTx,
    account: AccountId,
) -> Result<(), StoreError> {
    let since = At::from(tx.at() - TimeDelta::days(LONGEST_LIFE_DAYS + 1));
    let rows = message::of(tx.council())
        .filter(message::Column::AccountId.eq(Uuid::from(account)))
        .filter(message::Column::Purpose.eq(Purpose::SecretLink.code()))
        .filter(message::Column::MadeAt.gte(since))
        .all_in(tx)
        .await?;
    blank(tx, rows).await
}

/// Blanks what has expired in the messages of the last weeks. Runs each night.
pub(crate) async fn blank_old(tx: &mut WriteTx, now: DateTime<Utc>) -> Result<(), StoreError> {
    tx.housekeeping();
    let until = At::from(now - TimeDelta::days(LONGEST_LIFE_DAYS));
    let since = At::from(now - TimeDelta::days(LONGEST_LIFE_DAYS * 4));
    let secret = Purpose::ALL.iter().filter(|one| one.holds_secret());
    let rows = message::of(tx.council())
        .filter(message::Column::MadeAt.gte(since))
        .filter(message::Column::MadeAt.lt(until))
        .filter(message::Column::Purpose.is_in(secret.map(|one| one.code())))
        .all_in(tx)
        .await?;
    blank(tx, rows).await
}

#[cfg(test)]
mod tests {
    use super::super::secrets::*;

    #[test]
    fn a_secret_goes_and_the_words_around_it_stay() {
        let token = Token {
            council: Uuid::from_u128(7).into(),
            id: Uuid::from_u128(9),
            secret: [3; 32],
        };
        let token = token.encode();
        let text = format!(
            "Hello,\n\nOpen https://a.test/sign-in/link/{token}?return=%2F today.\nSee https://a.test/help"
        );
        assert_eq!(
            blanked(&text),
            "Hello,\n\nOpen (the link is not kept) today.\nSee https://a.test/help"
        );
        assert_eq!(
            blanked(&format!(
                "Here is your link: https://a.test/my/link/{token}"
            )),
            "Here is your link: (the link is not kept)"
        );
    }
}
