//! The one registry of id kinds. Append only; an id is shown as text and sorts by the time it was made.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Why a text is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not an id")]
pub struct IdError;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Uuid::try_parse(text).map(Self).map_err(|_| IdError)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        /// For a column that may be empty.
        impl From<$name> for Option<Uuid> {
            fn from(id: $name) -> Self {
                Some(id.0)
            }
        }
    )+};
}

ids! {
    /// A council, or a network that owns rows as a council does.
    CouncilId,
    /// Someone who signs in: a worker of the council or of a partner.
    AccountId,
    /// A sign-in of one account in one browser.
    SignInId,
    /// A one-time link to sign in.
    LinkId,
    /// A team within a council.
    TeamId,
    /// An organisation that works with the council: a charity, a college, an employer.
    OrganisationId,
    /// A young person.
    PersonId,
    /// A merge of two records of young people.
    MergeId,
    /// A referral of a young person.
    ReferralId,
    /// A link for someone without an account to refer.
    ReferralLinkId,
    /// A published version of a programme.
    ProgrammeVersionId,
    /// A programme being written in the browser.
    ProgrammeDraftId,
    /// A young person in a programme.
    EnrolmentId,
    /// A stretch of time in one stage of a programme.
    StageSpanId,
    /// A deep dive, or its short form.
    AssessmentId,
    /// A contact, or an attempt at one.
    ContactId,
    /// Something that falls due.
    DueId,
    /// An entry of the journal.
    JournalId,
    /// A message in the outbox.
    MessageId,
    /// A job of the queue.
    JobId,
    /// An import.
    ImportRunId,
    /// A stored file.
    FileId,
    /// A form kept for someone whose sign-in ended while they typed.
    DraftId,
    /// A period in which one worker covers for another.
    CoverId,
    /// A stretch of education, employment, training or none of them.
    EetSpanId,
    /// A correction, a former name or another remembered value of a person.
    RevisionId,
    /// A view of the cohort page.
    SavedViewId,
    /// A stretch of accommodation.
    AccommodationSpanId,
    /// The identity of a young person in another system.
    OuterIdId,
    /// Something arranged with a young person.
    AppointmentId,
    /// A goal of a young person.
    GoalId,
    /// A step towards a goal.
    StepId,
    /// A review of a plan.
    ReviewId,
    /// A promise made to a young person.
    CommitmentId,
    /// A concern about a young person's safety.
    ConcernId,
    /// A case conference.
    ConferenceId,
    /// How a young person said they are.
    FeelingId,
    /// Something that a young person asked for.
    WishId,
    /// A drop-in: hours at which a worker is at a place for anyone who comes.
    DropInId,
    /// A worker's secret calendar link.
    CalendarFeedId,
    /// An employer.
    EmployerId,
    /// A site of an employer.
    EmployerSiteId,
    /// A contact at an employer.
    EmployerContactId,
    /// Something that an employer can offer.
    EmployerOfferId,
    /// How many an employer would take in a year.
    EmployerAppetiteId,
    /// An entry of the log with an employer.
    EngagementId,
    /// What an employer pledged.
    PledgeId,
    /// What was delivered of a pledge.
    PledgeDeliveryId,
    /// A secret link for someone without an account.
    OutsideLinkId,
    /// A request to employers for one day and hour.
    SlotRequestId,
    /// An employer who was asked for a day and hour.
    SlotAskedId,
    /// A mentor of young people.
    MentorId,
    /// A check or a training of a mentor.
    MentorCheckId,
    /// A mentor and a young person.
    MentoringId,
    /// A meeting of a mentor and a young person.
    MentorMeetingId,
    /// A worker's phone number.
    WorkPhoneId,
    /// An opportunity to work, learn or try something out.
    OpportunityId,
    /// An apprenticeship that is advertised elsewhere.
    AdvertId,
    /// A young person's application for an opportunity.
    ApplicationId,
    /// A step of an application.
    ApplicationStepId,
    /// A document that goes with an application.
    ApplicationDocumentId,
    /// A mock interview.
    MockInterviewId,
    /// A young person at an employer between two dates.
    WorkPlacementId,
    /// What an employer wrote before the start.
    EmploymentPlanId,
    /// A part of a work placement in one service or team.
    RotationId,
    /// How one side says a work placement is going.
    CheckInId,
    /// Something that happened in a work placement.
    WorkEventId,
    /// Evidence that work lasted.
    SustainedProofId,
    /// A pot of money or a stock of things.
    FundId,
    /// A year of a fund.
    FundYearId,
    /// A request to a fund.
    FundRequestId,
    /// A request to a fund for a group.
    GroupRequestId,
    /// A part of a request to a fund.
    FundPaymentId,
    /// A device with a serial number, on loan.
    DeviceId,
    /// An onward referral of a young person to another organisation.
    OnwardReferralId,
    /// Whether an entitlement of a young person was claimed.
    ClaimId,
    /// A better-off calculation about an offer.
    CalculationId,
    /// A part of a top-up that is paid on a day.
    TopUpId,
    /// A dated event with places.
    ActivityId,
    /// A young person and an activity.
    ActivityGuestId,
    /// A change to what someone can open, or to where their links are sent.
    StandingChangeId,
}
