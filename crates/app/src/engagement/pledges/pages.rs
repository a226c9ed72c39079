//! What the pages about pledges show.

use askama::Template;
use govuk::{Colour, SummaryList, Table, Tag};

use super::model::Status;
use crate::shell::web::Layout;

/// Returns the tag for a pledge's status.
pub(crate) fn tag(standing: Status) -> Tag {
    match standing {
        Status::Kept => Tag::new("Delivered on time").colour(Colour::Green),
        Status::KeptLate(late) => {
            Tag::new(format!("Delivered, {late} late")).colour(Colour::Orange)
        }
        Status::Overdue(missing) => Tag::overdue(format!("Overdue, {missing} missing")),
        Status::Behind(behind) => Tag::new(format!("{behind} behind")).colour(Colour::Yellow),
        Status::OnTrack => Tag::new("On track").colour(Colour::Green),
        Status::Ahead => Tag::new("Not started").colour(Colour::Grey),
        Status::Withdrawn => Tag::new("Withdrawn").colour(Colour::Grey),
    }
}

#[derive(Template)]
#[template(path = "pledges/list.html")]
pub(super) struct ListPage {
    pub(super) layout: Layout,
    pub(super) counted: Option<String>,
    pub(super) pledges: Option<Table>,
}

/// A delivery: its words, and the link that removes it.
pub(super) struct Line {
    pub(super) words: String,
    pub(super) is_late: bool,
    pub(super) take_back: String,
}

#[derive(Template)]
#[template(path = "pledges/show.html")]
pub(super) struct PledgePage {
    pub(super) layout: Layout,
    pub(super) employer: String,
    pub(super) heading: String,
    pub(super) about: SummaryList,
    pub(super) deliveries: Vec<Line>,
    /// The links to record a delivery and to withdraw the pledge.
    pub(super) change: Option<(String, String)>,
    pub(super) may_keep: bool,
}
