//! Plans in the database.

mod plans;
mod reviews;

pub(crate) use plans::{NewGoal, NewStep, add_goal, add_step, goals, next_steps};
pub(super) use plans::{archive_step, change_step, end_goal, find_goal, find_step, finish_step};
pub(super) use reviews::{last_reviews, record_review};
