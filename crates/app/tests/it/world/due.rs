//! What is due, as the table has it and as it is made anew.

use chrono::NaiveDate;
use foothold::{office::library::Library, person::due::Rules};
use store::{
    Fetch,
    entities::due,
    orm::{EntityTrait, Uuid},
};

use super::World;

impl World {
    /// Returns what is due, as it stands in the table: for whom, what, when and why.
    pub(crate) async fn dues(&self) -> Vec<(Uuid, String, NaiveDate, String)> {
        let tx = self.app().store.read().await.unwrap();
        let rows = due::Entity::find().all_in(&tx).await.unwrap();
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

/// Returns the day and the reason of the first of a kind.
pub(crate) fn due(
    dues: &[(Uuid, String, NaiveDate, String)],
    kind: &str,
) -> Option<(String, String)> {
    let found = dues.iter().find(|(_, one, ..)| one == kind);
    found.map(|(_, _, on, why)| (on.to_string(), why.clone()))
}
