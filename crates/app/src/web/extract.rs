//! The address of a request, read so that what makes no sense is answered with a page of ours.

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
};
use serde::de::DeserializeOwned;

use super::WebError;

/// The one parameter of a path. One that cannot be read names nothing, so it is not found.
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

/// What the address asks for behind its question mark.
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
