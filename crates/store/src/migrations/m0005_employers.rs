//! Employers: sites, contacts, what they offer, the log, and what they pledged.

use sea_orm_migration::prelude::*;

use super::tables::{
    self, Definition,
    Kind::{Day, DayOrNone, Id, Moment, Number, Sealed, Text},
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const OF_EMPLOYER: &[(&str, &str)] = &[("employer_id", "employer")];

const TABLES: &[Definition] = &[
    Definition {
        name: "employer",
        columns: &[
            ("name", Text),
            ("folded", Text),
            ("sector", Text),
            ("website", Text),
            ("keeper_id", Id),
            ("rhythm_weeks", Number),
            ("next_on", DayOrNone),
            ("next_act", Text),
            ("stopped_on", DayOrNone),
            ("stopped_why", Text),
            ("version", Number),
            ("made_at", Moment),
            ("made_by", Id),
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
            ("made_by", Id),
        ],
        points_to: OF_EMPLOYER,
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
            ("made_by", Id),
        ],
        points_to: OF_EMPLOYER,
    },
    Definition {
        name: "employer_offer",
        columns: &[
            ("employer_id", Id),
            ("kind", Text),
            ("words", Text),
            ("ended_on", DayOrNone),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: OF_EMPLOYER,
    },
    Definition {
        name: "employer_appetite",
        columns: &[
            ("employer_id", Id),
            ("year", Number),
            ("places", Number),
            ("words", Text),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: OF_EMPLOYER,
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
            ("made_by", Id),
        ],
        points_to: OF_EMPLOYER,
    },
    Definition {
        name: "pledge",
        columns: &[
            ("employer_id", Id),
            ("contract", Text),
            ("kind", Text),
            ("number", Number),
            ("from_on", Day),
            ("until_on", Day),
            ("kpi", Text),
            ("withdrawn_on", DayOrNone),
            ("reason", Text),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: OF_EMPLOYER,
    },
    Definition {
        name: "pledge_delivery",
        columns: &[
            ("pledge_id", Id),
            ("delivered_on", Day),
            ("number", Number),
            ("words", Text),
            ("taken_back_on", DayOrNone),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[("pledge_id", "pledge")],
    },
];

const INDEXES: &[tables::IndexOf] = &[
    ("employer", &["folded"], false),
    ("employer", &["keeper_id", "next_on"], false),
    ("employer_site", &["employer_id"], false),
    ("employer_contact", &["employer_id"], false),
    ("employer_offer", &["employer_id"], false),
    ("employer_appetite", &["employer_id"], false),
    ("engagement", &["employer_id", "held_on"], false),
    ("pledge", &["employer_id"], false),
    ("pledge_delivery", &["pledge_id"], false),
];

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::make(manager, TABLES, INDEXES).await
    }
}
