//! Enrolments: programmes, stages, pauses, and notice of the end of funding.

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
        /// Until when that cadence holds; empty for no end.
        cadence_until: Option<NaiveDate>,
        /// Who works with them in this programme, where it is one of several; empty for whoever the programme says.
        lead_id: Option<Uuid>,
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
        recorded_by: Option<Uuid>,
        ended_at: Option<At>,
        ended_by: Option<Uuid>,
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
        recorded_by: Option<Uuid>,
        ended_at: Option<At>,
        ended_by: Option<Uuid>,
        /// When it is looked at again; empty for pauses from before that was asked.
        review_on: Option<NaiveDate>,
    }
}

entity! {
    /// A young person was told when the funding of their support ends.
    funding_notice, "funding_notice", {
        enrolment_id: Uuid,
        person_id: Uuid,
        until_on: NaiveDate,
        told_on: NaiveDate,
        recorded_at: At,
        recorded_by: Option<Uuid>,
    }
}

entity! {
    /// A rhythm of contact that was agreed with one young person. Written once; only its end is filled in later.
    rhythm, "rhythm", {
        enrolment_id: Uuid,
        person_id: Uuid,
        /// As in `enrolment.own_cadence`; empty where they went back to the programme's.
        every: String,
        reason: Sealed<String>,
        until_on: Option<NaiveDate>,
        made_at: At,
        made_by: Option<Uuid>,
        ended_at: Option<At>,
        ended_by: Option<Uuid>,
    }
}
