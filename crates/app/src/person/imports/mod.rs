//! Imports: young people from a list with Foothold's own columns, or from the Header and OC3 files of the SSDA903.
//!
//! Three steps: a file is read and each row checked on its own, the rows are matched with existing records, and the result is
//! written part after part. A dry run stops before the third, so that it always shows what the real run would do.
//!
//! What is easily got wrong: a young person is recognised only by an id of another system, never by a name or a pupil number; and a list
//! fills gaps and corrects what it brought itself, but never overwrites what was entered here, and blanks nothing.

mod bundle;
pub(crate) mod choosing;
mod columns;
mod handlers;
mod jobs;
mod matching;
mod model;
mod own;
mod plan;
mod queries;
mod reading;
mod run;
mod ssda903;
#[cfg(test)]
mod tests;
mod writing;

pub use jobs::{Progress, bring_in};
pub use run::{PeopleArguments, run};

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    Routes::default()
        .get("/imports", Action::ImportPeople, handlers::list)
        .get("/imports/new", Action::ImportPeople, handlers::ask)
        .post("/imports/new", Action::ImportPeople, handlers::attempt)
        .get("/imports/{id}", Action::ImportPeople, handlers::show)
        .post("/imports/{id}", Action::ImportPeople, handlers::want)
        .post(
            "/imports/{id}/answers",
            Action::ImportPeople,
            matching::answer,
        )
        .get(
            "/imports/{id}/columns",
            Action::ImportPeople,
            matching::ask_columns,
        )
        .post(
            "/imports/{id}/columns",
            Action::ImportPeople,
            matching::match_columns,
        )
}
