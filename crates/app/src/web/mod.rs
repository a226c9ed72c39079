//! The shell around every page: who is signed in, what they may see, forms, errors, headers and the layout.
//!
//! A slice hands its routes to [`Routes`] with the action that each decides; a route that answers without having decided it is a fault.

pub(crate) mod cookie;
mod ctx;
mod download;
pub mod drafts;
mod error;
mod extract;
pub mod form;
mod guard;
mod headers;
mod layout;
mod limit;
mod own;
mod page;
mod routes;
pub mod sign_in;
mod signed_in;
mod upload;
pub mod words;

pub(crate) use crate::clock::random;

pub(crate) use cookie::Token;
pub use ctx::{Ctx, Names};
pub use download::{download, plain_cell};
pub use error::{Answer, Halt, WebError};
pub(crate) use extract::network;
pub use extract::{Origin, Path, Query};
pub use form::{Errors, Form};
pub use guard::{Gate, guard};
pub use headers::secure;
pub use layout::Layout;
pub(crate) use layout::first_page;
pub use limit::Limits;
pub use own::OwnCtx;
pub use page::{FormPage, asset, form_to, hidden, html, page_before, redirect, small_button};
pub use routes::{Access, RouteLine, Routes};
pub use signed_in::SignedIn;
pub use upload::{SentFile, Upload};
