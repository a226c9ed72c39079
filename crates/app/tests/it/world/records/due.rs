//! What is due, as the table has it.

use chrono::NaiveDate;
use foothold::{office::library::Library, person::due::Rules};
use store::{
    entities::due,
    orm::{EntityTrait, Uuid},
};

use crate::world::World;

impl World {
    /// Returns what is due, as it stands in the table: for whom, what, when and why.
    pub(crate) async fn dues(&self) -> Vec<(Uuid, String, NaiveDate, String)> {
        let tx = self.app().store.read().await.unwrap();
        let rows = due::Entity::find().all(tx.conn()).await.unwrap();
        let mut rows: Vec<_> = rows
            .into_iter()
            .map(|row| (row.person_id, row.kind, row.due_on, row.reason))
            .collect();
        rows.sort();
        rows
    }

    /// Makes the whole table of what is due anew, and returns it.
    pub(crate) async fn rebuilt_dues(&self) -> Vec<(Uuid, String, NaiveDate, String)> {
        let app = self.app();
        let mut tx = app.store.read().await.unwrap();
        let library = Library::load(app, &mut tx, self.home().id).await.unwrap();
        drop(tx);
        let rules = Rules::of(app, library);
        self.write(self.home(), async move |tx| {
            foothold::person::due::rebuild(tx, &rules).await
        })
        .await;
        self.dues().await
    }
}
