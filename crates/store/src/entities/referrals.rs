//! Referrals, and the links by which they come from outside.

entity! {
    /// A referral of a young person to a programme.
    referral, "referral", {
        person_id: Uuid,
        programme_key: String,
        route: String,
        referrer_id: Option<Uuid>,
        /// The organisation that referred through its link.
        organisation_id: Option<Uuid>,
        /// Who referred through a link and how to reach them, in their words; empty for a worker.
        outside_referrer: Sealed<String>,
        reason: Sealed<String>,
        /// Whether the young person knows: `agrees`, `knows` or `not-yet`.
        told: String,
        received_on: NaiveDate,
        received_at: At,
        decided_at: Option<At>,
        decided_by: Option<Uuid>,
        /// `accepted`, `declined`, `withdrawn` or empty while it waits.
        decision: String,
        decision_reason: String,
        version: i32,
    }
}

entity! {
    /// A link for an organisation, or a young person, to refer without an account.
    referral_link, "referral_link", {
        organisation_id: Option<Uuid>,
        /// `organisation` or `young-person`.
        kind: String,
        secret_hash: Vec<u8>,
        made_at: At,
        made_by: Option<Uuid>,
        ended_at: Option<At>,
        ended_by: Option<Uuid>,
        /// The last day on which it works; none for a link from before links expired.
        expires_on: Option<NaiveDate>,
        /// How many referrals can come through it; 0 for any number.
        most: i32,
        used: i32,
    }
}
