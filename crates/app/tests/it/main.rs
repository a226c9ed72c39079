//! The one integration binary: stories on both databases, the grid of routes, the crash test and the house rules.
//!
//! Made for `cargo test`, which runs every story in one process, so that one PostgreSQL serves them all. A runner that gives each test a
//! process of its own also works, but starts a PostgreSQL for each.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop where it stands"
)]

#[macro_use]
mod world;
mod crash;
mod door;
mod migrations;
mod rooms;
mod routes;
mod snapshots;
mod storage;
mod stories;
mod tidy;
