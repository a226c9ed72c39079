//! Organisations in the database.

use store::{
    Entry, Fetch, ReadTx, StoreError, WriteTx, entities::organisation, fold, orm::QueryOrder,
};
use values::{CouncilId, OrganisationId};

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// A code of [`super::model::KINDS`].
    pub kind: String,
    /// Its sector; may be empty.
    pub sector: String,
}

/// Adds an organisation.
pub async fn add(tx: &mut WriteTx, new: &Organisation) -> Result<OrganisationId, StoreError> {
    let id: OrganisationId = tx.next_id();
    let row = organisation::New {
        id: id.into(),
        name: new.name.clone(),
        kind: new.kind.clone(),
        sector: new.sector.clone(),
        made_at: tx.at().into(),
    };
    organisation::insert(tx, row).await?;
    tx.rights_changed().await?;
    tx.journal(Entry::new("organisation-made").subject(id))
        .await?;
    Ok(id)
}

/// Lists a council's organisations by name.
pub(super) async fn all(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<Organisation>, StoreError> {
    let mut rows = organisation::of(council)
        .order_by_asc(organisation::Column::Id)
        .all_in(tx)
        .await?;
    // Databases order text differently, so names are sorted here.
    rows.sort_by_cached_key(|row| fold(&row.name));
    Ok(rows
        .into_iter()
        .map(|row| Organisation {
            name: row.name,
            kind: row.kind,
            sector: row.sector,
        })
        .collect())
}

/// Lists the names of a council's organisations, in their order.
pub(crate) async fn names(tx: &mut ReadTx, council: CouncilId) -> Result<Vec<String>, StoreError> {
    let all = all(tx, council).await?;
    Ok(all.into_iter().map(|one| one.name).collect())
}
