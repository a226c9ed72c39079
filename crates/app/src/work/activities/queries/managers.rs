//! Managers at employers who are invited to a forum, and whether they came.

use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{manager_guest, work_placement},
    orm::{ColumnTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Set, Uuid},
};
use values::{ActivityId, CouncilId, EmployerContactId, EmployerId, PersonId};

use super::super::model::{Came, Invited};
use crate::shell::choices::Code;

/// Lists the managers who are invited to activities, as they were invited.
pub(crate) async fn managers(
    tx: &mut ReadTx,
    council: CouncilId,
    of: &[ActivityId],
) -> Result<Vec<Invited>, StoreError> {
    let rows = manager_guest::of(council)
        .filter(manager_guest::Column::ActivityId.is_in(of.iter().map(|id| Uuid::from(*id))))
        .order_by_asc(manager_guest::Column::Id)
        .all_in(tx)
        .await?;
    let opened = |row: manager_guest::Model| {
        Ok(Invited {
            activity: row.activity_id.into(),
            employer: row.employer_id.into(),
            contact: row.contact_id.into(),
            came: Came::stored_if_any(&row.came)?,
        })
    };
    rows.into_iter().map(opened).collect()
}

/// Invites managers, and returns those who were not invited before: no one is invited twice.
pub(in super::super) async fn invite_managers(
    tx: &mut WriteTx,
    of: ActivityId,
    invited: &[(EmployerId, EmployerContactId)],
) -> Result<Vec<EmployerContactId>, StoreError> {
    let council = tx.council();
    let known = managers(tx, council, &[of]).await?;
    let is_new = |contact: &EmployerContactId| known.iter().all(|one| one.contact != *contact);
    let (mut rows, mut new) = (Vec::new(), Vec::new());
    for (employer, contact) in invited.iter().filter(|(_, contact)| is_new(contact)) {
        new.push(*contact);
        rows.push(manager_guest::New {
            id: tx.next_id(),
            activity_id: of.into(),
            employer_id: (*employer).into(),
            contact_id: (*contact).into(),
            invited_on: tx.today(),
            came: String::new(),
            made_at: tx.at().into(),
            made_by: tx.by_id(),
        });
    }
    if !rows.is_empty() {
        manager_guest::insert_all(tx, rows).await?;
    }
    let entry = Entry::new("invite-managers").subject(of);
    tx.journal(entry.subjects(new.iter().copied())).await?;
    Ok(new)
}

/// Records which of the managers who were invited came, and that the others did not.
pub(in super::super) async fn managers_came(
    tx: &mut WriteTx,
    of: ActivityId,
    came: &[EmployerContactId],
) -> Result<(), StoreError> {
    let here = || manager_guest::Column::ContactId.is_in(came.iter().map(|id| Uuid::from(*id)));
    for (answer, whom) in [(Came::Yes, here()), (Came::No, here().not())] {
        manager_guest::change(tx.council())
            .set(manager_guest::ActiveModel {
                came: Set(answer.code().to_owned()),
                ..Default::default()
            })
            .filter(manager_guest::Column::ActivityId.eq(Uuid::from(of)))
            .filter(whom)
            .exec_in(tx)
            .await?;
    }
    let contacts = came.iter().copied();
    tx.journal(Entry::new("managers-came").subject(of).subjects(contacts))
        .await
}

/// Lists who at an employer is asked about whose work, where it was agreed and has not ended.
pub(in super::super) async fn asked_now(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<(PersonId, EmployerContactId)>, StoreError> {
    let rows: Vec<(Uuid, Option<Uuid>)> = work_placement::of(council)
        .select_only()
        .columns([
            work_placement::Column::PersonId,
            work_placement::Column::ContactId,
        ])
        .filter(work_placement::Column::ContactId.is_not_null())
        .filter(work_placement::Column::EndedOn.is_null())
        .order_by_asc(work_placement::Column::Id)
        .rows_in(tx)
        .await?;
    let asked = rows.into_iter();
    let asked = asked.filter_map(|(person, contact)| Some((person.into(), contact?.into())));
    Ok(asked.collect())
}
