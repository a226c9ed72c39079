//! What is due, for whom, and why.

entity! {
    /// Something that falls due for a young person, written by the engine.
    due, "due", {
        person_id: Uuid,
        enrolment_id: Option<Uuid>,
        referral_id: Option<Uuid>,
        kind: String,
        due_on: NaiveDate,
        /// The role that acts, as the programme names it.
        role: String,
        /// The worker responsible, where it is one person.
        owner_id: Option<Uuid>,
        reason: String,
    }
}
