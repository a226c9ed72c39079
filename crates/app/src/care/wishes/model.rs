//! What can be asked for. No async.

use chrono::{DateTime, NaiveDate, Utc};
use values::{AccountId, FeelingId, FileId, PersonId, WishId};

use crate::shell::choices::coded;

coded! {
    /// What is asked for, as a worker reads it.
    WishKind {
        OtherWork "other-work" "Would like to try another kind of work"
        Correction "correction" "Says that something about them is wrong"
        Suggestion "suggestion" "Suggests something, such as a workshop"
        Message "message" "Wrote to you"
        Money "money" "Asked for money or a thing"
        Ring "ring" "Would like a call"
        NotCome "not-come" "Says that something promised has not happened"
        Other "other" "Asked for something else"
    }
}

/// How they are: code, and the words for it.
pub const FEELINGS: &[(&str, &str)] = &[("good", "Good"), ("okay", "Okay"), ("bad", "Bad")];

/// A request, opened.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Its id.
    pub id: WishId,
    /// The young person.
    pub person: PersonId,
    /// What is asked for.
    pub kind: WishKind,
    /// What they said.
    pub words: String,
    /// When.
    pub made_at: DateTime<Utc>,
    /// The day.
    pub made_on: NaiveDate,
    /// The worker who recorded it; `None` if the young person did.
    pub made_by: Option<AccountId>,
    /// When it was answered, and by whom.
    pub answered_at: Option<DateTime<Utc>>,
    /// See [`Wish::answered_at`].
    pub answered_by: Option<AccountId>,
    /// The answer, which the young person reads.
    pub answer: String,
    /// What it costs, in pence, where they said so.
    pub pence: Option<i64>,
    /// What money is asked for: a code of the funds' purposes; empty for none.
    pub purpose: String,
    /// A photo of it.
    pub photo: Option<FileId>,
}

/// How they said they are, opened.
#[derive(Clone, Debug)]
pub struct Feeling {
    /// Its id.
    pub id: FeelingId,
    /// The young person.
    pub person: PersonId,
    /// A code of [`FEELINGS`].
    pub answer: String,
    /// Whether they would like some help.
    pub wants_help: bool,
    /// What they said.
    pub words: String,
    /// When.
    pub told_at: DateTime<Utc>,
    /// When a worker said that it has been dealt with.
    pub seen_at: Option<DateTime<Utc>>,
    /// When a worker said that they are on it, and who.
    pub taken: Option<(DateTime<Utc>, AccountId)>,
}
