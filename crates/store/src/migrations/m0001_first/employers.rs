//! Employers: who they are, their sites and contacts, what they offer, and what was agreed.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, DayOrNone, Id, IdOrNone, Moment, Number, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "employer",
        columns: &[
            ("name", Text),
            ("folded", Text),
            ("sector", Text),
            ("website", Text),
            ("keeper_id", IdOrNone),
            ("rhythm_weeks", Number),
            ("next_on", DayOrNone),
            ("next_act", Text),
            ("stopped_on", DayOrNone),
            ("stopped_why", Text),
            ("version", Number),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("keeper_id", "account")],
    },
    Definition {
        name: "employer_site",
        columns: &[
            ("employer_id", Id),
            ("name", Text),
            ("address", Text),
            ("visited_on", DayOrNone),
            ("risks", Text),
            ("ended_on", DayOrNone),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("employer_id", "employer")],
    },
    Definition {
        name: "employer_contact",
        columns: &[
            ("employer_id", Id),
            ("name", Sealed),
            ("post", Text),
            ("phone", Sealed),
            ("email", Sealed),
            ("ended_on", DayOrNone),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("employer_id", "employer")],
    },
    Definition {
        name: "employer_offer",
        columns: &[
            ("employer_id", Id),
            ("kind", Text),
            ("words", Text),
            ("ended_on", DayOrNone),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("employer_id", "employer")],
    },
    Definition {
        name: "employer_appetite",
        columns: &[
            ("employer_id", Id),
            ("year", Number),
            ("places", Number),
            ("words", Text),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("employer_id", "employer")],
    },
    Definition {
        name: "engagement",
        columns: &[
            ("employer_id", Id),
            ("held_on", Day),
            ("kind", Text),
            ("words", Text),
            ("next_on", DayOrNone),
            ("next_act", Text),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("employer_id", "employer")],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("employer", &["folded"], false),
    ("employer", &["keeper_id", "next_on"], false),
    ("employer_site", &["employer_id"], false),
    ("employer_contact", &["employer_id"], false),
    ("employer_offer", &["employer_id"], false),
    ("employer_appetite", &["employer_id"], false),
    ("engagement", &["employer_id", "held_on"], false),
];
