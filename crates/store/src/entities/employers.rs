//! Employers: who they are, what they offer, what was agreed with them, and what they pledged.

entity! {
    /// An organisation that has work, or shows what work is like.
    employer, "employer", {
        name: String,
        /// The name as it is searched and sorted.
        folded: String,
        /// A code of the application's list; empty where nobody has said.
        sector: String,
        website: String,
        /// The worker who looks after it.
        keeper_id: Uuid,
        /// After how many weeks somebody is in touch again.
        rhythm_weeks: i32,
        /// When somebody is in touch next, and what for.
        next_on: Option<NaiveDate>,
        next_act: String,
        /// Since when nobody is to be in touch, and why.
        stopped_on: Option<NaiveDate>,
        stopped_why: String,
        version: i32,
        made_at: At,
        made_by: Uuid,
    }
}

entity! {
    /// A place of an employer.
    employer_site, "employer_site", {
        employer_id: Uuid,
        name: String,
        address: String,
        /// When somebody of the council was there last.
        visited_on: Option<NaiveDate>,
        /// What was seen there: risks, and what is done about them.
        risks: String,
        ended_on: Option<NaiveDate>,
        made_at: At,
        made_by: Uuid,
    }
}

entity! {
    /// Somebody at an employer.
    employer_contact, "employer_contact", {
        employer_id: Uuid,
        name: Sealed<String>,
        post: String,
        phone: Sealed<String>,
        email: Sealed<String>,
        ended_on: Option<NaiveDate>,
        made_at: At,
        made_by: Uuid,
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
        made_by: Uuid,
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
        made_by: Uuid,
    }
}

entity! {
    /// An entry of the log with an employer, and what comes next.
    engagement, "engagement", {
        employer_id: Uuid,
        held_on: NaiveDate,
        kind: String,
        words: String,
        next_on: Option<NaiveDate>,
        next_act: String,
        made_at: At,
        made_by: Uuid,
    }
}

entity! {
    /// What an employer pledged under a contract.
    pledge, "pledge", {
        employer_id: Uuid,
        contract: String,
        kind: String,
        number: i32,
        from_on: NaiveDate,
        until_on: NaiveDate,
        /// How the contract measures it.
        kpi: String,
        withdrawn_on: Option<NaiveDate>,
        reason: String,
        made_at: At,
        made_by: Uuid,
    }
}

entity! {
    /// What was delivered of a pledge.
    pledge_delivery, "pledge_delivery", {
        pledge_id: Uuid,
        delivered_on: NaiveDate,
        number: i32,
        words: String,
        /// Since when it does not count, because it was written down by mistake.
        taken_back_on: Option<NaiveDate>,
        made_at: At,
        made_by: Uuid,
    }
}
