//! What every slice relies on: councils, the journal, form keys, drafts, files, jobs and the outbox.

/// An owner of rows: a council, or a network with no young people. Its id is its own owner.
pub mod council {
    use crate::At;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "council")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub council_id: Uuid,
        pub name: String,
        /// Moves when what someone can do changes, or a worker, team, organisation or programme that pages name.
        pub rights_version: i64,
        /// Moves when a young person's name, number or external id changes.
        pub name_version: i64,
        pub made_at: At,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

entity! {
    /// Who did or saw what, when. Never a name, a text or a value.
    journal, "journal", {
        at: At,
        by: Uuid,
        action: String,
        /// The young person, where the entry is about one; otherwise the nil id.
        person_id: Uuid,
        /// Further ids, sixteen bytes each: the rows of a list that was shown, or the other records of a write.
        subjects: Vec<u8>,
        /// Names of the fields that were written, separated by commas.
        fields: String,
        reason: String,
    }
}

entity! {
    /// A form that has been sent. Its id is the form's one-use key.
    form_key, "form_key", {
        account_id: Uuid,
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

entity! {
    /// A stored file; its content is in `file_chunk`.
    file, "file", {
        person_id: Uuid,
        name: Sealed<String>,
        content_type: String,
        bytes: i64,
        hash: Vec<u8>,
        made_at: At,
        made_by: Uuid,
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

entity! {
    /// Work to do outside a request. The payload holds ids only.
    job, "job", {
        kind: String,
        subject_id: Uuid,
        wanted_at: At,
        /// Not before this moment.
        run_at: At,
        tries: i32,
        /// A worker process has claimed it until this moment.
        taken_until: Option<At>,
        done_at: Option<At>,
        failed_at: Option<At>,
        failure: String,
    }
}

entity! {
    /// A message in the outbox.
    message, "message", {
        channel: String,
        account_id: Uuid,
        person_id: Uuid,
        recipient: Sealed<String>,
        subject: Sealed<String>,
        body: Sealed<String>,
        made_at: At,
        sent_at: Option<At>,
        /// Held because no way to send is set up.
        held_at: Option<At>,
        /// `out`, or `in` for what someone wrote to us.
        direction: String,
        /// What it is for, by code; empty for a mail to a worker.
        purpose: String,
        /// The language that it is written in, as `en`.
        language: String,
        /// Our reference for it with the provider that delivers it; made once, and looked up before it is sent again.
        reference: String,
        /// The provider's reference for it.
        outer_id: String,
        /// `sending`, `sent`, `delivered`, `failed`, `uncertain`, `dropped` or empty while it waits.
        state: String,
        failure: String,
        state_at: Option<At>,
        /// Not sent before this moment: quiet hours.
        not_before: Option<At>,
        written_by: Uuid,
    }
}
