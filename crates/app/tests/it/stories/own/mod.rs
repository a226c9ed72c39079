//! A young person's own pages.

mod home;
mod signing_in;
