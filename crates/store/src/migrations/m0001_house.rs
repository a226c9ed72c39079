//! The house: every table for the main job.
//!
//! Columns are written out here rather than taken from the entities, because those keep changing and this does not.

use sea_orm_migration::prelude::*;

use super::tables::{
    self, Definition,
    Kind::{Day, DayOrNone, Flag, Id, Long, Moment, MomentOrNone, Number, Sealed, Text},
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const TABLES: &[Definition] = &[
    Definition {
        name: "account",
        columns: &[
            ("name", Sealed),
            ("email", Sealed),
            ("email_hash", Text),
            ("organisation_id", Id),
            ("person_id", Id),
            ("capacity", Number),
            ("left_at", MomentOrNone),
            ("version", Number),
        ],
        points_to: &[],
    },
    Definition {
        name: "team",
        columns: &[
            ("name", Text),
            ("closed_at", MomentOrNone),
            ("version", Number),
        ],
        points_to: &[],
    },
    Definition {
        name: "account_role",
        columns: &[("account_id", Id), ("role", Text)],
        points_to: &[("account_id", "account")],
    },
    Definition {
        name: "account_team",
        columns: &[("account_id", Id), ("team_id", Id)],
        points_to: &[("account_id", "account"), ("team_id", "team")],
    },
    Definition {
        name: "cover",
        columns: &[
            ("absent_id", Id),
            ("stand_in_id", Id),
            ("from_on", Day),
            ("until_on", Day),
            ("made_at", Moment),
            ("made_by", Id),
            ("ended_at", MomentOrNone),
        ],
        points_to: &[("absent_id", "account"), ("stand_in_id", "account")],
    },
    Definition {
        name: "sign_in_link",
        columns: &[
            ("account_id", Id),
            ("secret_hash", Sealed),
            ("made_at", Moment),
            ("expires_at", Moment),
            ("used_at", MomentOrNone),
            ("reusable", Flag),
        ],
        points_to: &[("account_id", "account")],
    },
    Definition {
        name: "sign_in",
        columns: &[
            ("account_id", Id),
            ("secret_hash", Sealed),
            ("started_at", Moment),
            ("seen_at", Moment),
            ("expires_at", Moment),
            ("ended_at", MomentOrNone),
        ],
        points_to: &[("account_id", "account")],
    },
    Definition {
        name: "journal",
        columns: &[
            ("at", Moment),
            ("by", Id),
            ("action", Text),
            ("person_id", Id),
            ("subjects", Sealed),
            ("fields", Text),
            ("reason", Text),
        ],
        points_to: &[],
    },
    Definition {
        name: "form_key",
        columns: &[
            ("account_id", Id),
            ("used_at", Moment),
            ("path", Text),
            ("answer", Text),
        ],
        points_to: &[],
    },
    Definition {
        name: "draft",
        columns: &[
            ("account_id", Id),
            ("path", Text),
            ("body", Sealed),
            ("made_at", Moment),
        ],
        points_to: &[("account_id", "account")],
    },
    Definition {
        name: "file",
        columns: &[
            ("person_id", Id),
            ("name", Sealed),
            ("content_type", Text),
            ("bytes", Long),
            ("hash", Sealed),
            ("made_at", Moment),
            ("made_by", Id),
        ],
        points_to: &[],
    },
    Definition {
        name: "file_chunk",
        columns: &[("file_id", Id), ("place", Number), ("content", Sealed)],
        points_to: &[("file_id", "file")],
    },
    Definition {
        name: "job",
        columns: &[
            ("kind", Text),
            ("subject_id", Id),
            ("wanted_at", Moment),
            ("run_at", Moment),
            ("tries", Number),
            ("taken_until", MomentOrNone),
            ("done_at", MomentOrNone),
            ("failed_at", MomentOrNone),
            ("failure", Text),
        ],
        points_to: &[],
    },
    Definition {
        name: "message",
        columns: &[
            ("channel", Text),
            ("account_id", Id),
            ("person_id", Id),
            ("recipient", Sealed),
            ("subject", Sealed),
            ("body", Sealed),
            ("made_at", Moment),
            ("sent_at", MomentOrNone),
            ("held_at", MomentOrNone),
        ],
        points_to: &[],
    },
    Definition {
        name: "organisation",
        columns: &[
            ("name", Text),
            ("kind", Text),
            ("sector", Text),
            ("made_at", Moment),
        ],
        points_to: &[],
    },
    Definition {
        name: "person",
        columns: &[
            ("given_name", Sealed),
            ("family_name", Sealed),
            ("pronouns", Sealed),
            ("phone", Sealed),
            ("email", Sealed),
            ("address", Sealed),
            ("born_on", DayOrNone),
            ("care_status", Text),
            ("sex", Text),
            ("ethnicity", Sealed),
            ("ehcp", Text),
            ("language", Text),
            ("channel", Text),
            ("eet_code", Text),
            ("last_contact_on", DayOrNone),
            ("next_due_on", DayOrNone),
            ("coach_id", Id),
            ("adviser_id", Id),
            ("social_worker_id", Id),
            ("team_id", Id),
            ("organisation_id", Id),
            ("stopped_as", Text),
            ("merged_into_id", Id),
            ("made_at", Moment),
            ("made_by", Id),
            ("changed_at", Moment),
            ("changed_by", Id),
            ("version", Number),
        ],
        points_to: &[],
    },
    Definition {
        name: "former_name",
        columns: &[("person_id", Id), ("name", Sealed), ("until_at", Moment)],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "outer_id",
        columns: &[
            ("person_id", Id),
            ("system", Text),
            ("value", Sealed),
            ("made_at", Moment),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "revision",
        columns: &[
            ("person_id", Id),
            ("field", Text),
            ("was", Sealed),
            ("changed_at", Moment),
            ("changed_by", Id),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "eet_span",
        columns: &[
            ("person_id", Id),
            ("code", Text),
            ("from_on", Day),
            ("source", Text),
            ("recorded_at", Moment),
            ("recorded_by", Id),
            ("superseded_at", MomentOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "accommodation_span",
        columns: &[
            ("person_id", Id),
            ("code", Text),
            ("from_on", Day),
            ("source", Text),
            ("recorded_at", Moment),
            ("recorded_by", Id),
            ("superseded_at", MomentOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "allocation",
        columns: &[
            ("person_id", Id),
            ("role", Text),
            ("holder_id", Id),
            ("from_at", Moment),
            ("from_by", Id),
            ("until_at", MomentOrNone),
            ("reason", Text),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "referral",
        columns: &[
            ("person_id", Id),
            ("programme_key", Text),
            ("route", Text),
            ("referrer_id", Id),
            ("organisation_id", Id),
            ("outside_referrer", Sealed),
            ("reason", Sealed),
            ("told", Text),
            ("received_on", Day),
            ("received_at", Moment),
            ("decided_at", MomentOrNone),
            ("decided_by", Id),
            ("decision", Text),
            ("decision_reason", Text),
            ("version", Number),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "programme_version",
        columns: &[
            ("key", Text),
            ("number", Number),
            ("text", Text),
            ("hash", Sealed),
            ("published_at", Moment),
            ("published_by", Id),
        ],
        points_to: &[],
    },
    Definition {
        name: "enrolment",
        columns: &[
            ("person_id", Id),
            ("programme_version_id", Id),
            ("programme_key", Text),
            ("stage_key", Text),
            ("since_on", Day),
            ("referred_on", DayOrNone),
            ("enrolled_on", Day),
            ("paused_on", DayOrNone),
            ("ended_on", DayOrNone),
            ("own_cadence", Text),
            ("version", Number),
        ],
        points_to: &[
            ("person_id", "person"),
            ("programme_version_id", "programme_version"),
        ],
    },
    Definition {
        name: "stage_span",
        columns: &[
            ("enrolment_id", Id),
            ("person_id", Id),
            ("place", Number),
            ("stage_key", Text),
            ("from_on", Day),
            ("until_on", DayOrNone),
            ("exit_key", Text),
            ("reason", Sealed),
            ("recorded_at", Moment),
            ("recorded_by", Id),
            ("ended_at", MomentOrNone),
            ("ended_by", Id),
        ],
        points_to: &[("enrolment_id", "enrolment"), ("person_id", "person")],
    },
    Definition {
        name: "pause_span",
        columns: &[
            ("enrolment_id", Id),
            ("person_id", Id),
            ("place", Number),
            ("reason_key", Text),
            ("from_on", Day),
            ("until_on", DayOrNone),
            ("recorded_at", Moment),
            ("recorded_by", Id),
            ("ended_at", MomentOrNone),
            ("ended_by", Id),
        ],
        points_to: &[("enrolment_id", "enrolment"), ("person_id", "person")],
    },
    Definition {
        name: "contact",
        columns: &[
            ("person_id", Id),
            ("enrolment_id", Id),
            ("worker_id", Id),
            ("kind", Text),
            ("held_on", Day),
            ("outcome", Text),
            ("note", Sealed),
            ("agreed", Sealed),
            ("recorded_at", Moment),
            ("recorded_by", Id),
            ("superseded_at", MomentOrNone),
        ],
        points_to: &[("person_id", "person")],
    },
    Definition {
        name: "due",
        columns: &[
            ("person_id", Id),
            ("enrolment_id", Id),
            ("referral_id", Id),
            ("kind", Text),
            ("due_on", Day),
            ("role", Text),
            ("reason", Text),
        ],
        points_to: &[("person_id", "person")],
    },
];

const INDEXES: &[tables::IndexOf] = &[
    ("account", &["email_hash"], true),
    ("account_role", &["account_id", "role"], true),
    ("account_team", &["account_id", "team_id"], true),
    ("account_team", &["team_id", "account_id"], false),
    ("cover", &["stand_in_id"], false),
    ("cover", &["absent_id"], false),
    ("sign_in_link", &["account_id"], false),
    ("sign_in", &["account_id"], false),
    ("journal", &["person_id", "at"], false),
    ("journal", &["at"], false),
    ("draft", &["account_id"], false),
    ("file", &["person_id"], false),
    ("file_chunk", &["file_id", "place"], true),
    ("job", &["done_at", "run_at"], false),
    ("message", &["made_at"], false),
    ("person", &["coach_id"], false),
    ("person", &["adviser_id"], false),
    ("person", &["social_worker_id"], false),
    ("person", &["team_id"], false),
    ("person", &["organisation_id"], false),
    ("person", &["next_due_on", "id"], false),
    ("person", &["last_contact_on", "id"], false),
    ("former_name", &["person_id"], false),
    ("outer_id", &["person_id", "system"], true),
    ("revision", &["person_id", "changed_at"], false),
    ("eet_span", &["person_id", "from_on"], false),
    ("accommodation_span", &["person_id", "from_on"], false),
    ("allocation", &["person_id", "from_at"], false),
    ("referral", &["person_id"], false),
    ("referral", &["decision", "received_on"], false),
    ("referral", &["referrer_id", "received_on"], false),
    ("programme_version", &["key", "number"], true),
    ("enrolment", &["person_id"], false),
    ("enrolment", &["stage_key", "person_id"], false),
    ("stage_span", &["enrolment_id", "place"], true),
    ("stage_span", &["from_on"], false),
    ("pause_span", &["enrolment_id", "place"], true),
    ("contact", &["person_id", "held_on"], false),
    ("contact", &["worker_id", "held_on"], false),
    ("due", &["person_id"], false),
    ("due", &["due_on", "id"], false),
];

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let council = Table::create()
            .table(Alias::new("council"))
            .col(
                ColumnDef::new(Alias::new("council_id"))
                    .uuid()
                    .not_null()
                    .primary_key(),
            )
            .col(ColumnDef::new(Alias::new("name")).text().not_null())
            .col(
                ColumnDef::new(Alias::new("rights_version"))
                    .big_integer()
                    .not_null(),
            )
            .col(
                ColumnDef::new(Alias::new("name_version"))
                    .big_integer()
                    .not_null(),
            )
            .col(
                ColumnDef::new(Alias::new("made_at"))
                    .big_integer()
                    .not_null(),
            )
            .to_owned();
        manager.create_table(council).await?;
        tables::make(manager, TABLES, INDEXES).await?;
        // The one look-up across owners: which accounts an address can sign in to.
        let across = Index::create()
            .name("account_by_email")
            .table(Alias::new("account"))
            .col(Alias::new("email_hash"))
            .to_owned();
        manager.create_index(across).await
    }
}
