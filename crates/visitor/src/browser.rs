//! The browser: cookies, redirects and forms.

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, header},
};
use tower::ServiceExt;

use crate::page::{Page, PageForm};

/// Enough for any answer, in bytes; a page is far below.
const LIMIT: usize = 32 * 1024 * 1024;

/// How many redirects a browser follows.
const REDIRECTS: usize = 10;

/// Why a visit led nowhere.
#[derive(Debug, thiserror::Error)]
pub enum VisitError {
    /// A form lacks a field, or does not offer a choice.
    #[error("{0}")]
    Form(String),
    /// A redirect leads out of the service.
    #[error("{0} leads out of the service, to {1:?}")]
    Outside(String, String),
    /// Redirects lead in a circle.
    #[error("{0} leads round in a circle")]
    Circle(String),
    /// An address or a header cannot be written, or the answer broke off.
    #[error("{0}: {1}")]
    Broken(String, String),
}

impl VisitError {
    fn broken(path: &str, error: &impl ToString) -> Self {
        Self::Broken(path.to_owned(), error.to_string())
    }
}

/// A browser, with the cookies that it was given.
pub struct Visitor {
    router: Router,
    host: String,
    cookies: Mutex<Vec<(String, String)>>,
}

impl Visitor {
    /// Returns a browser without cookies, which calls `router` by the name `host`.
    pub fn new(router: Router, host: &str) -> Self {
        Self {
            router,
            host: host.to_owned(),
            cookies: Mutex::default(),
        }
    }

    /// Returns a copy with the same cookies: a second window.
    pub fn second_window(&self) -> Self {
        Self {
            router: self.router.clone(),
            host: self.host.clone(),
            cookies: Mutex::new(self.jar().clone()),
        }
    }

    /// Opens an address, and follows where it leads.
    ///
    /// Errors: [`VisitError`], as everywhere here.
    pub async fn get(&self, path: &str) -> Result<Page, VisitError> {
        self.follow(self.visit(path).await?).await
    }

    /// Asks for an address, and follows nothing.
    ///
    /// Errors: [`VisitError`].
    pub async fn visit(&self, path: &str) -> Result<Page, VisitError> {
        self.request(Method::GET, path).await
    }

    /// Sends a request of any method, without fields.
    ///
    /// Errors: [`VisitError`].
    pub async fn request(&self, method: Method, path: &str) -> Result<Page, VisitError> {
        let request = Request::builder().method(method).uri(path);
        let request = request.body(Body::empty());
        self.send(request.map_err(|error| VisitError::broken(path, &error))?)
            .await
    }

    /// Fills in the form of a page that has the fields, sends it, and follows where that leads.
    ///
    /// What the page has filled in already is sent too, unless `typed` names it.
    ///
    /// Errors: [`VisitError`].
    pub async fn submit(&self, page: &Page, typed: &[(&str, &str)]) -> Result<Page, VisitError> {
        self.follow(self.submit_and_stay(page, typed).await?).await
    }

    /// Fills in and sends the form of a page, and follows nothing.
    ///
    /// Errors: [`VisitError`].
    pub async fn submit_and_stay(
        &self,
        page: &Page,
        typed: &[(&str, &str)],
    ) -> Result<Page, VisitError> {
        let (action, fields) = filled(page, typed)?;
        self.send_form(&action, &fields, &[]).await
    }

    /// Presses the button of a form that asks for nothing, by where the form is sent, and follows where that leads.
    ///
    /// Errors: [`VisitError`].
    pub async fn press(&self, page: &Page, action: &str) -> Result<Page, VisitError> {
        let mut forms = page.forms_in("form[method=post]").into_iter();
        let form = forms
            .find(|form| form.action == action)
            .ok_or_else(|| VisitError::Form(format!("{} has no form for {action}", page.path())))?;
        let sent = self.send_form(action, &form.filled, &[]).await?;
        self.follow(sent).await
    }

