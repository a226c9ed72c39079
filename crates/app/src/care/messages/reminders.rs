//! Reminders of appointments, the day before.

use std::sync::Arc;

use chrono::{Days, NaiveTime};
use store::{StoreError, WriteTx};
use values::{CouncilId, phones};

use super::{
    around,
    model::{Note, SUBJECT, When, channel_of, reminder_reference, when},
    queries,
    wording::{self, Says},
};
use crate::{
    App,
    care::appointments,
    office::accounts,
    person::{
        particulars::{self, Topic},
        people::{self, Person},
    },
    post::outbox::Purpose,
};

/// Returns the number or address at which a young person likes to be written to; `None` if they would rather be rung, or nothing is known.
pub(super) fn reach(person: &Person) -> Option<String> {
    let fields = &person.fields;
    let email = Some(fields.email.clone()).filter(|email| !email.is_empty());
    match fields.channel.as_str() {
        "email" => email,
        "call" | "letter" => None,
        _ => phones::first_to_text(&fields.phone).or(email),
    }
}

/// Writes the reminders of tomorrow's appointments into the outbox, each once, and those to whoever they agreed to. Skips those for whom
/// everything has stopped, and those whose safe times only a person can read.
pub(crate) async fn write_reminders(
    app: &Arc<App>,
    council: CouncilId,
) -> Result<usize, StoreError> {
    let tomorrow = app.clock.today() + Days::new(1);
    let mut tx = app.store.read().await?;
    let all = appointments::on_day(&mut tx, council, tomorrow).await?;
    let ids: Vec<_> = all.iter().map(|one| one.person).collect();
    let people = people::find_all(&mut tx, council, &ids).await?;
    let stopped = people::stopped(&mut tx, council, &ids).await?;
    let workers = accounts::worker_names(&mut tx, council).await?;
    let approved = wording::approved(&mut tx, council).await?;
    let safe_times = particulars::safe_times_of(&mut tx, council, &ids).await?;
    let supporters = particulars::supporters_of(&mut tx, council, &ids, app.clock.today()).await?;
    let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or(NaiveTime::MIN);
    let nine = app.clock.today().and_time(nine);
    let mut notes = Vec::new();
    for one in &all {
        let person = people
            .iter()
            .find(|person| person.standing.id == one.person);
        let Some(person) = person.filter(|_| !stopped.contains(&one.person)) else {
            continue;
        };
        let Some(time) = one.time() else {
            continue;
        };
        let worker = workers.get(&one.worker).map_or("", String::as_str);
        let safe = safe_times.get(&one.person).map_or("", String::as_str);
        let theirs = when(nine, safe);
        // They know of the meeting; whoever helps them get there is reminded no earlier than they are.
        let not_before = match theirs {
            When::Later(later) => later,
            When::Now | When::Ask => nine,
        };
        let supporters = supporters.get(&one.person).into_iter().flatten();
        for supporter in supporters.filter(|who| who.told.contains(&Topic::Meetings)) {
            let reference = format!("{}-{}", reminder_reference(one.id, one.on), supporter.id);
            notes.push(around::note(
                (one.person, &person.name()),
                supporter,
                (worker, &around::meeting(time)),
                (Some(not_before), reference),
            ));
        }
        let Some(to) = reach(person).filter(|_| theirs != When::Ask) else {
            continue;
        };
        let first = worker.split(' ').next().unwrap_or("");
        let says = Says::Reminder {
            time: time.format("%-I:%M%P").to_string(),
            worker: first.to_owned(),
        };
        let (body, language) = wording::say(&says, &person.fields.language, &approved);
        notes.push(Note {
            person: one.person,
            channel: channel_of(&to),
            recipient: to,
            purpose: Purpose::Reminder,
            subject: SUBJECT.into(),
            body,
            language,
            not_before: Some(not_before),
            reference: reminder_reference(one.id, one.on),
        });
    }
    drop(tx);
    let count = notes.len();
    for note in notes {
        app.store
            .write(
                app.clock.stamp(council, None),
                async move |tx: &mut WriteTx| queries::post(tx, &note).await,
            )
            .await?;
    }
    Ok(count)
}
