//! Contacts with young people.

entity! {
    /// A contact with a young person, or an attempt at one.
    contact, "contact", {
        person_id: Uuid,
        enrolment_id: Option<Uuid>,
        worker_id: Uuid,
        kind: String,
        held_on: NaiveDate,
        /// Did it take place? `held`, `no-answer` or `not-held`.
        outcome: String,
        /// Did they come? `yes`, `late`, `no` or empty where that was not asked.
        came: String,
        /// Why they were late or did not come, by code; empty where it is not known.
        why: String,
        /// Who cancelled: `them`, `us`, `other` or empty for nobody.
        canceller: String,
        note: Sealed<String>,
        /// Who can read the note: `shared`, `staff`, `third-party` or `restricted`.
        note_kind: String,
        agreed: Sealed<String>,
        /// The appointment that led to it.
        appointment_id: Option<Uuid>,
        recorded_at: At,
        recorded_by: Option<Uuid>,
        superseded_at: Option<At>,
        /// The activity that they came to.
        activity_id: Option<Uuid>,
    }
}
