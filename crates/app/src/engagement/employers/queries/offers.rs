//! What employers can offer, and how many young people they would take.

use std::collections::{BTreeMap, HashMap};

use store::{
    Entry, Execute, Fetch, ReadTx, StoreError, WriteTx,
    entities::{employer_appetite, employer_offer},
    orm::{ColumnTrait, QueryFilter, QueryOrder, Set, Uuid},
};
use values::{CouncilId, EmployerAppetiteId, EmployerId, EmployerOfferId};

use super::super::{
    EmployerContact,
    model::{Appetite, Employer, Offered},
};

/// Records something an employer can offer.
pub(in crate::engagement::employers) async fn add_offer(
    tx: &mut WriteTx,
    employer: EmployerId,
    kind: &str,
    words: &str,
) -> Result<(), StoreError> {
    let id: EmployerOfferId = tx.next_id();
    let row = employer_offer::New {
        id: id.into(),
        employer_id: employer.into(),
        kind: kind.to_owned(),
        words: words.to_owned(),
        ended_on: None,
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    employer_offer::insert(tx, row).await?;
    tx.journal(Entry::new("add-offer").subject(employer)).await
}

/// Records that an employer no longer offers something.
pub(in crate::engagement::employers) async fn end_offer(
    tx: &mut WriteTx,
    employer: EmployerId,
    offer: EmployerOfferId,
) -> Result<(), StoreError> {
    employer_offer::change(tx.council())
        .set(employer_offer::ActiveModel {
            ended_on: Set(Some(tx.today())),
            ..Default::default()
        })
        .filter(employer_offer::Column::Id.eq(Uuid::from(offer)))
        .filter(employer_offer::Column::EmployerId.eq(Uuid::from(employer)))
        .exec_in(tx)
        .await?;
    tx.journal(Entry::new("end-offer").subject(employer)).await
}

/// Lists what a council's employers can offer, or only what one of them can.
pub(crate) async fn offers(
    tx: &mut ReadTx,
    council: CouncilId,
    of: Option<EmployerId>,
) -> Result<Vec<(EmployerId, Offered)>, StoreError> {
    let mut query = employer_offer::of(council).filter(employer_offer::Column::EndedOn.is_null());
    if let Some(employer) = of {
        query = query.filter(employer_offer::Column::EmployerId.eq(Uuid::from(employer)));
    }
    let rows = query
        .order_by_asc(employer_offer::Column::Id)
        .all_in(tx)
        .await?;
    let opened = |row: employer_offer::Model| {
        let offered = Offered {
            id: row.id.into(),
            kind: row.kind,
            words: row.words,
        };
        (row.employer_id.into(), offered)
    };
    Ok(rows.into_iter().map(opened).collect())
}

/// Counts the employers that offer each kind and may be contacted, by kind.
pub(crate) async fn offered(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<BTreeMap<String, u64>, StoreError> {
    let open = open_ids(tx, council).await?;
    let mut counts = BTreeMap::new();
    for (employer, offer) in offers(tx, council, None).await? {
        if open.contains_key(&employer) {
            *counts.entry(offer.kind).or_default() += 1;
        }
    }
    Ok(counts)
}

async fn open_ids(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashMap<EmployerId, Employer>, StoreError> {
    let all = super::all(tx, council).await?;
    let open = all.into_iter().filter(|one| one.stopped_on.is_none());
    Ok(open.map(|one| (one.id, one)).collect())
}

/// Lists the employers that offer something and may be contacted, by name, each with a contact: the first with an email address.
pub(crate) async fn offering(
    tx: &mut ReadTx,
    council: CouncilId,
    kind: &str,
) -> Result<Vec<(Employer, Option<EmployerContact>)>, StoreError> {
    let mut open = open_ids(tx, council).await?;
    let mut contacts = super::parts::contacts_of_all(tx, council).await?;
    let mut found = Vec::new();
    for (employer, offer) in offers(tx, council, None).await? {
        if offer.kind == kind
            && let Some(one) = open.remove(&employer)
        {
            let mut there = contacts.remove(&employer).unwrap_or_default();
            there.sort_by_key(|contact| contact.email.is_empty());
            found.push((one, there.into_iter().next()));
        }
    }
    found.sort_by(|(one, _), (other, _)| one.name.cmp(&other.name).then(one.id.cmp(&other.id)));
    Ok(found)
}

/// Records how many young people an employer would take in a year.
pub(in crate::engagement::employers) async fn add_appetite(
    tx: &mut WriteTx,
    employer: EmployerId,
    new: &Appetite,
) -> Result<(), StoreError> {
    let id: EmployerAppetiteId = tx.next_id();
    let row = employer_appetite::New {
        id: id.into(),
        employer_id: employer.into(),
        year: new.year,
        places: new.places,
        words: new.words.clone(),
        made_at: tx.at().into(),
        made_by: tx.by_id(),
    };
    employer_appetite::insert(tx, row).await?;
    tx.journal(Entry::new("add-appetite").subject(employer))
        .await
}

/// Lists how many young people an employer would take, the latest figure for each year.
pub(crate) async fn appetites(
    tx: &mut ReadTx,
    council: CouncilId,
    employer: EmployerId,
) -> Result<Vec<Appetite>, StoreError> {
    let rows = employer_appetite::of(council)
        .filter(employer_appetite::Column::EmployerId.eq(Uuid::from(employer)))
        .order_by_asc(employer_appetite::Column::Year)
        .order_by_desc(employer_appetite::Column::Id)
        .all_in(tx)
        .await?;
    let mut found: Vec<Appetite> = Vec::new();
    for row in rows {
        if found.last().is_none_or(|last| last.year != row.year) {
            found.push(Appetite {
                year: row.year,
                places: row.places,
                words: row.words,
            });
        }
    }
    Ok(found)
}
