//! Sending: one message at a time, with each step recorded before the next.

use std::sync::Arc;

use store::{Stamp, StoreError, WriteTx};
use values::{AccountId, MessageId, PersonId};

use super::{
    model::{reminded_of, unfilled},
    queries::{self, Outgoing, Stand},
};
use crate::{
    App,
    care::appointments,
    office::accounts,
    person::{particulars, people},
    post::{
        outbox::{MessageState, Purpose},
        transport::{Channel, Transport, notify::SendError, smtp::Mail},
    },
};

/// Sends a message from the outbox. Safe to run twice: one on its way is looked up before it is sent again.
///
/// Errors: those of the database, and those to try again later.
pub(crate) async fn send(app: &Arc<App>, stamp: Stamp, id: MessageId) -> Result<(), StoreError> {
    let council = stamp.council;
    let found = queries::outgoing(&mut app.store.read().await?, council, id).await?;
    let Some(out) = found.filter(|out| !out.is_over) else {
        return Ok(());
    };
    if is_stopped(app, stamp, out.person).await? {
        return note(
            app,
            stamp,
            id,
            Stand {
                failure: "Messages have stopped.".into(),
                ..Stand::of(MessageState::Dropped)
            },
        )
        .await;
    }
    if !is_still_agreed(app, stamp, &out).await? {
        let dropped = Stand {
            failure: "The agreement has ended.".into(),
            ..Stand::of(MessageState::Dropped)
        };
        return note(app, stamp, id, dropped).await;
    }
    if !is_still_arranged(app, stamp, &out).await? {
        let dropped = Stand {
            failure: "The meeting was moved or called off.".into(),
            ..Stand::of(MessageState::Dropped)
        };
        return note(app, stamp, id, dropped).await;
    }
    if let Some(gap) = unfilled(&out.body).or_else(|| unfilled(&out.subject)) {
        let failed = Stand {
            failure: format!("It was not sent: {gap} has not been filled in."),
            ..Stand::of(MessageState::Failed)
        };
        return note(app, stamp, id, failed).await;
    }
    if !app.part::<Transport>().takes(out.channel) {
        let held = Stand {
            is_held: true,
            ..Stand::of(MessageState::Waiting)
        };
        return note(app, stamp, id, held).await;
    }
    if out.state == MessageState::Sending {
        // An earlier try was handed over, but its result was not recorded.
        match earlier(app, &out).await {
            Ok(Some(outer_id)) => return note(app, stamp, id, sent(outer_id)).await,
            Ok(None) => {}
            Err(SendError::Later(why)) => return Err(StoreError::Unreadable(why)),
            Err(SendError::Uncertain(why) | SendError::Refused(why)) => {
                return note(app, stamp, id, uncertain(why)).await;
            }
        }
    }
    let on_its_way = Stand::of(MessageState::Sending);
    note(app, stamp, id, on_its_way).await?;
    match hand_over(app, stamp, &out).await {
        Ok(outer_id) => note(app, stamp, id, sent(outer_id)).await,
        Err(SendError::Refused(why)) => {
            let failed = Stand {
                failure: why,
                ..Stand::of(MessageState::Failed)
            };
            note(app, stamp, id, failed).await
        }
        Err(SendError::Later(why)) => {
            note(app, stamp, id, Stand::of(MessageState::Waiting)).await?;
            Err(StoreError::Unreadable(why))
        }
        // Left as on its way: the next try looks it up.
        Err(SendError::Uncertain(why)) => Err(StoreError::Unreadable(why)),
    }
}

fn sent(outer_id: String) -> Stand {
    Stand {
        outer_id,
        is_sent: true,
        ..Stand::of(MessageState::Sent)
    }
}

fn uncertain(why: String) -> Stand {
    Stand {
        failure: why,
        ..Stand::of(MessageState::Uncertain)
    }
}

async fn is_stopped(
    app: &Arc<App>,
    stamp: Stamp,
    person: Option<PersonId>,
) -> Result<bool, StoreError> {
    let Some(person) = person else {
        return Ok(false);
    };
    let mut tx = app.store.read().await?;
    Ok(!people::stopped(&mut tx, stamp.council, &[person])
        .await?
        .is_empty())
}

