//! What the tests of several slices share.

pub(crate) mod plans;
