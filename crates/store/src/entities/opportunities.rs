//! Opportunities, adverts from elsewhere, and how long the journey takes.

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
        made_by: Option<Uuid>,
    }
}

entity! {
    /// An apprenticeship that is advertised elsewhere, as last fetched.
    advert, "advert", {
        /// The other system's reference for it.
        reference: String,
        title: String,
        employer: String,
        about: String,
        /// The course, with its level.
        course: String,
        places: i32,
        /// Pence for an hour; 0 where none is given.
        hourly_pence: i32,
        /// What it says about the pay.
        wage: String,
        /// Minutes a week; 0 where none are given.
        weekly_minutes: i32,
        pattern: String,
        place: String,
        district: String,
        starts_on: Option<NaiveDate>,
        closes_on: Option<NaiveDate>,
        url: String,
        /// The last day on which it was there.
        seen_on: NaiveDate,
        /// The opportunity that was made from it.
        opportunity_id: Option<Uuid>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// How long a young person's journey to a place takes, as a worker said. A newer one supersedes it.
    travel_time, "travel_time", {
        person_id: Uuid,
        opportunity_id: Uuid,
        /// Minutes from door to door.
        minutes: i32,
        superseded_at: Option<At>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}
