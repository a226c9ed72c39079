//! Files, in chunks.

entity! {
    /// A stored file; its content is in `file_chunk`.
    file, "file", {
        person_id: Option<Uuid>,
        name: Sealed<String>,
        content_type: String,
        bytes: i64,
        hash: Vec<u8>,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// A piece of a file.
    file_chunk, "file_chunk", {
        file_id: Uuid,
        place: i32,
        content: Sealed<Vec<u8>>,
    }
}
