//! The guard before every route: who is signed in, is the request their own, did the route decide, and the journal of what was shown.

use std::sync::Arc;

use axum::{
    body::to_bytes,
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use store::WriteTx;

use super::{
    Access, Answer, Ctx, WebError,
    cookie::{self, Whose},
    drafts, error, form, own, redirect,
    routes::RouteTable,
    sign_ins::{self, Found},
};
use crate::App;

/// What the guard needs: the program and its table of routes.
#[derive(Clone)]
pub struct Gate {
    app: Arc<App>,
    table: Arc<RouteTable>,
}

impl Gate {
    /// Returns the guard for a table of routes.
    pub(crate) fn new(app: &Arc<App>, table: RouteTable) -> Self {
        Self {
            app: Arc::clone(app),
            table: Arc::new(table),
        }
    }
}

/// Lets a request through to its route, or answers it.
pub async fn guard(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    pass(gate, request, next)
        .await
        .unwrap_or_else(IntoResponse::into_response)
}

async fn pass(gate: Gate, mut request: Request, next: Next) -> Answer {
    let path = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| path.as_str().to_owned());
    let access = path.and_then(|path| gate.table.access(request.method(), &path));
    // A known path with another method: the router's own answer says which are allowed.
    let Some(access) = access else {
        return Ok(next.run(request).await);
    };
    if request.method() == Method::POST && !is_own(request.headers()) {
        return Err(WebError::Malformed);
    }
    if let Access::Open(_) = access {
        return Ok(next.run(request).await);
    }
    if access == Access::YoungPerson {
        return own::pass(&gate.app, request, next).await;
    }
    let secure = gate.app.config.is_secure();
    let found = match cookie::read(request.headers(), Whose::Worker, secure) {
        Some(token) => sign_ins::find(&gate.app, &token).await?,
        None => Found::Nobody,
    };
    let (who, id, counters) = match found {
        Found::Worker { who, id, counters } => (who, id, counters),
        Found::Ended { council, account } => {
            return ask_again(&gate, Some((council, account)), request).await;
        }
        Found::Nobody => return ask_again(&gate, None, request).await,
    };
    let ctx = Ctx::new(
        Arc::clone(&gate.app),
        who,
        id,
        counters,
        request.uri().path().to_owned(),
        drafts::address_of(request.uri()),
    );
    request.extensions_mut().insert(ctx.clone());
    let response = next.run(request).await;
    let of_route = match access {
        Access::Decides(action) => Some(action),
        _ => None,
    };
    if let Some(action) = of_route
        && !ctx.has_decided(action)
        && (response.status().is_success() || response.status().is_redirection())
    {
        return Err(WebError::broken(format!(
            "a route answered without deciding {}",
            action.code()
        )));
    }
    let response = error::framed(response, &ctx);
    // What was shown is journalled before it is sent; without the entry it is not sent. A redirect shows nobody: what was written has its own.
    if !response.status().is_redirection() {
        ctx.journal_shown(of_route).await?;
    }
    Ok(response)
}

/// Returns whether a form comes from a page of ours. Browsers say so; anything that does not is no browser, and has no cookie to abuse.
fn is_own(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match (
        text("origin"),
        headers
            .get(header::HOST)
            .and_then(|value| value.to_str().ok()),
    ) {
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_some_and(|(_, from)| from == host),
        _ => true,
    }
}

fn has_files(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/"))
}

/// Redirects to the sign-in page, and, where the account is known, saves what was typed into a form that can be shown again.
async fn ask_again(
    gate: &Gate,
    ended: Option<(values::CouncilId, values::AccountId)>,
    request: Request,
) -> Answer {
    let app = &gate.app;
    let path = request.uri().path().to_owned();
    let address = drafts::address_of(request.uri());
    let matched = request.extensions().get::<MatchedPath>();
    let is_shown =
        matched.is_some_and(|matched| gate.table.access(&Method::GET, matched.as_str()).is_some());
    if request.method() != Method::GET && !is_shown {
        return Ok(redirect("/sign-in"));
    }
    // A file is not kept over a sign-in; the worker still has it.
    let is_kept = request.method() == Method::POST && !has_files(request.headers());
    let Some((council, account)) = ended.filter(|_| is_kept) else {
        let to_return = if request.method() == Method::GET {
            request.uri().to_string()
        } else {
            path
        };
        let query: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("return", &to_return)
            .finish();
        return Ok(redirect(&format!("/sign-in?{query}")));
    };
    let body = to_bytes(request.into_body(), form::LIMIT)
        .await
        .map_err(|_| WebError::TooLarge)?;
    // Only a form that one of our own pages gave this account is worth saving.
    let key = super::Form::parse(&body).owned("form_key");
    if form::checked_key(&app.key, account, &key).is_none() {
        return Ok(redirect("/sign-in"));
    }
    let draft = app
        .store
        .write(
            app.clock.stamp(council, account),
            async move |tx: &mut WriteTx| drafts::keep(tx, account, &address, &body).await,
        )
        .await?;
    Ok(redirect(&format!("/sign-in?draft={draft}")))
}
