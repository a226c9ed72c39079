//! What work pays and what is left after rent, from dated parameters with their sources.
//!
//! Pure: no clock, no database, no council. Amounts are exact inside and rounded once when they are published. No rule applies before its
//! date, and a day for which there is no file yet uses the last known amounts and says so.
//!
//! Absent on purpose: advice. What is worked out here goes to an adviser and to the young person with its sources, and an adviser confirms it.

pub mod amount;
pub mod answer;
pub mod areas;
pub mod batch;
pub mod council_tax;
mod days;
pub mod hours;
mod housing_benefit;
pub mod lines;
pub mod parameters;
pub mod pay;
pub mod question;
mod reader;
pub mod reckoning;
pub mod reductions;
pub mod remarks;
pub mod situation;
pub mod term;
pub mod universal_credit;
pub mod wages;
pub mod weeks;

pub use reader::Refusal;
