//! Imports: files that were tried or brought in, and how their columns were matched.

entity! {
    /// An import: first tried, then applied.
    import_run, "import_run", {
        list: String,
        file_id: Uuid,
        /// `matching`, `tried`, `applying`, `applied` or `failed`.
        state: String,
        rows: i64,
        done: i64,
        made: i64,
        changed: i64,
        same: i64,
        refused: i64,
        /// What would be or was done, row by row, as text.
        report: Sealed<String>,
        wanted_at: At,
        wanted_by: Option<Uuid>,
        applied_at: Option<At>,
        /// How it is read, as JSON: never a value of the list.
        options: String,
    }
}

entity! {
    /// Which of our columns a heading of a list was matched to; the newest counts.
    column_match, "column_match", {
        /// What the list imports, as `people`.
        list: String,
        /// A hash of all headings of the list: where it comes from.
        source: String,
        heading: String,
        /// Empty where the column is left out.
        column_name: String,
        made_at: At,
        made_by: Option<Uuid>,
    }
}

entity! {
    /// What a list last said about a young person, to tell a later change in the list from what was entered here.
    list_row, "list_row", {
        person_id: Uuid,
        list: String,
        /// The fields as a form's text.
        brought: Sealed<String>,
        seen_at: At,
    }
}
