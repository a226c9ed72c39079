//! Who is asking, what they may see, and what they were shown.
//!
//! A handler gets everything through [`Ctx`]: transactions, decisions, scopes, names. It notes what was decided and who was
//! shown, so that the guard can hold the route to its action and write the journal before the answer is sent.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use axum::{extract::FromRequestParts, http::request::Parts};
use chrono::{DateTime, NaiveDate, Utc};
use policy::{Action, Office, Resource, Role};
use store::{Entry, NameHit, NameIndex, Place, ReadTx, Stamp, StoreError, WriteError, WriteTx};
use uuid::Uuid;
use values::{AccountId, CouncilId, PersonId, Scope, scope::Field};

use super::{
    Halt, Layout, SignedIn, WebError,
    drafts::{self, Kept},
    form::{self, OneUse},
    layout,
};
use crate::App;

#[derive(Default)]
struct Seen {
    decided: BTreeSet<Action>,
    shown: BTreeSet<PersonId>,
    /// What the form of the page knows of its draft, where it can be kept.
    kept: Option<Kept>,
}

/// A council's counters, as they stood when the request came in.
#[derive(Clone, Copy)]
pub(crate) struct Counters {
    /// Moves when rights change, or anything in the council's directory.
    pub(crate) rights: i64,
    /// Moves when a name changes.
    pub(crate) names: i64,
}

struct Inner {
    app: Arc<App>,
    who: Arc<SignedIn>,
    sign_in: Uuid,
    counters: Counters,
    path: String,
    /// The path with its query: what tells one form from another.
    address: String,
    now: DateTime<Utc>,
    seen: Mutex<Seen>,
}

/// One request from someone who is signed in. Cheap to clone.
#[derive(Clone)]
pub struct Ctx(Arc<Inner>);

impl Ctx {
    pub(crate) fn new(
        app: Arc<App>,
        who: Arc<SignedIn>,
        sign_in: Uuid,
        counters: Counters,
        path: String,
        address: String,
    ) -> Self {
        let now = app.clock.now();
        Self(Arc::new(Inner {
            app,
            who,
            sign_in,
            counters,
            path,
            address,
            now,
            seen: Mutex::default(),
        }))
    }

    /// Returns the program.
    pub fn app(&self) -> &Arc<App> {
        &self.0.app
    }

    /// Returns who is asking.
    pub fn who(&self) -> &SignedIn {
        &self.0.who
    }

    /// Returns the council they work for.
    pub fn council(&self) -> CouncilId {
        self.0.who.worker.council
    }

    /// Returns the account that is asking.
    pub fn me(&self) -> AccountId {
        self.0.who.worker.account
    }

    /// Returns the accounts that this worker acts for today: their own, and those they cover.
    pub fn stands_for(&self) -> Vec<AccountId> {
        std::iter::once(self.me())
            .chain(self.0.who.worker.covers.iter().copied())
            .collect()
    }

    /// Returns whether the worker holds one of these roles. Use it for what a page offers; [`Ctx::decide`] says what they may do.
    pub fn is_any(&self, roles: &[Role]) -> bool {
        self.0.who.worker.is_any(roles)
    }

    /// Returns the moment of the request.
    pub fn now(&self) -> DateTime<Utc> {
        self.0.now
    }

    /// Returns the day in London.
    pub fn today(&self) -> NaiveDate {
        crate::shell::clock::london_day(self.0.now)
    }

