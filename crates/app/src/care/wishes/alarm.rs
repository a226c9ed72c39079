//! Who hears when a young person says something that cannot wait: at once whoever works with them, and after some working hours, where nobody is on
//! it, those who cover for them and the managers of the team.

use std::sync::Arc;

use programme::Said;
use store::{Entry, Stamp, StoreError, WriteTx};
use values::{AccountId, PersonId, calendar::Calendar};

use super::{
    queries,
    urgent::{HOURS, after_hours, left_alone},
};
use crate::{
    App,
    office::accounts,
    person::people,
    post::{
        outbox::{Letter, post},
        queue::{self, JobKind},
    },
    shell::{clock, web::words},
};

/// What a write needs to tell whoever works with a young person. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Alarm {
    calendar: Arc<Calendar>,
    address: String,
}

impl Alarm {
    /// Combines the working days with the address of the service.
    pub(crate) fn of(app: &App) -> Self {
        Self {
            calendar: Arc::clone(&app.calendar),
            address: app.config.public_url(),
        }
    }

    /// Tells whoever works with a young person by mail, and has it looked at again after the hours. A text message is read on Today, without a mail.
    pub(crate) async fn raise(
        &self,
        tx: &mut WriteTx,
        person: PersonId,
        said: Said,
    ) -> Result<(), StoreError> {
        let council = tx.council();
        let by = after_hours(&self.calendar, tx.at(), HOURS)?;
        queue::want_at(tx, JobKind::LookAgain, person.into(), Some(by)).await?;
        if said == Said::Wrote {
            return Ok(());
        }
        let Some(standing) = people::standing(tx, council, person).await? else {
            return Ok(());
        };
        let with_them: Vec<AccountId> = [standing.coach, standing.adviser]
            .into_iter()
            .flatten()
            .collect();
        let to = if with_them.is_empty() {
            accounts::answering_for(tx, council, standing.team).await?
        } else {
            accounts::reached(tx, council, with_them).await?
        };
        let by = words::moment_from(by, clock::london_day(tx.at()));
        for (account, name, email) in to {
            let body = format!(
                "Hello {name},\n\nA young person you work with has told us something that cannot wait. Read it, and choose “I’m on it” by {by}:\n\n{}/people/{person}\n",
                self.address
            );
            let letter = Letter {
                account: Some(account),
                recipient: email,
                subject: "A young person needs an answer".into(),
                body,
            };
            post(tx, letter).await?;
        }
        Ok(())
    }
}

/// Tells those who cover for whoever works with a young person, and the managers of the team, where nobody is on something that cannot wait.
///
/// Errors: those of the database.
pub(crate) async fn look_again(
    app: &App,
    stamp: Stamp,
    person: PersonId,
) -> Result<(), StoreError> {
    let mut tx = app.store.read().await?;
    let council = stamp.council;
    let open = queries::unanswered(&mut tx, council, &[person]).await?;
    let standing = people::standing(&mut tx, council, person).await?;
    let (Some(standing), false) = (
        standing,
        left_alone(&open, &app.calendar, stamp.at)?.is_empty(),
    ) else {
        return Ok(());
    };
    let mut to = accounts::answering_for(&mut tx, council, standing.team).await?;
    let with_them = [standing.coach, standing.adviser].into_iter().flatten();
    let covering = accounts::standing_in(
        &mut tx,
        council,
        &with_them.collect::<Vec<_>>(),
        stamp.today,
    )
    .await?;
    to.extend(accounts::reached(&mut tx, council, covering).await?);
    to.sort_by_key(|(account, ..)| *account);
    to.dedup_by_key(|(account, ..)| *account);
    drop(tx);
    let address = app.config.public_url();
    app.store
        .write(stamp, async move |tx: &mut WriteTx| {
            for (account, name, email) in &to {
                let body = format!(
                    "Hello {name},\n\n{HOURS} working hours ago, a young person told us something that cannot wait. No one has said they are dealing with it yet:\n\n{address}/people/{person}\n"
                );
                let letter = Letter {
                    account: Some(*account),
                    recipient: email.clone(),
                    subject: "A young person is waiting for an answer".into(),
                    body,
                };
                post(tx, letter).await?;
            }
            tx.journal(Entry::new("tell-managers").person(person)).await
        })
        .await
}
