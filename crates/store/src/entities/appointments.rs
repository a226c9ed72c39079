//! Appointments and drop-ins.

entity! {
    /// An appointment with a young person. Moving it ends the row and makes another.
    appointment, "appointment", {
        person_id: Uuid,
        worker_id: Uuid,
        kind: String,
        held_on: NaiveDate,
        /// London wall time as `14:30`; empty where only the day is set.
        begins: String,
        minutes: i32,
        place: Sealed<String>,
        /// Who else comes, in words.
        attends: Sealed<String>,
        /// London wall time by which a worker is back from a home visit; empty for none.
        expected_back: String,
        /// The appointment that this one replaced.
        moved_from_id: Option<Uuid>,
        /// Why it was moved or cancelled.
        reason: Sealed<String>,
        made_at: At,
        made_by: Option<Uuid>,
        /// `held`, `not-held`, `moved`, `cancelled` or empty while it is upcoming.
        ended_as: String,
        ended_at: Option<At>,
        ended_by: Option<Uuid>,
        /// The worker set out for a home visit.
        left_at: Option<At>,
        back_at: Option<At>,
        /// The drop-in that they came to.
        drop_in_id: Option<Uuid>,
    }
}

entity! {
    /// A drop-in: hours at which a worker is at a place, every week, for anyone who comes.
    drop_in, "drop_in", {
        worker_id: Uuid,
        place: String,
        /// What is on offer, in words for young people.
        offers: String,
        /// From 1 for Monday to 7.
        weekday: i32,
        /// London wall time as `14:30`.
        begins: String,
        ends: String,
        from_on: NaiveDate,
        /// The last day; `None` while there is none.
        until_on: Option<NaiveDate>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}
