//! Matches and what goes with work: journey times, documents of an application, and monthly top-ups.

entity! {
    /// How long a young person's journey to a place takes, as a worker said. A newer one supersedes it.
    travel_time, "travel_time", {
        person_id: Uuid,
        opportunity_id: Uuid,
        /// Minutes from door to door.
        minutes: i32,
        superseded_at: Option<At>,
        made_at: At,
        made_by: Uuid,
    }
}

entity! {
    /// A document that goes with an application, such as a certificate.
    application_document, "application_document", {
        application_id: Uuid,
        person_id: Uuid,
        file_id: Uuid,
        /// What it is, in a few words.
        title: Sealed<String>,
        /// When the young person agreed to show it; empty until then.
        agreed_on: Option<NaiveDate>,
        removed_at: Option<At>,
        made_at: At,
        made_by: Uuid,
    }
}

entity! {
    /// A part of a top-up that is paid on a day, as the programme file says. The payment itself is not made here.
    top_up, "top_up", {
        work_placement_id: Uuid,
        person_id: Uuid,
        due_on: NaiveDate,
        pence: i64,
        paid_on: Option<NaiveDate>,
        paid_by: Uuid,
        made_at: At,
        made_by: Uuid,
    }
}

entity! {
    /// An apprenticeship that is advertised elsewhere, as last fetched.
    advert, "advert", {
        /// The other system's reference for it.
        reference: String,
        title: String,
        employer: String,
        about: String,
        /// The course, with its level.
        course: String,
        places: i32,
        /// Pence for an hour; 0 where none is given.
        hourly_pence: i32,
        /// What it says about the pay.
        wage: String,
        /// Minutes a week; 0 where none are given.
        weekly_minutes: i32,
        pattern: String,
        place: String,
        district: String,
        starts_on: Option<NaiveDate>,
        closes_on: Option<NaiveDate>,
        url: String,
        /// The last day on which it was there.
        seen_on: NaiveDate,
        /// The opportunity that was made from it; the nil id for none.
        opportunity_id: Uuid,
        made_at: At,
        made_by: Uuid,
    }
}
