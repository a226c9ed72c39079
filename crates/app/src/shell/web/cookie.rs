//! Secrets that leave the server: the cookie of a sign-in, and the token of a link. Only their hashes are stored.

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;
use values::CouncilId;

/// What a cookie or a link carries: whose row it is, which, and the secret that opens it.
pub(crate) struct Token {
    pub(crate) council: CouncilId,
    pub(crate) id: Uuid,
    pub(crate) secret: [u8; 32],
}

impl Token {
    pub(crate) fn encode(&self) -> String {
        let mut bytes = Vec::with_capacity(64);
        bytes.extend_from_slice(Uuid::from(self.council).as_bytes());
        bytes.extend_from_slice(self.id.as_bytes());
        bytes.extend_from_slice(&self.secret);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    pub(crate) fn decode(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (council, rest) = bytes.split_at_checked(16)?;
        let (id, secret) = rest.split_at_checked(16)?;
        Some(Self {
            council: Uuid::from_slice(council).ok()?.into(),
            id: Uuid::from_slice(id).ok()?,
            secret: secret.try_into().ok()?,
        })
    }

    /// Returns what is stored in place of the secret. The secret is random, so a plain hash is enough.
    pub(crate) fn hash(&self) -> Vec<u8> {
        blake3::hash(&self.secret).as_bytes().to_vec()
    }

    /// Returns whether a stored hash is this secret's, in constant time.
    pub(crate) fn opens(&self, stored: &[u8]) -> bool {
        <[u8; 32]>::try_from(stored).is_ok_and(|stored| blake3::hash(&self.secret) == stored)
    }
}

/// Whose sign-in a cookie is: one browser may hold both, and neither opens the other's pages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// A worker's.
    Worker,
    /// A young person's.
    YoungPerson,
}

/// The name of the cookie. Over TLS its prefix makes browsers hold it to this host.
fn name(whose: Whose, secure: bool) -> &'static str {
    match (whose, secure) {
        (Whose::Worker, true) => "__Host-foothold",
        (Whose::Worker, false) => "foothold",
        (Whose::YoungPerson, true) => "__Host-my",
        (Whose::YoungPerson, false) => "my",
    }
}

pub(crate) fn read(headers: &HeaderMap, whose: Whose, secure: bool) -> Option<Token> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name(whose, secure))
        .and_then(|(_, value)| Token::decode(value))
}

pub(crate) fn set(token: &Token, whose: Whose, secure: bool) -> HeaderValue {
    line(
        &format!("{}={}", name(whose, secure), token.encode()),
        secure,
    )
}

pub(crate) fn clear(whose: Whose, secure: bool) -> HeaderValue {
    line(&format!("{}=; Max-Age=0", name(whose, secure)), secure)
}

/// Makes the browser forget what it has stored from our pages.
pub(crate) fn clear_site(response: &mut Response) {
    let all = HeaderValue::from_static("\"cache\", \"cookies\", \"storage\"");
    response
        .headers_mut()
        .insert(HeaderName::from_static("clear-site-data"), all);
}

fn line(pair: &str, secure: bool) -> HeaderValue {
    let flag = if secure { "; Secure" } else { "" };
    // Lax, so that a link in a mail opens the page and a form of another site is sent without the cookie.
    HeaderValue::from_str(&format!("{pair}; Path=/; HttpOnly; SameSite=Lax{flag}"))
        .expect("the token is of plain letters")
}

#[cfg(test)]
mod tests {
    use super::super::cookie::*;

    #[test]
    fn a_token_survives_the_journey_and_a_cut_one_does_not() {
        let token = Token {
            council: Uuid::from_u128(7).into(),
            id: Uuid::from_u128(9),
            secret: [3; 32],
        };
        let text = token.encode();
        let back = Token::decode(&text).unwrap();
        assert!(back.opens(&token.hash()));
        assert_eq!((back.council, back.id), (token.council, token.id));
        assert!(Token::decode(&text[..text.len() - 2]).is_none());
        assert!(Token::decode("").is_none());
    }
}
