//! The address of a request, read so that one that makes no sense gets an error page of ours.

use std::{
    net::{IpAddr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

use axum::{
    extract::{ConnectInfo, FromRequestParts, RawPathParams},
    http::request::Parts,
};
use serde::de::DeserializeOwned;

use super::WebError;
use crate::App;

/// The one parameter of a path. One that cannot be read is not found.
pub struct Path<T>(pub T);

impl<T: std::str::FromStr, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        let parameters = RawPathParams::from_request_parts(parts, state)
            .await
            .map_err(|_| WebError::NotFound)?;
        let (_, value) = parameters.iter().next().ok_or(WebError::NotFound)?;
        value.parse().map(Self).map_err(|_| WebError::NotFound)
    }
}

/// The query of the address.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, WebError> {
        let query = parts.uri.query().unwrap_or("");
        serde_urlencoded::from_str(query)
            .map(Self)
            .map_err(|_| WebError::Malformed)
    }
}

/// The network address that a request came from, for counting attempts and nothing else. `None` where unknown.
///
/// People reach the service over TLS only through a proxy, which writes `X-Forwarded-For`; its last entry is the proxy's own. Only a proxy named
/// in the settings is trusted: otherwise, and where the proxy says nothing, the connection's own address counts.
pub struct Origin(Option<IpAddr>);

impl Origin {
    /// Counts an attempt of one kind from this address. Errors: [`WebError::TooMany`] after more than `most` in a quarter of an hour.
    pub fn count(&self, app: &App, kind: &str, most: u32) -> Result<(), WebError> {
        let Some(address) = self.0 else { return Ok(()) };
        app.limits
            .count(&format!("{kind}:{address}"), most, app.clock.now())
            .map_err(|retry_seconds| WebError::TooMany { retry_seconds })
    }

    /// Works out where a request came from: from its connection, what the proxy forwarded, and which proxies are trusted.
    fn told(peer: Option<IpAddr>, forwarded: Option<IpAddr>, proxies: &[IpAddr]) -> Self {
        let is_proxy = peer.is_none_or(|peer| proxies.contains(&peer.to_canonical()));
        let address = if is_proxy { forwarded.or(peer) } else { peer };
        Self(address.map(network))
    }
}

/// Returns the network of one household: in IPv6 one household has 2⁶⁴ addresses.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & !u128::from(u64::MAX))),
        four => four,
    }
}

impl FromRequestParts<Arc<App>> for Origin {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, WebError> {
        let known = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = known.map(|ConnectInfo(address)| address.ip());
        let mut lines = parts.headers.get_all("x-forwarded-for").iter().rev();
        let last = lines.next().and_then(|line| line.to_str().ok());
        let forwarded = last.and_then(|line| line.rsplit(',').next()?.trim().parse().ok());
        Ok(Self::told(peer, forwarded, &app.config.proxies()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::extract::*;

    #[test]
    fn one_household_counts_as_one_address() {
        for (address, expected) in [
            ("203.0.113.7", "203.0.113.7"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ] {
            let address: IpAddr = address.parse().unwrap();
            assert_eq!(network(address).to_string(), expected);
        }
    }

    #[test]
    fn only_a_proxy_that_is_named_says_who_asks() {
        let address = |text: &str| text.parse::<IpAddr>().ok();
        let (proxy, asker, other) = (
            address("127.0.0.1"),
            address("203.0.113.7"),
            address("198.51.100.9"),
        );
        let proxies = [proxy.unwrap()];
        for (peer, forwarded, expected) in [
            (proxy, asker, asker),
            (proxy, None, proxy),
            (other, asker, other),
            (other, None, other),
            (None, asker, asker),
        ] {
            let Origin(told) = Origin::told(peer, forwarded, &proxies);
            assert_eq!(told, expected, "{peer:?} {forwarded:?}");
        }
    }
}
