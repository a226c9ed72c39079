//! Activities: dated events with places, and their guests.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, DayOrNone, Flag, Id, IdOrNone, Long, Moment, MomentOrNone, Number, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "activity",
        columns: &[
            ("title", Text),
            ("kind", Text),
            ("employer_id", IdOrNone),
            ("pledge_id", IdOrNone),
            ("held_on", Day),
            ("begins", Text),
            ("ends", Text),
            ("place", Text),
            ("places", Number),
            ("words", Text),
            ("keeper_id", Id),
            ("called_off_on", DayOrNone),
            ("reason", Text),
            ("version", Number),
            ("made_at", Moment),
            ("made_by", IdOrNone),
            ("fund_id", IdOrNone),
            ("voucher_pence", Long),
        ],
        points_to: &[("keeper_id", "account")],
    },
    Definition {
        name: "activity_guest",
        columns: &[
            ("activity_id", Id),
            ("person_id", Id),
            ("invited_on", DayOrNone),
            ("answer", Text),
            ("answered_at", MomentOrNone),
            ("came", Text),
            ("came_of", Text),
            ("counted", Flag),
            ("words", Sealed),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("activity_id", "activity"), ("person_id", "person")],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("activity", &["held_on"], false),
    ("activity", &["employer_id"], false),
    ("activity_guest", &["activity_id"], false),
    ("activity_guest", &["person_id"], false),
];
