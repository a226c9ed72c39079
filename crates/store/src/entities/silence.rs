//! Lost contact.

entity! {
    /// Why a young person was not heard from, once asked, and the way back that was offered.
    lost_touch, "lost_touch", {
        person_id: Uuid,
        why: String,
        words: Sealed<String>,
        way_back: String,
        asked_on: NaiveDate,
        recorded_at: At,
        recorded_by: Option<Uuid>,
    }
}
