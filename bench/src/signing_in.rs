//! Signing in through the pages, with the link that is mailed.

use std::path::Path;

use store::{
    Fetch,
    entities::message,
    orm::{EntityTrait, QueryOrder},
};

use crate::{
    Outcome,
    client::{Connection, Request, between, header},
    fill::open,
};

/// Signs in the worker with this email address through the pages, and returns the cookie.
pub(crate) async fn sign_in(
    address: &str,
    folder: &Path,
    database: Option<String>,
    mail: &str,
) -> Outcome<String> {
    let app = open(folder, database).await?;
    let count = async || -> Outcome<u64> {
        let tx = app.store.read().await?;
        Ok(message::Entity::find().count_in(&tx).await?)
    };
    let before = count().await?;
    let mut connection = Connection::open(address).await?;
    connection
        .send(&Request::post(
            "/sign-in",
            "",
            &format!("email={}", mail.replace('@', "%40")),
        ))
        .await?;
    // The request is answered first, and the email is written a moment later.
    for _ in 0..100 {
        if count().await? > before {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let tx = app.store.read().await?;
    let letter = message::Entity::find()
        .order_by_desc(message::Column::MadeAt)
        .one_in(&tx)
        .await?
        .ok_or("no email")?;
    let body = tx.open(&letter.body)?;
    let token = between(&body, "/sign-in/link/", "\n").ok_or("an email without a link")?;
    let answer = connection
        .send(&Request::post(&format!("/sign-in/link/{token}"), "", ""))
        .await?;
    let cookie = header(&answer.head, "set-cookie").ok_or("no cookie")?;
    Ok(cookie.split(';').next().unwrap_or_default().to_owned())
}
