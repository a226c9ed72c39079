//! Requests to employers for a day, mentors, and the links for someone without an account to answer.

use sea_orm_migration::prelude::*;

use super::tables::{
    self, Definition,
    Kind::{Day, DayOrNone, Id, Moment, MomentOrNone, Number, Sealed, Text},
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const TABLES: &[Definition] = &[
    Definition {
        name: "outside_link",
        columns: &[
            ("purpose", Text),
            ("record_id", Id),
            ("person_id", Id),
            ("holder_id", Id),
            ("secret_hash", Sealed),
            ("until_on", Day),
            ("ended_at", MomentOrNone),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[],
    },
    Definition {
        name: "slot_request",
        columns: &[
            ("kind", Text),
            ("held_on", Day),
            ("begins", Text),
            ("minutes", Number),
            ("place", Text),
            ("words", Text),
            ("keeper_id", Id),
            ("taken_by_employer_id", Id),
            ("taken_by_contact_id", Id),
            ("taken_at", MomentOrNone),
            ("withdrawn_on", DayOrNone),
            ("reason", Text),
            ("outcome", Text),
            ("outcome_on", DayOrNone),
            ("outcome_words", Text),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[("keeper_id", "account")],
    },
    Definition {
        name: "slot_asked",
        columns: &[
            ("slot_request_id", Id),
            ("employer_id", Id),
            ("contact_id", Id),
            ("answer", Text),
            ("answered_at", MomentOrNone),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[
            ("slot_request_id", "slot_request"),
            ("employer_id", "employer"),
            ("contact_id", "employer_contact"),
        ],
    },
    Definition {
        name: "mentor",
        columns: &[
            ("name", Sealed),
            ("phone", Sealed),
            ("email", Sealed),
            ("employer_id", Id),
            ("sector", Text),
            ("about", Text),
            ("capacity", Number),
            ("keeper_id", Id),
            ("ended_on", DayOrNone),
            ("version", Number),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[("keeper_id", "account")],
    },
    Definition {
        name: "mentor_check",
        columns: &[
            ("mentor_id", Id),
            ("kind", Text),
            ("passed_on", Day),
            ("expires_on", DayOrNone),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[("mentor_id", "mentor")],
    },
    Definition {
        name: "mentoring",
        columns: &[
            ("mentor_id", Id),
            ("person_id", Id),
            ("why", Sealed),
            ("from_on", Day),
            ("ended_on", DayOrNone),
            ("ended_why", Sealed),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[("mentor_id", "mentor"), ("person_id", "person")],
    },
    Definition {
        name: "mentor_meeting",
        columns: &[
            ("mentoring_id", Id),
            ("person_id", Id),
            ("held_on", Day),
            ("kind", Text),
            ("words", Sealed),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[("mentoring_id", "mentoring"), ("person_id", "person")],
    },
    Definition {
        name: "work_phone",
        columns: &[
            ("account_id", Id),
            ("phone", Text),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[("account_id", "account")],
    },
];

const INDEXES: &[tables::IndexOf] = &[
    ("outside_link", &["record_id"], false),
    ("slot_request", &["held_on"], false),
    ("slot_request", &["keeper_id", "held_on"], false),
    ("slot_asked", &["slot_request_id"], false),
    ("slot_asked", &["employer_id"], false),
    ("mentor", &["sector"], false),
    ("mentor_check", &["mentor_id"], false),
    ("mentoring", &["mentor_id"], false),
    ("mentoring", &["person_id"], false),
    ("mentor_meeting", &["mentoring_id"], false),
    ("work_phone", &["account_id"], false),
    ("slot_request", &["taken_by_employer_id"], false),
];

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::make(manager, TABLES, INDEXES).await
    }
}
