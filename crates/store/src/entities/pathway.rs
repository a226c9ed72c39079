//! The pathway: facts, the people around a young person, deep dives, merged records, imports, and referrals from outside.

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
        recorded_by: Uuid,
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
        recorded_by: Uuid,
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
        recorded_by: Uuid,
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
        recorded_by: Uuid,
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
        recorded_by: Uuid,
        superseded_at: Option<At>,
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
        recorded_by: Uuid,
        ended_on: Option<NaiveDate>,
        ended_at: Option<At>,
        ended_by: Uuid,
    }
}

entity! {
    /// Two records that turned out to be one young person's. Undone by moving the rows back.
    merge, "merge", {
        kept_id: Uuid,
        merged_id: Uuid,
        reason: String,
        merged_at: At,
        merged_by: Uuid,
        undone_at: Option<At>,
        undone_by: Uuid,
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
    /// A deep dive, or its short form for those of 14 to 16.
    assessment, "assessment", {
        person_id: Uuid,
        /// `full` or `short`.
        kind: String,
        held_on: NaiveDate,
        strengths: Sealed<String>,
        work_wanted: Sealed<String>,
        work_to_leave: Sealed<String>,
        own_words: Sealed<String>,
        readiness: String,
        /// Barrier by barrier, rated by the young person and by the coach: `health=2/1`, separated by spaces.
        ratings: Sealed<String>,
        /// Answers to the programme's own questions, as a form's text.
        answers: Sealed<String>,
        programme_version_id: Uuid,
        suggested_stage: String,
        /// Sentences, one a line.
        suggested_because: Sealed<String>,
        /// What the worker chose; empty until then.
        chosen_stage: String,
        chosen_because: Sealed<String>,
        recorded_at: At,
        recorded_by: Uuid,
        superseded_at: Option<At>,
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
    /// A link for an organisation, or a young person, to refer without an account.
    referral_link, "referral_link", {
        organisation_id: Uuid,
        /// `organisation` or `young-person`.
        kind: String,
        secret_hash: Vec<u8>,
        made_at: At,
        made_by: Uuid,
        ended_at: Option<At>,
        ended_by: Uuid,
        /// The last day on which it works; none for a link from before links expired.
        expires_on: Option<NaiveDate>,
        /// How many referrals can come through it; 0 for any number.
        most: i32,
        used: i32,
    }
}

entity! {
    /// An import: first tried, then applied.
    import_run, "import_run", {
        list: String,
        file_id: Uuid,
        /// `matching`, `tried`, `applying`, `applied` or `failed`.
        state: String,
        rows: i64,
        done: i64,
        made: i64,
        changed: i64,
        same: i64,
        refused: i64,
        /// What would be or was done, row by row, as text.
        report: Sealed<String>,
        wanted_at: At,
        wanted_by: Uuid,
        applied_at: Option<At>,
        /// How it is read, as JSON: never a value of the list.
        options: String,
    }
}

entity! {
    /// Which of our columns a heading of a list was matched to; the newest counts.
    column_match, "column_match", {
        /// What the list imports, as `people`.
        list: String,
        /// A hash of all headings of the list: where it comes from.
        source: String,
        heading: String,
        /// Empty where the column is left out.
        column_name: String,
        made_at: At,
        made_by: Uuid,
    }
}

entity! {
    /// What a list last said about a young person, to tell a later change in the list from what was entered here.
    list_row, "list_row", {
        person_id: Uuid,
        list: String,
        /// The fields as a form's text.
        brought: Sealed<String>,
        seen_at: At,
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
        recorded_by: Uuid,
    }
}

entity! {
    /// A programme being written in the browser.
    programme_draft, "programme_draft", {
        key: String,
        text: String,
        made_at: At,
        made_by: Uuid,
        changed_at: At,
        changed_by: Uuid,
        ended_at: Option<At>,
        version: i32,
    }
}
