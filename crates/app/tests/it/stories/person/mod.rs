//! Young people: how they come here, what is known of them, and where they are on their way.

mod deep_dives;
mod due;
mod enrolments;
pub(crate) mod imports;
mod merging;
mod nobody_between;
mod parallel;
mod particulars;
mod referrals;
mod register;
mod ways;
