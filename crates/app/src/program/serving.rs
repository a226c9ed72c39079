//! The door: how many connections are allowed, how slow each may be, and how they end.
//!
//! What is easily got wrong: a silent connection costs its sender nothing and costs us a place. So every wait has an end, one address can take
//! only a share of the places, and a program told to stop waits no longer than ten seconds.
//!
//! Absent on purpose: TLS. A proxy in front does that; its own connections are not counted by address, but those behind it are, by what it
//! forwards.

use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    extract::{ConnectInfo, Request},
    http::{StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
};
use tower::ServiceExt;

use crate::shell::web;

/// How long the head of a request may take, and how long a connection may idle between two requests.
const HEAD: Duration = Duration::from_secs(15);

/// How long a request may take from its head to its answer; and one with a file, over a poor line.
const REQUEST: Duration = Duration::from_secs(60);
const UPLOAD: Duration = Duration::from_secs(300);

/// How long a connection may live, however busy.
const CONNECTION: Duration = Duration::from_secs(600);

/// How long requests under way may still take after the program is told to stop.
const FAREWELL: Duration = Duration::from_secs(10);

/// The most connections in all, and from one address. Files, the database and the processes that read lists need some descriptors too.
const MOST: usize = 2_000;
const MOST_OF_ONE: usize = 128;
const OTHER_DESCRIPTORS: usize = 256;

/// How many places each address holds.
struct Door {
    most: usize,
    held: Mutex<(usize, HashMap<IpAddr, usize>)>,
}

impl Door {
    /// Takes a place for an address, if there is one. An address of `None` is a proxy, with many behind it.
    fn enter(self: &Arc<Self>, address: Option<IpAddr>) -> Option<Place> {
        let mut held = self.held.lock().expect("nobody panics at the door");
        let (all, by_address) = &mut *held;
        if *all >= self.most {
            return None;
        }
        if let Some(address) = address {
            let own = by_address.entry(address).or_default();
            if *own >= MOST_OF_ONE {
                return None;
            }
            *own += 1;
        }
        *all += 1;
        Some(Place {
            door: Arc::clone(self),
            address,
        })
    }
}

/// A place, given back when it is dropped.
struct Place {
    door: Arc<Door>,
    address: Option<IpAddr>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.door.held.lock().expect("nobody panics at the door");
        let (all, by_address) = &mut *held;
        *all -= 1;
        if let Some(address) = self.address
            && let Some(own) = by_address.get_mut(&address)
        {
            *own -= 1;
            if *own == 0 {
                by_address.remove(&address);
            }
        }
    }
}

/// Returns how many connections to allow, given the file descriptors that the system grants.
fn most() -> usize {
    let wanted = (MOST + OTHER_DESCRIPTORS) as u64;
    let granted = rlimit::increase_nofile_limit(wanted).unwrap_or(1024);
    let granted = usize::try_from(granted).unwrap_or(usize::MAX);
    MOST.min(granted.saturating_sub(OTHER_DESCRIPTORS).max(64))
}

/// Serves until `stop` is done; then lets requests under way finish, for as long as [`FAREWELL`].
///
/// `proxies` are the addresses whose connections carry those of many others.
pub(crate) async fn serve(
    listener: TcpListener,
    routes: Router,
    proxies: Vec<IpAddr>,
    stop: impl Future<Output = ()>,
) {
    let door = Arc::new(Door {
        most: most(),
        held: Mutex::default(),
    });
    let routes = routes.layer(middleware::from_fn(in_time));
    let (ending, _) = watch::channel(false);
    let mut open = JoinSet::new();
    tokio::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            Some(_) = open.join_next(), if !open.is_empty() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, from)) => {
                    let address = web::network(from.ip());
                    let counted = (!proxies.contains(&from.ip().to_canonical())).then_some(address);
                    // Without a place, the connection is simply closed.
                    if let Some(place) = door.enter(counted) {
                        open.spawn(attend(stream, from, routes.clone(), ending.subscribe(), place));
                    }
                }
                Err(error) => {
                    // Most likely out of descriptors: one will be free again soon.
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            },
        }
    }
    drop(listener);
    let _nobody_listens = ending.send(true);
    let all_gone = async { while open.join_next().await.is_some() {} };
    if tokio::time::timeout(FAREWELL, all_gone).await.is_err() {
        tracing::warn!("requests that took too long were ended");
    }
}

/// Serves one connection until it ends, idles too long, reaches its time limit or the program stops.
async fn attend(
    stream: TcpStream,
    from: SocketAddr,
    routes: Router,
    mut ending: watch::Receiver<bool>,
    _place: Place,
) {
    let _as_it_is = stream.set_nodelay(true);
    let answering = routes.map_request(move |request: hyper::Request<hyper::body::Incoming>| {
        let mut request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(ConnectInfo(from));
        request
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(answering));
    tokio::pin!(connection);
    tokio::select! {
        // A connection that breaks off is not an error.
        _ended = connection.as_mut() => return,
        _told = ending.changed() => {}
        () = tokio::time::sleep(CONNECTION) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ended = tokio::time::timeout(FAREWELL, connection).await;
}

/// Answers a request, or says that it took too long. A write under way is kept or undone as a whole.
async fn in_time(request: Request, next: Next) -> Response {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let has_files = kind
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/"));
    let limit = if has_files { UPLOAD } else { REQUEST };
    tokio::time::timeout(limit, next.run(request))
        .await
        .unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response())
}
