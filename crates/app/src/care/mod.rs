//! Care: the work between a young person and the people who support them.
//!
//! Contacts, appointments and drop-ins, plans, promises, wishes, concerns, silence, messages, the cohort and its conferences.
//!
//! May name the rooms below: shell, post, office, person, engagement.

pub mod appointments;
pub mod cohort;
pub mod commitments;
pub mod concerns;
pub mod conferences;
pub mod contacts;
pub mod drop_ins;
pub mod entitlements;
pub mod messages;
pub mod onward_referrals;
pub mod plans;
pub mod silence;
pub mod walk_ins;
pub mod wishes;

use crate::shell::web::Routes;

/// Returns the routes of this room.
pub fn routes() -> Routes {
    Routes::default()
        .merge(appointments::routes())
        .merge(cohort::routes())
        .merge(commitments::routes())
        .merge(concerns::routes())
        .merge(conferences::routes())
        .merge(contacts::routes())
        .merge(drop_ins::routes())
        .merge(entitlements::routes())
        .merge(messages::routes())
        .merge(onward_referrals::routes())
        .merge(plans::routes())
        .merge(silence::routes())
        .merge(walk_ins::routes())
        .merge(wishes::routes())
}
