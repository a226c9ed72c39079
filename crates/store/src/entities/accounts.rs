//! Accounts: who works here, in which roles and teams, who covers for whom, and how they sign in.

entity! {
    /// Someone who signs in.
    account, "account", {
        name: Sealed<String>,
        email: Sealed<String>,
        /// Keyed hash of the folded address: finds an account without decrypting any.
        email_hash: String,
        organisation_id: Option<Uuid>,
        /// The young person that this account belongs to, where a worker is one.
        person_id: Option<Uuid>,
        /// How many young people at a time; 0 where none can be allocated to this worker.
        capacity: i32,
        left_at: Option<At>,
        version: i32,
    }
}

entity! {
    /// A role that an account holds. The row's id is its own.
    account_role, "account_role", {
        account_id: Uuid,
        role: String,
    }
}

entity! {
    /// A team that an account belongs to.
    account_team, "account_team", {
        account_id: Uuid,
        team_id: Uuid,
    }
}

entity! {
    /// A team of the council.
    team, "team", {
        name: String,
        closed_at: Option<At>,
        version: i32,
    }
}

entity! {
    /// One worker covers for another from the first day to the last.
    cover, "cover", {
        absent_id: Uuid,
        stand_in_id: Uuid,
        from_on: NaiveDate,
        until_on: NaiveDate,
        made_at: At,
        made_by: Option<Uuid>,
        ended_at: Option<At>,
    }
}

entity! {
    /// A link that signs someone in, once.
    sign_in_link, "sign_in_link", {
        account_id: Uuid,
        secret_hash: Vec<u8>,
        made_at: At,
        expires_at: At,
        used_at: Option<At>,
        /// Only the demo's links can be used again.
        reusable: bool,
    }
}

entity! {
    /// An account signed in from one browser.
    sign_in, "sign_in", {
        account_id: Uuid,
        secret_hash: Vec<u8>,
        started_at: At,
        seen_at: At,
        expires_at: At,
        ended_at: Option<At>,
    }
}

entity! {
    /// A change to what someone can open, or to where their links are sent. It waits for a second person, or for a day to pass.
    standing_change, "standing_change", {
        account_id: Uuid,
        /// `roles` or `email`.
        kind: String,
        /// The roles that are added, as codes with commas between.
        roles: String,
        /// The new address, or empty.
        email: Sealed<String>,
        email_hash: String,
        asked_at: At,
        asked_by: Option<Uuid>,
        /// When it takes effect without a second person.
        settles_at: Option<At>,
        ended_at: Option<At>,
        ended_by: Option<Uuid>,
        /// `agreed`, `refused`, `settled`, `set-up` or empty while it waits.
        ended_as: String,
    }
}

entity! {
    /// A secret calendar link that a worker's own calendar reads their appointments from.
    calendar_feed, "calendar_feed", {
        account_id: Uuid,
        secret_hash: Vec<u8>,
        made_at: At,
        ended_at: Option<At>,
        /// The day on which it was last read.
        used_at: Option<At>,
    }
}

entity! {
    /// The phone number at which people outside reach a worker. The newest row counts.
    work_phone, "work_phone", {
        account_id: Uuid,
        phone: String,
        made_at: At,
        made_by: Option<Uuid>,
    }
}
