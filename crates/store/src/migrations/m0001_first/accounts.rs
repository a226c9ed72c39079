//! Accounts: who works here, in which roles and teams, who covers for whom, and how they sign in.

use super::super::tables::{
    Definition, IndexOf,
    Kind::{Day, Flag, Id, IdOrNone, Moment, MomentOrNone, Number, Sealed, Text},
};

pub(super) const TABLES: &[Definition] = &[
    Definition {
        name: "account",
        columns: &[
            ("name", Sealed),
            ("email", Sealed),
            ("email_hash", Text),
            ("organisation_id", IdOrNone),
            ("person_id", IdOrNone),
            ("capacity", Number),
            ("left_at", MomentOrNone),
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
        name: "team",
        columns: &[
            ("name", Text),
            ("closed_at", MomentOrNone),
            ("version", Number),
        ],
        points_to: &[],
    },
    Definition {
        name: "cover",
        columns: &[
            ("absent_id", Id),
            ("stand_in_id", Id),
            ("from_on", Day),
            ("until_on", Day),
            ("made_at", Moment),
            ("made_by", IdOrNone),
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
        name: "standing_change",
        columns: &[
            ("account_id", Id),
            ("kind", Text),
            ("roles", Text),
            ("email", Sealed),
            ("email_hash", Text),
            ("asked_at", Moment),
            ("asked_by", IdOrNone),
            ("settles_at", MomentOrNone),
            ("ended_at", MomentOrNone),
            ("ended_by", IdOrNone),
            ("ended_as", Text),
        ],
        points_to: &[("account_id", "account")],
    },
    Definition {
        name: "calendar_feed",
        columns: &[
            ("account_id", Id),
            ("secret_hash", Sealed),
            ("made_at", Moment),
            ("ended_at", MomentOrNone),
            ("used_at", MomentOrNone),
        ],
        points_to: &[("account_id", "account")],
    },
    Definition {
        name: "work_phone",
        columns: &[
            ("account_id", Id),
            ("phone", Text),
            ("made_at", Moment),
            ("made_by", IdOrNone),
        ],
        points_to: &[("account_id", "account")],
    },
];

pub(super) const INDEXES: &[IndexOf] = &[
    ("account", &["email_hash"], true),
    ("account_role", &["account_id", "role"], true),
    ("account_team", &["account_id", "team_id"], true),
    ("account_team", &["team_id", "account_id"], false),
    ("cover", &["stand_in_id"], false),
    ("cover", &["absent_id"], false),
    ("sign_in_link", &["account_id"], false),
    ("sign_in", &["account_id"], false),
    ("calendar_feed", &["account_id"], false),
    ("work_phone", &["account_id"], false),
    ("standing_change", &["account_id"], false),
    ("standing_change", &["asked_at"], false),
];
