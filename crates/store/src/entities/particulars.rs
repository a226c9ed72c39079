//! Particulars: facts beyond the basics, phones, qualifications, unsafe places, the people around them, and life events.

entity! {
    /// A fact about a young person beyond the basics. Never overwritten: a newer fact of the same field supersedes it.
    fact, "fact", {
        person_id: Uuid,
        /// One of the fields that the application declares.
        field: String,
        value: Sealed<String>,
        /// The list that it came from; empty for a worker.
        source: String,
        recorded_at: At,
        recorded_by: Option<Uuid>,
        superseded_at: Option<At>,
    }
}

entity! {
    /// A phone number for a young person, and when it is safe to use it.
    phone, "phone", {
        person_id: Uuid,
        number: Sealed<String>,
        safe_times: Sealed<String>,
        may_text: bool,
        recorded_at: At,
        recorded_by: Option<Uuid>,
        superseded_at: Option<At>,
    }
}

entity! {
    /// A qualification that a young person has.
    qualification, "qualification", {
        person_id: Uuid,
        /// One of the codes that the application declares.
        kind: String,
        name: Sealed<String>,
        achieved_on: Option<NaiveDate>,
        recorded_at: At,
        recorded_by: Option<Uuid>,
        superseded_at: Option<At>,
    }
}

entity! {
    /// A place where a young person must not be sent. Restricted.
    unsafe_place, "unsafe_place", {
        person_id: Uuid,
        place: Sealed<String>,
        why: Sealed<String>,
        recorded_at: At,
        recorded_by: Option<Uuid>,
        superseded_at: Option<At>,
    }
}

entity! {
    /// Someone around a young person: a carer, a professional, a friend, with what they can be told and until when.
    circle_member, "circle_member", {
        person_id: Uuid,
        name: Sealed<String>,
        /// What they are to the young person, by code.
        part: String,
        reach: Sealed<String>,
        /// What they do for the young person, so that no one does it twice.
        does: Sealed<String>,
        /// What the young person agreed they can be told; empty for nothing.
        shares: Sealed<String>,
        agreed_on: Option<NaiveDate>,
        shares_until_on: Option<NaiveDate>,
        recorded_at: At,
        recorded_by: Option<Uuid>,
        superseded_at: Option<At>,
        /// What they are told by itself, while the agreement lasts: codes of topics, with a space between them.
        topics: String,
    }
}

entity! {
    /// An event that stops every message, reminder and due item: a death, custody, a move abroad, a rest. Written once; only its end is
    /// filled in later.
    life_event, "life_event", {
        person_id: Uuid,
        /// `died`, `custody`, `abroad` or `rest`.
        kind: String,
        from_on: NaiveDate,
        recorded_at: At,
        recorded_by: Option<Uuid>,
        ended_on: Option<NaiveDate>,
        ended_at: Option<At>,
        ended_by: Option<Uuid>,
    }
}
