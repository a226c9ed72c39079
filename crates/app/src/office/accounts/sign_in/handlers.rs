//! Asking for a link, using it, and signing out.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, header},
};
use chrono::TimeDelta;
use govuk::{Html, Input};
use serde::Deserialize;
use store::{At, StoreError, WriteTx};
use values::{AccountId, DraftId};

use super::{super::address_hash, queries};
use crate::{
    App,
    post::outbox::{self, Letter},
    shell::{
        clock,
        web::{
            Answer, Ask, Ctx, Errors, Form, FormPage, Layout, Origin, Path, Query, WebError,
            cookie::{self, Token, Whose},
            drafts,
            form::is_email,
            redirect, row_of,
        },
    },
};

/// How many links may be asked for from one network address in a quarter of an hour: a whole office may share one.
const MOST_FROM_ONE_ADDRESS: u32 = 300;

/// How many links are mailed to one mailbox in a quarter of an hour.
const MOST_TO_ONE_MAILBOX: u32 = 10;

/// Where to go after signing in.
#[derive(Default, Deserialize)]
pub(super) struct Onward {
    #[serde(rename = "return")]
    to: Option<String>,
    draft: Option<DraftId>,
}

impl Onward {
    /// Returns the query that carries this on. Only a path of ours is kept, so that a link cannot lead to another site.
    fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(path) = self.path() {
            query.append_pair("return", path);
        }
        if let Some(draft) = self.draft {
            query.append_pair("draft", &draft.to_string());
        }
        let query = query.finish();
        if query.is_empty() {
            query
        } else {
            format!("?{query}")
        }
    }

    fn path(&self) -> Option<&str> {
        self.to.as_deref().filter(|path| {
            path.starts_with('/')
                && !path.starts_with("//")
                && !path.contains(|letter: char| letter == '\\' || letter.is_control())
        })
    }
}

fn ask_page(email: &str, errors: &Errors, onward: &Onward) -> Answer {
    let intro = if onward.draft.is_some() {
        Html::paragraph(
            "You were signed out because you had not used Foothold for a while. What you typed has been saved.",
        )
    } else {
        Html::default()
    };
    let field = Input::new("email", "Your work email address")
        .hint("We will send you a link. You do not need a password.")
        .email()
        .value(email);
    FormPage::open(
        Layout::bare("Sign in"),
        "Sign in",
        &format!("/sign-in{}", onward.query()),
    )
    .errors(errors, &[])
    .intro(intro)
    .field(field.error(errors.at("email")))
    .button("Send me a link")
    .show()
}

/// Asks for an email address.
pub(super) async fn ask(Query(onward): Query<Onward>) -> Answer {
    ask_page("", &Errors::default(), &onward)
}

/// Mails a link, if the address is known. If it is not, the answer is the same, and as fast.
///
/// Too many requests from one network address get an error. Too many for one mailbox get none: the last link mailed still works.
pub(super) async fn send(
    State(app): State<Arc<App>>,
    origin: Origin,
    Query(onward): Query<Onward>,
    form: Form,
) -> Answer {
    let email = form.text("email");
    if !is_email(email) {
        let message = "Enter an email address in the correct format, like name@example.com";
        return ask_page(email, &Errors::one("email", message), &onward);
    }
    origin.count(&app, "sign-in", MOST_FROM_ONE_ADDRESS)?;
    let (hash, query) = (address_hash(&app.key, email), onward.query());
    if app
        .limits
        .count(&hash, MOST_TO_ONE_MAILBOX, app.clock.now())
        .is_ok()
    {
        app.asked.push(Ask::Worker { hash, query });
    }
    Ok(redirect("/sign-in/sent"))
}

/// Mails a link to each open account with an address.
pub(crate) async fn send_links(app: &Arc<App>, hash: &str, query: &str) -> Result<(), StoreError> {
    let doors = queries::doors(&mut app.store.read().await?, hash).await?;
    // A link for each council: one council's outbox must never hold what opens another.
    for door in doors {
        let (secret, life) = (clock::random(), TimeDelta::minutes(app.config.link_minutes));
        let (address, query) = (app.config.public_url(), query.to_owned());
        let minutes = app.config.link_minutes;
        let stamp = app.clock.stamp(door.council, None);
        app.store
            .write(stamp, async move |tx: &mut WriteTx| {
                    let token = queries::make_link(tx, door.account, secret, life, false).await?;
                    let body = format!(
                        "Hello {},\n\nOpen this link to sign in to Foothold for {}:\n\n\
                         {address}/sign-in/link/{token}{query}\n\n\
                         It works once and expires after {minutes} minutes, or when you ask for a newer one. If you did not ask for it, you can ignore this email.\n",
                        door.name.clone(), door.council_name.clone()
                    );
                    let letter = Letter {
                        account: Some(door.account),
                        recipient: door.email.clone(),
                        subject: "Your sign-in link".into(),
                        body,
                    };
                    outbox::post_secret(tx, letter).await
                })
            .await?;
    }
    Ok(())
}

