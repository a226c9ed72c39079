//! Opportunities, applications for them, and mock interviews.

use sea_orm_migration::prelude::*;

use super::tables::{
    self, Definition,
    Kind::{Day, DayOrNone, Flag, Id, Moment, MomentOrNone, Number, Sealed, Text},
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const TABLES: &[Definition] = &[
    Definition {
        name: "opportunity",
        columns: &[
            ("employer_id", Id),
            ("title", Text),
            ("kind", Text),
            ("sector", Text),
            ("occupation", Text),
            ("about", Text),
            ("places", Number),
            ("kept_places", Number),
            ("hourly_pence", Number),
            ("pay_kind", Text),
            ("exemption", Text),
            ("weekly_minutes", Number),
            ("pattern", Text),
            ("starts_on", DayOrNone),
            ("ends_on", DayOrNone),
            ("closes_on", DayOrNone),
            ("place", Text),
            ("district", Text),
            ("youngest", Number),
            ("oldest", Number),
            ("needs", Text),
            ("needs_kind", Text),
            ("needs_dbs", Flag),
            ("adjustments", Text),
            ("guaranteed", Flag),
            ("criteria", Text),
            ("benefits", Text),
            ("legal_basis", Text),
            ("answer_days", Number),
            ("keeper_id", Id),
            ("source", Text),
            ("outer_key", Text),
            ("published_at", MomentOrNone),
            ("ended_on", DayOrNone),
            ("ended_why", Text),
            ("version", Number),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[("employer_id", "employer"), ("keeper_id", "account")],
    },
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
            ("made_by", Id),
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
            ("made_by", Id),
        ],
        points_to: &[("application_id", "application"), ("person_id", "person")],
    },
    Definition {
        name: "mock_interview",
        columns: &[
            ("person_id", Id),
            ("application_id", Id),
            ("held_on", Day),
            ("panel", Sealed),
            ("marks", Sealed),
            ("went_well", Sealed),
            ("work_on", Sealed),
            ("again_of_id", Id),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[("person_id", "person")],
    },
];

const INDEXES: &[tables::IndexOf] = &[
    ("opportunity", &["employer_id"], false),
    ("opportunity", &["ended_on", "closes_on"], false),
    ("opportunity", &["source", "outer_key"], false),
    ("application", &["person_id"], false),
    ("application", &["opportunity_id"], false),
    ("application", &["owner_id", "due_on"], false),
    ("application_step", &["application_id"], false),
    ("application_step", &["person_id"], false),
    ("mock_interview", &["person_id", "held_on"], false),
];

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::make(manager, TABLES, INDEXES).await
    }
}
