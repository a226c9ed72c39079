//! The young person: who they are, how they were referred, their stage, and what is due for them.
//!
//! The rows of young people and their register, particulars, referrals, enrolments and stages, deep dives, due dates, and imports.
//!
//! May name the rooms below: shell, post, office.

pub mod assessments;
pub(crate) mod consequences;
pub mod due;
pub mod enrolments;
pub(crate) mod frame;
pub mod imports;
pub mod particulars;
pub mod people;
pub mod referrals;
pub mod register;
pub mod stages;

use crate::shell::web::Routes;

/// Returns the routes of this room.
pub fn routes() -> Routes {
    Routes::default()
        .merge(assessments::routes())
        .merge(imports::routes())
        .merge(particulars::routes())
        .merge(referrals::routes())
        .merge(register::routes())
        .merge(stages::routes())
}
