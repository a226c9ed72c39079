//! Forms: the one-use keys, and drafts of what was typed.

entity! {
    /// A form that has been sent. Its id is the form's one-use key.
    form_key, "form_key", {
        sender_id: Uuid,
        used_at: At,
        /// The page that the form is on.
        path: String,
        /// Where the first submission led; a second one is sent there too.
        answer: String,
    }
}

entity! {
    /// What someone had typed when their sign-in ended.
    draft, "draft", {
        account_id: Uuid,
        path: String,
        body: Sealed<String>,
        made_at: At,
    }
}
