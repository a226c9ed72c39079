//! The queue of jobs.

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
