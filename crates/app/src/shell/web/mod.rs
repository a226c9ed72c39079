//! The shell around every page: who is signed in, what they may see, forms, errors, headers and the layout.
//!
//! A slice hands its routes to [`Routes`] with the action that each decides; a route that answers without having decided it is a fault.

mod asked;
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
mod more;
mod notices;
mod own;
mod own_frame;
pub(crate) mod own_sign_ins;
mod page;
mod routes;
mod said;
mod sign_ins;
mod signed_in;
mod upload;
pub mod words;

pub(crate) use crate::shell::clock::random;

pub(crate) use asked::Ask;
pub use asked::Asks;
pub(crate) use cookie::Token;
pub use ctx::{Ctx, Names};
pub(crate) use download::give_file;
pub use download::{download, plain_cell};
pub use error::{Answer, Halt, WebError};
pub(crate) use extract::network;
pub use extract::{Origin, Path, Query};
pub use form::{Errors, Form};
pub use guard::{Gate, guard};
pub use headers::secure;
pub(crate) use layout::first_page;
pub use layout::{Beside, Layout};
pub(crate) use layout::{Place, places};
pub use limit::Limits;
pub(crate) use more::more;
pub(crate) use notices::routes as notices;
pub use own::OwnCtx;
pub(crate) use own_frame::{Frame, frame};
pub use page::{FormPage, asset, form_to, hidden, html, page_before, redirect, small_button};
pub use routes::{Access, RouteLine, Routes};
pub use said::Said;
pub(crate) use sign_ins::row_of;
pub use signed_in::SignedIn;
pub use upload::{SentFile, Upload};
