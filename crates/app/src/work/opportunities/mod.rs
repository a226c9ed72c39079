//! Opportunities: places to try something out, to learn and to work, some of them reserved for care-experienced young people.
//!
//! Pay is checked against the minimum wage when it is entered, for the youngest age admitted and over the whole term, and again
//! whenever a young person accepts. Pay below it is refused; anything unclear says whom to ask. If nothing is required, the page says so.
//!
//! Absent on purpose: who applies, which is `applications`, and who starts, which is `work_placements`.

mod adverts;
mod beginning;
pub mod checks;
pub(crate) mod forms;
mod handlers;
mod list;
pub mod model;
mod offer;
mod pages;
mod pay;
mod public;
mod queries;
mod sheet;
mod show;

pub use adverts::display::{DisplayAdverts, Source};
pub(crate) use adverts::fetch as fetch_adverts;
pub use model::Opportunity;
pub use model::{KINDS, hours, next_steps};
pub(crate) use pages::tags;
pub(crate) use pay::{Pay, is_work, may_be_unpaid};
pub(crate) use queries::{find, find_all, of_employer, open_on};

pub(crate) use offer::{offer_fields, terms};

use policy::Action;

use crate::shell::web::{Access, Routes};

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let (see, keep) = (Action::SeeEmployers, Action::KeepEmployers);
    let bring = Action::BringEmployers;
    let (new, edit) = (
        "/employers/{id}/opportunities/new",
        "/opportunities/{id}/edit",
    );
    let (publish, end) = ("/opportunities/{id}/publish", "/opportunities/{id}/end");
    Routes::default()
        .get("/opportunities", see, list::list)
        .get("/opportunities/new", bring, beginning::ask)
        .post("/opportunities/new", bring, beginning::go_on)
        .get("/opportunities/adverts", keep, adverts::handlers::list)
        .post("/opportunities/adverts/{id}", keep, adverts::handlers::take)
        .get("/opportunities/import", keep, sheet::ask)
        .post("/opportunities/import", keep, sheet::bring_in)
        .get("/opportunities/import/{id}", keep, sheet::ask_columns)
        .post("/opportunities/import/{id}", keep, sheet::match_columns)
        .get(new, bring, handlers::ask)
        .post(new, bring, handlers::make)
        .get("/opportunities/{id}", see, show::show)
        .get(edit, bring, handlers::ask_edit)
        .post(edit, bring, handlers::edit)
        .get(publish, bring, handlers::ask_publish)
        .post(publish, bring, handlers::publish)
        .get(end, bring, handlers::ask_end)
        .post(end, bring, handlers::end)
        .get(
            "/jobs/{place}",
            Access::Open("what a council has published, which is about nobody"),
            public::list,
        )
        .get(
            "/job/{place}",
            Access::Open("one opportunity that a council has published"),
            public::show,
        )
        .get(
            "/jobs.json",
            Access::Open("what a council has published, as a feed"),
            public::feed,
        )
}
