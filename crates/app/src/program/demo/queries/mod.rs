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

pub(super) use office::Office;
use store::entities::insert_rows as insert;
use world::moment;
pub(super) use world::{
    accounts_by_address, council_named, link_in_letter, open, person_named, write,
};
