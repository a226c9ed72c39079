//! One request from the holder of a link.

use std::sync::Arc;

use chrono::NaiveDate;
use policy::{Action, Principal, Resource};
use store::{Entry, ReadTx, WriteTx};
use uuid::Uuid;
use values::{CouncilId, PersonId, scope::Field};

use super::queries::{self, Found};
use crate::{
    App,
    shell::web::{
        Answer, Form, Halt, Origin, Token, WebError,
        form::{self, OneUse},
        redirect,
    },
};

/// How many answers may come in a quarter of an hour from one network address.
const MOST: u32 = 60;

/// The holder of a link, for the length of one request.
pub(crate) struct Visit {
    app: Arc<App>,
    council: CouncilId,
    found: Found,
    path: String,
}

impl Visit {
    /// Opens a link at the address `/{purpose}/{token}`.
    ///
    /// Errors: [`WebError::LinkEnded`] where it opens nothing, or no longer does.
    pub(crate) async fn open(
        app: &Arc<App>,
        purpose: &'static str,
        token: &str,
    ) -> Result<Self, WebError> {
        let known = Token::decode(token).ok_or(WebError::LinkEnded)?;
        let mut tx = app.store.read().await?;
        let found = queries::find(&mut tx, purpose, &known).await?;
        let found = found.filter(|link| !link.is_ended && app.clock.today() <= link.until_on);
        Ok(Self {
            app: Arc::clone(app),
            council: known.council,
            found: found.ok_or(WebError::LinkEnded)?,
            path: format!("/{purpose}/{token}"),
        })
    }

    /// Returns the council that owns the record.
    pub(crate) fn council(&self) -> CouncilId {
        self.council
    }

    /// Returns the council's name.
    pub(crate) fn council_name(&self) -> &str {
        &self.found.council_name
    }

    /// Returns the record that the link opens.
    pub(crate) fn record(&self) -> Uuid {
        self.found.record
    }

    /// Returns the address of the page.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// Returns the day in London.
    pub(crate) fn today(&self) -> NaiveDate {
        self.app.clock.today()
    }

    /// Returns the address of this installation.
    pub(crate) fn public_url(&self) -> String {
        self.app.config.public_url()
    }

    /// Begins to read.
    pub(crate) async fn read(&self) -> Result<ReadTx, WebError> {
        Ok(self.app.store.read().await?)
    }

    /// Returns a new one-use key for a form behind this link.
    pub(crate) fn form_key(&self) -> String {
        form::new_key(&self.app.key, self.found.id, self.app.clock.now())
    }

    /// Lets the policy decide whether what is shared about a young person is shown, and journals that it was.
    ///
    /// Errors: [`WebError::NotFound`] for anyone but the young person the link is about.
    pub(crate) async fn see(&self, standing: &impl Resource) -> Result<(), WebError> {
        let about = self.found.person.ok_or(WebError::NotFound)?;
        let holder = Principal::LinkHolder(self.council, about);
        policy::decide(&holder, Action::SeeShared, standing).map_err(|_| WebError::NotFound)?;
        let person = standing.field(Field::Id).map(PersonId);
        let link = self.found.id;
        let stamp = self.app.clock.stamp(self.council, None);
        let entry = Entry::new(Action::SeeShared.code()).person(person);
        let entry = entry.subject(link).reason("shown");
        self.app.store.shown(stamp, entry).await?;
        Ok(())
    }

    /// Carries out a form once. `act` returns what follows the page's address, such as `?said=thanks`; a repeat is redirected there as well.
    ///
    /// Errors: [`WebError::Expired`] for a form that is too old, and what `act` says.
    pub(crate) async fn submit(
        &self,
        origin: &Origin,
        form: &Form,
        act: impl AsyncFn(&mut WriteTx) -> Result<String, Halt> + Send + 'static,
    ) -> Result<axum::response::Response, Halt> {
        origin.count(&self.app, "outside", MOST)?;
        // The address holds the secret, so the link's id is stored in its place.
        let place = format!("link {}", self.found.id);
        let once = OneUse::check(&self.app, form, self.found.id, place)?;
        let stamp = self.app.clock.stamp(self.council, None);
        let led = once.submit(&self.app.store, stamp, act).await?;
        Ok(redirect(&format!("{}{led}", self.path)))
    }

    /// Shows again a form that can no longer be sent.
    pub(crate) fn or_page(done: Result<axum::response::Response, Halt>) -> Answer {
        done.map_err(WebError::from)
    }
}
