//! Safeguarding concerns, and who was told.

entity! {
    /// A concern about a young person's safety.
    concern, "concern", {
        person_id: Uuid,
        kind: String,
        words: Sealed<String>,
        /// The answers to the guiding questions, as in a form.
        answers: Sealed<String>,
        raised_at: At,
        raised_by: Option<Uuid>,
        closed_at: Option<At>,
        closed_by: Option<Uuid>,
        closed_because: Sealed<String>,
        version: i32,
    }
}

entity! {
    /// Who was told of a concern, and when.
    telling, "telling", {
        concern_id: Uuid,
        person_id: Uuid,
        who: Sealed<String>,
        part: String,
        told_on: NaiveDate,
        told_time: String,
        note: Sealed<String>,
        recorded_at: At,
        recorded_by: Option<Uuid>,
    }
}
