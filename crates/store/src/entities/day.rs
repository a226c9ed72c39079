//! The coach's day: appointments, plans, promises, concerns, and the young person's own pages.

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
        /// The appointment that this one replaced; the nil id for none.
        moved_from_id: Uuid,
        /// Why it was moved or cancelled.
        reason: Sealed<String>,
        made_at: At,
        made_by: Uuid,
        /// `held`, `not-held`, `moved`, `cancelled` or empty while it is upcoming.
        ended_as: String,
        ended_at: Option<At>,
        ended_by: Uuid,
        /// The worker set out for a home visit.
        left_at: Option<At>,
        back_at: Option<At>,
        /// The drop-in that they came to; the nil id for none.
        drop_in_id: Uuid,
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
        made_by: Uuid,
    }
}

entity! {
    /// A young person's goal, in their words.
    goal, "goal", {
        person_id: Uuid,
        words: Sealed<String>,
        wanted_on: Option<NaiveDate>,
        agreed_how: String,
        agreed_on: Option<NaiveDate>,
        made_at: At,
        made_by: Uuid,
        reached_on: Option<NaiveDate>,
        archived_at: Option<At>,
        archived_by: Uuid,
        archived_because: Sealed<String>,
        version: i32,
    }
}

entity! {
    /// A step towards a goal, which someone takes.
    step, "step", {
        goal_id: Uuid,
        person_id: Uuid,
        words: Sealed<String>,
        /// `young-person`, `worker` or `other`.
        owner: String,
        /// The worker who takes it; the nil id where it is someone else.
        owner_id: Uuid,
        owner_name: Sealed<String>,
        due_on: Option<NaiveDate>,
        /// What finishing it led to, by code; empty for none.
        outcome: String,
        /// The case conference that asked for it; the nil id for none.
        conference_id: Uuid,
        made_at: At,
        made_by: Uuid,
        done_on: Option<NaiveDate>,
        done_at: Option<At>,
        done_by: Uuid,
        archived_at: Option<At>,
        archived_by: Uuid,
        archived_because: Sealed<String>,
        version: i32,
    }
}

entity! {
    /// A review of the plan, or of the statutory pathway plan.
    review, "review", {
        person_id: Uuid,
        /// `plan` or `pathway`.
        kind: String,
        held_on: NaiveDate,
        agreed_how: String,
        note: Sealed<String>,
        recorded_at: At,
        recorded_by: Uuid,
    }
}

entity! {
    /// A promise made to a young person.
    commitment, "commitment", {
        person_id: Uuid,
        words: Sealed<String>,
        promised_on: NaiveDate,
        due_on: NaiveDate,
        /// Who keeps it.
        owner_id: Uuid,
        made_at: At,
        made_by: Uuid,
        /// `kept`, `withdrawn` or empty while it is open.
        settled_as: String,
        settled_on: Option<NaiveDate>,
        settled_at: Option<At>,
        settled_by: Uuid,
        /// The day on which the young person was told why it was withdrawn.
        told_on: Option<NaiveDate>,
        reason: Sealed<String>,
        version: i32,
        /// A code of who promised: staff, employer, fund, programme; empty for staff.
        promised_by: String,
        /// Where it was said; empty where that was not recorded.
        said_at: String,
        /// The employer who promised; the nil id for none.
        employer_id: Uuid,
        /// The request to a fund that it depends on; the nil id for none.
        request_id: Uuid,
    }
}

entity! {
    /// A concern about a young person's safety.
    concern, "concern", {
        person_id: Uuid,
        kind: String,
        words: Sealed<String>,
        /// The answers to the guiding questions, as in a form.
        answers: Sealed<String>,
        raised_at: At,
        raised_by: Uuid,
        closed_at: Option<At>,
        closed_by: Uuid,
        closed_because: Sealed<String>,
        version: i32,
    }
}

entity! {
    /// Who was told of a concern, and when.
    telling, "telling", {
        concern_id: Uuid,
        person_id: Uuid,
        who: Sealed<String>,
        part: String,
        told_on: NaiveDate,
        told_time: String,
        note: Sealed<String>,
        recorded_at: At,
        recorded_by: Uuid,
    }
}

entity! {
    /// A case conference. What it asks for is in the plan's steps.
    conference, "conference", {
        person_id: Uuid,
        held_on: NaiveDate,
        attendees: Sealed<String>,
        agenda: Sealed<String>,
        note: Sealed<String>,
        recorded_at: At,
        recorded_by: Uuid,
    }
}

entity! {
    /// Why a young person was not heard from, once asked, and the way back that was offered.
    lost_touch, "lost_touch", {
        person_id: Uuid,
        why: String,
        words: Sealed<String>,
        way_back: String,
        asked_on: NaiveDate,
        recorded_at: At,
        recorded_by: Uuid,
    }
}

entity! {
    /// How a young person said they are.
    feeling, "feeling", {
        person_id: Uuid,
        /// `good`, `okay` or `bad`.
        answer: String,
        wants_help: bool,
        words: Sealed<String>,
        told_at: At,
        told_on: NaiveDate,
        seen_at: Option<At>,
        seen_by: Uuid,
    }
}

entity! {
    /// Something that a young person asked for: a correction, other work, a suggestion.
    wish, "wish", {
        person_id: Uuid,
        kind: String,
        words: Sealed<String>,
        made_at: At,
        made_on: NaiveDate,
        /// The worker who recorded it; the nil id where the young person did so themselves.
        made_by: Uuid,
        answered_at: Option<At>,
        answered_by: Uuid,
        answer: Sealed<String>,
    }
}

entity! {
    /// A link by which a young person signs in to their own pages.
    own_link, "own_link", {
        person_id: Uuid,
        secret_hash: Vec<u8>,
        made_at: At,
        made_by: Uuid,
        expires_at: At,
        used_at: Option<At>,
        reusable: bool,
    }
}

entity! {
    /// A sign-in of a young person in one browser.
    own_sign_in, "own_sign_in", {
        person_id: Uuid,
        secret_hash: Vec<u8>,
        started_at: At,
        seen_at: At,
        expires_at: At,
        ended_at: Option<At>,
    }
}

entity! {
    /// That a number was confirmed to be a young person's own.
    number_check, "number_check", {
        person_id: Uuid,
        number_hash: String,
        confirmed_at: At,
        confirmed_by: Uuid,
    }
}

entity! {
    /// A secret calendar link that a worker's own calendar reads their appointments from.
    calendar_feed, "calendar_feed", {
        account_id: Uuid,
        secret_hash: Vec<u8>,
        made_at: At,
        ended_at: Option<At>,
        /// The day on which it was last read.
        used_at: Option<At>,
    }
}

entity! {
    /// That a named person approved the wording of messages in a language. The hash is the wording's.
    wording, "wording", {
        language: String,
        hash: String,
        approved_at: At,
        approved_by: Uuid,
        ended_at: Option<At>,
        ended_by: Uuid,
    }
}
