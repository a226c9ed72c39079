//! Young people: who they are, how to reach them, who works with them, and everything that has happened, in one place.
//!
//! A name, a number or an address is a sealed value: it is found and sorted through the index of names and never by SQL. What a field
//! held before stays as a revision, and a name that somebody no longer uses stays findable.
//!
//! Absent on purpose: stages and due dates. They belong to the enrolment.

mod cards;
mod forms;
mod handlers;
mod list;
mod merge;
pub mod model;
mod opening;
mod pages;
mod queries;
mod show;

pub use merge::{Likeness, alike};
pub(crate) use merge::{MOST_ALIKE, alike_anywhere};
pub use model::{Allocation, Fields, NewPerson, Person, Standing};
pub(crate) use opening::open;
pub(crate) use queries::ids_with;
pub(crate) use queries::living_in;
pub use queries::{
    Codes, Filling, Newcomer, OuterIds, Record, Revision, add, add_many, allocate, fill, find,
    find_all, note_brought, note_due, outer_ids, recode_accommodation, recode_eet, records,
    revisions, standing, standings, stopped,
};

use policy::Action;

use crate::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/people", Action::ListPeople, list::list)
        .get("/people/search", Action::ListPeople, list::search)
        .get("/people/{id}", Action::ReadPerson, show::show)
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
