//! The journal in the database.

use chrono::{DateTime, Utc};
use store::{
    At, Fetch, ReadTx, StoreError,
    entities::journal,
    orm::{ColumnTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Uuid},
};
use values::{AccountId, CouncilId, PersonId};

/// An entry, as a page shows it.
pub(super) struct Line {
    pub(super) id: Uuid,
    pub(super) at: DateTime<Utc>,
    pub(super) by: Option<AccountId>,
    pub(super) action: String,
    pub(super) person: Option<PersonId>,
    /// The other records that it names.
    pub(super) further: Vec<Uuid>,
    pub(super) fields: String,
    pub(super) reason: String,
}

/// How many entries a page shows.
pub(super) const PAGE: usize = 100;

/// The reason of an entry that says who was shown.
const SHOWN: &str = "shown";

/// Which kind of entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum What {
    /// Every kind.
    #[default]
    All,
    /// What was changed.
    Changes,
    /// What was seen.
    Seen,
}

/// Which entries.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wanted {
    /// Only those about one young person, or that showed them in a list.
    pub(super) person: Option<PersonId>,
    /// Only those by one worker.
    pub(super) by: Option<AccountId>,
    /// Only those of this kind.
    pub(super) what: What,
    /// Only those older than this one.
    pub(super) before: Option<(At, Uuid)>,
}

/// Lists the newest matching entries: one more than a page, where there are more.
pub(super) async fn newest(
    tx: &mut ReadTx,
    council: CouncilId,
    wanted: &Wanted,
) -> Result<Vec<Line>, StoreError> {
    use journal::Column as J;

    let mut query = journal::of(council);
    if let Some(person) = wanted.person {
        let id = Uuid::from(person);
        let in_list = J::PersonId
            .is_null()
            .and(store::names_subject(tx, J::Subjects, id));
        query = query.filter(J::PersonId.eq(id).or(in_list));
    }
    if let Some(by) = wanted.by {
        query = query.filter(J::By.eq(Uuid::from(by)));
    }
    query = match wanted.what {
        What::All => query,
        What::Changes => query.filter(J::Reason.ne(SHOWN)),
        What::Seen => query.filter(J::Reason.eq(SHOWN)),
    };
    if let Some((at, id)) = wanted.before {
        query = query.filter(J::At.lt(at).or(J::At.eq(at).and(J::Id.lt(id))));
    }
    let query = query
        .order_by_desc(J::At)
        .order_by_desc(J::Id)
        .limit(PAGE as u64 + 1);
    let line = |row: journal::Model| Line {
        id: row.id,
        at: row.at.into(),
        by: row.by.map(Into::into),
        action: row.action,
        person: row.person_id.map(Into::into),
        further: store::read_entry(&row.subjects),
        fields: row.fields,
        reason: row.reason,
    };
    Ok(query.all_in(tx).await?.into_iter().map(line).collect())
}
