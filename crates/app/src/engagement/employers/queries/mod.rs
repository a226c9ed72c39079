//! Employers in the database.

mod employers;
mod log;
mod offers;
mod parts;

pub(super) use employers::{NewEmployer, add, change, set_next, stop};
pub(crate) use employers::{add_named, all, due_of, find, named, names};
pub(super) use log::{NewEngagement, log};
pub(crate) use log::{engagements, in_touch_since, write_down};
pub(super) use offers::{add_appetite, add_offer, end_offer};
pub(crate) use offers::{appetites, offered, offering, offers};
pub(super) use parts::{
    NewContact, NewSite, add_contact, add_site, leave_contact, site, visit_site,
};
pub(crate) use parts::{contact, contacts, contacts_by_id, contacts_of_all, sites};
