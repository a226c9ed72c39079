//! What a referral is. No async.

use chrono::NaiveDate;
use policy::{Kind, Resource};
use uuid::Uuid;
use values::{AccountId, CouncilId, OrganisationId, PersonId, ReferralId, scope::Field};

use crate::{person::people::Standing, shell::choices::coded};

coded! {
    /// Whether the young person knows about the referral.
    Told {
        Agrees "agrees" "Yes, and they agree"
        Knows "knows" "Yes, they know"
        NotYet "not-yet" "Not yet"
    }
}

coded! {
    /// The answers to a referral.
    Decision {
        Accepted "accepted" "Accept"
        Declined "declined" "Decline"
        Withdrawn "withdrawn" "Withdrawn by the referrer"
    }
}

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
    /// Whether they know.
    pub told: Told,
    /// The day on which it was received.
    pub received_on: NaiveDate,
    /// The answer; nothing while it waits.
    pub decision: Option<Decision>,
    /// A code of [`REASONS`], or empty.
    pub decision_reason: String,
    /// The day on which it was last answered.
    pub answered_on: Option<NaiveDate>,
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
        self.decision.is_none()
    }

    /// Returns whether it can be answered: while it waits, and to say that somebody who was accepted will not be enrolled.
    pub fn can_be_answered(&self) -> bool {
        self.is_waiting() || self.decision == Some(Decision::Accepted)
    }

    /// Returns why it was not taken up, in words.
    pub fn refused_because(&self) -> Option<&'static str> {
        let is_refused = !self.is_waiting() && self.decision != Some(Decision::Accepted);
        let reasons = REASONS.iter().filter(|_| is_refused);
        let mut known = reasons.filter(|(code, _)| *code == self.decision_reason);
        known.next().map(|(_, words)| *words)
    }

    /// Returns its state in words.
    pub fn state(&self) -> &'static str {
        match self.decision {
            Some(Decision::Accepted) => "Accepted",
            Some(Decision::Declined) => "Declined",
            Some(Decision::Withdrawn) => "Withdrawn",
            None => "Waiting for an answer",
        }
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
