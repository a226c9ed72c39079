//! Referrals, and the links by which they come from outside.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, DayOrNone, Id, IdOrNone, Moment, MomentOrNone, Number, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "referral",
        columns: &[
            ("person_id", Id),
            ("programme_key", Text),
            ("route", Text),
            ("referrer_id", IdOrNone),
            ("organisation_id", IdOrNone),
            ("outside_referrer", Sealed),
            ("reason", Sealed),
            ("told", Text),
            ("received_on", Day),
            ("received_at", Moment),
            ("decided_at", MomentOrNone),
            ("decided_by", IdOrNone),
            ("decision", Text),
            ("decision_reason", Text),
            ("version", Number),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "referral_link",
        columns: &[
            ("organisation_id", IdOrNone),
            ("kind", Text),
            ("secret_hash", Sealed),
            ("made_at", Moment),
            ("made_by", IdOrNone),
            ("ended_at", MomentOrNone),
            ("ended_by", IdOrNone),
            ("expires_on", DayOrNone),
            ("most", Number),
            ("used", Number),
        ],
        points_to: &[],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("referral", &["person_id"], false),
    ("referral", &["decision", "received_on"], false),
    ("referral", &["referrer_id", "received_on"], false),
    ("referral_link", &["organisation_id"], false),
];
