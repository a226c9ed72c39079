//! Plans in the database.

mod coming;
mod plans;
mod reviews;

pub(crate) use coming::{came, done_by_coming_to};
pub(crate) use plans::{NewGoal, NewStep, add_goal, add_step, goals, next_steps, open_goals};
pub(super) use plans::{archive_step, change_step, end_goal, find_goal, find_step, finish_step};
pub(super) use reviews::{last_reviews, record_review};
