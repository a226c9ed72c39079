//! Promises, referrals to other services, and claims of entitlements.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, DayOrNone, Id, IdOrNone, Moment, MomentOrNone, Number, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "commitment",
        columns: &[
            ("person_id", Id),
            ("words", Sealed),
            ("promised_on", Day),
            ("due_on", Day),
            ("owner_id", Id),
            ("made_at", Moment),
            ("made_by", IdOrNone),
            ("settled_as", Text),
            ("settled_on", DayOrNone),
            ("settled_at", MomentOrNone),
            ("settled_by", IdOrNone),
            ("told_on", DayOrNone),
            ("reason", Sealed),
            ("version", Number),
            ("promised_by", Text),
            ("said_at", Text),
            ("employer_id", IdOrNone),
            ("request_id", IdOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "onward_referral",
        columns: &[
            ("person_id", Id),
            ("to_whom", Sealed),
            ("purpose", Sealed),
            ("words", Sealed),
            ("sent_on", Day),
            ("answer_due_on", Day),
            ("outcome", Text),
            ("outcome_on", DayOrNone),
            ("outcome_words", Sealed),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "claim",
        columns: &[
            ("person_id", Id),
            ("entitlement", Text),
            ("state", Text),
            ("said_on", Day),
            ("note", Sealed),
            ("superseded_at", MomentOrNone),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("commitment", &["person_id"], false),
    ("commitment", &["settled_as", "due_on"], false),
    ("onward_referral", &["person_id"], false),
    ("onward_referral", &["made_by"], false),
    ("claim", &["person_id"], false),
];
