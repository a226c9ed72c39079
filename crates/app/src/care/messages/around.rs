//! Telling somebody around a young person what the young person agreed to: that there is a meeting, an activity or an interview, and when.
//!
//! Absent on purpose: where it is, what it is about, and anything that somebody else said.

use std::sync::Arc;

use chrono::{NaiveDateTime, NaiveTime};
use programme::Told;
use store::{StoreError, WriteTx};
use values::{CouncilId, PersonId};

use super::{
    incoming,
    model::{Note, SUBJECT, When, channel_of, when},
    queries,
    telling::News,
};
use crate::{
    App,
    office::accounts,
    person::{
        particulars::{self, Supporter, Topic},
        people::{self, Person},
    },
    post::outbox::{self, Letter, Purpose},
    shell::{clock, web::words},
};

fn first(name: &str) -> &str {
    name.split(' ').next().unwrap_or("")
}

/// Writes a message to a supporter.
pub(super) fn note(
    (person, given): (PersonId, &str),
    supporter: &Supporter,
    (worker, says): (&str, &str),
    (not_before, reference): (Option<NaiveDateTime>, String),
) -> Note {
    let body = format!(
        "Hello {}, it is {}. {} agreed that we can let you know: {says}",
        first(&supporter.name),
        first(worker),
        first(given),
    );
    Note {
        person,
        channel: channel_of(&supporter.reach),
        recipient: supporter.reach.clone(),
        purpose: Purpose::Around,
        subject: SUBJECT.into(),
        body,
        language: "en".into(),
        not_before,
        reference,
    }
}

/// Says that there is a meeting tomorrow.
pub(super) fn meeting(time: NaiveTime) -> String {
    format!(
        "they have a meeting tomorrow at {}.",
        time.format("%-I:%M%P")
    )
}

/// Tells those around a young person what is new, where they agreed that these hear of it, and no earlier than they do themselves.
pub(super) async fn tell(
    tx: &mut WriteTx,
    (person, theirs): (&Person, Option<NaiveDateTime>),
    worker: &str,
    news: News,
) -> Result<(), StoreError> {
    if !news.happening().tells(Told::Around) {
        return Ok(());
    }
    let (topic, says) = match news {
        News::Interview(day) => (
            Topic::Work,
            format!("they have an interview on {}.", words::day(day)),
        ),
        News::Invitation(day) => (
            Topic::Activities,
            format!("they are invited to something on {}.", words::day(day)),
        ),
        News::Place(day) => (
            Topic::Activities,
            format!("there is a place for them on {}.", words::day(day)),
        ),
        News::CalledOff(day) => (
            Topic::Activities,
            format!("what was planned for {} is called off.", words::day(day)),
        ),
        News::Offer | News::Answer | News::NoneYet(_) => return Ok(()),
    };
    let id = person.standing.id;
    let (council, today) = (tx.council(), tx.today());
    let supporters = particulars::supporters_of(tx, council, &[id], today).await?;
    let supporters = supporters.values().flatten();
    let not_before = match when(clock::london(tx.at()), "") {
        When::Later(later) => Some(theirs.map_or(later, |theirs| theirs.max(later))),
        When::Now | When::Ask => theirs,
    };
    for supporter in supporters.filter(|who| who.told.contains(&topic)) {
        let given = person.name();
        let sent = (not_before, String::new());
        let note = note((id, &given), supporter, (worker, &says), sent);
        queries::post(tx, &note).await?;
    }
    Ok(())
}

/// Keeps what somebody around a young person wrote back, and tells whoever works with the young person.
pub(super) async fn answered(
    app: &Arc<App>,
    (council, person): (CouncilId, PersonId),
    [id, from, words]: [String; 3],
) -> Result<(), StoreError> {
    let mut tx = app.store.read().await?;
    let known = people::find(&mut tx, council, person).await?;
    let worker = known.and_then(|one| one.standing.coach.or(one.standing.adviser));
    let email = match worker {
        Some(worker) => accounts::email_of(&mut tx, council, worker).await?,
        None => None,
    };
    drop(tx);
    let address = app.config.public_url();
    let letter = email.map(|recipient| Letter {
        account: worker,
        recipient,
        subject: "Someone who supports a young person has replied".into(),
        body: format!("Hello,\n\nSomeone who supports a young person has replied to a message:\n\n{address}/people/{person}/messages\n"),
    });
    let stamp = app.clock.stamp(council, None);
    app.store
        .write(stamp, async move |tx: &mut WriteTx| {
            let of = (person, Purpose::Around);
            let received = incoming::receive(tx, of, &id, &from, &words).await?;
            if let (Some(_), Some(letter)) = (received, &letter) {
                outbox::post(tx, letter.clone()).await?;
            }
            Ok(())
        })
        .await
}
