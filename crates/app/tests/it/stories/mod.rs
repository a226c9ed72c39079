//! Stories: what people do, told through the pages.

mod activities;
mod applications;
mod better_off;
mod commitments;
mod day;
mod drop_ins;
mod employers;
mod forms;
mod fund_limits;
mod funds;
mod group_money;
mod imports;
mod main_job;
mod matches;
mod mentors;
mod messages;
mod opportunities;
mod outbox;
mod pathway;
mod programmes;
mod referrals;
mod requests;
mod shell;
mod signing_in;
mod ways;
mod work_placements;
