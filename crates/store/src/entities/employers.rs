//! Employers: who they are, their sites and contacts, what they offer, and what was agreed.

entity! {
    /// An organisation that offers work, or shows what work is like.
    employer, "employer", {
        name: String,
        /// The name in the form used to search and sort it.
        folded: String,
        /// A code of the application's list; empty where it is not known.
        sector: String,
        website: String,
        /// The worker who looks after it.
        keeper_id: Option<Uuid>,
        /// How many weeks until the next contact.
        rhythm_weeks: i32,
        /// When the next contact is, and what for.
        next_on: Option<NaiveDate>,
        next_act: String,
        /// The date from which no one is to contact them, and why.
        stopped_on: Option<NaiveDate>,
        stopped_why: String,
        version: i32,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// A site of an employer.
    employer_site, "employer_site", {
        employer_id: Uuid,
        name: String,
        address: String,
        /// When someone from the council was last there.
        visited_on: Option<NaiveDate>,
        /// What was seen there: risks, and how they are managed.
        risks: String,
        ended_on: Option<NaiveDate>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// A contact at an employer.
    employer_contact, "employer_contact", {
        employer_id: Uuid,
        name: Sealed<String>,
        post: String,
        phone: Sealed<String>,
        email: Sealed<String>,
        ended_on: Option<NaiveDate>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// Something that an employer can offer.
    employer_offer, "employer_offer", {
        employer_id: Uuid,
        /// A code of the application's list.
        kind: String,
        words: String,
        ended_on: Option<NaiveDate>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// How many an employer would take in a year. The newest row of a year counts.
    employer_appetite, "employer_appetite", {
        employer_id: Uuid,
        year: i32,
        places: i32,
        words: String,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// An entry in the log with an employer, and what comes next.
    engagement, "engagement", {
        employer_id: Uuid,
        held_on: NaiveDate,
        kind: String,
        words: String,
        next_on: Option<NaiveDate>,
        next_act: String,
        made_at: At,
        made_by: Option<Uuid>,
    }
}
