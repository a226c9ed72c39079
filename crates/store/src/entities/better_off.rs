//! Better-off calculations.

entity! {
    /// What is left after rent, now and with an offer, as worked out on a day.
    calculation, "calculation", {
        person_id: Uuid,
        /// The opportunity that it was about.
        opportunity_id: Option<Uuid>,
        /// What the offer is called.
        offer: Sealed<String>,
        /// What was asked and answered: fields by name, as JSON.
        fields: Sealed<String>,
        /// The result: each day with what is left, as JSON.
        outcome: Sealed<String>,
        /// The parameters it was worked out with.
        parameters: String,
        asked_on: NaiveDate,
        made_at: At,
        made_by: Option<Uuid>,
        /// The day on which it was removed.
        removed_on: Option<NaiveDate>,
    }
}
