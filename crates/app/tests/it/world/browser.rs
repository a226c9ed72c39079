//! A browser in which somebody of the story sits. Where they could not go on, the story fails.
//!
//! A worker's browser signs in anew on each new day, as the worker would in the morning.

use std::sync::Mutex;

use axum::{
    body::Body,
    http::{Method, Request},
};
use chrono::NaiveDate;
use values::{AccountId, CouncilId};
use visitor::{VisitError, Visitor};

use super::{HOST, Page, Windows, World, people};

/// The cookie of a sign-in over TLS, and of one on this machine.
const COOKIE: [&str; 2] = ["__Host-foothold", "foothold"];

/// A browser, signed in or not.
pub(crate) struct Browser {
    pub(super) world: World,
    visitor: Visitor,
    /// The number of the window, where the story is told in Chromium.
    window: usize,
    owner: Option<(CouncilId, AccountId)>,
    signed_in_on: Mutex<Option<NaiveDate>>,
}

impl Browser {
    pub(super) fn new(world: &World) -> Self {
        Self::at(world, Visitor::new(world.router(), HOST))
    }

    fn at(world: &World, visitor: Visitor) -> Self {
        Self {
            world: world.clone(),
            visitor,
            window: world.0.windows.as_ref().map_or(0, Windows::one_more),
            owner: None,
            signed_in_on: Mutex::default(),
        }
    }

    /// Returns a browser in which a worker signs in every morning.
    pub(super) async fn of(world: &World, council: CouncilId, account: AccountId) -> Self {
        let browser = Self {
            owner: Some((council, account)),
            ..Self::new(world)
        };
        browser.this_morning().await;
        browser
    }

    /// Returns what goes to pages, signed in today where somebody signs in every morning.
    async fn this_morning(&self) -> &Visitor {
        let (app, today) = (self.world.app(), self.world.today());
        if let Some((council, account)) = self.owner
            && self.signed_in_on.lock().unwrap().replace(today) != Some(today)
        {
            let secret = people::sign_in(app, council, account).await;
            let cookie = COOKIE[usize::from(self.world.0.windows.is_some())];
            self.visitor.keep_cookie(cookie, &secret);
        }
        &self.visitor
    }

    /// Returns a copy of this browser with the same cookies: a second window.
    pub(crate) fn second_window(&self) -> Self {
        Self::at(&self.world, self.visitor.second_window())
    }

    /// Opens an address, and follows where it leads.
    pub(crate) async fn get(&self, path: &str) -> Page {
        let visitor = self.this_morning().await;
        if let Some(windows) = &self.world.0.windows
            && let Some(page) = windows.open(self.window, visitor, path).await
        {
            return page;
        }
        went(visitor.get(path).await)
    }

    /// Asks for an address, and follows nothing.
    pub(crate) async fn visit(&self, path: &str) -> Page {
        went(self.this_morning().await.visit(path).await)
    }

    /// Opens the page of a form, fills the form in and sends it, and follows where that leads.
    ///
    /// What the page has filled in already is sent too, unless `typed` names it. Panics when the form has no such field, or a choice does
    /// not offer the value: somebody at a browser could not have sent it.
    pub(crate) async fn post(&self, path: &str, typed: &[(&str, &str)]) -> Page {
        let page = self.get(path).await;
        assert_eq!(page.status(), 200, "{path}: {}", page.text());
        self.submit(&page, typed).await
    }

    /// Fills in the form of a page that has the fields, sends it, and follows where that leads.
    pub(crate) async fn submit(&self, page: &Page, typed: &[(&str, &str)]) -> Page {
        let visitor = self.this_morning().await;
        match &self.world.0.windows {
            Some(windows) => windows.send(self.window, visitor, (page, typed)).await,
            None => went(visitor.submit(page, typed).await),
        }
    }

    /// Fills in and sends the form of a page, and follows nothing.
    pub(crate) async fn submit_and_stay(&self, page: &Page, typed: &[(&str, &str)]) -> Page {
        went(self.this_morning().await.submit_and_stay(page, typed).await)
    }

    /// Presses the button of a form that asks for nothing, by where the form is sent, and follows where that leads.
    pub(crate) async fn press(&self, page: &Page, action: &str) -> Page {
        let visitor = self.this_morning().await;
        match &self.world.0.windows {
            Some(windows) => {
                windows
                    .press(self.window, visitor, (page, action, &[]))
                    .await
            }
            None => went(visitor.press(page, action).await),
        }
    }

    /// Sends fields to an address, whatever the page there holds, and follows nothing. `headers` come on top of a browser's own.
    pub(crate) async fn send_form(
        &self,
        path: &str,
        fields: &[(String, String)],
        headers: &[(&'static str, &str)],
    ) -> Page {
        let visitor = self.this_morning().await;
        went(visitor.send_form(path, fields, headers).await)
    }

    /// Sends a request with the browser's cookies, and keeps those that the answer sets.
    pub(crate) async fn send(&self, request: Request<Body>) -> Page {
        went(self.this_morning().await.send(request).await)
    }

    /// Follows redirects, as many as a browser would.
    pub(crate) async fn follow(&self, page: Page) -> Page {
        went(self.this_morning().await.follow(page).await)
    }

    /// Sends a request of any method, without fields.
    pub(crate) async fn request(&self, method: Method, path: &str) -> Page {
        went(self.this_morning().await.request(method, path).await)
    }
}

/// Returns where a visit led.
fn went(visit: Result<Page, VisitError>) -> Page {
    visit.unwrap_or_else(|error| panic!("{error}"))
}

/// Returns where the form of a page is sent, and what is sent.
pub(crate) fn filled(page: &Page, typed: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
    visitor::filled(page, typed).unwrap_or_else(|error| panic!("{error}"))
}
