//! Wishes and feelings in the database.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use programme::Said;
use store::{
    At, Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{feeling, wish},
    files::{self, NewFile},
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set, Uuid},
};
use values::{AccountId, CouncilId, FeelingId, PersonId, WishId};

pub(crate) use super::model::Wish;
use super::{
    model::{Feeling, WishKind},
    urgent::{self, Urgent},
};
use crate::shell::choices::Code;

/// A request to record.
#[derive(Clone, Debug)]
pub(crate) struct NewWish {
    /// What is asked for.
    pub(crate) kind: WishKind,
    pub(crate) words: String,
}

/// Records a request; by no account if the young person made it. Returns what it says that cannot wait: the caller tells of that, and refreshes what is due.
pub(crate) async fn ask(
    tx: &mut WriteTx,
    person: PersonId,
    new: &NewWish,
) -> Result<Option<Said>, StoreError> {
    ask_for(tx, person, new, &Cost::default()).await
}

/// What a request costs, where it is for money.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cost {
    /// What it is for: a code of the funds' purposes.
    pub(crate) purpose: String,
    /// How much, in pence.
    pub(crate) pence: Option<i64>,
    /// A photo of it.
    pub(crate) photo: Option<NewFile>,
}

/// Records a request for money or a thing; see [`ask`].
pub(crate) async fn ask_for(
    tx: &mut WriteTx,
    person: PersonId,
    new: &NewWish,
    cost: &Cost,
) -> Result<Option<Said>, StoreError> {
    let photo = match &cost.photo {
        Some(photo) => Some(files::put(tx, photo).await?.into()),
        None => None,
    };
    let id: WishId = tx.next_id();
    // What a worker writes down has been heard.
    let said = match tx.by() {
        None => urgent::said_by(new.kind, &new.words),
        Some(_) => None,
    };
    let row = wish::New {
        id: id.into(),
        person_id: person.into(),
        kind: new.kind.code().to_owned(),
        words: tx.seal(person, &new.words),
        made_at: tx.at().into(),
        made_on: tx.today(),
        made_by: tx.by_id(),
        answered_at: None,
        answered_by: None,
        answer: tx.seal(person, &String::new()),
        urgent_as: code(said),
        taken_at: None,
        taken_by: None,
        purpose: cost.purpose.clone(),
        pence: cost.pence,
        photo_id: photo,
    };
    wish::insert(tx, row).await?;
    tx.journal(
        Entry::new("ask")
            .person(person)
            .subject(id)
            .reason(new.kind.code()),
    )
    .await?;
    Ok(said)
}

/// Records how a young person says they are. Returns what they say that cannot wait: the caller tells of that, and refreshes what is due.
pub(crate) async fn feel(
    tx: &mut WriteTx,
    person: PersonId,
    answer: &str,
    wants_help: bool,
    words: &str,
) -> Result<Option<Said>, StoreError> {
    let id: FeelingId = tx.next_id();
    let said = urgent::felt(answer, wants_help, words);
    let row = feeling::New {
        id: id.into(),
        person_id: person.into(),
        answer: answer.to_owned(),
        wants_help,
        words: tx.seal(person, &words.to_owned()),
        told_at: tx.at().into(),
        told_on: tx.today(),
        seen_at: None,
        seen_by: None,
        urgent_as: code(said),
        taken_at: None,
        taken_by: None,
    };
    feeling::insert(tx, row).await?;
    tx.journal(Entry::new("say-how-they-are").person(person).subject(id))
        .await?;
    Ok(said)
}

fn opened(tx: &ReadTx, row: wish::Model) -> Result<Wish, StoreError> {
    Ok(Wish {
        id: row.id.into(),
        person: row.person_id.into(),
        words: tx.open(&row.words)?,
        answer: tx.open(&row.answer)?,
        kind: WishKind::stored(&row.kind)?,
        made_at: row.made_at.into(),
        made_on: row.made_on,
        made_by: row.made_by.map(Into::into),
        answered_at: row.answered_at.map(Into::into),
        answered_by: row.answered_by.map(Into::into),
        pence: row.pence,
        purpose: row.purpose,
        photo: row.photo_id.map(Into::into),
    })
}

fn code(said: Option<Said>) -> String {
    said.map_or("", Said::code).to_owned()
}

fn taken(at: Option<At>, by: Option<Uuid>) -> Option<(DateTime<Utc>, AccountId)> {
    Some((at?.into(), by?.into()))
}

fn opened_feeling(tx: &ReadTx, row: feeling::Model) -> Result<Feeling, StoreError> {
    Ok(Feeling {
        id: row.id.into(),
        person: row.person_id.into(),
        words: tx.open(&row.words)?,
        answer: row.answer,
        wants_help: row.wants_help,
        told_at: row.told_at.into(),
        seen_at: row.seen_at.map(Into::into),
        taken: taken(row.taken_at, row.taken_by),
    })
}