    /// Sends fields to an address, whatever the page there holds, and follows nothing. `headers` come on top of a browser's own; an empty one
    /// takes a browser's away.
    ///
    /// Errors: [`VisitError`].
    pub async fn send_form(
        &self,
        path: &str,
        fields: &[(String, String)],
        headers: &[(&'static str, &str)],
    ) -> Result<Page, VisitError> {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let origin = format!("https://{}", self.host);
        let mut all = vec![
            ("origin", origin.as_str()),
            ("sec-fetch-site", "same-origin"),
        ];
        all.retain(|(name, _)| headers.iter().all(|(other, _)| other != name));
        all.extend(
            headers
                .iter()
                .copied()
                .filter(|(_, value)| !value.is_empty()),
        );
        let form = (header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = all.into_iter().fold(
            Request::post(path).header(form.0, form.1),
            |request, (name, value)| request.header(name, value),
        );
        let request = request.body(body.into());
        self.send(request.map_err(|error| VisitError::broken(path, &error))?)
            .await
    }

    /// Sends a request with the browser's cookies, and keeps those that the answer sets.
    ///
    /// Errors: [`VisitError::Broken`].
    pub async fn send(&self, mut request: Request<Body>) -> Result<Page, VisitError> {
        let path = request.uri().to_string();
        let broken = |error: &dyn ToString| VisitError::broken(&path, &error.to_string());
        let headers = request.headers_mut();
        let host = self.host.parse().map_err(|error| broken(&error))?;
        headers.entry(header::HOST).or_insert(host);
        let pairs: Vec<String> = self
            .jar()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !pairs.is_empty() {
            let jar = pairs.join("; ").parse().map_err(|error| broken(&error))?;
            headers.insert(header::COOKIE, jar);
        }
        let response = self.router.clone().oneshot(request).await;
        let (parts, body) = response.map_err(|error| broken(&error))?.into_parts();
        self.keep_cookies(&parts.headers);
        let body = to_bytes(body, LIMIT)
            .await
            .map_err(|error| broken(&error))?;
        Ok(Page::new(&path, parts.status, parts.headers, &body))
    }

    /// Follows redirects, as many as a browser would.
    ///
    /// Errors: [`VisitError`].
    pub async fn follow(&self, mut page: Page) -> Result<Page, VisitError> {
        for _ in 0..REDIRECTS {
            if !page.is_redirect() {
                return Ok(page);
            }
            let to = page.location().to_owned();
            if !to.starts_with('/') || to.starts_with("//") {
                return Err(VisitError::Outside(page.path().to_owned(), to));
            }
            page = self.visit(&to).await?;
        }
        Err(VisitError::Circle(page.path().to_owned()))
    }

    /// Puts a cookie into the jar; an empty value takes it out.
    pub fn keep_cookie(&self, name: &str, value: &str) {
        let mut cookies = self.jar();
        cookies.retain(|(kept, _)| kept != name);
        if !value.is_empty() {
            cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    /// Returns the cookies, as names and values.
    pub fn cookies(&self) -> Vec<(String, String)> {
        self.jar().clone()
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let lines = headers.get_all(header::SET_COOKIE).iter();
        for line in lines.filter_map(|line| line.to_str().ok()) {
            let pair = line.split(';').next().and_then(|pair| pair.split_once('='));
            if let Some((name, value)) = pair {
                self.keep_cookie(name, value);
            }
        }
    }

    fn jar(&self) -> MutexGuard<'_, Vec<(String, String)>> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns where the form of a page is sent, and what is sent.
///
/// Errors: [`VisitError::Form`] where no form has all the fields, or a choice does not offer the value.
pub fn filled(
    page: &Page,
    typed: &[(&str, &str)],
) -> Result<(String, Vec<(String, String)>), VisitError> {
    let forms = page.forms();
    let has_all = |form: &&PageForm| {
        let mut names = typed.iter().map(|(name, _)| name);
        names.all(|name| form.fields.iter().any(|(field, _)| field == name))
    };
    let form = forms.iter().find(has_all).ok_or_else(|| {
        VisitError::Form(format!(
            "{} ({}, {:?}) has no form with the fields {typed:?}; its forms are {forms:#?}",
            page.path(),
            page.status(),
            page.heading()
        ))
    })?;
    for (name, value) in typed {
        let offered = form.fields.iter().find(|(field, _)| field == name);
        if let Some((_, Some(offered))) = offered
            && !value.is_empty()
            && !offered.iter().any(|one| one == value)
        {
            return Err(VisitError::Form(format!(
                "{} ({:?}): {name:?} does not offer {value:?}; it offers {offered:?}",
                page.path(),
                page.heading()
            )));
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
    Ok((form.action.clone(), kept.chain(typed).collect()))
}
