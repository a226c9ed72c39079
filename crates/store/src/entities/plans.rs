//! Plans: goals, steps, reviews and conferences.

entity! {
    /// A young person's goal, in their words.
    goal, "goal", {
        person_id: Uuid,
        words: Sealed<String>,
        wanted_on: Option<NaiveDate>,
        agreed_how: String,
        agreed_on: Option<NaiveDate>,
        made_at: At,
        made_by: Option<Uuid>,
        reached_on: Option<NaiveDate>,
        archived_at: Option<At>,
        archived_by: Option<Uuid>,
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
        /// The worker who takes it.
        owner_id: Option<Uuid>,
        owner_name: Sealed<String>,
        due_on: Option<NaiveDate>,
        /// What finishing it led to, by code; empty for none.
        outcome: String,
        /// The case conference that asked for it.
        conference_id: Option<Uuid>,
        made_at: At,
        made_by: Option<Uuid>,
        done_on: Option<NaiveDate>,
        done_at: Option<At>,
        done_by: Option<Uuid>,
        archived_at: Option<At>,
        archived_by: Option<Uuid>,
        archived_because: Sealed<String>,
        version: i32,
        /// The activity by coming to which it is done.
        activity_id: Option<Uuid>,
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
        recorded_by: Option<Uuid>,
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
        recorded_by: Option<Uuid>,
    }
}
