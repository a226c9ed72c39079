//! Work placements: plans, rotations, check-ins, events, evidence, and top-ups of pay.

entity! {
    /// A young person at an employer between two dates.
    work_placement, "work_placement", {
        person_id: Uuid,
        employer_id: Uuid,
        /// The application that led here.
        application_id: Option<Uuid>,
        /// A code of the opportunities' ladder.
        kind: String,
        title: String,
        starts_on: NaiveDate,
        /// The last day as agreed; empty for work without an end.
        ends_on: Option<NaiveDate>,
        /// Pence for an hour; 0 for unpaid.
        hourly_pence: i32,
        weekly_minutes: i32,
        keeper_id: Uuid,
        /// Who at the employer is asked by email how it is going, as the young person agreed.
        contact_id: Option<Uuid>,
        started_on: Option<NaiveDate>,
        ended_on: Option<NaiveDate>,
        /// Coded: why it ended, and from whose side.
        end_reason: String,
        end_side: String,
        end_words: Sealed<String>,
        /// Coded: what came next, once it is known.
        came_next: String,
        version: i32,
        made_at: At,
        made_by: Option<Uuid>,
        /// Where they work; empty for work agreed before that was asked.
        place: String,
    }
}

entity! {
    /// What the employer wrote before the start. The newest row of a work placement counts.
    employment_plan, "employment_plan", {
        work_placement_id: Uuid,
        person_id: Uuid,
        tasks: Sealed<String>,
        hours: Sealed<String>,
        practices: Sealed<String>,
        supervisor: Sealed<String>,
        buddy: Sealed<String>,
        adjustments: Sealed<String>,
        staggered: Sealed<String>,
        /// Who wrote it: employer or worker.
        source: String,
        agreed_on: Option<NaiveDate>,
        /// How the young person agreed: own-pages or together.
        agreed_how: String,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// A part of a work placement in one service or team.
    rotation, "rotation", {
        work_placement_id: Uuid,
        person_id: Uuid,
        place: String,
        starts_on: NaiveDate,
        ends_on: NaiveDate,
        /// Why it was swapped before its end; empty for none.
        swapped_why: Sealed<String>,
        dropped_on: Option<NaiveDate>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// How one side says it is going, asked separately from the other.
    check_in, "check_in", {
        work_placement_id: Uuid,
        person_id: Uuid,
        /// young-person or employer.
        side: String,
        due_on: NaiveDate,
        asked_on: Option<NaiveDate>,
        answered_at: Option<At>,
        /// good, okay or worried.
        answer: String,
        words: Sealed<String>,
        /// Whether the other side can see it.
        shares: bool,
        seen_at: Option<At>,
        seen_by: Option<Uuid>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// Something that happened in a work placement: an incident, an extension, the half-way talk.
    work_event, "work_event", {
        work_placement_id: Uuid,
        person_id: Uuid,
        kind: String,
        held_on: NaiveDate,
        words: Sealed<String>,
        agreed: Sealed<String>,
        /// When someone checks whether what was agreed helped.
        look_on: Option<NaiveDate>,
        looked_on: Option<NaiveDate>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// Evidence that work lasted so many weeks, and who checked it.
    sustained_proof, "sustained_proof", {
        work_placement_id: Uuid,
        person_id: Uuid,
        weeks: i32,
        /// payslip, mail or letter.
        kind: String,
        words: Sealed<String>,
        checked_at: Option<At>,
        checked_by: Option<Uuid>,
        /// yes or no, once checked.
        holds: String,
        made_at: At,
        made_by: Option<Uuid>,
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
        paid_by: Option<Uuid>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}
