//! Messages in and out, and the approved wording of each language.

entity! {
    /// A message in the outbox.
    message, "message", {
        channel: String,
        account_id: Option<Uuid>,
        person_id: Option<Uuid>,
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
        written_by: Option<Uuid>,
    }
}

entity! {
    /// That a named person approved the wording of messages in a language. The hash is the wording's.
    wording, "wording", {
        language: String,
        hash: String,
        approved_at: At,
        approved_by: Option<Uuid>,
        ended_at: Option<At>,
        ended_by: Option<Uuid>,
    }
}