/// Returns whether a message to somebody around a young person is still what the young person agreed to. Every other message is.
async fn is_still_agreed(
    app: &Arc<App>,
    stamp: Stamp,
    out: &queries::Outgoing,
) -> Result<bool, StoreError> {
    let Some(person) = out.person.filter(|_| out.purpose == Purpose::Around) else {
        return Ok(true);
    };
    let (mut tx, today) = (app.store.read().await?, app.clock.today());
    let known = particulars::supporters_of(&mut tx, stamp.council, &[person], today).await?;
    let mut known = known.values().flatten();
    Ok(known.any(|one| one.reach == out.recipient))
}

/// Returns whether the appointment that a message reminds of is still to be held on its day. Every other message reminds of none.
async fn is_still_arranged(
    app: &Arc<App>,
    stamp: Stamp,
    out: &queries::Outgoing,
) -> Result<bool, StoreError> {
    let Some((appointment, on)) = reminded_of(&out.reference) else {
        return Ok(true);
    };
    let mut tx = app.store.read().await?;
    let found = appointments::find(&mut tx, stamp.council, appointment).await?;
    Ok(found.is_some_and(|one| one.ended_at.is_none() && one.on == on))
}

async fn note(app: &Arc<App>, stamp: Stamp, id: MessageId, stand: Stand) -> Result<(), StoreError> {
    let stamp = app.clock.stamp(stamp.council, None);
    app.store
        .write(stamp, async move |tx: &mut WriteTx| {
            queries::note(tx, id, &stand).await
        })
        .await
}

/// Looks up an earlier try. SMTP has no way to ask, so only a person can say.
async fn earlier(app: &Arc<App>, out: &Outgoing) -> Result<Option<String>, SendError> {
    if out.channel == Channel::Email && app.part::<Transport>().smtp.is_some() {
        return Err(SendError::Uncertain(
            "The connection was lost while it was being sent.".into(),
        ));
    }
    let Some(notify) = app.part::<Transport>().notify.clone() else {
        return Ok(None);
    };
    let (now, reference) = (app.clock.now().timestamp(), out.reference.clone());
    on_a_thread(move || notify.find(now, &reference)).await
}

async fn hand_over(app: &Arc<App>, stamp: Stamp, out: &Outgoing) -> Result<String, SendError> {
    if let (true, Some(smtp)) = (
        out.channel == Channel::Email,
        app.part::<Transport>().smtp.clone(),
    ) {
        let reply_to = mailbox_of(app, stamp, out.written_by).await;
        let mail = Mail {
            to: &out.recipient,
            reply_to: &reply_to,
            subject: &out.subject,
            body: &out.body,
            reference: &out.reference,
        };
        smtp.send(&mail).await?;
        return Ok(String::new());
    }
    let Some(notify) = app.part::<Transport>().notify.clone() else {
        return Err(SendError::Refused("Sending is not set up.".into()));
    };
    let (now, out) = (app.clock.now().timestamp(), out.clone());
    on_a_thread(move || {
        let parts = (
            out.recipient.as_str(),
            out.subject.as_str(),
            out.body.as_str(),
        );
        notify.send(now, out.channel, parts, &out.reference)
    })
    .await
}

/// Returns the address of the worker who wrote a message, so that answers reach them; empty for an automatic one.
async fn mailbox_of(app: &Arc<App>, stamp: Stamp, account: Option<AccountId>) -> String {
    let Some(account) = account else {
        return String::new();
    };
    let Ok(mut tx) = app.store.read().await else {
        return String::new();
    };
    let found = accounts::email_of(&mut tx, stamp.council, account).await;
    found.ok().flatten().unwrap_or_default()
}

async fn on_a_thread<T: Send + 'static>(
    act: impl FnOnce() -> Result<T, SendError> + Send + 'static,
) -> Result<T, SendError> {
    tokio::task::spawn_blocking(act)
        .await
        .unwrap_or_else(|error| Err(SendError::Uncertain(error.to_string())))
}
