//! Concerns in the database.

use policy::Role;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{account, account_role, concern, telling},
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set, Uuid},
};
use values::{ConcernId, CouncilId, PersonId, Scope};

use super::model::{Agrees, Answers, Concern, Danger, Kind, Telling};
use crate::{
    person::people,
    post::outbox::{self, Letter},
    shell::choices::Code,
};

fn opened(tx: &ReadTx, row: concern::Model) -> Result<Concern, StoreError> {
    let answers = tx.open(&row.answers)?;
    let form = crate::shell::web::Form::parse(answers.as_bytes());
    Ok(Concern {
        id: row.id.into(),
        person: row.person_id.into(),
        answers: Answers {
            kind: Kind::stored(&row.kind)?,
            danger: Danger::stored(form.text("danger"))?,
            agrees: Agrees::stored(form.text("agrees"))?,
        },
        words: tx.open(&row.words)?,
        raised_at: row.raised_at.into(),
        raised_by: row.raised_by.map(Into::into),
        closed_at: row.closed_at.map(Into::into),
        closed_because: tx.open(&row.closed_because)?,
        version: row.version,
    })
}

/// Raises a concern, and emails the safeguarding leads that there is one. The email says nothing about it.
pub(super) async fn raise(
    tx: &mut WriteTx,
    person: PersonId,
    answers: &Answers,
    words: &str,
    address: &str,
) -> Result<ConcernId, StoreError> {
    let id: ConcernId = tx.next_id();
    let written = form_urlencoded::Serializer::new(String::new())
        .append_pair("danger", answers.danger.code())
        .append_pair("agrees", answers.agrees.code())
        .finish();
    let row = concern::New {
        id: id.into(),
        person_id: person.into(),
        kind: answers.kind.code().to_owned(),
        words: tx.seal(person, &words.to_owned()),
        answers: tx.seal(person, &written),
        raised_at: tx.at().into(),
        raised_by: tx.by_id(),
        closed_at: None,
        closed_by: None,
        closed_because: tx.seal(person, &String::new()),
        version: 1,
    };
    concern::insert(tx, row).await?;
    tx.journal(Entry::new("raise-concern").person(person).subject(id))
        .await?;
    tell_leads(tx, id, address).await
}

async fn tell_leads(
    tx: &mut WriteTx,
    id: ConcernId,
    address: &str,
) -> Result<ConcernId, StoreError> {
    let owner = Uuid::from(tx.council());
    let leads = account_role::of(owner)
        .select_only()
        .column(account_role::Column::AccountId)
        .filter(account_role::Column::Role.eq(Role::SafeguardingLead.code()))
        .into_query();
    let accounts = account::of(owner)
        .filter(account::Column::Id.in_subquery(leads))
        .filter(account::Column::LeftAt.is_null())
        .order_by_asc(account::Column::Id)
        .all_in(tx)
        .await?;
    for account in accounts {
        let name = tx.open(&account.name)?;
        let letter = Letter {
            account: Some(account.id.into()),
            recipient: tx.open(&account.email)?,
            subject: "Something to read today".into(),
            body: format!(
                "Hello {name},\n\nSomething has been recorded that you should read today:\n\n{address}/concerns/{id}\n"
            ),
        };
        outbox::post(tx, letter).await?;
    }
    Ok(id)
}

/// Finds a concern.
pub(super) async fn find(
    tx: &mut ReadTx,
    council: CouncilId,
    id: ConcernId,
) -> Result<Option<Concern>, StoreError> {
    let row = concern::find(council, id).one_in(tx).await?;
    row.map(|row| opened(tx, row)).transpose()
}

/// Lists the concerns about a young person, the newest first.
pub(super) async fn of_person(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<Vec<Concern>, StoreError> {
    let rows = concern::of(council)
        .filter(concern::Column::PersonId.eq(Uuid::from(person)))
        .order_by_desc(concern::Column::RaisedAt)
        .order_by_desc(concern::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

fn open_in(scope: &Scope) -> store::orm::Select<concern::Entity> {
    concern::of(scope.council)
        .filter(concern::Column::ClosedAt.is_null())
        .filter(people::is_in(scope, concern::Column::PersonId))
}

/// Lists the open concerns in a scope, the oldest first.
pub(super) async fn open_ones(tx: &mut ReadTx, scope: &Scope) -> Result<Vec<Concern>, StoreError> {
    let rows = open_in(scope)
        .order_by_asc(concern::Column::RaisedAt)
        .order_by_asc(concern::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// Counts the open concerns in a scope.
pub(crate) async fn open_count(tx: &mut ReadTx, scope: &Scope) -> Result<u64, StoreError> {
    open_in(scope).count_in(tx).await
}

/// Returns whether a concern about a young person is open.
pub(crate) async fn are_open(
    tx: &mut ReadTx,
    council: CouncilId,
    person: PersonId,
) -> Result<bool, StoreError> {
    let count = concern::of(council)
        .filter(concern::Column::PersonId.eq(Uuid::from(person)))
        .filter(concern::Column::ClosedAt.is_null())
        .count_in(tx)
        .await?;
    Ok(count > 0)
}

/// Lists who was told of a concern, in order.
pub(super) async fn tellings(
    tx: &mut ReadTx,
    council: CouncilId,
    id: ConcernId,
) -> Result<Vec<Telling>, StoreError> {
    let rows = telling::of(council)
        .filter(telling::Column::ConcernId.eq(Uuid::from(id)))
        .order_by_asc(telling::Column::ToldOn)
        .order_by_asc(telling::Column::ToldTime)
        .order_by_asc(telling::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Telling {
                who: tx.open(&row.who)?,
                note: tx.open(&row.note)?,
                part: row.part,
                on: row.told_on,
                time: row.told_time,
                by: row.recorded_by.map(Into::into),
            })
        })
        .collect()
}

/// Records that someone was told.
pub(super) async fn tell(
    tx: &mut WriteTx,
    concern: &Concern,
    told: &Telling,
) -> Result<(), StoreError> {
    let row = telling::New {
        id: tx.next_id(),
        concern_id: concern.id.into(),
        person_id: concern.person.into(),
        who: tx.seal(concern.person, &told.who),
        part: told.part.clone(),
        told_on: told.on,
        told_time: told.time.clone(),
        note: tx.seal(concern.person, &told.note),
        recorded_at: tx.at().into(),
        recorded_by: tx.by_id(),
    };
    telling::insert(tx, row).await?;
    tx.journal(
        Entry::new("tell-of-concern")
            .person(concern.person)
            .subject(concern.id)
            .reason(told.part.clone()),
    )
    .await
}

/// Closes a concern.
///
/// Errors: [`StoreError::Stale`] when it was closed since it was read.
pub(super) async fn close(
    tx: &mut WriteTx,
    concern: &Concern,
    because: &str,
) -> Result<(), StoreError> {
    let written = concern::change(tx.council())
        .set(concern::ActiveModel {
            closed_at: Set(Some(tx.at().into())),
            closed_by: Set(tx.by_id()),
            closed_because: Set(tx.seal(concern.person, &because.to_owned())),
            version: Set(concern.version + 1),
            ..Default::default()
        })
        .filter(concern::Column::Id.eq(Uuid::from(concern.id)))
        .filter(concern::Column::ClosedAt.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    tx.journal(
        Entry::new("close-concern")
            .person(concern.person)
            .subject(concern.id),
    )
    .await
}
