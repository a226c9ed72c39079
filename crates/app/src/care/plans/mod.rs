//! The plan: goals and steps in the young person's words, each step with an owner, reviewed on time.
//!
//! Plans need no approval. What is no longer wanted is archived with a reason and stays. It is not the statutory pathway plan; the part about
//! education, work and training prints for that.

mod forms;
mod handlers;
pub mod model;
mod pages;
mod queries;
mod reviews;
mod show;
mod steps;

pub use model::{Goal, Owner, Step};
pub(crate) use queries::{
    NewGoal, NewStep, add_goal, add_step, came, done_by_coming_to, goals, next_steps, open_goals,
};

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let (goal, review) = (
        "/people/{id}/plan/goals/new",
        "/people/{id}/plan/reviews/new",
    );
    let (step, end) = ("/goals/{id}/steps/new", "/goals/{id}/end");
    let (done, change, archive) = (
        "/steps/{id}/done",
        "/steps/{id}/change",
        "/steps/{id}/archive",
    );
    Routes::default()
        .get("/people/{id}/plan", Action::ReadPerson, show::show)
        .get("/people/{id}/plan/paper", Action::ReadPerson, show::paper)
        .get(goal, Action::RecordContact, handlers::ask_goal)
        .post(goal, Action::RecordContact, handlers::make_goal)
        .get(review, Action::RecordContact, reviews::ask)
        .post(review, Action::RecordContact, reviews::record)
        .get(step, Action::RecordContact, steps::ask_step)
        .post(step, Action::RecordContact, steps::make_step)
        .get(end, Action::RecordContact, handlers::ask_end)
        .post(end, Action::RecordContact, handlers::end)
        .get(done, Action::RecordContact, steps::ask_done)
        .post(done, Action::RecordContact, steps::finish)
        .get(change, Action::RecordContact, steps::ask_change)
        .post(change, Action::RecordContact, steps::change)
        .get(archive, Action::RecordContact, steps::ask_archive)
        .post(archive, Action::RecordContact, steps::archive)
}
