//! Signing in with a link, and signing out.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::Response,
};
use chrono::TimeDelta;
use store::{StoreError, WriteTx};
use values::phones;

use super::queries;
use crate::{
    App,
    care::messages::{self, Note},
    person::people::{self, Person},
    shell::web::{
        Answer, Ask, Form, Origin, OwnCtx, Path, Token, cookie, html, own_sign_ins, random,
        redirect,
    },
};

/// How long a link works, in minutes.
const LINK_MINUTES: i64 = 60;

/// How many links may be asked for in a quarter of an hour: for one number, and from one network address.
const MOST: (u32, u32) = (5, 30);

#[derive(Template)]
#[template(path = "young_person/open.html")]
struct OpenPage {
    title: &'static str,
    stylesheet: &'static str,
    words: Vec<&'static str>,
    action: Option<String>,
    asks: bool,
    wrong: Option<&'static str>,
    typed: String,
    button: &'static str,
}

fn page(title: &'static str, words: Vec<&'static str>) -> OpenPage {
    OpenPage {
        title,
        stylesheet: govuk::assets::stylesheet(),
        words,
        action: None,
        asks: false,
        wrong: None,
        typed: String::new(),
        button: "",
    }
}

fn ask_page(typed: &str, wrong: Option<&'static str>) -> Answer {
    Ok(html(&OpenPage {
        action: Some("/my/sign-in".into()),
        asks: true,
        wrong,
        typed: typed.to_owned(),
        button: "Send me a link",
        ..page(
            "Open my pages",
            vec!["We will send you a link. You do not need a password."],
        )
    }))
}

/// Asks for a number or an address.
pub(super) async fn ask() -> Answer {
    ask_page("", None)
}

/// Sends a link to the young person whose confirmed number it is. Everyone gets the same answer, and as fast.
///
/// Too many requests from one network address get an error. Too many for one number get none: the last link sent still works.
pub(super) async fn send(State(app): State<Arc<App>>, origin: Origin, form: Form) -> Answer {
    let typed = form.text("reach");
    if !typed.contains('@') && phones::first(typed).is_none() {
        return ask_page(typed, Some("Enter your phone number or your email address"));
    }
    origin.count(&app, "own-sign-in", MOST.1)?;
    let hash = queries::reach_hash(&app, typed);
    let key = format!("own:{hash}");
    if app.limits.count(&key, MOST.0, app.clock.now()).is_ok() {
        let typed = typed.to_owned();
        app.asked.push(Ask::YoungPerson { hash, typed });
    }
    Ok(html(&page(
        "Check your phone",
        vec![
            "If we know that number or address, a link is on its way. It works for one hour, or until you ask for a newer one.",
            "If you do not get a link, ask the person you work with to send you one.",
        ],
    )))
}

/// Sends a link to the young person whose confirmed number or address it is.
pub(crate) async fn send_link(app: &Arc<App>, hash: &str, typed: &str) -> Result<(), StoreError> {
    let found = queries::whose_reach(&mut app.store.read().await?, hash, app.clock.now()).await?;
    for (council, id) in found {
        let person = people::find(&mut app.store.read().await?, council, id).await?;
        // A number that is no longer theirs gets no link, even if it was once confirmed.
        let is_theirs = |person: &Person| {
            let numbers = phones::read(&person.fields.phone).numbers;
            let mut reaches = numbers.iter().chain([&person.fields.email]);
            reaches.any(|reach| !reach.is_empty() && queries::reach_hash(app, reach) == hash)
        };
        let person = person.filter(|person| !person.has_died() && is_theirs(person));
        let Some(person) = person else { continue };
        let (secret, address) = (random(), app.config.public_url());
        let to = typed.to_owned();
        app.store
            .write(
                app.clock.stamp(council, None),
                async move |tx: &mut WriteTx| {
                    let life = TimeDelta::minutes(LINK_MINUTES);
                    let token = queries::make_link(tx, id, secret, life, false).await?;
                    let note = Note::link(&person, &to, &format!("{address}/my/link/{token}"));
                    messages::post(tx, &note).await.map(|_| ())
                },
            )
            .await?;
    }
    Ok(())
}

/// Asks for confirmation. Changes nothing, because programs that scan messages open every link.
pub(super) async fn confirm(State(app): State<Arc<App>>, Path(token): Path<String>) -> Answer {
    let found = match Token::decode(&token) {
        Some(link) => {
            let mut tx = app.store.read().await?;
            queries::find_link(&mut tx, &link, app.clock.now()).await?
        }
        None => None,
    };
    if found.is_none() {
        return spent();
    }
    Ok(html(&OpenPage {
        action: Some(format!("/my/link/{token}")),
        button: "Open my pages",
        ..page(
            "Open my pages",
            vec![
                "Is this your own phone? You will stay signed in for two weeks. You can sign out at any time.",
            ],
        )
    }))
}

fn spent() -> Answer {
    Ok(html(&OpenPage {
        action: Some("/my/sign-in".into()),
        asks: true,
        button: "Send me a new link",
        ..page("This link no longer works", vec!["Ask for a new one."])
    }))
}

/// Signs in.
pub(super) async fn begin(
    State(app): State<Arc<App>>,
    Path(token): Path<String>,
    headers: HeaderMap,
    _form: Form,
) -> Answer {
    let Some(link) = Token::decode(&token) else {
        return spent();
    };
    let whose = cookie::Whose::YoungPerson;
    let before = cookie::read(&headers, whose, app.config.is_secure());
    let (secret, council) = (random(), link.council);
    let token = app
        .store
        .write(
            app.clock.stamp(council, None),
            async move |tx: &mut WriteTx| {
                let link = Token { ..link };
                queries::begin(tx, &link, secret).await
            },
        )
        .await?;
    let Some(token) = token else { return spent() };
    if let Some(before) = before
        && let Some((id, _, person)) = own_sign_ins::find(&app, &before).await?
    {
        app.store
            .write(
                app.clock.stamp(before.council, None),
                async move |tx: &mut WriteTx| queries::end(tx, person, id).await,
            )
            .await?;
    }
    let mut response = redirect("/my");
    let kept = cookie::set(&token, cookie::Whose::YoungPerson, app.config.is_secure());
    response.headers_mut().insert(header::SET_COOKIE, kept);
    Ok(response)
}

/// Signs out.
pub(super) async fn end(ctx: OwnCtx, form: Form) -> Answer {
    let (person, id) = (ctx.id(), ctx.sign_in());
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            queries::end(tx, person, id).await?;
            Ok("/my/sign-in".to_owned())
        })
        .await;
    Ok(forgotten(&ctx, done?))
}

/// Signs out on every phone and computer, this one too.
pub(super) async fn end_everywhere(ctx: OwnCtx, form: Form) -> Answer {
    let person = ctx.id();
    let done = ctx
        .submit(&form, async move |tx: &mut WriteTx| {
            own_sign_ins::end_all(tx, person, "signed out everywhere").await?;
            Ok("/my/sign-in".to_owned())
        })
        .await;
    Ok(forgotten(&ctx, done?))
}

/// Makes the browser forget who they are and what it has stored from their pages.
fn forgotten(ctx: &OwnCtx, mut response: Response) -> Response {
    let secure = ctx.app().config.is_secure();
    let gone = cookie::clear(cookie::Whose::YoungPerson, secure);
    response.headers_mut().insert(header::SET_COOKIE, gone);
    cookie::clear_site(&mut response);
    response
}
