//! Applications, their steps and documents, and mock interviews.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, DayOrNone, Flag, Id, IdOrNone, Moment, MomentOrNone, Number, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "application",
        columns: &[
            ("person_id", Id),
            ("opportunity_id", Id),
            ("step", Text),
            ("since_on", Day),
            ("due_on", DayOrNone),
            ("waits_for", Text),
            ("owner_id", Id),
            ("cv", Sealed),
            ("answers", Sealed),
            ("agreed_on", DayOrNone),
            ("guaranteed", Flag),
            ("meets_criteria", Text),
            ("ended_on", DayOrNone),
            ("version", Number),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[
            ("person_id", "person"),
            ("opportunity_id", "opportunity"),
            ("owner_id", "account"),
        ],
    },
    Definition {
        name: "application_step",
        columns: &[
            ("application_id", Id),
            ("person_id", Id),
            ("step", Text),
            ("held_on", Day),
            ("reason", Text),
            ("words", Sealed),
            ("due_on", DayOrNone),
            ("waits_for", Text),
            ("source", Text),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("application_id", "application"), ("person_id", "person")],
    },
    Definition {
        name: "application_document",
        columns: &[
            ("application_id", Id),
            ("person_id", Id),
            ("file_id", Id),
            ("title", Sealed),
            ("agreed_on", DayOrNone),
            ("removed_at", MomentOrNone),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("application_id", "application"), ("person_id", "person")],
    },
    Definition {
        name: "mock_interview",
        columns: &[
            ("person_id", Id),
            ("application_id", IdOrNone),
            ("held_on", Day),
            ("panel", Sealed),
            ("marks", Sealed),
            ("went_well", Sealed),
            ("work_on", Sealed),
            ("again_of_id", IdOrNone),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("application", &["person_id"], false),
    ("application", &["opportunity_id"], false),
    ("application", &["owner_id", "due_on"], false),
    ("application_step", &["application_id"], false),
    ("application_step", &["person_id"], false),
    ("mock_interview", &["person_id", "held_on"], false),
    ("application_document", &["application_id"], false),
];
