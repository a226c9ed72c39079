//! What the pages of pledges show.

use askama::Template;
use govuk::{Colour, SummaryList, Table, Tag};

use super::model::Standing;
use crate::shell::web::Layout;

/// Words how a pledge stands.
pub(crate) fn tag(standing: Standing) -> Tag {
    match standing {
        Standing::Kept => Tag::new("Kept in time").colour(Colour::Green),
        Standing::KeptLate(late) => Tag::new(format!("Kept, {late} late")).colour(Colour::Orange),
        Standing::Overdue(missing) => Tag::overdue(format!("Time is over, {missing} missing")),
        Standing::Behind(behind) => Tag::new(format!("{behind} behind")).colour(Colour::Yellow),
        Standing::OnTrack => Tag::new("On track").colour(Colour::Green),
        Standing::Ahead => Tag::new("Not begun").colour(Colour::Grey),
        Standing::Withdrawn => Tag::new("Withdrawn").colour(Colour::Grey),
    }
}

#[derive(Template)]
#[template(path = "pledges/list.html")]
pub(super) struct ListPage {
    pub(super) layout: Layout,
    pub(super) counted: Option<String>,
    pub(super) pledges: Option<Table>,
}

/// Something that was delivered: what, and where it is taken back.
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
    /// Where more is written down, and where it is withdrawn.
    pub(super) change: Option<(String, String)>,
    pub(super) may_keep: bool,
}
