//! The engine: what a programme is, who can join it, where a young person is in it, what falls due and why.
//!
//! The same facts and the same day give the same answer. A programme is text that was checked when it was read, so nothing here
//! fails for a faulty file. Dates are parameters; a stage changes only through [`Programme::start`] and [`Programme::advance`].
//!
//! Absent on purpose: clock, files, database, pages, and every council's name. What differs between councils is in the text.

mod assessment;
mod cadence;
mod check;
mod consequences;
mod definition;
mod draw;
mod due;
mod duties;
mod eligibility;
mod fault;
mod history;
mod key;
mod movement;
mod moves;
mod outline;
mod picture;
mod programme;
mod read;
mod refusal;
mod said;
mod source;
mod successors;
mod sustained;
mod top_up;

pub use assessment::{Answers, Barrier, Rating, Ratings, Readiness, Suggestion, suggest};
pub use cadence::Cadence;
pub use consequences::{Consequences, Effect, Happening, Told, activity_at};
pub use definition::*;
pub use draw::draw;
pub use due::{
    DueError, DueItem, DueKind, EnrolmentFacts, by_rhythm, due, first_contact_due, joining_year,
};
pub use duties::{ANSWER_WORKING_DAYS, DutyFacts, ProvidedHome, TakenOn, duties};
pub use eligibility::{Answer, Eligibility, PersonFacts, age_refusal, eligibility};
pub use fault::{Fault, Faults};
pub use history::{HistoryError, PauseSpan, StageHistory, StageSpan};
pub use key::*;
pub use movement::{Flow, Movement, Point, Stay, movement};
pub use moves::{Change, Direction, Event, Move, Step};
pub use picture::{Pathway, PathwayArrow, PathwayBox};
pub use programme::Programme;
pub use refusal::Refusal;
pub use said::Said;
pub use successors::successors;
pub use sustained::{MARKS, Mark, Spell, Until, Worked, half_way, spells};

#[cfg(test)]
mod tests;
