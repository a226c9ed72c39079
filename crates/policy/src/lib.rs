//! Who may do what: the Cedar schema and policies, single decisions, and the scopes that narrow lists.
//!
//! The policies are the two files beside this one, and nothing else decides. A single record is decided by [`decide`]; a list is
//! narrowed by [`scope`], which asks Cedar what is left of the policies when everything but the record is known, and writes that down
//! as a plain filter. A property test holds the two together.
//!
//! Absent on purpose: SQL, HTTP, and any type of a slice. A slice makes its record a [`Resource`].

mod engine;
mod grid;
mod principal;
mod residual;

pub use engine::{Denied, decide, scope};
pub use grid::grid;
pub use principal::{Action, Kind, Office, Principal, Resource, Role, Worker};
