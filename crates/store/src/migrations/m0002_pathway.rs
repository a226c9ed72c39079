//! The pathway: what is known about a young person beyond the basics, the deep dive, imports, referrals from outside, and merged records.

use sea_orm_migration::prelude::*;

use super::tables::{
    self, Definition,
    Kind::{Day, DayOrNone, Flag, Id, Long, Moment, MomentOrNone, Number, Sealed, Text},
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const TABLES: &[Definition] = &[
    Definition {
        name: "fact",
        columns: &[
            ("person_id", Id),
            ("field", Text),
            ("value", Sealed),
            ("source", Text),
            ("recorded_at", Moment),
            ("recorded_by", Id),
            ("superseded_at", MomentOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "phone",
        columns: &[
            ("person_id", Id),
            ("number", Sealed),
            ("safe_times", Sealed),
            ("may_text", Flag),
            ("recorded_at", Moment),
            ("recorded_by", Id),
            ("superseded_at", MomentOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "qualification",
        columns: &[
            ("person_id", Id),
            ("kind", Text),
            ("name", Sealed),
            ("achieved_on", DayOrNone),
            ("recorded_at", Moment),
            ("recorded_by", Id),
            ("superseded_at", MomentOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "unsafe_place",
        columns: &[
            ("person_id", Id),
            ("place", Sealed),
            ("why", Sealed),
            ("recorded_at", Moment),
            ("recorded_by", Id),
            ("superseded_at", MomentOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "circle_member",
        columns: &[
            ("person_id", Id),
            ("name", Sealed),
            ("part", Text),
            ("reach", Sealed),
            ("does", Sealed),
            ("shares", Sealed),
            ("agreed_on", DayOrNone),
            ("shares_until_on", DayOrNone),
            ("recorded_at", Moment),
            ("recorded_by", Id),
            ("superseded_at", MomentOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "life_event",
        columns: &[
            ("person_id", Id),
            ("kind", Text),
            ("from_on", Day),
            ("recorded_at", Moment),
            ("recorded_by", Id),
            ("ended_on", DayOrNone),
            ("ended_at", MomentOrNone),
            ("ended_by", Id),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "merge",
        columns: &[
            ("kept_id", Id),
            ("merged_id", Id),
            ("reason", Text),
            ("merged_at", Moment),
            ("merged_by", Id),
            ("undone_at", MomentOrNone),
            ("undone_by", Id),
        ],
        points_to: &[("kept_id", "person"), ("merged_id", "person")],
    },
    Definition {
        name: "merged_row",
        columns: &[("merge_id", Id), ("kind", Text), ("row_id", Id)],
        points_to: &[("merge_id", "merge")],
    },
    Definition {
        name: "assessment",
        columns: &[
            ("person_id", Id),
            ("kind", Text),
            ("held_on", Day),
            ("strengths", Sealed),
            ("work_wanted", Sealed),
            ("work_to_leave", Sealed),
            ("own_words", Sealed),
            ("readiness", Text),
            ("ratings", Sealed),
            ("answers", Sealed),
            ("programme_version_id", Id),
            ("suggested_stage", Text),
            ("suggested_because", Sealed),
            ("chosen_stage", Text),
            ("chosen_because", Sealed),
            ("recorded_at", Moment),
            ("recorded_by", Id),
            ("superseded_at", MomentOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "saved_view",
        columns: &[
            ("account_id", Id),
            ("name", Text),
            ("query", Text),
            ("made_at", Moment),
            ("ended_at", MomentOrNone),
        ],
        points_to: &[("account_id", "account")],
    },
    Definition {
        name: "referral_link",
        columns: &[
            ("organisation_id", Id),
            ("kind", Text),
            ("secret_hash", Sealed),
            ("made_at", Moment),
            ("made_by", Id),
            ("ended_at", MomentOrNone),
            ("ended_by", Id),
        ],
        points_to: &[],
    },
    Definition {
        name: "import_run",
        columns: &[
            ("list", Text),
            ("file_id", Id),
            ("state", Text),
            ("rows", Long),
            ("done", Long),
            ("made", Long),
            ("changed", Long),
            ("same", Long),
            ("refused", Long),
            ("report", Sealed),
            ("wanted_at", Moment),
            ("wanted_by", Id),
            ("applied_at", MomentOrNone),
        ],
        points_to: &[],
    },
    Definition {
        name: "list_row",
        columns: &[
            ("person_id", Id),
            ("list", Text),
            ("brought", Sealed),
            ("seen_at", Moment),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "funding_notice",
        columns: &[
            ("enrolment_id", Id),
            ("person_id", Id),
            ("until_on", Day),
            ("told_on", Day),
            ("recorded_at", Moment),
            ("recorded_by", Id),
        ],
        points_to: &[("enrolment_id", "enrolment"), ("person_id", "person")],
    },
    Definition {
        name: "programme_draft",
        columns: &[
            ("key", Text),
            ("text", Text),
            ("made_at", Moment),
            ("made_by", Id),
            ("changed_at", Moment),
            ("changed_by", Id),
            ("ended_at", MomentOrNone),
            ("version", Number),
        ],
        points_to: &[],
    },
];

const INDEXES: &[tables::IndexOf] = &[
    ("fact", &["person_id", "field"], false),
    ("phone", &["person_id"], false),
    ("qualification", &["person_id"], false),
    ("unsafe_place", &["person_id"], false),
    ("circle_member", &["person_id"], false),
    ("life_event", &["person_id"], false),
    ("merge", &["kept_id"], false),
    ("merge", &["merged_id"], false),
    ("merged_row", &["merge_id"], false),
    ("assessment", &["person_id", "held_on"], false),
    ("saved_view", &["account_id"], false),
    ("referral_link", &["organisation_id"], false),
    ("import_run", &["wanted_at"], false),
    ("list_row", &["list", "person_id"], true),
    ("funding_notice", &["person_id"], false),
    ("programme_draft", &["key"], false),
];

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::make(manager, TABLES, INDEXES).await
    }
}
