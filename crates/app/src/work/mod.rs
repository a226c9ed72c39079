//! Work: the way into it, and staying there.
//!
//! Opportunities, applications, the rules that hold everywhere, matching, better off in work, work placements, activities and money for their groups, and mentors.
//!
//! May name the rooms below: shell, post, office, person, engagement, care, money.

pub mod activities;
pub mod applications;
pub mod better_off;
pub mod group_requests;
pub mod hard_rules;
pub mod matches;
pub mod mentors;
pub mod opportunities;
pub mod work_placements;

use crate::shell::web::Routes;

/// Returns the routes of this room.
pub fn routes() -> Routes {
    Routes::default()
        .merge(activities::routes())
        .merge(applications::routes())
        .merge(better_off::routes())
        .merge(group_requests::routes())
        .merge(matches::routes())
        .merge(mentors::routes())
        .merge(opportunities::routes())
        .merge(work_placements::routes())
}
