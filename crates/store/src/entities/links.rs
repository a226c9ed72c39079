//! Links for people without an account.

entity! {
    /// A secret link for someone without an account: one record, one purpose, until a day.
    outside_link, "outside_link", {
        /// What it is for: a code of the application.
        purpose: String,
        /// The record that it opens.
        record_id: Uuid,
        /// The young person the record is about.
        person_id: Option<Uuid>,
        /// Who has it: a contact at an employer, or a mentor.
        holder_id: Option<Uuid>,
        secret_hash: Vec<u8>,
        until_on: NaiveDate,
        ended_at: Option<At>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}
