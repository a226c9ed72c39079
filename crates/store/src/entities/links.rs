//! Links for people without an account.

entity! {
    /// A secret link for someone without an account: one record, one purpose, until a day.
    outside_link, "outside_link", {
        /// What it is for: a code of the application.
        purpose: String,
        /// The record that it opens.
        record_id: Uuid,
        /// The young person the record is about; the nil id for no one.
        person_id: Uuid,
        /// Who has it: a contact at an employer, or a mentor; the nil id where no one is named.
        holder_id: Uuid,
        secret_hash: Vec<u8>,
        until_on: NaiveDate,
        ended_at: Option<At>,
        made_at: At,
        made_by: Uuid,
    }
}
