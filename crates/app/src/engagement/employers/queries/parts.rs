//! An employer's places and contacts.

use std::collections::HashMap;

use chrono::NaiveDate;
use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{employer_contact, employer_site},
    orm::{ColumnTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{CouncilId, EmployerContactId, EmployerId, EmployerSiteId};

use super::super::{EmployerContact, model::Site};

/// A place to add.
#[derive(Clone, Debug)]
pub(in crate::engagement::employers) struct NewSite {
    pub(in crate::engagement::employers) name: String,
    pub(in crate::engagement::employers) address: String,
    pub(in crate::engagement::employers) visited_on: Option<NaiveDate>,
    pub(in crate::engagement::employers) risks: String,
}

/// A contact to add.
#[derive(Clone, Debug)]
pub(in crate::engagement::employers) struct NewContact {
    pub(in crate::engagement::employers) name: String,
    pub(in crate::engagement::employers) post: String,
    pub(in crate::engagement::employers) phone: String,
    pub(in crate::engagement::employers) email: String,
}

/// Adds a place.
pub(in crate::engagement::employers) async fn add_site(
    tx: &mut WriteTx,
    employer: EmployerId,
    new: &NewSite,
) -> Result<(), StoreError> {
    let id: EmployerSiteId = tx.next_id();
    let row = employer_site::New {
        id: id.into(),
        employer_id: employer.into(),
        name: new.name.clone(),
        address: new.address.clone(),
        visited_on: new.visited_on,
        risks: new.risks.clone(),
        ended_on: None,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    employer_site::insert(tx, row).await?;
    tx.journal(Entry::new("add-site").subject(employer)).await
}

/// Records a visit to a place: the row ends, and a new one with what was seen replaces it.
pub(in crate::engagement::employers) async fn visit_site(
    tx: &mut WriteTx,
    employer: EmployerId,
    site: EmployerSiteId,
    new: &NewSite,
) -> Result<(), StoreError> {
    let written = employer_site::change(tx.council())
        .set(employer_site::ActiveModel {
            ended_on: Set(Some(tx.today())),
            ..Default::default()
        })
        .filter(employer_site::Column::Id.eq(Uuid::from(site)))
        .filter(employer_site::Column::EmployerId.eq(Uuid::from(employer)))
        .filter(employer_site::Column::EndedOn.is_null())
        .exec_in(tx)
        .await?;
    if written != 1 {
        return Err(StoreError::Stale);
    }
    add_site(tx, employer, new).await
}

/// Lists an employer's places, the oldest first.
pub(crate) async fn sites(
    tx: &mut ReadTx,
    council: CouncilId,
    employer: EmployerId,
) -> Result<Vec<Site>, StoreError> {
    let rows = employer_site::of(council)
        .filter(employer_site::Column::EmployerId.eq(Uuid::from(employer)))
        .filter(employer_site::Column::EndedOn.is_null())
        .order_by_asc(employer_site::Column::Id)
        .all_in(tx)
        .await?;
    Ok(rows.into_iter().map(opened_site).collect())
}

/// Finds a place of an employer, even if a later visit has replaced its row.
pub(in crate::engagement::employers) async fn site(
    tx: &mut ReadTx,
    council: CouncilId,
    employer: EmployerId,
    id: EmployerSiteId,
) -> Result<Option<Site>, StoreError> {
    let row = employer_site::find(council, id)
        .filter(employer_site::Column::EmployerId.eq(Uuid::from(employer)))
        .one_in(tx)
        .await?;
    Ok(row.map(opened_site))
}

fn opened_site(row: employer_site::Model) -> Site {
    Site {
        id: row.id.into(),
        name: row.name,
        address: row.address,
        visited_on: row.visited_on,
        risks: row.risks,
    }
}

/// Adds a contact.
pub(in crate::engagement::employers) async fn add_contact(
    tx: &mut WriteTx,
    employer: EmployerId,
    new: &NewContact,
) -> Result<(), StoreError> {
    let id: EmployerContactId = tx.next_id();
    let row = employer_contact::New {
        id: id.into(),
        employer_id: employer.into(),
        name: tx.seal(id, &new.name),
        post: new.post.clone(),
        phone: tx.seal(id, &new.phone),
        email: tx.seal(id, &new.email),
        ended_on: None,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    employer_contact::insert(tx, row).await?;
    tx.journal(Entry::new("add-employer-contact").subject(employer))
        .await
}

/// Records that a contact has left.
pub(in crate::engagement::employers) async fn leave_contact(
    tx: &mut WriteTx,
    employer: EmployerId,
    contact: EmployerContactId,
) -> Result<(), StoreError> {
    employer_contact::change(tx.council())
        .set(employer_contact::ActiveModel {
            ended_on: Set(Some(tx.today())),
            ..Default::default()
        })
        .filter(employer_contact::Column::Id.eq(Uuid::from(contact)))
        .filter(employer_contact::Column::EmployerId.eq(Uuid::from(employer)))
        .exec_in(tx)
        .await?;
    tx.journal(Entry::new("leave-employer-contact").subject(employer))
        .await
}

/// Lists an employer's contacts, the oldest first.
pub(crate) async fn contacts(
    tx: &mut ReadTx,
    council: CouncilId,
    employer: EmployerId,
) -> Result<Vec<EmployerContact>, StoreError> {
    let rows = employer_contact::of(council)
        .filter(employer_contact::Column::EmployerId.eq(Uuid::from(employer)))
        .filter(employer_contact::Column::EndedOn.is_null())
        .order_by_asc(employer_contact::Column::Id)
        .all_in(tx)
        .await?;
    rows.into_iter()
        .map(|row| opened_contact(tx, row))
        .collect()
}

fn opened_contact(
    tx: &ReadTx,
    row: employer_contact::Model,
) -> Result<EmployerContact, StoreError> {
    Ok(EmployerContact {
        id: row.id.into(),
        name: tx.open(&row.name)?,
        post: row.post,
        phone: tx.open(&row.phone)?,
        email: tx.open(&row.email)?,
    })
}

/// Lists the current contacts by employer, the oldest first.
pub(crate) async fn contacts_of_all(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashMap<EmployerId, Vec<EmployerContact>>, StoreError> {
    let rows = employer_contact::of(council)
        .filter(employer_contact::Column::EndedOn.is_null())
        .order_by_asc(employer_contact::Column::Id)
        .all_in(tx)
        .await?;
    let mut of: HashMap<EmployerId, Vec<EmployerContact>> = HashMap::new();
    for row in rows {
        let employer = row.employer_id.into();
        of.entry(employer)
            .or_default()
            .push(opened_contact(tx, row)?);
    }
    Ok(of)
}

/// Returns every contact an employer has had, by id.
pub(crate) async fn contacts_by_id(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashMap<EmployerContactId, EmployerContact>, StoreError> {
    let rows = employer_contact::of(council).all_in(tx).await?;
    rows.into_iter()
        .map(|row| Ok((row.id.into(), opened_contact(tx, row)?)))
        .collect()
}

/// Finds an employer contact, unless they have left.
pub(crate) async fn contact(
    tx: &mut ReadTx,
    council: CouncilId,
    id: EmployerContactId,
) -> Result<Option<EmployerContact>, StoreError> {
    let row = employer_contact::find(council, id)
        .filter(employer_contact::Column::EndedOn.is_null())
        .one_in(tx)
        .await?;
    row.map(|row| opened_contact(tx, row)).transpose()
}
