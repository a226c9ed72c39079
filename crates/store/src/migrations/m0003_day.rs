//! The coach's day: appointments, plans, promises, concerns, messages, and the young person's own pages.

use sea_orm_migration::prelude::*;

use super::tables::{
    self, Definition,
    Kind::{Day, DayOrNone, Flag, Id, Moment, MomentOrNone, Number, Sealed, Text},
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const COLUMNS: &[tables::ColumnsOf] = &[
    (
        "contact",
        &[
            ("came", Text),
            ("why", Text),
            ("canceller", Text),
            ("note_kind", Text),
            ("appointment_id", Id),
        ],
    ),
    ("due", &[("owner_id", Id)]),
    (
        "message",
        &[
            ("direction", Text),
            ("purpose", Text),
            ("language", Text),
            ("reference", Text),
            ("outer_id", Text),
            ("state", Text),
            ("failure", Text),
            ("state_at", MomentOrNone),
            ("not_before", MomentOrNone),
            ("written_by", Id),
        ],
    ),
];

const TABLES: &[Definition] = &[
    Definition {
        name: "appointment",
        columns: &[
            ("person_id", Id),
            ("worker_id", Id),
            ("kind", Text),
            ("held_on", Day),
            ("begins", Text),
            ("minutes", Number),
            ("place", Sealed),
            ("attends", Sealed),
            ("expected_back", Text),
            ("moved_from_id", Id),
            ("reason", Sealed),
            ("made_at", Moment),
            ("made_by", Id),
            ("ended_as", Text),
            ("ended_at", MomentOrNone),
            ("ended_by", Id),
            ("left_at", MomentOrNone),
            ("back_at", MomentOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "goal",
        columns: &[
            ("person_id", Id),
            ("words", Sealed),
            ("wanted_on", DayOrNone),
            ("agreed_how", Text),
            ("agreed_on", DayOrNone),
            ("made_at", Moment),
            ("made_by", Id),
            ("reached_on", DayOrNone),
            ("archived_at", MomentOrNone),
            ("archived_by", Id),
            ("archived_because", Sealed),
            ("version", Number),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "step",
        columns: &[
            ("goal_id", Id),
            ("person_id", Id),
            ("words", Sealed),
            ("owner", Text),
            ("owner_id", Id),
            ("owner_name", Sealed),
            ("due_on", DayOrNone),
            ("outcome", Text),
            ("conference_id", Id),
            ("made_at", Moment),
            ("made_by", Id),
            ("done_on", DayOrNone),
            ("done_at", MomentOrNone),
            ("done_by", Id),
            ("archived_at", MomentOrNone),
            ("archived_by", Id),
            ("archived_because", Sealed),
            ("version", Number),
        ],
        points_to: &[("goal_id", "goal"), ("person_id", "person")],
    },
    Definition {
        name: "review",
        columns: &[
            ("person_id", Id),
            ("kind", Text),
            ("held_on", Day),
            ("agreed_how", Text),
            ("note", Sealed),
            ("recorded_at", Moment),
            ("recorded_by", Id),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "commitment",
        columns: &[
            ("person_id", Id),
            ("words", Sealed),
            ("promised_on", Day),
            ("due_on", Day),
            ("owner_id", Id),
            ("made_at", Moment),
            ("made_by", Id),
            ("settled_as", Text),
            ("settled_on", DayOrNone),
            ("settled_at", MomentOrNone),
            ("settled_by", Id),
            ("told_on", DayOrNone),
            ("reason", Sealed),
            ("version", Number),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "concern",
        columns: &[
            ("person_id", Id),
            ("kind", Text),
            ("words", Sealed),
            ("answers", Sealed),
            ("raised_at", Moment),
            ("raised_by", Id),
            ("closed_at", MomentOrNone),
            ("closed_by", Id),
            ("closed_because", Sealed),
            ("version", Number),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "telling",
        columns: &[
            ("concern_id", Id),
            ("person_id", Id),
            ("who", Sealed),
            ("part", Text),
            ("told_on", Day),
            ("told_time", Text),
            ("note", Sealed),
            ("recorded_at", Moment),
            ("recorded_by", Id),
        ],
        points_to: &[("concern_id", "concern"), ("person_id", "person")],
    },
    Definition {
        name: "conference",
        columns: &[
            ("person_id", Id),
            ("held_on", Day),
            ("attendees", Sealed),
            ("agenda", Sealed),
            ("note", Sealed),
            ("recorded_at", Moment),
            ("recorded_by", Id),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "lost_touch",
        columns: &[
            ("person_id", Id),
            ("why", Text),
            ("words", Sealed),
            ("way_back", Text),
            ("asked_on", Day),
            ("recorded_at", Moment),
            ("recorded_by", Id),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "feeling",
        columns: &[
            ("person_id", Id),
            ("answer", Text),
            ("wants_help", Flag),
            ("words", Sealed),
            ("told_at", Moment),
            ("told_on", Day),
            ("seen_at", MomentOrNone),
            ("seen_by", Id),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "wish",
        columns: &[
            ("person_id", Id),
            ("kind", Text),
            ("words", Sealed),
            ("made_at", Moment),
            ("made_on", Day),
            ("made_by", Id),
            ("answered_at", MomentOrNone),
            ("answered_by", Id),
            ("answer", Sealed),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "own_link",
        columns: &[
            ("person_id", Id),
            ("secret_hash", Sealed),
            ("made_at", Moment),
            ("made_by", Id),
            ("expires_at", Moment),
            ("used_at", MomentOrNone),
            ("reusable", Flag),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "own_sign_in",
        columns: &[
            ("person_id", Id),
            ("secret_hash", Sealed),
            ("started_at", Moment),
            ("seen_at", Moment),
            ("expires_at", Moment),
            ("ended_at", MomentOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "number_check",
        columns: &[
            ("person_id", Id),
            ("number_hash", Text),
            ("confirmed_at", Moment),
            ("confirmed_by", Id),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "calendar_feed",
        columns: &[
            ("account_id", Id),
            ("secret_hash", Sealed),
            ("made_at", Moment),
            ("ended_at", MomentOrNone),
        ],
        points_to: &[("account_id", "account")],
    },
    Definition {
        name: "wording",
        columns: &[
            ("language", Text),
            ("hash", Text),
            ("approved_at", Moment),
            ("approved_by", Id),
            ("ended_at", MomentOrNone),
            ("ended_by", Id),
        ],
        points_to: &[],
    },
];

const INDEXES: &[tables::IndexOf] = &[
    ("appointment", &["person_id", "held_on"], false),
    ("appointment", &["worker_id", "held_on"], false),
    ("appointment", &["held_on"], false),
    ("goal", &["person_id"], false),
    ("step", &["person_id"], false),
    ("step", &["goal_id"], false),
    ("review", &["person_id", "held_on"], false),
    ("commitment", &["person_id"], false),
    ("commitment", &["settled_as", "due_on"], false),
    ("concern", &["person_id"], false),
    ("concern", &["closed_at", "raised_at"], false),
    ("telling", &["concern_id"], false),
    ("conference", &["person_id", "held_on"], false),
    ("lost_touch", &["person_id", "asked_on"], false),
    ("feeling", &["person_id", "told_at"], false),
    ("wish", &["person_id", "made_at"], false),
    ("own_link", &["person_id"], false),
    ("own_sign_in", &["person_id"], false),
    ("number_check", &["person_id"], false),
    ("calendar_feed", &["account_id"], false),
    ("wording", &["language"], false),
    ("message", &["person_id", "made_at"], false),
    ("message", &["reference"], false),
    ("due", &["owner_id", "due_on"], false),
];

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::widen(manager, COLUMNS).await?;
        tables::make(manager, TABLES, INDEXES).await?;
        // What one outcome said about three things is separated.
        for (before, column, value) in [
            ("did-not-come", "came", "no"),
            ("cancelled-by-them", "canceller", "them"),
            ("cancelled-by-us", "canceller", "us"),
        ] {
            let update = Query::update()
                .table(Alias::new("contact"))
                .value(Alias::new(column), value)
                .value(Alias::new("outcome"), "not-held")
                .and_where(Expr::col(Alias::new("outcome")).eq(before))
                .to_owned();
            manager.exec_stmt(update).await?;
        }
        for (table, column, value) in [
            ("contact", "note_kind", "staff"),
            ("message", "direction", "out"),
        ] {
            let update = Query::update()
                .table(Alias::new(table))
                .value(Alias::new(column), value)
                .to_owned();
            manager.exec_stmt(update).await?;
        }
        Ok(())
    }
}
