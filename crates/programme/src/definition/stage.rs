//! Stages in a programme file: table `stages` and those within it.

use serde::Deserialize;

use crate::{Cadence, OfferKey, Readiness, RoleKey, StageKey, TeamKey, TestKey};

/// A stage of the programme; "strand" and the like are labels. Table `stages`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Stage {
    /// Names the stage. Required.
    pub key: StageKey,
    /// What it is called. Required.
    pub label: String,
    /// Who it is for and what happens in it. Default: empty.
    #[serde(default)]
    pub about: String,
    /// How long it usually takes, in weeks. Default: not given, and no one is late in it.
    pub usual_weeks: Option<u16>,
    /// Whether an enrolment can start here, straight from a referral. Default: false.
    #[serde(default)]
    pub from_referral: bool,
    /// Whether this is where the programme leads to; a final stage cannot have moves forward. Default: false.
    #[serde(default, rename = "final")]
    pub is_final: bool,
    /// The stages, further down in the file, that a young person can move on to. Default: none.
    #[serde(default)]
    pub forward: Vec<StageKey>,
    /// The stages, further up in the file, that a young person can move back to. Default: none.
    #[serde(default)]
    pub back: Vec<StageKey>,
    /// The stages that are neither further on nor further back. Default: none.
    #[serde(default)]
    pub sideways: Vec<StageKey>,
    /// What should hold when the stage begins. Shown to the worker, who decides. Default: none.
    #[serde(default)]
    pub entry_tests: Vec<StageTest>,
    /// What should hold when the stage is left forward, or when support ends in a final stage. Shown to the worker, who decides. Default: none.
    #[serde(default)]
    pub exit_tests: Vec<StageTest>,
    /// What is offered. Default: nothing.
    #[serde(default)]
    pub offers: Vec<Offer>,
    /// How often someone gets in touch. Default: no contact falls due.
    pub contact: Option<ContactRule>,
    /// For which answers of an assessment the stage is suggested. Only with `from_referral`. Default: it never is.
    pub suggest_when: Option<SuggestWhen>,
}

impl Stage {
    /// Returns every stage to which a move leads: forward, back, sideways.
    pub fn moves(&self) -> impl Iterator<Item = &StageKey> {
        self.forward.iter().chain(&self.back).chain(&self.sideways)
    }
}

/// A plain sentence that a worker compares with what they know. Tables `stages.entry_tests` and `stages.exit_tests`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct StageTest {
    /// Names the test within its stage. Required.
    pub key: TestKey,
    /// The sentence. Required.
    pub says: String,
}

/// Something that is offered in a stage. Table `stages.offers`.
///
/// The same key in two stages is the same offer, with the same words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Offer {
    /// Names the offer. Required.
    pub key: OfferKey,
    /// What it is called. Required.
    pub label: String,
    /// Who gives it: a key of `teams`. Required.
    pub team: TeamKey,
}

/// The assessment answers for which a stage is suggested; all that are given must hold. Table `stages.suggest_when`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SuggestWhen {
    /// How ready the young person is for work and learning, by the codes of [`Readiness`]. At least one.
    pub readiness: Vec<Readiness>,
    /// At most this many main barriers. Default: any number.
    pub most_in_the_way: Option<u8>,
    /// At least this many main barriers. Default: any number.
    pub least_in_the_way: Option<u8>,
    /// The birthday, in whole years, from which the stage is no longer suggested. Default: any age.
    pub below_age: Option<u8>,
    /// Other answers for which the stage is suggested as well, such as feeling close to work with much in the way. Default: none.
    pub or: Option<Box<SuggestWhen>>,
}

/// How often someone gets in touch during a stage. Table `stages.contact`.
///
/// In the file, exactly one of `every_working_days` and `every_weeks` is given beside `role` and `per_person`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "ContactKeys")]
#[non_exhaustive]
pub struct ContactRule {
    /// How often, unless something else was agreed with the young person.
    pub every: Cadence,
    /// Who is in touch: a key of `roles`.
    pub role: RoleKey,
    /// What else may be agreed with one young person.
    pub per_person: Vec<Cadence>,
}

/// The keys of `stages.contact`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContactKeys {
    /// Working days from one contact, which is not counted, to the next. This or `every_weeks` is required.
    every_working_days: Option<u16>,
    /// Weeks from one contact to the next. This or `every_working_days` is required.
    every_weeks: Option<u16>,
    /// Who is in touch: a key of `roles`. Required.
    role: RoleKey,
    /// Other cadences that may be agreed with one young person, such as `[{ every_weeks = 1 }]`. Default: none.
    #[serde(default)]
    per_person: Vec<Cadence>,
}

impl TryFrom<ContactKeys> for ContactRule {
    type Error = &'static str;

    fn try_from(keys: ContactKeys) -> Result<Self, Self::Error> {
        let every = Cadence::from_keys(keys.every_working_days, keys.every_weeks)?;
        Ok(Self {
            every,
            role: keys.role,
            per_person: keys.per_person,
        })
    }
}
