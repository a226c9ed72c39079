//! Who asks, what they want to do, and to what.

use std::fmt;

use uuid::Uuid;
use values::{AccountId, CouncilId, OrganisationId, PersonId, TeamId, scope::Field};

macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the code that is stored and that the policies use.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// Returns the words that people see.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// Reads a code back.
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.label())
            }
        }
    };
}

coded! {
    /// A person's role at the council. An account has one or more.
    Role {
        /// Helps young people towards work, education or training.
        Coach = "coach", "Coach";
        /// The leaving-care worker that each care leaver has by law.
        PersonalAdviser = "personal-adviser", "Personal adviser";
        /// Refers young people and follows what happens next.
        SocialWorker = "social-worker", "Referring social worker";
        /// Runs a team.
        TeamManager = "team-manager", "Team manager";
        /// Responsible for safety across the council.
        SafeguardingLead = "safeguarding-lead", "Safeguarding lead";
        /// Runs the programme.
        ProgrammeManager = "programme-manager", "Programme manager";
        /// Holds a fund.
        FundHolder = "fund-holder", "Fund holder";
        /// Works for an organisation that the council contracts in.
        PartnerAdviser = "partner-adviser", "Partner adviser";
        /// Manages the accounts.
        Administrator = "administrator", "Administrator";
    }
}

coded! {
    /// What can be done. The words are those in the journal.
    Action {
        /// See a young person in a list.
        ListPeople = "list-people", "List people";
        /// Open a young person's record.
        ReadPerson = "read-person", "Read person";
        /// Change what is known about a young person.
        EditPerson = "edit-person", "Edit person";
        /// Decide who works with a young person.
        AllocatePerson = "allocate-person", "Allocate person";
        /// Open their own pages.
        SeeOwn = "see-own", "See own pages";
        /// See what is shared about a young person with someone who has a link.
        SeeShared = "see-shared", "See what is shared";
        /// Read what is restricted about a young person: health, offending, safety, immigration, unsafe places.
        ReadRestricted = "read-restricted", "Read restricted information";
        /// Record a deep dive with a young person.
        AssessPerson = "assess-person", "Assess person";
        /// Read the notes that the council's own staff write for each other.
        ReadStaffNotes = "read-staff-notes", "Read staff notes";
        /// Record a contact or an attempt.
        RecordContact = "record-contact", "Record contact";
        /// Enrol a young person on a stage of a programme.
        Enrol = "enrol", "Enrol";
        /// Move, pause, exit or return an enrolment.
        MoveStage = "move-stage", "Move stage";
        /// See a referral in a list.
        ListReferrals = "list-referrals", "List referrals";
        /// Open a referral.
        ReadReferral = "read-referral", "Read referral";
        /// Accept or decline a referral.
        DecideReferral = "decide-referral", "Decide referral";
        /// See who was put forward to their organisation, and say what came of it.
        AnswerPutForward = "answer-put-forward", "Answer who is put forward";
        /// Accept a referral and choose who works with the young person, in one step.
        TakeOn = "take-on", "Take on";
        /// Open their own list of what is due.
        SeeOwnWork = "see-own-work", "See own work";
        /// Run drop-ins: be at a place at set hours for anyone who comes. Young people see them on their own pages.
        HoldDropIns = "hold-drop-ins", "Run drop-ins";
        /// See employers: what they offer, and what was agreed with them.
        SeeEmployers = "see-employers", "See employers";
        /// Add and change employers, and record what was agreed with them.
        KeepEmployers = "keep-employers", "Manage employers";
        /// Add an employer of their own network, keep what they brought up to date, and ask employers for something on a day.
        BringEmployers = "bring-employers", "Bring employers";
        /// Ask whether somebody whom they meet is known to the council, by name and date of birth.
        AskIfKnown = "ask-if-known", "Ask if known";
        /// Open a team's list.
        SeeTeam = "see-team", "See team";
        /// Search for a young person.
        Search = "search", "Search";
        /// Refer a young person.
        MakeReferral = "make-referral", "Make referral";
        /// Import a list of young people.
        ImportPeople = "import-people", "Import people";
        /// Read what the programmes offer.
        ReadProgrammes = "read-programmes", "Read programmes";
        /// Publish a version of a programme.
        PublishProgrammes = "publish-programmes", "Publish programmes";
        /// Read figures and pictures.
        ReadReports = "read-reports", "Read reports";
        /// Open, change and close accounts and teams.
        ManageAccounts = "manage-accounts", "Manage accounts";
        /// Agree, as a second person, to what someone else can open.
        AgreeStanding = "agree-standing", "Agree to access changes";
        /// Read what was sent.
        ReadOutbox = "read-outbox", "Read outbox";
        /// Download a list of young people as a file.
        ExportPeople = "export-people", "Export people";
        /// Answer a request to a fund, pay it, and hand it over.
        DecideRequest = "decide-request", "Decide request";
        /// See the funds: their rules, and what is left.
        SeeFunds = "see-funds", "See funds";
        /// Add and change funds, their years and their stock, and download the figures.
        KeepFunds = "keep-funds", "Manage funds";
        /// Read who did and saw what.
        ReadJournal = "read-journal", "Read journal";
    }
}

