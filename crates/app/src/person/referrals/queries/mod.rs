//! Referrals in the database.

mod outside;
mod referrals;

pub(super) use outside::{
    Bounds, Link, Outside, Working, make_from_outside, make_link, open_link, working,
};
pub(super) use referrals::{NewReferral, answer, find, make, newest};
use referrals::{Waiting, insert};
pub use referrals::{
    made_by, of_person, received_between, received_on, waiting_count, waiting_days,
};