    /// Returns the requested path.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    pub(crate) fn sign_in(&self) -> Uuid {
        self.0.sign_in
    }

    /// Begins a read transaction.
    pub async fn read(&self) -> Result<ReadTx, WebError> {
        Ok(self.0.app.store.read().await?)
    }

    fn stamp(&self) -> Stamp {
        self.0.app.clock.stamp(self.council(), self.me())
    }

    /// Writes in a transaction that may run twice.
    pub async fn write<T, E>(
        &self,
        act: impl AsyncFn(&mut WriteTx) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: WriteError,
    {
        self.0.app.store.write(self.stamp(), act).await
    }

    /// Carries out a form once, and returns where it leads; a repeat is redirected to the same place.
    pub async fn submit(
        &self,
        form: &super::Form,
        act: impl AsyncFn(&mut WriteTx) -> Result<String, Halt> + Send + 'static,
    ) -> Result<axum::response::Response, Halt> {
        let once = OneUse::checked(form, self.me(), self.0.address.clone())?;
        let led = once.submit(&self.0.app.store, self.stamp(), act).await?;
        self.end_draft(form).await?;
        Ok(super::redirect(&led))
    }

    /// The same as [`Ctx::submit`], where all that the form reads and changes is about one young person.
    pub async fn submit_about(
        &self,
        person: PersonId,
        form: &super::Form,
        act: impl AsyncFn(&mut WriteTx) -> Result<String, Halt> + Send + 'static,
    ) -> Result<axum::response::Response, Halt> {
        let once = OneUse::checked(form, self.me(), self.0.address.clone())?;
        let stamp = Stamp {
            about: Some(person),
            ..self.stamp()
        };
        let led = once.submit(&self.0.app.store, stamp, act).await?;
        self.end_draft(form).await?;
        Ok(super::redirect(&led))
    }

    /// Removes what was kept of a form, once it has been carried out.
    async fn end_draft(&self, form: &super::Form) -> Result<(), Halt> {
        let (account, address) = (self.me(), form.owned("draft"));
        if !address.is_empty() {
            self.write(async move |tx: &mut WriteTx| drafts::done(tx, account, &address).await)
                .await?;
        }
        Ok(())
    }

    /// Notes what the form of the page knows of its draft.
    pub(super) fn keeps(&self, kept: Kept) {
        self.seen().kept = Some(kept);
    }

    /// Returns what the form of the page knows of its draft.
    pub(super) fn kept(&self) -> Option<Kept> {
        self.seen().kept.clone()
    }

    /// Returns which records the worker may do `action` to.
    pub fn scope(&self, action: Action) -> Scope {
        self.note(action);
        self.0.who.scope(action)
    }

    /// Decides about the council as a whole.
    ///
    /// Errors: [`WebError::Forbidden`].
    pub fn decide_office(&self, action: Action) -> Result<(), WebError> {
        self.note(action);
        if self.may(action) {
            Ok(())
        } else {
            Err(WebError::Forbidden)
        }
    }

    /// Returns whether the worker may do something to the council as a whole, to decide what to offer them.
    pub fn may(&self, action: Action) -> bool {
        self.0.who.decide(action, &Office(self.council()))
    }

    /// Decides about one record, and notes that its young person is being shown.
    ///
    /// Errors: [`WebError::NotFound`] where the worker may not know that it exists, [`WebError::Forbidden`] where they may.
    pub fn decide(&self, action: Action, resource: &impl Resource) -> Result<(), WebError> {
        self.note(action);
        if self.permits(action, resource) {
            let person = resource.field(if action.kind() == policy::Kind::Person {
                Field::Id
            } else {
                Field::Person
            });
            self.shown(person.map(Into::into));
            return Ok(());
        }
        let reading = if action.kind() == policy::Kind::Referral {
            Action::ReadReferral
        } else {
            Action::ReadPerson
        };
        Err(if self.permits(reading, resource) {
            WebError::Forbidden
        } else {
            WebError::NotFound
        })
    }

    /// Returns whether a record may be acted on, to decide what to offer or which rows of a list to keep.
    pub fn permits(&self, action: Action, resource: &impl Resource) -> bool {
        self.0.who.decide(action, resource)
    }

    /// Returns whether the worker may read text that may be restricted: its author may, and so may those who can read restricted text.
    pub fn may_read(
        &self,
        is_restricted: bool,
        written_by: Option<AccountId>,
        about: &impl Resource,
    ) -> bool {
        !is_restricted
            || written_by == Some(self.me())
            || self.permits(Action::ReadRestricted, about)
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.0
            .seen
            .lock()
            .expect("nobody panics while holding what was seen")
    }

    fn note(&self, action: Action) {
        self.seen().decided.insert(action);
    }

    fn shown(&self, person: Option<PersonId>) {
        self.seen().shown.extend(person);
    }

    pub(crate) fn has_decided(&self, action: Action) -> bool {
        self.seen().decided.contains(&action)
    }

    /// Writes who was shown into the journal, in one entry; nothing where no one was.
    pub(crate) async fn journal_shown(&self, of_route: Option<Action>) -> Result<(), StoreError> {
        let (shown, action) = {
            let seen = self.seen();
            let decided = of_route.or(seen.decided.first().copied());
            let Some(action) = decided.filter(|_| !seen.shown.is_empty()) else {
                return Ok(());
            };
            (seen.shown.iter().copied().collect::<Vec<_>>(), action)
        };
        let mut entry = Entry::new(action.code()).reason("shown");
        entry = if let [one] = shown.as_slice() {
            entry.person(*one)
        } else {
            entry.subjects(shown)
        };
        self.0.app.store.shown(self.stamp(), entry).await
    }

    /// Returns the names of the council's young people. Each name read from it counts as shown.
    pub async fn names(&self) -> Result<Names, WebError> {
        let index = self
            .0
            .app
            .store
            .names(self.council(), self.0.counters.names)
            .await?;
        Ok(Names {
            index,
            ctx: self.clone(),
        })
    }

    /// Returns the council's counter of rights, which moves with its directory.
    pub(crate) fn rights_version(&self) -> i64 {
        self.0.counters.rights
    }

    /// Returns the layout of a page for this worker.
    pub fn layout(&self, title: impl Into<String>) -> Layout {
        layout::for_worker(self, title.into())
    }

    /// Returns a new one-use key for a form of this account. It outlives a sign-in, so that signing in again in another window loses nothing.
    pub fn form_key(&self) -> String {
        form::new_key(&self.0.app.key, self.me(), self.0.now)
    }
}

impl<S: Sync> FromRequestParts<S> for Ctx {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, WebError> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| WebError::broken("a page for workers is on an open route"))
    }
}

/// Names, each of which counts as shown once it is read.
pub struct Names {
    index: Arc<NameIndex>,
    ctx: Ctx,
}

impl Names {
    /// Returns a young person's name, and notes that they were shown.
    pub fn name(&self, person: PersonId) -> String {
        self.ctx.shown(Some(person));
        self.index.name(person).to_owned()
    }

    /// Returns a young person's place when sorted by name.
    pub fn place(&self, person: PersonId) -> Place<'_> {
        self.index.place(person)
    }

    /// Finds young people with a similar name. Results must still pass the scope.
    pub fn find_alike(&self, wanted: &values::names::Name) -> Vec<PersonId> {
        self.index.find_alike(wanted)
    }

    /// Finds young people. Results must still pass the scope.
    pub fn find(&self, search: &str) -> Vec<(PersonId, NameHit)> {
        self.index.find(search)
    }
}
