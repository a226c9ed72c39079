//! The demo world: three councils with two years of history, so that every list, chart and report has something to show.
//!
//! The world is made from data (the folder `demo`) and a seed, and is the same for the same day, down to the ids. The engine makes the stages,
//! and what is due is computed by the same code as for real young people. Three stories are played first, act by act, by the people named at
//! their pages (`player.rs`); everybody else is written many rows at a time.
//!
//! Absent on purpose: any rule. Where the demo and the product could differ, the demo asks the product.

mod dice;
mod life;
mod making;
mod player;
mod plays;
mod queries;
mod source;
#[cfg(test)]
mod tests;

use making::Made;
#[cfg(test)]
use making::build_from;
pub use making::{DemoError, build};
