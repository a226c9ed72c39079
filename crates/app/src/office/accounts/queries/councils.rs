//! The councils of this installation, and their names.

use store::{
    Fetch, ReadTx, StoreError,
    entities::council,
    fold,
    orm::{EntityTrait, QueryOrder, Uuid},
};
use values::CouncilId;

use crate::App;

/// Lists the councils: id and name.
pub(crate) async fn councils(tx: &mut ReadTx) -> Result<Vec<(CouncilId, String)>, StoreError> {
    let rows = council::Entity::find()
        .order_by_asc(council::Column::CouncilId)
        .all_in(tx)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.council_id.into(), row.name))
        .collect())
}

/// Returns the council's name.
pub(crate) async fn council_name(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<String, StoreError> {
    let row = council::Entity::find_by_id(Uuid::from(council))
        .one_in(tx)
        .await?;
    Ok(row.map(|row| row.name).unwrap_or_default())
}

/// Finds a council by its name, ignoring case, accents and punctuation.
pub(crate) async fn council_named(app: &App, name: &str) -> Result<CouncilId, String> {
    let tx = app.store.read().await.map_err(|error| error.to_string())?;
    let councils = council::Entity::find()
        .all_in(&tx)
        .await
        .map_err(|error| error.to_string())?;
    let known: Vec<&str> = councils
        .iter()
        .map(|council| council.name.as_str())
        .collect();
    let found = councils
        .iter()
        .find(|council| fold(&council.name) == fold(name));
    found
        .map(|council| council.council_id.into())
        .ok_or_else(|| match known.as_slice() {
            [] => "there is no council yet; add one with: foothold council add NAME --admin EMAIL"
                .to_owned(),
            known => format!(
                "there is no council {name:?}; there is {}",
                known.join(", ")
            ),
        })
}
