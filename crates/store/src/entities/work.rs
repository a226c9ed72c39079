//! The main job: referrals, programmes, enrolments, contacts and what falls due.

entity! {
    /// An organisation that works with the council: a charity, a college, an employer.
    organisation, "organisation", {
        name: String,
        kind: String,
        sector: String,
        made_at: At,
    }
}

entity! {
    /// A referral of a young person to a programme.
    referral, "referral", {
        person_id: Uuid,
        programme_key: String,
        route: String,
        referrer_id: Uuid,
        /// The organisation that referred through its link; the nil id for none.
        organisation_id: Uuid,
        /// Who referred through a link and how to reach them, in their words; empty for a worker.
        outside_referrer: Sealed<String>,
        reason: Sealed<String>,
        /// Whether the young person knows: `agrees`, `knows` or `not-yet`.
        told: String,
        received_on: NaiveDate,
        received_at: At,
        decided_at: Option<At>,
        decided_by: Uuid,
        /// `accepted`, `declined`, `withdrawn` or empty while it waits.
        decision: String,
        decision_reason: String,
        version: i32,
    }
}

entity! {
    /// A published version of a programme: the exact text and its hash.
    programme_version, "programme_version", {
        key: String,
        number: i32,
        text: String,
        hash: Vec<u8>,
        published_at: At,
        published_by: Uuid,
    }
}

entity! {
    /// A young person in a programme. The current stage is here for lists; the history is in `stage_span`.
    enrolment, "enrolment", {
        person_id: Uuid,
        programme_version_id: Uuid,
        programme_key: String,
        /// Empty after the exit.
        stage_key: String,
        since_on: NaiveDate,
        referred_on: Option<NaiveDate>,
        enrolled_on: NaiveDate,
        paused_on: Option<NaiveDate>,
        ended_on: Option<NaiveDate>,
        /// A cadence agreed with this young person, as `10 working-days` or `1 weeks`; empty for the programme's.
        own_cadence: String,
        version: i32,
    }
}

entity! {
    /// A stretch of time in one stage. Written once; only its end is filled in later.
    stage_span, "stage_span", {
        enrolment_id: Uuid,
        person_id: Uuid,
        /// Order within the enrolment, from 0.
        place: i32,
        stage_key: String,
        from_on: NaiveDate,
        until_on: Option<NaiveDate>,
        /// The programme's exit reason, where the stretch ended the enrolment; otherwise empty.
        exit_key: String,
        /// Why this stage, in the worker's words.
        reason: Sealed<String>,
        recorded_at: At,
        recorded_by: Uuid,
        ended_at: Option<At>,
        ended_by: Uuid,
    }
}

entity! {
    /// A period in which an enrolment is paused. Written once; only its end is filled in later.
    pause_span, "pause_span", {
        enrolment_id: Uuid,
        person_id: Uuid,
        place: i32,
        reason_key: String,
        from_on: NaiveDate,
        until_on: Option<NaiveDate>,
        recorded_at: At,
        recorded_by: Uuid,
        ended_at: Option<At>,
        ended_by: Uuid,
    }
}

entity! {
    /// A contact with a young person, or an attempt at one.
    contact, "contact", {
        person_id: Uuid,
        enrolment_id: Uuid,
        worker_id: Uuid,
        kind: String,
        held_on: NaiveDate,
        /// Did it take place? `held`, `no-answer` or `not-held`.
        outcome: String,
        /// Did they come? `yes`, `late`, `no` or empty where that was not asked.
        came: String,
        /// Why they were late or did not come, by code; empty where it is not known.
        why: String,
        /// Who cancelled: `them`, `us`, `other` or empty for nobody.
        canceller: String,
        note: Sealed<String>,
        /// Who can read the note: `shared`, `staff`, `third-party` or `restricted`.
        note_kind: String,
        agreed: Sealed<String>,
        /// The appointment that led to it; the nil id for none.
        appointment_id: Uuid,
        recorded_at: At,
        recorded_by: Uuid,
        superseded_at: Option<At>,
    }
}

entity! {
    /// Something that falls due for a young person, written by the engine.
    due, "due", {
        person_id: Uuid,
        enrolment_id: Uuid,
        referral_id: Uuid,
        kind: String,
        due_on: NaiveDate,
        /// The role that acts, as the programme names it.
        role: String,
        /// The worker responsible, where it is one person; otherwise the nil id.
        owner_id: Uuid,
        reason: String,
    }
}
