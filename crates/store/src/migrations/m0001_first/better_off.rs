//! Better-off calculations.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, DayOrNone, Id, IdOrNone, Moment, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[Definition {
    name: "calculation",
    columns: &[
        ("person_id", Id),
        ("opportunity_id", IdOrNone),
        ("offer", Sealed),
        ("fields", Sealed),
        ("outcome", Sealed),
        ("parameters", Text),
        ("asked_on", Day),
        ("made_at", Moment),
        ("made_by", IdOrNone),
        ("removed_on", DayOrNone),
    ],
    points_to: &[("person_id", "person")],
}];

pub(super) const INDEXES: &[IndexOf] = &[("calculation", &["person_id"], false)];
