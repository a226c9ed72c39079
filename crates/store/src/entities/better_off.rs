//! What was worked out about offers: what is left after rent, now and in work.

entity! {
    /// What is left after rent, now and in an offer, as it was worked out on a day.
    calculation, "calculation", {
        person_id: Uuid,
        /// The opportunity that it was about; nil for another offer.
        opportunity_id: Uuid,
        /// What the offer is called.
        offer: Sealed<String>,
        /// What was asked and answered: fields by name, as JSON.
        fields: Sealed<String>,
        /// What came out: each day with what is left, as JSON.
        outcome: Sealed<String>,
        /// Which parameters it was worked out with.
        parameters: String,
        asked_on: NaiveDate,
        made_at: At,
        made_by: Uuid,
        /// The day on which it was taken away again.
        removed_on: Option<NaiveDate>,
    }
}
