//! How the database goes about the queries of lists. Tests only.

use policy::{Action, Principal, Role, Worker};
use store::{ReadTx, orm::QueryTrait};
use uuid::Uuid;
use values::{AccountId, CouncilId, OrganisationId, Scope, TeamId};

use crate::{App, Clock, Config};

/// A council's worth of tables, and what each role may see.
pub(crate) struct Plans {
    app: std::sync::Arc<App>,
    _folder: tempfile::TempDir,
}

impl Plans {
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            data: folder.path().join("data"),
            ..Config::default()
        };
        let today = chrono::NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
        let app = App::open(config, Clock::standing_on(today)).await.unwrap();
        Self {
            app,
            _folder: folder,
        }
    }

    /// Returns what each role may see of the records that an action is done to.
    pub(crate) fn scopes(action: Action) -> Vec<Scope> {
        let scope = |role: &Role| {
            let worker = Worker {
                council: CouncilId(Uuid::from_u128(1)),
                account: AccountId(Uuid::from_u128(2)),
                roles: vec![*role],
                teams: vec![TeamId(Uuid::from_u128(3))],
                covers: vec![AccountId(Uuid::from_u128(4))],
                organisation: Some(OrganisationId(Uuid::from_u128(5))),
                own_person: None,
            };
            policy::scope(&Principal::Worker(worker), action)
        };
        Role::ALL.iter().map(scope).collect()
    }

    /// Fails where a query reads a table other than from an index that begins with the council.
    pub(crate) async fn check(&self, query: &impl QueryTrait) {
        let tx: ReadTx = self.app.store.read().await.unwrap();
        for line in store::explain(&tx, query).await.unwrap() {
            // A sum over all rows goes over what a table's index has found already.
            let reads = (line.starts_with("SCAN") && !line.starts_with("SCAN (subquery"))
                || line.starts_with("SEARCH");
            assert!(
                !reads || line.contains("(council_id=?"),
                "{line}\nin {}",
                query.build(store::orm::sea_orm::DbBackend::Sqlite)
            );
        }
    }
}
