//! Asking employers how it is going, by email, on the day on which a check-in is due.

use std::sync::Arc;

use chrono::Days;
use store::{StoreError, WriteTx};
use values::CouncilId;

use super::{
    model::{CheckIn, WorkPlacement},
    queries,
};
use crate::{
    App,
    engagement::employers::{self, EmployerContact},
    person::people,
    post::outbox::{self, Letter},
    shell::{
        outside::{self, NewLink},
        web::random,
    },
};

/// How many days a link to a check-in can be opened.
const OPEN_DAYS: u64 = 28;

/// Asks the employer contacts who were named when the work began, if a check-in is due and they have not been asked yet. No one else is
/// told about a young person by email.
///
/// Errors: those of the database. Safe to run again: no one is asked twice.
pub(crate) async fn ask_employers(app: &Arc<App>, council: CouncilId) -> Result<(), StoreError> {
    let today = app.clock.today();
    let mut tx = app.store.read().await?;
    let open = queries::all_open(&mut tx, council).await?;
    let ids: Vec<_> = open.iter().map(|one| one.id).collect();
    let due = queries::employer_due(&mut tx, council, &ids, today).await?;
    let contacts = employers::contacts_by_id(&mut tx, council).await?;
    let employers = employers::all(&mut tx, council).await?;
    let people: Vec<_> = open.iter().map(|one| one.person).collect();
    let people = people::find_all(&mut tx, council, &people).await?;
    let mut asked = Vec::new();
    for of in open {
        let mut own: Vec<CheckIn> = due
            .iter()
            .filter(|one| one.placement == of.id)
            .filter(|one| of.ends_on.is_none_or(|until| one.due_on <= until))
            .cloned()
            .collect();
        // One email covers all that is due: the newest is asked, and the earlier ones count as asked.
        let Some(one) = own.pop() else { continue };
        let employer = employers.iter().find(|known| known.id == of.employer);
        let may = employer.is_some_and(|known| known.stopped_on.is_none());
        let contact = of
            .contact
            .and_then(|id| contacts.get(&id))
            .filter(|who| !who.email.is_empty());
        let person = people.iter().find(|who| who.standing.id == of.person);
        let person = person.filter(|who| who.stopped_as.is_none());
        if let (Some(contact), Some(person), true) = (contact, person, may) {
            let name = person.fields.given_name.clone();
            asked.push((of, one, own, contact.clone(), name));
        }
    }
    drop(tx);
    let address = app.config.public_url().to_owned();
    for (of, one, before, contact, name) in asked {
        let link = NewLink {
            purpose: "check-in",
            record: one.id.into(),
            person: Some(one.person),
            holder: Some(contact.id.into()),
            until_on: today + Days::new(OPEN_DAYS),
            chance: random(),
        };
        let letter = letter(&of, &contact, &name, &address);
        let stamp = app.clock.stamp(council, None);
        app.store
            .write(stamp, async move |tx: &mut WriteTx| {
                let known = queries::check_in(tx, council, one.id).await?;
                if known.is_none_or(|known| known.asked_on.is_some()) {
                    tx.housekeeping();
                    return Ok::<_, StoreError>(());
                }
                queries::mark_asked(tx, &one).await?;
                for earlier in &before {
                    queries::mark_asked(tx, earlier).await?;
                }
                let token = outside::make(tx, &link).await?;
                let body = letter.body.replace("{token}", &token);
                outbox::post_secret(
                    tx,
                    Letter {
                        body,
                        ..letter.clone()
                    },
                )
                .await
            })
            .await?;
    }
    Ok(())
}

fn letter(of: &WorkPlacement, contact: &EmployerContact, name: &str, address: &str) -> Letter {
    Letter {
        account: None,
        recipient: contact.email.clone(),
        subject: format!("How is it going? {}", of.title),
        body: format!(
            "Hello {},\n\nHow is it going with {name}? Answering takes a minute, and {name} will not see your answer unless you say \
             so:\n\n{address}/check-in/{{token}}\n\nIf something worries you, tell us early, so that we can help at once.\n",
            contact.name,
        ),
    }
}
