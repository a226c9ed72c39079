//! Matches and what goes with work: journey times, documents of an application, and monthly top-ups.

use sea_orm_migration::prelude::*;

use super::tables::{
    self, Definition,
    Kind::{Day, DayOrNone, Id, Long, Moment, MomentOrNone, Number, Sealed, Text},
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const TABLES: &[Definition] = &[
    Definition {
        name: "travel_time",
        columns: &[
            ("person_id", Id),
            ("opportunity_id", Id),
            ("minutes", Number),
            ("superseded_at", MomentOrNone),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[("person_id", "person"), ("opportunity_id", "opportunity")],
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
            ("made_by", Id),
        ],
        points_to: &[("application_id", "application"), ("person_id", "person")],
    },
    Definition {
        name: "top_up",
        columns: &[
            ("work_placement_id", Id),
            ("person_id", Id),
            ("due_on", Day),
            ("pence", Long),
            ("paid_on", DayOrNone),
            ("paid_by", Id),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[
            ("work_placement_id", "work_placement"),
            ("person_id", "person"),
        ],
    },
    Definition {
        name: "advert",
        columns: &[
            ("reference", Text),
            ("title", Text),
            ("employer", Text),
            ("about", Text),
            ("course", Text),
            ("places", Number),
            ("hourly_pence", Number),
            ("wage", Text),
            ("weekly_minutes", Number),
            ("pattern", Text),
            ("place", Text),
            ("district", Text),
            ("starts_on", DayOrNone),
            ("closes_on", DayOrNone),
            ("url", Text),
            ("seen_on", Day),
            ("opportunity_id", Id),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[],
    },
];

const INDEXES: &[tables::IndexOf] = &[
    ("advert", &["reference"], true),
    ("advert", &["closes_on"], false),
    ("travel_time", &["person_id"], false),
    ("travel_time", &["opportunity_id"], false),
    ("application_document", &["application_id"], false),
    ("top_up", &["work_placement_id"], false),
    ("top_up", &["person_id"], false),
];

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::make(manager, TABLES, INDEXES).await
    }
}
