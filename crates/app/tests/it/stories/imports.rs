//! Lists that come in, on both databases.

use std::path::PathBuf;

use foothold::imports::{self, PeopleArguments};
use policy::Role;
use store::{
    entities::person,
    orm::{EntityTrait, PaginatorTrait},
};

use crate::world::World;

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(format!(
        "{}/../returns/tests/fixture/{name}",
        env!("CARGO_MANIFEST_DIR")
    ))
}

async fn people(app: &World) -> u64 {
    let tx = app.app().store.read().await.unwrap();
    person::Entity::find().count(tx.conn()).await.unwrap()
}

story!(a_return_comes_in_as_its_dry_run_said_and_only_once, |app| {
    app.on("2026-11-20");
    let arguments = |dry_run| PeopleArguments {
        files: vec![fixture("header.csv"), fixture("oc3.csv")],
        council: "Northtown".into(),
        dry_run,
        year_end: None,
    };
    imports::run(app.app(), &arguments(true)).await.unwrap();
    assert_eq!(people(&app).await, 0, "a dry run changes nothing");
    imports::run(app.app(), &arguments(false)).await.unwrap();
    assert_eq!(people(&app).await, 15, "the sound rows came in");
    imports::run(app.app(), &arguments(false)).await.unwrap();
    assert_eq!(people(&app).await, 15, "a second run finds them");
    let manager = app.worker("Maya", &[Role::ProgrammeManager]).await;
    let found = manager.get("/people/search?q=C001").await;
    assert_eq!(found.column("Name"), ["Name needed"]);
    assert_eq!(found.column("Found by"), ["Their id"]);
});
