//! What a referral is. No async.

use chrono::NaiveDate;
use policy::{Kind, Resource};
use uuid::Uuid;
use values::{AccountId, CouncilId, OrganisationId, PersonId, ReferralId, scope::Field};

use crate::person::people::Standing;

/// Whether the young person knows about the referral: code, and words.
pub const TOLD: &[(&str, &str)] = &[
    ("agrees", "Yes, and they agree"),
    ("knows", "Yes, they know"),
    ("not-yet", "Not yet"),
];

/// The answers to a referral: code, and words.
pub const DECISIONS: &[(&str, &str)] = &[
    ("accepted", "Accept"),
    ("declined", "Decline"),
    ("withdrawn", "Withdrawn by the referrer"),
];

/// Why a referral was not accepted: code, and words.
pub const REASONS: &[(&str, &str)] = &[
    ("not-eligible", "They are not eligible for this programme"),
    (
        "other-support",
        "Other support fits better, and they have been told where",
    ),
    ("young-person-wish", "They do not want this now"),
    ("already-supported", "They already have support"),
    ("wrong-council", "Another council is responsible"),
    ("made-in-error", "The referral was made in error"),
];

/// Returns the state of a referral, in words.
pub fn state(decision: &str) -> &'static str {
    match decision {
        "accepted" => "Accepted",
        "declined" => "Declined",
        "withdrawn" => "Withdrawn",
        _ => "Waiting for an answer",
    }
}

/// A referral, opened.
#[derive(Clone, Debug)]
pub struct Referral {
    /// Its id.
    pub id: ReferralId,
    /// The young person, and who works with them.
    pub standing: Standing,
    /// Who made it; `None` for someone without an account.
    pub referrer: Option<AccountId>,
    /// The organisation whose link it came through.
    pub organisation: Option<OrganisationId>,
    /// Who made it through a link: name and address, a line each; empty otherwise.
    pub outside_referrer: String,
    /// The programme's key.
    pub programme_key: String,
    /// The route's key in the programme.
    pub route: String,
    /// Why.
    pub reason: String,
    /// A code of [`TOLD`].
    pub told: String,
    /// The day on which it was received.
    pub received_on: NaiveDate,
    /// A code of [`DECISIONS`], or empty while it waits.
    pub decision: String,
    /// A code of [`REASONS`], or empty.
    pub decision_reason: String,
    /// The version that a form is made from.
    pub version: i32,
}

impl Referral {
    /// Returns the young person.
    pub fn person(&self) -> PersonId {
        self.standing.id
    }

    /// Returns whether it waits for an answer.
    pub fn is_waiting(&self) -> bool {
        self.decision.is_empty()
    }
}

impl Resource for Referral {
    fn kind(&self) -> Kind {
        Kind::Referral
    }

    fn council(&self) -> CouncilId {
        self.standing.council
    }

    fn field(&self, field: Field) -> Option<Uuid> {
        match field {
            Field::Id => self.id.into(),
            Field::Referrer => self.referrer.map(Uuid::from),
            other => self.standing.field(other),
        }
    }
}
