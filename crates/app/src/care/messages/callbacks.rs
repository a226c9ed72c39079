//! What the delivery provider tells us: what happened to a message, and texts that come in.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use serde::Deserialize;
use store::WriteTx;

use super::{around, incoming, queries};
use crate::{
    App,
    care::wishes::{self, Alarm, NewWish, WishKind},
    office::library::Library,
    person::due::{self, Rules},
    post::outbox::{MessageState, Purpose},
    shell::web::{Answer, WebError},
};

#[derive(Deserialize)]
struct Receipt {
    reference: Option<String>,
    status: String,
}

#[derive(Deserialize)]
struct Text {
    id: String,
    source_number: String,
    message: String,
}

/// Errors: [`WebError::NotFound`] without the secret, as if nothing were here.
fn admit(app: &App, headers: &HeaderMap) -> Result<(), WebError> {
    let wanted = app.config.notify_callback_token.as_deref();
    let wanted = wanted
        .filter(|token| token.len() >= 16)
        .ok_or(WebError::NotFound)?;
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let given = given
        .and_then(|value| value.strip_prefix("Bearer "))
        .unwrap_or("");
    // Comparing hashes takes the same time wherever they differ.
    if blake3::hash(given.as_bytes()) == blake3::hash(wanted.as_bytes()) {
        Ok(())
    } else {
        Err(WebError::NotFound)
    }
}

fn read<T: serde::de::DeserializeOwned>(body: &Bytes) -> Result<T, WebError> {
    serde_json::from_slice(body).map_err(|_| WebError::Malformed)
}

/// Receives a delivery receipt.
pub(super) async fn receipt(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    admit(&app, &headers)?;
    let told: Receipt = read(&body)?;
    let reference = told.reference.unwrap_or_default();
    let (state, failure) = match told.status.as_str() {
        "delivered" => (MessageState::Delivered, ""),
        "permanent-failure" => (MessageState::Failed, "The number or address does not work."),
        "temporary-failure" => (
            MessageState::Failed,
            "Their phone was off or their mailbox was full.",
        ),
        "technical-failure" => (MessageState::Failed, "It could not be delivered."),
        _ => return Ok(StatusCode::NO_CONTENT.into_response()),
    };
    let council = queries::council_of(&mut app.store.read().await?, &reference).await?;
    if let Some(council) = council {
        app.store
            .write(
                app.clock.stamp(council, None),
                async move |tx: &mut WriteTx| {
                    queries::note_receipt(tx, &reference, state, failure).await
                },
            )
            .await?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Receives a text. It counts as from the young person last texted on that number, and waits for an answer. One from somebody around them is nothing
/// that they said: their worker is told, and reads it.
pub(super) async fn text(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Answer {
    admit(&app, &headers)?;
    let text: Text = read(&body)?;
    let digits = crate::post::transport::notify::digits(&text.source_number);
    let found = incoming::last_texted(&mut app.store.read().await?, &digits).await?;
    let Some((council, person, purpose)) = found else {
        tracing::warn!("a text came from a number to which no message was sent");
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let library = Library::load(&app, &mut app.store.read().await?, council).await?;
    let rules = Rules::of(&app, library);
    let (id, from, words) = (text.id, text.source_number, text.message);
    if purpose == Purpose::Around {
        around::answered(&app, (council, person), [id, from, words]).await?;
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let alarm = Alarm::of(&app);
    app.store
        .write(
            app.clock.stamp(council, None),
            async move |tx: &mut WriteTx| {
                let received =
                    incoming::receive(tx, (person, Purpose::Words), &id, &from, &words).await?;
                if received.is_some() {
                    let wish = NewWish {
                        kind: WishKind::Message,
                        words: words.clone(),
                    };
                    if let Some(said) = wishes::ask(tx, person, &wish).await? {
                        alarm.raise(tx, person, said).await?;
                    }
                    due::refresh(tx, &rules, person).await?;
                }
                Ok::<_, store::StoreError>(())
            },
        )
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
