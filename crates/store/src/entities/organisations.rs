//! Organisations that work with a council.

entity! {
    /// An organisation that works with the council: a charity, a college, an employer.
    organisation, "organisation", {
        name: String,
        kind: String,
        sector: String,
        made_at: At,
    }
}