/// Says that a mail is on its way.
pub(super) async fn sent() -> Answer {
    #[derive(askama::Template)]
    #[template(path = "accounts/sign_in/sent.html")]
    struct SentPage {
        layout: Layout,
    }
    Ok(crate::shell::web::html(&SentPage {
        layout: Layout::bare("Check your email"),
    }))
}

/// Asks for confirmation. Opening it changes nothing.
pub(super) async fn confirm(
    State(app): State<Arc<App>>,
    Path(token): Path<String>,
    Query(onward): Query<Onward>,
) -> Answer {
    let Some(door) = door_of(&app, &token).await? else {
        return spent_page();
    };
    let action = format!("/sign-in/link/{token}{}", onward.query());
    let who = format!(
        "You are signing in to {} as {}.",
        door.council_name, door.name
    );
    FormPage::open(Layout::bare("Sign in"), "Sign in to Foothold", &action)
        .intro(Html::paragraph(who))
        .button("Sign in")
        .show()
}

/// Returns the account that a link opens: the one that it was made for, and no other.
async fn door_of(app: &Arc<App>, token: &str) -> Result<Option<queries::Door>, WebError> {
    let Some(token) = Token::decode(token) else {
        return Ok(None);
    };
    let mut tx = app.store.read().await?;
    let Some(link) = queries::find_link(&mut tx, &token, At::from(app.clock.now())).await? else {
        return Ok(None);
    };
    Ok(queries::door(&mut tx, token.council, link.account_id.into()).await?)
}

fn spent_page() -> Answer {
    let intro = "It may have been used already, or it may have expired. We can send you a new one.";
    FormPage::open(
        Layout::bare("This link no longer works"),
        "This link no longer works",
        "/sign-in",
    )
    .intro(Html::paragraph(intro))
    .field(Input::new("email", "Your work email address").email())
    .button("Send me a new link")
    .show()
}

/// Signs in.
pub(super) async fn begin(
    State(app): State<Arc<App>>,
    Path(token): Path<String>,
    Query(onward): Query<Onward>,
    headers: HeaderMap,
    _form: Form,
) -> Answer {
    let Some(door) = door_of(&app, &token).await? else {
        return spent_page();
    };
    let before = cookie::read(&headers, Whose::Worker, app.config.is_secure());
    let link = Token::decode(&token).ok_or(WebError::NotFound)?;
    let used = app
        .store
        .write(
            app.clock.stamp(link.council, door.account),
            async move |tx: &mut WriteTx| {
                let link = Token { ..link };

                let used = queries::use_link(tx, &link).await?;
                if !used {
                    tx.housekeeping();
                }
                Ok::<_, store::StoreError>(used)
            },
        )
        .await?;
    if !used {
        return spent_page();
    }
    if let Some(before) = before {
        end_before(&app, &before).await?;
    }
    let (secret, hours, account) = (clock::random(), app.config.sign_in_hours, door.account);
    let cookie = app
        .store
        .write(
            app.clock.stamp(door.council, account),
            async move |tx: &mut WriteTx| queries::begin(tx, account, secret, hours).await,
        )
        .await?;
    let way_back = match onward.draft {
        Some(draft) => {
            drafts::way_back(&mut app.store.read().await?, door.council, account, draft).await?
        }
        None => onward.path().map(str::to_owned),
    };
    let mut response = redirect(way_back.as_deref().unwrap_or("/"));
    response.headers_mut().insert(
        header::SET_COOKIE,
        cookie::set(&cookie, Whose::Worker, app.config.is_secure()),
    );
    Ok(response)
}

/// Ends the sign-in that the same browser had before.
async fn end_before(app: &Arc<App>, before: &Token) -> Result<(), WebError> {
    let Some(row) = row_of(&mut app.store.read().await?, before).await? else {
        return Ok(());
    };
    if row.ended_at.is_some() {
        return Ok(());
    }
    let (id, account) = (row.id, AccountId(row.account_id));
    app.store
        .write(
            app.clock.stamp(before.council, account),
            async move |tx: &mut WriteTx| queries::end(tx, id).await,
        )
        .await?;
    Ok(())
}

/// Signs out.
pub(super) async fn end(ctx: Ctx, _form: Form) -> Answer {
    let id = ctx.sign_in();
    ctx.write(async move |tx: &mut WriteTx| queries::end(tx, id).await)
        .await?;
    let mut response = redirect("/sign-in");
    response.headers_mut().insert(
        header::SET_COOKIE,
        cookie::clear(Whose::Worker, ctx.app().config.is_secure()),
    );
    cookie::clear_site(&mut response);
    Ok(response)
}
