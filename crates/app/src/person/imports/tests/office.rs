//! A council on a database of its own, into which lists are imported.

use std::sync::Arc;

use store::{
    Fetch, StoreError, WriteTx,
    entities::{accommodation_span, eet_span, journal, outer_id, person},
    orm::EntityTrait,
};
use values::CouncilId;

use super::{
    super::{
        PeopleArguments,
        reading::File,
        run::{prepare, write},
    },
    incoming, today,
};
use crate::{
    App, Clock, Config,
    office::accounts::add_council,
    person::people::{self, Record},
};

/// A council on a database of its own.
pub(super) struct Office {
    pub(super) app: Arc<App>,
    pub(super) council: CouncilId,
    folder: tempfile::TempDir,
}

impl Office {
    pub(super) async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            data: folder.path().join("data"),
            ..Config::default()
        };
        let app = App::open(config, Clock::standing_on(today()))
            .await
            .unwrap();
        let (council, _) = add_council(&app, "Northtown", "kim@example.gov.uk")
            .await
            .unwrap();
        Self {
            app,
            council,
            folder,
        }
    }

    /// Imports files, and returns the report.
    pub(super) async fn bring(&self, files: &[File]) -> String {
        let incoming = incoming(files, today(), None).unwrap();
        let plan = prepare(&self.app, self.council, incoming, true)
            .await
            .unwrap();
        let report = plan.report.to_string();
        write(&self.app, self.council, plan).await.unwrap();
        report
    }

    /// Returns what importing files would do.
    pub(super) async fn dry_run(&self, files: &[File]) -> String {
        let incoming = incoming(files, today(), None).unwrap();
        let plan = prepare(&self.app, self.council, incoming, true)
            .await
            .unwrap();
        plan.report.to_string()
    }

    /// Returns what importing files would do, compared with existing records.
    pub(super) async fn tried(&self, files: &[File]) -> String {
        let incoming = incoming(files, today(), None).unwrap();
        let plan = prepare(&self.app, self.council, incoming, false)
            .await
            .unwrap();
        plan.report.to_string()
    }

    /// Returns the young people by the id that the council's system or the SSDA903 gives them.
    pub(super) async fn record(&self, id: &str) -> Record {
        let mut tx = self.app.store.read().await.unwrap();
        let records = people::records(&mut tx, self.council).await.unwrap();
        let mut found = records
            .into_values()
            .filter(|record| record.person.fields.council_ref == id || record.ssda903_child == id);
        found.next().unwrap()
    }

    /// Counts rows: people, outer ids, activities, accommodations, journal entries.
    pub(super) async fn rows(&self) -> [u64; 5] {
        let tx = self.app.store.read().await.unwrap();
        [
            person::Entity::find().count_in(&tx).await.unwrap(),
            outer_id::Entity::find().count_in(&tx).await.unwrap(),
            eet_span::Entity::find().count_in(&tx).await.unwrap(),
            accommodation_span::Entity::find()
                .count_in(&tx)
                .await
                .unwrap(),
            journal::Entity::find().count_in(&tx).await.unwrap(),
        ]
    }

    /// Changes a young person as a worker would.
    pub(super) async fn change(&self, id: &str, phone: &'static str) {
        let record = self.record(id).await;
        let stamp = self.app.clock.stamp(self.council, None);
        let outcome: Result<(), StoreError> = self
            .app
            .store
            .write(stamp, async move |tx: &mut WriteTx| {
                let person = record.person.clone();

                let filling = people::Filling {
                    fields: Some(people::Fields {
                        phone: phone.into(),
                        ..person.fields
                    }),
                    ..people::Filling::default()
                };
                people::fill(tx, person.standing.id, person.version, &filling).await
            })
            .await;
        outcome.unwrap();
    }

    pub(super) fn arguments(&self, text: &str, dry_run: bool) -> PeopleArguments {
        let path = self.folder.path().join("list.csv");
        std::fs::write(&path, text).unwrap();
        PeopleArguments {
            files: vec![path],
            council: "northtown".into(),
            dry_run,
            take_duplicates: true,
            take_doubtful: false,
            columns: Vec::new(),
            year_end: None,
        }
    }
}
