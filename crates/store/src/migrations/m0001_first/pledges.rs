//! What employers pledged and delivered.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, DayOrNone, Id, IdOrNone, Moment, Number, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "pledge",
        columns: &[
            ("employer_id", Id),
            ("contract", Text),
            ("kind", Text),
            ("number", Number),
            ("from_on", Day),
            ("until_on", Day),
            ("kpi", Text),
            ("withdrawn_on", DayOrNone),
            ("reason", Text),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("employer_id", "employer")],
    },
    Definition {
        name: "pledge_delivery",
        columns: &[
            ("pledge_id", Id),
            ("delivered_on", Day),
            ("number", Number),
            ("words", Text),
            ("taken_back_on", DayOrNone),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("pledge_id", "pledge")],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("pledge", &["employer_id"], false),
    ("pledge_delivery", &["pledge_id"], false),
];
