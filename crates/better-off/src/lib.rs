//! What work pays, from dated parameters with their sources.
//!
//! Pure: no clock, no database, no council. Money is whole pence. No rule applies before its date, and a value whose year is not in the
//! file yet is given as the last known one and says so.
//!
//! Absent so far: tax, benefits and what is left after rent.

pub mod wages;
