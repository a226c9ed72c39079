//! Deep dives.

entity! {
    /// A deep dive, or its short form for those of 14 to 16.
    assessment, "assessment", {
        person_id: Uuid,
        /// `full` or `short`.
        kind: String,
        held_on: NaiveDate,
        strengths: Sealed<String>,
        work_wanted: Sealed<String>,
        work_to_leave: Sealed<String>,
        own_words: Sealed<String>,
        readiness: String,
        /// Barrier by barrier, rated by the young person and by the coach: `health=2/1`, separated by spaces.
        ratings: Sealed<String>,
        /// Answers to the programme's own questions, as a form's text.
        answers: Sealed<String>,
        programme_version_id: Option<Uuid>,
        suggested_stage: String,
        /// Sentences, one a line.
        suggested_because: Sealed<String>,
        /// What the worker chose; empty until then.
        chosen_stage: String,
        chosen_because: Sealed<String>,
        recorded_at: At,
        recorded_by: Option<Uuid>,
        superseded_at: Option<At>,
    }
}
