//! Money and promises: funds with their years and ledger, requests, payments, stock, and claims of entitlements.

use sea_orm_migration::prelude::*;

use super::tables::{
    self, Definition,
    Kind::{Day, DayOrNone, Flag, Id, Long, Moment, MomentOrNone, Number, Sealed, Text},
};

/// Who promised, where it was said, and what it depends on.
const WIDER: &[tables::ColumnsOf] = &[
    (
        "commitment",
        &[
            ("promised_by", Text),
            ("said_at", Text),
            ("employer_id", Id),
            ("request_id", Id),
        ],
    ),
    ("activity", &[("fund_id", Id), ("voucher_pence", Long)]),
];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const TABLES: &[Definition] = &[
    Definition {
        name: "fund",
        columns: &[
            ("name", Text),
            ("about", Text),
            ("kind", Text),
            ("purpose", Text),
            ("owner_id", Id),
            ("programme_key", Text),
            ("funder", Text),
            ("who", Text),
            ("youngest", Number),
            ("oldest", Number),
            ("person_cap_pence", Long),
            ("item_cap_pence", Long),
            ("coach_limit_pence", Long),
            ("team_limit_pence", Long),
            ("needs_receipt", Flag),
            ("effect", Text),
            ("in_stock", Number),
            ("given", Number),
            ("ended_on", DayOrNone),
            ("made_at", Moment),
            ("made_by", Id),
            ("version", Number),
        ],
        points_to: &[],
    },
    Definition {
        name: "fund_year",
        columns: &[
            ("fund_id", Id),
            ("from_on", Day),
            ("until_on", Day),
            ("confirmed_pence", Long),
            ("unconfirmed_pence", Long),
            ("committed_pence", Long),
            ("spent_pence", Long),
        ],
        points_to: &[("fund_id", "fund")],
    },
    Definition {
        name: "fund_request",
        columns: &[
            ("fund_id", Id),
            ("person_id", Id),
            ("item", Sealed),
            ("reason", Sealed),
            ("pence", Long),
            ("number", Number),
            ("rhythm", Text),
            ("wanted_on", DayOrNone),
            ("decided_on", DayOrNone),
            ("decided_as", Text),
            ("decided_by", Id),
            ("answer", Sealed),
            ("ended_on", DayOrNone),
            ("ended_as", Text),
            ("made_on", Day),
            ("made_at", Moment),
            ("made_by", Id),
            ("version", Number),
        ],
        points_to: &[("fund_id", "fund"), ("person_id", "person")],
    },
    Definition {
        name: "fund_payment",
        columns: &[
            ("request_id", Id),
            ("fund_id", Id),
            ("person_id", Id),
            ("due_on", Day),
            ("pence", Long),
            ("fund_year_id", Id),
            ("committed_on", DayOrNone),
            ("paid_on", DayOrNone),
            ("paid_pence", Long),
            ("paid_by", Id),
            ("handed_on", DayOrNone),
            ("receipt_id", Id),
            ("receipt_on", DayOrNone),
            ("returned_pence", Long),
            ("written_off_on", DayOrNone),
            ("stopped_on", DayOrNone),
            ("top_up_id", Id),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[
            ("request_id", "fund_request"),
            ("fund_id", "fund"),
            ("person_id", "person"),
        ],
    },
    Definition {
        name: "fund_entry",
        columns: &[
            ("fund_id", Id),
            ("fund_year_id", Id),
            ("payment_id", Id),
            ("kind", Text),
            ("booked_on", Day),
            ("confirmed_pence", Long),
            ("unconfirmed_pence", Long),
            ("committed_pence", Long),
            ("spent_pence", Long),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[("fund_id", "fund"), ("fund_year_id", "fund_year")],
    },
    Definition {
        name: "stock_entry",
        columns: &[
            ("fund_id", Id),
            ("request_id", Id),
            ("person_id", Id),
            ("kind", Text),
            ("moved_on", Day),
            ("number", Number),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[("fund_id", "fund")],
    },
    Definition {
        name: "device",
        columns: &[
            ("fund_id", Id),
            ("name", Text),
            ("serial", Text),
            ("person_id", Id),
            ("lent_on", DayOrNone),
            ("back_due_on", DayOrNone),
            ("gone_on", DayOrNone),
            ("made_at", Moment),
            ("made_by", Id),
            ("version", Number),
        ],
        points_to: &[("fund_id", "fund")],
    },
    Definition {
        name: "device_loan",
        columns: &[
            ("device_id", Id),
            ("person_id", Id),
            ("lent_on", Day),
            ("back_on", DayOrNone),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[("device_id", "device"), ("person_id", "person")],
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
            ("made_by", Id),
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
            ("made_by", Id),
        ],
        points_to: &[("person_id", "person")],
    },
];

const INDEXES: &[tables::IndexOf] = &[
    ("fund_year", &["fund_id"], false),
    ("fund_request", &["person_id"], false),
    ("fund_request", &["fund_id"], false),
    ("fund_request", &["made_by"], false),
    ("fund_payment", &["request_id"], false),
    ("fund_payment", &["fund_id", "due_on"], false),
    ("fund_payment", &["person_id"], false),
    ("fund_payment", &["top_up_id"], false),
    ("fund_entry", &["fund_id"], false),
    ("stock_entry", &["fund_id"], false),
    ("stock_entry", &["person_id"], false),
    ("device", &["fund_id"], false),
    ("device", &["person_id"], false),
    ("device_loan", &["device_id"], false),
    ("device_loan", &["person_id"], false),
    ("onward_referral", &["person_id"], false),
    ("onward_referral", &["made_by"], false),
    ("claim", &["person_id"], false),
];

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::widen(manager, WIDER).await?;
        tables::make(manager, TABLES, INDEXES).await
    }
}
