//! Particulars in the database.

mod life;
mod particulars;
mod reaching;
mod write;

pub(super) use life::tell_team;
use particulars::numbers;
pub use particulars::{
    Circle, all_unsafe_places, before_a_visit, before_contact, circle, has_level_2,
    qualifications_of, unsafe_places,
};
pub(super) use particulars::{Fact, Line, facts, lines, version_of};
pub(crate) use particulars::{current, everybodys};
pub use reaching::{
    Supporter, known_as, may_name_care, numbers_to_text, safe_times, safe_times_of, supporters_of,
};
pub use write::add;
pub(super) use write::{end, record_death, save_facts};
