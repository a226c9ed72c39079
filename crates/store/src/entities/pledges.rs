//! What employers pledged and delivered.

entity! {
    /// What an employer pledged under a contract.
    pledge, "pledge", {
        employer_id: Uuid,
        contract: String,
        kind: String,
        number: i32,
        from_on: NaiveDate,
        until_on: NaiveDate,
        /// How the contract measures it.
        kpi: String,
        withdrawn_on: Option<NaiveDate>,
        reason: String,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// What was delivered of a pledge.
    pledge_delivery, "pledge_delivery", {
        pledge_id: Uuid,
        delivered_on: NaiveDate,
        number: i32,
        words: String,
        /// The date from which it does not count, because it was recorded by mistake.
        taken_back_on: Option<NaiveDate>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}
