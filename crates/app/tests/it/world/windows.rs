//! Real windows for the people of a story: Chromium at a phone's width, which `browser/drive.mjs` works by lines of JSON.
//!
//! A story told so fails where somebody at a phone could not go on: a field out of sight, a page wider than the screen, a script that breaks.

use std::{
    path::Path,
    process::Stdio,
    sync::atomic::{AtomicUsize, Ordering},
};

use axum::{
    Router,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode},
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    net::TcpListener,
    process::{Child, ChildStdin, ChildStdout, Command},
    sync::Mutex,
};
use visitor::{Page, Visitor, filled};

/// The variable that has stories told in Chromium.
const ASKED: &str = "FOOTHOLD_WINDOWS";

/// What marks a page that stands in a window.
const SHOWN: HeaderName = HeaderName::from_static("x-shown-in-a-window");

/// Returns whether a page stands in a window: one that came back with faults to somebody who stayed was only read.
fn is_shown(page: &Page) -> bool {
    !page.header(SHOWN.as_str()).is_empty()
}

/// Chromium, and the address at which the story's pages are.
pub(crate) struct Windows {
    origin: String,
    opened: AtomicUsize,
    talk: Mutex<Talk>,
}

/// The lines to and from what drives Chromium.
struct Talk {
    into: ChildStdin,
    from: Lines<BufReader<ChildStdout>>,
    /// Ends with the story.
    _driver: Child,
}

/// A place for the pages, before anybody is there.
pub(crate) struct Place(TcpListener);

impl Place {
    /// Takes an address where stories are to be told in Chromium.
    pub(crate) async fn wanted() -> Option<Self> {
        std::env::var_os(ASKED)?;
        Some(Self(TcpListener::bind("127.0.0.1:0").await.unwrap()))
    }

    /// Returns what the addresses of its pages begin with.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.0.local_addr().unwrap())
    }

    /// Serves the pages, and opens Chromium.
    pub(crate) fn open(self, router: Router) -> Windows {
        let origin = self.origin();
        tokio::spawn(async move { axum::serve(self.0, router).await });
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../browser");
        let mut driver = Command::new("node")
            .arg("drive.mjs")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let talk = Talk {
            into: driver.stdin.take().unwrap(),
            from: BufReader::new(driver.stdout.take().unwrap()).lines(),
            _driver: driver,
        };
        Windows {
            origin,
            opened: AtomicUsize::new(0),
            talk: Mutex::new(talk),
        }
    }
}

impl Windows {
    /// Returns a number for one more window.
    pub(crate) fn one_more(&self) -> usize {
        self.opened.fetch_add(1, Ordering::Relaxed)
    }

    /// Opens an address in a window, and follows where it leads. `None` where it is a file to keep.
    pub(crate) async fn open(&self, window: usize, visitor: &Visitor, path: &str) -> Option<Page> {
        let act = json!({ "do": "open", "window": window, "path": path });
        self.act(visitor, act).await
    }

    /// Fills in and sends the form of a page in a window, and follows where that leads.
    pub(crate) async fn send(
        &self,
        window: usize,
        visitor: &Visitor,
        (page, typed): (&Page, &[(&str, &str)]),
    ) -> Page {
        if !is_shown(page) {
            let sent = visitor.submit(page, typed).await;
            return sent.unwrap_or_else(|error| panic!("{error}"));
        }
        let (action, _) = filled(page, typed).unwrap_or_else(|error| panic!("{error}"));
        self.press(window, visitor, (page, &action, typed)).await
    }

    /// Sends the form of a page that goes to an address.
    pub(crate) async fn press(
        &self,
        window: usize,
        visitor: &Visitor,
        (page, action, typed): (&Page, &str, &[(&str, &str)]),
    ) -> Page {
        if !is_shown(page) {
            let sent = visitor.press(page, action).await;
            return sent.unwrap_or_else(|error| panic!("{error}"));
        }
        let act = json!({
            "do": "send",
            "window": window,
            "path": page.path(),
            "key": page.form_key(),
            "action": action,
            "fields": typed,
        });
        let came = self.act(visitor, act).await;
        came.unwrap_or_else(|| panic!("{action} leads to a file"))
    }

    async fn act(&self, visitor: &Visitor, mut act: Value) -> Option<Page> {
        act["origin"] = json!(self.origin);
        act["cookies"] = json!(visitor.cookies());
        let mut talk = self.talk.lock().await;
        let line = format!("{act}\n");
        talk.into.write_all(line.as_bytes()).await.unwrap();
        let answer = talk.from.next_line().await.unwrap();
        let answer = answer.unwrap_or_else(|| panic!("Chromium is gone"));
        let answer: Value = serde_json::from_str(&answer).unwrap();
        if let Some(fault) = answer["fault"].as_str() {
            assert!(fault.contains("Download is starting"), "{act}: {fault}");
            return None;
        }
        for (name, value) in pairs(&answer["cookies"]) {
            visitor.keep_cookie(&name, &value);
        }
        let mut headers = HeaderMap::from_iter([(SHOWN, HeaderValue::from_static("yes"))]);
        for (name, value) in pairs(&answer["headers"]) {
            let name = HeaderName::try_from(name);
            if let (Ok(name), Ok(value)) = (name, HeaderValue::try_from(value)) {
                headers.append(name, value);
            }
        }
        let status = answer["status"].as_u64().unwrap_or_default();
        let status = StatusCode::from_u16(u16::try_from(status).unwrap()).unwrap();
        let text = |part: &str| answer[part].as_str().unwrap_or_default().to_owned();
        Some(Page::new(
            &text("path"),
            status,
            headers,
            text("body").as_bytes(),
        ))
    }
}

/// Reads pairs of texts.
fn pairs(list: &Value) -> Vec<(String, String)> {
    serde_json::from_value(list.clone()).unwrap_or_default()
}
