//! Care: the coach's day with a young person, and nobody forgotten.

mod appointments;
mod cohort;
mod concerns;
mod contacts;
mod drop_ins;
mod entitlements;
mod messages;
mod onward_referrals;
mod partners;
mod plans;
mod promises;
mod silence;
mod wishes;
