//! Employers: looked after, asked, and held to what they pledged.

mod employers;
mod pledges;
mod requests;
