//! Young people: who they are, where they are now, what was true before, and records that turned out to be one person’s.

entity! {
    /// The next stage of a young person, as proposed by somebody who works with them and may not move them.
    stage_proposal, "stage_proposal", {
        person_id: Uuid,
        stage_key: String,
        reason: Sealed<String>,
        made_at: At,
        made_by: Option<Uuid>,
        settled_at: Option<At>,
        settled_by: Option<Uuid>,
        /// moved, otherwise, again, not-now, or empty while nobody has answered.
        outcome: String,
        answer: Sealed<String>,
    }
}

entity! {
    /// A young person.
    person, "person", {
        given_name: Sealed<String>,
        family_name: Sealed<String>,
        pronouns: Sealed<String>,
        phone: Sealed<String>,
        email: Sealed<String>,
        address: Sealed<String>,
        born_on: Option<NaiveDate>,
        care_status: String,
        /// As in the SSDA903, or empty.
        sex: String,
        ethnicity: Sealed<String>,
        /// Has an Education, Health and Care Plan: `yes`, `no` or `not-known`.
        ehcp: String,
        language: String,
        /// How they like to be reached: `call`, `text`, `email` or empty.
        channel: String,
        /// Activity of the SSDA903 now, or `0`.
        eet_code: String,
        /// The last contact that took place, for lists.
        last_contact_on: Option<NaiveDate>,
        /// The earliest day in `due`, for lists.
        next_due_on: Option<NaiveDate>,
        coach_id: Option<Uuid>,
        adviser_id: Option<Uuid>,
        social_worker_id: Option<Uuid>,
        team_id: Option<Uuid>,
        organisation_id: Option<Uuid>,
        /// The stage of the open enrolment, for lists; empty where there is none.
        stage_key: String,
        /// The version of the programme that the open enrolment follows, for lists.
        programme_version_id: Option<Uuid>,
        /// When the open enrolment was paused, for lists.
        paused_on: Option<NaiveDate>,
        /// The kind of life event that stops everything now, or empty.
        stopped_as: String,
        /// The record that this one was merged into.
        merged_into_id: Option<Uuid>,
        made_at: At,
        made_by: Option<Uuid>,
        changed_at: At,
        changed_by: Option<Uuid>,
        version: i32,
        /// The council's counter of names when theirs last changed.
        name_version: i64,
    }
}

entity! {
    /// A name that a young person used before.
    former_name, "former_name", {
        person_id: Uuid,
        name: Sealed<String>,
        until_at: At,
    }
}

entity! {
    /// A young person's id in another system.
    outer_id, "outer_id", {
        person_id: Uuid,
        /// `council`, `ssda903`, `upn` or `uln`.
        system: String,
        value: Sealed<String>,
        made_at: At,
    }
}

entity! {
    /// A value that a field of a young person held before.
    revision, "revision", {
        person_id: Uuid,
        field: String,
        was: Sealed<String>,
        changed_at: At,
        changed_by: Option<Uuid>,
    }
}

entity! {
    /// Education, employment, training or none of them, from a day on.
    eet_span, "eet_span", {
        person_id: Uuid,
        code: String,
        from_on: NaiveDate,
        source: String,
        recorded_at: At,
        recorded_by: Option<Uuid>,
        superseded_at: Option<At>,
    }
}

entity! {
    /// Where a young person lives, by the SSDA903's code, from a day on.
    accommodation_span, "accommodation_span", {
        person_id: Uuid,
        code: String,
        from_on: NaiveDate,
        source: String,
        recorded_at: At,
        recorded_by: Option<Uuid>,
        superseded_at: Option<At>,
    }
}

entity! {
    /// Who a young person was allocated to, and until when: a coach, an adviser, a team.
    allocation, "allocation", {
        person_id: Uuid,
        /// `coach`, `adviser`, `social-worker`, `team` or `organisation`.
        role: String,
        holder_id: Option<Uuid>,
        from_at: At,
        from_by: Option<Uuid>,
        until_at: Option<At>,
        reason: String,
    }
}

entity! {
    /// Two records that turned out to be one young person's. Undone by moving the rows back.
    merge, "merge", {
        kept_id: Uuid,
        merged_id: Uuid,
        reason: String,
        merged_at: At,
        merged_by: Option<Uuid>,
        undone_at: Option<At>,
        undone_by: Option<Uuid>,
    }
}

entity! {
    /// A row that a merge moved to the record that was kept.
    merged_row, "merged_row", {
        merge_id: Uuid,
        /// The table of the row.
        kind: String,
        row_id: Uuid,
    }
}

entity! {
    /// A view of the cohort page that an account has saved.
    saved_view, "saved_view", {
        account_id: Uuid,
        name: String,
        query: String,
        made_at: At,
        ended_at: Option<At>,
    }
}

entity! {
    /// A coach whom a colleague proposes for a young person, until whoever allocates has answered.
    coach_proposal, "coach_proposal", {
        person_id: Uuid,
        coach_id: Uuid,
        made_at: At,
        made_by: Option<Uuid>,
        settled_at: Option<At>,
        settled_by: Option<Uuid>,
    }
}
