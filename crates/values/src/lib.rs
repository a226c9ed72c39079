//! What every room speaks: typed ids, money, code lists, calendars and the plain filter tree that narrows a list.
//!
//! Nothing here reads a clock, a file or a database. A type lives here when two crates that may not name each other both need it.
//!
//! Absent on purpose: rules. A working day is counted here; that a contact is due after ten of them is the programme's business.

pub mod birthdays;
pub mod calendar;
pub mod codes;
mod ids;
mod pence;
pub mod scope;

pub use ids::*;
pub use pence::Pence;
pub use scope::Scope;
