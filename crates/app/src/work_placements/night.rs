//! Asking employers how it goes, by mail, on the day on which a check-in is due.

use std::sync::Arc;

use chrono::Days;
use store::{StoreError, WriteTx};
use values::{AccountId, CouncilId};

use super::{model::WorkPlacement, queries};
use crate::{
    App,
    employers::{self, model::EmployerContact},
    outbox::{self, Letter},
    outside::{self, NewLink},
    people,
    web::random,
};

/// How many days a link to a check-in opens.
const OPEN_DAYS: u64 = 28;

/// Asks every employer whose check-in is due and who was not asked yet: whoever is named first there with an email address.
///
/// Errors: those of the database. Safe to do again: whoever was asked is not asked twice.
pub(crate) async fn ask_employers(app: &Arc<App>, council: CouncilId) -> Result<(), StoreError> {
    let today = app.clock.today();
    let mut tx = app.store.read().await?;
    let open = queries::all_open(&mut tx, council).await?;
    let ids: Vec<_> = open.iter().map(|one| one.id).collect();
    let mut due = queries::to_ask(&mut tx, council, &ids, today).await?;
    due.retain(|one| one.side == "employer" && one.asked_on.is_none());
    let mut asked = Vec::new();
    for one in due {
        let Some(of) = open.iter().find(|of| of.id == one.placement) else {
            continue;
        };
        let there = employers::contacts(&mut tx, council, of.employer).await?;
        let employer = employers::find(&mut tx, council, of.employer).await?;
        let may = employer.is_some_and(|employer| employer.stopped_on.is_none());
        let contact = there.into_iter().find(|contact| !contact.email.is_empty());
        let person = people::find(&mut tx, council, one.person).await?;
        if let (Some(contact), Some(person), true) = (contact, person, may) {
            let name = person.fields.given_name;
            asked.push((of.clone(), one, contact, name));
        }
    }
    drop(tx);
    let address = app.config.public_url().to_owned();
    for (of, one, contact, name) in asked {
        let link = NewLink {
            purpose: "check-in",
            record: one.id.into(),
            person: one.person,
            holder: contact.id.into(),
            until_on: today + Days::new(OPEN_DAYS),
            chance: random(),
        };
        let letter = letter(&of, &contact, &name, &address);
        let stamp = app.clock.stamp(council, AccountId::NONE);
        app.store
            .write(stamp, move |tx: &mut WriteTx| {
                let (one, letter) = (one.clone(), letter.clone());
                Box::pin(async move {
                    let known = queries::check_in(tx, council, one.id).await?;
                    if known.is_none_or(|known| known.asked_on.is_some()) {
                        tx.housekeeping();
                        return Ok::<_, StoreError>(());
                    }
                    queries::mark_asked(tx, &one).await?;
                    let token = outside::make(tx, &link).await?;
                    let body = letter.body.replace("{token}", &token);
                    outbox::post(tx, Letter { body, ..letter }).await
                })
            })
            .await?;
    }
    Ok(())
}

fn letter(of: &WorkPlacement, contact: &EmployerContact, name: &str, address: &str) -> Letter {
    Letter {
        account: AccountId::NONE,
        recipient: contact.email.clone(),
        subject: format!("How does it go? {}", of.title),
        body: format!(
            "Hello {},\n\nHow does it go with {name}? One tap answers it, and what you say is not shown to {name} unless you say \
             so:\n\n{address}/check-in/{{token}}\n\nIf something worries you, say so early: then we can help at once.\n",
            contact.name,
        ),
    }
}
