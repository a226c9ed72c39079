//! What workers have put off.

entity! {
    /// A worker wants to be reminded of a young person on a later day. The newest one counts.
    snooze, "snooze", {
        person_id: Uuid,
        account_id: Uuid,
        until_on: NaiveDate,
        made_at: At,
    }
}
