//! What every room shares: typed ids, money, code lists, calendars, the plain filter tree that narrows a list, and how days,
//! phone numbers and names are read.
//!
//! Nothing here reads a clock, a file or a database. A type lives here when two crates that cannot depend on each other both need it.
//!
//! Absent on purpose: rules. A working day is counted here; that a contact is due after ten of them is the programme's business.

pub mod birthdays;
pub mod calendar;
pub mod codes;
pub mod days;
mod ids;
pub mod names;
mod pence;
pub mod phones;
pub mod scope;
pub mod text;

pub use ids::*;
pub use pence::Pence;
pub use scope::Scope;
