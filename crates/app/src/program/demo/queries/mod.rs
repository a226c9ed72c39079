//! The demo world in the database: one transaction for each council, many rows at a time.

mod days;
mod dives;
mod employers;
mod into_work;
mod money;
mod office;
mod people;
mod reviews;
mod work;
mod world;

use store::entities::insert_rows as insert;
use world::moment;
pub(super) use world::{accounts_by_address, council_named, person_named, write};
