//! What is known about a young person beyond the main details: facts, numbers, qualifications, where they live and what they do over time,
//! the people around them, places to avoid, and what stops everything.
//!
//! Nothing is overwritten. A newer fact supersedes the one before, and both can be read. What is restricted is shown only to those
//! whom the policy allows to read it.
//!
//! Absent on purpose: names, dates of birth and who works with them. They are main details, in `people`.

mod death;
mod fields;
mod forms;
mod handlers;
mod helping;
pub mod model;
mod pages;
mod queries;
mod show;

pub use model::{MayWork, Status, Topic, part_words, status};
pub use queries::{
    Circle, Supporter, add, all_unsafe_places, before_a_visit, before_contact, circle, has_level_2,
    known_as, may_name_care, numbers_to_text, qualifications_of, safe_times, safe_times_of,
    supporters_of, unsafe_places,
};

pub(crate) use queries::{current, everybodys};

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let helps = "/people/{id}/what-helps";
    let death = "/people/{id}/death";
    Routes::default()
        .get(death, Action::EditPerson, death::ask)
        .post(death, Action::EditPerson, death::record)
        .get("/people/{id}/particulars", Action::ReadPerson, show::show)
        .get(helps, Action::AssessPerson, helping::ask)
        .post(helps, Action::AssessPerson, helping::keep)
        .get(
            "/people/{id}/particulars/edit",
            Action::EditPerson,
            handlers::ask_facts,
        )
        .post(
            "/people/{id}/particulars/edit",
            Action::EditPerson,
            handlers::save_facts,
        )
        .get(
            "/people/{id}/particulars/add",
            Action::EditPerson,
            handlers::ask_entry,
        )
        .post(
            "/people/{id}/particulars/add",
            Action::EditPerson,
            handlers::add_entry,
        )
        .get(
            "/people/{id}/particulars/end",
            Action::EditPerson,
            handlers::ask_end,
        )
        .post(
            "/people/{id}/particulars/end",
            Action::EditPerson,
            handlers::end,
        )
}
