//! Answers: a rendered page, a page with one form, a redirect, a file of the shell.

use askama::Template;
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use govuk::{Button, ErrorSummary, Html};

use super::{Answer, Ctx, Errors, Layout, Path, WebError, words};

/// Renders a page.
pub fn html(page: &impl Template) -> Response {
    match page.render() {
        Ok(text) => (
            [(
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/html; charset=utf-8"),
            )],
            text,
        )
            .into_response(),
        Err(error) => {
            // This function renders the error page too, so a fault here must not loop.
            tracing::error!(%error, "a page could not be rendered");
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                "Sorry, there is a problem. Try again later.",
            )
                .into_response()
        }
    }
}

/// Redirects to another page after something was done.
pub fn redirect(to: &str) -> Response {
    let location = HeaderValue::try_from(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

/// A page with one form.
#[derive(Template)]
#[template(path = "web/form.html")]
pub struct FormPage {
    layout: Layout,
    summary: Option<ErrorSummary>,
    caption: Option<String>,
    heading: String,
    intro: Html,
    action: String,
    form_key: String,
    version: Option<i32>,
    carried: Vec<(&'static str, String)>,
    fields: Vec<Html>,
    button: Html,
    cancel: Option<String>,
    after: Html,
    has_form: bool,
    has_files: bool,
    /// Where what is typed is kept.
    draft_at: Option<String>,
    /// When it was typed, where it is filled in from a draft.
    draft_from: Option<String>,
}

impl FormPage {
    /// Begins a page whose form is sent to the page's own path.
    pub fn new(ctx: &Ctx, heading: impl Into<String>) -> Self {
        let heading = heading.into();
        let kept = ctx.kept();
        let from = kept.as_ref().and_then(|kept| kept.from);
        let there = kept.as_ref().filter(|kept| kept.is_there);
        let carried = there.map(|kept| ("draft", kept.at.clone()));
        Self {
            form_key: ctx.form_key(),
            carried: carried.into_iter().collect(),
            draft_at: kept.map(|kept| kept.at),
            draft_from: from.map(|at| words::moment_from(at, ctx.today())),
            ..Self::open(ctx.layout(heading.clone()), heading, ctx.path())
        }
    }

    /// Begins a page for someone who is not signed in.
    pub fn open(layout: Layout, heading: impl Into<String>, action: &str) -> Self {
        Self {
            layout,
            summary: None,
            caption: None,
            heading: heading.into(),
            intro: Html::default(),
            action: action.to_owned(),
            form_key: String::new(),
            version: None,
            carried: Vec::new(),
            fields: Vec::new(),
            button: Html::of(Button::new("Save").prevent_double_click()),
            cancel: None,
            after: Html::default(),
            has_form: true,
            has_files: false,
            draft_at: None,
            draft_from: None,
        }
    }

    /// Shows what is wrong at the top. `dates` are the ids of the date fields.
    pub fn errors(mut self, errors: &Errors, dates: &[&str]) -> Self {
        self.summary = errors.summary(dates);
        if self.summary.is_some() {
            self.layout.title = format!("Error: {}", self.layout.title);
        }
        self
    }

    /// Puts a line above the heading.
    pub fn caption(mut self, caption: impl Into<String>) -> Self {
        self.caption = Some(caption.into());
        self
    }

    /// Puts something between the heading and the form.
    pub fn intro(mut self, intro: impl Into<Html>) -> Self {
        self.intro = intro.into();
        self
    }

    /// Puts something after the form.
    pub fn after(mut self, after: impl Into<Html>) -> Self {
        self.after = after.into();
        self
    }

    /// Adds a field.
    pub fn field(mut self, field: impl Into<Html>) -> Self {
        self.fields.push(field.into());
        self
    }

    /// Adds a hidden value.
    pub fn carry(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.carried.push((name, value.into()));
        self
    }

    /// Adds the version of the record that the form was made from.
    pub fn version(mut self, version: i32) -> Self {
        self.version = Some(version);
        self
    }

    /// Sends the form to another path.
    pub fn action(mut self, action: impl Into<String>) -> Self {
        self.action = action.into();
        self
    }

    /// Sets the button's words.
    pub fn button(mut self, text: &str) -> Self {
        self.button = Html::of(Button::new(text).prevent_double_click());
        self
    }

    /// Sets more than one button. The first is pressed by the Enter key.
    pub fn buttons(mut self, buttons: impl IntoIterator<Item = Button>) -> Self {
        let buttons = buttons.into_iter();
        self.button = Html::joined(buttons.map(|one| Html::of(one.prevent_double_click())));
        self
    }

    /// Sets the words of a warning button, for ending something.
    pub fn warning_button(mut self, text: &str) -> Self {
        self.button = Html::of(Button::new(text).warning().prevent_double_click());
        self
    }

    /// Adds a one-use key for someone who is not signed in.
    pub fn key(mut self, key: String) -> Self {
        self.form_key = key;
        self
    }

    /// Lets the form carry files.
    pub fn with_files(mut self) -> Self {
        self.has_files = true;
        self
    }

    /// Leaves out the form, where there is nothing to send.
    pub fn without_form(mut self) -> Self {
        self.has_form = false;
        self
    }

    /// Shows what was just done at the top.
    pub fn said(mut self, said: Option<&str>) -> Self {
        self.layout = self.layout.said(said);
        self
    }

    /// Adds a back link at the top.
    pub fn back(mut self, href: impl Into<String>) -> Self {
        self.layout.back = Some(href.into());
        self
    }

    /// Adds a cancel link.
    pub fn cancel(mut self, href: impl Into<String>) -> Self {
        let href = href.into();
        self.layout.back = Some(href.clone());
        self.cancel = Some(href);
        self
    }

    /// Renders the page; one that shows errors answers 422, because nothing was done.
    pub fn show(self) -> Answer {
        let refused = self.summary.is_some();
        let mut response = html(&self);
        if refused {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        Ok(response)
    }
}

/// Draws a small form within a page, sent to an address. It is not printed.
pub fn form_to(ctx: &Ctx, action: impl Into<String>, inner: impl Into<Html>) -> Html {
    Html::joined([
        Html::literal("<form class=\"foothold-no-print\" method=\"post\" action=\""),
        action.into().into(),
        Html::literal("\" novalidate><input type=\"hidden\" name=\"form_key\" value=\""),
        ctx.form_key().into(),
        Html::literal("\">"),
        inner.into(),
        Html::literal("</form>"),
    ])
}

/// Draws a hidden value.
pub fn hidden(name: &'static str, value: impl Into<String>) -> Html {
    Html::joined([
        Html::literal("<input type=\"hidden\" name=\""),
        name.into(),
        Html::literal("\" value=\""),
        value.into().into(),
        Html::literal("\">"),
    ])
}

/// Draws the button of such a form; `about` tells screen reader users what it is for.
pub fn small_button(words: &'static str, about: &str) -> Html {
    let words = Html::from(words).and(Html::hidden(format!(": {about}")));
    Html::of(Button::new(words).secondary().prevent_double_click())
}

/// Redirects a GET of an address that only takes forms, as when a phone reopens its tabs, to the page before it.
pub async fn page_before(method: Method, uri: Uri) -> Result<Response, WebError> {
    let before = uri.path().rsplit_once('/').map(|(before, _)| before);
    match before {
        Some(before) if method == Method::GET && !before.is_empty() => Ok(redirect(before)),
        _ => Err(WebError::NotFound),
    }
}

/// Answers with a file of the shell. Its name holds a hash of its content, so it may be kept for ever.
pub async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, WebError> {
    let asset = govuk::assets::find(&format!("/assets/{name}")).ok_or(WebError::NotFound)?;
    let accepts = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    let (body, encoding) = if accepts.contains("br") {
        (asset.brotli, Some("br"))
    } else if accepts.contains("gzip") {
        (asset.gzip, Some("gzip"))
    } else {
        (asset.bytes, None)
    };
    let mut response = Response::new(Body::from(body));
    let answer = response.headers_mut();
    answer.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(asset.content_type),
    );
    answer.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    answer.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Ok(response)
}
