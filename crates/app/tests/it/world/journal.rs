//! What the journal says.

use store::{
    Fetch,
    entities::journal,
    orm::{ColumnTrait, EntityTrait, QueryFilter, Uuid},
};
use values::AccountId;

use super::World;

/// The entries that say whom a page showed to somebody.
pub(crate) async fn shown(app: &World, by: AccountId) -> Vec<journal::Model> {
    let store = &app.app().store;
    store.fold_shown().await.unwrap();
    let tx = store.read().await.unwrap();
    journal::Entity::find()
        .filter(journal::Column::By.eq(Uuid::from(by)))
        .filter(journal::Column::Reason.eq("shown"))
        .all_in(&tx)
        .await
        .unwrap()
}
