//! Promises, referrals to other services, and claims of entitlements.

entity! {
    /// A promise made to a young person.
    commitment, "commitment", {
        person_id: Uuid,
        words: Sealed<String>,
        promised_on: NaiveDate,
        due_on: NaiveDate,
        /// Who keeps it.
        owner_id: Uuid,
        made_at: At,
        made_by: Option<Uuid>,
        /// `kept`, `withdrawn` or empty while it is open.
        settled_as: String,
        settled_on: Option<NaiveDate>,
        settled_at: Option<At>,
        settled_by: Option<Uuid>,
        /// The day on which the young person was told why it was withdrawn.
        told_on: Option<NaiveDate>,
        reason: Sealed<String>,
        version: i32,
        /// A code of who promised: staff, employer, fund, programme; empty for staff.
        promised_by: String,
        /// Where it was said; empty where that was not recorded.
        said_at: String,
        /// The employer who promised.
        employer_id: Option<Uuid>,
        /// The request to a fund that it depends on.
        request_id: Option<Uuid>,
    }
}

entity! {
    /// An onward referral of a young person to another organisation, and the result.
    onward_referral, "onward_referral", {
        person_id: Uuid,
        to_whom: Sealed<String>,
        /// What for: a code of the application's list.
        purpose: Sealed<String>,
        words: Sealed<String>,
        sent_on: NaiveDate,
        /// By when there should be an answer.
        answer_due_on: NaiveDate,
        /// A code of the application's list; empty while it is open.
        outcome: String,
        outcome_on: Option<NaiveDate>,
        outcome_words: Sealed<String>,
        made_at: At,
        made_by: Option<Uuid>,
        /// The partner that it goes to, where it is one that uses this service.
        organisation_id: Option<Uuid>,
    }
}

entity! {
    /// Whether an entitlement of a young person was claimed, and the result. A newer one supersedes it.
    claim, "claim", {
        person_id: Uuid,
        /// A key of the entitlements.
        entitlement: String,
        /// A code of the states.
        state: String,
        said_on: NaiveDate,
        note: Sealed<String>,
        superseded_at: Option<At>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}
