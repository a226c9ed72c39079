//! Applications, their steps and documents, and mock interviews.

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
        made_by: Option<Uuid>,
        /// By when the employer has promised to answer, while they wait for the employer.
        promised_on: Option<NaiveDate>,
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
        made_by: Option<Uuid>,
    }
}

entity! {
    /// A document that goes with an application, such as a certificate.
    application_document, "application_document", {
        application_id: Uuid,
        person_id: Uuid,
        file_id: Uuid,
        /// What it is, in a few words.
        title: Sealed<String>,
        /// When the young person agreed to show it; empty until then.
        agreed_on: Option<NaiveDate>,
        removed_at: Option<At>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// A mock interview: the panel, what they looked for, and what they said.
    mock_interview, "mock_interview", {
        person_id: Uuid,
        /// The application that it prepares for.
        application_id: Option<Uuid>,
        held_on: NaiveDate,
        panel: Sealed<String>,
        /// Criteria and marks, one a line.
        marks: Sealed<String>,
        went_well: Sealed<String>,
        work_on: Sealed<String>,
        /// The mock interview of which this is the second try.
        again_of_id: Option<Uuid>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}
