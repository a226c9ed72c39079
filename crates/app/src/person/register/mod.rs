//! The register of young people: the list, the search, their details and who works with them, and merging and separating records.
//!
//! Absent on purpose: the page of one young person, which is [`crate::views::record`]'s, and the rows themselves, which are
//! [`crate::person::people`]'s.

mod forms;
mod handlers;
mod known;
mod list;
mod merge;
mod pages;
mod queries;
mod search;

pub(crate) use queries::merges_of;
pub(crate) use search::found;

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/people", Action::ListPeople, list::list)
        .get("/people/search", Action::ListPeople, search::search)
        .get("/people/known", Action::AskIfKnown, known::ask)
        .post("/people/known", Action::AskIfKnown, known::answer)
        .get("/people/{id}/edit", Action::EditPerson, handlers::edit)
        .post("/people/{id}/edit", Action::EditPerson, handlers::save)
        .get("/people/{id}/merge", Action::AllocatePerson, merge::ask)
        .post("/people/{id}/merge", Action::AllocatePerson, merge::merge)
        .get(
            "/people/{id}/apart",
            Action::AllocatePerson,
            merge::ask_apart,
        )
        .post(
            "/people/{id}/apart",
            Action::AllocatePerson,
            merge::take_apart,
        )
        .get(
            "/people/{id}/allocate",
            Action::AllocatePerson,
            handlers::ask_allocation,
        )
        .post(
            "/people/{id}/allocate",
            Action::AllocatePerson,
            handlers::allocate,
        )
}
