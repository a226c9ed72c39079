//! Programmes: published versions of their files, and drafts.

entity! {
    /// A published version of a programme: the exact text and its hash.
    programme_version, "programme_version", {
        key: String,
        number: i32,
        text: String,
        hash: Vec<u8>,
        published_at: At,
        published_by: Option<Uuid>,
    }
}

entity! {
    /// A programme being written in the browser.
    programme_draft, "programme_draft", {
        key: String,
        text: String,
        made_at: At,
        made_by: Option<Uuid>,
        changed_at: At,
        changed_by: Option<Uuid>,
        ended_at: Option<At>,
        version: i32,
    }
}
