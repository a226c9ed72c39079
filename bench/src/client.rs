//! A small HTTP client that keeps its connection: the load generator should cost less than what it measures.

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::Outcome;

/// A request, written out once.
pub(crate) struct Request(Vec<u8>);

impl Request {
    /// Asks for a page.
    pub(crate) fn get(path: &str, cookie: &str) -> Self {
        Self(format!("GET {path} HTTP/1.1\r\nhost: bench\r\ncookie: {cookie}\r\n\r\n").into_bytes())
    }

    /// Sends a form.
    pub(crate) fn post(path: &str, cookie: &str, body: &str) -> Self {
        let length = body.len();
        let kind = "application/x-www-form-urlencoded";
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: bench\r\ncookie: {cookie}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n"
        );
        Self((head + body).into_bytes())
    }

    /// Sends a form with a list file, possible duplicates of which are to be taken: made-up names are much alike.
    pub(crate) fn post_file(path: &str, cookie: &str, key: &str, list: &str) -> Self {
        let field = "content-disposition: form-data; name=";
        let body = format!(
            "--cut\r\n{field}\"form_key\"\r\n\r\n{key}\r\n--cut\r\n{field}\"duplicates\"\r\n\r\ntake\r\n--cut\r\n{field}\"file\"; filename=\"list.csv\"\r\n\r\n{list}\r\n--cut--\r\n"
        );
        let length = body.len();
        let kind = "multipart/form-data; boundary=cut";
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: bench\r\ncookie: {cookie}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n"
        );
        Self((head + &body).into_bytes())
    }
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

/// A connection that stays open.
pub(crate) struct Connection {
    stream: TcpStream,
    held: Vec<u8>,
}

impl Connection {
    /// Connects.
    pub(crate) async fn open(address: &str) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            held: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a request and reads its whole answer.
    pub(crate) async fn send(&mut self, request: &Request) -> Outcome<Answer> {
        self.stream.write_all(&request.0).await?;
        self.held.clear();
        let head_ends = loop {
            if let Some(at) = self.held.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            self.read().await?;
        };
        let head = String::from_utf8_lossy(&self.held[..head_ends]).into_owned();
        let status = head
            .get(9..12)
            .ok_or("an answer without a status")?
            .parse()?;
        let length: usize = header(&head, "content-length").map_or(Ok(0), str::parse)?;
        while self.held.len() < head_ends + length {
            self.read().await?;
        }
        let body = String::from_utf8_lossy(&self.held[head_ends..]).into_owned();
        Ok(Answer { status, head, body })
    }

    async fn read(&mut self) -> Outcome<()> {
        if self.stream.read_buf(&mut self.held).await? == 0 {
            return Err("the connection ended".into());
        }
        Ok(())
    }
}

/// Returns a header of a response.
pub(crate) fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let line = head.lines().find(|line| {
        line.get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name))
    })?;
    Some(line.get(name.len() + 1..)?.trim())
}

/// Returns what is between two texts.
pub(crate) fn between(text: &str, before: &str, after: &str) -> Option<String> {
    let from = text.find(before)? + before.len();
    let until = text[from..].find(after)? + from;
    Some(text[from..until].to_owned())
}