/// Lists what a young person asked for, the newest first.
pub(crate) async fn of_person(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Wish>, StoreError> {
    let rows = wish::of(council)
        .filter(wish::Column::PersonId.eq(Uuid::from(person)))
        .order_by_desc(wish::Column::MadeAt)
        .order_by_desc(wish::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Returns who of some young people has said that something promised has not come, and has had no answer.
pub(crate) async fn not_come(
    tx: &mut ReadTx,
    council: CouncilId,
    people: &[PersonId],
) -> Result<HashSet<PersonId>, StoreError> {
    if people.is_empty() {
        return Ok(HashSet::new());
    }
    let rows: Vec<Uuid> = wish::of(council)
        .select_only()
        .column(wish::Column::PersonId)
        .filter(wish::Column::PersonId.is_in(people.iter().map(|id| Uuid::from(*id))))
        .filter(wish::Column::Kind.eq(WishKind::NotCome.code()))
        .filter(wish::Column::AnsweredAt.is_null())
        .rows_in(tx)
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Lists the latest feelings a young person has shared.
pub(crate) async fn feelings(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Feeling>, StoreError> {
    let rows = feeling::of(council)
        .filter(feeling::Column::PersonId.eq(Uuid::from(person)))
        .order_by_desc(feeling::Column::ToldAt)
        .order_by_desc(feeling::Column::Id)
        .limit(12)
        .all_in(tx)
        .await?;
    rows.into_iter()
        .map(|row| opened_feeling(tx, row))
        .collect()
}

/// Finds a wish.
pub(crate) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: WishId,
) -> Result<Option<Wish>, StoreError> {
    let row = wish::find(council, id).one_in(tx).await?;
    row.map(|row| opened(tx, row)).transpose()
}

/// Answers a wish. The caller refreshes what is due.
///
/// Errors: [`StoreError::Stale`] when it was answered since it was read.
pub(crate) async fn answer(tx: &mut WriteTx, before: &Wish, words: &str) -> Result<(), StoreError> {
    let written = wish::change(tx.council())
        .set(wish::ActiveModel {
            answered_at: Set(Some(tx.at().into())),
            answered_by: Set(tx.by_id()),
            answer: Set(tx.seal(before.person, &words.to_owned())),
            ..Default::default()
        })
        .filter(wish::Column::Id.eq(Uuid::from(before.id)))
        .filter(wish::Column::AnsweredAt.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    tx.journal(
        Entry::new("answer")
            .person(before.person)
            .subject(before.id),
    )
    .await
}

/// Finds a feeling.
pub(super) async fn find_feeling(
    tx: &mut ReadTx,
    council: CouncilId,
    id: FeelingId,
) -> Result<Option<Feeling>, StoreError> {
    let row = feeling::find(council, id).one_in(tx).await?;
    row.map(|row| opened_feeling(tx, row)).transpose()
}

/// Records that a worker has read this and everything they said before it. The caller refreshes what is due.
pub(super) async fn see(tx: &mut WriteTx, feeling: &Feeling) -> Result<(), StoreError> {
    feeling::change(tx.council())
        .set(feeling::ActiveModel {
            seen_at: Set(Some(tx.at().into())),
            seen_by: Set(tx.by_id()),
            ..Default::default()
        })
        .filter(feeling::Column::PersonId.eq(Uuid::from(feeling.person)))
        .filter(feeling::Column::ToldAt.lte(store::At::from(feeling.told_at)))
        .filter(feeling::Column::SeenAt.is_null())
        .exec_in(tx)
        .await?;
    tx.journal(
        Entry::new("see-how-they-are")
            .person(feeling.person)
            .subject(feeling.id),
    )
    .await
}

/// Lists what some young people said that cannot wait and has not been dealt with.
pub(crate) async fn unanswered(
    tx: &mut ReadTx,
    council: CouncilId,
    people: &[PersonId],
) -> Result<Vec<Urgent>, StoreError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let ids = || people.iter().map(|id| Uuid::from(*id));
    let felt = feeling::of(council)
        .filter(feeling::Column::PersonId.is_in(ids()))
        .filter(feeling::Column::UrgentAs.ne(""))
        .filter(feeling::Column::SeenAt.is_null())
        .all_in(tx)
        .await?;
    let felt = felt.into_iter().filter_map(|row| {
        Some(Urgent {
            person: row.person_id.into(),
            said: Said::from_code(&row.urgent_as)?,
            at: row.told_at.into(),
            taken: taken(row.taken_at, row.taken_by),
        })
    });
    let asked = wish::of(council)
        .filter(wish::Column::PersonId.is_in(ids()))
        .filter(wish::Column::UrgentAs.ne(""))
        .filter(wish::Column::AnsweredAt.is_null())
        .all_in(tx)
        .await?;
    let asked = asked.into_iter().filter_map(|row| {
        Some(Urgent {
            person: row.person_id.into(),
            said: Said::from_code(&row.urgent_as)?,
            at: row.made_at.into(),
            taken: taken(row.taken_at, row.taken_by),
        })
    });
    Ok(felt.chain(asked).collect())
}

/// Records that the worker who writes is on all that a young person said and nobody was on. Returns how much that is.
pub(super) async fn take_on(tx: &mut WriteTx, person: PersonId) -> Result<u64, StoreError> {
    let (at, by) = (Some(At::from(tx.at())), tx.by_id());
    let felt = feeling::change(tx.council())
        .set(feeling::ActiveModel {
            taken_at: Set(at),
            taken_by: Set(by),
            ..Default::default()
        })
        .filter(feeling::Column::PersonId.eq(Uuid::from(person)))
        .filter(feeling::Column::UrgentAs.ne(""))
        .filter(feeling::Column::SeenAt.is_null())
        .filter(feeling::Column::TakenAt.is_null())
        .exec_in(tx)
        .await?;
    let asked = wish::change(tx.council())
        .set(wish::ActiveModel {
            taken_at: Set(at),
            taken_by: Set(by),
            ..Default::default()
        })
        .filter(wish::Column::PersonId.eq(Uuid::from(person)))
        .filter(wish::Column::UrgentAs.ne(""))
        .filter(wish::Column::AnsweredAt.is_null())
        .filter(wish::Column::TakenAt.is_null())
        .exec_in(tx)
        .await?;
    tx.journal(Entry::new("take-on").person(person)).await?;
    Ok(felt + asked)
}
