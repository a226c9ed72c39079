//! Employers: who they are, what they can offer, what was agreed with them, and when to contact them next.
//!
//! Each log entry sets the next contact: the day agreed, otherwise after the employer's own interval, a quarter of a year by default. It shows
//! on the Today page of the worker who looks after the employer, so that none is forgotten. Nothing here is about a young person.
//!
//! Absent on purpose: places and pay, which belong to opportunities, and pledges under a contract, which are in `pledges`.

mod forms;
mod handlers;
mod keeping;
mod list;
pub mod model;
mod parts;
mod queries;

pub(crate) use keeping::{decide_kept, may_keep};
pub use model::EmployerContact;
pub use model::{ENGAGEMENTS, Employer};
pub(crate) use queries::{
    add_named, all, appetites, contact, contacts, contacts_by_id, contacts_of_all, due_of,
    engagements, find, in_touch_since, named, names, offered, offering, offers, sites, write_down,
};

use policy::Action;

use crate::shell::web::Routes;

/// Returns the routes of this slice.
pub fn routes() -> Routes {
    let (new, edit) = ("/employers/new", "/employers/{id}/edit");
    let (log, stop) = ("/employers/{id}/log", "/employers/{id}/stop");
    let (site, contact) = ("/employers/{id}/sites", "/employers/{id}/contacts");
    let (offers, appetite) = ("/employers/{id}/offers", "/employers/{id}/appetite");
    let leave = "/employers/{id}/contacts/leave";
    let keep = Action::BringEmployers;
    Routes::default()
        .get("/employers", Action::SeeEmployers, list::list)
        .get(new, keep, handlers::ask)
        .post(new, keep, handlers::make)
        .get(edit, keep, handlers::ask_edit)
        .post(edit, keep, handlers::edit)
        .get(stop, keep, handlers::ask_stop)
        .post(stop, keep, handlers::stop)
        .get(log, keep, parts::log::ask)
        .post(log, keep, parts::log::write)
        .get(site, keep, parts::site::ask)
        .post(site, keep, parts::site::save)
        .get(contact, keep, parts::contact::ask)
        .post(contact, keep, parts::contact::add)
        .get(leave, keep, parts::contact::ask_leave)
        .post(leave, keep, parts::contact::leave)
        .get(offers, keep, parts::offers::ask)
        .post(offers, keep, parts::offers::save)
        .get(appetite, keep, parts::appetite::ask)
        .post(appetite, keep, parts::appetite::add)
}
