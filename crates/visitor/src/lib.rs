//! A browser without a window, for whoever plays people at their pages: keeps cookies, follows redirects, reads pages as somebody reads them, and
//! fills in forms as they stand in the page.
//!
//! It calls a router and needs no network. What it cannot do, somebody at a browser could not do either: send a field that the form does not have,
//! choose what is not offered, or leave the service by a redirect.

mod browser;
mod page;

pub use browser::{VisitError, Visitor, filled};
pub use page::{Page, PageForm, without_query};
