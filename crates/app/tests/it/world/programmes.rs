//! Programmes that are kept with the product, and how a council publishes one.

use programme::Programme;
use store::{
    Entry, Execute,
    entities::programme_version,
    orm::{EntityTrait, Set},
};
use values::ProgrammeVersionId;

use super::{Council, World};

pub(crate) const CAMDEN: &str = include_str!("../../../../../programmes/camden.toml");
pub(crate) const DURHAM: &str = include_str!("../../../../../programmes/durham.toml");
pub(crate) const HACKNEY: &str = include_str!("../../../../../programmes/hackney.toml");
pub(crate) const KENSINGTON_AND_CHELSEA: &str =
    include_str!("../../../../../programmes/kensington-and-chelsea.toml");
pub(crate) const YEARS_10_AND_11: &str =
    include_str!("../../../../../programmes/years-10-and-11.toml");
pub(crate) const WESTMINSTER: &str = include_str!("../../../../../programmes/westminster.toml");

/// A programme and its first stage.
#[derive(Clone, Debug)]
pub(crate) struct Published {
    pub(crate) version: ProgrammeVersionId,
    pub(crate) key: String,
    pub(crate) stage: String,
    pub(crate) route: String,
}

impl World {
    /// Publishes a programme file for a council.
    pub(crate) async fn publish(&self, council: &Council, text: &'static str) -> Published {
        let programme = Programme::parse("of the tests", text).unwrap();
        let definition = programme.definition();
        let (key, stage) = (
            definition.key.to_string(),
            programme.starts().next().unwrap().key.to_string(),
        );
        let named = key.clone();
        let version = self
            .write(council, async move |tx| {
                let id: ProgrammeVersionId = tx.next_id();
                let row = programme_version::ActiveModel {
                    council_id: Set(tx.council().into()),
                    id: Set(id.into()),
                    key: Set(named.clone()),
                    number: Set(1),
                    text: Set(text.to_owned()),
                    hash: Set(blake3::hash(text.as_bytes()).as_bytes().to_vec()),
                    published_at: Set(tx.at().into()),
                    published_by: Set(tx.by_id()),
                };

                programme_version::Entity::insert(row).exec_in(tx).await?;
                tx.journal(Entry::new("publish-programmes").subject(id))
                    .await?;
                Ok(id)
            })
            .await;
        Published {
            version,
            key,
            stage,
            route: definition.routes[0].key.to_string(),
        }
    }
}
