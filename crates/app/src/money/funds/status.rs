//! The status of a request, from its payments. No async.

use super::model::{Decision, Ending, Payment, Request};

impl Request {
    /// Returns whether it can be withdrawn: something is still to be paid, or everything paid came back. A top-up ends with the work, and a
    /// refusal stays where they can read it.
    pub(crate) fn may_withdraw(&self, payments: &[Payment]) -> bool {
        let is_over = self.ended_on.is_some() || self.decided_as == Some(Decision::No);
        let is_top_up = payments.iter().any(|one| one.top_up.is_some());
        let is_left = payments.iter().any(Payment::is_open)
            || Status::of(self, payments, false) == Status::CameBack;
        !is_over && !is_top_up && is_left
    }
}

/// The status of a request, in the order they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Not answered yet.
    Asked,
    /// The answer was no.
    Refused,
    /// Approved, and the money is not confirmed yet.
    WaitsForMoney,
    /// Approved, and something is to be paid or handed over.
    Agreed,
    /// All that was paid came back, and nothing was handed over.
    CameBack,
    /// Everything is paid and handed over, and a receipt is missing.
    WantsReceipt,
    /// Nothing is left to do.
    Done,
    /// Withdrawn.
    Withdrawn,
}

impl Status {
    /// Returns the status of a request with its payments.
    pub(crate) fn of(request: &Request, payments: &[Payment], needs_receipt: bool) -> Self {
        match (request.decided_as, request.ended_as) {
            (_, Some(Ending::Withdrawn)) => return Self::Withdrawn,
            (Some(Decision::No), _) => return Self::Refused,
            (None, _) => return Self::Asked,
            (Some(Decision::Yes), Some(Ending::Done) | None) => {}
        }
        let lacks_receipt = |one: &Payment| {
            let is_given = one.handed_on.is_some() && !one.is_returned() && one.top_up.is_none();
            is_given && one.receipt_on.is_none() && one.written_off_on.is_none()
        };
        let was_given = payments.iter().any(|one| one.handed_on.is_some());
        // Parts of later years may wait, as long as the next part does not.
        match payments.iter().find(|one| one.is_to_come()) {
            Some(next) if next.paid_on.is_none() && next.committed_on.is_none() => {
                Self::WaitsForMoney
            }
            Some(_) => Self::Agreed,
            None if needs_receipt && payments.iter().any(lacks_receipt) => Self::WantsReceipt,
            None if !was_given && payments.iter().any(Payment::is_returned) => Self::CameBack,
            None => Self::Done,
        }
    }

    /// Returns the status in words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Asked => "Waiting for an answer",
            Self::Refused => "Not approved",
            Self::WaitsForMoney => "Approved: waiting for money to be confirmed",
            Self::Agreed => "Approved: to be paid and handed over",
            Self::CameBack => "Money came back: withdraw the request, or ask again",
            Self::WantsReceipt => "Handed over: receipt missing",
            Self::Done => "Done",
            Self::Withdrawn => "Withdrawn",
        }
    }
}
