//! Organisations that work with a council.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Moment, Text},
};

pub(super) const TABLES: &[Definition] = &[Definition {
    name: "organisation",
    columns: &[
        ("name", Text),
        ("kind", Text),
        ("sector", Text),
        ("made_at", Moment),
    ],
    points_to: &[],
}];

pub(super) const INDEXES: &[IndexOf] = &[];
