//! Mentors, their checks, matches and meetings.

entity! {
    /// A mentor of young people in the work they know.
    mentor, "mentor", {
        name: Sealed<String>,
        phone: Sealed<String>,
        email: Sealed<String>,
        /// The employer they work for.
        employer_id: Option<Uuid>,
        sector: String,
        /// What they do, in their words.
        about: String,
        /// How many young people at once.
        capacity: i32,
        keeper_id: Uuid,
        ended_on: Option<NaiveDate>,
        version: i32,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// A check or a training of a mentor.
    mentor_check, "mentor_check", {
        mentor_id: Uuid,
        /// A code of the application's list.
        kind: String,
        passed_on: NaiveDate,
        expires_on: Option<NaiveDate>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// A mentor and a young person, from a day on.
    mentoring, "mentoring", {
        mentor_id: Uuid,
        person_id: Uuid,
        /// Why these two were matched.
        why: Sealed<String>,
        from_on: NaiveDate,
        ended_on: Option<NaiveDate>,
        ended_why: Sealed<String>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// A meeting of a mentor and a young person.
    mentor_meeting, "mentor_meeting", {
        mentoring_id: Uuid,
        person_id: Uuid,
        held_on: NaiveDate,
        /// A code of the application's list.
        kind: String,
        words: Sealed<String>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}
