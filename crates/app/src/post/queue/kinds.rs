//! The kinds of jobs.

/// What a job does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobKind {
    /// Sends a message of the outbox.
    SendMessage,
    /// Imports a list that has been checked.
    BringListIn,
    /// Makes an account's new address take effect.
    SettleAddress,
    /// Looks whether somebody is on what a young person said. Its subject is the young person.
    LookAgain,
    /// A council's daily work, after midnight. Its subject is the council.
    Night,
}

impl JobKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::SendMessage,
        Self::BringListIn,
        Self::SettleAddress,
        Self::LookAgain,
        Self::Night,
    ];

    /// Those that take long or wait for somebody else's server. They run beside the others, so that sign-in mail waits for none of them.
    pub const SLOW: &'static [Self] = &[Self::BringListIn, Self::Night];

    /// The others.
    pub const QUICK: &'static [Self] = &[Self::SendMessage, Self::SettleAddress, Self::LookAgain];

    /// Returns the code that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::SendMessage => "send-message",
            Self::BringListIn => "bring-list-in",
            Self::SettleAddress => "settle-address",
            Self::LookAgain => "look-again",
            Self::Night => "night",
        }
    }

    /// Returns the kind of a stored code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}
