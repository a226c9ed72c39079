//! The journal: who did or saw what, and when.

entity! {
    /// Who did or saw what, when. Never a name, a text or a value.
    journal, "journal", {
        at: At,
        by: Option<Uuid>,
        action: String,
        /// The young person, where the entry is about one.
        person_id: Option<Uuid>,
        /// Further ids, sixteen bytes each: the rows of a list that was shown, or the other records of a write.
        subjects: Vec<u8>,
        /// Names of the fields that were written, separated by commas.
        fields: String,
        reason: String,
    }
}
