//! Who could go where: the best overall assignment of people to places.
//!
//! Pure: no clock, no database, no council.

pub mod assignment;
pub mod rules;
pub mod taxonomy;
pub mod wishes;
