//! Requests to employers for a day.

entity! {
    /// A request to employers for one day and hour, such as a mock interview.
    slot_request, "slot_request", {
        /// A code of what employers can offer.
        kind: String,
        held_on: NaiveDate,
        /// London wall time, as 09:30.
        begins: String,
        minutes: i32,
        place: String,
        words: String,
        /// Who asked, and can be phoned.
        keeper_id: Uuid,
        taken_by_employer_id: Option<Uuid>,
        taken_by_contact_id: Option<Uuid>,
        taken_at: Option<At>,
        withdrawn_on: Option<NaiveDate>,
        reason: String,
        /// given or not-given once it is known, otherwise empty.
        outcome: String,
        outcome_on: Option<NaiveDate>,
        outcome_words: String,
        made_at: At,
        made_by: Option<Uuid>,
        /// The young person for whom it was asked. Employers are not told.
        person_id: Option<Uuid>,
    }
}

entity! {
    /// An employer who was asked for a day and hour, and the answer.
    slot_asked, "slot_asked", {
        slot_request_id: Uuid,
        employer_id: Uuid,
        contact_id: Uuid,
        /// yes, no, late where someone else was first, or empty.
        answer: String,
        answered_at: Option<At>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}
