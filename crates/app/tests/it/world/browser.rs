//! A browser: keeps cookies, follows redirects, and fills in forms as they stand in the page.
//!
//! A worker's browser signs in anew on each new day, as the worker would in the morning.

use std::sync::Mutex;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, header, request::Builder},
};
use chrono::NaiveDate;
use tower::ServiceExt;
use values::{AccountId, CouncilId};

use super::{HOST, World, page::Page, people};

/// Enough for any answer; a page is far below.
const LIMIT: usize = 32 * 1024 * 1024;

/// The cookie of a sign-in over TLS.
const COOKIE: &str = "__Host-foothold";

/// A browser, signed in or not.
pub(crate) struct Browser {
    pub(super) world: World,
    router: Router,
    cookies: Mutex<Vec<(String, String)>>,
    owner: Option<(CouncilId, AccountId)>,
    signed_in_on: Mutex<Option<NaiveDate>>,
}

impl Browser {
    pub(super) fn new(world: &World) -> Self {
        Self {
            world: world.clone(),
            router: world.router(),
            cookies: Mutex::default(),
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
        browser.sign_in_today().await;
        browser
    }

    async fn sign_in_today(&self) {
        let (app, today) = (self.world.app(), self.world.today());
        let Some((council, account)) = self.owner else {
            return;
        };
        if self.signed_in_on.lock().unwrap().replace(today) != Some(today) {
            let secret = people::sign_in(app, council, account).await;
            self.keep_cookie(COOKIE, &secret);
        }
    }

    /// Returns a copy of this browser with the same cookies: a second window.
    pub(crate) fn second_window(&self) -> Self {
        let window = Self::new(&self.world);
        *window.cookies.lock().unwrap() = self.cookies.lock().unwrap().clone();
        window
    }

    /// Opens an address, and follows where it leads.
    pub(crate) async fn get(&self, path: &str) -> Page {
        self.follow(self.visit(path).await).await
    }

    /// Asks for an address, and follows nothing.
    pub(crate) async fn visit(&self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
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
        self.follow(self.submit_and_stay(page, typed).await).await
    }

    /// Fills in and sends the form of a page, and follows nothing.
    pub(crate) async fn submit_and_stay(&self, page: &Page, typed: &[(&str, &str)]) -> Page {
        let (action, fields) = filled(page, typed);
        self.send_form(&action, &fields, &[]).await
    }

    /// Presses the button of a form that asks for nothing, by where the form is sent, and follows where that leads.
    pub(crate) async fn press(&self, page: &Page, action: &str) -> Page {
        let form = page
            .forms_in("form[method=post]")
            .into_iter()
            .find(|form| form.action == action)
            .unwrap_or_else(|| panic!("{} has no form for {action}", page.path()));
        self.follow(self.send_form(action, &form.filled, &[]).await)
            .await
    }

    /// Sends fields to an address, whatever the page there holds, and follows nothing. `headers` come on top of a browser's own.
    pub(crate) async fn send_form(
        &self,
        path: &str,
        fields: &[(String, String)],
        headers: &[(&'static str, &str)],
    ) -> Page {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let mut request = Request::post(path)
            .header("origin", format!("https://{HOST}"))
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in headers {
            let kept = request.headers_mut().unwrap();
            kept.insert(*name, value.parse().unwrap());
        }
        request = without_empty(request);
        self.send(request.body(body.into()).unwrap()).await
    }

    /// Sends a request with the browser's cookies, and keeps those that the answer sets.
    pub(crate) async fn send(&self, mut request: Request<Body>) -> Page {
        self.sign_in_today().await;
        let path = request.uri().to_string();
        let headers = request.headers_mut();
        headers.entry(header::HOST).or_insert(HOST.parse().unwrap());
        let cookies = self.cookies.lock().unwrap().clone();
        if !cookies.is_empty() {
            let pairs: Vec<String> = cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            headers.insert(header::COOKIE, pairs.join("; ").parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        Page {
            path,
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, LIMIT).await.unwrap().to_vec(),
        }
    }

    /// Follows redirects, as many as a browser would.
    pub(crate) async fn follow(&self, mut page: Page) -> Page {
        for _ in 0..10 {
            if !page.status.is_redirection() {
                return page;
            }
            let to = page.location().to_owned();
            assert!(
                to.starts_with('/') && !to.starts_with("//"),
                "{} leads out of the service, to {to:?}",
                page.path
            );
            page = self.visit(&to).await;
        }
        panic!("{} leads round in a circle", page.path);
    }

    /// Puts a cookie into the jar.
    pub(crate) fn keep_cookie(&self, name: &str, value: &str) {
        let mut cookies = self.cookies.lock().unwrap();
        cookies.retain(|(kept, _)| kept != name);
        if !value.is_empty() {
            cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, value) = line
                .split(';')
                .next()
                .and_then(|pair| pair.split_once('='))
                .unwrap();
            self.keep_cookie(name, value);
        }
    }

    /// Sends a request of any method, without fields.
    pub(crate) async fn request(&self, method: Method, path: &str) -> Page {
        let request = Request::builder().method(method).uri(path);
        self.send(request.body(Body::empty()).unwrap()).await
    }
}

/// Takes out headers that a caller has set to nothing.
fn without_empty(mut request: Builder) -> Builder {
    let headers = request.headers_mut().unwrap();
    let empty: Vec<_> = headers
        .iter()
        .filter(|(_, value)| value.is_empty())
        .map(|(name, _)| name.clone())
        .collect();
    for name in empty {
        headers.remove(name);
    }
    request
}

/// Returns where the form of a page is sent, and what is sent.
pub(crate) fn filled(page: &Page, typed: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
    let forms = page.forms();
    let has_all = |fields: &[(String, Option<Vec<String>>)]| {
        typed
            .iter()
            .all(|(name, _)| fields.iter().any(|(field, _)| field == name))
    };
    let form = forms
        .iter()
        .find(|form| has_all(&form.fields))
        .unwrap_or_else(|| {
            panic!(
                "{} ({}, {:?}) has no form with the fields {typed:?}; its forms are {forms:#?}",
                page.path(),
                page.status(),
                page.heading()
            )
        });
    for (name, value) in typed {
        let offered = form.fields.iter().find(|(field, _)| field == name);
        if let Some((_, Some(offered))) = offered {
            assert!(
                value.is_empty() || offered.iter().any(|one| one == value),
                "{name:?} does not offer {value:?}; it offers {offered:?}"
            );
        }
    }
    let kept = form
        .filled
        .iter()
        .filter(|(name, _)| !typed.iter().any(|(other, _)| other == name))
        .cloned();
    let typed = typed
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    (form.action.clone(), kept.chain(typed).collect())
}
