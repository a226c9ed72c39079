//! Who can do what: the Cedar schema and policies, single decisions, and the scopes that narrow lists.
//!
//! The policies are the two files beside this one, and nothing else decides. [`decide`] decides about a single record; [`scope`]
//! narrows a list: it asks Cedar what is left of the policies when everything but the record is known, and writes that as a plain
//! filter. A property test checks that the two agree.
//!
//! Absent on purpose: SQL, HTTP, and any type of a slice. A slice makes its record a [`Resource`].

mod engine;
mod grid;
mod principal;
mod residual;

pub use engine::{Denied, decide, scope};
pub use grid::grid;
pub use principal::{Action, Kind, Office, Principal, Resource, Role, Worker};
