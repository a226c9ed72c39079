//! What a message is for, and where it stands. No async.

use crate::shell::choices::coded;

coded! {
    /// What a message is for.
    Purpose {
        Letter "" "A mail without a secret"
        SecretLink "secret-link" "A mail with a secret link, which only the recipient may open"
        OwnLink "own-link" "A link to a young person’s own pages"
        Reminder "reminder" "A reminder of an appointment"
        NoNews "no-news" "A word that there is no news yet"
        News "news" "Word of an interview, an offer or an invitation"
        Around "around" "Word to somebody around them, as they agreed"
        Words "words" "What a worker or a young person wrote"
    }
}

impl Purpose {
    /// Returns whether such a message holds a secret link.
    pub(crate) fn holds_secret(self) -> bool {
        match self {
            Self::SecretLink | Self::OwnLink => true,
            Self::Letter
            | Self::Reminder
            | Self::NoNews
            | Self::News
            | Self::Around
            | Self::Words => false,
        }
    }
}

coded! {
    /// Where a message stands.
    MessageState {
        Waiting "" "On its way"
        Sending "sending" "On its way"
        Sent "sent" "Sent"
        Delivered "delivered" "Delivered"
        Failed "failed" "Did not arrive"
        Uncertain "uncertain" "May not have arrived"
        Dropped "dropped" "Not sent"
    }
}

impl MessageState {
    /// Returns whether it was given up: nothing more is tried.
    pub(crate) fn is_given_up(self) -> bool {
        match self {
            Self::Failed | Self::Uncertain | Self::Dropped => true,
            Self::Waiting | Self::Sending | Self::Sent | Self::Delivered => false,
        }
    }
}