impl Action {
    /// Returns the kind of record that the action is for.
    pub fn kind(self) -> Kind {
        match self {
            Self::ListPeople
            | Self::ReadPerson
            | Self::EditPerson
            | Self::AllocatePerson
            | Self::ReadRestricted
            | Self::SeeOwn
            | Self::SeeShared
            | Self::AssessPerson
            | Self::ReadStaffNotes
            | Self::RecordContact
            | Self::Enrol
            | Self::DecideRequest
            | Self::MoveStage => Kind::Person,
            Self::ListReferrals
            | Self::ReadReferral
            | Self::DecideReferral
            | Self::AnswerPutForward
            | Self::TakeOn => Kind::Referral,
            _ => Kind::Office,
        }
    }
}

/// A kind of record, as the schema names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A young person.
    Person,
    /// A referral.
    Referral,
    /// The council as a workplace.
    Office,
}

impl Kind {
    pub(crate) fn type_name(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Referral => "Referral",
            Self::Office => "Office",
        }
    }

    /// Returns the attributes in the schema and the field for each.
    pub(crate) fn attributes(self) -> &'static [(&'static str, &'static str, Field)] {
        const PERSON: &[(&str, &str, Field)] = &[
            ("coach", "Worker", Field::Coach),
            ("adviser", "Worker", Field::Adviser),
            ("social_worker", "Worker", Field::SocialWorker),
            ("team", "Team", Field::Team),
            ("partner", "Organisation", Field::Partner),
        ];
        const REFERRAL: &[(&str, &str, Field)] = &[
            ("person", "Person", Field::Person),
            ("referrer", "Worker", Field::Referrer),
            ("coach", "Worker", Field::Coach),
            ("adviser", "Worker", Field::Adviser),
            ("social_worker", "Worker", Field::SocialWorker),
            ("team", "Team", Field::Team),
            ("partner", "Organisation", Field::Partner),
        ];
        match self {
            Self::Person => PERSON,
            Self::Referral => REFERRAL,
            Self::Office => &[],
        }
    }
}

/// A record that can be decided about.
pub trait Resource {
    /// Returns the kind of record.
    fn kind(&self) -> Kind;

    /// Returns whose record it is.
    fn council(&self) -> CouncilId;

    /// Returns the value of a field; `None` where the record has none. [`Field::Id`] is the record's own.
    fn field(&self, field: Field) -> Option<Uuid>;
}

/// The council as a workplace.
#[derive(Clone, Copy, Debug)]
pub struct Office(pub CouncilId);

impl Resource for Office {
    fn kind(&self) -> Kind {
        Kind::Office
    }

    fn council(&self) -> CouncilId {
        self.0
    }

    fn field(&self, field: Field) -> Option<Uuid> {
        (field == Field::Id).then_some(self.0.into())
    }
}

/// A worker who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worker {
    /// Whose account it is.
    pub council: CouncilId,
    /// The account.
    pub account: AccountId,
    /// What they do.
    pub roles: Vec<Role>,
    /// The teams they belong to.
    pub teams: Vec<TeamId>,
    /// The workers they cover for today, not including themselves.
    pub covers: Vec<AccountId>,
    /// The organisation they work for; `None` for the council itself.
    pub organisation: Option<OrganisationId>,
    /// The young person that the account belongs to, where it is one's own.
    pub own_person: Option<PersonId>,
}

impl Worker {
    /// Returns whether the account has a role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Returns whether the account has one of these roles.
    pub fn is_any(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.is(*role))
    }
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principal {
    /// A worker of the council or of a partner.
    Worker(Worker),
    /// A young person on their own pages.
    YoungPerson(CouncilId, PersonId),
    /// Someone at an employer or another organisation.
    OrgPerson(CouncilId, OrganisationId),
    /// Someone with a secret link to one record.
    LinkHolder(CouncilId, PersonId),
    /// Someone who is not signed in.
    Anyone,
    /// The program itself: the command line and jobs.
    System(CouncilId),
}
