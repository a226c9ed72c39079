//! Work placements: the plan, rotations, check-ins with both sides, what happened, and evidence that it lasted.

use sea_orm_migration::prelude::*;

use super::tables::{
    self, Definition,
    Kind::{Day, DayOrNone, Flag, Id, Moment, MomentOrNone, Number, Sealed, Text},
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const TABLES: &[Definition] = &[
    Definition {
        name: "work_placement",
        columns: &[
            ("person_id", Id),
            ("employer_id", Id),
            ("application_id", Id),
            ("kind", Text),
            ("title", Text),
            ("starts_on", Day),
            ("ends_on", DayOrNone),
            ("hourly_pence", Number),
            ("weekly_minutes", Number),
            ("keeper_id", Id),
            ("contact_id", Id),
            ("started_on", DayOrNone),
            ("ended_on", DayOrNone),
            ("end_reason", Text),
            ("end_side", Text),
            ("end_words", Sealed),
            ("came_next", Text),
            ("version", Number),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[
            ("person_id", "person"),
            ("employer_id", "employer"),
            ("keeper_id", "account"),
        ],
    },
    Definition {
        name: "employment_plan",
        columns: &[
            ("work_placement_id", Id),
            ("person_id", Id),
            ("tasks", Sealed),
            ("hours", Sealed),
            ("practices", Sealed),
            ("supervisor", Sealed),
            ("buddy", Sealed),
            ("adjustments", Sealed),
            ("staggered", Sealed),
            ("source", Text),
            ("agreed_on", DayOrNone),
            ("agreed_how", Text),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[
            ("work_placement_id", "work_placement"),
            ("person_id", "person"),
        ],
    },
    Definition {
        name: "rotation",
        columns: &[
            ("work_placement_id", Id),
            ("person_id", Id),
            ("place", Text),
            ("starts_on", Day),
            ("ends_on", Day),
            ("swapped_why", Sealed),
            ("dropped_on", DayOrNone),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[
            ("work_placement_id", "work_placement"),
            ("person_id", "person"),
        ],
    },
    Definition {
        name: "check_in",
        columns: &[
            ("work_placement_id", Id),
            ("person_id", Id),
            ("side", Text),
            ("due_on", Day),
            ("asked_on", DayOrNone),
            ("answered_at", MomentOrNone),
            ("answer", Text),
            ("words", Sealed),
            ("shares", Flag),
            ("seen_at", MomentOrNone),
            ("seen_by", Id),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[
            ("work_placement_id", "work_placement"),
            ("person_id", "person"),
        ],
    },
    Definition {
        name: "work_event",
        columns: &[
            ("work_placement_id", Id),
            ("person_id", Id),
            ("kind", Text),
            ("held_on", Day),
            ("words", Sealed),
            ("agreed", Sealed),
            ("look_on", DayOrNone),
            ("looked_on", DayOrNone),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[
            ("work_placement_id", "work_placement"),
            ("person_id", "person"),
        ],
    },
    Definition {
        name: "sustained_proof",
        columns: &[
            ("work_placement_id", Id),
            ("person_id", Id),
            ("weeks", Number),
            ("kind", Text),
            ("words", Sealed),
            ("checked_at", MomentOrNone),
            ("checked_by", Id),
            ("holds", Text),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[
            ("work_placement_id", "work_placement"),
            ("person_id", "person"),
        ],
    },
];

const INDEXES: &[tables::IndexOf] = &[
    ("work_placement", &["person_id"], false),
    ("work_placement", &["employer_id"], false),
    ("work_placement", &["keeper_id", "ended_on"], false),
    ("employment_plan", &["work_placement_id"], false),
    ("employment_plan", &["person_id"], false),
    ("rotation", &["work_placement_id"], false),
    ("rotation", &["person_id"], false),
    ("check_in", &["work_placement_id", "due_on"], false),
    ("check_in", &["person_id"], false),
    ("check_in", &["answered_at", "due_on"], false),
    ("work_event", &["work_placement_id"], false),
    ("work_event", &["person_id"], false),
    ("sustained_proof", &["work_placement_id"], false),
    ("sustained_proof", &["person_id"], false),
];

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::make(manager, TABLES, INDEXES).await
    }
}
