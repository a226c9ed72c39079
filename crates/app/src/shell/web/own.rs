//! A young person on their own pages: who they are, what they may do, and the journal of it.
//!
//! The guard finds the sign-in, decides that the pages are theirs, and journals that they were opened. A handler gets everything through
//! [`OwnCtx`], which knows about one young person and no one else.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, Request},
    http::request::Parts,
    middleware::Next,
};
use chrono::NaiveDate;
use policy::{Action, Kind, Principal, Resource};
use store::{Entry, ReadTx, WriteTx};
use uuid::Uuid;
use values::{CouncilId, PersonId, scope::Field};

use super::{
    Answer, Form, Halt, WebError,
    cookie::{self, Whose},
    form::{self, OneUse},
    own_sign_ins, redirect,
};
use crate::App;

struct Inner {
    app: Arc<App>,
    council: CouncilId,
    council_name: String,
    sign_in: Uuid,
    person: PersonId,
    path: String,
}

/// One request from a young person on their own pages. Cheap to clone.
#[derive(Clone)]
pub struct OwnCtx(Arc<Inner>);

impl OwnCtx {
    /// Returns the program.
    pub fn app(&self) -> &Arc<App> {
        &self.0.app
    }

    /// Returns the council that supports them.
    pub fn council(&self) -> CouncilId {
        self.0.council
    }

    /// Returns the name of the council.
    pub fn council_name(&self) -> &str {
        &self.0.council_name
    }

    /// Returns their id.
    pub fn id(&self) -> PersonId {
        self.0.person
    }

    pub(crate) fn sign_in(&self) -> Uuid {
        self.0.sign_in
    }

    /// Returns the day in London.
    pub fn today(&self) -> NaiveDate {
        self.0.app.clock.today()
    }

    /// Begins a read transaction.
    pub async fn read(&self) -> Result<ReadTx, WebError> {
        Ok(self.0.app.store.read().await?)
    }

    /// Returns a new one-use key for a form of theirs.
    pub fn form_key(&self) -> String {
        let app = self.app();
        form::new_key(&app.key, self.id(), app.clock.now())
    }

    /// Carries out a form once and redirects; a repeat is redirected to the same place.
    pub async fn submit(
        &self,
        form: &Form,
        act: impl AsyncFn(&mut WriteTx) -> Result<String, Halt> + Send + 'static,
    ) -> Answer {
        let app = self.app();
        let once = OneUse::check(app, form, self.id(), self.0.path.clone())?;
        let stamp = app.clock.stamp(self.council(), None);
        Ok(redirect(&once.submit(&app.store, stamp, act).await?))
    }
}

impl<S: Sync> FromRequestParts<S> for OwnCtx {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, WebError> {
        let found = parts.extensions.get::<Self>().cloned();
        found.ok_or_else(|| WebError::broken("a young person's page is on another kind of route"))
    }
}

/// A young person's own record, as the policy sees it.
struct Own(CouncilId, PersonId);

impl Resource for Own {
    fn kind(&self) -> Kind {
        Kind::Person
    }

    fn council(&self) -> CouncilId {
        self.0
    }

    fn field(&self, field: Field) -> Option<Uuid> {
        match field {
            Field::Id | Field::Person => self.1.into(),
            _ => None,
        }
    }
}

/// Lets a young person through to their own page, or redirects them to ask for a link.
pub(super) async fn pass(app: &Arc<App>, mut request: Request, next: Next) -> Answer {
    let token = cookie::read(
        request.headers(),
        Whose::YoungPerson,
        app.config.is_secure(),
    );
    let found = match token {
        Some(token) => {
            let found = own_sign_ins::find(app, &token).await?;
            found.map(|(sign_in, name, person)| (token.council, sign_in, name, person))
        }
        None => None,
    };
    let Some((council, sign_in, council_name, person)) = found else {
        return Ok(redirect("/my/sign-in"));
    };
    let principal = Principal::YoungPerson(council, person);
    let own = Own(council, person);
    policy::decide(&principal, Action::SeeOwn, &own).map_err(|_| WebError::NotFound)?;
    let ctx = OwnCtx(Arc::new(Inner {
        app: Arc::clone(app),
        council,
        council_name,
        sign_in,
        person,
        path: request.uri().path().to_owned(),
    }));
    let id = ctx.id();
    request.extensions_mut().insert(ctx);
    let response = next.run(request).await;
    // That the pages were opened is journalled before they are sent.
    let entry = Entry::new(Action::SeeOwn.code()).person(id);
    let stamp = app.clock.stamp(council, None);
    app.store.shown(stamp, entry.reason("shown")).await?;
    Ok(response)
}
