//! Young people’s own pages: links, sign-ins and confirmed numbers.

entity! {
    /// A link by which a young person signs in to their own pages.
    own_link, "own_link", {
        person_id: Uuid,
        secret_hash: Vec<u8>,
        made_at: At,
        made_by: Option<Uuid>,
        expires_at: At,
        used_at: Option<At>,
        reusable: bool,
    }
}

entity! {
    /// A sign-in of a young person in one browser.
    own_sign_in, "own_sign_in", {
        person_id: Uuid,
        secret_hash: Vec<u8>,
        started_at: At,
        seen_at: At,
        expires_at: At,
        ended_at: Option<At>,
    }
}

entity! {
    /// That a number was confirmed to be a young person's own.
    number_check, "number_check", {
        person_id: Uuid,
        number_hash: String,
        confirmed_at: At,
        confirmed_by: Option<Uuid>,
    }
}
