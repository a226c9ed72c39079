//! Mentors: people who know a kind of work and meet a young person who is interested in it.
//!
//! A mentor can only take someone on while every check and training needed is valid. One that is about to expire is shown on Today to the
//! worker who manages the mentor, a month before. Why the two are a good match is recorded.
//!
//! Absent on purpose: an account for mentors. The young person's worker records the meetings.

mod forms;
mod handlers;
pub mod model;
mod queries;
mod show;
mod with_person;

pub(crate) use model::MISSED;
pub use model::soon;
pub(crate) use queries::{every_pair, meetings, running_out};

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let (see, keep) = (Action::SeeEmployers, Action::KeepEmployers);
    let (new, edit) = ("/mentors/new", "/mentors/{id}/edit");
    let (check, end) = ("/mentors/{id}/checks", "/mentors/{id}/end");
    let choose = "/people/{id}/mentor/new";
    let (meet, part) = ("/people/{id}/mentor/meeting", "/people/{id}/mentor/end");
    let act = Action::RecordContact;
    Routes::default()
        .get("/mentors", see, show::list)
        .get(new, keep, handlers::ask)
        .post(new, keep, handlers::make)
        .get("/mentors/{id}", see, show::show)
        .get(edit, keep, handlers::ask_edit)
        .post(edit, keep, handlers::edit)
        .get(check, keep, handlers::ask_check)
        .post(check, keep, handlers::check)
        .get(end, keep, handlers::ask_end)
        .post(end, keep, handlers::end)
        .get("/people/{id}/mentor", Action::ReadPerson, with_person::show)
        .get(choose, act, with_person::ask)
        .post(choose, act, with_person::choose)
        .get(meet, act, with_person::ask_meeting)
        .post(meet, act, with_person::meet)
        .get(part, act, with_person::ask_end)
        .post(part, act, with_person::end)
}
