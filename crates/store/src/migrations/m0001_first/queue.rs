//! The queue of jobs.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Id, Moment, MomentOrNone, Number, Text},
};

pub(super) const TABLES: &[Definition] = &[Definition {
    name: "job",
    columns: &[
        ("kind", Text),
        ("subject_id", Id),
        ("wanted_at", Moment),
        ("run_at", Moment),
        ("tries", Number),
        ("taken_until", MomentOrNone),
        ("done_at", MomentOrNone),
        ("failed_at", MomentOrNone),
        ("failure", Text),
    ],
    points_to: &[],
}];

pub(super) const INDEXES: &[IndexOf] = &[("job", &["done_at", "run_at"], false)];
