//! The rhythm of contact that was agreed with one young person.

use chrono::NaiveDate;
use programme::Cadence;
use store::{
    At, Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{enrolment, rhythm},
    orm::{ColumnTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{AccountId, CouncilId, EnrolmentId};

use super::super::{Enrolment, model};

/// A rhythm that was agreed.
#[derive(Clone, Debug)]
pub(crate) struct Rhythm {
    /// How often.
    pub(crate) every: Option<Cadence>,
    /// Why, in the worker's words.
    pub(crate) reason: String,
    /// Until when.
    pub(crate) until_on: Option<NaiveDate>,
    /// Since when, and by whom.
    pub(crate) made_at: At,
    pub(crate) by: Option<AccountId>,
    /// Whether it still holds.
    pub(crate) holds: bool,
}

/// Agrees a rhythm, or goes back to the stage's own. What was agreed before stays in the history. The caller refreshes what is due.
///
/// Errors: [`StoreError::Stale`] when the enrolment was changed since it was read.
pub(crate) async fn agree_rhythm(
    tx: &mut WriteTx,
    of: &Enrolment,
    (every, until_on): (Option<Cadence>, Option<NaiveDate>),
    reason: &str,
) -> Result<(), StoreError> {
    super::moves::set(
        tx,
        of.id,
        of.version,
        enrolment::ActiveModel {
            own_cadence: Set(model::cadence_text(every)),
            cadence_until: Set(until_on),
            ..Default::default()
        },
    )
    .await?;
    rhythm::change(tx.council())
        .set(rhythm::ActiveModel {
            ended_at: Set(Some(At::from(tx.at()))),
            ended_by: Set(tx.by_id()),
            ..Default::default()
        })
        .filter(rhythm::Column::EnrolmentId.eq(Uuid::from(of.id)))
        .filter(rhythm::Column::EndedAt.is_null())
        .exec_in(tx)
        .await?;
    let row = rhythm::New {
        id: tx.next_id(),
        enrolment_id: of.id.into(),
        person_id: of.person.into(),
        every: model::cadence_text(every),
        reason: tx.seal(of.person, &reason.to_owned()),
        until_on,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
        ended_at: None,
        ended_by: None,
    };
    rhythm::insert(tx, row).await?;
    let entry = Entry::new("agree-rhythm").person(of.person);
    tx.journal(entry.subject(of.id)).await
}

/// Lists the rhythms that were agreed in an enrolment, the newest first.
pub(crate) async fn rhythms(
    tx: &mut ReadTx,
    council: CouncilId,
    of: EnrolmentId,
) -> Result<Vec<Rhythm>, StoreError> {
    let rows = rhythm::of(council)
        .filter(rhythm::Column::EnrolmentId.eq(Uuid::from(of)))
        .order_by_desc(rhythm::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Rhythm {
                every: model::parse_cadence(&row.every),
                reason: tx.open(&row.reason)?,
                until_on: row.until_on,
                made_at: row.made_at,
                by: row.made_by.map(Into::into),
                holds: row.ended_at.is_none(),
            })
        })
        .collect()
}
