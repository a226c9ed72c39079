//! Activities: dated events with places, and their guests.

entity! {
    /// A dated event with places: an insight day, a work tour, a talk.
    activity, "activity", {
        title: String,
        /// A code of the application's list.
        kind: String,
        /// The employer who hosts it.
        employer_id: Option<Uuid>,
        /// The pledge that it counts towards.
        pledge_id: Option<Uuid>,
        held_on: NaiveDate,
        /// London wall time, as 09:30.
        begins: String,
        ends: String,
        place: String,
        /// How many can come; 0 for no limit.
        places: i32,
        words: String,
        keeper_id: Uuid,
        called_off_on: Option<NaiveDate>,
        reason: String,
        /// Rises with every sign-up, so that two who take the last place at once conflict.
        version: i32,
        made_at: At,
        made_by: Option<Uuid>,
        /// The fund that gives everyone who comes a voucher.
        fund_id: Option<Uuid>,
        voucher_pence: i64,
        /// The same for every date of a series; empty for an activity of its own.
        series_id: Option<Uuid>,
        /// Who leads it, in words.
        led_by: String,
        /// The day and hour given by an employer that it is about.
        slot_request_id: Option<Uuid>,
    }
}

entity! {
    /// A young person and an activity: invited, signed up, and whether they came.
    activity_guest, "activity_guest", {
        activity_id: Uuid,
        person_id: Uuid,
        invited_on: Option<NaiveDate>,
        /// yes, no, waiting or empty.
        answer: String,
        answered_at: Option<At>,
        /// yes, no or empty.
        came: String,
        /// A code of the application's list, or empty.
        came_of: String,
        /// Whether an offer has been counted towards the pledge.
        counted: bool,
        words: Sealed<String>,
        made_at: At,
        made_by: Option<Uuid>,
        /// Whether a message about the invitation went out to them; otherwise their worker tells them.
        is_told: bool,
    }
}

entity! {
    /// A manager at an employer who is invited to a forum of their own.
    manager_guest, "manager_guest", {
        activity_id: Uuid,
        employer_id: Uuid,
        contact_id: Uuid,
        invited_on: NaiveDate,
        /// yes, no or empty.
        came: String,
        made_at: At,
        made_by: Option<Uuid>,
    }
}
