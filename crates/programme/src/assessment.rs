//! The common assessment: how ready someone is for work or learning, what gets in the way, and the stage that follows from it.
//!
//! The same barrier may be rated twice, by the young person and by the coach. Both ratings are kept, and the higher one counts.
//!
//! Absent on purpose: questions that only one programme asks, which are in its file, and who may read a restricted barrier, which is
//! for the policy.

mod suggestion;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use self::suggestion::{Suggestion, suggest};

/// Declares a list of answers: an enum whose variants each have one code and one label.
macro_rules! answers {
    ($(#[$doc:meta])* $list:ident { $($name:ident $code:literal $label:literal)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
        pub enum $list {
            $(
                #[doc = concat!("`", $code, "`: ", $label, ".")]
                #[serde(rename = $code)]
                $name,
            )+
        }

        impl $list {
            /// Every answer, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Returns the code as it is stored and written in a programme file.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// Returns what people see.
            pub fn label(self) -> &'static str {
                match self { $(Self::$name => $label),+ }
            }

            /// Reads a code that is spelt exactly.
            pub fn parse(text: &str) -> Option<Self> {
                match text {
                    $($code => Some(Self::$name),)+
                    _ => None,
                }
            }
        }
    };
}

answers! {
    /// Something that can get in the way of work or learning.
    Barrier {
        Health "health" "Health and wellbeing"
        Housing "housing" "A place to live"
        Confidence "confidence" "Confidence"
        Childcare "childcare" "Childcare"
        Travel "travel" "Getting there"
        Identity "id" "Proof of identity"
        BankAccount "bank-account" "A bank account"
        Debt "debt" "Money owed"
        RightToWork "right-to-work" "Right to work"
        English "english" "English"
        Digital "digital" "Devices and getting online"
        Offending "offending" "Contact with the justice system"
        Safety "safety" "Feeling safe"
        Caring "caring" "Caring for someone"
        Qualifications "qualifications" "Qualifications"
        Experience "experience" "Work experience"
        Structure "structure" "Getting up and keeping a routine"
        Support "support" "People to count on"
    }
}

impl Barrier {
    /// Returns whether only those who need it for their work can read it: health, offending, safety and right to work.
    pub fn is_restricted(self) -> bool {
        matches!(
            self,
            Self::Health | Self::Offending | Self::Safety | Self::RightToWork
        )
    }
}

answers! {
    /// How much of a barrier something is, from least to most.
    Rating {
        None "0" "Not a problem"
        Little "1" "A small problem"
        Much "2" "A big problem"
        Stops "3" "Stops me"
    }
}

answers! {
    /// How ready someone is for work and learning.
    Readiness {
        NotNow "not-now" "Not thinking about work or learning now"
        WantsTo "wants-to" "Wants to, but faces barriers"
        Close "close" "Ready or nearly ready to start"
        WantsBetter "wants-better" "In work or learning, but wants something else"
        Settled "settled" "In work or learning, and settled"
    }
}

/// How much of a barrier one thing is, as each of two people sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ratings {
    /// The young person's own rating. `None` where they have not been asked or would not say.
    pub own: Option<Rating>,
    /// The coach's rating. `None` where there is none yet.
    pub coach: Option<Rating>,
}

impl Ratings {
    /// Returns the higher of the two, so that no one's worry is dismissed. `None` where there is neither.
    pub fn highest(self) -> Option<Rating> {
        self.own.max(self.coach)
    }
}

/// What an assessment found, as far as the stage depends on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// How ready the young person is for work and learning. `None` where it is not known yet.
    pub readiness: Option<Readiness>,
    /// What was talked about, and how much of a barrier it is. A barrier that is absent has not been talked about.
    pub ratings: BTreeMap<Barrier, Ratings>,
    /// The date of birth. `None` where it is not known yet.
    pub born_on: Option<NaiveDate>,
}

impl Answers {
    /// Returns the main barriers: those rated as a big problem, or as stopping the young person. `None` until something is rated.
    fn in_the_way(&self) -> Option<Vec<Barrier>> {
        let rated = self.ratings.iter();
        let mut rated = rated
            .filter_map(|(barrier, ratings)| Some((*barrier, ratings.highest()?)))
            .peekable();
        rated.peek()?;
        let most = rated.filter(|(_, rating)| *rating >= Rating::Much);
        Some(most.map(|(barrier, _)| barrier).collect())
    }
}
