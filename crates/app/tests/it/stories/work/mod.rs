//! Work: what is offered, applied for, worked out, started and kept.

mod activities;
mod applications;
mod better_off;
mod coming;
mod courses;
mod group_money;
mod hard_rules;
mod matches;
mod mentors;
mod opportunities;
mod top_ups;
mod work_placements;
