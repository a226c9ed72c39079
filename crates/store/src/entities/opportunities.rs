//! Opportunities, applications for them, and mock interviews.

entity! {
    /// An opportunity to work, learn or try something out, at an employer.
    opportunity, "opportunity", {
        employer_id: Uuid,
        title: String,
        /// A code of the application's ladder.
        kind: String,
        /// A code of the employers' sectors.
        sector: String,
        /// A key of the taxonomy; empty where none fits.
        occupation: String,
        about: String,
        places: i32,
        /// How many of the places are reserved for care-experienced young people.
        kept_places: i32,
        /// Pence for an hour; 0 for unpaid.
        hourly_pence: i32,
        /// How it is paid: a code of the application.
        pay_kind: String,
        /// Why no minimum wage applies; empty where it does.
        exemption: String,
        /// Minutes a week; 0 where they are not known.
        weekly_minutes: i32,
        pattern: String,
        /// The first day of the term, and the last of one that ends.
        starts_on: Option<NaiveDate>,
        ends_on: Option<NaiveDate>,
        closes_on: Option<NaiveDate>,
        /// Where it is, and the postcode district.
        place: String,
        district: String,
        youngest: i32,
        /// The oldest age allowed; 0 for none.
        oldest: i32,
        /// What is required; empty where nothing is, or where it is not known.
        needs: String,
        /// none, some or unknown.
        needs_kind: String,
        needs_dbs: bool,
        adjustments: String,
        guaranteed: bool,
        criteria: String,
        benefits: String,
        /// The local policy under which a council post is ring-fenced.
        legal_basis: String,
        /// How many days until applicants should hear.
        answer_days: i32,
        keeper_id: Uuid,
        /// Where it came from: hand, csv or the name of a feed; and its id there.
        source: String,
        outer_key: String,
        published_at: Option<At>,
        ended_on: Option<NaiveDate>,
        ended_why: String,
        version: i32,
        made_at: At,
        made_by: Uuid,
    }
}

entity! {
    /// A young person's application for an opportunity. The newest step is here for lists; the history is in `application_step`.
    application, "application", {
        person_id: Uuid,
        opportunity_id: Uuid,
        /// The code of the newest step.
        step: String,
        since_on: NaiveDate,
        /// When someone has to act, or they should hear.
        due_on: Option<NaiveDate>,
        /// Who acts next: worker, employer, young-person or nobody.
        waits_for: String,
        owner_id: Uuid,
        /// What is shared with the employer.
        cv: Sealed<String>,
        answers: Sealed<String>,
        agreed_on: Option<NaiveDate>,
        guaranteed: bool,
        /// Whether the minimum criteria are met: yes, no or empty.
        meets_criteria: String,
        ended_on: Option<NaiveDate>,
        version: i32,
        made_at: At,
        made_by: Uuid,
    }
}

entity! {
    /// A step of an application.
    application_step, "application_step", {
        application_id: Uuid,
        person_id: Uuid,
        /// A code of the application's ladder.
        step: String,
        held_on: NaiveDate,
        /// A coded reason, where it did not continue.
        reason: String,
        words: Sealed<String>,
        due_on: Option<NaiveDate>,
        waits_for: String,
        /// worker, employer, young-person: who said so.
        source: String,
        made_at: At,
        made_by: Uuid,
    }
}

entity! {
    /// A mock interview: the panel, what they looked for, and what they said.
    mock_interview, "mock_interview", {
        person_id: Uuid,
        /// The application that it prepares for; the nil id for none.
        application_id: Uuid,
        held_on: NaiveDate,
        panel: Sealed<String>,
        /// Criteria and marks, one a line.
        marks: Sealed<String>,
        went_well: Sealed<String>,
        work_on: Sealed<String>,
        /// The mock interview of which this is the second try; the nil id for none.
        again_of_id: Uuid,
        made_at: At,
        made_by: Uuid,
    }
}
