//! What young people ask for, and how they say they are.

entity! {
    /// Something that a young person asked for: a correction, other work, a suggestion.
    wish, "wish", {
        person_id: Uuid,
        kind: String,
        words: Sealed<String>,
        made_at: At,
        made_on: NaiveDate,
        /// The worker who recorded it.
        made_by: Option<Uuid>,
        answered_at: Option<At>,
        answered_by: Option<Uuid>,
        answer: Sealed<String>,
        /// What it is, where it cannot wait: a code of the engine. Empty where it can.
        urgent_as: String,
        /// When a worker said that they are on it, and who.
        taken_at: Option<At>,
        taken_by: Option<Uuid>,
        /// What money is asked for: a code of the funds. Empty where none is.
        purpose: String,
        /// How much, in pence.
        pence: Option<i64>,
        photo_id: Option<Uuid>,
    }
}

entity! {
    /// How a young person said they are.
    feeling, "feeling", {
        person_id: Uuid,
        /// `good`, `okay` or `bad`.
        answer: String,
        wants_help: bool,
        words: Sealed<String>,
        told_at: At,
        told_on: NaiveDate,
        seen_at: Option<At>,
        seen_by: Option<Uuid>,
        /// What it is, where it cannot wait: a code of the engine. Empty where it can.
        urgent_as: String,
        /// When a worker said that they are on it, and who.
        taken_at: Option<At>,
        taken_by: Option<Uuid>,
    }
}
