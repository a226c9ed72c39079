//! A council's published programmes, parsed.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard},
};

use programme::{Programme, Route, StageKey};
use store::{
    Fetch, ReadTx, StoreError,
    entities::programme_version,
    orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Uuid},
};
use values::{CouncilId, ProgrammeVersionId};

use crate::{
    App,
    shell::{app::Part, config::Config},
};

/// One published version.
#[derive(Clone)]
pub struct Version {
    /// Its id.
    pub id: ProgrammeVersionId,
    /// The programme's key.
    pub key: String,
    /// 1 for the first version that was published.
    pub number: i32,
    /// The programme.
    pub programme: Arc<Programme>,
}

/// Every published version of a council's programmes, oldest first.
#[derive(Clone, Default)]
pub struct Library(Vec<Version>);

/// The published programmes of every council, each parsed once: a version never changes.
#[derive(Default)]
struct Parsed(Mutex<HashMap<ProgrammeVersionId, Arc<Programme>>>);

impl Part for Parsed {
    fn of(_config: &Config) -> Result<Self, String> {
        Ok(Self::default())
    }
}

impl Parsed {
    fn parse(&self, id: ProgrammeVersionId, text: &str) -> Result<(), StoreError> {
        let parsed = Programme::parse("published", text)
            .map_err(|faults| StoreError::Unreadable(faults.to_string()))?;
        self.all().entry(id).or_insert(Arc::new(parsed));
        Ok(())
    }

    fn known(&self, id: ProgrammeVersionId) -> Option<Arc<Programme>> {
        self.all().get(&id).cloned()
    }

    fn all(&self) -> MutexGuard<'_, HashMap<ProgrammeVersionId, Arc<Programme>>> {
        self.0
            .lock()
            .expect("nobody panics while holding the programmes")
    }
}

store::row! {
    struct Row {
        id: Uuid,
        key: String,
        number: i32,
    }
}

impl Library {
    /// Reads the list of versions; the text of one is read and parsed only the first time.
    pub async fn load(
        app: &App,
        tx: &mut ReadTx,
        council: CouncilId,
    ) -> Result<Arc<Self>, StoreError> {
        let parsed = app.part::<Parsed>();
        let rows = programme_version::of(council)
            .select_only()
            .columns([
                programme_version::Column::Id,
                programme_version::Column::Key,
                programme_version::Column::Number,
            ])
            .order_by_asc(programme_version::Column::Key)
            .order_by_asc(programme_version::Column::Number)
            .order_by_asc(programme_version::Column::Id)
            .rows_in::<Row>(tx)
            .await?;
        let unknown: Vec<Uuid> = rows
            .iter()
            .map(|row| row.id)
            .filter(|id| parsed.known((*id).into()).is_none())
            .collect();
        if !unknown.is_empty() {
            let texts = programme_version::of(council)
                .filter(programme_version::Column::Id.is_in(unknown))
                .all_in(tx)
                .await?;
            for row in texts {
                parsed.parse(row.id.into(), &row.text)?;
            }
        }
        let versions = rows.into_iter().filter_map(|row| {
            let id = ProgrammeVersionId(row.id);
            Some(Version {
                id,
                key: row.key,
                number: row.number,
                programme: parsed.known(id)?,
            })
        });
        Ok(Arc::new(Self(versions.collect())))
    }

    /// Returns a version by its id.
    pub fn version(&self, id: ProgrammeVersionId) -> Option<&Version> {
        self.0.iter().find(|version| version.id == id)
    }

    /// Returns the newest version of a programme.
    pub fn latest(&self, key: &str) -> Option<&Version> {
        self.0.iter().rev().find(|version| version.key == key)
    }

    /// Returns the newest version of each programme.
    pub fn current(&self) -> impl Iterator<Item = &Version> {
        self.0.iter().filter(|version| {
            self.latest(&version.key)
                .is_some_and(|latest| latest.id == version.id)
        })
    }

    /// Returns the versions in which to look up what an enrolment of a version names: its own, then the others of the programme, the newest
    /// first. What was dropped or replaced then keeps its label.
    pub fn that_may_know(&self, id: ProgrammeVersionId) -> impl Iterator<Item = &Programme> {
        let own = self.version(id);
        let others = self.0.iter().rev();
        let others = others.filter(move |other| own.is_some_and(|own| own.key == other.key));
        own.into_iter()
            .chain(others)
            .map(|version| &*version.programme)
    }

    /// Returns a way into the newest version of a programme.
    pub fn way_in(&self, key: &str, route: &str) -> Option<&Route> {
        let version = self.latest(key)?;
        let mut routes = version.programme.definition().routes.iter();
        routes.find(|one| one.key.as_str() == route)
    }

    /// Returns a stage's label, or the key where no version knows it.
    pub fn stage_label(&self, version: ProgrammeVersionId, stage: &str) -> String {
        let label = |programme: &Programme| {
            let known = programme.stage(&StageKey::parse(stage).ok()?);
            known.map(|stage| stage.label.clone())
        };
        let label = self.that_may_know(version).find_map(label);
        label.unwrap_or_else(|| stage.to_owned())
    }

    /// Returns every stage of the newest versions: key and label, in the order of the files.
    pub fn stages(&self) -> Vec<(String, String)> {
        let stages = self
            .current()
            .flat_map(|version| &version.programme.definition().stages);
        stages
            .map(|stage| (stage.key.to_string(), stage.label.clone()))
            .collect()
    }
}
