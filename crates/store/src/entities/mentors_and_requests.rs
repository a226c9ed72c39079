//! Requests to employers for a day, mentors, and the links for someone without an account to answer.

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

entity! {
    /// A request to employers for one day and hour, such as a mock interview.
    slot_request, "slot_request", {
        /// A code of what employers can offer.
        kind: String,
        held_on: NaiveDate,
        /// London wall time, as 09:30.
        begins: String,
        minutes: i32,
        place: String,
        words: String,
        /// Who asked, and can be phoned.
        keeper_id: Uuid,
        taken_by_employer_id: Uuid,
        taken_by_contact_id: Uuid,
        taken_at: Option<At>,
        withdrawn_on: Option<NaiveDate>,
        reason: String,
        /// given or not-given once it is known, otherwise empty.
        outcome: String,
        outcome_on: Option<NaiveDate>,
        outcome_words: String,
        made_at: At,
        made_by: Uuid,
    }
}

entity! {
    /// An employer who was asked for a day and hour, and the answer.
    slot_asked, "slot_asked", {
        slot_request_id: Uuid,
        employer_id: Uuid,
        contact_id: Uuid,
        /// yes, no, late where someone else was first, or empty.
        answer: String,
        answered_at: Option<At>,
        made_at: At,
        made_by: Uuid,
    }
}

entity! {
    /// A mentor of young people in the work they know.
    mentor, "mentor", {
        name: Sealed<String>,
        phone: Sealed<String>,
        email: Sealed<String>,
        /// The employer they work for; the nil id for none.
        employer_id: Uuid,
        sector: String,
        /// What they do, in their words.
        about: String,
        /// How many young people at once.
        capacity: i32,
        keeper_id: Uuid,
        ended_on: Option<NaiveDate>,
        version: i32,
        made_at: At,
        made_by: Uuid,
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
        made_by: Uuid,
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
        made_by: Uuid,
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
        made_by: Uuid,
    }
}

entity! {
    /// The phone number at which people outside reach a worker. The newest row counts.
    work_phone, "work_phone", {
        account_id: Uuid,
        phone: String,
        made_at: At,
        made_by: Uuid,
    }
}
